// SPDX-License-Identifier: MIT
// Giving up rights before anything foreign is read: Landlock (Linux 5.19 and later, ABI 2) keeps the process
// to the folders it names, seccomp refuses system calls that no command needs: network, starting programs,
// tracing, mounting. What the kernel does not offer is left out; nothing fails for want of it.
#pragma once
#include "base/diag.h"

// Says which of the two the kernel offers (and the program was built for: builds for sanitizers and coverage
// do without, since those write files and trace).
struct confinement {
  int landlock; // its ABI; 0: not offered
  bool seccomp;
};
// Looks without confining anything.
struct confinement confine_offers(void);

// Confines the calling thread and all that it starts from now on, for good. Each list holds paths and ends in
// NULL; NULL itself is an empty list. Below `read` files and folders may be read, below `write` made,
// changed, renamed and removed as well; a path that does not exist is passed over. The system's libraries and
// character sets stay readable. Returns what is on. Where the machine lacks what this takes (memory,
// descriptors), d gets a fault: what may be read is then not known, and nothing should be.
struct confinement confine(const char *const *read, const char *const *write, struct diag *d);
