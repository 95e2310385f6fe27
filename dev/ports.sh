#!/usr/bin/env bash
# Free TCP ports on the loopback. Sourced by the house and the tests; run by itself it prints as many as asked: dev/ports.sh [N].
set -euo pipefail

# free_ports N [PORT...]: N different ports nobody listens on and that are none of those named, below the range that the kernel hands to outgoing connections. Suites that run side by
# side choose long before they listen: each keeps to its own half (DAYAQ_LANE 0 or 1; else any).
free_ports() {
  local wanted=$1 port taken chosen=()
  shift
  taken=" $* $(ss -Htln | awk '{n = split($4, part, ":"); print part[n]}' | sort -u | tr '\n' ' ') "
  while [ "${#chosen[@]}" -lt "$wanted" ]; do
    port=$((20000 + RANDOM % 6000 * 2 + ${DAYAQ_LANE:-RANDOM % 2}))
    [[ "$taken" == *" $port "* ]] && continue
    taken="$taken$port "
    chosen+=("$port")
  done
  printf '%s\n' "${chosen[@]}"
}

port_is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# house_ports: loads .dayaq/ports.env, choosing whatever is not chosen yet, once.
house_ports() {
  local file="$DAYAQ_HOME/ports.env" name missing=() known=() ports=() wanted=(POSTGRES_PORT IDENTITY_PROVIDER_PORT EDGE_PORT GATEWAY_PORT "${HA_PORTS[@]}")
  for name in "${HOUSE_SERVICES[@]^^}"; do wanted+=("${name}_PORT" "${name}_METRICS_PORT"); done
  for name in "${HOUSE_WITNESSES[@]^^}"; do wanted+=("${name//-/_}_PORT"); done
  # shellcheck source=/dev/null
  [ ! -f "$file" ] || . "$file"
  for name in "${wanted[@]}"; do
    if [ -n "${!name:-}" ]; then known+=("${!name}"); else missing+=("$name"); fi
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  # All at once: nobody listens yet on what was chosen a moment ago.
  mapfile -t ports < <(free_ports "${#missing[@]}" "${known[@]}")
  for name in "${missing[@]}"; do
    printf '%s=%s\n' "$name" "${ports[0]}" >>"$file"
    printf -v "$name" '%s' "${ports[0]}"
    ports=("${ports[@]:1}")
  done
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then free_ports "${1:-1}"; fi
