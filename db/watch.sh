#!/usr/bin/env bash
# Who read or changed tables of people by hand: alerts from what pgaudit wrote into a PostgreSQL log.
#
#   db/watch.sh [--since 'YYYY-MM-DD HH:MM:SS.mmm'] [--follow] FILE    (- reads standard input; times are UTC)
#
# One JSON line for each table that somebody other than a service touched: time, login, database, command, table; no values. Ends with 3 when
# there was any. --follow stays and prints as it happens, over rotation of the file. Services do not appear: their logins write audit entries
# of their own and are not recorded (db/bootstrap.sql). See docs/operations/database-access.md.
set -euo pipefail

since='' follow='' file=''
while [ "$#" -gt 0 ]; do
  case "$1" in
    --since) since=$2; shift 2 ;;
    --follow) follow=1; shift ;;
    --*) echo "watch.sh: unknown option $1" >&2; exit 2 ;;
    *) file=$1; shift ;;
  esac
done
[ -n "$file" ] || { echo "watch.sh: name a PostgreSQL log" >&2; exit 2; }

lines() {
  if [ -n "$follow" ]; then exec tail -n +1 -F -- "$file"; fi
  exec cat -- "$file"
}

# A table counts unless it stands here: a new one is watched from its first day.
NOBODYS='access.column_class access.policy_version access.role_rule audit.leaf audit.log audit.queue incident.place incident.register payment.benefit_rule'
NOBODYS_SCHEMAS='idempotency outbox sqitch public test pg_catalog pg_temp pg_toast information_schema'

# mawk, Debian's, waits for a full block of input unless it is told not to.
interactive=()
if [ -n "$follow" ] && awk -W version 2>&1 </dev/null | grep -q mawk; then interactive=(-W interactive); fi

# A line: 2026-11-29 10:17:21.266 UTC [25838] login@database LOG:  AUDIT: SESSION,1,1,READ,SELECT,TABLE,survivor.survivor,...
lines | awk "${interactive[@]}" -v since="$since" -v nobodys="$NOBODYS" -v schemas="$NOBODYS_SCHEMAS" -v follow="$follow" '
  BEGIN {
    count = split(nobodys, list, " ")
    for (i = 1; i <= count; i++) is_nobodys[list[i]] = 1
    count = split(schemas, list, " ")
    for (i = 1; i <= count; i++) is_nobodys_schema[list[i]] = 1
  }
  $6 != "LOG:" || $7 != "AUDIT:" { next }
  $1 " " $2 <= since { next }
  {
    at = index($5, "@")
    login = substr($5, 1, at - 1)
    database = substr($5, at + 1)
    record = $0
    sub(/^.* AUDIT: /, "", record)
    split(record, field, ",")
    if (field[4] != "READ" && field[4] != "WRITE") next
    table = field[7]
    schema = table
    sub(/\..*/, "", schema)
    month = table
    sub(/_[0-9][0-9][0-9][0-9]_[0-9][0-9]$/, "", month)
    if (table == "" || (table in is_nobodys) || (month in is_nobodys) || (schema in is_nobodys_schema)) next
    key = $4 login " " $1 field[2] " " field[5] " " table
    if (key == before) next
    before = key
    gsub(/["\\]/, "", table)
    printf "{\"time\":\"%sT%sZ\",\"login\":\"%s\",\"database\":\"%s\",\"command\":\"%s\",\"table\":\"%s\"}\n", $1, $2, login, database, field[5], table
    if (follow) fflush()
    found = 1
  }
  END { exit found ? 3 : 0 }'
