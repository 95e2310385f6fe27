#!/usr/bin/env bash
# What tests/drill/run.sh, whose environment it has, does at moments of the campaign:
#
#   at.sh backup    a whole backup, from which on the log is kept
#   at.sh mark      the moment that will be restored, and what is there then
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in common service-list transparency ports secrets certificates console cluster house ha services receipts backup drill; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done
house_ports

case "$1" in
  backup)
    backup_begin "$DRILL_CLUSTER" "$POSTGRES_PORT" "$DAYAQ_TEST_SECRETS"
    backup_take "$DRILL_CLUSTER"
    ;;
  mark)
    # Everything that was written has its place in the log, or it would go on by itself meanwhile.
    drill_eventually drill_nothing 'SELECT count(*) FROM audit.queue'
    drill_state "$DAYAQ_TEST_CLUSTER" >"$DAYAQ_HOME/run/drill.state"
    drill_moment "$DAYAQ_TEST_CLUSTER" >"$DAYAQ_HOME/run/drill.moment"
    ;;
esac
