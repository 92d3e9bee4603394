// SPDX-License-Identifier: MIT
// What a word does to the attitude that stands in one of its slots.
#include "coding/attribution.h"
#include "coding/climb.h"
#include "coding/labels.h"
#include "coding/tree.h"
#include "coding/who.h"

static bool is_claim(const struct climb *c) {
  return c->target->concept->kind == CONCEPT_CLAIM;
}

static bool has_actor_object(const struct climb *c, int h, int node) {
  TREE_CHILDREN(c->p, h, k) {
    unsigned r = token_at(c->p, k)->relation;
    if (k != node && (r == REL_OBJ || r == REL_NSUBJ_PASS || r == REL_IOBJ)) return true;
  }
  return false;
}

// "denied the raid", "rejects claims of it": what is denied is said to be untrue.
static bool wards_off(const struct climb *c, int h, enum slot slot) {
  static const char *const words[] = {"deny",    "denial", "refute",   "refutation", "rebut", "rebuttal",
                                      "disavow", "debunk", "disprove", "disclaim",   NULL};
  if (c->target->concept->kind == CONCEPT_MEASURE || (slot != SLOT_OBJ && slot != SLOT_OF)) return false;
  return token_lemma_in(token_at(c->p, h), words);
}

// "regrets that it could not be adopted": what happened to the thing is deplored, unlike what is merely said
// of it.
static bool regrets(const struct climb *c, int h) {
  static const char *const words[] = {"regret", "lament", "deplore", "fear", "resent",
                                      "bemoan", "rue",    "mourn",   NULL};
  return token_lemma_in(token_at(c->p, h), words);
}

// Says whether the entry fits the slot in this climb.
static bool cue_fits(const struct climb *c, const struct cue *cue, enum slot slot, int h, int node) {
  bool clause = token_at(c->p, node)->relation == REL_CCOMP;
  if (!(cue->slots & (UINT32_C(1) << slot)) && slot != SLOT_NONE) return false;
  switch (cue->class) {
  case CUE_DENY:
    return c->charge || slot == SLOT_COMP || (is_claim(c) && c->known) || wards_off(c, h, slot);
  case CUE_ACCUSE:
  case CUE_PRAISE:
    if (slot == SLOT_OBJ) return cue->class == CUE_ACCUSE && c->doers.count; // "accused Minsk's hackers"
    return token_pos(token_at(c->p, h)) != 'v' || has_actor_object(c, h, node);
  case CUE_DEMAND:
    if (clause && strcmp(token_at(c->p, h)->lemma, "warn") == 0) return false; // "warned that it would come"
    G_GNUC_FALLTHROUGH;
  case CUE_FAVOUR:
  case CUE_PROMISE:
    return !(clause && c->known && is_speech(c->d, c->p, h));
  case CUE_WARN:
  case CUE_OPPOSE:
    return !(clause && c->known && c->found->len == 0 && !c->event && (c->valued || !regrets(c, h)));
  case CUE_GOOD:
  case CUE_BAD:
    return slot != SLOT_AMOD && slot != SLOT_APPOS;
  case CUE_INTEND:
    return !clause;
  default:
    return true;
  }
}

static const struct cue *cue_choose(const struct climb *c, int h, enum slot slot, int node) {
  GString *words = g_string_new(NULL);
  tree_words(c->p, h, words);
  char pos = token_pos(token_at(c->p, h));
  const struct cue *chosen = NULL;
  bool known = false;
  for (int pass = 0; pass < 3 && !chosen; pass++) {
    unsigned n;
    const char *key = pass == 0 ? words->str : pass == 1 ? token_at(c->p, h)->lemma : token_at(c->p, h)->norm;
    if (pass == 1 && (known || strcmp(key, words->str) == 0)) continue; // "give up" is not "give"
    const struct cue *list = cues_of(c->d->coder->cues, key, pass == 2 && pos == 'v' ? 'a' : pos, &n);
    known = known || n;
    for (unsigned i = 0; i < n && !chosen; i++)
      if (cue_fits(c, &list[i], slot, h, node)) chosen = &list[i];
  }
  g_string_free(words, TRUE);
  // "stands in the way of it"
  static const struct cue in_the_way = {CUE_OPPOSE, UINT32_C(1) << SLOT_OF};
  if (slot == SLOT_OF && strcmp(token_at(c->p, h)->lemma, "way") == 0 && tree_has(c->p, h, REL_CASE, "in"))
    return &in_the_way;
  // "clear words against the ban", "appealed against it": the preposition says it where no word is known to.
  static const struct cue against = {CUE_OPPOSE, UINT32_C(1) << SLOT_AGAINST};
  return chosen || slot != SLOT_AGAINST || !cue_fits(c, &against, slot, h, node) ? chosen : &against;
}

// "denies arming rebels": whoever wards off the charge stands by the side that the deed would take.
static bool denied_deed(const struct climb *c, int h, enum slot slot, int node) {
  if (c->attitude <= 0) return false;
  if (c->target->concept->kind == CONCEPT_HARM) return slot == SLOT_COMP || wards_off(c, h, slot);
  return slot == SLOT_COMP && !is_claim(c) && strcmp(token_at(c->p, h)->lemma, "deny") == 0 &&
         token_at(c->p, node)->xpos == XPOS_VBG;
}

static void drop_others(struct climb *c) {
  climb_drop(c, "another's wish or deed");
}

static const char *turned(int sign) {
  return sign > 0 ? "for" : sign < 0 ? "against" : "no side";
}

static bool happens(const struct token *t) { // a thing fails or ends by itself
  static const char *const ends[] = {"collapse", "fail",   "fall",  "expire", "lapse", "break",   "unravel",
                                     "crumble",  "falter", "stall", "end",    "stop",  "founder", NULL};
  return token_lemma_in(t, ends);
}

// "let the deal fail": what the thing is let do.
static bool ends_in(const struct climb *c, int h) {
  static const char *const words[] = {"lose", "die", "perish", "fade", "slip", "wither", NULL};
  int what = tree_child(c->p, h, REL_XCOMP);
  if (what < 0) what = tree_child(c->p, h, REL_CCOMP);
  return what >= 0 && (happens(token_at(c->p, what)) || token_lemma_in(token_at(c->p, what), words));
}

// What the class does beyond its sign. Returns false where the climb ends.
static bool class_apply(struct climb *c, const struct cue *cue, int h, enum slot slot, int node) {
  const char *lemma = token_at(c->p, h)->lemma;
  bool noun = token_pos(token_at(c->p, h)) == 'n';
  switch (cue->class) {
  case CUE_CONTENT:
  case CUE_SPEECH:
    break;
  case CUE_ENABLE:
    if (noun || slot != SLOT_OBJ || !ends_in(c, h)) break;
    c->attitude = -c->attitude;
    c->known = true;
    break;
  case CUE_CONTINUE:
    c->known = c->known || !noun;
    break;
  case CUE_DISCUSS:
    c->why_not = "it is only spoken of, met or watched";
    return false;
  case CUE_MEDIATE:
  case CUE_ABSTAIN:
    c->neutral = c->known = true;
    break;
  case CUE_DENY:
    if (c->charge)
      c->attitude = -c->attitude;
    else if (!denied_deed(c, h, slot, node))
      c->attitude = is_claim(c) ? 1 : -c->attitude;
    c->known = true;
    drop_others(c);
    break;
  case CUE_CHARGE:
    c->attitude = -c->attitude;
    c->known = c->charge = true;
    break;
  case CUE_DEMAND:
    drop_others(c);
    c->known = true;
    break;
  case CUE_WARN:
  case CUE_FAVOUR:
    if (noun && (slot == SLOT_THAT || slot == SLOT_COMP))
      drop_others(c); // "hopes that Oslo would": not Oslo's
    if (cue->class == CUE_FAVOUR && slot == SLOT_COMP && !noun && tree_child(c->p, h, REL_OBJ) >= 0)
      drop_others(c); // "encouraged Oslo to"
    c->attitude *= cue_sign(cue->class);
    c->known = true;
    break;
  case CUE_REFUSE:
  case CUE_STOP:
    if (strcmp(lemma, "fail") == 0 && c->class == CUE_STOP) break; // who fails to block wanted to
    if (slot == SLOT_COMP || slot == SLOT_FROM) drop_others(c);
    c->attitude = -c->attitude;
    c->known = c->known || !noun || cue->class == CUE_REFUSE;
    break;
  case CUE_DO:
  case CUE_WEAKEN:
    c->attitude *= cue_sign(cue->class);
    c->known = c->known || !noun;
    break;
  default:
    c->attitude *= cue_sign(cue->class);
    c->known = true;
  }
  c->class = cue->class;
  g_string_append_printf(c->cue, "%s%s", c->cue->len ? " <- " : "", lemma);
  climb_note(c, "\"%s\" (%s): %s%s", lemma, cue_class_name(cue->class),
             c->neutral ? "takes no side on it" : turned(c->attitude), c->known ? "" : ", nothing said yet");
  return true;
}

static bool says_must(const char *modal) {
  static const char *const words[] = {"must", "should", "ought", "shall", "need", NULL};
  return modal && g_strv_contains(words, modal);
}

// "The ships must obey": a duty of the thing is no call for it, unless it is to come about ("must come now")
// or must not ("the goods must not arrive").
static bool must_do(const struct climb *c, int h) {
  static const char *const come[] = {
      "come",   "begin",  "start", "remain",  "stay", "hold",    "happen",  "continue", "go",
      "enter",  "last",   "exist", "prevail", "work", "succeed", "proceed", "apply",    "follow",
      "resume", "return", "pass",  "survive", "win",  "triumph", "take",    "become",   NULL};
  return says_must(tree_modal(c->p, h)) && !tree_negated(c->p, h) &&
         !token_lemma_in(token_at(c->p, h), come) && !happens(token_at(c->p, h));
}

// A known position in a word that no lexicon lists.
static bool carry_on(struct climb *c, int h, enum slot slot, int node) {
  const struct token *t = token_at(c->p, h);
  unsigned r = token_at(c->p, node)->relation;
  bool short_ =
      strcmp(t->norm, "short") == 0 && t->head >= 0 && strcmp(token_at(c->p, t->head)->lemma, "stop") == 0;
  if (r == REL_XCOMP || short_) return true;
  if (r == REL_CCOMP) return c->known;
  if (r == REL_ADVCL && slot == SLOT_COMP && t->upos == UPOS_VERB && tree_marker(c->p, node) >= 0)
    return true; // a purpose: what is done for it is done to it
  if (r == REL_ADVCL && slot == SLOT_BY && c->known && token_at(c->p, node)->xpos == XPOS_VBG &&
      token_at(c->p, h)->relation == REL_ADVCL)
    return true;
  if (t->upos == UPOS_VERB && slot == SLOT_OBJ && c->known) {
    climb_note(c, "\"%s\" carries it", t->lemma);
    return true;
  }
  if (slot == SLOT_SUBJ && tree_child(c->p, h, REL_EXPL) >= 0 && tree_modal(c->p, h)) {
    climb_note(c, "\"there %s %s\": willed", tree_modal(c->p, h), t->lemma);
    c->known = c->valued = true;
    return true;
  }
  if (slot == SLOT_SUBJ && t->upos == UPOS_VERB && !c->known) {
    if (must_do(c, h)) {
      c->why_not = "what it must do is no wish for it";
      return false;
    }
    if (happens(t) && tree_child(c->p, h, REL_OBJ) < 0) {
      c->attitude = -c->attitude;
      c->event = true;
    }
    c->deed = false;
    return true;
  }
  if (t->upos != UPOS_VERB && r == REL_COMPOUND && c->known) return true;
  return false;
}

static bool nobody_does(const struct climb *c, int h) {
  static const char *const none[] = {"nothing", "nobody", "none", "no-one", NULL};
  TREE_CHILDREN(c->p, h, k)
  if (is_subject(token_at(c->p, k)->relation) && (token_in(token_at(c->p, k), none) || tree_negated(c->p, k)))
    return true;
  return false;
}

// "Stop the war": a verb in its base form without a subject calls for what it says.
static bool imperative(const struct climb *c, int h) {
  const struct token *t = token_at(c->p, h);
  if (t->upos != UPOS_VERB || t->xpos != XPOS_VB || tree_child(c->p, h, REL_MARK) >= 0 ||
      tree_child(c->p, h, REL_AUX) >= 0)
    return false;
  if (t->relation != REL_ROOT && t->relation != REL_CCOMP && t->relation != REL_PARATAXIS) return false;
  TREE_CHILDREN(c->p, h, k)
  if (is_subject(token_at(c->p, k)->relation)) return false;
  return true;
}

// Negation, modals and conditions at h.
bool frame_modify(struct climb *c, int h) {
  if (c->known && imperative(c, h)) c->valued = true;
  const char *modal = tree_modal(c->p, h);
  if (modal && (strcmp(modal, "may") == 0 || strcmp(modal, "might") == 0 || strcmp(modal, "could") == 0))
    c->hedges++;
  if (says_must(modal)) {
    c->deontic = c->valued = true;
    if (!c->known) climb_note(c, "\"%s\": called for", modal);
    c->known = true;
  }
  if (tree_negated(c->p, h) != nobody_does(c, h)) {
    if (c->class == CUE_SPEECH && !c->deed && token_at(c->p, h)->upos == UPOS_VERB &&
        is_speech(c->d, c->p, h) && c->found->len) {
      c->why_not = "it is denied or unsaid";
      return false;
    }
    if (c->known || c->event) {
      c->attitude = -c->attitude;
      if (c->class == CUE_OPPOSE || c->class == CUE_REFUSE || c->class == CUE_STOP) c->hedges++;
      climb_note(c, "negated: %s", turned(c->attitude));
      if (c->neutral) {
        c->why_not = "a negated middle position";
        return false;
      }
    }
  }
  static const char *const conditions[] = {"if", "unless", "provided", "until", NULL};
  TREE_CHILDREN(c->p, h, k) {
    if (token_at(c->p, k)->relation != REL_ADVCL) continue;
    int m = tree_marker(c->p, k);
    if (m >= 0 && token_in(token_at(c->p, m), conditions)) c->conditional = true;
  }
  return true;
}

static bool predicate_noun(const struct climb *c, int h) {
  return tree_child(c->p, h, REL_COP) >= 0;
}

// "imposed sanctions on Minsk for arming rebels", "sanctioned it for doing so": what is punished is opposed.
static bool punishes(const struct climb *c, int h, enum slot slot, int node) {
  static const char *const verbs[] = {
      "impose",  "sanction", "fine",   "slap",   "blacklist", "punish", "penalise",   "penalize", "levy",
      "suspend", "expel",    "arrest", "jail",   "imprison",  "detain", "sentence",   "convict",  "indict",
      "dismiss", "sack",     "fire",   "deport", "ban",       "bar",    "disqualify", "sue",      NULL};
  const struct token *t = token_at(c->p, node);
  bool deed = t->xpos == XPOS_VBG || t->relation == REL_ADVCL;
  bool noun = c->target->concept->kind != CONCEPT_MEASURE && (slot == SLOT_FOR || slot == SLOT_OVER);
  if (!noun && (slot != SLOT_FOR || !deed)) return false;
  return token_lemma_in(token_at(c->p, h), verbs);
}

// "repeated its call for a truce": a noun's owner who is also the verb's subject says it.
static void own_words(struct climb *c, int h) {
  bool overt;
  int s = tree_subject(c->p, h, &overt);
  if (s < 0) return;
  struct who w = {0};
  who_collect(c->p, s, &w);
  for (unsigned i = 0; i < c->found->len; i++) {
    struct finding *f = &g_array_index(c->found, struct finding, i);
    if (f->voice == VOICE_ASCRIBED && f->by < 0 && !f->by_text && who_shares(&w, f->actor))
      f->voice = VOICE_STATED;
  }
}

// What somebody is accused of doing is ascribed by who accuses with the verb h.
static void ascribe(struct climb *c, int h) {
  int s = tree_doer(c->p, h);
  if (s < 0 && !tree_passive(c->p, h)) return;
  struct who w = {0};
  if (s >= 0) who_collect(c->p, s, &w);
  const char *words =
      s >= 0 ? tree_phrase_kept(c->d, c->p, s) : NULL; // "is accused of it": nobody says by whom
  for (unsigned i = 0; i < c->found->len; i++) {
    struct finding *f = &g_array_index(c->found, struct finding, i);
    if (f->by < 0 && !f->by_text && !who_shares(&w, f->actor)) finding_ascribe(f, &w, words);
  }
}

// "condemned Minsk's raids": who is against them says that they are Minsk's.
static void blame_doers(struct climb *c, int h) {
  int s = tree_doer(c->p, h);
  struct who w = {0};
  if (s < 0 || c->class == CUE_DENY) return;
  who_collect(c->p, s, &w);
  charge_spread(c, &w, tree_phrase_kept(c->d, c->p, s), CUE_ACCUSE);
}

// "issued a call": the noun says more than its verb.
static bool noun_says(const struct climb *c, enum cue_class before, enum cue_class verb, int node) {
  bool said = before == CUE_DEMAND || before == CUE_FAVOUR || before == CUE_OPPOSE || before == CUE_WARN ||
              before == CUE_PROMISE || before == CUE_ACCUSE || before == CUE_PRAISE;
  unsigned u = token_at(c->p, node)->upos;
  return said && u == UPOS_NOUN && (verb == CUE_DO || verb == CUE_CONTINUE || verb == CUE_INTEND);
}

// "stopped short of condemning": neither for nor against.
static bool stops_short(struct climb *c, int h) {
  if (!tree_stops_short(c->p, h)) return false;
  drop_others(c);
  c->neutral = c->known = true;
  c->class = CUE_REFUSE;
  climb_note(c, "\"%s short\": takes no side on it", token_at(c->p, h)->norm);
  holders_add(c, h, h, CUE_SPEECH);
  return true;
}

// "accused Minsk of it", "praised Minsk for it": whom the verb names is said to do it, by whoever says so.
static void apply_charge(struct climb *c, const struct cue *cue, int h, int node, int had) {
  bool charges = cue->class == CUE_ACCUSE || cue->class == CUE_PRAISE;
  if (!charges || token_at(c->p, h)->upos != UPOS_VERB) return;
  charge_named(c, h, node, had);
  ascribe(c, h);
}

// "The ban is a gift to smugglers": the noun tells what the subject is.
static bool calls_subject(struct climb *c, int h, enum slot slot) {
  const struct token *t = token_at(c->p, h);
  int value = slot == SLOT_SUBJ && t->upos == UPOS_NOUN ? label_value(c->d->coder->cues, c->p, h) : 0;
  if (!value) return false;
  c->attitude *= value;
  c->known = c->valued = true;
  c->class = value > 0 ? CUE_GOOD : CUE_BAD;
  g_string_append_printf(c->cue, "%s%s", c->cue->len ? " <- " : "", t->lemma);
  climb_note(c, "\"%s\" (%s): %s", t->lemma, cue_class_name(c->class), turned(c->attitude));
  return true;
}

bool frame_apply(struct climb *c, int h, enum slot slot, int node) {
  c->steps++;
  enum cue_class before = c->class;
  if (stops_short(c, h)) return true;
  c->deontic = false;
  const struct cue *cue = NULL;
  if (calls_subject(c, h, slot)) return frame_modify(c, h);
  bool object = slot == SLOT_OBJ && token_at(c->p, h)->upos == UPOS_VERB;
  enum label called = object ? label_of_object(c->d->coder->cues, c->p, h) : LABEL_NONE;
  if (called == LABEL_NEUTRAL) {
    c->why_not = "what it is called takes no side that is known";
    return false;
  }
  int had = c->attitude, label = called == LABEL_GOOD ? 1 : called == LABEL_BAD ? -1 : 0;
  bool punished = !label && punishes(c, h, slot, node);
  if (punished) label = -1;
  if (label) {
    c->attitude *= label;
    c->known = true;
    c->class = punished ? CUE_STOP : label > 0 ? CUE_FAVOUR : CUE_OPPOSE;
    g_string_append_printf(c->cue, "%s%s", c->cue->len ? " <- " : "", token_at(c->p, h)->lemma);
    climb_note(c, "\"%s\" it %s: %s", token_at(c->p, h)->lemma, label > 0 ? "good" : "bad",
               turned(c->attitude));
    if (punished) charge_named(c, h, node, had);
  } else {
    cue = cue_choose(c, h, slot, node);
    if (cue && cue->class == CUE_DISCUSS && token_at(c->p, h)->upos != UPOS_VERB && slot == SLOT_SUBJ)
      cue = NULL;
    if (cue && !class_apply(c, cue, h, slot, node)) return false;
    if (!cue && !carry_on(c, h, slot, node)) {
      if (predicate_noun(c, h) && slot == SLOT_SUBJ && c->eval) return true;
      if (!c->why_not) c->why_not = "no cue on the way up";
      return false;
    }
    if (cue && (cue->class == CUE_GOOD || cue->class == CUE_BAD)) {
      c->valued = true;
      return frame_modify(c, h);
    }
  }
  if (!frame_modify(c, h)) return false;
  if (cue && cue->class == CUE_SPEECH && slot == SLOT_COMP && token_at(c->p, h)->upos == UPOS_VERB)
    return true; // who reports is another question
  if (cue && token_at(c->p, h)->upos == UPOS_NOUN && c->known && cue->class != CUE_CONTENT &&
      cue->class != CUE_SPEECH)
    c->valued = true;
  if (cue) apply_charge(c, cue, h, node, had);
  if (slot == SLOT_OBJ && token_at(c->p, h)->upos == UPOS_VERB && is_speech(c->d, c->p, h)) own_words(c, h);
  if (c->known && !(cue && cue->class == CUE_CHARGE)) {
    bool noun = cue && noun_says(c, before, cue->class, node);
    holders_add(c, h, node, noun ? before : cue ? cue->class : c->class);
    if (c->attitude < 0 && token_at(c->p, h)->upos == UPOS_VERB) blame_doers(c, h);
  }
  return true;
}
