#!/usr/bin/env bash
# ./dayaq test [--long]: one sanitized build, then every suite, each with its honest counts. Sourced.
# Suites find a private cluster in their environment: see dev/test-cluster.sh.

TEST_LOGS="$DAYAQ_ROOT/build/test-logs"
PASSED=0 FAILED=0 SKIPPED=0
RED_SUITES=()
FINISHED=''
COUNTS_LINE='^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$'

# record SUITE PASSED FAILED SKIPPED LOG: adds up and prints the suite's line.
record() {
  local mark="${GREEN}✓$PLAIN"
  STEP_OPEN=''
  PASSED=$((PASSED + $2)) FAILED=$((FAILED + $3)) SKIPPED=$((SKIPPED + $4))
  if [ "$3" -gt 0 ]; then
    mark="${RED}✗$PLAIN"
    RED_SUITES+=("$1: $5")
  fi
  [ ! -t 1 ] || printf '\r\e[K'
  printf '  %s %-28s %6d passed, %d failed, %d skipped  (%s)\n' "$mark" "$1" "$2" "$3" "$4" "$(step_elapsed)"
}

# counted_suite NAME COMMAND...: a command that ends with "N passed, N failed, N skipped". No such line, or a bad exit that no
# count explains, is one failure.
counted_suite() {
  local name=$1 log="$TEST_LOGS/${1//\//-}.log" status=0
  shift
  step_begin "$name" "$name"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  record_counts "$name" "$log" "$status"
}

# record_counts NAME LOG STATUS: what a suite wrote, and how it ended.
record_counts() {
  local name=$1 log=$2 status=$3 line
  line=$(grep -E "$COUNTS_LINE" "$log" | tail -n 1 || true)
  if [[ ! "$line" =~ $COUNTS_LINE ]]; then
    record "$name" 0 1 0 "$log (exit $status, no counts)"
  elif [ "$status" -ne 0 ] && [ "${BASH_REMATCH[2]}" -eq 0 ]; then
    record "$name" "${BASH_REMATCH[1]}" 1 "${BASH_REMATCH[3]}" "$log (exit $status)"
  else
    record "$name" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}" "$log"
  fi
}

# build_sanitized: everything; a target that does not compile is one failure, and what did compile is still tested.
build_sanitized() {
  local log="$TEST_LOGS/build.log"
  step_begin "Yığılır" "sanitized build"
  if compile "$log" sanitized; then record build 1 0 0 "$log"; return; fi
  record build 0 "$(grep -c -E '^FAILED: |CMake Error' "$log" || echo 1)" 0 "$log"
}

# However the run ends, the cluster goes and the last line tells the counts; a run cut short is one failure more.
end_tests() {
  [ -n "$FINISHED" ] || FAILED=$((FAILED + 1))
  step_failed
  # Suites that run side by side stop what they started.
  jobs -p | xargs -r kill 2>/dev/null || true
  wait
  test_cluster_stop
  printf '\n%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
}

# GoogleTest cases are counted one by one from what each program wrote; a program that fails without a failed case (a crash, a
# sanitizer's report, a time limit, never built) counts as one.
run_ctest() {
  local log="$TEST_LOGS/ctest.log" cases="$TEST_LOGS/gtest" junit="$TEST_LOGS/ctest.xml" line
  local passed=0 failed=0 skipped=0 counts name status case_passed case_failed case_skipped
  rm -rf "$cases" "$junit"
  mkdir -p "$cases"
  step_begin "C++ sınaqları" "C++ tests"
  while IFS= read -r line; do
    if [[ "$line" =~ ^\ *([0-9]+/[0-9]+)\ Test ]] && [ -t 1 ]; then step_note "${BASH_REMATCH[1]}"; fi
  done < <(GTEST_OUTPUT="xml:$cases/" GTEST_COLOR=no ctest --test-dir "$DAYAQ_ROOT/build/sanitized" -j2 --output-on-failure --no-tests=error \
    --output-junit "$junit" --output-log "$log" 2>&1 </dev/null || true)
  if [ ! -s "$junit" ]; then record cpp 0 1 0 "$log"; return; fi
  while read -r name status; do
    counts=$(gtest_counts "$cases/$name.xml")
    read -r case_passed case_failed case_skipped <<<"$counts"
    if [ "$status" = run ]; then
      [ "$counts" != "0 0 0" ] || case_passed=1
    elif [ "$case_failed" -eq 0 ]; then
      case_failed=1
    fi
    passed=$((passed + case_passed)) failed=$((failed + case_failed)) skipped=$((skipped + case_skipped))
  done < <(sed -n 's/.*<testcase name="\([^"]*\)".* status="\([^"]*\)".*/\1 \2/p' "$junit")
  record cpp "$passed" "$failed" "$skipped" "$log"
}

# gtest_counts FILE: "passed failed skipped" of one GoogleTest XML report; zeros when there is none.
gtest_counts() {
  [ -s "$1" ] || { echo "0 0 0"; return; }
  awk '
    function finish() { if (open) { if (bad) failed++; else if (idle) skipped++; else passed++ } open = 0 }
    /<testcase / { finish(); open = 1; bad = 0; idle = /status="notrun"/ || /result="skipped"/ || /result="suppressed"/ }
    /<failure / { bad = 1 }
    END { finish(); printf "%d %d %d\n", passed, failed, skipped }' "$1"
}

# Journeys and campaigns: every tests/<name>/run.sh but the bench, which measures and does not judge. Two at a time: they start houses, kill
# and wait, and leave a core idle half of the time.
run_campaigns() {
  local script name lane limit=1200 keys=() waiting=() running=('' '') began=(0 0)
  [ "${1:-}" != --long ] || limit=0
  # At a terminal the script stays in our process group, so that Ctrl-C reaches it.
  [ ! -t 1 ] || keys=(--foreground)
  for script in "$DAYAQ_ROOT"/tests/*/run.sh; do
    name=tests/$(basename "$(dirname "$script")")
    if [ -x "$script" ] && [ "$name" != tests/bench ] && wanted "$name"; then waiting+=("$name"); fi
  done
  while [ "${#waiting[@]}" -gt 0 ] || [ -n "${running[0]}${running[1]}" ]; do
    for lane in 0 1; do
      name=${running[lane]}
      if [ -n "$name" ] && [ -s "$TEST_LOGS/lane-$lane" ]; then
        STEP_STARTED=${began[lane]}
        record_counts "$name" "$TEST_LOGS/${name//\//-}.log" "$(cat "$TEST_LOGS/lane-$lane")"
        running[lane]=''
      fi
      if [ -z "${running[lane]}" ] && [ "${#waiting[@]}" -gt 0 ]; then
        name=${waiting[0]} waiting=("${waiting[@]:1}")
        running[lane]=$name began[lane]=$(date +%s%N)
        rm -f "$TEST_LOGS/lane-$lane"
        (
          status=0
          DAYAQ_LANE=$lane timeout "${keys[@]}" --kill-after=30 "$limit" "$DAYAQ_ROOT/$name/run.sh" "$@" >"$TEST_LOGS/${name//\//-}.log" 2>&1 </dev/null || status=$?
          echo "$status" >"$TEST_LOGS/lane-$lane"
        ) &
      fi
    done
    sleep 0.2
  done
}

print_red_suites() {
  local entry log
  for entry in "${RED_SUITES[@]}"; do
    printf '\n%s✗ %s%s\n' "$RED" "$entry" "$PLAIN"
    log=${entry#*: }
    log=${log%% (*}
    [ -f "$log" ] || continue
    grep -n -m 25 -E '^not ok|^✗|\[  FAILED|Failure$|error:|ERROR: |runtime error:' "$log" >"$TEST_LOGS/red" || tail -n 8 "$log" >"$TEST_LOGS/red"
    cut -c1-240 "$TEST_LOGS/red" | sed 's/^/    /'
  done
}

# wanted SUITE: was it named on the command line, or nothing was?
wanted() { [ "${#ONLY[@]}" -eq 0 ] || [[ " ${ONLY[*]} " == *" $1 "* ]]; }

# dayaq_test [--long] [SUITE...]: suites are build, checks, db, identity-provider, gateway, console, cpp and tests/<name>; all of them when none is named.
dayaq_test() {
  local long=()
  ONLY=()
  while [ "$#" -gt 0 ]; do
    case "$1" in
      --long) long=(--long); export DAYAQ_LONG=1 ;;
      -*) fail "naməlum: $1" "unknown option: $1 (test takes --long and names of suites)" ;;
      *) ONLY+=("${1%/}") ;;
    esac
    shift
  done
  rm -rf "$TEST_LOGS"
  mkdir -p "$TEST_LOGS"
  make_home
  export UBSAN_OPTIONS=print_stacktrace=1
  trap end_tests EXIT
  trap 'exit 130' INT TERM
  install_everything
  ! wanted build || build_sanitized
  ! wanted checks || counted_suite checks "$DAYAQ_ROOT/dev/checks.sh" "${long[@]}"
  ! wanted identity-provider || counted_suite identity-provider "$DAYAQ_ROOT/dev/identity-provider/test.sh"
  ! wanted gateway || counted_suite gateway "$DAYAQ_ROOT/clients/gateway/test.sh"
  ! wanted console || counted_suite console "$DAYAQ_ROOT/clients/console/test.sh"
  ! wanted k8s || counted_suite k8s "$DAYAQ_ROOT/k8s/test.sh"
  step "Sınaq üçün PostgreSQL" "a cluster for the tests, migrated" test_cluster_start
  ! wanted db || counted_suite db "$DAYAQ_ROOT/db/test.sh"
  ! wanted cpp || run_ctest
  run_campaigns "${long[@]}"
  print_red_suites
  FINISHED=1
  [ "$FAILED" -eq 0 ]
}
