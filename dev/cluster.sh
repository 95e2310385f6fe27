#!/usr/bin/env bash
# A private PostgreSQL 15 cluster in a folder: data/, socket/, log. Used by the house and by the tests. Sourced.
# PostgreSQL refuses root, so under root everything here runs as the Debian user `postgres`; otherwise as whoever asks.

POSTGRES_BIN=/usr/lib/postgresql/15/bin
CLUSTER_SUPERUSER=dayaq_superuser
# A unix socket's path must fit the kernel's 107 bytes; the file's own name takes 18 of them.
SOCKET_PATH_LIMIT=88

# From /, since that user may not be able to enter the folder we stand in.
as_cluster_user() { if is_root; then env -C / runuser -u postgres -- "$@"; else env -C / "$@"; fi; }

# cluster_place WANTED: where the cluster will really lie. WANTED itself, unless its user could not reach it (a home closed to
# others) or its socket path would be too long; then a folder under /var/tmp named after WANTED.
cluster_place() {
  local wanted=$1 parent
  parent=$(dirname "$wanted")
  if [ "${#wanted}" -le "$((SOCKET_PATH_LIMIT - 7))" ] && as_cluster_user test -x "$parent"; then
    printf '%s\n' "$wanted"
  else
    printf '/var/tmp/dayaq-%s\n' "$(printf '%s' "$wanted" | sha256sum | cut -c1-16)"
  fi
}

# claim_folder PLACE: makes PLACE, owned by the cluster's user. A folder in /var/tmp that another user laid out for us is refused.
claim_folder() {
  local place=$1 owner
  owner=$(as_cluster_user id -un)
  if [ -e "$place" ] && [ "$(stat -c %U "$place")" != "$owner" ]; then
    fail "$place başqasınındır" "$place belongs to someone else"
  fi
  if is_root; then install -d -o postgres -g postgres -m 0711 "$place" "$place/socket"
  else install -d -m 0711 "$place" "$place/socket"; fi
}

# cluster_create WANTED PORT SECRETS: makes the cluster and writes the superuser's password to
# SECRETS/database/<superuser>.pgpass. Where it lies elsewhere, WANTED becomes a symlink to it.
cluster_create() {
  local wanted=$1 port=$2 secrets=$3 place password
  place=$(cluster_place "$wanted")
  if [ -f "$place/data/PG_VERSION" ] && [ -f "$place/.complete" ]; then
    cluster_keep_settings "$wanted" "$port"
    return
  fi
  claim_folder "$place"
  rm -rf "$place/data"
  [ "$place" = "$wanted" ] || ln -sfn "$place" "$wanted"
  mkdir -p "$secrets/database"
  password=$(openssl rand -hex 24)
  (umask 077 && printf '*:*:*:%s:%s\n' "$CLUSTER_SUPERUSER" "$password" >"$secrets/database/$CLUSTER_SUPERUSER.pgpass")
  (umask 077 && printf '%s\n' "$password" | as_cluster_user tee "$place/.password" >/dev/null)
  as_cluster_user "$POSTGRES_BIN/initdb" --pgdata="$place/data" --username="$CLUSTER_SUPERUSER" --pwfile="$place/.password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --data-checksums --no-instructions >/dev/null
  as_cluster_user rm -f "$place/.password"
  cluster_settings "$place" "$port" | as_cluster_user tee "$place/data/postgresql.auto.conf" >/dev/null
  as_cluster_user touch "$place/.complete"
  changed
}

# A cluster that was made under other settings gets those of today; stopped, if it runs, so that all of them count from its next start.
cluster_keep_settings() {
  local place
  place=$(cluster_place "$1")
  if cluster_settings "$place" "$2" | as_cluster_user cmp -s - "$place/data/postgresql.auto.conf"; then return; fi
  cluster_stop "$1"
  cluster_settings "$place" "$2" | as_cluster_user tee "$place/data/postgresql.auto.conf" >/dev/null
  changed
}

# The server's log must never hold what people told us: no failing rows, parameters or statements. What pgaudit writes names logins and
# tables, and no values: everything is recorded but what service logins do (db/bootstrap.sql), who write audit entries of their own.
cluster_settings() {
  cat <<END
port = $2
listen_addresses = '127.0.0.1'
unix_socket_directories = '$1/socket'
unix_socket_permissions = 0777
password_encryption = 'scram-sha-256'
max_connections = 200
shared_buffers = '256MB'
effective_cache_size = '1GB'
work_mem = '8MB'
maintenance_work_mem = '128MB'
max_wal_size = '1GB'
fsync = on
synchronous_commit = on
full_page_writes = on
timezone = 'UTC'
log_timezone = 'UTC'
log_error_verbosity = 'terse'
log_parameter_max_length_on_error = 0
log_min_error_statement = 'panic'
log_line_prefix = '%m [%p] %u@%d '
shared_preload_libraries = 'pgaudit, pg_stat_statements'
pgaudit.log = 'read, write, ddl, role'
pgaudit.log_catalog = off
pgaudit.log_relation = on
pgaudit.log_statement = off
pgaudit.log_parameter = off
archive_mode = on
archive_command = '$(cluster_archive_command "$1")'
END
}

# The log goes to pgBackRest while there is a backup to keep it for (dev/backup.sh), and nowhere else. PostgreSQL runs this in the folder of the
# instance's data.
cluster_archive_command() {
  # shellcheck disable=SC2016 # PostgreSQL's shell expands it
  printf 'test ! -f %s/backup/pgbackrest.conf || pgbackrest --config=%s/backup/pgbackrest.conf --stanza=dayaq --pg1-path="$PWD" archive-push %%p' "$1" "$1"
}

cluster_running() {
  local place
  place=$(cluster_place "$1")
  [ -f "$place/data/postmaster.pid" ] && as_cluster_user "$POSTGRES_BIN/pg_ctl" --pgdata="$place/data" status >/dev/null 2>&1
}

cluster_start() {
  local place
  place=$(cluster_place "$1")
  if cluster_running "$1"; then return; fi
  as_cluster_user "$POSTGRES_BIN/pg_ctl" --pgdata="$place/data" --log="$place/postgresql.log" --wait --timeout=60 start >/dev/null </dev/null 8>&-
  changed
}

cluster_stop() {
  local place
  place=$(cluster_place "$1")
  if ! cluster_running "$1"; then return 0; fi
  as_cluster_user "$POSTGRES_BIN/pg_ctl" --pgdata="$place/data" --mode=fast --wait --timeout=60 stop >/dev/null
  changed
}

cluster_pid() { head -n 1 "$(cluster_place "$1")/data/postmaster.pid" 2>/dev/null; }

# cluster_remove WANTED: the cluster must be stopped.
cluster_remove() {
  local place
  place=$(cluster_place "$1")
  rm -rf "$place"
  rm -f "$1"
}

# Unix socket folder, for libpq's host=.
cluster_socket() { printf '%s/socket\n' "$(cluster_place "$1")"; }
