# SPDX-License-Identifier: MIT
# Articles for measuring: sentences from a small grammar of holders, attitudes and concepts, between sentences that hold nothing.

# The generator of Park and Miller, whose products a double holds exactly, so that every awk gives the same articles.
function draw(n) {
  state = (state * 16807) % 2147483647
  return int(state / 2147483647 * n)
}

function pick(list,   parts, n) {
  n = split(list, parts, "|")
  return parts[draw(n) + 1]
}

function concept() {
  return pick("an immediate ceasefire in Gaza|an offensive in Rafah|an Olympic truce|the sanctions on Russia|military aid for Ukraine|" \
    "the export of dual-use goods to Russia|the invasion of Ukraine|peace talks on Ukraine|Ukraine's accession to NATO")
}

function holder() {
  return pick("Xi Jinping|Emmanuel Macron|Ursula von der Leyen|The White House|The Kremlin|Volodymyr Zelensky|Benjamin Netanyahu|Hamas|" \
    "Mahmoud Abbas|Antonio Guterres|Olaf Scholz|The British government|Viktor Orban|Aleksandar Vucic|Turkey's foreign ministry|" \
    "Switzerland|Qatar|Egypt|Iran|Pope Francis|Jens Stoltenberg|Thomas Bach")
}

function attitude() {
  return pick("called for|welcomed|rejected|condemned|criticised|defended|opposed|warned against|praised|voiced concern about|" \
    "refused to support|did not rule out|has never condemned")
}

function filler() {
  return pick("The talks lasted until late in the night.|Rain fell on the capital, and the streets were empty.|" \
    "The market had been waiting for the figures since the spring.|Reporters stood in line before the gate for hours.|" \
    "Dr. Meier of the St. Gall institute counted 1,204 pages in the file.|Nobody at the table expected a quick answer, least of all the hosts.|" \
    "The next meeting is planned for the autumn; where it will be held is open.|Trade between the two regions grew by 4.5 per cent last year.")
}

function sentence(   kind, who) {
  kind = draw(8)
  who = holder()
  if (kind < 3) return who " " attitude() " " concept() "."
  if (kind == 3) return "On " pick("Monday|Tuesday|Thursday") ", " who " said that " holder() " " attitude() " " concept() "."
  if (kind == 4) return who " met " holder() " on " pick("Friday|Sunday") ". He " attitude() " " concept() "."
  return filler()
}

function paragraph(   n, text) {
  text = sentence()
  for (n = 2 + draw(4); n > 0; n--) text = text " " sentence()
  return text
}

function write_article(number,   date, title, name, kind, i, body, n) {
  date = sprintf("2024-%02d-%02d", 1 + draw(12), 1 + draw(28))
  title = pick("Notes|Report|Dispatch|Briefing|Letter") " " number " from " pick("Paris|Geneva|Ankara|Doha|Brussels|Belgrade")
  kind = number % 3
  name = sprintf("%s/%s-%06d.%s", folder, date, number, kind == 0 ? "md" : kind == 1 ? "txt" : "html")
  n = 4 + draw(6)
  if (kind == 0) {
    body = "---\ntitle: " title "\ndate: " date "\nsource: Outlet " draw(40) "\nurl: https://example.org/a/" number "\n---\n\n# " title "\n\n"
    for (i = 0; i < n; i++) body = body paragraph() "\n\n"
  } else if (kind == 1) {
    body = title "\n\n"
    for (i = 0; i < n; i++) body = body paragraph() "\n\n"
    body = body "No comments:\n\nPost a Comment\n"
  } else {
    body = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" title " | Outlet " draw(40) "</title>\n" \
      "<meta property=\"article:published_time\" content=\"" date "\"></head><body><nav><a href=\"/\">Home</a></nav>\n<article><h1>" title "</h1>\n"
    for (i = 0; i < n; i++) body = body "<p>" paragraph() "</p>\n"
    body = body "</article><aside>" sentence() "</aside><footer>All rights reserved.</footer></body></html>\n"
  }
  printf "%s", body > name
  close(name)
}

BEGIN {
  state = (seed * 7919 + 17) % 2147483646 + 1
  for (i = 0; i < 10; i++) draw(2)
  for (article = 1; article <= count; article++) write_article(article)
}
