#!/usr/bin/env bash
# Floods of every kind, through the edge and straight by a peer with a certificate, while others register: they are served, memory stays within a
# bound, and nothing acknowledged is lost; then ten times as many callers as there are places. With --long six times as much of each, and all of it both ways.
# SEED=n repeats the people of an earlier run; ONLY=name floods whose name begins so.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh

many=1 crowd=4s
if [ "${1:-}" = --long ]; then many=6 crowd=20s; fi
test_house_up incident
test_house_hears_only incident
# From here on the campaign starts and ends it.
house_stop incident

# What was freed is kept by the sanitizer to catch whoever still uses it; here memory is what counts.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=4:thread_local_quarantine_size_kb=64"
ulimit -n 16384 2>/dev/null || true
"${DAYAQ_BUILD:?}/tests/floods/flood_campaign" --seed="${SEED:-0}" --many="$many" --crowd_time="$crowd" --only="${ONLY:-}" \
  --service="${SERVICE:-$(service_binary incident)} --flagfile=$DAYAQ_HOME/run/incident.flags" --service_log="$DAYAQ_HOME/log/incident-flooded.log" \
  --service_port="$(service_port incident)" --edge_port="$EDGE_PORT" --certificates="$DAYAQ_HOME/certificates/edge" \
  --token_command="$(test_house_token_command aysel-registrar)" \
  --flood="$DAYAQ_NODE $DAYAQ_ROOT/tests/floods/flood.mjs --certificates $DAYAQ_HOME/certificates/edge" \
  --database="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER"
