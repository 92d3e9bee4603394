# SPDX-License-Identifier: MIT
# ROW="…" awk -v n=1000 -f input.awk: prints the input that the row of `cases` describes: before, n times unit, between, n times unit,
# after. In the columns \n, \t and \351 (a byte of Latin-1) are what they say, %i is the number of the repetition from 1.
function repeat(unit, i, k, parts, part) {
  if (unit == "") return
  parts = split(unit, part, "%i")
  for (i = 1; i <= n; i++) {
    for (k = 1; k < parts; k++) printf "%s%d", part[k], i
    printf "%s", part[parts]
  }
}
BEGIN {
  count = split(ENVIRON["ROW"], column, "\t")
  for (i = 4; i <= count; i++) {
    gsub(/\\n/, "\n", column[i])
    gsub(/\\t/, "\t", column[i])
    gsub(/\\351/, "\351", column[i])
  }
  printf "%s", column[4]
  repeat(column[5])
  printf "%s", column[6]
  repeat(column[7])
  printf "%s", column[8]
}
