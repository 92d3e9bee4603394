// SPDX-License-Identifier: MIT
// Commands: one file each, one row in main.c's table.
#pragma once
#include "base/diag.h"
#include "base/exits.h"

struct command {
  const char *name;
  const char *summary;                               // one line for `standpoint --help`
  int (*run)(int argc, char **argv, struct diag *d); // argv[0] is the command's name; returns the exit code
};

extern const struct command command_build, command_code, command_merge, command_render, command_explain,
    command_parse, command_score, command_check, command_train, command_watch, command_pairs, command_verify;
