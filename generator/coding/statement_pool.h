// SPDX-License-Identifier: MIT
// Many statements in little room: those of an archive are kept until its last page is made. Names are held
// once, and what the statements of an article share stands once for them.
#pragma once
#include "coding/statement.h"

struct statement_pool;

struct statement_pool *statement_pool_new(void);
// Frees the pool and all statements in it.
void statement_pool_free(struct statement_pool *p);

// Moves s, which is taken over, into p, without trace and features. Returns it where it lies now; it lives as
// long as p, statement_free leaves it, and its texts must not be replaced. One that lies in a pool already
// stays there. Those of one article take least when they follow each other.
struct statement *statement_pool_keep(struct statement_pool *p, struct statement *s);
