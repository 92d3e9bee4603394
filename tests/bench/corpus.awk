# SPDX-License-Identifier: MIT
# Articles of about 3 kB for the benchmark, all Markdown, so that what only reads Markdown can be measured on the same files. `tenths` of ten
# articles are about the issues of the default codebook; the others are what else an archive holds.

# The generator of Park and Miller, whose products a double holds exactly, so that every awk gives the same articles.
function draw(n) {
  state = (state * 16807) % 2147483647
  return int(state / 2147483647 * n)
}

function pick(name) { return list[name, draw(size[name]) + 1] }

function fill(name, words) { size[name] = split(words, parts, "|"); for (p = 1; p <= size[name]; p++) list[name, p] = parts[p] }

function words_of_articles() {
  fill("who", "Xi Jinping|Emmanuel Macron|Ursula von der Leyen|The White House|The Kremlin|Volodymyr Zelensky|Benjamin Netanyahu|Hamas|" \
    "Mahmoud Abbas|Antonio Guterres|Olaf Scholz|The British government|Viktor Orban|Aleksandar Vucic|Turkey's foreign ministry|" \
    "Switzerland|Qatar|Egypt|Iran|Pope Francis|Jens Stoltenberg|Thomas Bach|French President Emmanuel Macron|Beijing|Moscow|Kyiv|Berlin")
  fill("concept", "an immediate ceasefire in Gaza|an offensive in Rafah|an Olympic truce|the sanctions on Russia|military aid for Ukraine|" \
    "the export of dual-use goods to Russia|the invasion of Ukraine|arms deliveries to Ukraine|Ukraine's accession to NATO|closer ties with Russia")
  fill("did", "called for|welcomed|rejected|condemned|criticised|defended|opposed|warned against|praised|voiced concern about|refused to support|" \
    "has never condemned|spoke out against|backed")
  fill("would", "would support|would never accept|would not back|would keep opposing|would work for|was ready to support")
  fill("day", "Monday|Tuesday|Wednesday|Thursday|Friday|Sunday")
  fill("city", "Paris|Geneva|Ankara|Doha|Brussels|Belgrade|Vienna|Cairo")
  fill("tail", "after two days of talks that had ended without a common text|as ministers gathered for a summit that few expected to bring results|" \
    "a step that diplomats had been preparing since the beginning of the spring|while the opposition at home asked for a debate in parliament|" \
    "in a speech of forty minutes before students of the university|according to a statement that was published late in the evening")
  fill("head", "After a call that lasted nearly an hour|In an interview with a weekly paper|Speaking to reporters on the way home|" \
    "At a joint press conference|A day before the vote in the council|Despite the pressure of several neighbours")
  fill("plain", "The talks lasted until late in the night, and when the delegations left the building most of the lights in the street were out.|" \
    "Rain fell on the capital for the third day, and the river, which had risen since the weekend, stood a hand below the quay.|" \
    "The market had been waiting for the figures since the spring, analysts said, and prices hardly moved when they came.|" \
    "Dr. Meier of the St. Gall institute counted 1,204 pages in the file, of which about 300 had never been read by anybody.|" \
    "Nobody at the table expected a quick answer, least of all the hosts, who had rented the hall for another week.|" \
    "The next meeting is planned for the autumn; where it will be held, and who will pay for it, is open.|" \
    "Trade between the two regions grew by 4.5 per cent last year, mostly because more grain was moved by rail.|" \
    "“We have been standing here since six in the morning,” said a teacher who had come with her two sons.|" \
    "Doctors at the hospital said that the number of patients had doubled, although the winter had been mild.|" \
    "The museum, which was founded in 1871, opens again in May with a show of maps, clocks and ship models.|" \
    "Critics of the plan point out that the bridge costs twice as much as was said when the council voted for it.|" \
    "Reporters stood in line before the gate for hours.|The company did not answer questions.")
}

function coded(   kind) {
  kind = draw(9)
  if (kind == 0) return pick("who") " " pick("did") " " pick("concept") " on " pick("day") ", " pick("tail") "."
  if (kind == 1) return pick("head") ", " pick("who") " said that " pick("who") " " pick("did") " " pick("concept") "."
  if (kind == 2) return pick("who") " met " pick("who") " in " pick("city") " on " pick("day") ". He " pick("did") " " pick("concept") ", " pick("tail") "."
  if (kind == 3) return pick("who") ", which had long kept silent, " pick("did") " " pick("concept") " in a letter to the other members of the group."
  if (kind == 4) return pick("concept") " was condemned by " pick("who") " and by " pick("who") ", " pick("tail") "."
  if (kind == 5) return pick("head") ", " pick("who") " promised that it " pick("would") " " pick("concept") "."
  if (kind == 6) return "“We reject " pick("concept") ",” " pick("who") " said on " pick("day") ", " pick("tail") "."
  if (kind == 7) return pick("who") " " pick("did") " " pick("concept") ", but " pick("who") " said it " pick("would") " " pick("concept") "."
  return "Asked about " pick("concept") ", " pick("who") " said on " pick("day") " that the question was open."
}

function sentence(   text) {
  text = about && draw(100) < 54 ? coded() : pick("plain")
  return toupper(substr(text, 1, 1)) substr(text, 2)
}

function write_article(number,   date, title, name, body, line) {
  about = draw(10) < tenths
  date = sprintf("%04d-%02d-%02d", 2022 + draw(3), 1 + draw(12), 1 + draw(28))
  title = "Report " number " from " pick("city")
  name = sprintf("%s/%s-%06d.md", folder, date, number)
  body = ""
  do {
    line = sentence()
    for (i = 2 + draw(4); i > 0; i--) line = line " " sentence()
    body = body line "\n\n"
  } while (length(body) < 2500 + draw(600))
  printf "---\ntitle: %s\ndate: %s\nsource: Outlet %d\nurl: https://example.org/a/%d\n---\n\n# %s\n\n%s", title, date, draw(40), number, title, body > name
  close(name)
}

BEGIN {
  state = (seed * 7919 + 17) % 2147483646 + 1
  for (i = 0; i < 10; i++) draw(2)
  words_of_articles()
  for (article = 1; article <= count; article++) write_article(article)
}
