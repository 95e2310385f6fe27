#!/usr/bin/env bash
# Builds the fuzz targets and runs each for 10 seconds, or with --long for 10 minutes. What was found in earlier runs is kept under
# build/fuzz/found and tried again; an input that breaks a target is left in build/fuzz/broken.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=10
[ "${1:-}" = --long ] && seconds=600

targets=()
for source in tests/fuzz/*_fuzz.cc; do targets+=("$(basename "$source" .cc)"); done
dev/build.sh sanitized "${targets[@]}" >build/fuzz.log 2>&1 || { tail -n 40 build/fuzz.log; exit 1; }

passed=0 failed=0
for target in "${targets[@]}"; do
  name=${target%_fuzz}
  found=build/fuzz/found/$name broken=build/fuzz/broken/$name log=build/fuzz/$target.log
  mkdir -p "$found" "$broken"
  if "build/sanitized/tests/fuzz/$target" -max_total_time="$seconds" -max_len=10000 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$broken/" "$found" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
    passed=$((passed + 1)) outcome=passed
  else
    failed=$((failed + 1)) outcome=failed
    tail -n 40 "$log"
  fi
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "$target: $outcome, ${executions:-0} executions"
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
