#!/usr/bin/env bash
# What happens to the PostgreSQL of tests/faults/run.sh, whose environment it has: kill and start again, hold up and let go on; a disk that is full, or
# that fails to keep what it was given, until it is well again.
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

# disturb CALLS ERROR: from now on these calls of all its processes fail, those to come too.
disturb() {
  local words=() one postmaster
  postmaster=$(cluster_pid "$FAULTS_CLUSTER")
  for one in "$postmaster" $(pgrep -P "$postmaster"); do words+=(-p "$one"); done
  setsid strace -f -qq -o /dev/null -e trace="$1" -e inject="$1:error=$2" "${words[@]}" >/dev/null 2>&1 </dev/null &
  echo "$!" >"$FAULTS_CLUSTER.strace"
  # It is there when the postmaster is traced.
  until grep -q '^TracerPid:[[:space:]]*[1-9]' "/proc/$postmaster/status"; do sleep 0.02; done
}

case "$1" in
  can-disturb) timeout 5 strace -qq -o /dev/null -e trace=none -p "$(cluster_pid "$FAULTS_CLUSTER")" & sleep 0.3; kill "$!" 2>/dev/null ;;
  disk-full) disturb pwrite64,pwritev,fallocate,ftruncate ENOSPC ;;
  fsync-fails)
    # Otherwise nothing here waits for the disk.
    psql -X -q "$DAYAQ_TEST_CLUSTER dbname=postgres user=$DAYAQ_TEST_SUPERUSER" -c 'ALTER SYSTEM SET fsync = on' -c 'SELECT pg_reload_conf()' >/dev/null
    disturb fsync,fdatasync,sync_file_range EIO
    ;;
  disk-well)
    kill "$(cat "$FAULTS_CLUSTER.strace")" 2>/dev/null || true
    while kill -0 "$(cat "$FAULTS_CLUSTER.strace")" 2>/dev/null; do sleep 0.02; done
    # PostgreSQL trusts nothing it could not write: it starts anew from its log by itself, or somebody starts it.
    until psql -X -q -t "$DAYAQ_TEST_CLUSTER dbname=postgres user=$DAYAQ_TEST_SUPERUSER" -c 'ALTER SYSTEM RESET fsync' -c 'SELECT pg_reload_conf()' >/dev/null 2>&1; do
      postmaster=$(cluster_pid "$FAULTS_CLUSTER" || true)
      if [ -z "$postmaster" ] || [ -z "$(process_birth "$postmaster")" ]; then
        rm -f "$place/data/postmaster.pid" "$place/socket"/.s.PGSQL.*
        cluster_start "$FAULTS_CLUSTER" || true
      fi
      sleep 0.1
    done
    ;;
  kill)
    postmaster=$(cluster_pid "$FAULTS_CLUSTER")
    # Held up first: a child that it had while the others are named would live on, and keep the next one from starting.
    kill -STOP "$postmaster"
    mapfile -t all < <(echo "$postmaster"; pgrep -P "$postmaster")
    kill -KILL "${all[@]}" 2>/dev/null || true
    for one in "${all[@]}"; do while [ -n "$(process_birth "$one")" ]; do sleep 0.02; done; done
    # All are dead; where nobody collects them, the next postmaster would still take the old one for alive.
    rm -f "$place/data/postmaster.pid" "$place/socket"/.s.PGSQL.*
    ;;
  start) cluster_start "$FAULTS_CLUSTER" ;;
  hold) signal_all STOP ;;
  go-on) signal_all CONT ;;
esac
