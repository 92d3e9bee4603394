// SPDX-License-Identifier: MIT
// Which texts are addresses that a page may link to.
#pragma once
#include "base/slice.h"

// Says whether s, without white space around it, is an address of the web that any browser reads alike: http
// or https, a host, at most LIMIT_ADDRESS_BYTES of UTF-8 without white space, control characters, quotes,
// backslashes, angle brackets or characters that turn or hide text.
bool address_is_web(struct slice s);
