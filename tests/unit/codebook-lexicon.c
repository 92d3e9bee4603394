// SPDX-License-Identifier: MIT
// Names, terms and references found in sentences.
#include "codebook/lexicon.h"
#include "codebook/pattern.h"
#include "unit.h"
#include <unistd.h>

static const char book[] =
    "{\"actors\":["
    "{\"id\":\"china\",\"name\":\"China\",\"aliases\":[\"Beijing\"],\"demonyms\":[\"Chinese\"],\"not\":["
    "\"China Daily\",\"porcelain\"],"
    " \"people\":[{\"id\":\"xi\",\"name\":\"Xi Jinping\",\"aliases\":[\"Xi\",\"Chinese leader\"]}]},"
    "{\"id\":\"turkey\",\"name\":\"Turkey\",\"demonyms\":[\"Turkish\"]},"
    "{\"id\":\"us\",\"name\":\"United States\",\"aliases\":[\"US\",\"the White House\",\"Defense "
    "Department\"],\"demonyms\":[\"American\"],"
    " \"people\":[{\"id\":\"trump\",\"name\":\"Donald Trump\"}]},"
    "{\"id\":\"egypt\",\"name\":\"Egypt\",\"people\":[{\"id\":\"sisi\",\"name\":\"Abdel Fattah "
    "el-Sisi\",\"aliases\":[\"Sisi\"]},"
    " {\"id\":\"orban\",\"name\":\"Viktor Orb\\u00e1n\",\"aliases\":[\"Orb\\u00e1n\"]}]},"
    "{\"id\":\"nato\",\"name\":\"NATO\",\"aliases\":[\"the alliance\"]}],"
    "\"issues\":[{\"id\":\"war\",\"name\":\"War\",\"concepts\":["
    "{\"id\":\"truce\",\"name\":\"a truce\",\"terms\":[\"ceasefire\",\"truce in Gaza\",\"end the "
    "war\"],\"refs\":[\"the deal\"],\"context\":[\"Gaza\",\"West Bank\"]},"
    "{\"id\":\"arms\",\"name\":\"arms\",\"terms\":[\"arms deliveries to Ukraine\",\"military "
    "aid\",\"dual-use goods\",\"export controls\",\"SWIFT\"]},"
    "{\"id\":\"stop\",\"name\":\"stopping\",\"terms\":[\"end its war\",\"demilitarisation\"]},"
    "{\"id\":\"attack\",\"name\":\"an attack\",\"terms\":[\"Russian invasion\",\"invasion of Rafah\"]}]}]}";

static struct codebook *codebook;
static struct model *model;
static struct lexicon *lexicon;

static void open_all(void) {
  struct diag *d = diag_new(stderr, false);
  char *path = NULL;
  int file = g_file_open_tmp("codebook-XXXXXX", &path, NULL);
  ck_assert_int_ge(file, 0);
  close(file);
  ck_assert(g_file_set_contents(path, book, -1, NULL));
  codebook = codebook_load(path, d);
  model = model_open(NULL, d);
  ck_assert(codebook && model);
  lexicon = lexicon_new(codebook, model);
  unlink(path);
  g_free(path);
  diag_free(d);
}

static void close_all(void) {
  lexicon_free(lexicon);
  codebook_free(codebook);
  model_free(model);
}

// Returns "name=words" for each match in the first sentence of text, in order; persons, actors and concepts
// by id.
static char *found(const char *text) {
  struct sentences *s = text_split(model, slice_of(text));
  ck_assert_uint_ge(s->count, 1);
  GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct match));
  GString *out = g_string_new(NULL);
  lexicon_match(lexicon, &s->items[0], matches);
  bool terms = false;
  for (guint i = 0; i < matches->len; i++) {
    const struct match *m = &g_array_index(matches, struct match, i);
    const struct entry *e = m->entry;
    const char *id = e->concept ? e->concept->id : e->person ? e->person->id : codebook->actors[e->actor].id;
    const struct token *a = &s->items[0].tokens[m->first], *b = &s->items[0].tokens[m->last];
    g_string_append_printf(out, "%s%s=%.*s", out->len ? "; " : "", id, (int)(b->end - a->start),
                           text + a->start);
    terms |= e->kind == ENTRY_TERM;
  }
  ck_assert_msg(lexicon_touches(lexicon, &s->items[0]) == terms, "touches: %s", text);
  g_array_unref(matches);
  sentences_free(s);
  return g_string_free(out, FALSE);
}

static void finds(const char *text, const char *expected) {
  char *got = found(text);
  ck_assert_msg(strcmp(got, expected) == 0, "%s\nexpected: %s\ngot:      %s", text, expected, got);
  g_free(got);
}

START_TEST(names_keep_capitals) {
  finds("Turkey eats no turkey.", "turkey=Turkey");
  finds("Tell us what the US wants.", "us=US");
  finds("The U.S. agreed.", "us=U.S.");
  finds("The Chinese Leader and the chinese leader.", "xi=Chinese Leader; china=Chinese");
  finds("NATO and Nato, not nato.", "nato=NATO; nato=Nato");
  finds("They left the alliance for an alliance.", "nato=the alliance");
  finds("A White House aide.", "us=White House");
}
END_TEST

START_TEST(spellings_of_names_are_one) {
  finds("Orban met Sisi.", "orban=Orban; sisi=Sisi");
  finds("Abdel-Fattah el-Sisi spoke.", "sisi=Abdel-Fattah el-Sisi; sisi=Sisi");
  finds("China\u2019s Xi", "china=China; xi=Xi");
  finds("Donald J. Trump won.", "trump=Donald J. Trump");
  finds("The Defence Department", "us=Defence Department");
  finds("Americans and the Turkish", "us=Americans; turkey=Turkish");
}
END_TEST

START_TEST(terms_are_inflected_and_gapped) {
  finds("Ceasefires hold.", "truce=Ceasefires");
  finds("A cease-fire, a cease fire.", "truce=cease-fire; truce=cease fire");
  finds("a truce in the besieged Gaza", "truce=truce in the besieged Gaza");
  finds("military, financial and humanitarian aid", "arms=military, financial and humanitarian aid");
  finds("dual use goods and dual-use goods", "arms=dual use goods; arms=dual-use goods");
  finds("\u201cdual use\u201d goods", "arms=dual use\u201d goods");
  finds("a demilitarization", "stop=demilitarization");
  finds("a swift move out of SWIFT", "arms=SWIFT");
  finds("the military, and aid", "");
  finds("arms deliveries to President Volodymyr Zelensky's Ukraine",
        "arms=arms deliveries to President Volodymyr Zelensky's Ukraine");
  finds("arms deliveries to Israel and Ukraine", "arms=arms deliveries to Israel and Ukraine");
  finds("arms deliveries to Israel, Ukraine said", "");
}
END_TEST

START_TEST(order_and_part_of_speech_may_differ) {
  finds("the delivery of arms to Ukraine", "arms=delivery of arms to Ukraine");
  finds("Berlin delivers more arms to Ukraine", "arms=delivers more arms to Ukraine");
  finds("arms delivered to Ukraine", "arms=arms delivered to Ukraine");
  finds("They would invade Rafah.", "attack=invade Rafah");
  finds("a Rafah invasion", "attack=Rafah invasion");
  finds("invade Russian land", "");
}
END_TEST

START_TEST(the_closer_of_two_wordings_wins) {
  finds("It must end its war.", "stop=end its war");
  finds("They end this war.", "truce=end this war");
}
END_TEST

START_TEST(references_stay_definite) {
  finds("They like this new peace deal.", "truce=this new peace deal");
  finds("They want a deal.", "");
}
END_TEST

static bool phrase(const char *const *list, const char *text, unsigned at, unsigned within) {
  struct sentences *s = text_split(model, slice_of(text));
  struct token_keys *keys = lexicon_keys(lexicon, &s->items[0]);
  bool in = lexicon_phrase_in(lexicon, list, &s->items[0], keys, at, within);
  g_free(keys);
  sentences_free(s);
  return in;
}

START_TEST(phrases_stand_in_the_sentence_or_beside_a_token) {
  const char *const *context = codebook->issues[0].concepts[0].context, *const *not_ =
                                                                            codebook->actors[0].not_;
  ck_assert(phrase(context, "A ceasefire on the West Bank", 0, 0));
  ck_assert(phrase(context, "Gaza's ceasefire", 2, 0));
  ck_assert(!phrase(context, "a west bank of the river", 0, 0));
  ck_assert(phrase(not_, "The China Daily said so", 1, 4));
  ck_assert(!phrase(not_, "The China Daily said China agrees", 4, 4));
  ck_assert(phrase(not_, "China makes porcelain", 0, 2));
  ck_assert(!phrase(not_, "China makes a lot of porcelain", 0, 2));
}
END_TEST

// Words are tagged only where it matters; then they must be.
START_TEST(adjectives_beside_deeds_are_known) {
  GStringChunk *strings = g_string_chunk_new(64);
  struct pattern p;
  pattern_read(&p, model, "military reform", PATTERN_TERM, strings);
  ck_assert_uint_eq(p.count, 2);
  ck_assert(pattern_has_deed(&p));
  ck_assert(p.words[0].adjective);
  ck_assert(!p.words[1].adjective);
  pattern_read(&p, model, "arms reforms", PATTERN_TERM, strings);
  ck_assert(pattern_has_deed(&p));
  ck_assert(!p.words[0].adjective);
  pattern_read(&p, model, "dual-use goods", PATTERN_TERM, strings);
  ck_assert_uint_eq(p.count, 3); // a mark is known as one
  ck_assert(p.words[1].joined);
  ck_assert(!pattern_has_deed(&p));
  g_string_chunk_free(strings);
}
END_TEST

START_TEST(hostile_text_takes_bounded_time) {
  GString *text = g_string_new(NULL);
  for (int i = 0; i < 20000; i++)
    g_string_append(text, "arms and military, ");
  g_free(found(text->str));
  g_string_free(text, TRUE);
}
END_TEST

int main(void) {
  const TTest *const tests[] = {names_keep_capitals,
                                spellings_of_names_are_one,
                                terms_are_inflected_and_gapped,
                                order_and_part_of_speech_may_differ,
                                the_closer_of_two_wordings_wins,
                                references_stay_definite,
                                phrases_stand_in_the_sentence_or_beside_a_token,
                                adjectives_beside_deeds_are_known,
                                hostile_text_takes_bounded_time};
  TCase *tcase = tcase_create("codebook/lexicon");
  tcase_set_timeout(tcase, 120);
  tcase_add_unchecked_fixture(tcase, open_all, close_all);
  for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
    tcase_add_test(tcase, tests[i]);
  Suite *suite = suite_create("codebook/lexicon");
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return run > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
