#!/usr/bin/env bash
# Kills the PostgreSQL of the test cluster outright, the postmaster and all its children at once, and starts it again; it recovers from
# its log.
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in common cluster house; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done

folder=$(sed 's/^host=\([^ ]*\)\/socket .*/\1/' <<<"${DAYAQ_TEST_CLUSTER:?}")
postmaster=$(head -n 1 "$folder/data/postmaster.pid")
# shellcheck disable=SC2046 # a list of ids
kill -KILL "$postmaster" $(pgrep -P "$postmaster")
while [ -n "$(process_birth "$postmaster")" ]; do sleep 0.05; done
# All are dead; where nobody collects them, the next postmaster would still take the old one for alive.
rm -f "$folder/data/postmaster.pid" "$folder/socket"/.s.PGSQL.*
cluster_start "$folder"
