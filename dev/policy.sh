#!/usr/bin/env bash
# Everything that follows from policy/*.yaml and is kept in the repository: `./dayaq policy` makes it anew, `./dayaq policy --check` says what
# of it differs. Sourced by the front door; run by itself it does the same.

# dayaq_policy [--check]
dayaq_policy() {
  local mode=--write root build status=0
  root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
  case "${1:-}" in
    '') ;;
    --check) mode=--check ;;
    *) echo "usage: ./dayaq policy [--check]" >&2; return 2 ;;
  esac
  build=$root/build/sanitized
  "$root/dev/build.sh" sanitized policy_compiler >"$root/build/policy.log" 2>&1 || { tail -n 40 "$root/build/policy.log" >&2; return 1; }
  "$build/policy/compiler/policy_compiler" --policy "$root/policy" "$mode" "$root" || status=$?
  # Who may call whom, and which services there are, makes manifests too.
  "$root/node_modules/.bin/node" "$root/k8s/make/main.mjs" "$mode" "$root" || status=$?
  return "$status"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  dayaq_policy "$@"
fi
