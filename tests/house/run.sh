#!/usr/bin/env bash
# The development house itself: keys, certificates, cluster, processes and edge, in a folder of its own, with a service that is new to it;
# then the first journey on a whole house (journey.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."

# For journey.sh, further down.
lent=("DAYAQ_TEST_CLUSTER=${DAYAQ_TEST_CLUSTER:?the script runs inside ./dayaq test}" "DAYAQ_TEST_SECRETS=$DAYAQ_TEST_SECRETS" "DAYAQ_BUILD=$DAYAQ_BUILD")
place=$(mktemp -d /var/tmp/dayaq-house-test.XXXXXX)
chmod 0711 "$place"
unset DAYAQ_TEST_CLUSTER DAYAQ_TEST_SECRETS
export DAYAQ_HOME="$place/home" DAYAQ_BUILD="$place/build"
mkdir "$DAYAQ_HOME"
for part in common service-list transparency ports install secrets certificates cluster migrate house ha services; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done

# A name in the list is all that a new service needs of the house. This one says that it is ready and does nothing else.
HOUSE_SERVICES+=(newcomer) HOUSE_PROCESSES+=(newcomer)
mkdir -p "$place/build/services/newcomer"
cat >"$(service_binary newcomer)" <<END
#!${DAYAQ_NODE:?}
const flags = require('fs').readFileSync(process.argv[2].replace('--flagfile=', ''), 'utf8');
const [, port] = flags.match(/^--metrics_address=127.0.0.1:([0-9]+)$/m);
require('http').createServer((request, response) => response.end()).listen(Number(port), '127.0.0.1');
END
chmod +x "$(service_binary newcomer)"

clean_up() {
  local name
  for name in edge newcomer sleeper; do house_stop "$name"; done
  cluster_stop "$DAYAQ_HOME/cluster"
  rm -rf "$place"
}
trap clean_up EXIT

passed=0 failed=0
# check WHAT COMMAND...: one case.
check() {
  local what=$1
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok $what"; else failed=$((failed + 1)); echo "not ok $what"; fi
}
refused() { ! "$@" 2>/dev/null; }
# same_after FILE COMMAND...: does the command leave the file as it was?
same_after() { local before; before=$(sha256sum "$1"); "${@:2}" && [ "$(sha256sum "$1")" = "$before" ]; }
other_after() { ! same_after "$@"; }

make_home
house_ports

keys="$DAYAQ_HOME/secrets"
make_secrets "$keys"
key_is_good() { [ "$(stat -c %a "$1")" = 600 ] && [[ "$(cat "$1")" =~ ^[0-9a-f]{64}$ ]]; }
for key in context.key index.key request.key receipt.key kek/1.key audit/log.key gateway/drafts.key witness/witness-1.key; do check "$key is 32 bytes that only its owner reads" key_is_good "$keys/$key"; done
check "keys are made once" same_after "$keys/context.key" make_secrets "$keys"

base="$DAYAQ_HOME/certificates"
make_certificates "$base"
names_of() { openssl x509 -in "$base/$1/cert.pem" -noout -ext subjectAltName | tail -n 1 | tr -d ' '; }
has_names() { [ "$(names_of "$1")" = "$2" ]; }
may_not_sign() {
  local limits
  limits=$(openssl x509 -in "$base/$1/cert.pem" -noout -ext basicConstraints,keyUsage)
  [[ "$limits" == *CA:FALSE* && "$limits" == *"Digital Signature"* && "$limits" != *"Certificate Sign"* ]]
}
for workload in "${HOUSE_SERVICES[@]}" edge gateway; do
  check "$workload has exactly one SPIFFE id" has_names "$workload" "URI:spiffe://dayaq.az/service/$workload,DNS:localhost,IPAddress:127.0.0.1"
  check "$workload may not sign certificates" may_not_sign "$workload"
done
check "the edge's own face has no SPIFFE id" has_names edge-server "DNS:localhost,IPAddress:127.0.0.1"
check "the gateway's own face has no SPIFFE id" has_names gateway-server "DNS:localhost,IPAddress:127.0.0.1"
check "lasting certificates stay" same_after "$base/edge/cert.pem" make_certificates "$base"
ends_soon() { CERTIFICATE_DAYS=6; rm "$base/edge/cert.pem"; make_certificates "$base"; CERTIFICATE_DAYS=90; }
ends_soon
check "a certificate with less than a week left is issued anew" other_after "$base/edge/cert.pem" make_certificates "$base"
fits_key() { cmp -s <(openssl x509 -in "$base/$1/cert.pem" -noout -pubkey) <(openssl pkey -in "$base/$1/key.pem" -pubout); }
check "the new one fits its key" fits_key edge

cluster_create "$DAYAQ_HOME/cluster" "$POSTGRES_PORT" "$keys"
cluster_start "$DAYAQ_HOME/cluster"
socket=$(cluster_socket "$DAYAQ_HOME/cluster")
ask() { PGPASSFILE=$1 psql -X -w -q -A -t "host=$2 port=$POSTGRES_PORT user=$CLUSTER_SUPERUSER dbname=postgres" -c "$3"; }
says() { [ "$(ask "$keys/database/$CLUSTER_SUPERUSER.pgpass" "$socket" "$1")" = "$2" ]; }
check "the cluster does not run as root" test "$(ps -o user= -p "$(cluster_pid "$DAYAQ_HOME/cluster")" | tr -d ' ')" != root
check "the socket wants the password" refused ask /dev/null "$socket" 'SELECT 1'
check "so does the loopback" refused ask /dev/null 127.0.0.1 'SELECT 1'
for setting in fsync=on listen_addresses=127.0.0.1 password_encryption=scram-sha-256 log_error_verbosity=terse \
  log_parameter_max_length_on_error=0 log_min_error_statement=panic max_connections=200 pgaudit.log_statement=off pgaudit.log_parameter=off; do
  check "$setting" says "SHOW ${setting%%=*}" "${setting#*=}"
done
older_settings() {
  as_cluster_user sed -i /pgaudit/d "$DAYAQ_HOME/cluster/data/postgresql.auto.conf"
  cluster_create "$DAYAQ_HOME/cluster" "$POSTGRES_PORT" "$keys"
  cluster_start "$DAYAQ_HOME/cluster"
}
check "the settings of today stay" same_after "$DAYAQ_HOME/cluster/data/postmaster.pid" cluster_create "$DAYAQ_HOME/cluster" "$POSTGRES_PORT" "$keys"
check "a cluster that was made under older ones gets them" same_after "$DAYAQ_HOME/cluster/data/postgresql.auto.conf" older_settings
check "... and runs under them" says "SHOW pgaudit.log" "read, write, ddl, role"
check "a second start changes nothing" same_after "$DAYAQ_HOME/cluster/data/postmaster.pid" cluster_start "$DAYAQ_HOME/cluster"

house_start sleeper -- sleep 1000
first=$(house_pid sleeper)
house_start sleeper -- sleep 1000
check "the same command is not started twice" test "$(house_pid sleeper)" = "$first"
house_start sleeper -- sleep 1001
check "another command takes its place" test "$(house_pid sleeper)" != "$first"
echo "$$ 1" >"$DAYAQ_HOME/run/sleeper.pid.other"
mine=$(cat "$DAYAQ_HOME/run/sleeper.pid")
mv "$DAYAQ_HOME/run/sleeper.pid.other" "$DAYAQ_HOME/run/sleeper.pid"
house_stop sleeper
check "a recycled process id is not taken for ours" kill -0 "$$"
echo "$mine" >"$DAYAQ_HOME/run/sleeper.pid"
house_stop sleeper
check "what was started is stopped" refused kill -0 "${mine%% *}"

start_service newcomer
check "a service that is new to the list is started and becomes ready" service_ready newcomer
check "it logs in as itself" grep -q -x -e '--database=.* user=dayaq_newcomer passfile=.*' "$DAYAQ_HOME/run/newcomer.flags"
named_elsewhere() { grep -nE '(INCIDENT|SURVIVOR|PAYMENT)_|dayaq_(incident|survivor|payment)|(services|service|certificates)/(incident|survivor|payment)' dayaq dev/*.sh dev/edge/*; }
check "no service is named anywhere but in the list" refused named_elsewhere
start_edge
# answers PATH BODY STATUS: does a call of PATH with the file BODY end with that gRPC status? (curl itself minds a body cut short.)
answers() {
  local answer
  answer=$(curl -s --http2 --cacert "$base/ca/ca.pem" -D - -o /dev/null -H 'content-type: application/grpc' --data-binary "@$2" \
    "https://127.0.0.1:$EDGE_PORT$1" || true)
  [[ "$answer" == *"grpc-status: $3"* ]]
}
printf x >"$place/small"
head -c 10000000 /dev/zero >"$place/large"
check "an unknown path is UNIMPLEMENTED" answers /dayaq.other.v1.Service/Method "$place/small" 12
for service in "${HOUSE_SERVICES[@]}" outbox; do
  check "$service, while away, is UNAVAILABLE" answers "/dayaq.$service.v1.Service/Method" "$place/small" 14
done
check "more than 9 MB is RESOURCE_EXHAUSTED" answers /dayaq.incident.v1.IncidentService/GetIncident "$place/large" 8
check "a stranger's authority is not accepted for the edge" refused curl -sf --http2 -o /dev/null "https://127.0.0.1:$EDGE_PORT/"
# What is asked for may hold anything; a line of the edge's log stays one line of JSON, and there is one for each request.
hostile=('%0a%7b%22time%22:1%7d' '%0d%0a' '%1b%5b2J' '%e2%80%ae' '%ff%fe' '%22,%22status%22:0' "$(printf '%%22%.0s' {1..2000})" '%00')
calls_log="$DAYAQ_HOME/log/edge.calls.log"
count_calls() { wc -l <"$calls_log"; }
had=$(count_calls)
for path in "${hostile[@]}"; do
  curl -s --http2 --path-as-is --cacert "$base/ca/ca.pem" -o /dev/null -H 'content-type: application/grpc' -H $'user-agent: a\t"}\xe2\x80\xae' \
    -H "dayaq-purpose: \"},{\"a\":\"" --data-binary "@$place/small" "https://127.0.0.1:$EDGE_PORT/$path?$path" || true
done
for _ in {1..50}; do
  [ "$(count_calls)" -lt "$((had + ${#hostile[@]}))" ] || break
  sleep 0.1
done
check "AD-11 each of ${#hostile[@]} hostile requests leaves one line at the edge" test "$(count_calls)" -eq "$((had + ${#hostile[@]}))"
# Prints how many lines are not one plain object each.
broken_lines() {
  "$DAYAQ_NODE" -e '
    const lines = require("fs").readFileSync(process.argv[1], "utf8").split("\n").slice(0, -1);
    const whole = (line) => { try { return typeof JSON.parse(line).status === "number" && !/[\p{Cc}\p{Cf}]/u.test(line); } catch { return false; } };
    console.log(lines.filter((line) => !whole(line)).length);' "$1"
}
check "AD-11 broken lines of the edge: 0" test "$(broken_lines "$calls_log")" = 0
mapfile -t ports < <(free_ports 50)
check "ports are different" test "$(printf '%s\n' "${ports[@]}" | sort -u | wc -l)" -eq 50
check "ports lie below the ephemeral range" test "$(printf '%s\n' "${ports[@]}" | sort -n | tail -n 1)" -lt 32768
# Chosen one by one, two would meet in every fifteenth house.
# shellcheck disable=SC2016 # the inner shell expands it
twice() { env -i PATH="$PATH" DAYAQ_HOME="$1" bash -c '
  set -euo pipefail
  for part in service-list ports ha; do . "dev/$part.sh"; done
  for ((house = 0; house < 40; house++)); do
    ( : >"$DAYAQ_HOME/ports.env"; house_ports; cut -d= -f2 "$DAYAQ_HOME/ports.env" | sort | uniq -d )
  done
  echo "$house houses"'; }
mkdir -p "$place/many-houses"
check "no house of 40 has one port twice" test "$(twice "$place/many-houses")" = "40 houses"

env -u DAYAQ_HOME "${lent[@]}" tests/house/journey.sh >"$place/journey" 2>&1 || true
cat "$place/journey"
read -r journey_passed _ journey_failed _ < <(tail -n 1 "$place/journey" | tr -d ,) || true
# A script that ended without its counts has failed.
if [[ "${journey_passed:-} ${journey_failed:-}" =~ ^[0-9]+\ [0-9]+$ ]]; then
  passed=$((passed + journey_passed)) failed=$((failed + journey_failed))
else
  failed=$((failed + 1))
fi

printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
