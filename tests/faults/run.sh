#!/usr/bin/env bash
# Faults of every kind, one after the other, while thousands of things are done: lines between wards and the service and between the service and
# PostgreSQL are refused, reset, cut, slowed, and say something else; the service and PostgreSQL are killed and held up; the disk is full and loses what
# it was given; the identity provider and the keys are away; certificates are changed and over; an event is poison to its reaction. Nothing acknowledged may be lost, doubled or without
# its trace, and after each fault everything goes on by itself. With --long a hundred thousand things instead of two thousand, and the safety of the
# database is taken away piece by piece (mutants.sh): each time it must be noticed. SEED=n repeats the moments of an earlier run as far as a machine can.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh

operations=${OPERATIONS:-2000} mutants=${MUTANTS:-}
if [ "${1:-}" = --long ]; then operations=${OPERATIONS:-100000} mutants=${MUTANTS:-all}; fi
export FAULTS_CLUSTER="$TEST_HOUSE_PLACE/cluster"
make_home
house_ports
test_house_down_also() {
  tests/faults/postgresql.sh go-on || true
  cluster_stop "$FAULTS_CLUSTER"
  cluster_remove "$FAULTS_CLUSTER"
}
trap 'test_house_down_also; rm -rf "$TEST_HOUSE_PLACE"' EXIT
# A run that is cut short leaves nothing running either.
trap 'exit 143' INT TERM
step "Nüsxə" "a copy of the cluster" test_house_cluster_copy "$FAULTS_CLUSTER"
# Between the service and PostgreSQL everything is sealed, so that a bit that is another one is noticed.
speak_tls() {
  local data
  data=$(cluster_place "$FAULTS_CLUSTER")/data
  as_cluster_user sh -c "umask 077 && cd '$data' && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=dayaq-faults \
    -addext subjectAltName=IP:127.0.0.1 -keyout server.key -out server.crt 2>/dev/null"
  as_cluster_user cat "$data/server.crt" >"$TEST_HOUSE_PLACE/postgresql.pem"
  printf "ssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'\n" | as_cluster_user tee -a "$data/postgresql.auto.conf" >/dev/null
  changed
}
step "TLS" "PostgreSQL speaks TLS" speak_tls
step "PostgreSQL" "PostgreSQL" cluster_start "$FAULTS_CLUSTER"
DAYAQ_TEST_CLUSTER="host=$(cluster_socket "$FAULTS_CLUSTER") port=$POSTGRES_PORT"
export DAYAQ_TEST_CLUSTER
test_house_up incident
test_house_hears_only incident
# From here on the campaign starts and ends it, and it reaches its database through a gate.
house_stop incident
read -r service_gate database_gate < <(free_ports 2 | xargs)
sed -i "s|^--database=host=[^ ]* port=[0-9]*|--database=host=127.0.0.1 sslmode=verify-full sslrootcert=$TEST_HOUSE_PLACE/postgresql.pem gssencmode=disable port=$database_gate|" "$DAYAQ_HOME/run/incident.flags"

# Keys of its own, which can go away.
export FAULTS_KEYS="$TEST_HOUSE_PLACE/keys"
cp -a "$(house_keys)" "$FAULTS_KEYS"
sed -i "s|^--key_directory=.*|--key_directory=$FAULTS_KEYS|" "$DAYAQ_HOME/run/incident.flags"
# Where nobody may look into processes, a disk cannot be made to fail.
without='' skipped=0
if ! tests/faults/postgresql.sh can-disturb 2>/dev/null; then without='disk is full,disk does not keep what it was given' skipped=2; fi

# campaign DATABASE OPERATIONS [WORDS...]
campaign() {
  local database=$1 wanted=$2 flags="$DAYAQ_HOME/run/incident-$1.flags"
  shift 2
  sed "s|dbname=[^ ]*|dbname=$database|" "$DAYAQ_HOME/run/incident.flags" >"$flags"
  "${DAYAQ_BUILD:?}/tests/faults/fault_campaign" --seed="${SEED:-0}" --operations="$wanted" --postgresql=tests/faults/postgresql.sh --house=tests/faults/house.sh --without="$without" \
    --service="${SERVICE:-$(service_binary incident)} --flagfile=$flags" --service_log="$DAYAQ_HOME/log/incident-suffering.log" \
    --service_port="$(service_port incident)" --service_gate="$service_gate" --database_port="$POSTGRES_PORT" --database_gate="$database_gate" \
    --certificates="$DAYAQ_HOME/certificates/edge" --token_command="$(test_house_token_command aysel-registrar)" \
    --database="$DAYAQ_TEST_CLUSTER dbname=$database user=$DAYAQ_TEST_SUPERUSER" "$@"
}

# Copies are made before anything is in it.
fresh="${TEST_HOUSE_DATABASE}_fresh"
test_house_sql "CREATE DATABASE $fresh TEMPLATE $TEST_HOUSE_DATABASE" postgres
report=$(mktemp)
status=0
campaign "$TEST_HOUSE_DATABASE" "$operations" | tee "$report" || status=$?
read -r passed _ failed _ < <(tail -n 1 "$report" | tr -d ,) || true
rm -f "$report"
[[ "${passed:-} ${failed:-}" =~ ^[0-9]+\ [0-9]+$ ]] || exit 1
if [ -n "$mutants" ]; then
  # shellcheck source=/dev/null
  . tests/faults/mutants.sh
  judge_mutants
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$status" -eq 0 ]
