# SPDX-License-Identifier: MIT
# Statements as `code` prints them, of `count` articles that nobody wrote: for measuring what takes statements in without coding so many
# articles. About fifteen an article (`each`), by the actors, issues and concepts of the default codebook.

# The generator of Park and Miller, whose products a double holds exactly, so that every awk gives the same statements.
function draw(n) {
  state = (state * 16807) % 2147483647
  return int(state / 2147483647 * n)
}

function fill(name, words) { size[name] = split(words, parts, "|"); for (p = 1; p <= size[name]; p++) list[name, p] = parts[p] }
function pick(name) { return list[name, draw(size[name]) + 1] }

function article(number,   date, head, n, at, stance, sentence) {
  date = sprintf("20%02d-%02d-%02d", 10 + draw(14), 1 + draw(12), 1 + draw(28))
  head = sprintf("\"doc\":\"https://example.org/archive/%d\",\"article\":\"articles/%s-%07d.md\",\"title\":\"Report %d\",\"date\":\"%s\"," \
    "\"source\":\"Outlet %d\",\"url\":\"https://example.org/archive/%d\"", number, date, number, number, date, draw(40), number)
  at = 200
  for (n = each - 5 + draw(11); n > 0; n--) {
    stance = pick("stance")
    sentence = "Sentence " n " of report " number ", in which somebody takes a side after talks that had lasted for two days."
    at += 100 + draw(200)
    printf "{\"id\":\"%08x%08x\",%s,%s,%s,\"stance\":\"%s\",\"agreement\":%s,\"voice\":\"%s\",\"by\":null,\"by_text\":null,\"conditional\":false," \
      "\"confidence\":0.%03d,\"sentence\":\"%s\",\"line\":%d,\"start\":%d,\"end\":%d,\"cue\":\"call -> truce\"}\n", \
      draw(2147483647), draw(2147483647), head, pick("who"), pick("what"), stance, stance == "neutral" ? "null" : stance == "support" ? "true" : "false", \
      pick("voice"), 100 + draw(900), sentence, 3 + n, at, at + length(sentence)
  }
}

BEGIN {
  fill("who", "\"actor\":\"china\",\"person\":\"xi-jinping\"|\"actor\":\"china\",\"person\":null|\"actor\":\"france\",\"person\":\"emmanuel-macron\"|" \
    "\"actor\":\"eu\",\"person\":null|\"actor\":\"us\",\"person\":null|\"actor\":\"russia\",\"person\":null|\"actor\":\"ukraine\",\"person\":null|" \
    "\"actor\":\"israel\",\"person\":null|\"actor\":\"hamas\",\"person\":null|\"actor\":\"germany\",\"person\":null|\"actor\":\"turkey\",\"person\":null")
  fill("what", "\"issue\":\"ukraine\",\"concept\":\"aid\"|\"issue\":\"ukraine\",\"concept\":\"invasion\"|\"issue\":\"russia-ties\",\"concept\":\"sanctions\"|" \
    "\"issue\":\"gaza-ceasefire\",\"concept\":\"ceasefire\"|\"issue\":\"olympic-truce\",\"concept\":\"truce\"")
  fill("stance", "support|support|oppose|oppose|neutral")
  fill("voice", "stated|stated|acted|ascribed")
  state = (seed * 7919 + 17) % 2147483646 + 1
  for (i = 0; i < 10; i++) draw(2)
  if (!each) each = 15
  for (number = 1; number <= count; number++) article(number)
}
