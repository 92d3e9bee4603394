// SPDX-License-Identifier: MIT
#include "coding/climb.h"
#include "coding/attribution.h"
#include "coding/tree.h"
#include "coding/who.h"

enum { STEPS_MAX = 48 };

void climb_note(struct climb *c, const char *format, ...) {
  if (!c->d->coder->explains) return;
  va_list args;
  va_start(args, format);
  g_ptr_array_add(c->trace, g_strdup_vprintf(format, args));
  va_end(args);
}

void climb_drop(struct climb *c, const char *why) {
  for (unsigned i = 0; i < c->found->len; i++) {
    struct setback s = {c->target->concept->issue, g_array_index(c->found, struct finding, i).actor, why};
    g_array_append_val(c->p->setbacks, s);
  }
  g_array_set_size(c->found, 0);
}

void climb_release(struct climb *c) {
  if (c->found) g_array_free(c->found, TRUE);
  if (c->trace) g_ptr_array_free(c->trace, TRUE);
  if (c->cue) g_string_free(c->cue, TRUE);
}

// --- clauses that hang on the concept: "the ban that Rome vetoed", "a truce brokered by Cairo" ---

static enum slot gap_of(const struct passage *p, int clause, int noun) {
  bool subject = false;
  TREE_CHILDREN(p, clause, k) {
    const struct token *t = token_at(p, k);
    static const char *const relatives[] = {"which", "that", "who", "whom", NULL};
    if (t->upos == UPOS_PRON && token_in(t, relatives) && k > noun && k < clause) {
      enum slot s = tree_slot(p, k);
      if (s != SLOT_NONE) return s;
    }
    subject = subject || is_subject(t->relation);
  }
  return subject ? SLOT_OBJ : SLOT_SUBJ;
}

static int deepest_complement(const struct passage *p, int clause) {
  for (int depth = 0; depth < 6; depth++) {
    int x = tree_child(p, clause, REL_XCOMP);
    if (x < 0 || token_at(p, x)->upos != UPOS_VERB) break;
    clause = x;
  }
  return clause;
}

static bool step(struct climb *c, int *node);

static void side_clause(struct climb *c, int noun, int clause, enum slot slot) {
  struct climb side = *c;
  side.found = g_array_new(FALSE, FALSE, sizeof(struct finding));
  side.known = side.neutral = side.event = false;
  side.cue = g_string_new(c->cue->str);
  int at = slot == SLOT_OBJ ? deepest_complement(c->p, clause) : clause;
  bool on = frame_apply(&side, at, slot, noun);
  for (int k = 0; on && at != clause && k < 8; k++)
    on = step(&side, &at);
  for (unsigned i = 0; i < side.found->len; i++) {
    struct finding *f = &g_array_index(side.found, struct finding, i);
    bool had = false;
    for (unsigned k = 0; k < c->found->len; k++)
      had = had || g_array_index(c->found, struct finding, k).actor == f->actor;
    if (!had) g_array_append_val(c->found, *f);
  }
  g_array_free(side.found, TRUE);
  g_string_free(side.cue, TRUE);
}

static void side_clauses(struct climb *c, int noun, int from) {
  TREE_CHILDREN(c->p, noun, k) {
    const struct token *t = token_at(c->p, k);
    if (k == from || t->upos != UPOS_VERB) continue;
    if (t->relation == REL_ACL_RELCL)
      side_clause(c, noun, k, gap_of(c->p, k, noun));
    else if (t->relation == REL_ACL && t->xpos == XPOS_VBN)
      side_clause(c, noun, k, SLOT_OBJ);
    else if (t->relation == REL_ACL && t->xpos == XPOS_VBG)
      side_clause(c, noun, k, SLOT_SUBJ);
  }
}

// Says whether the negation at t is one of the concept's own words ("no limits").
bool climb_negation_is_own(const struct climb *c, int t) {
  static const char *const nays[] = {"no", "not", "n't", "neither", "nor", NULL};
  TREE_CHILDREN(c->p, t, k)
  if (target_holds(c->target, k) && token_in(token_at(c->p, k), nays)) return true;
  return false;
}

// "no stadium without the loan", "without the ban boats would sail": what would be lost speaks for it.
static bool would_be_missed(struct climb *c, int t) {
  int h = token_at(c->p, t)->head;
  if (h < 0 || c->target->concept->kind != CONCEPT_MEASURE || !tree_has(c->p, t, REL_CASE, "without"))
    return false;
  bool nothing = tree_negated(c->p, h);
  TREE_CHILDREN(c->p, h, k) {
    unsigned r = token_at(c->p, k)->relation;
    nothing = nothing || ((is_subject(r) || r == REL_OBJ) && tree_negated(c->p, k));
  }
  const char *modal = tree_modal(c->p, h);
  bool unreal = modal && (strcmp(modal, "would") == 0 || strcmp(modal, "could") == 0);
  if (!nothing && !unreal) return false;
  if (nothing) {
    c->known = c->valued = true;
    climb_note(c, "nothing without it: for");
  }
  return true;
}

// What stands at the concept's own word.
void climb_at_noun(struct climb *c, int t, int from) {
  bool told = from >= 0 && tree_infinitive_of_noun(c->p, from); // the infinitive was negated already
  if (!told && !would_be_missed(c, t) && !climb_negation_is_own(c, t) && tree_negated(c->p, t)) {
    c->attitude = -c->attitude;
    climb_note(c, "without it");
  }
  TREE_CHILDREN(c->p, t, k)
  if (token_at(c->p, k)->relation == REL_AMOD && k != from) {
    int value = cues_value(c->d->coder->cues, token_at(c->p, k)->lemma, 'a');
    if (value < 0 && !c->target->ref) c->eval = value; // praise in passing says little
  }
  side_clauses(c, t, from);
}

// --- reports ---

static void report(struct climb *c, int subject) {
  struct who w = {0};
  who_collect(c->p, subject, &w);
  if (w.place) w.count = 0;
  const char *words = tree_phrase_kept(c->d, c->p, subject);
  bool others = false;
  for (unsigned i = 0; i < c->found->len; i++) {
    struct finding *f = &g_array_index(c->found, struct finding, i);
    if (who_shares(&w, f->actor)) {
      f->voice = VOICE_STATED;
    } else if (f->by < 0 && !f->by_text) {
      others = true;
      f->other_said = true;
      finding_ascribe(f, &w, words);
    }
  }
  bool accuses = !c->known && !c->neutral && c->doers.count && c->found->len == 0;
  charge_spread(c, &w, words, CUE_SPEECH);
  accuses = accuses && c->found->len && c->target->concept->kind == CONCEPT_CLAIM;
  if (w.count == 0) return;
  if (accuses) finding_add(c, &w, -1, VOICE_STATED, CUE_ACCUSE);
  int attitude = c->known || c->neutral ? c->attitude : c->eval;
  bool claim = c->target->concept->kind == CONCEPT_CLAIM && c->known && !c->valued;
  if (c->found->len == 0 && (c->known || (!c->known && c->eval)) && attitude) {
    if (!c->valued) c->hedges++;
    climb_note(c, "said by %s", words);
    finding_add(c, &w, claim ? -attitude : attitude, VOICE_STATED, c->class);
  } else if (others && c->target->concept->kind == CONCEPT_CLAIM && c->known) {
    climb_note(c, "charged by %s", words);
    finding_add(c, &w, -c->attitude, VOICE_STATED, c->class);
  } else if (others && c->eval < 0 && c->target->concept->kind == CONCEPT_HARM) {
    finding_add(c, &w, -1, VOICE_STATED, c->class);
  }
}

// Says whether the clause of node is a mere condition; then nothing that was found in it counts.
static bool only_condition(struct climb *c, int node) {
  if (!tree_condition(c->p, node)) return false;
  c->why_not = "only a condition";
  climb_drop(c, c->why_not);
  c->known = false;
  return true;
}

// Leaves a subordinate clause for the one it hangs on. Returns false where nothing above matters.
static bool leave_clause(struct climb *c, int *node) {
  int h = token_at(c->p, *node)->head;
  if (only_condition(c, *node)) return false;
  c->sealed = true;
  *node = h;
  return h >= 0;
}

static bool is_nominal(const struct token *t) {
  return t->upos != UPOS_VERB && t->upos != UPOS_AUX && t->upos != UPOS_ADJ;
}

// "a resolution that demands a truce": what a text says is what is voted on, by nobody so far.
static bool speaks_as_text(const struct climb *c, int node) {
  const struct token *t = token_at(c->p, node);
  unsigned n;
  const struct cue *list = tree_cues(c->d->coder->cues, c->p, node, &n);
  bool holds = cues_in(list, n, CUE_CONTENT) != NULL;
  if (t->upos != UPOS_VERB || !(c->known || holds) || c->found->len || c->neutral) return false;
  if (t->relation != REL_ACL_RELCL && !(t->relation == REL_ACL && t->xpos == XPOS_VBG)) return false;
  if (!(roles_of(c->d->coder->roles, token_at(c->p, t->head)->lemma) & ROLE_TEXT)) return false;
  return t->relation == REL_ACL || gap_of(c->p, node, t->head) == SLOT_SUBJ;
}

// Goes from *node to its head. Returns false at the top or where the climb ends.
static bool step(struct climb *c, int *node) {
  const struct token *t = token_at(c->p, *node);
  int h = t->head;
  if (h < 0) {
    only_condition(c, *node); // a parse may make the condition the root
    return false;
  }
  if (t->relation == REL_CONJ || t->relation == REL_FLAT || t->relation == REL_FIXED ||
      t->relation == REL_LIST || t->relation == REL_DET || t->relation == REL_NUMMOD ||
      t->relation == REL_CASE || t->relation == REL_AUX) {
    *node = h;
    return true;
  }
  if (c->sealed) {
    if (is_speech(c->d, c->p, h) && (t->relation == REL_CCOMP || t->relation == REL_XCOMP)) {
      bool overt;
      int s = tree_subject(c->p, h, &overt);
      if (s >= 0) report(c, s);
    }
    *node = h;
    return true;
  }
  if (speaks_as_text(c, *node)) {
    climb_note(c, "the %s says so", token_at(c->p, h)->lemma);
    c->known = c->deed = c->valued = false;
    *node = h;
    return true;
  }
  if (t->relation == REL_ACL_RELCL || t->relation == REL_PARATAXIS || t->relation == REL_ADVCL_RELCL)
    return leave_clause(c, node);
  enum slot slot = tree_slot(c->p, *node);
  if ((t->relation == REL_COMPOUND || t->relation == REL_AMOD) && *node == (int)c->target->head)
    charge_doers(c, h); // "a Belarusian hacking group"
  if (t->relation == REL_ADVCL && tree_condition(c->p, *node)) return leave_clause(c, node);
  if (t->relation == REL_CCOMP &&
      is_speech(c->d, c->p, h)) { // an inner holder: the speaker reports, unless the verb takes a side
    int had = c->attitude;
    unsigned count = c->found->len;
    bool go = frame_apply(c, h, slot, *node);
    bool overt;
    int s = tree_subject(c->p, h, &overt);
    if (go && c->class == CUE_SPEECH && count) c->attitude = tree_negated(c->p, h) ? c->attitude : had;
    if (go && s >= 0) report(c, s);
    *node = h;
    return go;
  }
  if (slot == SLOT_NONE || (t->relation == REL_ADVCL && slot == SLOT_OTHER)) return leave_clause(c, node);
  bool known = c->known;
  if (!frame_apply(c, h, slot, *node)) {
    if (c->doers.count || ((c->known || c->eval || known) &&
                           (t->relation == REL_ADVCL || t->relation == REL_ACL || t->relation == REL_OBL ||
                            t->relation == REL_CCOMP || c->found->len || slot == SLOT_SUBJ || c->eval))) {
      c->sealed = true;
      *node = h;
      return true;
    }
    return false;
  }
  if (is_nominal(token_at(c->p, h)) && slot != SLOT_SUBJ) climb_at_noun(c, h, *node);
  *node = h;
  return true;
}

static bool question(const struct passage *p) {
  return p->s->count && slice_is(p->s->tokens[p->s->count - 1].form, "?");
}

// Says whether the concept's name gives it to the actor ("Russia's terms").
static bool owns(const struct codebook *book, int actor, const struct concept *k) {
  const char *name = book->actors[actor].name;
  return k->kind != CONCEPT_CLAIM && g_str_has_prefix(k->name, name) &&
         g_str_has_prefix(k->name + strlen(name), "'s ");
}

// An issue that bears an actor's own name is that actor's cause, a concept named as its own is its doing:
// what reads as its stand against them is misread.
static void drop_own_cause(struct climb *c) {
  const struct codebook *book = c->d->coder->codebook;
  const struct concept *k = c->target->concept;
  int sign = k->kind == CONCEPT_CLAIM ? -k->sign : k->sign;
  for (unsigned i = c->found->len; i-- > 0;) {
    const struct finding *f = &g_array_index(c->found, struct finding, i);
    bool cause =
        sign * f->attitude < 0 && strcmp(book->issues[k->issue].name, book->actors[f->actor].name) == 0;
    if (!cause && !(f->attitude < 0 && owns(book, f->actor, k))) continue;
    c->why_not = "against its own cause: misread";
    g_array_remove_index(c->found, i);
  }
}

static void climb_all(struct climb *c, struct document *d, struct passage *p, const struct target *target) {
  *c = (struct climb){.d = d, .p = p, .target = target, .attitude = 1};
  c->found = g_array_new(FALSE, FALSE, sizeof(struct finding));
  c->trace = g_ptr_array_new_with_free_func(g_free);
  c->cue = g_string_new(NULL);
  int node = (int)target->head;
  if (target->bare) return; // for loose_find alone
  if (!climb_start(c)) return;
  for (int i = 0; i < STEPS_MAX && step(c, &node); i++)
    continue;
  if (question(p)) {
    c->why_not = "a question";
    climb_drop(c, c->why_not);
    return;
  }
  int reporter = reporting_subject(d, p, (int)target->head);
  if (reporter >= 0) report(c, reporter);
  bool quoted = p->quoted[target->head] || d->speech;
  if (!quoted || reporter >= 0) return;
  for (unsigned i = 0; i < c->found->len; i++) {
    struct finding *f = &g_array_index(c->found, struct finding, i);
    if (f->by >= 0 || f->by_text) continue;
    if (who_shares(&p->voice, f->actor))
      f->voice = VOICE_STATED;
    else if (p->speaker_in >= 0)
      finding_ascribe(f, &p->voice, p->voice_text);
  }
  const struct who *voice = p->voice.count ? &p->voice : &d->author;
  int attitude = c->known ? c->attitude : c->eval;
  if (c->found->len == 0 && voice->count && attitude && (c->known || c->eval)) {
    climb_note(c, "said by the speaker");
    finding_add(c, voice, attitude, VOICE_STATED, c->class);
  }
}

void climb_run(struct climb *c, struct document *d, struct passage *p, const struct target *target) {
  climb_all(c, d, p, target);
  if (!target->bare && !question(p)) charge_denied(c);
  drop_own_cause(c);
  joint_authors_add(c);
}
