// SPDX-License-Identifier: MIT
// The readable tables inside the program. The paths are as seen from where make runs.
#include "text/embedded.h"
#include <stdint.h>

#define EMBED(name, path)                                                                                    \
  __asm__(".pushsection .rodata\n.balign 8\n"                                                                \
          ".globl " #name "_size\n" #name "_size: .quad 1f - " #name "_text\n"                               \
          ".globl " #name "_text\n" #name "_text:\n.incbin \"" path "\"\n1: .byte 0\n"                       \
          ".popsection\n");                                                                                  \
  extern const char name##_text[];                                                                           \
  extern const uint64_t name##_size

EMBED(standpoint_abbreviations, "generator/data/abbreviations.txt");
EMBED(standpoint_lemma_exceptions, "generator/data/lemma-exceptions.txt");

struct slice embedded_abbreviations(void) {
  return (struct slice){standpoint_abbreviations_text, standpoint_abbreviations_size};
}

struct slice embedded_lemma_exceptions(void) {
  return (struct slice){standpoint_lemma_exceptions_text, standpoint_lemma_exceptions_size};
}

bool embedded_line(struct slice *text, struct slice *line) {
  while (text->len) {
    const char *stop = memchr(text->data, '\n', text->len);
    size_t len = stop ? (size_t)(stop - text->data) : text->len;
    *line = slice_trim((struct slice){text->data, len});
    size_t taken = stop ? len + 1 : len;
    text->data += taken;
    text->len -= taken;
    if (line->len && line->data[0] != '#') return true;
  }
  return false;
}

struct slice embedded_field(struct slice *line) {
  *line = slice_trim(*line);
  size_t n = 0;
  while (n < line->len && line->data[n] != ' ' && line->data[n] != '\t')
    n++;
  struct slice field = {line->data, n};
  line->data += n;
  line->len -= n;
  return field;
}
