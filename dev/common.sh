#!/usr/bin/env bash
# What every part of the front door leans on: where things lie, how it speaks (Azerbaijani first, English beside), and
# how long steps are shown. Sourced, never run.

DAYAQ_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# A test house lives in a folder of its own; everybody else in .dayaq.
DAYAQ_HOME=${DAYAQ_HOME:-$DAYAQ_ROOT/.dayaq}
DAYAQ_NODE="$DAYAQ_ROOT/node_modules/.bin/node"
export DAYAQ_ROOT DAYAQ_HOME DAYAQ_NODE

# Debian keeps nginx and runuser in sbin, which an ordinary user's PATH leaves out.
export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

# shellcheck disable=SC2034 # used by those who source this
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' PLAIN=$'\e[0m'
else
  BOLD='' DIM='' RED='' GREEN='' YELLOW='' PLAIN=''
fi

# say AZ EN: one line in both languages.
say() { printf '%s %s· %s%s\n' "$1" "$DIM" "$2" "$PLAIN"; }

# warn AZ EN / fail AZ EN: to stderr; fail ends the command.
warn() { printf '%s! %s · %s%s\n' "$YELLOW" "$1" "$2" "$PLAIN" >&2; }
fail() { printf '%s✗ %s · %s%s\n' "$RED" "$1" "$2" "$PLAIN" >&2; exit 1; }

# A step: step_begin, work (which calls `changed` when it changes something), step_end. CHANGES counts the steps that did.
CHANGES=0
STEP_OPEN='' STEP_CHANGED='' STEP_STARTED=0
STEP_AZ='' STEP_EN=''

step_begin() {
  STEP_AZ=$1 STEP_EN=$2 STEP_OPEN=1 STEP_CHANGED='' STEP_STARTED=$(date +%s%N)
  [ ! -t 1 ] || printf '  … %s %s· %s%s' "$1" "$DIM" "$2" "$PLAIN"
}

changed() { STEP_CHANGED=1; }

# step_note TEXT: how far the running step is (a percentage, a count). Rewrites the line on a terminal.
step_note() {
  if [ -t 1 ]; then
    printf '\r\e[K  … %s %s· %s%s %s' "$STEP_AZ" "$DIM" "$STEP_EN" "$PLAIN" "$1"
  else
    printf '  … %s · %s\n' "$STEP_EN" "$1"
  fi
}

step_elapsed() {
  local milliseconds=$((($(date +%s%N) - STEP_STARTED) / 1000000))
  printf '%d.%d s' $((milliseconds / 1000)) $((milliseconds % 1000 / 100))
}

step_line() {
  [ ! -t 1 ] || printf '\r\e[K'
  printf '  %s %s %s· %s%s  %s\n' "$1" "$STEP_AZ" "$DIM" "$STEP_EN" "$PLAIN" "$2"
}

# step_end: the step is over; says whether it changed anything.
step_end() {
  STEP_OPEN=''
  if [ -z "$STEP_CHANGED" ]; then step_line "${DIM}=$PLAIN" "${DIM}dəyişmədi · unchanged$PLAIN"; return; fi
  CHANGES=$((CHANGES + 1))
  step_line "${GREEN}✓$PLAIN" "$(step_elapsed)"
}
# A step that ends badly, or with the whole command: no step is left looking unfinished. Also for `trap ... EXIT`.
step_failed() {
  [ -n "$STEP_OPEN" ] || return 0
  STEP_OPEN=''
  step_line "${RED}✗$PLAIN" "$(step_elapsed)"
}

# step AZ EN COMMAND...: a whole step that is one command.
step() {
  local az=$1 en=$2
  shift 2
  step_begin "$az" "$en"
  "$@"
  step_end
}

# logged LOG COMMAND...: runs a command with its output in a log; when it fails, shows the end of the log and where it lies.
logged() {
  local log=$1; shift
  mkdir -p "$(dirname "$log")"
  if ! ("$@") >"$log" 2>&1 </dev/null; then
    step_failed
    tail -n 25 "$log" | sed 's/^/    /' >&2
    fail "Alınmadı, tam mətn: $log" "Failed, the whole text: $log"
  fi
}

# followed LOG COMMAND...: the same for long work: while it runs, the step shows the last line it wrote.
followed() {
  local log=$1 pid line shown=''
  shift
  mkdir -p "$(dirname "$log")"
  ("$@") >"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    line=$(tail -n 1 "$log")
    [ -z "$line" ] || [ "$line" = "$shown" ] || step_note "$line"
    shown=$line
    sleep 0.3
  done
  if ! wait "$pid"; then
    step_failed
    tail -n 25 "$log" | sed 's/^/    /' >&2
    fail "Alınmadı, tam mətn: $log" "Failed, the whole text: $log"
  fi
}

# write_if_changed FILE: standard input becomes FILE unless it says the same already.
write_if_changed() {
  local file=$1 fresh
  mkdir -p "$(dirname "$file")"
  fresh=$(umask 077 && mktemp "$file.XXXXXX")
  cat >"$fresh"
  if [ -f "$file" ] && cmp -s "$fresh" "$file"; then rm -f "$fresh"; return; fi
  mv "$fresh" "$file"
  changed
}

is_root() { [ "$(id -u)" -eq 0 ]; }

# House-private directories; created by every command that writes.
make_home() {
  local part
  for part in '' /run /log /secrets /certificates; do
    [ -d "$DAYAQ_HOME$part" ] || mkdir -p "$DAYAQ_HOME$part"
  done
  chmod 0711 "$DAYAQ_HOME"
  chmod 0700 "$DAYAQ_HOME/secrets" "$DAYAQ_HOME/certificates"
}
