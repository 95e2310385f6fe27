#!/usr/bin/env bash
# Checks of the source itself: dev/checks.sh [--long]. Each is one test; --long lets clang-tidy read every file instead of the changed
# ones. Ends with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/.."

# How many changed files clang-tidy reads at most: each takes ten seconds or more.
TIDY_LIMIT=16

contract_lints() { node_modules/.bin/buf lint; }

cpp_is_formatted() { git ls-files -z '*.cc' '*.h' | xargs -0 -r clang-format-14 --dry-run -Werror; }

shell_is_clean() { git ls-files -z dayaq .ci/run '*.sh' | xargs -0 -r shellcheck -x; }

# A test nobody listed is a test nobody runs.
every_test_is_listed() {
  local file listed=0
  while IFS= read -r file; do
    if ! grep -q -w -F "$(basename "$file")" "$(dirname "$file")/CMakeLists.txt" 2>/dev/null; then
      echo "error: $file stands in no CMakeLists.txt beside it"
      listed=1
    fi
  done < <(git ls-files --cached --others --exclude-standard '*_test.cc')
  return "$listed"
}

# Two constants of one name in one namespace are one to the linker, which takes whichever it meets first and says nothing.
constants_are_named_once() {
  local room twice found=0
  for room in services/*/ services/platform/*/ clients/*/; do
    twice=$(cat "$room"*.h 2>/dev/null | grep -oE '^inline constexpr [A-Za-z:]+ k[A-Za-z0-9]+' | awk '{print $NF}' | sort | uniq -d)
    [ -n "$twice" ] || continue
    echo "error: $room defines twice: $twice"
    found=1
  done
  return "$found"
}

# Who may know whom, and that the platform knows no domain.
layers_hold() { dev/layers.sh; }

# What follows from the policy is what is kept: byte for byte.
generated_is_current() { dev/policy.sh --check; }

# Large files are data or something generated; both come from elsewhere, except lock files, the reference and sample data, and what
# follows from the policy.
no_large_file() {
  local file large=0
  while IFS= read -r file; do
    # The access policy is read as one text on purpose: who may what stands in one place.
    case "$file" in policy/access.yaml | */package-lock.json | package-lock.json | db/reference/* | db/sample/* | policy/generated/* | docs/access-matrix.md) continue ;; esac
    if [ -f "$file" ] && [ "$(stat -c %s "$file")" -gt 65536 ]; then
      echo "error: $file has $(stat -c %s "$file") bytes"
      large=1
    fi
  done < <(git ls-files)
  return "$large"
}

# What this change started from: where it left origin/main, or, on that branch itself, the commit before.
tidy_base() {
  local base
  base=$(git merge-base HEAD origin/main 2>/dev/null) || base=''
  if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then base=$(git rev-parse -q --verify HEAD~1) || return 1; fi
  printf '%s\n' "$base"
}

files_to_tidy() {
  local base
  if [ "${1:-}" = --long ]; then
    git ls-files '*.cc'
  elif base=$(tidy_base); then
    git diff --name-only --diff-filter=d "$base" -- '*.cc' | head -n "$TIDY_LIMIT"
  fi
}

changed_cpp_is_tidy() {
  local files
  mapfile -t files < <(files_to_tidy "$@")
  echo "clang-tidy reads ${#files[@]} files"
  [ "${#files[@]}" -gt 0 ] || return 0
  printf '%s\0' "${files[@]}" | xargs -0 -n1 -P2 clang-tidy-14 --quiet -p build/sanitized --extra-arg=-Wno-unknown-warning-option
}

passed=0 failed=0
for check in contract_lints cpp_is_formatted shell_is_clean every_test_is_listed constants_are_named_once layers_hold generated_is_current no_large_file changed_cpp_is_tidy; do
  echo "== $check"
  if "$check" "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok $check"; fi
done
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" 0
[ "$failed" -eq 0 ]
