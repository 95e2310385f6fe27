#!/usr/bin/env bash
# Tests of the database: every pgTAP file of db/tests against a fresh copy of the migrated template, and whether each migration can be
# undone. Needs a test cluster (dev/test-cluster.sh). Ends with "N passed, N failed, N skipped". With names of files (db/test.sh columns rows) only
# those; with the name migrations only whether each migration can be undone.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
: "${DAYAQ_TEST_CLUSTER:?the tests need a cluster: dev/test-cluster.sh db/test.sh}"
export PGPASSFILE="$DAYAQ_TEST_SECRETS/database/$DAYAQ_TEST_SUPERUSER.pgpass"
export PGOPTIONS='-c client_min_messages=warning'

passed=0 failed=0 skipped=0
work=$(mktemp -d)
tap="dayaq_tap_$$" plain="dayaq_deploy_$$"

run() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$DAYAQ_TEST_CLUSTER user=$DAYAQ_TEST_SUPERUSER dbname=$1" "${@:2}"; }

clean_up() {
  run postgres -c "DROP DATABASE IF EXISTS $tap WITH (FORCE)" -c "DROP DATABASE IF EXISTS $plain WITH (FORCE)" || true
  rm -rf "$work"
}
trap clean_up EXIT

# report OK WHAT
report() {
  if [ "$1" = ok ]; then passed=$((passed + 1)); echo "ok - $2"; else failed=$((failed + 1)); echo "not ok - $2"; fi
}

# Policies are judged by acting as each role, so the tests run as the superuser and step down from there.
run_pgtap() {
  local file output status planned good bad todo
  run postgres -c "CREATE DATABASE $tap TEMPLATE dayaq_template OWNER dayaq_owner"
  run "$tap" -c 'CREATE EXTENSION pgtap'
  for file in "${FILES[@]}"; do
    output="$work/$(basename "$file" .sql).tap" status=0
    run "$tap" -f "$file" >"$output" 2>&1 || status=$?
    planned=$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$output" | tail -n 1)
    good=$(grep -c '^ok ' "$output" || true)
    bad=$(grep -c '^not ok ' "$output" || true)
    todo=$(grep -c '^ok .*# SKIP' "$output" || true)
    # A file that broke off or ran another number of tests than it planned has failed once more.
    if [ "$status" -ne 0 ] || [ "${planned:-0}" -eq 0 ] || [ "$planned" -ne $((good + bad)) ]; then bad=$((bad + 1)); fi
    printf '%-24s %5d ok, %d not ok\n' "$file" "$good" "$bad"
    if [ "$bad" -gt 0 ]; then grep -v '^ok ' "$output" | sed -n '1,60p'; fi
    passed=$((passed + good - todo)) failed=$((failed + bad)) skipped=$((skipped + todo))
  done
}

sqitch_run() {
  local host=${DAYAQ_TEST_CLUSTER##*host=} port=${DAYAQ_TEST_CLUSTER##*port=}
  host=${host%% *} port=${port%% *}
  PGPASSFILE="$DAYAQ_TEST_SECRETS/database/dayaq_migrator.pgpass" sqitch "$@" "db:pg://dayaq_migrator@/$plain?host=$host&port=$port" >>"$work/sqitch.log" 2>&1
}

# What ./dayaq migration would draft at this moment is nothing. Skipped without the program that says what the contract wants.
contract_fits() {
  local writer="${DAYAQ_BUILD:-../build/sanitized}/db/contract/contract_columns_writer" lacking
  if [ ! -x "$writer" ]; then skipped=$((skipped + 1)); echo "skipped - the contract wants no column that is missing"; return; fi
  "$writer" ../policy >"$work/wanted"
  lacking=$({
    echo 'CREATE TEMPORARY TABLE wanted (table_name text, column_name text, definition text); COPY wanted FROM STDIN;'
    cat "$work/wanted"
    echo '\.'
    echo "SELECT string_agg(table_name || '.' || column_name, ' ') FROM wanted WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(table_name) AND attname = column_name)"
  } | run "$tap")
  if [ -z "$lacking" ]; then report ok 'the contract wants no column that is missing'; else report failed "the contract wants columns that no migration makes (./dayaq migration): $lacking"; fi
}

# The shape of everything that migrations make: the partitions of audit.entry are named after the day the test runs on.
shape() {
  pg_dump --schema-only --no-comments --exclude-schema=sqitch "$DAYAQ_TEST_CLUSTER user=$DAYAQ_TEST_SUPERUSER dbname=$plain" | grep -v '^-- Dumped \|^\\\(un\)\?restrict '
}

# same WHAT FILE OTHER
same() {
  if cmp -s "$work/$2" "$work/$3"; then report ok "$1"; return; fi
  report failed "$1"
  diff "$work/$2" "$work/$3" | sed -n '1,20p'
}

# did WHAT COMMAND...
did() {
  local what=$1
  shift
  if "$@"; then report ok "$what"; return; fi
  report failed "$what"
  tail -n 20 "$work/sqitch.log"
}

# Deploy all, revert all, deploy all: nothing may be left behind, nothing may be missing. With DAYAQ_LONG also one migration at a time.
run_migrations() {
  run postgres -c "CREATE DATABASE $plain OWNER dayaq_owner"
  run "$plain" -c "GRANT CREATE ON DATABASE $plain TO dayaq_migrator"
  shape >"$work/empty"
  did 'all migrations deploy' sqitch_run deploy --verify
  shape >"$work/first"
  # What follows from the policy is in the way of nothing.
  did 'rights follow from the policy' run "$plain" -o /dev/null --single-transaction -f ../policy/generated/access.sql
  did 'all migrations revert' sqitch_run revert -y
  shape >"$work/reverted"
  same 'reverted, nothing is left' empty reverted
  [ -z "${DAYAQ_LONG:-}" ] || run_migrations_singly
  did 'all migrations deploy again' sqitch_run deploy --verify
  shape >"$work/second"
  same 'deployed again, all is as before' first second
}

# Each on top of those before it: deployed, reverted, deployed.
run_migrations_singly() {
  local change former=''
  cp "$work/reverted" "$work/before"
  while read -r change; do
    did "$change deploys" sqitch_run deploy --verify --to "$change"
    shape >"$work/after"
    if [ -n "$former" ]; then did "$change reverts" sqitch_run revert -y --to "$former"; else did "$change reverts" sqitch_run revert -y; fi
    shape >"$work/undone"
    same "$change leaves nothing behind" before undone
    sqitch_run deploy --verify --to "$change" || true
    mv "$work/after" "$work/before"
    former=$change
  done < <(sed -n 's/^\([a-z_]*\) .* # .*/\1/p' sqitch.plan)
}

FILES=(tests/*.sql)
if [ "$#" -gt 0 ]; then FILES=("${@/#/tests/}") FILES=("${FILES[@]/%/.sql}"); fi
if [ "$*" != migrations ]; then run_pgtap; fi
if [ "$#" -eq 0 ]; then contract_fits; fi
if [ "$#" -eq 0 ] || [ "$*" = migrations ]; then run_migrations; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
