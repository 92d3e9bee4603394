# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034
# Sourced by run and one: what is done while faults come in. A scene is a folder "before", a command, and what stands before and after.
#
#   $scenes/NAME/before   the folder in which the command is run; a copy for each fault
#   $scenes/NAME/old      what is published when it begins (may be missing)
#   $scenes/NAME/new      what an undisturbed run gives
#   $scenes/NAME/left     the names that stand in the folder after that

scenes=$ROOT/$BUILD/scratch/faults/scenes
shim=$ROOT/$BUILD/faults/shim.so
libraries=(libxml2 libicu libyaml libcmark libcjson libsqlite3) # whose requests for memory are tried by themselves
names=(first change same nostore recode render code merge)

# published NAME: what of the folder is published, a folder or a file.
published() {
  case $1 in
    code) echo shards ;;
    merge) echo matrix/matrix.json ;;
    *) echo output ;;
  esac
}

# act NAME [WORD=VALUE...]: runs the command of the scene in the current folder, with these in its environment.
act() {
  local name=$1 run
  shift
  run=(timeout "${PATIENCE:-60}" env "$@" "$PROGRAM")
  case $name in
    nostore) "${run[@]}" build -j1 --no-store . ;;
    render) "${run[@]}" render . --statements statements.ndjson ;;
    code) "${run[@]}" code -j1 --shard 0/2 -o shards/0.ndjson - <list ;;
    merge) "${run[@]}" merge parts/0.ndjson parts/1.ndjson -o matrix/matrix.json ;;
    *) "${run[@]}" build -j1 . ;;
  esac
}

# ready NAME: what must be done in a copy of "before" first.
ready() { [ "$1" != same ] || "$PROGRAM" build -j1 . 2>/dev/null; }

# listing: the names in the current folder that are not the user's own.
listing() { find . \( -path ./input -o -path ./output \) -prune -o -printf '%P\n' | grep -v '^said' | sort; }

# A small site, with files in its output that the program did not write.
make_site() {
  mkdir -p "$1"
  cp -R tests/golden/site/. "$1"
  (cd "$1" && mkdir output && touch output/.gitignore && "$PROGRAM" build --no-store . 2>/dev/null) || return
  echo example.org >"$1/output/CNAME"
  mkdir -p "$1/output/.git/refs"
  echo mine >"$1/output/.git/HEAD"
  ln -s ../CNAME "$1/output/.git/link"
}

edit() { sed -i -E 's/"title": "[^"]*"/"title": "Another title"/' input/site.json; }

prepare() { # prepare NAME, in the folder "before"
  case $1 in
    first) rm -r output ;;
    change) "$PROGRAM" build . && echo "Norland rejects the toll." >>input/articles/2024-03-04-council.md && edit ;;
    same) "$PROGRAM" build . ;;
    nostore) edit ;;
    recode) "$PROGRAM" build . && sed -i '0,/"aliases": \[/s//"aliases": ["The Far Bank", /' input/codebook.json ;;
    render) "$PROGRAM" code input/articles/* -o statements.ndjson && edit ;;
    code) mkdir shards && ls input/articles/* >list ;;
    merge)
      ls input/articles/* >list && mkdir parts matrix && echo old >matrix/matrix.json
      "$PROGRAM" code --shard 0/2 -o parts/0.ndjson - <list && "$PROGRAM" code --shard 1/2 -o parts/1.ndjson - <list
      ;;
  esac
}

# measure NAME: notes how often memory is asked for, by each library too, and how long the run keeps a processor busy.
measure() {
  local scene=$scenes/$1 TIMEFORMAT='%U %S' kind
  for kind in memory "${libraries[@]}"; do
    rm -rf "$scene/again" && cp -a "$scene/before" "$scene/again" && cd "$scene/again" || return
    ready "$1"
    act "$1" LD_PRELOAD="$shim" FAULT_SYNC=no FAULT_KIND="$kind" FAULT_AT=0 FAULT_LOG="$scene/requests" 2>/dev/null || return
    grep "^$kind" "$scene/requests" >>"$scene/calls"
  done
  rm -rf "$scene/again" && cp -a "$scene/before" "$scene/again" && cd "$scene/again" || return
  ready "$1"
  { time act "$1" LD_PRELOAD="$shim" FAULT_SYNC=no 2>/dev/null; } 2>&1 | awk '{ print "time", int(($1 + $2) * 900000) }' >>"$scene/calls"
}

# make_scene NAME: makes the scene and notes the calls of its undisturbed run in $scenes/NAME/calls.
make_scene() {
  local scene=$scenes/$1 what
  what=$(published "$1")
  mkdir -p "$scene"
  make_site "$scene/before" || return
  (cd "$scene/before" && prepare "$1" >/dev/null 2>&1) || return
  [ ! -e "$scene/before/$what" ] || cp -a "$scene/before/$what" "$scene/old"
  cp -a "$scene/before" "$scene/after"
  cd "$scene/after" || return
  ready "$1"
  act "$1" LD_PRELOAD="$shim" FAULT_SYNC=no FAULT_LOG="$scene/calls" 2>"$scene/said" || return
  sed -i '/\.gcda$/d' "$scene/calls" # where lines are counted (COV=1), what the counters write at the end is none of the program's
  listing >"$scene/left"
  cp -a "$what" "$scene/new"
  measure "$1"
  cd "$ROOT" || return
}
