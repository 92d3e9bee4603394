# SPDX-License-Identifier: MIT
# Reads the calls of a build (FAULT_LOG of shim.h) and prints what a power cut could take from the published site: files and folders of the new site that
# were not synced after their last change when it was put in place, and an old site that went before that itself was synced.
function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
{ path = $3; for (i = 4; i <= NF; i++) path = path " " $i; sub(/\/\.$/, "", path) }
path !~ /\/output(\.next)?(\/|$)/ && !($1 == "sync" && placed) { next }
placed && $1 == "sync" && path == home { kept = 1 }
placed && !kept && $1 == "unlink" && path ~ /\/output\.next/ { print "removed before the exchange was kept: " path }
placed { next }
$1 == "create" || $1 == "write" || $1 == "truncate" { open[path] = 1 }
$1 == "create" || $1 == "link" || $1 == "symlink" || $1 == "mkdir" || $1 == "unlink" { open[folder(path)] = 1 }
$1 == "mkdir" { open[path] = 1 }
$1 == "unlink" { delete open[path] }
$1 == "sync" { delete open[path]; synced++ }
$1 == "syncfs" { for (p in open) delete open[p]; synced++ }
$1 == "rename" && path ~ /\/output$/ {
  for (p in open)
    if (p ~ /\/output\.next(\/|$)/) print "not synced when it was put in place: " p
  placed = 1
  home = folder(path)
}
END {
  if (!placed) print "nothing was put in place"
  if (!synced) print "nothing was synced"
  if (!kept) print "the exchange was not synced"
}
