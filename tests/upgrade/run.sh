#!/usr/bin/env bash
# A change of the schema in three steps (expand, bring rows along, contract) while people register: with a few thousand rows, or with --long a
# million. Which programs a schema is for is recorded and held to. SEED=n repeats the people of an earlier run.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh

people=${PEOPLE:-5000}
if [ "${1:-}" = --long ]; then people=${PEOPLE:-1000000}; fi
test_house_up incident
test_house_hears_only incident
# From here on the campaign starts and ends it.
house_stop incident

flags="--flagfile=$DAYAQ_HOME/run/incident.flags"
"${DAYAQ_BUILD:?}/tests/upgrade/upgrade_campaign" --seed="${SEED:-0}" --people="$people" \
  --service="$(service_binary incident) $flags" --next_service="$DAYAQ_BUILD/tests/upgrade/incident_next $flags" \
  --service_log="$DAYAQ_HOME/log/incident-upgraded.log" --address="127.0.0.1:$(service_port incident)" --certificates="$DAYAQ_HOME/certificates/edge" \
  --token_command="$(test_house_token_command aysel-registrar)" --step=tests/upgrade/step.sh \
  --database="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER"
