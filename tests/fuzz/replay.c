// SPDX-License-Identifier: MIT
// A target without libFuzzer: tries each file named, and says which one it is at, should it end there.
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv) {
  LLVMFuzzerInitialize(&argc, &argv);
  for (int i = 1; i < argc; i++) {
    char *bytes = NULL;
    gsize len = 0;
    GError *error = NULL;
    fprintf(stderr, "%s\n", argv[i]);
    if (!g_file_get_contents(argv[i], &bytes, &len, &error)) {
      fprintf(stderr, "%s\n", error->message);
      return 1;
    }
    LLVMFuzzerTestOneInput((const uint8_t *)bytes, len);
    g_free(bytes);
  }
  printf("%d inputs\n", argc - 1);
  return 0;
}
