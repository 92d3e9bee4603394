// SPDX-License-Identifier: MIT
// What standpoint --version says.
#pragma once
#include <stdbool.h>

// Prints the version; with details also those of the libraries, and what keeps the process confined on this
// machine.
void version_print(bool details);
