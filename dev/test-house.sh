#!/usr/bin/env bash
# A whole house for one test script: own folder, ports, certificates, identity provider, services and edge, over a database
# of its own copied from the migrated template of the run (see dev/test.sh for the environment). Sourced by tests/*/run.sh:
#
#   . dev/test-house.sh
#   test_house_up [SERVICE...]    # all services, or those named; removed by itself when the script ends
#   "$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml" ...
#   house_stop incident; start_service incident; house_pid incident; test_house_token SUBJECT [1|2]; test_house_sql 'SELECT ...'

: "${DAYAQ_TEST_CLUSTER:?the script runs inside ./dayaq test}"
# Named .dayaq like any house's folder, so that dayaqctl keeps its tokens inside.
TEST_HOUSE_PLACE=$(mktemp -d /var/tmp/dayaq-house.XXXXXX)
# The edge's workers pass through it to what is published.
chmod 0711 "$TEST_HOUSE_PLACE"
export DAYAQ_HOME="$TEST_HOUSE_PLACE/.dayaq"
for part in common service-list transparency ports secrets certificates console cluster house ha services; do
  # shellcheck source=/dev/null
  . "$(dirname "${BASH_SOURCE[0]}")/$part.sh"
done

# test_house_sql SQL [DATABASE]: as the superuser; bare tuples.
test_house_sql() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 "$DAYAQ_TEST_CLUSTER dbname=${2:-$TEST_HOUSE_DATABASE} user=$DAYAQ_TEST_SUPERUSER" -c "$1"
}

# test_house_hears_only SERVICE...: what others would make of events is theirs to do, and they are not here; what migrations told them goes too.
test_house_hears_only() {
  local name unheard=true
  for name in "$@"; do unheard+=" AND subscriber NOT LIKE '$name.%'"; done
  test_house_sql "DELETE FROM outbox.delivery WHERE $unheard; DELETE FROM outbox.subscription WHERE $unheard;
                  DELETE FROM outbox.event e WHERE NOT EXISTS (SELECT FROM outbox.delivery d WHERE d.event_uid = e.uid)"
}

# test_house_up [SERVICE...]: everything up and ready, or of the services those named; fails the script otherwise.
test_house_up() {
  local name services=("${HOUSE_SERVICES[@]}")
  [ "$#" -eq 0 ] || services=("$@")
  TEST_HOUSE_DATABASE=house_$$
  export TEST_HOUSE_DATABASE
  trap test_house_down EXIT
  make_home
  house_ports
  test_house_sql "CREATE DATABASE $TEST_HOUSE_DATABASE TEMPLATE dayaq_template" postgres
  test_house_sql "UPDATE access.staff SET issuer = '$(identity_provider_url)'"
  make_certificates "$DAYAQ_HOME/certificates"
  start_identity_provider
  for name in "${services[@]}"; do start_service "$name"; done
  start_edge
  write_client_configuration
}

# test_house_cluster_copy WANTED: the cluster of the run, copied as it stands and stopped, for a script that does to a cluster what others would
# mind. It takes the run's passwords and serves on POSTGRES_PORT. As in that of the run, nothing waits for the disk: processes are killed, and
# what they wrote outlives them (dev/test-cluster.sh).
test_house_cluster_copy() {
  local place
  place=$(cluster_place "$1")
  claim_folder "$place"
  logged "$DAYAQ_HOME/log/copy.log" as_cluster_user env PGPASSWORD="$(cut -d: -f5 "$PGPASSFILE")" "$POSTGRES_BIN/pg_basebackup" \
    -d "$DAYAQ_TEST_CLUSTER user=$DAYAQ_TEST_SUPERUSER" -D "$place/data" --checkpoint=fast --no-sync
  { cluster_settings "$place" "$POSTGRES_PORT"; echo 'fsync = off'; } | as_cluster_user tee "$place/data/postgresql.auto.conf" >/dev/null
  as_cluster_user touch "$place/.complete"
  changed
}

# test_house_console: the console beside it; https://127.0.0.1:$GATEWAY_PORT.
test_house_console() {
  make_contract
  make_console
  # Copies of its own: somebody may build the console anew meanwhile.
  mkdir "$TEST_HOUSE_PLACE/console"
  cp -r "$(console_site)" "$(contract_file)" "$TEST_HOUSE_PLACE/console"
  CONSOLE_BUILD="$TEST_HOUSE_PLACE/console"
  start_gateway
}

test_house_down() {
  local index
  for ((index = ${#HOUSE_PROCESSES[@]} - 1; index >= 0; index--)); do house_stop "${HOUSE_PROCESSES[$index]}"; done
  test_house_sql "DROP DATABASE IF EXISTS $TEST_HOUSE_DATABASE WITH (FORCE)" postgres || true
  # What a script started beside the house.
  if declare -F test_house_down_also >/dev/null; then test_house_down_also; fi
  rm -rf "$TEST_HOUSE_PLACE"
}

# test_house_token_command SUBJECT [1|2]: what a program hands to a shell to get a token whenever it needs one.
test_house_token_command() {
  printf '%q ' "${DAYAQ_NODE:?}" "$DAYAQ_ROOT/dev/identity-provider/token.mjs" "$1" --acr "${2:-1}" --issuer "$(identity_provider_url)" \
    --ca "$DAYAQ_HOME/certificates/ca/ca.pem"
}

test_house_token() { bash -c "$(test_house_token_command "$@")"; }
