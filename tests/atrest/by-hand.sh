#!/usr/bin/env bash
# Somebody with a login of their own reads tables of people: db/watch.sh tells of each (AD-8). Sourced by run.sh.

BY_HAND_TABLES=(survivor.survivor survivor.casualty survivor.disability_decision survivor.person_key survivor.token survivor.survivor_history
  incident.casualty incident.casualty_history incident.statement incident.report incident.incident incident.person_key incident.token
  payment.entitlement payment.instalment access.staff access.session audit.entry)

test_cluster_folder() { sed 's/^host=\([^ ]*\)\/socket .*/\1/' <<<"$DAYAQ_TEST_CLUSTER"; }
# log_of_cluster: the PostgreSQL log, of this database alone: other suites share the cluster.
log_of_cluster() { as_cluster_user cat "$(test_cluster_folder)/postgresql.log" | grep -F "@$TEST_HOUSE_DATABASE LOG:" || true; }
# alerts LOGIN-PATTERN: what the watcher tells since the mark.
alerts() { { log_of_cluster | db/watch.sh --since "$BY_HAND_SINCE" - || true; } | grep -E "\"login\":\"$1\"" || true; }

begin_by_hand() {
  sleep 0.1
  BY_HAND_SINCE=$(date -u '+%Y-%m-%d %H:%M:%S.%3N')
}

nobody_by_hand() {
  local told
  told=$(alerts '.*')
  [ -z "$told" ] || { head -5 <<<"$told"; return 1; }
}

# A login of an administrator who has no business here, but the right.
make_curious_login() {
  test_house_sql "DROP ROLE IF EXISTS curious_$$"
  test_house_sql "CREATE ROLE curious_$$ LOGIN SUPERUSER PASSWORD 'curious'"
}
as_curious() { PGPASSWORD=curious psql -X -q -A -t "$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=curious_$$ passfile=/dev/null" -c "$1" >/dev/null; }

# Twenty ways to read, one statement each.
read_by_hand() {
  local table noticed=0 told before
  make_curious_login
  begin_by_hand
  for table in "${BY_HAND_TABLES[@]}"; do
    before=$(alerts "curious_$$" | wc -l)
    as_curious "SELECT * FROM $table LIMIT 1"
    told=$(alerts "curious_$$" | tail -n +$((before + 1)))
    if grep -q "\"table\":\"$table\"" <<<"$told"; then noticed=$((noticed + 1)); else echo "not noticed: $table"; fi
  done
  before=$(alerts "curious_$$" | wc -l)
  as_curious "COPY survivor.survivor TO STDOUT"
  [ "$(alerts "curious_$$" | wc -l)" -eq "$before" ] || noticed=$((noticed + 1))
  before=$(alerts "curious_$$" | wc -l)
  as_curious "DO \$\$ BEGIN PERFORM count(*) FROM (SELECT 1 FROM incident.statement s JOIN incident.casualty c ON c.uid = s.casualty_uid) x; END \$\$"
  [ "$(alerts "curious_$$" | wc -l)" -eq "$before" ] || noticed=$((noticed + 1))
  echo "read by hand: $noticed of 20 noticed"
  check "each of 20 reads by hand raises an alert" test "$noticed" -eq 20
  begin_by_hand
  as_curious "SELECT count(*) FROM outbox.event; SELECT count(*) FROM incident.place"
  check "reading what is about nobody raises none" nobody_by_hand
  check "no alert holds what was looked for" refused_to_tell
  test_house_sql "DROP ROLE curious_$$"
}
refused_to_tell() {
  as_curious "SELECT 1 FROM survivor.survivor WHERE number = 'Gizlinzadə'"
  ! log_of_cluster | grep -q Gizlinzadə
}
