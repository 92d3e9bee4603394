# SPDX-License-Identifier: MIT
# Splits the case files into articles below `folder` and prints what is expected of each, tab-separated:
# case number, article, file:line, name, kind ("must", "may" or "nothing"), statement.

function close_article() {
  if (article == "") return
  if (text_format) printf "%s\n\n%s", title, body > article
  else printf "---\ntitle: \"%s\"\ndate: %s\n---\n\n%s", title, date, body > article
  close(article)
  article = ""
}

function base(path) {
  sub(/.*\//, "", path)
  sub(/\.txt$/, "", path)
  return path
}

FNR == 1 { close_article() }
/^== / {
  close_article()
  number++
  name = base(FILENAME) ": " substr($0, 4)
  place = FILENAME ":" FNR
  title = "Notes"; date = "2024-06-03"; text_format = 0; body = ""
  article = sprintf("%s/%04d.md", folder, number)
  next
}
article == "" { next }
body == "" && /^title: / { title = substr($0, 8); next }
body == "" && /^date: / { date = substr($0, 7); next }
body == "" && /^format: text$/ { text_format = 1; sub(/\.md$/, ".txt", article); next }
/^=> nothing$/ { print number, article, place, name, "nothing", ""; next }
/^=> / { print number, article, place, name, "must", substr($0, 4); next }
/^\?=> / { print number, article, place, name, "may", substr($0, 5); next }
{ body = body $0 "\n" }
END { close_article() }
