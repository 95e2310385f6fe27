#!/usr/bin/env bash
# migrate.sh HOST: brings the database of the cluster to the shape of this image. Comes in by certificate, as superuser and as migrator
# (pg_ident maps both; overlays/*/migration opens that). The passwords that db/migrate.sh gives open nothing there, and end with the pod.
set -euo pipefail
host=$1
share=${DAYAQ_SHARE:-/usr/share/dayaq} given=${DAYAQ_GIVEN:-/etc/dayaq} run=${DAYAQ_RUN:-/run/dayaq}

export PGSSLMODE=verify-full PGSSLROOTCERT="$given/database/ca.crt" PGSSLCERT="$given/database/tls.crt" PGSSLKEY="$given/database/tls.key"
export PGCONNECT_TIMEOUT=10 PGPASSFILE="$run/no-password"
# Who deployed, as sqitch writes it down; it keeps settings in a home.
export HOME="$run" SQITCH_FULLNAME='Dayaq migration' SQITCH_EMAIL=migration@dayaq.invalid
umask 077
mkdir -p "$run/secrets"
cp "$given/keys/context.key" "$run/secrets/context.key"
exec "$share/db/migrate.sh" --host "$host" --port "${DAYAQ_PORT:-5432}" --database dayaq --superuser postgres --secrets "$run/secrets"
