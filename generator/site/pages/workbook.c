// SPDX-License-Identifier: MIT
// All tables as sheets of one workbook (Office Open XML, ECMA-376), typed by their fields: a spreadsheet then
// guesses nothing, neither the encoding nor whether an id of digits is a number.
#include "site/pages/workbook.h"
#include "base/day.h"
#include "base/zip.h"
#include "site/pages/chart.h"

enum {
  STYLE_HEAD = 1,
  STYLE_DATE = 2,
  CELL_MAX = 32767,  // characters that a cell holds
  FULL = 1 << 15,    // bytes that are packed together
  DAY_ZERO = 693594, // 30 December 1899, from which spreadsheets count days, as GDate counts them
};

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MEDIA "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const char styles[] =
    "<styleSheet xmlns=\"" MAIN "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill "
    "patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders "
    "count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs "
    "count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs "
    "count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" "
    "fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/><xf numFmtId=\"14\" fontId=\"0\" "
    "fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs><cellStyles "
    "count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
static const char root_links[] =
    "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" "
    "Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
    "</Relationships>";

struct workbook {
  struct zip zip;
  struct page_stream *stream;
  size_t size;                     // bytes put so far
  GString *sheets, *links, *types; // what the parts that list the sheets say so far
  GString *rows;                   // of the sheet at hand, not packed yet
  const struct export *table;
  unsigned count; // of sheets
  unsigned columns, column, row;
};

static void add_part(struct zip *z, const char *name, const char *xml) {
  char *whole = g_strconcat(xml_head, xml, NULL);
  zip_add(z, name, slice_of(whole));
  g_free(whole);
}

static void append_all(GString *out, const char *before, const char *text, const char *after) {
  g_string_append(out, before);
  g_string_append(out, text);
  g_string_append(out, after);
}

static void put_text(GString *out, const char *text, unsigned style) {
  size_t len = strlen(text);
  if (len > CELL_MAX && g_utf8_strlen(text, -1) > CELL_MAX)
    len = (size_t)(g_utf8_offset_to_pointer(text, CELL_MAX) - text);
  g_string_append(out, "<c t=\"inlineStr\" s=\"");
  g_string_append_c(out, (char)('0' + style));
  g_string_append(out, "\"><is><t xml:space=\"preserve\">");
  escape_markup((struct slice){text, len}, out);
  g_string_append(out, "</t></is></c>");
}

// Returns the day's number in a spreadsheet; 0 where text is no day.
static unsigned day_number(const char *text) {
  int julian;
  if (!day_is(text) || !julian_day(text, &julian)) return 0;
  return julian > DAY_ZERO + 60 ? (unsigned)(julian - DAY_ZERO)
                                : 0; // before March 1900 spreadsheets disagree
}

// A cell by the type of its field. What would be a formula in CSV is plain text here, also where it has the
// apostrophe already.
static void put_cell(GString *out, const struct export_field *f, const char *text) {
  unsigned day = strcmp(f->type, "date") == 0 ? day_number(text) : 0;
  if (!*text)
    g_string_append(out, "<c/>");
  else if (day)
    g_string_append_printf(out, "<c s=\"%u\"><v>%u</v></c>", STYLE_DATE, day);
  else if (strcmp(f->type, "integer") == 0 || strcmp(f->type, "number") == 0)
    append_all(out, "<c><v>", text, "</v></c>");
  else if (strcmp(f->type, "boolean") == 0)
    g_string_append_printf(out, "<c t=\"b\"><v>%d</v></c>", strcmp(text, "true") == 0);
  else
    put_text(out, *text == '\'' && csv_is_formula(text + 1) ? text + 1 : text, 0);
}

// The letters of column n, from 0.
static void put_column(GString *out, unsigned n) {
  if (n >= 26) g_string_append_c(out, (char)('A' + n / 26 - 1));
  g_string_append_c(out, (char)('A' + n % 26));
}

static unsigned width_of(const struct export_field *f) {
  static const char *const wide[] = {"sentence", "question"}, *const middle[] = {"title", "label", "name",
                                                                                 "cue",   "for",   "against"};
  for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
    if (strcmp(f->name, wide[i]) == 0) return 80;
  for (size_t i = 0; i < G_N_ELEMENTS(middle); i++)
    if (strcmp(f->name, middle[i]) == 0) return 32;
  return 16;
}

static void pack(struct workbook *w, size_t from) {
  if (w->rows->len < from) return;
  zip_put(&w->zip, (struct slice){w->rows->str, w->rows->len});
  g_string_truncate(w->rows, 0);
}

static char *sheet_name(const struct workbook *w) {
  return g_strdup_printf("xl/worksheets/sheet%u.xml", w->count);
}

// What a piece keeps of its part.
enum { LEN, SUM };

static void note_part(struct workbook *w, const char *key, const struct zip_part *part) {
  struct page_piece piece = {
      .at = part->at, .size = part->packed, .facts = {[LEN] = part->len, [SUM] = part->sum}};
  if (!key) return;
  g_strlcpy(piece.key, key, sizeof piece.key);
  page_stream_note(w->stream, &piece);
}

void workbook_end_rows(struct workbook *w, const char *key) {
  pack(w, 0);
  struct zip_part part = zip_end_part(&w->zip);
  note_part(w, key, &part);
}

bool workbook_take_rows(struct workbook *w, const char *key, unsigned rows) {
  struct page_piece piece;
  if (!page_stream_find(w->stream, key, &piece)) return false;
  GString *packed = g_string_new(NULL);
  bool read = page_stream_read(w->stream, &piece, packed);
  if (read) {
    struct zip_part part = {.packed = piece.size, .len = piece.facts[LEN], .sum = piece.facts[SUM]};
    part = zip_put_part(&w->zip, part, (struct slice){packed->str, packed->len});
    note_part(w, key, &part);
    w->row += rows;
  }
  g_string_free(packed, TRUE);
  return read;
}

void workbook_begin_sheet(struct workbook *w, const struct export *table) {
  w->count++;
  w->table = table;
  w->columns = w->column = w->row = 0;
  char *name = sheet_name(w);
  zip_begin(&w->zip, name);
  g_free(name);
  g_string_append(w->rows, xml_head);
  g_string_append(
      w->rows, "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
               "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
               "<cols>");
  for (const struct export_field *f = table->fields; f->name; f++, w->columns++)
    g_string_append_printf(w->rows, "<col min=\"%u\" max=\"%u\" width=\"%u\" customWidth=\"1\"/>",
                           w->columns + 1, w->columns + 1, width_of(f));
  g_string_append(w->rows, "</cols><sheetData>");
}

void workbook_put(struct workbook *w, const char *text) {
  if (!w->column) g_string_append(w->rows, "<row>");
  const struct export_field *field = &w->table->fields[w->column++];
  if (w->row)
    put_cell(w->rows, field, text);
  else
    put_text(w->rows, text, STYLE_HEAD);
}

void workbook_end_row(struct workbook *w) {
  g_string_append(w->rows, "</row>");
  w->column = 0;
  w->row++;
  pack(w, FULL);
}

static void list_sheet(struct workbook *w) {
  char *name = sheet_name(w);
  g_string_append_printf(w->sheets, "<sheet name=\"%s\" sheetId=\"%u\" r:id=\"rId%u\"/>", w->table->table,
                         w->count, w->count);
  g_string_append_printf(w->links,
                         "<Relationship Id=\"rId%u\" Type=\"" OFFICE
                         "/worksheet\" Target=\"worksheets/sheet%u.xml\"/>",
                         w->count, w->count);
  g_string_append_printf(w->types, "<Override PartName=\"/%s\" ContentType=\"" MEDIA "worksheet+xml\"/>",
                         name);
  g_free(name);
}

void workbook_end_sheet(struct workbook *w) {
  g_string_append(w->rows, "</sheetData><autoFilter ref=\"A1:");
  put_column(w->rows, w->columns - 1);
  g_string_append_printf(w->rows, "%u\"/></worksheet>", w->row);
  pack(w, 0);
  zip_close(&w->zip);
  list_sheet(w);
}

static void put(struct slice bytes, void *data) {
  struct workbook *w = data;
  w->size += bytes.len;
  page_stream_add(w->stream, bytes);
}

struct workbook *workbook_new(struct page_sink *s) {
  struct workbook *w = g_new0(struct workbook, 1);
  int folder = page_folder(s);
  w->stream = page_stream_new(s, WORKBOOK, "the workbook");
  w->zip = (struct zip){
      .out = g_string_new(NULL), .take = put, .data = w, .spills = folder >= 0, .folder = folder};
  w->rows = g_string_new(NULL);
  w->sheets = g_string_new("<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets>");
  w->links = g_string_new("<Relationships xmlns=\"" PACKAGE
                          "relationships\"><Relationship Id=\"rId0\" Type=\"" OFFICE
                          "/styles\" Target=\"styles.xml\"/>");
  w->types = g_string_new(
      "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
      "vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
      "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"" MEDIA
      "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" MEDIA "styles+xml\"/>");
  add_part(&w->zip, "_rels/.rels", root_links);
  add_part(&w->zip, "xl/styles.xml", styles);
  return w;
}

size_t workbook_end(struct workbook *w, int *error) {
  g_string_append(w->sheets, "</sheets></workbook>");
  g_string_append(w->links, "</Relationships>");
  g_string_append(w->types, "</Types>");
  add_part(&w->zip, "xl/workbook.xml", w->sheets->str);
  add_part(&w->zip, "xl/_rels/workbook.xml.rels", w->links->str);
  add_part(&w->zip, "[Content_Types].xml", w->types->str);
  *error = zip_end(&w->zip);
  size_t size = w->size;
  page_stream_end(w->stream, NULL);
  GString *own[] = {w->zip.out, w->sheets, w->links, w->types, w->rows};
  for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
    g_string_free(own[i], TRUE);
  g_free(w);
  return size;
}
