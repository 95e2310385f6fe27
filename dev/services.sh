#!/usr/bin/env bash
# What runs in the house and how each is configured: identity provider, services, edge. Sourced, after house_ports.

# Programs come from the release build, or from the one that the tests name.
INCIDENT_BINARY="${DAYAQ_BUILD:-$DAYAQ_ROOT/build/release}/services/incident/incident"
DAYAQCTL_BINARY="${DAYAQ_BUILD:-$DAYAQ_ROOT/build/release}/clients/cli/dayaqctl"
# In the order in which they start; they stop the other way round.
HOUSE_PROCESSES=(identity-provider incident edge)

identity_provider_url() { printf 'https://127.0.0.1:%s' "$IDENTITY_PROVIDER_PORT"; }

start_identity_provider() {
  local certificates="$DAYAQ_HOME/certificates/identity-provider" room="$DAYAQ_ROOT/dev/identity-provider"
  house_start identity-provider "$room"/*.mjs "$room/package-lock.json" "$certificates/cert.pem" "$DAYAQ_ROOT/db/sample/staff.yaml" -- \
    "$DAYAQ_NODE" "$room/main.mjs" --port "$IDENTITY_PROVIDER_PORT" --certificates "$certificates" \
    --secrets "$DAYAQ_HOME/secrets/identity-provider" --staff "$DAYAQ_ROOT/db/sample/staff.yaml"
  house_wait identity-provider 20 \
    curl -sf --max-time 2 --cacert "$DAYAQ_HOME/certificates/ca/ca.pem" "$(identity_provider_url)/.well-known/openid-configuration"
}

# Where the services find their database and keys. A test house (dev/test-house.sh) borrows them from the run of the tests.
house_cluster() {
  if [ -n "${DAYAQ_TEST_CLUSTER:-}" ]; then printf '%s' "$DAYAQ_TEST_CLUSTER"
  else printf "host='%s' port=%s" "$(cluster_socket "$DAYAQ_HOME/cluster")" "$POSTGRES_PORT"; fi
}
house_database() { printf '%s' "${TEST_HOUSE_DATABASE:-dayaq}"; }
house_keys() { printf '%s' "${DAYAQ_TEST_SECRETS:-$DAYAQ_HOME/secrets}"; }

# What each flag means is said in the services' own --help.
write_incident_flags() {
  write_if_changed "$DAYAQ_HOME/run/incident.flags" <<END
--service_address=127.0.0.1:$INCIDENT_PORT
--metrics_address=127.0.0.1:$INCIDENT_METRICS_PORT
--database=$(house_cluster) dbname=$(house_database) user=dayaq_incident passfile='$(house_keys)/database/dayaq_incident.pgpass'
--policy_directory=$DAYAQ_ROOT/policy
--certificate_directory=$DAYAQ_HOME/certificates/incident
--staging_directory=$DAYAQ_HOME/run/incident-certificates
--key_directory=$(house_keys)
--token_issuer=$(identity_provider_url)
--token_audience=urn:dayaq:api
--token_keys=$(identity_provider_url)/jwks
--token_keys_ca=$DAYAQ_HOME/certificates/ca/ca.pem
END
}

start_incident() {
  local flags="$DAYAQ_HOME/run/incident.flags"
  (umask 077 && mkdir -p "$DAYAQ_HOME/run/incident-certificates")
  write_incident_flags
  house_start incident "$INCIDENT_BINARY" "$flags" -- "$INCIDENT_BINARY" "--flagfile=$flags"
  house_wait incident 30 curl -sf --max-time 2 "http://127.0.0.1:$INCIDENT_METRICS_PORT/ready"
}

write_edge_configuration() {
  mkdir -p "$DAYAQ_HOME/run/edge"
  sed -e "s|@HOME@|$DAYAQ_HOME|g" -e "s|@EDGE_PORT@|$EDGE_PORT|g" -e "s|@INCIDENT_PORT@|$INCIDENT_PORT|g" \
    "$DAYAQ_ROOT/dev/edge/nginx.conf.in" | write_if_changed "$DAYAQ_HOME/run/edge.conf"
}

start_edge() {
  local certificates="$DAYAQ_HOME/certificates" user=()
  # Only root may, and must, say as whom the workers run.
  if is_root; then user=(-g 'user www-data;'); fi
  write_edge_configuration
  house_start edge "$DAYAQ_HOME/run/edge.conf" "$certificates/edge/cert.pem" "$certificates/edge-server/cert.pem" -- \
    "$(command -v nginx)" -e "$DAYAQ_HOME/log/edge.log" -p "$DAYAQ_HOME/run" -c "$DAYAQ_HOME/run/edge.conf" "${user[@]}"
  house_wait edge 10 edge_answers
}

edge_answers() {
  curl -s --max-time 2 --http2 --cacert "$DAYAQ_HOME/certificates/ca/ca.pem" -o /dev/null "https://127.0.0.1:$EDGE_PORT/"
}

write_client_configuration() {
  write_if_changed "$DAYAQ_HOME/dayaqctl.yaml" <<END
# Where dayaqctl finds the development house of this checkout. Written by ./dayaq up.
edge: 127.0.0.1:$EDGE_PORT
ca: "$DAYAQ_HOME/certificates/ca/ca.pem"
issuer: $(identity_provider_url)
client_id: dayaqctl
dev_login: true
END
}
