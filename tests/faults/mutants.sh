#!/usr/bin/env bash
# The safety of the database taken away, one piece at a time, in a copy of its own, and then that of the program, in builds of its own: the campaign must
# notice each. Sourced by run.sh.
# shellcheck disable=SC2154 # $fresh and $mutants are those of run.sh

# For triggers: one row in twenty is not written, and nobody is told.
LOSE_SOME="CREATE FUNCTION public.lose_some() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN RETURN CASE WHEN random() < 0.05 THEN NULL ELSE NEW END; END \$\$;
  GRANT USAGE ON SCHEMA public TO PUBLIC; GRANT EXECUTE ON FUNCTION public.lose_some() TO PUBLIC;"
loses() { printf '%s CREATE TRIGGER lose_some BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION public.lose_some()' "$LOSE_SOME" "$1"; }

CLAIM_HEAD="CREATE OR REPLACE FUNCTION idempotency.claim(actor text, request_id uuid, method text, fingerprint bytea, OUT fresh boolean, OUT same boolean, OUT resource text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS"

declare -A MUTANT=(
  [request-ids-are-not-unique]="ALTER TABLE idempotency.request DROP CONSTRAINT request_pkey; $CLAIM_HEAD \$\$ BEGIN
    INSERT INTO idempotency.request AS r (actor, request_id, method, fingerprint) VALUES (claim.actor, claim.request_id, claim.method, claim.fingerprint);
    fresh := true; same := true; END \$\$"
  [bodies-are-not-compared]="$CLAIM_HEAD \$\$ BEGIN
    INSERT INTO idempotency.request AS r (actor, request_id, method, fingerprint) VALUES (claim.actor, claim.request_id, claim.method, claim.fingerprint) ON CONFLICT DO NOTHING;
    fresh := FOUND; same := true;
    SELECT r.resource INTO resource FROM idempotency.request r WHERE r.actor = claim.actor AND r.request_id = claim.request_id; END \$\$"
  [what-came-of-a-request-is-not-kept]="CREATE OR REPLACE FUNCTION idempotency.settle(actor text, request_id uuid, resource text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS \$\$ BEGIN END \$\$"
  [acknowledged-before-it-is-on-the-disk]="ALTER SYSTEM SET wal_writer_delay = '10s'; SELECT pg_reload_conf(); ALTER ROLE dayaq_incident SET synchronous_commit = off"
  [audit-entries-are-lost]="$(loses audit.entry)"
  [places-in-the-log-are-lost]="$(loses audit.queue)"
  [events-are-lost]="$(loses outbox.event)"
  [deliveries-are-lost]="$(loses outbox.delivery)"
  [casualties-are-lost]="$(loses incident.casualty)"
  [reports-are-lost]="$(loses incident.report)"
  [statements-are-lost]="$(loses incident.statement)"
  [keys-are-lost]="$(loses incident.person_key)"
  [leaves-are-of-something-else]="CREATE FUNCTION public.other_leaf() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN NEW.leaf := sha256('x'); RETURN NEW; END \$\$;
    GRANT USAGE ON SCHEMA public TO PUBLIC; GRANT EXECUTE ON FUNCTION public.other_leaf() TO PUBLIC;
    CREATE TRIGGER other_leaf BEFORE INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION public.other_leaf()"
)

# mutant NAME [MISFORTUNE]: noticed or not, in a line; adds up.
mutant() {
  local name=$1 database="${TEST_HOUSE_DATABASE}_mutant" told noticed='' misfortune=${2:-service is killed}
  [ "$name" != acknowledged-before-it-is-on-the-disk ] || misfortune='postgresql is killed'
  test_house_sql "DROP DATABASE IF EXISTS $database WITH (FORCE)" postgres
  test_house_sql "CREATE DATABASE $database TEMPLATE $fresh" postgres
  psql -X -q -v ON_ERROR_STOP=1 "$DAYAQ_TEST_CLUSTER dbname=$database user=$DAYAQ_TEST_SUPERUSER" >/dev/null <<<"${MUTANT[$name]-SELECT};"
  # A campaign that breaks off has noticed nothing: only what its judge says counts.
  told=$(campaign "$database" 200 --only="$misfortune" 2>&1) || noticed=$(grep -m 1 '^not ok .* violations)$' <<<"$told") || true
  test_house_sql "ALTER SYSTEM RESET wal_writer_delay" postgres
  test_house_sql "SELECT pg_reload_conf()" postgres >/dev/null
  test_house_sql "ALTER ROLE dayaq_incident RESET synchronous_commit" postgres
  if [ -n "$noticed" ]; then passed=$((passed + 1)); echo "ok noticed: $name: ${noticed#not ok }"
  else failed=$((failed + 1)); printf 'not ok nobody noticed: %s\n' "$name"; tail -n 3 <<<"$told" | sed 's/^/  /'; fi
}

# What each careless program (CMakeLists.txt) is tried by.
declare -A CARELESS=(
  [swallows_commit_errors]='postgresql is killed'
  [answers_before_the_commit]='service is killed'
  [acts_again]='service is killed'
  [compares_no_bodies]='service is killed'
)
careless() {
  local log="$DAYAQ_HOME/log/careless-$1.log" status=0
  dev/build.sh sanitized "incident_$1" >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then failed=$((failed + 1)); echo "not ok incident_$1 is not built: $log"; return; fi
  SERVICE="$DAYAQ_BUILD/tests/faults/incident_$1" mutant "$1" "${CARELESS[$1]}"
}

# judge_mutants: all of them, or those that $mutants names.
judge_mutants() {
  local name
  for name in "${!MUTANT[@]}"; do
    if [ "$mutants" = all ] || [[ " $mutants " == *" $name "* ]]; then mutant "$name"; fi
  done
  for name in "${!CARELESS[@]}"; do
    if [ "$mutants" = all ] || [[ " $mutants " == *" $name "* ]]; then careless "$name"; fi
  done
}
