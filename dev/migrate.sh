#!/usr/bin/env bash
# Bringing a cluster to the present shape of the database: db/migrate.sh with the superuser's password at hand. Sourced.

# migrate_cluster SOCKET PORT DATABASE SECRETS ISSUER: with the invented staff, who sign in at ISSUER.
migrate_cluster() {
  PGPASSFILE="$4/database/$CLUSTER_SUPERUSER.pgpass" "$DAYAQ_ROOT/db/migrate.sh" --host "$1" --port "$2" --database "$3" \
    --superuser "$CLUSTER_SUPERUSER" --secrets "$4" --development --issuer "$5"
}
