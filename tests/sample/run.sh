#!/usr/bin/env bash
# The sample register: made the same every time, loaded through dayaqctl into a house of its own, and recounted through the API as known
# at each cut-off, whatever is registered or corrected afterwards. Ends with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=dev/test-house.sh
. dev/test-house.sh

passed=0 failed=0
report() { if [ "$1" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; echo "$1 $2" | sed 's/^failed/not ok/'; }
# check WHAT COMMAND...: one case.
check() {
  local what=$1
  shift
  if "$@"; then report ok "$what"; else report failed "$what"; fi
}
# lines: cases that a program printed.
lines() { local line; while IFS= read -r line; do case "$line" in ok\ *) report ok "${line#ok }" ;; *) report failed "${line#not ok }" ;; esac; done; }

totals=db/sample/published_totals.yaml mapping=policy/imports/legacy-register.yaml
test_house_up incident statistics
register="$TEST_HOUSE_PLACE/register.csv" again="$TEST_HOUSE_PLACE/again.csv"

# dayaqctl without its own noise; its exit code is what counts.
ctl() { "$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml" --lang en "$@"; }
as() { ctl login --as "$1" >/dev/null; }
ends_with() { local wanted=$1 status=0; shift; "$@" >"$TEST_HOUSE_PLACE/out" 2>"$TEST_HOUSE_PLACE/err" || status=$?; [ "$status" -eq "$wanted" ] || { cat "$TEST_HOUSE_PLACE/out" "$TEST_HOUSE_PLACE/err"; return 1; }; }
# json FIELD: a number or word of the last answer.
json() { sed -n "s/.*\"$1\": *\"\\{0,1\\}\\([^,\"}]*\\).*/\\1/p" "$TEST_HOUSE_PLACE/out" | head -n 1; }
is() { [ "$1" = "$2" ] || { echo "$1 instead of $2"; return 1; }; }

"$DAYAQ_NODE" db/sample/register/generate.mjs "$register"
env -i TZ=Asia/Tokyo LC_ALL=C "$DAYAQ_NODE" db/sample/register/generate.mjs "$again" >/dev/null
check "the register is the same on every run, in any zone and language" is "$(sha256sum <"$again")" "$(sha256sum <"$register")"
"$DAYAQ_NODE" tests/sample/check_file.mjs "$register" db/reference/az_districts.csv >"$TEST_HOUSE_PLACE/cases"
lines <"$TEST_HOUSE_PLACE/cases"
rows=$(($(wc -l <"$register") - 1))

stored() {
  test_house_sql "SELECT (SELECT count(*) FROM incident.incident) || ' incidents ' || (SELECT count(*) FROM incident.casualty) || ' people '
    || (SELECT count(*) FROM incident.person_key) || ' keys ' || (SELECT count(*) FROM incident.token) || ' tokens '
    || (SELECT count(*) FROM incident.report) || ' reports ' || (SELECT max(update_time) FROM incident.incident)"
}
as shirin-steward
check "a steward cannot load the national register" ends_with 1 ctl import --mapping "$mapping" "$register"
as aysel-registrar
check "nor can a hospital" ends_with 1 ctl import --mapping "$mapping" "$register"
check "and nothing was stored" is "$(test_house_sql 'SELECT count(*) FROM incident.incident')" 0

as lala-loader
check "the loader loads it" ends_with 0 ctl --json import --mapping "$mapping" "$register"
check "every row is taken" is "$(json taken) $(json refused)" "$rows 0"
loaded=$(stored)
echo "loaded: $loaded"
named=$("$DAYAQ_NODE" -e 'const rows=require("fs").readFileSync(process.argv[1],"utf8").trimEnd().split("\n").slice(1);console.log(rows.filter((r)=>r.split(",")[14]).length)' "$register")
check "everyone named has a key" is "$(test_house_sql 'SELECT count(*) FROM incident.person_key')" "$named"
check "and can be found by name" is "$(test_house_sql "SELECT count(*) FROM incident.token WHERE kind = 'name'")" "$named"
check "counts of incidents are those of their people" is "$(test_house_sql 'SELECT count(*) FROM incident.miscounted()')" 0
check "an incident is known since the day the file says" is \
  "$(test_house_sql "SELECT count(*) FROM incident.incident WHERE create_time > '2025-07-31'::timestamptz")" 0

figure() { sed 's/},{/}\n{/g' "$TEST_HOUSE_PLACE/out" | sed -n "s/.*\"name\":\"\\([^\"]*\\)\",\"count\":\"\\([^\"]*\\)\".*\"known_until\":\"\\([^\"]*\\)\",\"published\":\\([0-9]*\\),\"recounted\":\\([0-9]*\\).*/\\1 \\3 \\4 \\5/p"; }
# recounts: each published figure is one case.
recounts() {
  local name day published recounted
  ctl --json incident recount "$totals" >"$TEST_HOUSE_PLACE/out" || true
  while read -r name day published recounted; do
    check "$1: $name by $day is $published" is "$recounted" "$published"
  done < <(figure)
}
recounts loaded

# The same from the layer without names that figures are counted from: the register as it was known at each of the three cut-offs.
layer_follows() {
  local i
  for ((i = 0; i < 300; ++i)); do
    [ "$(test_house_sql "SELECT count(*) FROM outbox.delivery WHERE subscriber = 'statistics.refresh' AND state <> 'DONE' AND due_time <= now()")" != 0 ] || return 0
    sleep 0.2
  done
  return 1
}
# counted FROM UNTIL INDICATOR [DIMENSION CODES]: the sum of these cells of one table, as known at the end of that day.
counted() {
  ctl --json statistics table "$3" ${4:+--by "$4"} --from "$1" --until "$2" --known-until "$2" >"$TEST_HOUSE_PLACE/out" || return 1
  "$DAYAQ_NODE" -e '
    const [out, wanted] = process.argv.slice(1);
    const codes = wanted ? wanted.split("+") : ["_T"];
    const cells = JSON.parse(require("fs").readFileSync(out, "utf8")).cells;
    console.log(cells.filter((cell) => cell.codes.length === 1 || codes.includes(cell.codes[1])).reduce((sum, cell) => sum + Number(cell.value || NaN), 0));
  ' "$TEST_HOUSE_PLACE/out" "${5:-}"
}
# figures WHEN: each published figure that a table can be asked for is one case.
figures() {
  local day published from indicator dimension codes
  as xatira-statistician
  while read -r day published from indicator dimension codes; do
    check "$1 in the layer: $indicator ${codes:-} from $from by $day is $published" is "$(counted "$from" "$day" "$indicator" "$dimension" "$codes")" "$published"
  done <<'FIGURES'
2024-05-29 361 2020-11-10 P1
2024-05-29 68 2020-11-10 P1 OUTCOME KILLED
2024-05-29 293 2020-11-10 P1 OUTCOME INJURED
2024-05-29 203 2020-11-10 P3
2024-05-29 3427 1991-01-01 P1
2024-05-29 358 1991-01-01 P1 AGE Y0T17
2024-12-31 382 2020-11-10 P1
2024-12-31 70 2020-11-10 P1 OUTCOME KILLED
2024-12-31 312 2020-11-10 P1 OUTCOME INJURED
2024-12-31 184 2020-11-10 P1 CIV_STATUS MILITARY+SECURITY
2025-07-30 400 2020-11-10 P1
2025-07-30 243 2020-11-10 P3
2025-07-30 243 2020-11-08 P3
FIGURES
}
check "the layer has taken everything in" layer_follows
figures loaded
as lala-loader
ctl incident recount "$totals"
check "all figures agree" ends_with 0 ctl incident recount "$totals"
sed 's/published: 361/published: 360/' "$totals" >"$TEST_HOUSE_PLACE/wrong.yaml"
check "a figure that differs is noticed" ends_with 6 ctl incident recount "$TEST_HOUSE_PLACE/wrong.yaml"
check "a broken file of figures is refused" ends_with 2 ctl incident recount "$mapping"

check "loading the file again goes through" ends_with 0 ctl --json import --mapping "$mapping" "$register"
check "and takes no row" is "$(json taken) $(json known)" "0 $rows"
check "and changes nothing" is "$(stored)" "$loaded"

# Afterwards life goes on: an incident registered late, a death, a rejection. None of it changes what was known before.
as aysel-registrar
check "a hospital registers an incident of March 2024 now" ends_with 0 ctl --json incident register --district AZ-TAR --on 2024-03-01 \
  --device AP_MINE --settlement Nümunəkənd --casualty "family=Nümunəli, given=Rəşad, born=1984, sex=MALE, outcome=KILLED"
check "it is known since now and not since then" is \
  "$(test_house_sql "SELECT count(*) FROM incident.incident WHERE settlement = 'Nümunəkənd' AND create_time > now() - interval '1 hour'")" 1
id=$(awk -F, '$4 == "AZ-TAR" && $18 != "" && $26 == "yaralanıb" && $2 > "2021" {print $18; exit}' "$register")
check "a loaded person is found by national id" ends_with 0 ctl --json incident list --national-id "$id"
check "in one incident" is "$(grep -c '"number"' "$TEST_HOUSE_PLACE/out")" 1
incident=$(grep -o 'incidents/[0-9a-f-]*' "$TEST_HOUSE_PLACE/out" | head -n 1)
ctl --json incident show "$incident" >"$TEST_HOUSE_PLACE/out"
casualty=$(grep -o "$incident/casualties/[0-9a-f-]*" "$TEST_HOUSE_PLACE/out" | head -n 1)
check "that person dies now" ends_with 0 ctl incident correct "$casualty" --set outcome=KILLED --set "died_on=$(TZ=Asia/Baku date +%F)" --reason "xəstəxanada"
as tural-anama
other=$(test_house_sql "SELECT 'incidents/' || uid FROM incident.incident WHERE occurred_on > '2022' AND state = 'INCIDENT_STATE_REPORTED' AND killed > 0 AND settlement <> 'Nümunəkənd' ORDER BY uid LIMIT 1")
check "an incident is rejected now" ends_with 0 ctl incident reject "$other" --reason "partlayıcı qurğu olmayıb"
as habib-auditor
recounts later
check "the layer has followed" layer_follows
figures later
as habib-auditor
check "the present total has moved on" ends_with 0 ctl --json incident totals --since 2020-11-10
check "by one incident more and one less" is "$(json incidents)" 243

check "no name stands in the log of the service" is "$(grep -c -F -f <(cut -d, -f15 "$register" | sort -u | grep '...') "$DAYAQ_HOME/log/incident.log" || true)" 0
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
