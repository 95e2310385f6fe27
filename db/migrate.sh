#!/usr/bin/env bash
# Brings a database of this house to its newest shape, making it if need be; may be run again at any time.
#
#   db/migrate.sh --host SOCKET --port PORT --database NAME --superuser ROLE --secrets FOLDER [--development --issuer URL]
#
# The superuser's password comes from PGPASSFILE. FOLDER holds context.key (64 hexadecimal digits) and receives, once,
# database/<login>.password and database/<login>.pgpass. --development also loads the invented institutions and staff of
# db/sample/staff.yaml, whose accounts are those of the identity provider at URL, and the invented directory of services.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)

host='' port='' database='' superuser='' secrets='' development='' issuer=''
while [ "$#" -gt 0 ]; do
  case "$1" in
    --host) host=$2; shift 2 ;;
    --port) port=$2; shift 2 ;;
    --database) database=$2; shift 2 ;;
    --superuser) superuser=$2; shift 2 ;;
    --secrets) secrets=$(realpath "$2"); shift 2 ;;
    --issuer) issuer=$2; shift 2 ;;
    --development) development=1; shift ;;
    *) echo "migrate.sh: unknown option $1" >&2; exit 2 ;;
  esac
done
for wanted in host port database superuser secrets; do
  [ -n "${!wanted}" ] || { echo "migrate.sh: --$wanted is missing" >&2; exit 2; }
done
if [ -n "$development" ] && [ -z "$issuer" ]; then echo "migrate.sh: --development needs --issuer" >&2; exit 2; fi

# run DATABASE PSQL-ARGUMENTS...: as the superuser.
run() {
  local where=$1; shift
  PGOPTIONS='-c client_min_messages=warning' psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
    --dbname="host=$host port=$port user=$superuser dbname=$where" "$@"
}

# give_password LOGIN: a random one, once; the password never stands in a command line.
give_password() {
  local login=$1 file="$secrets/database/$1.password"
  if [ ! -s "$file" ]; then
    (umask 077 && openssl rand -hex 24 >"$file.new" && mv "$file.new" "$file")
  elif [ "$(run postgres -v login="$login" <<<"SELECT rolpassword IS NOT NULL FROM pg_authid WHERE rolname = :'login'")" = t ]; then
    return
  fi
  (umask 077 && printf '*:*:*:%s:%s\n' "$login" "$(cat "$file")" >"$secrets/database/$login.pgpass")
  { printf "\\\\set password '%s'\n" "$(cat "$file")"; printf "ALTER ROLE %s PASSWORD :'password';\n" "$login"; } | run postgres
}

make_database() {
  run postgres -v database="$database" <<'SQL'
SELECT format('CREATE DATABASE %I OWNER dayaq_owner', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
SQL
  run "$database" -v database="$database" <<'SQL'
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
SELECT format('GRANT CONNECT ON DATABASE %I TO %I', :'database', rolname) FROM pg_roles
WHERE rolcanlogin AND NOT rolsuper AND rolname LIKE 'dayaq\_%' \gexec
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE :"database" TO dayaq_migrator;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
}

deploy() {
  # What deploy scripts select is of no interest; errors go to standard error.
  (cd "$here" && PGPASSFILE="$secrets/database/dayaq_migrator.pgpass" PGOPTIONS='-c client_min_messages=warning' \
    sqitch deploy --quiet --verify "db:pg://dayaq_migrator@/$database?host=$host&port=$port" >/dev/null)
}

# Grants and row policies follow from the policy, not from migrations: made anew after each of them. "policy/tables is not about this database"
# means that a migration is missing: ./dayaq migration drafts it.
apply_policy() { run "$database" --single-transaction --file="$here/../policy/generated/access.sql" >/dev/null; }

store_context_key() {
  [[ "$(cat "$secrets/context.key")" =~ ^[0-9a-f]{64}$ ]] || { echo "migrate.sh: $secrets/context.key is not 64 hexadecimal digits" >&2; exit 1; }
  { printf "\\\\set key '%s'\n" "$(cat "$secrets/context.key")"
    echo "INSERT INTO access.context_key (key) VALUES (decode(:'key', 'hex')) ON CONFLICT DO NOTHING;"; } | run "$database"
}

load_development_sample() {
  local node="$here/../node_modules/.bin/node"
  [ -x "$node" ] || node=node
  "$node" "$here/sample/staff.mjs" "$here/sample/staff.yaml" "$issuer" | run "$database" --file="$here/sample/staff.sql"
  run "$database" --file="$here/sample/directory.sql"
  run "$database" --file="$here/sample/rehabilitation.sql"
}

mkdir -p "$secrets/database"
run postgres --file="$here/bootstrap.sql" >/dev/null
for login in $(run postgres <<<"SELECT rolname FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND rolname LIKE 'dayaq\_%' ORDER BY rolname"); do
  give_password "$login"
done
make_database
deploy
# While a migration is drafted, the policy is ahead of the database (dev/migration.sh).
[ -n "${DAYAQ_MIGRATE_SCHEMA_ONLY:-}" ] || apply_policy
store_context_key
run "$database" --file="$here/reference/load.sql" <"$here/reference/az_districts.csv"
run "$database" <<<'SELECT audit.keep_partitions()' >/dev/null
[ -z "$development" ] || load_development_sample
