#!/usr/bin/env bash
# Building with the share that is done shown in the running step. Sourced.

# compile LOG PRESET TARGET...: dev/build.sh, everything it says into LOG. Marks the step changed when something was built; false when
# the build failed.
compile() {
  local log=$1 line shown=0 percent broken=0
  shift
  mkdir -p "$(dirname "$log")"
  while IFS= read -r line; do
    if [[ "$line" =~ ^\[([0-9]+)/([0-9]+)\] ]]; then
      changed
      percent=$((100 * BASH_REMATCH[1] / BASH_REMATCH[2]))
      if [ -t 1 ] || [ "$percent" -ge $((shown + 10)) ]; then step_note "$percent %"; shown=$percent; fi
    elif [ "$line" = build-failed ]; then
      broken=1
    fi
  done < <("$DAYAQ_ROOT/dev/build.sh" "$@" 2>&1 </dev/null | tee "$log" || echo build-failed)
  return "$broken"
}
