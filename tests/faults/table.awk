# SPDX-License-Identifier: MIT
# Reads verdicts ("ok|BAD|missed SCENE KIND AT HOW STAY...") and prints how many faults of a kind came in each scene, missed ones left out. -v order="SCENE...".
$1 != "missed" {
  kind = $3 == "time" ? "killed at random" : $5 ~ /kill/ ? "signal at a call" : $3 ~ /^lib/ ? "memory for " $3 : $3
  n[kind, $2]++
  n[kind, "all"]++
  n["all", $2]++
  n["all", "all"]++
  if (kind != "all") kinds[kind]
}

function row(kind,    i, line) {
  line = "| " kind
  for (i = 1; i <= scenes; i++) line = line " | " n[kind, scene[i]] + 0
  return line " |"
}

END {
  scenes = split(order " all", scene, " ")
  head = "| fault |"
  rule = "|---|"
  for (i = 1; i <= scenes; i++) {
    head = head " " scene[i] " |"
    rule = rule "--:|"
  }
  print head "\n" rule
  sort = "sort"
  for (kind in kinds) print row(kind) | sort
  close(sort)
  print row("all")
}
