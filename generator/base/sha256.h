// SPDX-License-Identifier: MIT
// SHA-256 of many bytes: of every file of a site. (GLib's costs several times as much.)
#pragma once
#include "base/slice.h"

// Writes the digest of bytes in hexadecimal to hex, ended by NUL.
void sha256_hex(struct slice bytes, char hex[65]);

// The same piece by piece: begun with sha256_new, ended (and freed) with sha256_end.
struct sha256;
struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *s, const void *bytes, size_t len);
void sha256_end(struct sha256 *s, char hex[65]);
