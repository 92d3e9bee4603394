# SPDX-License-Identifier: MIT
# Reads the calls of the scenes ("SCENE KIND N PATH") and prints faults to come ("KEY SCENE KIND N HOW [STAY]"): each call with each error that
# it can have, in groups of one scene, kind and error. Sorted by KEY the first ones hold something of every group, more of the larger.
# -v seed=N chooses which; -v what=calls|memory|kills: calls that fail; requests for memory (line "SCENE memory COUNT", or the name of the library that asks) that find none; signals at
# random moments of the processor's time (line "SCENE time MICROSECONDS").
BEGIN {
  # Numbers of errors: EPERM 1, EINTR 4, EIO 5, EAGAIN 11, ENOMEM 12, EACCES 13, EXDEV 18, ENFILE 23, EMFILE 24, ENOSPC 28, EROFS 30, EMLINK 31,
  # ENOLCK 37, EDQUOT 122; of SQLite's: BUSY 5, NOMEM 7, READONLY 8, IOERR 10, CORRUPT 11, FULL 13, CANTOPEN 14.
  how["open"] = "4 5 13 23 24"
  how["create"] = "4 5 13 24 28 30 122"
  how["opendir"] = "5 12 13 24"
  how["readdir"] = "5"
  how["read"] = "4 5 short"
  how["write"] = "4 5 28 122 short"
  how["stream"] = "5 28"
  how["truncate"] = "5 28"
  how["stat"] = "5 12 13"
  how["fstat"] = "5 12"
  how["path"] = "5 12 13"
  how["rename"] = "5 13 28 30"
  how["link"] = "1 5 18 28 31 122"
  how["symlink"] = "5 28 122"
  how["unlink"] = "5 13 30"
  how["mkdir"] = "5 13 28 30 122"
  how["sync"] = "4 5 28"
  how["syncfs"] = "5 28"
  how["close"] = "4 5 28 122"
  how["mmap"] = "12"
  how["lock"] = "4 37"
  how["chmod"] = "1 5 30"
  how["thread"] = "11"
  how["sqlite"] = "5 7 8 10 11 13 14"
  # What stays once it has begun.
  stays["open"] = "24"
  stays["create"] = "24 28 30"
  stays["opendir"] = "24"
  stays["write"] = "28 short"
  stays["read"] = "5 short"
  stays["sync"] = "5"
  stays["link"] = "1"
  stays["close"] = "4"
  stays["thread"] = "11"
  stays["sqlite"] = "8 10 13"
  signals = "kill2 kill9 kill15"
  state = seed * 7919 % 2147483646 + 1
}

# Each once: two runs of one fault at a time would be in each other's way.
function add(scene, kind, at, error, stay,    group) {
  if (added[scene, kind, at, error, stay]++) return
  group = scene " " kind " " error " " stay
  state = state * 16807 % 2147483647
  job[++jobs] = scene " " kind " " at " " error " " stay
  of[jobs] = group
  draw[jobs] = state
  size[group]++
}

function random() {
  state = state * 16807 % 2147483647
  return state / 2147483647
}

what == "memory" {
  if ($2 ~ /^(memory|lib)/)
    for (i = 0; i < 200; i++) add($1, $2, 1 + int(random() * $3), 12, "no")
  next
}

what == "kills" {
  if ($2 == "time" && $3 > 15000)
    for (i = 0; i < 200; i++) add($1, $2, 1000 + int(random() * $3), random() < 0.7 ? "kill9" : random() < 0.5 ? "kill2" : "kill15", "no")
  next
}

$2 ~ /^(memory|lib)/ || $2 == "time" { next }

{
  n = split(how[$2], errors, " ")
  if (n == 0) {
    print "no errors are known for " $2 > "/dev/stderr"
    exit 1
  }
  for (i = 1; i <= n; i++) add($1, $2, $3, errors[i], "no")
  n = split(stays[$2], errors, " ")
  for (i = 1; i <= n; i++) add($1, $2, $3, errors[i], "yes")
  n = split(signals, errors, " ")
  if ($2 ~ /^(create|write|rename|link|symlink|unlink|mkdir|sync|opendir|sqlite)$/)
    for (i = 1; i <= n; i++) add($1, $2, $3, errors[i], "no")
}

# With a random number for a rank, the k-th of a group of n has the key k / sqrt(n), about.
END {
  for (i = 1; i <= jobs; i++) printf "%.6f %s\n", draw[i] / 2147483647 * sqrt(size[of[i]]), job[i]
}
