#!/usr/bin/env bash
# What the desks of the console need to be tried in a browser against a house that is up (dev/test-house.sh). Sourced.

# browser_environment SERVICE...: for desk.mjs, house.mjs and filled.mjs of clients/console/tests.
browser_environment() {
  local name addresses=() revoke
  DAYAQ_BROWSER=$(command -v chromium || true)
  DAYAQ_CONSOLE=$(console_url) DAYAQ_ISSUER=$(identity_provider_url) DAYAQ_CA="$DAYAQ_HOME/certificates/ca/ca.pem"
  DAYAQ_PICTURES="$DAYAQ_ROOT/build/console/pictures"
  # Whose sessions end in the middle of their work.
  revoke="UPDATE access.session SET revoked_time = now() WHERE staff_uid = '01900000-0000-7000-8000-000000000002'"
  DAYAQ_REVOKE="$(declare -f test_house_sql); $(printf 'test_house_sql %q' "$revoke")"
  # What fills the house calls its services as the gateway does, the bank signs what it says, and time is moved in the database.
  for name in "$@"; do addresses+=("$name=127.0.0.1:$(service_port "$name")"); done
  DAYAQ_SERVICES=$(IFS=,; printf '%s' "${addresses[*]}") DAYAQ_GATEWAY_CERTIFICATES="$DAYAQ_HOME/certificates/gateway" DAYAQ_CONTRACT=$(contract_file)
  DAYAQ_BANK="$DAYAQ_HOME/certificates/invented-bank" DAYAQ_SQL="$(declare -f test_house_sql); test_house_sql"
  export DAYAQ_SERVICES DAYAQ_GATEWAY_CERTIFICATES DAYAQ_CONTRACT DAYAQ_BANK DAYAQ_SQL
  export DAYAQ_BROWSER DAYAQ_CONSOLE DAYAQ_ISSUER DAYAQ_CA DAYAQ_PICTURES DAYAQ_REVOKE
}
