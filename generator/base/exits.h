// SPDX-License-Identifier: MIT
// Exit codes: sysexits.h by name, and our own 1.
#pragma once
#include <sysexits.h>

enum {
  EXIT_INPUT_ERRORS = 1
}; // build, render, check: errors in the input; all were reported, the rest was done
