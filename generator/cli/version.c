// SPDX-License-Identifier: MIT
#include "cli/version.h"
#include "base/confine.h"
#include <glib.h>
#include <stdio.h>
#include <unicode/uversion.h>

static void print_libraries(void) {
  UVersionInfo icu;
  char icu_text[U_MAX_VERSION_STRING_LENGTH];
  u_getVersion(icu);
  u_versionToString(icu, icu_text);
  printf("libraries: GLib %u.%u.%u, ICU %s\n", glib_major_version, glib_minor_version, glib_micro_version,
         icu_text);
}

static void print_confinement(void) {
#ifdef STANDPOINT_UNCONFINED
  puts("confinement: left out of this build");
#else
  struct confinement c = confine_offers();
  if (c.landlock)
    printf("files: kept to the folders of a command (Landlock, ABI %d)\n", c.landlock);
  else
    puts("files: not confined, this kernel has no Landlock of ABI 2 or later");
  puts(c.seccomp ? "system calls: network, programs, tracing and mounting refused (seccomp)"
                 : "system calls: not confined, this kernel has no seccomp filters");
#endif
}

void version_print(bool details) {
  puts("standpoint " STANDPOINT_VERSION);
  if (!details) return;
  print_libraries();
  print_confinement();
}
