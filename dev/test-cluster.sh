#!/usr/bin/env bash
# A private PostgreSQL cluster for tests, with a migrated database dayaq_template to copy, outside the checkout, where PostgreSQL's
# own user can reach it. Sourced by the test runner; run by itself it lends the cluster to one command:
#
#   dev/test-cluster.sh build/sanitized/services/platform/database/database_test --gtest_filter='Pool*'
#
# What it exports:
#   DAYAQ_TEST_CLUSTER    libpq words: "host=<socket folder> port=<port>"
#   DAYAQ_TEST_SUPERUSER  its superuser, whose password is in DAYAQ_TEST_SECRETS/database/<superuser>.pgpass (PGPASSFILE too)
#   DAYAQ_TEST_SECRETS    keys of the tests, laid out like .dayaq/secrets
#   DAYAQ_TEST_ISSUER     whose accounts the invented staff have in dayaq_template
#   DAYAQ_BUILD           the build to run programs from
#   DAYAQ_SHARED          real data beside the checkout, when it is there
# With DAYAQ_TEST_DURABLE set it waits for the disk like a house's cluster.
set -euo pipefail

TEST_PLACE=''

test_cluster_start() {
  local port
  TEST_PLACE=$(mktemp -d /var/tmp/dayaq-test.XXXXXX)
  chmod 0711 "$TEST_PLACE"
  port=$(free_ports 1)
  make_secrets "$TEST_PLACE/secrets"
  cluster_create "$TEST_PLACE/cluster" "$port" "$TEST_PLACE/secrets"
  # Tests kill processes and never the machine, and what was written outlives a process: waiting for the disk would prove nothing, and takes
  # half of the time of a test that makes and drops a database. The bench measures what a house would do.
  [ -n "${DAYAQ_TEST_DURABLE:-}" ] || echo 'fsync = off' | as_cluster_user tee -a "$TEST_PLACE/cluster/data/postgresql.auto.conf" >/dev/null
  cluster_start "$TEST_PLACE/cluster"
  DAYAQ_TEST_CLUSTER="host=$(cluster_socket "$TEST_PLACE/cluster") port=$port"
  DAYAQ_SHARED=${DAYAQ_SHARED:-$(realpath -m "$DAYAQ_ROOT/../shared")}
  export DAYAQ_TEST_CLUSTER DAYAQ_SHARED
  export DAYAQ_TEST_SUPERUSER="$CLUSTER_SUPERUSER" DAYAQ_TEST_SECRETS="$TEST_PLACE/secrets"
  export PGPASSFILE="$TEST_PLACE/secrets/database/$CLUSTER_SUPERUSER.pgpass"
  export DAYAQ_TEST_ISSUER=https://login.dayaq.test
  export DAYAQ_BUILD="${DAYAQ_BUILD:-$DAYAQ_ROOT/build/sanitized}"
  [ -d "$DAYAQ_SHARED" ] || unset DAYAQ_SHARED
  logged "$DAYAQ_ROOT/build/test-logs/migrate.log" migrate_cluster "$(cluster_socket "$TEST_PLACE/cluster")" "$port" dayaq_template "$TEST_PLACE/secrets" \
    "$DAYAQ_TEST_ISSUER"
}

test_cluster_stop() {
  [ -n "$TEST_PLACE" ] || return 0
  cluster_stop "$TEST_PLACE/cluster" || true
  rm -rf "$TEST_PLACE"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  for part in common ports secrets cluster migrate; do
    # shellcheck source=/dev/null
    . "$(dirname "$0")/$part.sh"
  done
  trap test_cluster_stop EXIT
  trap 'exit 130' INT TERM
  test_cluster_start
  "$@"
fi
