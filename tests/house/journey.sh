#!/usr/bin/env bash
# The first journey on a whole house, over the cluster that the tests lend: all services are up, every step happens, nothing is left behind.
# Run by run.sh; ends with the same line of counts.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh

passed=0 failed=0
check() {
  local what=$1
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok $what"; else failed=$((failed + 1)); echo "not ok $what"; fi
}
ctl() { "$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml" "$@"; }

# shellcheck disable=SC2119 # the arguments of this script are not meant for it
test_house_up
for service in "${HOUSE_SERVICES[@]}"; do check "$service is ready" service_ready "$service"; done

ctl login --as habib-auditor >/dev/null
played="$DAYAQ_HOME/played.json"
play() { ctl --lang az journey --with-death --json >"$played"; }
check "the journey comes to its end" play
says() { "$DAYAQ_NODE" -e "const played = JSON.parse(require('fs').readFileSync('$played')); process.exit($1 ? 0 : 1)"; }
check "with all its steps" says 'played.complete && played.steps.length === 13 && played.steps.every((step) => step.done)'
check "each with its result and where to look" says 'played.steps.every((step) => step.result.length > 0 && step.look.startsWith("dayaqctl "))'
check "both amounts of the allowance are told" says 'played.steps.some((step) => step.step === "explain" && /220,00 AZN/.test(step.result) && /250,00 AZN/.test(step.result))'
signed_in_is() { ctl whoami --json | grep -q "\"subject\":\"$1\""; }
check "who was signed in still is" signed_in_is habib-auditor

# look WHO COMMAND...: what the journey says to look at can be looked at.
look() { ctl login --as "$1" >/dev/null && "${@:2}" >/dev/null; }
while IFS=$'\t' read -r who command; do
  read -r -a words <<<"$command"
  check "$who: $command" look "$who" ctl "${words[@]:1}"
done < <("$DAYAQ_NODE" -e "for (const step of JSON.parse(require('fs').readFileSync('$played')).steps) console.log(step.look_as + '\t' + step.look)")

ctl login --as murad-operator >/dev/null
nothing_is_parked() { ctl reactions list --json | "$DAYAQ_NODE" -e "process.exit((JSON.parse(require('fs').readFileSync(0)).deliveries ?? []).length ? 1 : 0)"; }
check "nothing is parked" nothing_is_parked

# A house without its payment service: the step that needs it says so.
house_stop payment
fails_at() { ! play 2>/dev/null && says "!played.complete && played.steps.at(-1).step === '$1'"; }
check "without payment the journey ends at the first assistance" fails_at first_entitlement

printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
