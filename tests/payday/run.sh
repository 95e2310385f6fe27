#!/usr/bin/env bash
# One payday after the other while the payment service is killed outright at 10 seeded moments, or with --long at 500, and PostgreSQL once: between
# proposal and the bank's answer nothing may be paid twice, and nothing lost. SEED=n repeats the moments of an earlier run as far as a machine can.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh

points=${POINTS:-10} crash=''
if [ "${1:-}" = --long ]; then points=${POINTS:-500} crash=tests/kill/crash-database.sh; fi
test_house_up incident payment
# People are written by the campaign.
test_house_hears_only incident payment
# From here on the campaign starts and ends it.
house_stop payment

"${DAYAQ_BUILD:?}/tests/payday/payday" --seed="${SEED:-0}" --points="$points" --crash_database="$crash" \
  --service="$(service_binary payment) --flagfile=$DAYAQ_HOME/run/payment.flags" --service_log="$DAYAQ_HOME/log/payment-killed.log" \
  --address="127.0.0.1:$(service_port payment)" --incident_address="127.0.0.1:$(service_port incident)" \
  --certificates="$DAYAQ_HOME/certificates/edge" --token_command="$(test_house_token_command SUBJECT_HERE 2)" \
  --database="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER" \
  --bank_certificates="$DAYAQ_HOME/certificates/banks" --bank_files="$DAYAQ_HOME/bank-files"
