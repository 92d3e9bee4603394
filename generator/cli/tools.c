// SPDX-License-Identifier: MIT
#include "cli/tools.h"

struct codebook *tools_codebook(const char *given, int *code, struct diag *d) {
  char *path = codebook_path(given, ".");
  struct codebook *c = codebook_load(path, d);
  *code = c ? 0 : diag_fault_code(d) ? diag_fault_code(d) : diag_left_out(d) ? EX_NOINPUT : EX_DATAERR;
  g_free(path);
  return c;
}

int tools_open(struct tools *t, const char *codebook, struct diag *d) {
  int code;
  *t = (struct tools){0};
  t->codebook = tools_codebook(codebook, &code, d);
  if (!t->codebook) return code;
  t->model = model_open(NULL, d);
  t->coder = t->model ? coder_new(t->codebook, t->model, d) : NULL;
  return t->coder ? 0 : diag_fault_code(d) ? diag_fault_code(d) : EX_UNAVAILABLE;
}

void tools_release(struct tools *t) {
  coder_free(t->coder);
  model_free(t->model);
  codebook_free(t->codebook);
  *t = (struct tools){0};
}
