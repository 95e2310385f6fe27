#!/usr/bin/env bash
# Access, proven on every cell: roles x actions x purposes x facts, decided by the services' own code, by Cedar and (where rows decide) by
# PostgreSQL; every condition of the policy broken once; the schemas of the policy files. Ends with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${DAYAQ_BUILD:-$PWD/build/sanitized}
node=${DAYAQ_NODE:-node_modules/.bin/node}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

passed=0 failed=0 skipped=0
# part NAME COMMAND...: prints "ok ..." and "not ok ..." lines; without any, or failing without a "not ok", it is a failure itself.
part() {
  local name=$1 status=0 line said=0 bad=0
  shift
  echo "== $name"
  "$@" >"$place/out" 2>&1 </dev/null || status=$?
  while IFS= read -r line; do
    echo "$line"
    case "$line" in
      ok\ *) passed=$((passed + 1)) said=1 ;;
      "not ok "*) failed=$((failed + 1)) said=1 bad=1 ;;
    esac
  done <"$place/out"
  if [ "$said" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
    echo "not ok $name ended with $status"
    failed=$((failed + 1))
  fi
}

# Two processes share the cells.
judge() {
  local shard status=0
  for shard in 0 1; do
    "$node" tests/access/judge.mjs "$place/cells" policy/generated/access.cedar policy/generated/access.cedarschema "$shard" 2 \
      >"$place/judge.$shard" 2>&1 &
  done
  wait -n || status=$?
  wait -n || status=$?
  cat "$place/judge.0" "$place/judge.1"
  return "$status"
}

current() {
  "$build/policy/compiler/policy_compiler" --policy policy --check . && echo "ok AC-13 what is kept is what the policy says"
}

part "what is generated" current
part "cells" "$build/tests/access/access_matrix" "$place/cells"
part "the referee" judge
part "mutants" "$build/tests/access/access_mutants" policy/access.yaml
part "schemas" "$node" tests/access/schemas.mjs "$build/tests/access/policy_verdicts"
if [ -n "${DAYAQ_TEST_CLUSTER:-}" ]; then
  part "rows" "$build/tests/access/live_rows" policy
else
  skipped=$((skipped + 1))
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
