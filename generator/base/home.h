// SPDX-License-Identifier: MIT
// Where the program's own files lie.
#pragma once
#include "base/diag.h"

// Returns the folder `name` ("templates", "generator/data") that belongs to the program: below
// STANDPOINT_HOME where that is set, else below the nearest folder above the program's own that has it (a
// checkout), else below the installed share folder. NULL where there is none, or where that cannot be told
// (diag_fault). The caller frees it.
char *program_folder(const char *name, struct diag *d);
