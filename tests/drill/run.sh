#!/usr/bin/env bash
# What ./dayaq drill restore does, where money is under way: paydays before and after a whole backup, a run whose file lies at the bank at the moment
# that is restored, and one afterwards, of which the restored database knows nothing. The bank's files are brought again; no obligation may be paid
# again, and where nobody can know, no money leaves. SEED=n repeats an earlier run as far as a machine can.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh
for part in receipts backup drill; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done
export DRILL_CLUSTER="$TEST_HOUSE_PLACE/cluster"

make_home
house_ports
test_house_down_also() { cluster_stop "$DRILL_CLUSTER"; cluster_remove "$DRILL_CLUSTER"; }
trap 'test_house_down_also; rm -rf "$TEST_HOUSE_PLACE"' EXIT
# A run that is cut short leaves nothing running either.
trap 'exit 143' INT TERM
step "Nüsxə" "a copy of the cluster" test_house_cluster_copy "$DRILL_CLUSTER"
step "PostgreSQL" "PostgreSQL" cluster_start "$DRILL_CLUSTER"
DAYAQ_TEST_CLUSTER="host=$(cluster_socket "$DRILL_CLUSTER") port=$POSTGRES_PORT"
export DAYAQ_TEST_CLUSTER
HOUSE_WITNESS_INTERVAL=2s test_house_up incident payment audit
# People are written by the campaign.
test_house_hears_only incident payment
house_stop payment

work="$TEST_HOUSE_PLACE/work"
mkdir -p "$work"
"${DAYAQ_BUILD:?}/tests/payday/payday" --seed="${SEED:-0}" --points=0 \
  --drill_backup="tests/drill/at.sh backup" --drill_mark="tests/drill/at.sh mark" --drill_answers="$work/answers" --drill_ledger="$work/ledger" \
  --service="$(service_binary payment) --flagfile=$DAYAQ_HOME/run/payment.flags" --service_log="$DAYAQ_HOME/log/payment-paying.log" \
  --address="127.0.0.1:$(service_port payment)" --incident_address="127.0.0.1:$(service_port incident)" \
  --certificates="$DAYAQ_HOME/certificates/edge" --token_command="$(test_house_token_command SUBJECT_HERE 2)" \
  --database="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER" \
  --bank_certificates="$DAYAQ_HOME/certificates/banks" --bank_files="$DAYAQ_HOME/bank-files"
drill_count "surətin ölçüsü" "the backup, compressed and encrypted" "$(backup_size "$DRILL_CLUSTER")"
# What was published after the moment is what the restored database must not write over.
sleep 2
drill_timed "jurnal arxivdədir" "the database's log is in the archive" drill_archive "$DAYAQ_TEST_CLUSTER"

# ---- What only the bank's own books can tell, beside what every drill asks. In the copy. ----
ledger_says() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 "$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER" \
    -c "CREATE TEMP TABLE at_bank (order_uid uuid, survivor_uid uuid, qepik bigint, net_qepik bigint, state text, lost boolean)" -c "\\copy at_bank FROM '$work/ledger'" -c "$1"
}
none() { local told; told=$(ledger_says "$1"); [ "$told" = 0 ] || { echo "$told"; return 1; }; }
some() { ! none "$1"; }
# Nobody proposes a run before the restored database is reconciled with the bank: whichever working day it is for.
no_run_begins() {
  local ahead told=''
  dayaqctl_here login --as kamran-supervisor --strong >/dev/null
  for ahead in 1 2 3 4 5 6 7 8 9 10 11 12; do
    if told=$(dayaqctl_here payment run propose --on "$(date -d "+$ahead days" +%F)" --source state-budget 2>&1); then echo "a run was begun: $told"; return 1; fi
    [[ "$told" != *RESTORE_NOT_RECONCILED* ]] || return 0
  done
  echo "$told"
  return 1
}
drill_also() {
  drill_check "bankda olan hər tapşırıq yerindədir" "every order at the bank that the copy knows is where the bank put it" none "
    SELECT count(*) FROM at_bank b LEFT JOIN payment.payment_order o ON o.uid = b.order_uid
    WHERE NOT b.lost AND NOT (o.state IS NOT DISTINCT FROM b.state OR b.state = 'PAYMENT_ORDER_STATE_SENT' AND o.state = 'PAYMENT_ORDER_STATE_ACCEPTED')"
  drill_check "anda sonrakı siyahı itib" "the run of afterwards is not there" none "SELECT count(*) FROM at_bank b JOIN payment.payment_order o ON o.uid = b.order_uid WHERE b.lost"
  drill_check "... və bankda var" "... and is at the bank" some "SELECT count(*) FROM at_bank WHERE lost"
  drill_check "onun pulu heç kimin sətridir" "each of its movements is a line of nobody" none "
    SELECT (SELECT count(*) FROM at_bank WHERE lost AND net_qepik > 0) - (SELECT count(*) FROM payment.bank_line WHERE order_uid IS NULL AND kind = 'BANK_LINE_KIND_OUT')"
  drill_check "heç kimdə çatandan artıq yoxdur" "nobody has more at the bank than they are entitled to" none "
    SELECT count(*) FROM (SELECT survivor_uid, sum(net_qepik) AS has FROM at_bank WHERE NOT lost GROUP BY 1) AS b
    WHERE b.has > (SELECT coalesce(sum(n.amount_qepik), 0) FROM payment.entitlement e JOIN payment.instalment n ON n.entitlement_uid = e.uid
                   WHERE e.survivor_uid = b.survivor_uid AND NOT e.example)"
  drill_check "yeni siyahı açılmır" "no run begins before somebody looked at it" no_run_begins
}
drill_bring_back "$DRILL_CLUSTER" "$(cat "$DAYAQ_HOME/run/drill.moment")" "$(cat "$DAYAQ_HOME/run/drill.state")" "$work/answers"
