// SPDX-License-Identifier: MIT
#include "coding/attribution.h"
#include "coding/authors.h"
#include "coding/nominal.h"
#include "coding/tree.h"
#include "coding/who.h"

static int quote_of(struct slice form) { // 1 opens, 2 closes, 3 either, 0 none
  if (slice_is(form, "“") || slice_is(form, "``") || slice_is(form, "«") || slice_is(form, "„")) return 1;
  if (slice_is(form, "”") || slice_is(form, "''") || slice_is(form, "»")) return 2;
  return slice_is(form, "\"") ? 3 : 0;
}

static bool begins_block(const struct document *d, unsigned i) {
  return i == 0 || document_passage(d, i)->block != document_passage(d, i - 1)->block;
}

void quotations_mark(struct document *d) {
  bool open = false;
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    if (begins_block(d, i)) open = false;
    p->all_quoted = p->s->count > 0;
    for (unsigned t = 0; t < p->s->count; t++) {
      int q = quote_of(p->s->tokens[t].form);
      if (q == 1 || (q == 3 && !open))
        open = true;
      else if (q)
        open = false;
      p->quoted[t] = open || q;
      if (!p->quoted[t] && p->s->tokens[t].upos != UPOS_PUNCT) p->all_quoted = false;
    }
  }
}

bool is_speech(const struct document *d, const struct passage *p, int t) {
  if (token_at(p, t)->upos != UPOS_VERB) return false;
  unsigned n;
  const struct cue *list = cues_of(d->coder->cues, token_at(p, t)->lemma, 'v', &n);
  return cues_in(list, n, CUE_SPEECH) != NULL;
}

static int according_to(const struct passage *p, int t) {
  static const char *const words[] = {"according", "per", NULL};
  TREE_CHILDREN(p, t, c) {
    if (token_at(p, c)->relation != REL_OBL && token_at(p, c)->relation != REL_ADVCL) continue;
    if (token_in(token_at(p, c), words)) { // "according" as head of "to X"
      int x = tree_child(p, c, REL_OBL);
      if (x >= 0) return x;
    }
    TREE_CHILDREN(p, c, g)
    if (token_at(p, g)->relation == REL_CASE && token_in(token_at(p, g), words)) return c;
  }
  return -1;
}

int reporting_subject(const struct document *d, const struct passage *p, int t) {
  for (int depth = 0; depth < 40 && t >= 0; depth++) {
    int x = according_to(p, t);
    if (x >= 0) return x;
    TREE_CHILDREN(p, t, c)
    if (token_at(p, c)->relation == REL_PARATAXIS && is_speech(d, p, c)) {
      bool overt;
      int s = tree_subject(p, c, &overt);
      if (s >= 0 && overt) return s;
    }
    t = token_at(p, t)->head;
  }
  return -1;
}

// Finds who speaks the quoted words of p by p's own words.
static int own_speaker(const struct document *d, const struct passage *p) {
  for (unsigned t = 0; t < p->s->count; t++) {
    if (p->quoted[t] || !is_speech(d, p, (int)t)) continue;
    bool overt;
    int s = tree_subject(p, (int)t, &overt);
    if (s >= 0 && !p->quoted[s] && token_at(p, (int)t)->relation != REL_ACL_RELCL) return s;
  }
  for (unsigned t = 0; t < p->s->count; t++)
    if (p->s->tokens[t].head < 0) return according_to(p, (int)t);
  return -1;
}

static void voice_copy(struct passage *to, const struct passage *from) {
  to->voice = from->voice;
  to->voice_text = from->voice_text;
  to->speaker_in = from->speaker_in;
  to->speaker = from->speaker;
}

static bool has_quote(const struct passage *p) {
  for (unsigned t = 0; t < p->s->count; t++)
    if (p->quoted[t]) return true;
  return false;
}

static void voice_of_passage(struct document *d, unsigned i) {
  struct passage *p = document_passage(d, i);
  if (!has_quote(p)) return;
  int s = own_speaker(d, p);
  if (s < 0) return;
  p->speaker = s;
  p->speaker_in = (int)i;
  who_collect(p, s, &p->voice);
  p->voice_text = tree_phrase_kept(d, p, s);
}

// A quotation that began before p or goes on after it, and one that follows its speaker.
static void voice_inherit(struct document *d, unsigned i) {
  struct passage *p = document_passage(d, i);
  if (p->speaker_in >= 0 || p->s->count == 0 || !has_quote(p)) return;
  bool within = p->quoted[0] && quote_of(p->s->tokens[0].form) == 0;
  struct passage *before = i > 0 ? document_passage(d, i - 1) : NULL;
  bool same = before && before->block == p->block;
  if (same && before->speaker_in >= 0 && (within || p->all_quoted)) {
    voice_copy(p, before);
    return;
  }
  if (p->quoted[p->s->count - 1] && i + 1 < d->passages->len) { // goes on: whoever speaks at its end
    for (unsigned k = i + 1; k < d->passages->len && k < i + 8; k++) {
      struct passage *after = document_passage(d, k);
      if (after->block != p->block || after->s->count == 0 || !after->quoted[0]) break;
      if (after->speaker_in >= 0) {
        voice_copy(p, after);
        return;
      }
    }
  }
  if (!p->all_quoted || !before) return;
  for (unsigned k = i; k-- > 0 && i - k < 4;) { // a paragraph of quotation after its speaker's
    struct passage *back = document_passage(d, k);
    if (back->speaker_in >= 0) {
      voice_copy(p, back);
      return;
    }
  }
  // "She told reporters: X." with the quotation in a paragraph of its own
  for (unsigned t = 0; t < before->s->count; t++) {
    bool overt;
    if (!is_speech(d, before, (int)t)) continue;
    int s = tree_subject(before, (int)t, &overt);
    if (s < 0 || before->who[s].count == 0) continue;
    who_collect(before, s, &p->voice);
    p->speaker = s;
    p->speaker_in = (int)i - 1;
    return;
  }
}

// --- speeches and transcripts ---

static const char *const questions[] = {"q", "question", NULL}, *const answers[] = {"a", "answer", "reply",
                                                                                    NULL};

static bool is_label(const struct passage *p, unsigned *end) {
  static const char *const small[] = {"of", "the", "and", ",", "de", "der", "von",
                                      "mr", ".",   "-",   "(", ")",  NULL};
  for (unsigned t = 0; t < p->s->count && t < 9; t++) {
    const struct token *k = &p->s->tokens[t];
    if (t > 0 && slice_is(k->form, ":")) {
      *end = t;
      return true;
    }
    if (k->upos == UPOS_VERB || k->upos == UPOS_NUM) return false;
    if (!g_ascii_isupper(k->form.data[0]) && (unsigned char)k->form.data[0] < 128 && !token_in(k, small))
      return false;
  }
  return false;
}

// Where p begins with a label, fills voice with whom that means; asked: who answers in an interview.
static void label_voice(const struct document *d, const struct passage *p, const struct who *asked,
                        struct who *voice) {
  unsigned end;
  if (!is_label(p, &end)) return;
  *voice = (struct who){0};
  if (token_in(&p->s->tokens[0], questions)) return;
  if (end == 1 && token_in(&p->s->tokens[0], answers)) *voice = *asked;
  for (unsigned i = 0; i < p->mentions->len; i++) {
    const struct mention *m = &g_array_index(p->mentions, struct mention, i);
    if (m->last < end && voice->count == 0) who_add(voice, m->actor, m->person);
  }
  for (unsigned t = 0; t < end && voice->count == 0; t++) {
    int known = GPOINTER_TO_INT(g_hash_table_lookup(d->names, p->s->tokens[t].norm));
    if (known) who_add(voice, known - 1, NULL);
  }
  voice->is_person = true;
  voice->how = "speaker label";
}

// Gives what stands behind speakers' labels to them. Returns false where no label names anybody.
static bool label_speakers(struct document *d) {
  unsigned labels = 0, known = 0, end;
  struct who voice = {0}, asked = {0};
  for (unsigned i = 1; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    if (!begins_block(d, i) || !is_label(p, &end)) continue;
    if (labels++ == 0) interviewee(d, i, &asked);
    label_voice(d, p, &asked, &voice);
    known += voice.count > 0;
  }
  if (labels < 2 || labels * 12 < d->passages->len || !known) return false;
  d->speech = true;
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    if (i <= 1) voice = (struct who){0}; // a name before a colon speaks in the title alone
    if (begins_block(d, i)) label_voice(d, p, &asked, &voice);
    if (p->speaker_in < 0) p->voice = voice;
  }
  return true;
}

void attribution_resolve(struct document *d) {
  for (unsigned i = 0; i < d->passages->len; i++)
    voice_of_passage(d, i);
  for (unsigned i = 0; i < d->passages->len; i++)
    voice_inherit(d, i);
  if (!label_speakers(d) && !interview_find(d)) author_find(d);
}
