#!/usr/bin/env bash
# What happens to the PostgreSQL of tests/faults/run.sh, whose environment it has: kill and start again, hold up and let go on.
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in common cluster house; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done
place=$(cluster_place "$FAULTS_CLUSTER")

# signal_all SIGNAL: the postmaster and all its children at once.
signal_all() {
  local postmaster
  postmaster=$(cluster_pid "$FAULTS_CLUSTER")
  # shellcheck disable=SC2046 # a list of ids
  kill "-$1" "$postmaster" $(pgrep -P "$postmaster") 2>/dev/null || true
}

case "$1" in
  kill)
    postmaster=$(cluster_pid "$FAULTS_CLUSTER")
    signal_all KILL
    while [ -n "$(process_birth "$postmaster")" ]; do sleep 0.02; done
    # All are dead; where nobody collects them, the next postmaster would still take the old one for alive.
    rm -f "$place/data/postmaster.pid" "$place/socket"/.s.PGSQL.*
    ;;
  start) cluster_start "$FAULTS_CLUSTER" ;;
  hold) signal_all STOP ;;
  go-on) signal_all CONT ;;
esac
