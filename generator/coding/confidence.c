// SPDX-License-Identifier: MIT
#include "coding/confidence.h"

unsigned finding_confidence(const struct climb *c, const struct finding *f) {
  int score = 820;
  if (f->steps > 1) score -= 35 * (int)(f->steps - 1 > 5 ? 5 : f->steps - 1);
  if (f->pronoun) score -= 90;
  if (c->target->ref) score -= 130;
  if (c->target->implied) score -= 40;
  score -= 110 * (int)(f->hedges > 3 ? 3 : f->hedges);
  if (f->voice == VOICE_ASCRIBED) score -= 120;
  if (f->conditional) score -= 60;
  if (f->class == CUE_FAVOUR || f->class == CUE_OPPOSE || f->class == CUE_DEMAND) score += 60;
  if (f->class == CUE_GOOD || f->class == CUE_BAD) score -= 120;
  return (unsigned)CLAMP(score, 50, 970);
}
