# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034
# Sourced by the tests of this folder: articles, what one process makes of them, waiting, processes of ours.
# shellcheck source=tests/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# setup NAME: a site of COUNT (1000) articles in $site, what one process makes of it in $work/one.json and $work/one, and no accidents.
setup() {
  work=$(scratch "cluster-$1")
  site=$work/site out=$work/out
  mkdir -p "$site/input" "$out/shards" "$work/accidents"
  cp input/codebook.json "$site/input/"
  printf '{ "title": "Coded on many machines" }\n' >"$site/input/site.json"
  tests/bench/generate "${COUNT:-1000}" "$site/input/articles"
  printf 'Cut off \xff\n' >"$site/input/articles/bad.md"
  cp -R "$site" "$work/one"
  (cd "$site" && find input/articles -type f | LC_ALL=C sort) >"$work/list"
  check "one process builds the site" builds "$work/one"
  (cd "$site" && "$PROGRAM" code - <"$work/list" >"$work/one.ndjson" && "$PROGRAM" merge "$work/one.ndjson" >"$work/one.json") 2>"$work/log"
  check "and makes a matrix" test -s "$work/one.json"
  export ACCIDENTS=$work/accidents PROGRAM
}

# A site with an article that cannot be read is published all the same, with exit 1.
builds() {
  "$PROGRAM" build "$1"
  [ $? -le 1 ]
}

# waits NAME TENTHS COMMAND...: passes as soon as the command succeeds; fails when that does not happen in time.
waits() {
  local name=$1 n=$2
  shift 2
  while ! "$@"; do
    [ $((n--)) -gt 0 ] || {
      fail "$name" "waited in vain for: $*"
      return 1
    }
    sleep 0.1
  done
  pass
}

# ours VARIABLE=VALUE: prints the ids of the processes that have this in their environment and were started below this test.
ours() {
  local folder
  for folder in /proc/[0-9]*; do
    grep -qzxF "ACCIDENTS=$ACCIDENTS" "$folder/environ" 2>/dev/null && grep -qzxF "$1" "$folder/environ" 2>/dev/null && echo "${folder##*/}"
  done
}

parent() { sed -nE 's/^PPid:\s*//p' "/proc/$1/status" 2>/dev/null; }
named() { [ "$(cat "/proc/$1/comm" 2>/dev/null)" == "$2" ]; }

# free_port FROM: the first port from there on which nobody listens on loopback.
free_port() {
  local port=$1
  while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}
