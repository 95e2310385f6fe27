#!/usr/bin/env bash
# What runs in the house and how each is configured: identity provider, services, edge, gateway. Sourced, after house_ports and console.

DAYAQCTL_BINARY="${DAYAQ_BUILD:-$DAYAQ_ROOT/build/release}/clients/cli/dayaqctl"
# In the order in which they start; they stop the other way round.
HOUSE_PROCESSES=(identity-provider "${HOUSE_WITNESSES[@]}" "${HOUSE_SERVICES[@]}" edge gateway)

identity_provider_url() { printf 'https://127.0.0.1:%s' "$IDENTITY_PROVIDER_PORT"; }
console_url() { printf 'https://127.0.0.1:%s' "$GATEWAY_PORT"; }

start_identity_provider() {
  local certificates="$DAYAQ_HOME/certificates/identity-provider" room="$DAYAQ_ROOT/dev/identity-provider"
  local console_certificate="$DAYAQ_HOME/certificates/gateway/cert.pem"
  house_start identity-provider "$room"/*.mjs "$room/package-lock.json" "$certificates/cert.pem" "$console_certificate" "$DAYAQ_ROOT/db/sample/staff.yaml" -- \
    "$DAYAQ_NODE" "$room/main.mjs" --port "$IDENTITY_PROVIDER_PORT" --certificates "$certificates" \
    --secrets "$DAYAQ_HOME/secrets/identity-provider" --staff "$DAYAQ_ROOT/db/sample/staff.yaml" \
    --console-origin "$(console_url)" --console-certificate "$console_certificate"
  house_wait identity-provider 20 \
    curl -sf --max-time 2 --cacert "$DAYAQ_HOME/certificates/ca/ca.pem" "$(identity_provider_url)/.well-known/openid-configuration"
}

# Where the services find their database and keys. A test house (dev/test-house.sh) borrows them from the run of the tests.
house_cluster() {
  if [ -n "${DAYAQ_TEST_CLUSTER:-}" ]; then printf '%s' "$DAYAQ_TEST_CLUSTER"
  elif ha_wanted "$DAYAQ_HOME/cluster"; then ha_writing "$DAYAQ_HOME/cluster"
  else printf "host='%s' port=%s" "$(cluster_socket "$DAYAQ_HOME/cluster")" "$POSTGRES_PORT"; fi
}
# The port of the instance that takes changes, for those who name one instance.
house_primary_port() {
  if ha_wanted "$DAYAQ_HOME/cluster"; then ha_postgres_port "$(ha_primary)"; else printf '%s' "$POSTGRES_PORT"; fi
}
house_database() { printf '%s' "${TEST_HOUSE_DATABASE:-dayaq}"; }
house_keys() { printf '%s' "${DAYAQ_TEST_SECRETS:-$DAYAQ_HOME/secrets}"; }

# service_flags NAME: what each flag means is said in the services' own --help.
service_flags() {
  cat <<END
--service_address=127.0.0.1:$(service_port "$1")
--metrics_address=127.0.0.1:$(service_metrics_port "$1")
--database=$(house_cluster) dbname=$(house_database) user=dayaq_$1 passfile='$(house_keys)/database/dayaq_$1.pgpass'
--policy_directory=$DAYAQ_ROOT/policy
--certificate_directory=$DAYAQ_HOME/certificates/$1
--staging_directory=$DAYAQ_HOME/run/$1-certificates
--key_directory=$(house_keys)
--token_issuer=$(identity_provider_url)
--token_audience=urn:dayaq:api
--token_keys=$(identity_provider_url)/jwks
--token_keys_ca=$DAYAQ_HOME/certificates/ca/ca.pem
END
  [ "$1" != audit ] || transparency_flags
  [ "$1" != payment ] || printf -- '--bank_file_directory=%s\n--bank_certificates=%s\n' "$DAYAQ_HOME/bank-files" "$DAYAQ_HOME/certificates/banks"
  # No telephone rings in development: what would be sent lies in a file that its owner alone reads.
  [ "$1" != survivor ] || printf -- '--message_file=%s\n' "$DAYAQ_HOME/run/short-messages.jsonl"
}

service_ready() { curl -sf --max-time 2 -o /dev/null "http://127.0.0.1:$(service_metrics_port "$1")/ready"; }

# A changed policy is a reason to start anew: services read it at their start. (How files are imported is the client's.)
start_service() {
  local name=$1 flags="$DAYAQ_HOME/run/$1.flags" binary policy
  binary=$(service_binary "$name")
  mapfile -d '' -t policy < <(find "$DAYAQ_ROOT/policy" -name '*.yaml' -not -path '*/imports/*' -print0 | sort -z)
  (umask 077 && mkdir -p "$DAYAQ_HOME/run/$name-certificates")
  [ "$name" != audit ] || start_witnesses
  # Names and account numbers lie in them: nobody else looks in.
  [ "$name" != payment ] || (umask 077 && mkdir -p "$DAYAQ_HOME/bank-files")
  service_flags "$name" | write_if_changed "$flags"
  house_start "$name" "$binary" "$flags" "${policy[@]}" -- "$binary" "--flagfile=$flags"
  house_wait "$name" 30 service_ready "$name"
}

# for_each_service: repeats the lines between @EACH_SERVICE@ and @END@ for each service.
for_each_service() {
  local name list=''
  for name in "${HOUSE_SERVICES[@]}"; do list+="$name $(service_port "$name") "; done
  awk -v list="$list" '
    /^ *# @EACH_SERVICE@$/ { block = ""; inside = 1; next }
    /^ *# @END@$/ {
      count = split(list, word, " ")
      for (i = 1; i < count; i += 2) { text = block; gsub(/@SERVICE@/, word[i], text); gsub(/@SERVICE_PORT@/, word[i + 1], text); printf "%s", text }
      inside = 0
      next
    }
    inside { block = block $0 "\n"; next }
    { print }'
}

write_edge_configuration() {
  mkdir -p "$DAYAQ_HOME/run/edge"
  for_each_service <"$DAYAQ_ROOT/dev/edge/nginx.conf.in" |
    sed -e "s|@HOME@|$DAYAQ_HOME|g" -e "s|@EDGE_PORT@|$EDGE_PORT|g" -e "s|@SPEAKER@|$HOUSE_SPEAKER|g" |
    write_if_changed "$DAYAQ_HOME/run/edge.conf"
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

# The door of browsers. Receipts lie with those of the edge: whoever looks for missing entries looks at all.
start_gateway() {
  local room="$DAYAQ_ROOT/clients/gateway" certificates="$DAYAQ_HOME/certificates" name services=()
  for name in "${HOUSE_SERVICES[@]}"; do services+=("$name=127.0.0.1:$(service_port "$name")"); done
  house_start gateway "$room"/*.mjs "$room/allowed-calls.txt" "$room/package-lock.json" "$(contract_file)" "$(console_site)/index.html" \
    "$certificates/gateway/cert.pem" "$certificates/gateway-server/cert.pem" -- \
    "$DAYAQ_NODE" "$room/main.mjs" --origin "$(console_url)" --listen "127.0.0.1:$GATEWAY_PORT" \
    --server-certificates "$certificates/gateway-server" --certificates "$certificates/gateway" --issuer "$(identity_provider_url)" \
    --services "$(IFS=,; printf '%s' "${services[*]}")" --contract "$(contract_file)" --site "$(console_site)" \
    --draft-key "$(house_keys)/gateway/drafts.key" --receipts "$DAYAQ_HOME/log/receipts.log"
  house_wait gateway 30 gateway_answers
}

gateway_answers() { curl -sf --max-time 2 --cacert "$DAYAQ_HOME/certificates/ca/ca.pem" -o /dev/null "$(console_url)/health"; }

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
