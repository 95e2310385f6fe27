#!/usr/bin/env bash
# ./dayaq doctor: looks at everything the house leans on and says the mend for what is wrong. Changes nothing. Sourced.

DOCTOR_FINDINGS=0
well() { printf '  %s✓%s %s %s· %s%s\n' "$GREEN" "$PLAIN" "$1" "$DIM" "$2" "$PLAIN"; }
# ill AZ EN MEND
ill() {
  DOCTOR_FINDINGS=$((DOCTOR_FINDINGS + 1))
  printf '  %s✗ %s · %s%s\n      → %s\n' "$RED" "$1" "$2" "$PLAIN" "$3"
}

check_system() {
  local version missing
  version=$(. /etc/os-release 2>/dev/null && printf '%s %s' "${ID:-}" "${VERSION_ID:-}") || true
  if [ "$version" = "debian 12" ]; then well "sistem: $version" "system"
  else ill "sistem: $version" "Debian 12 is what this is built for" "run on Debian 12"; fi
  missing=$(missing_packages | tr '\n' ' ')
  if [ -z "$missing" ]; then well "Debian paketləri yerindədir" "Debian packages are there"
  else ill "paketlər çatmır: $missing" "packages are missing" "apt-get install ${missing% }   (or: ./dayaq up)"; fi
}

check_npm() {
  local folder
  for folder in "$DAYAQ_ROOT" "$DAYAQ_ROOT/dev/identity-provider" "$DAYAQ_ROOT/clients/gateway" "$DAYAQ_ROOT/clients/console"; do
    if [ -f "$folder/node_modules/.package-lock.json" ] && [ ! "$folder/package-lock.json" -nt "$folder/node_modules/.package-lock.json" ]; then
      well "npm: ${folder#"$DAYAQ_ROOT"/}" "npm packages are there"
    else
      ill "npm paketləri köhnədir: $folder" "npm packages are missing or old" "./dayaq up, or: (cd $folder && npm install --no-save)"
    fi
  done
  if [ -x "$DAYAQ_NODE" ] && [[ "$("$DAYAQ_NODE" --version)" == v22.* ]]; then well "node $("$DAYAQ_NODE" --version)" "node"
  else ill "node 22 yoxdur" "node 22 does not run" "(cd $DAYAQ_ROOT && npm install --no-save)"; fi
}

check_room() {
  local free memory
  free=$(($(df --output=avail -k "$DAYAQ_ROOT" | tail -n 1) / 1024))
  if [ "$free" -ge 4096 ]; then well "diskdə yer: $free MB" "disk space"
  else ill "diskdə yer azdır: $free MB" "a build and its data want 4096 MB" "free space on $(df --output=target "$DAYAQ_ROOT" | tail -n 1)"; fi
  memory=$(awk '/^MemAvailable/ {printf "%d", $2 / 1024}' /proc/meminfo)
  if [ "$memory" -ge 2048 ]; then well "boş yaddaş: $memory MB" "memory"
  else ill "yaddaş azdır: $memory MB" "the build wants 2048 MB" "close something, or build with CMAKE_BUILD_PARALLEL_LEVEL=1"; fi
}

check_clock() {
  local synchronised newest
  newest=$(git -C "$DAYAQ_ROOT" log -1 --format=%ct 2>/dev/null || echo 0)
  if [ "$(date +%s)" -lt "$newest" ]; then
    ill "saat geri qalıb: $(date -u +%FT%TZ)" "the clock is behind the newest commit: tokens and certificates will be refused" "set the clock (timedatectl set-ntp true)"
    return
  fi
  synchronised=$(timedatectl show -p NTPSynchronized --value 2>/dev/null || true)
  if [ "$synchronised" = no ]; then ill "saat sinxron deyil" "the clock is not synchronised" "timedatectl set-ntp true"
  else well "saat: $(date -u +%FT%TZ)" "clock"; fi
}

check_ports() {
  local name port before=$DOCTOR_FINDINGS
  [ -f "$DAYAQ_HOME/ports.env" ] || return 0
  house_ports
  for name in "${HOUSE_PROCESSES[@]}"; do
    case "$name" in identity-provider) port=$IDENTITY_PROVIDER_PORT ;; edge) port=$EDGE_PORT ;; gateway) port=$GATEWAY_PORT ;; *) port=$(service_port "$name") ;; esac
    if port_is_open "$port" && ! house_pid "$name" >/dev/null; then
      ill "port $port tutulub ($name)" "someone else holds the port of $name" "./dayaq down, remove that line from .dayaq/ports.env, ./dayaq up"
    fi
  done
  [ "$DOCTOR_FINDINGS" -ne "$before" ] || well "portlar" "ports of the house"
}

check_permissions() {
  local loose
  [ -d "$DAYAQ_HOME" ] || return 0
  if [ ! -w "$DAYAQ_HOME" ]; then
    ill ".dayaq-a yazmaq olmur" "$DAYAQ_HOME belongs to another user" "run as $(stat -c %U "$DAYAQ_HOME"), or ./dayaq reset as that user"
    return
  fi
  loose=$(find "$DAYAQ_HOME/secrets" "$DAYAQ_HOME/certificates" \( -name '*.key' -o -name 'key*' -o -name '*.pgpass' -o -name '*.password' \) -type f -perm /077 2>/dev/null | tr '\n' ' ')
  if [ -z "$loose" ]; then well "açarları yalnız sahibi oxuyur" "keys are readable by their owner only"
  else ill "açarlar açıqdır: $loose" "keys are readable by others" "chmod 0600 $loose"; fi
  if [ "$(cluster_place "$DAYAQ_HOME/cluster")" != "$DAYAQ_HOME/cluster" ]; then
    well "verilənlər bazası: $(cluster_place "$DAYAQ_HOME/cluster")" "the checkout is closed to PostgreSQL's user, so its data lies there"
  fi
}

check_certificates() {
  local file name
  for file in "$DAYAQ_HOME"/certificates/*/c*.pem; do
    [ -f "$file" ] || continue
    case "$file" in */ca.pem) [[ "$file" == */ca/ca.pem ]] || continue ;; esac
    name=$(basename "$(dirname "$file")")
    if certificate_lasts "$file"; then well "sertifikat $name: $(openssl x509 -in "$file" -noout -enddate | cut -d= -f2)" "certificate"
    else ill "sertifikat $name bitir" "certificate $name ends within a week" "./dayaq up issues it anew"; fi
  done
}

check_database_access() {
  local told
  [ -d "$(cluster_place "$DAYAQ_HOME/cluster")" ] || return 0
  told=$(database_alerts)
  if [ -z "$told" ]; then well "bazanı əl ilə oxuyan olmayıb" "nobody read tables of people by hand"
  else ill "bazanı əl ilə oxuyublar: $(wc -l <<<"$told")" "somebody read tables of people by hand: $(tail -n 1 <<<"$told")" \
    "ask who it was, then: date -u '+%Y-%m-%d %H:%M:%S' > .dayaq/run/database-access.seen   (docs/operations/database-access.md)"; fi
}

check_receipts() {
  local told status=0
  [ -x "$(verify_binary)" ] || return 0
  told=$(verify_receipts) || status=$?
  if [ "$status" -eq 0 ]; then well "qəbzlərin hamısı jurnaldadır" "every receipt of the edge is honoured by the log"
  else ill "qəbzlər: $(tail -n 1 <<<"$told")" "a receipt is not honoured by the published log, or the log cannot be verified" \
    "docs/operations/database-access.md, Receipts"; fi
}

dayaq_doctor() {
  check_system
  check_npm
  check_room
  check_clock
  check_ports
  check_permissions
  check_certificates
  check_database_access
  check_receipts
  echo
  if [ "$DOCTOR_FINDINGS" -eq 0 ]; then say "Hər şey qaydasındadır." "All is well."; return; fi
  say "$DOCTOR_FINDINGS tapıntı." "$DOCTOR_FINDINGS findings."
  return 1
}
