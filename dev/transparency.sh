#!/usr/bin/env bash
# The audit log's surroundings in the house: where it is published, and two invented witnesses. Sourced, after
# the list of services.

# The origin without its number; it stands in every checkpoint.
LOG_ORIGIN=audit.dayaq.az/log/

witness_binary() { printf '%s/clients/witness/dayaq-witness' "${DAYAQ_BUILD:-$DAYAQ_ROOT/build/release}"; }
audit_admin_binary() { printf '%s/clients/audit_admin/dayaq-audit-admin' "${DAYAQ_BUILD:-$DAYAQ_ROOT/build/release}"; }
witness_port() { local name="${1^^}_PORT"; name=${name//-/_}; printf '%s' "${!name}"; }
witness_url() { printf 'http://127.0.0.1:%s' "$(witness_port "$1")"; }
witness_name() { printf '%s.dayaq.example' "$1"; }

# Published files lie where the edge may read them: beside nothing that is secret.
transparency_folder() { printf '%s/transparency' "$DAYAQ_HOME"; }

# What the witnesses know logs by: the log's key under the origin it has now, and those it gets after a restore or two.
write_log_keys() {
  local number
  for number in 1 2 3; do
    "$(audit_admin_binary)" key --file "$(house_keys)/audit/log.key" --name "$LOG_ORIGIN$number"
  done | write_if_changed "$DAYAQ_HOME/run/log-keys"
}

# What the audit service knows witnesses by, a line each: key and address.
write_witness_list() {
  local name
  for name in "${HOUSE_WITNESSES[@]}"; do
    printf '%s %s\n' "$("$(witness_binary)" --name "$(witness_name "$name")" --key "$(house_keys)/witness/$name.key" --print_key)" "$(witness_url "$name")"
  done | write_if_changed "$DAYAQ_HOME/run/witnesses"
}

start_witness() {
  local name=$1 key
  key="$(house_keys)/witness/$name.key"
  mkdir -p "$DAYAQ_HOME/witness/$name"
  house_start "$name" "$(witness_binary)" "$key" -- "$(witness_binary)" --name "$(witness_name "$name")" --key "$key" \
    --address "127.0.0.1:$(witness_port "$name")" --logs "$DAYAQ_HOME/run/log-keys" --state "$DAYAQ_HOME/witness/$name"
  house_wait "$name" 10 witness_answers "$name"
}

witness_answers() { curl -s --max-time 2 -o /dev/null "$(witness_url "$1")/"; }

# start_witnesses: before the audit service, which asks them.
start_witnesses() {
  local name
  mkdir -p "$(transparency_folder)"
  write_log_keys
  for name in "${HOUSE_WITNESSES[@]}"; do start_witness "$name"; done
  write_witness_list
}

# The flags that only the audit service has.
transparency_flags() {
  cat <<END
--log_origin=$LOG_ORIGIN
--log_key=$(house_keys)/audit/log.key
--publish_directory=$(transparency_folder)
--witnesses=$DAYAQ_HOME/run/witnesses
--witness_quorum=${#HOUSE_WITNESSES[@]}
--witness_interval=${HOUSE_WITNESS_INTERVAL:-1h}
END
}

# For ./dayaq status: nothing while the log gets on.
log_line() {
  local told
  told=$(curl -s --max-time 2 "http://127.0.0.1:$(service_metrics_port audit)/ready/log") || return 0
  [ "$told" = ready ] || printf '  %saudit jurnalı · audit log: %s%s\n' "$RED" "$told" "$PLAIN"
}
