// SPDX-License-Identifier: MIT
#include "base/stop.h"
#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t asked;

static const struct {
  int number;
  const char *name;
} signals[] = {{SIGINT, "SIGINT"}, {SIGTERM, "SIGTERM"}, {SIGHUP, "SIGHUP"}};

static void note(int number) {
  asked = number;
}

void stop_catch(void) {
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    struct sigaction now, later = {.sa_handler = note, .sa_flags = (int)(SA_RESTART | SA_RESETHAND)};
    // What the caller has ignored (nohup) stays ignored.
    if (sigaction(signals[i].number, NULL, &now) == 0 && now.sa_handler != SIG_IGN)
      sigaction(signals[i].number, &later, NULL);
  }
}

int stop_asked(void) {
  return asked;
}

const char *stop_name(void) {
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    if (signals[i].number == asked) return signals[i].name;
  return "a signal";
}

void stop_end(void) {
  signal(asked, SIG_DFL);
  raise(asked);
}
