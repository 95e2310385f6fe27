#!/usr/bin/env bash
# ./dayaq migration NAME [NOTE]: the files of a new sqitch change and its line in the plan. What the contract wants and the database has not
# is written into it; the rest is yours. Sourced.

# The columns of the contract's tables that the migrated database lacks: schema.table, column, definition.
missing_columns() {
  local wanted=$1
  {
    echo 'CREATE TEMPORARY TABLE wanted (place serial, table_name text, column_name text, definition text);'
    echo 'COPY wanted (table_name, column_name, definition) FROM STDIN;'
    cat "$wanted"
    echo '\.'
    cat <<'SQL'
SELECT w.table_name, w.column_name, w.definition,
       CASE WHEN to_regclass(w.table_name) IS NULL THEN 'table' ELSE 'column' END,
       to_regclass(w.table_name || '_history') IS NOT NULL
         AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(w.table_name || '_history') AND a.attname = w.column_name)
FROM wanted w
WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(w.table_name) AND a.attname = w.column_name)
ORDER BY w.place;
SQL
  } | psql --no-psqlrc --quiet --tuples-only --no-align --field-separator=$'\t' --set=ON_ERROR_STOP=1 \
    --dbname="$DAYAQ_TEST_CLUSTER user=$DAYAQ_TEST_SUPERUSER dbname=dayaq_template"
}

new_tables() { awk -F'\t' '$4 == "table" && !seen[$1]++ { print $1 }' "$1"; }

# draft_deploy NAME MISSING: what makes the database fit.
draft_deploy() {
  local name=$1 missing=$2 table schema column definition what made=''
  printf -- '-- Deploy dayaq:%s to pg\nBEGIN;\nSET LOCAL ROLE dayaq_owner;\nSET LOCAL lock_timeout = '\''2s'\'';\n\n' "$name"
  new_tables "$missing" | while read -r table; do
    schema=${table%%.*}
    # The first table of a new schema makes it.
    if ! grep -q -x "$schema" <<<"${HAS_SCHEMA:-}" && [ "$schema" != "$made" ]; then
      made=$schema
      printf -- "SELECT kit.add_schema('%s', 'What it holds');\n-- SELECT kit.set_codes('%s', '{\"Enum\": [\"ENUM_VALUE\"]}');   every list that a CHECK below names\n" "$schema" "$schema"
    fi
    printf 'CREATE TABLE %s (\n' "$table"
    awk -F'\t' -v table="$table" '$1 == table && $2 !~ /^(register|district|institution)$/ { lines[++n] = "  " $2 " " $3 }
      END { for (i = 1; i <= n; i++) print lines[i] (i < n ? "," : "") }' "$missing"
    printf ');\n-- Keep what fits (db/deploy/kit.sql): where its rows lie, its former versions, its keys and tokens.\n'
    printf -- "SELECT kit.add_place('%s');\nSELECT kit.keep_versions('%s');\n-- SELECT kit.keep_person_keys('%s');\n-- SELECT kit.add_tokens('%s');\n\n" "$table" "$table" "$table" "$table"
  done
  while IFS=$'\t' read -r table column definition what _; do
    [ "$what" = column ] || continue
    printf 'ALTER TABLE %s ADD COLUMN %s %s;\n' "$table" "$column" "$definition"
  done <"$missing"
  awk -F'\t' '$4 == "column" && $5 == "t" && !seen[$1]++ { printf "SELECT kit.keep_history(%c%s%c);\n", 39, $1, 39 }' "$missing"
  printf '\nCOMMIT;\n'
}

draft_revert() {
  local name=$1 missing=$2 table
  printf -- '-- Revert dayaq:%s from pg\nBEGIN;\nSET LOCAL ROLE dayaq_owner;\nSET LOCAL lock_timeout = '\''2s'\'';\n\n' "$name"
  new_tables "$missing" | while read -r table; do
    if grep -q -x "${table%%.*}" <<<"${HAS_SCHEMA:-}"; then printf 'DROP TABLE %s CASCADE;\n' "$table"; else printf "SELECT kit.remove_schema('%s');\n" "${table%%.*}"; fi
  done | sort -u
  awk -F'\t' '$4 == "column" { print "ALTER TABLE " $1 " DROP COLUMN " $2 ";"; if ($5 == "t") { print "ALTER TABLE " $1 "_history DROP COLUMN " $2 ";"; kept[$1] } }
    END { for (table in kept) printf "SELECT kit.keep_history(%c%s%c);\n", 39, table, 39 }' "$missing"
  printf '\nCOMMIT;\n'
}

draft_verify() {
  local name=$1 missing=$2
  printf -- '-- Verify dayaq:%s on pg\nBEGIN;\nSET LOCAL ROLE dayaq_owner;\n' "$name"
  awk -F'\t' '{ columns[$1] = columns[$1] (columns[$1] ? ", " : "") $2 } END { for (table in columns) print "SELECT " columns[table] " FROM " table " WHERE false;" }' "$missing"
  printf 'ROLLBACK;\n'
}

dayaq_migration() {
  local name=${1:-} note=${2:-} wanted="$DAYAQ_ROOT/build/contract-columns" missing="$DAYAQ_ROOT/build/missing-columns" before kind
  [[ "$name" =~ ^[a-z][a-z0-9_]*$ ]] || fail "ad belə yazılır: ./dayaq migration case_plans \"...\"" "a name is lower case: ./dayaq migration case_plans \"What it is for\""
  [ ! -e "$DAYAQ_ROOT/db/deploy/$name.sql" ] || fail "artıq var: db/deploy/$name.sql" "is there already: db/deploy/$name.sql"
  compile "$DAYAQ_ROOT/build/test-logs/build.log" sanitized contract_columns_writer || fail "yığılmadı" "does not build: build/test-logs/build.log"
  "$DAYAQ_ROOT/build/sanitized/db/contract/contract_columns_writer" "$DAYAQ_ROOT/policy" >"$wanted"
  trap 'test_cluster_stop; step_failed' EXIT
  # The policy may speak of what this migration is to bring.
  export DAYAQ_MIGRATE_SCHEMA_ONLY=1
  step "Sınaq üçün PostgreSQL" "a cluster with the database as it is" test_cluster_start
  HAS_SCHEMA=$(psql --no-psqlrc --quiet --tuples-only --no-align --dbname="$DAYAQ_TEST_CLUSTER user=$DAYAQ_TEST_SUPERUSER dbname=dayaq_template" <<<'SELECT nspname FROM pg_namespace')
  missing_columns "$wanted" >"$missing"
  for kind in deploy revert verify; do "draft_$kind" "$name" "$missing" >"$DAYAQ_ROOT/db/$kind/$name.sql"; done
  before=$(awk 'NF && !/^[%#]/ { last = $1 } END { print last }' "$DAYAQ_ROOT/db/sqitch.plan")
  printf '%s [%s] %s Dayaq <dayaq@example.invalid> # %s\n' "$name" "$before" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "${note:-$name}" >>"$DAYAQ_ROOT/db/sqitch.plan"
  say "db/{deploy,revert,verify}/$name.sql və db/sqitch.plan yazıldı: $(wc -l <"$missing") sütun" \
    "written: $(wc -l <"$missing") columns that the contract wants; read it, then ./dayaq policy"
}
