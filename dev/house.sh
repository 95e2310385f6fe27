#!/usr/bin/env bash
# Processes of the house: start, stop, ask. Each leaves .dayaq/run/NAME.pid (process id and its birth, so that a recycled id is
# never taken for ours), .dayaq/run/NAME.command (what was started, to notice that it should be started anew) and
# .dayaq/log/NAME.log. Sourced.

# The kernel's start time of a process: together with the id it names one process for good. Nothing for one that is dead but not yet
# collected by its parent.
process_birth() { awk '{sub(/^.*\) /, ""); if ($1 != "Z") print $20}' "/proc/$1/stat" 2>/dev/null; }

# house_pid NAME: the id of our running process, or nothing (and false).
house_pid() {
  local file="$DAYAQ_HOME/run/$1.pid" pid birth
  [ -f "$file" ] || return 1
  read -r pid birth <"$file" || return 1
  [ -n "$birth" ] && [ "$(process_birth "$pid")" = "$birth" ] || return 1
  printf '%s\n' "$pid"
}

# What makes a process worth starting anew: other words, or a new edition of a watched file (those before --).
process_fingerprint() {
  printf '%q ' "$@"
  printf '\n'
  while [ "$1" != -- ]; do
    stat -c '%n %s %y' "$1" || return 1
    shift
  done
}

# house_start NAME [WATCHED-FILE...] -- COMMAND...: unless it runs already, from the same files, with the same words.
house_start() {
  local name=$1 run="$DAYAQ_HOME/run" log="$DAYAQ_HOME/log/$1.log" pid fingerprint
  shift
  fingerprint=$(process_fingerprint "$@")
  if house_pid "$name" >/dev/null; then
    [ "$fingerprint" != "$(cat "$run/$name.command" 2>/dev/null)" ] || return 0
    house_stop "$name"
  fi
  while [ "$1" != -- ]; do shift; done
  shift
  [ ! -f "$log" ] || mv -f "$log" "$log.before"
  (cd "$DAYAQ_ROOT" && exec setsid "$@" >"$log" 2>&1 </dev/null 8>&-) &
  pid=$!
  printf '%s %s\n' "$pid" "$(process_birth "$pid")" >"$run/$name.pid"
  printf '%s\n' "$fingerprint" >"$run/$name.command"
  disown "$pid"
  changed
}

# house_stop NAME: asks first, insists after 15 seconds. (Returns say 0 in words: a bare return inside a trap repeats the status from
# before the trap.)
house_stop() {
  local name=$1 pid waited=0
  if ! pid=$(house_pid "$name"); then rm -f "$DAYAQ_HOME/run/$name.pid"; return 0; fi
  kill -TERM "$pid" 2>/dev/null || true
  while house_pid "$name" >/dev/null && [ "$waited" -lt 300 ]; do sleep 0.05; waited=$((waited + 1)); done
  if house_pid "$name" >/dev/null; then kill -KILL "$pid" 2>/dev/null || true; sleep 0.2; fi
  rm -f "$DAYAQ_HOME/run/$name.pid" "$DAYAQ_HOME/run/$name.command"
  changed
}

# house_wait NAME SECONDS CHECK...: until CHECK succeeds; fails early when the process is gone.
house_wait() {
  local name=$1 seconds=$2 deadline
  shift 2
  deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    if ! house_pid "$name" >/dev/null || [ "$SECONDS" -ge "$deadline" ]; then
      step_failed
      tail -n 20 "$DAYAQ_HOME/log/$name.log" | sed 's/^/    /' >&2
      fail "$name hazır olmadı: $DAYAQ_HOME/log/$name.log" "$name did not become ready: see that log"
    fi
    sleep 0.1
  done
}

# process_memory PID...: memory of processes and their children, shared pages counted by share.
process_memory() {
  local one kilobytes=0 share
  for one in "$@" $(pgrep -P "$(IFS=,; printf '%s' "$*")" || true); do
    share=$(awk '/^Pss:/ {print $2}' "/proc/$one/smaps_rollup" 2>/dev/null || true)
    kilobytes=$((kilobytes + ${share:-0}))
  done
  printf '%d MB' $((kilobytes / 1024))
}
