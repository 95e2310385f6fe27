#!/usr/bin/env bash
# ./dayaq up [--bare] [--ha]: from whatever is there to a running house. Sourced.

build_programs() {
  local log="$DAYAQ_HOME/log/build.log" name targets=(clients/cli/dayaqctl clients/witness/dayaq-witness clients/audit_admin/dayaq-audit-admin clients/verify/dayaq-audit-verify)
  for name in "${HOUSE_SERVICES[@]}"; do targets+=("services/$name/$name"); done
  if compile "$log" release "${targets[@]}"; then return; fi
  step_failed
  grep -E -A8 'error:|FAILED|CMake Error' "$log" | tail -n 40 >&2 || true
  fail "Yığma alınmadı: $log" "The build failed, see that log"
}

# What decides the content of a fresh database, as one hash; a cluster younger than the mark of the last migration needs another.
migration_hash() {
  { identity_provider_url; find "$DAYAQ_ROOT/db" "$DAYAQ_ROOT/policy/generated" -type f -not -path '*/tests/*' -print0 | sort -z | xargs -0 sha256sum; } | sha256sum | cut -c1-64
}

migrate_database() {
  local mark="$DAYAQ_HOME/run/migrated" hash
  hash=$(migration_hash)
  if [ "$mark" -nt "$DAYAQ_HOME/cluster/.complete" ] && [ "$(cat "$mark")" = "$hash" ]; then return; fi
  logged "$DAYAQ_HOME/log/migrate.log" migrate_cluster "$(cluster_socket "$DAYAQ_HOME/cluster")" "$(house_primary_port)" dayaq "$DAYAQ_HOME/secrets" \
    "$(identity_provider_url)"
  printf '%s\n' "$hash" >"$mark"
  changed
}

# The invented national register whose totals are the published ones (db/sample/register), loaded as of the days its records became known.
load_register() {
  local file="$DAYAQ_HOME/sample/invented-register.csv" mark="$DAYAQ_HOME/run/register-loaded" log="$DAYAQ_HOME/log" hash
  local mapping="$DAYAQ_ROOT/policy/imports/legacy-register.yaml" totals="$DAYAQ_ROOT/db/sample/published_totals.yaml"
  hash=$(cat "$DAYAQ_ROOT"/db/sample/register/*.mjs "$mapping" "$totals" | sha256sum | cut -c1-64)
  if [ "$mark" -nt "$DAYAQ_HOME/cluster/.complete" ] && [ "$(cat "$mark")" = "$hash" ]; then return; fi
  mkdir -p "$DAYAQ_HOME/sample"
  logged "$log/register-make.log" "$DAYAQ_NODE" "$DAYAQ_ROOT/db/sample/register/generate.mjs" "$file"
  logged "$log/register-login.log" "$DAYAQCTL_BINARY" login --as lala-loader
  followed "$log/register-load.log" "$DAYAQCTL_BINARY" import --mapping "$mapping" "$file"
  # What was published, and what the register just loaded says; shown when everything stands.
  RECOUNT="$log/register-recount.log"
  if "$DAYAQCTL_BINARY" incident recount "$totals" >"$RECOUNT" 2>&1; then printf '%s\n' "$hash" >"$mark"; else RECOUNT_DIFFERS=1; fi
  changed
}
RECOUNT='' RECOUNT_DIFFERS=''

print_recount() {
  [ -n "$RECOUNT" ] || return 0
  echo
  say "Nümunə reyestr dərc olunmuş rəqəmlərlə:" "The sample register beside the published figures (all people invented):"
  cat "$RECOUNT"
  [ -z "$RECOUNT_DIFFERS" ] || warn "rəqəmlər uyğun gəlmir: ./dayaq reset --yes, sonra ./dayaq up" "the figures differ, probably an older sample: ./dayaq reset --yes, then ./dayaq up"
}

# A foreign register to try imports on: the real one where it lies beside the checkout, else the small invented one of the project.
import_trial() {
  local mapping=co-aicma mark="$DAYAQ_HOME/run/sample-imported" file
  file="${DAYAQ_SHARED:-$DAYAQ_ROOT/../shared}/data/colombia/SituacionVictimas.csv"
  if [ ! -f "$file" ]; then mapping=synthetic-register file="$DAYAQ_ROOT/tests/data/import/synthetic-register.csv"; fi
  if [ "$mark" -nt "$file" ] && [ "$mark" -nt "$DAYAQ_HOME/cluster/.complete" ]; then return; fi
  logged "$DAYAQ_HOME/log/sample-login.log" "$DAYAQCTL_BINARY" login --as shirin-steward
  followed "$DAYAQ_HOME/log/sample-import.log" "$DAYAQCTL_BINARY" import --mapping "$DAYAQ_ROOT/policy/imports/$mapping.yaml" "$file"
  touch "$mark"
  changed
}

# What the services still have to do about what was loaded.
reactions_due() {
  PGPASSFILE="$DAYAQ_HOME/secrets/database/$CLUSTER_SUPERUSER.pgpass" psql -X -q -A -t -c 'SELECT coalesce(sum(due), 0) FROM outbox.waiting()' \
    "$(house_cluster) user=$CLUSTER_SUPERUSER dbname=dayaq"
}

# Until they have done it, so that what comes next finds an idle house; not for ever, since one that hangs is told by status.
settle_reactions() {
  local due patience=$((SECONDS + 900))
  due=$(reactions_due)
  while [ "$due" -gt 0 ] && [ "$SECONDS" -lt "$patience" ]; do
    changed
    step_note "$due"
    sleep 1
    due=$(reactions_due)
  done
}

# The first journey, on the register as loaded: played when this up changed something, or when it was never played here.
play_journey() {
  local mark="$DAYAQ_HOME/run/journey-played"
  if [ "$CHANGES" -eq 0 ] && [ "$mark" -nt "$DAYAQ_HOME/cluster/.complete" ]; then
    say "Yolu oynamaq üçün: dayaqctl journey" "To play the journey: dayaqctl journey [--with-death] [--lang en]"
    return
  fi
  "$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml" journey ||
    fail "Yol başa çatmadı" "The journey did not come to its end; ./dayaq status, $DAYAQ_HOME/log"
  touch "$mark"
}

make_console_files() {
  make_contract
  make_console
}

# start_cluster [HA]: one instance, or three when that is wanted or was before.
start_cluster() {
  if ha_wanted "$DAYAQ_HOME/cluster"; then ha_start "$DAYAQ_HOME/cluster" "$DAYAQ_HOME/secrets"; return; fi
  cluster_create "$DAYAQ_HOME/cluster" "$POSTGRES_PORT" "$DAYAQ_HOME/secrets"
  cluster_start "$DAYAQ_HOME/cluster"
  [ -n "${1:-}" ] || return 0
  ha_prepare "$DAYAQ_HOME/cluster" "$DAYAQ_HOME/secrets"
  ha_start "$DAYAQ_HOME/cluster" "$DAYAQ_HOME/secrets"
}

dayaq_up() {
  local bare='' ha='' name started=$SECONDS
  while [ "$#" -gt 0 ]; do
    case "$1" in
      --bare) bare=1 ;;
      --ha) ha=1 ;;
      *) fail "naməlum: $1" "unknown option: $1 (up takes --bare and --ha)" ;;
    esac
    shift
  done
  say "${BOLD}Dayaq qalxır$PLAIN" "Dayaq is coming up"
  make_home
  # One `up` at a time; whatever is started lets go of descriptor 8, or the lock would outlive us.
  exec 8>"$DAYAQ_HOME/run/up.lock"
  flock -n 8 || fail "Başqa ./dayaq işləyir" "Another ./dayaq is at work here"
  install_everything
  house_ports
  step "Proqramlar yığılır" "Programs" build_programs
  step "Açarlar" "Keys" make_secrets "$DAYAQ_HOME/secrets"
  step "Sertifikatlar" "Certificates" make_certificates "$DAYAQ_HOME/certificates"
  step "PostgreSQL" "Private PostgreSQL cluster" start_cluster "$ha"
  step "Verilənlər bazasının quruluşu" "Database schema and reference data" migrate_database
  step "Kimlik xidməti" "Identity provider" start_identity_provider
  for name in "${HOUSE_SERVICES[@]}"; do step "Xidmət: $name" "Service: $name" start_service "$name"; done
  step "Kənar qapı" "Edge" start_edge
  step "Konsolun səhifələri" "Pages of the console" make_console_files
  step "Konsolun qapısı" "The console's gateway" start_gateway
  step "dayaqctl ayarları" "dayaqctl configuration" write_client_configuration
  if [ -z "$bare" ]; then
    step "Nümunə reyestr" "Sample register" load_register
    step "Sınaq reyestri" "Trial register" import_trial
    step "Reaksiyalar" "Reactions to what was loaded" settle_reactions
  fi
  echo
  if [ "$CHANGES" -eq 0 ]; then
    say "Hər şey artıq işləyirdi, heç nə dəyişmədi." "Everything was running already; nothing changed."
  else
    say "Hazırdır: $((SECONDS - started)) saniyə." "Ready in $((SECONDS - started)) s."
  fi
  print_recount
  echo
  dayaq_status
  echo
  if [ -z "$bare" ]; then play_journey; echo; fi
  say "İndi bunları sınayın:" "Now try:"
  cat <<END
  $(console_url)     ${DIM}# konsol brauzerdə: aysel-registrar, samir-caseworker · the console, in a browser${PLAIN}
  alias dayaqctl=$DAYAQCTL_BINARY
  dayaqctl login --as aysel-registrar     ${DIM}# Tərtər xəstəxanası · a hospital registrar${PLAIN}
  dayaqctl incident list
  dayaqctl incident register --help
  dayaqctl login --as samir-caseworker    ${DIM}# sosial işçi · a caseworker${PLAIN}
  dayaqctl entitlement list
  dayaqctl login --as ulviyya-access --strong ${DIM}# kim nə edə bilər · who may do what${PLAIN}
  dayaqctl access role caseworker
  ./dayaq test        ./dayaq status        ./dayaq down
END
}
