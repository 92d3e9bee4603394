# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034
# Sourced by every test script: counting, comparing, the program's place. A script ends with `finish`.
# SAN=1 tests the program that was built with the sanitizers.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
export LC_ALL=C TZ=UTC NO_COLOR=1
ROOT=$PWD
BUILD=build${SAN:+/san}${TSAN:+/tsan}${COV:+/cov}
PROGRAM=$ROOT/$BUILD/standpoint
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0} UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
passed=0 failed=0 group=${0#"$ROOT"/}
group=${group#./} group=${group#tests/}

# suite NAME: what the messages call the group; else it is the script's name.
suite() { group=$1; }

pass() { passed=$((passed + 1)); }

# fail NAME [TEXT]: one line for the test that failed, and what is to be known about it, indented.
fail() {
  failed=$((failed + 1))
  printf 'FAIL %s%s: %s\n' "$group" "${SAN:+ (sanitized)}" "$1"
  [ $# -lt 2 ] || [ -z "$2" ] || printf '%s\n' "$2" | head -n "${SHOW:-40}" | sed 's/^/     /'
}

# check NAME COMMAND...: passes where the command succeeds; its output is shown only where it fails.
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then pass; else fail "$name" "exit $?: $* $output"; fi
}

# same NAME EXPECTED ACTUAL: compares two texts.
same() {
  if [ "$2" == "$3" ]; then pass; else
    fail "$1" "$(diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | sed 's/^</expected </; s/^>/found    >/')"
  fi
}

# holds NAME PATTERN TEXT: passes where a line of the text matches the extended regular expression.
holds() {
  if grep -qE -e "$2" <<<"$3"; then pass; else fail "$1" "no line matches: $2"$'\n'"$3"; fi
}

# exits NAME CODE COMMAND...: compares the exit code; what the command said is left in $said (stdout) and $complained (stderr).
exits() {
  local name=$1 code=$2 found scratch
  shift 2
  scratch=$(mktemp)
  said=$("$@" 2>"$scratch")
  found=$?
  complained=$(<"$scratch")
  rm -f "$scratch"
  if [ "$found" == "$code" ]; then pass; else fail "$name" "exit $found, expected $code: $*"$'\n'"$complained"; fi
}

# scratch NAME: makes an empty folder of this name below the build folder and prints its path.
scratch() {
  local folder=$ROOT/$BUILD/scratch/$1
  rm -rf "$folder" && mkdir -p "$folder" && printf '%s\n' "$folder"
}

# finish [WORDS]: the summary line, and the counts for tests/run.
finish() {
  printf '%s%s: %d passed, %d failed%s\n' "$group" "${SAN:+ (sanitized)}" "$passed" "$failed" "${1:+, $1}"
  [ -z "${TALLY:-}" ] || printf '%d %d\n' "$passed" "$failed" >>"$TALLY"
  [ "$failed" -eq 0 ]
}
