// SPDX-License-Identifier: MIT
// What parsing Markdown costs at least: reads the files whose paths stand on standard input, one a line, and
// has libcmark parse each.
#include <cmark.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  char path[4096];
  unsigned files = 0;
  while (fgets(path, sizeof path, stdin)) {
    char *text;
    gsize size;
    path[strcspn(path, "\n")] = '\0';
    if (!g_file_get_contents(path, &text, &size, NULL)) return 1;
    cmark_node *tree = cmark_parse_document(text, size, CMARK_OPT_DEFAULT);
    if (!cmark_node_first_child(tree)) return 1;
    cmark_node_free(tree);
    g_free(text);
    files++;
  }
  return files == 0;
}
