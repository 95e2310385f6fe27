#!/usr/bin/env bash
# Nothing readable at rest (PD-1): registers 20 invented people, with --long a thousand, through the real services, and searches whatever lies
# on disk afterwards for their names, ids, telephones, addresses and account numbers in every encoding: dumps, WAL, data files, statement
# statistics, logs of PostgreSQL, services and edge, audit entries, the published log, run files. The search must find what is planted.
# Beside it (AD-8): whoever reads tables of people by hand is told, and services are not.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh
. tests/atrest/by-hand.sh

people=20
[ "${1:-}" != --long ] || people=1000
passed=0 failed=0
programs="${DAYAQ_BUILD:?}/tests/atrest"
check() {
  local what=$1
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok $what"; else failed=$((failed + 1)); echo "not ok $what"; fi
}

place=$(mktemp -d /var/tmp/dayaq-atrest.XXXXXX)
end() { test_house_down; rm -rf "$place"; }

test_house_up "${HOUSE_SERVICES[@]}"
trap end EXIT
test_house_sql 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements'
begin_by_hand

seed() {
  "$programs/seed_canaries" --people="$people" --address="127.0.0.1:$EDGE_PORT" --certificates="$DAYAQ_HOME/certificates/edge" \
    --registrar_token="$(test_house_token_command aysel-registrar)" --caseworker_token="$(test_house_token_command samir-caseworker)"
}
check "people are registered, found, and mistaken for others" seed
check "what services do raises no alert" nobody_by_hand

# Everything that lies on disk, copied to where we may read it. Dumps without compression, which would hide what they hold.
gather() {
  local dump=("$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER") oid
  test_house_sql CHECKPOINT
  pg_dump "${dump[@]}" >"$place/dump.sql"
  pg_dump --format=custom --compress=0 "${dump[@]}" >"$place/dump.custom"
  test_house_sql 'COPY (SELECT canonical FROM audit.entry) TO STDOUT (FORMAT binary)' >"$place/entries"
  test_house_sql 'COPY (SELECT query FROM pg_stat_statements) TO STDOUT' >"$place/statements"
  test_house_sql 'COPY (SELECT query FROM pg_stat_activity) TO STDOUT' >"$place/activity"
  oid=$(test_house_sql "SELECT oid FROM pg_database WHERE datname = '$TEST_HOUSE_DATABASE'")
  as_cluster_user tar -C "$(test_cluster_folder)/data" -cf - pg_wal "base/$oid" pg_stat >"$place/cluster.tar" 2>/dev/null || true
  as_cluster_user cat "$(test_cluster_folder)/postgresql.log" >"$place/postgresql.log"
  cp -r "$DAYAQ_HOME/log" "$place/log"
  cp -r "$DAYAQ_HOME/run" "$place/run"
  [ ! -d "$DAYAQ_HOME/transparency" ] || cp -r "$DAYAQ_HOME/transparency" "$place/transparency"
}
search() { find "$place" -type f | "$programs/find_canaries" --people="$people"; }
has() { [ -s "$place/$1" ]; }

gather
for name in dump.sql dump.custom entries statements cluster.tar postgresql.log log/incident.log log/edge.calls.log; do
  check "there is something in $name" has "$name"
done
check "no canary is found" search

# Planted into a table, each secret in each encoding, they are found: in the dumps, the WAL and the data files.
planted=$("$programs/find_canaries" --plant="$place/planted")
finds_all() { [ "$(search | tee "$place.hits" | grep -c " of $place/planted$")" -ge "$planted" ]; }
check "each of $planted planted forms is found" finds_all
rm -f "$place/planted" "$place.hits"
plant_in_table() {
  test_house_sql "CREATE TABLE public.planted (text text); INSERT INTO public.planted VALUES ('Ğəbaba $1'), (encode('$1', 'base64')), (encode('$1', 'hex'))"
  gather
}
# meets FILE: is a canary found in it?
meets() { { printf '%s\n' "$place/$1" | "$programs/find_canaries" --people=1 || true; } | grep -q "^hit: .* of $place/$1"; }
# The first canary's account number, as tests/atrest/canaries.cc makes it.
plant_in_table AZ77KNRY00000998877665544332
for name in dump.sql dump.custom cluster.tar; do check "one planted in the database is found in $name" meets "$name"; done

read_by_hand
echo "people: $people; $(find "$place" -type f | wc -l) files searched"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
