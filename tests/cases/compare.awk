# SPDX-License-Identifier: MIT
# Compares statements (NDJSON, second file) with what split.awk expects (first file). Prints for each case, tab-separated: "pass" or
# "fail", place, name, and what is missing or too much.

function value(line, key,   at, rest) {
  at = index(line, "\"" key "\":")
  if (!at) return ""
  rest = substr(line, at + length(key) + 3)
  if (rest !~ /^"/) { sub(/[,}].*/, "", rest); return rest }
  rest = substr(rest, 2)
  if (match(rest, /^([^"\\]|\\.)*/)) return substr(rest, 1, RLENGTH)
  return ""
}

function allows(choice, word,   parts, n, i) {
  n = split(choice, parts, "|")
  for (i = 1; i <= n; i++) if (parts[i] == word) return 1
  return 0
}

# Says whether the expectation holds of the found statement: "actor issue stance voice conditional by person".
function meets(wanted, found,   w, f, n, i, plain, conditional) {
  n = split(wanted, w, " ")
  split(found, f, " ")
  conditional = "false"
  plain = 0
  for (i = 1; i <= n; i++) {
    if (w[i] == "conditional") conditional = "true"
    else if (w[i] == "conditional?") conditional = f[5]
    else if (w[i] == "by") { if (w[++i] != f[6]) return 0 }
    else if (w[i] == "person") { if (w[++i] != f[7]) return 0 }
    else if (!allows(w[i], f[++plain])) return 0
  }
  return plain < 3 || conditional == f[5]
}

FNR == NR {
  if (!($2 in place)) { order[++cases] = $2; place[$2] = $3; name[$2] = $4 }
  if ($5 != "nothing") { count[$2]++; kind[$2, count[$2]] = $5; wanted[$2, count[$2]] = $6 }
  next
}
{
  article = value($0, "article")
  found = value($0, "actor") " " value($0, "issue") " " value($0, "stance") " " value($0, "voice") " " value($0, "conditional") \
    " " value($0, "by") " " value($0, "person")
  known = 0
  for (i = 1; i <= count[article]; i++) if (meets(wanted[article, i], found)) { met[article, i] = 1; known = 1 }
  if (!known && !((article, found) in told)) {
    told[article, found] = 1
    split(found, f, " ")
    extra[article] = extra[article] "; found " f[1] " " f[2] " " f[3] " " f[4] (f[5] == "true" ? " conditional" : "") \
      (f[4] == "ascribed" && f[6] != "null" ? " by " f[6] : "") " [" value($0, "cue") "]"
  }
}
END {
  for (c = 1; c <= cases; c++) {
    article = order[c]
    wrong = extra[article]
    for (i = 1; i <= count[article]; i++)
      if (kind[article, i] == "must" && !met[article, i]) wrong = "; missing " wanted[article, i] wrong
    print wrong == "" ? "pass" : "fail", place[article], name[article], substr(wrong, 3)
  }
}
