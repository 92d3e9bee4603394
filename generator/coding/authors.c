// SPDX-License-Identifier: MIT
#include "coding/authors.h"
#include "coding/nominal.h"
#include "coding/tree.h"
#include "coding/who.h"

enum {
  LEAD = 8,  // passages at the beginning
  LINES = 6, // and at the end
  SHORT = 24 // words of a line that is no sentence
};

static const char *const kinds[] = {"statement",  "speech",     "remarks",    "address", "declaration",
                                    "communique", "communiqué", "transcript", "letter",  "message",
                                    "newsletter", "appeal",     "resolution", "column",  NULL};

static unsigned count_sentences_with(const struct document *d, const char *const *first) {
  unsigned n = 0;
  for (unsigned i = 0; i < d->passages->len; i++) {
    const struct passage *p = document_passage(d, i);
    for (unsigned t = 0; t < p->s->count; t++)
      if (!p->quoted[t] && token_in(&p->s->tokens[t], first)) {
        n++;
        break;
      }
  }
  return n;
}

// Says whether p is a line of names, dates or places without a verb of its own.
static bool is_line(const struct passage *p) {
  if (p->s->count > SHORT) return false;
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    bool verb = k->upos == UPOS_AUX || (k->upos == UPOS_VERB && strcmp(k->norm, "signed") != 0);
    if (verb && !mention_over(p, (int)t)) return false;
  }
  return true;
}

// "Oslo, 12 May": where and when it was written.
static bool is_dateline(const struct passage *p, const struct mention *m) {
  return m->last + 2 < p->s->count && slice_is(p->s->tokens[m->last + 1].form, ",") &&
         p->s->tokens[m->last + 2].upos == UPOS_NUM;
}

static void add_mentions_between(const struct passage *p, unsigned from, unsigned end, struct who *out) {
  for (unsigned i = 0; i < p->mentions->len; i++) {
    const struct mention *m = &g_array_index(p->mentions, struct mention, i);
    if (m->first >= from && m->last < end && !m->demonym && !is_dateline(p, m))
      who_add(out, m->actor, m->person);
  }
}

// Adds the first name from token `from` on; persons: of a person. Returns whether there was one.
static bool add_first_mention(const struct passage *p, unsigned from, bool persons, struct who *out) {
  for (unsigned i = 0; i < p->mentions->len; i++) {
    const struct mention *m = &g_array_index(p->mentions, struct mention, i);
    if (m->first < from || m->demonym || (persons && !m->is_person)) continue;
    who_add(out, m->actor, m->person);
    return true;
  }
  return false;
}

// "Speech by Governor Holt on", "Joint statement of A, B and C".
static void from_heading(const struct passage *p, struct who *out) {
  static const char *const by[] = {"by", "of", "from", NULL}, *const ends[] = {
                                                                  "on", "about",   "regarding", "concerning",
                                                                  "to", "against", "for",       "at",
                                                                  ":",  NULL};
  for (unsigned t = 0; t + 2 < p->s->count && out->count == 0; t++) {
    if (!token_in(&p->s->tokens[t], kinds) || !token_in(&p->s->tokens[t + 1], by)) continue;
    unsigned end = t + 2;
    while (end < p->s->count && !token_in(&p->s->tokens[end], ends))
      end++;
    add_mentions_between(p, t + 2, end, out);
  }
}

// "The union's letter", "Nimbus statement on", "Residents for Fenn: Newsletter".
static void from_owner(const struct passage *p, unsigned kind, struct who *out) {
  for (unsigned t = 1; t < kind; t++)
    if (slice_is(p->s->tokens[t].form, ":")) add_mentions_between(p, 0, t, out);
  for (unsigned i = 0; i < p->mentions->len && out->count == 0; i++) {
    const struct mention *m = &g_array_index(p->mentions, struct mention, i);
    if (m->first <= 1 && m->last < kind && m->last + 2 >= kind) add_mentions_between(p, m->first, kind, out);
  }
}

// "Issued by X", "on behalf of the members of X".
static void from_lead(const struct document *d, struct who *out) {
  static const char *const of[] = {"of", "by", NULL}, *const issued[] = {"issue", "adopt", "publish",
                                                                         "deliver", NULL};
  for (unsigned i = 1; i < d->passages->len && i < LEAD && out->count == 0; i++) {
    const struct passage *p = document_passage(d, i);
    for (unsigned t = 0; t + 1 < p->s->count && out->count == 0; t++) {
      const struct token *k = &p->s->tokens[t];
      bool behalf = strcmp(k->norm, "behalf") == 0 || (token_lemma_in(k, issued) && k->xpos == XPOS_VBN);
      if (!behalf || !token_in(&p->s->tokens[t + 1], of)) continue;
      add_first_mention(p, t + 1, false, out);
    }
  }
}

// "Jo Doe, president of the club", "Signed: A, B, C" in the last lines.
static void from_signature(const struct document *d, struct who *out) {
  static const char *const others[] = {"photo", "image",       "picture", "illustration", "read", "contact",
                                       "press", "translation", "copy",    "copies",       "cc",   NULL};
  unsigned n = d->passages->len;
  for (unsigned i = n; i-- > 1 && n - i <= LINES && out->count == 0;) {
    const struct passage *p = document_passage(d, i);
    if (is_line(p) && p->s->count && !token_in(&p->s->tokens[0], others))
      add_mentions_between(p, 0, p->s->count, out);
  }
}

// Lines of names between the title and the text.
static void from_byline(const struct document *d, struct who *out) {
  for (unsigned i = 1; i < d->passages->len && i < 3 && out->count == 0; i++)
    if (is_line(document_passage(d, i)))
      add_mentions_between(document_passage(d, i), 0, document_passage(d, i)->s->count, out);
}

static void from_first_subject(const struct document *d, struct who *out) {
  for (unsigned i = 0; i < d->passages->len && i < LEAD && out->count == 0; i++) {
    const struct passage *p = document_passage(d, i);
    for (unsigned t = 0; t < p->s->count && out->count == 0; t++)
      if (p->who[t].count && !p->who[t].pronoun && !p->who[t].place && is_subject(p->s->tokens[t].relation))
        who_collect(p, (int)t, out);
  }
}

// Says whether enough sentences say "we" or "I": one of so many, by how sure it is who wrote the text.
static bool speaks_for_itself(unsigned spoken, unsigned sentences, bool sure) {
  return spoken >= (sure ? 2 : 3) && spoken * (sure ? 12 : 5) >= sentences;
}

void author_find(struct document *d) {
  static const char *const we[] = {"we", "our", "us", NULL}, *const i_[] = {"i", "my", "me", NULL},
                           *const personal[] = {"letter", "newsletter", "message", "column", NULL};
  unsigned n = d->passages->len, many = count_sentences_with(d, we), one = count_sentences_with(d, i_);
  if (n < 3) return;
  struct who found = {0};
  int kind = -1;
  const struct passage *title = document_passage(d, 0);
  for (unsigned t = 0; t < title->s->count && kind < 0; t++) {
    bool verb = t > 0 && title->s->tokens[t].upos == UPOS_VERB; // "to address"
    if (token_in(&title->s->tokens[t], kinds) && !verb) kind = (int)t;
  }
  for (unsigned i = 0; i < n && i < 3 && !found.count; i++)
    if (i == 0 || is_line(document_passage(d, i))) from_heading(document_passage(d, i), &found);
  bool named = kind == 0 || kind == 1; // "Joint statement: ..."
  if (!found.count && named) from_signature(d, &found);
  if (!found.count && named) from_byline(d, &found);
  if (!speaks_for_itself(many + one, n, found.count > 0)) return;
  if (!found.count && kind < 0 && one * 3 > many) return;
  if (!found.count && kind > 0) from_owner(title, (unsigned)kind, &found);
  if (!found.count) from_lead(d, &found);
  if (!found.count && !named) from_signature(d, &found);
  if (!found.count && kind > 1) from_byline(d, &found);
  if (!found.count && (kind < 0 || !token_in(token_at(title, kind), personal))) from_first_subject(d, &found);
  if (!found.count) return;
  d->author = found;
  d->author.how = "author";
  d->author.place = d->author.pronoun = false;
  d->speech = true;
}

void interviewee(const struct document *d, unsigned first, struct who *out) {
  for (int persons = 1; persons >= 0; persons--)
    for (unsigned i = 0; i < first; i++)
      if (add_first_mention(document_passage(d, i), 0, persons, out)) return;
}

static bool asks(const struct document *d, unsigned i) {
  const struct passage *p = document_passage(d, i);
  bool last = i + 1 == d->passages->len || document_passage(d, i + 1)->block != p->block;
  return last && p->s->count && slice_is(p->s->tokens[p->s->count - 1].form, "?");
}

static bool tells_of_an_interview(const struct passage *p) {
  static const char *const words[] = {"interview", "interviewed",  "spoke", "met",      "talk",
                                      "talked",    "conversation", "asked", "received", NULL};
  for (unsigned t = 0; t < p->s->count; t++)
    if (token_in(&p->s->tokens[t], words)) return true;
  return false;
}

// Returns the first passage of the block that ends with passage i.
static unsigned block_start(const struct document *d, unsigned i) {
  unsigned block = document_passage(d, i)->block;
  while (i > 0 && document_passage(d, i - 1)->block == block)
    i--;
  return i;
}

bool interview_find(struct document *d) {
  enum { LEAST = 3, OFTEN = 20 }; // questions; one among so many sentences
  unsigned questions = 0, first = 0;
  bool told = false;
  for (unsigned i = 1; i < d->passages->len; i++) {
    if (!asks(d, i) || i - block_start(d, i) > 2) continue;
    if (questions++ == 0) first = block_start(d, i);
  }
  for (unsigned i = 0; i < first; i++)
    told = told || tells_of_an_interview(document_passage(d, i));
  if (!told || first > LEAD || questions < LEAST || questions * OFTEN < d->passages->len) return false;
  struct who voice = {0};
  interviewee(d, first, &voice);
  if (!voice.count) return false;
  voice.is_person = true;
  voice.how = "speaker label";
  for (unsigned i = d->passages->len; i-- > first;) { // from the end, where each block tells whether it asks
    unsigned start = block_start(d, i);
    bool question = asks(d, i) && i - start <= 2;
    for (unsigned k = start; k <= i && !question; k++)
      if (document_passage(d, k)->speaker_in < 0) document_passage(d, k)->voice = voice;
    i = start;
  }
  d->speech = true;
  return true;
}
