// SPDX-License-Identifier: MIT
// What the files cost at least: standard input holds a line "r PATH" for each file to read and "w SIZE PATH"
// for each to write with that many bytes. What is written is one buffer's bytes, so that making them costs
// nothing.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char buffer[1 << 20];

static int read_file(const char *path) {
  int file = open(path, O_RDONLY);
  ssize_t n = file < 0 ? -1 : 1;
  while (n > 0)
    n = read(file, buffer, sizeof buffer);
  return n == 0 && close(file) == 0;
}

static int write_file(size_t size, const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (file < 0) return 0;
  while (size) {
    ssize_t n = write(file, buffer, size < sizeof buffer ? size : sizeof buffer);
    if (n < 0) return 0;
    size -= (size_t)n;
  }
  return close(file) == 0;
}

int main(void) {
  char line[4200];
  while (fgets(line, sizeof line, stdin)) {
    char *path = line + 2;
    size_t size = line[0] == 'w' ? strtoull(path, &path, 10) : 0;
    line[strcspn(line, "\n")] = '\0';
    if (!(line[0] == 'w' ? write_file(size, path + 1) : read_file(path))) {
      fprintf(stderr, "%s: %s\n", line, strerror(errno));
      return 1;
    }
  }
  return 0;
}
