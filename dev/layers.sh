#!/usr/bin/env bash
# What may know what (docs/architecture.md, "Where a line belongs"): dev/layers.sh. Says of each line that reaches too far where it stands and
# what to do, and fails. Run by dev/checks.sh.
#
#   clients/<client>  ->  clients/common, the platform             one client knows no other, and no service
#   services/<name>   ->  the platform                             a service knows no other service
#   services/platform ->  rooms that stand before the room itself  no circles; and no word of any domain
#   tests of a room may use tests/ and other rooms; what goes into a program may not
set -euo pipefail
cd "$(dirname "$0")/.."

# The rooms of the platform. Each may use those before it.
PLATFORM_ROOMS=(base text calendar log access sealing tls identity outbox people validation tlog database rpc service)

# Names of services and of their resources are words of a domain. These are the platform's own all the same:
#   access, audit                              who may what, and that it is written down, is asked of every call
#   duplicate, import, match, provider, release, report, statement, waiting       ordinary words
PLATFORM_WORDS=(access audit duplicate import match provider release report statement waiting)
# Words of a domain that no resource is called by.
MORE_WORDS=(benefit disability hospital mine victim)
# On purpose: the sentences of all reasons stand in one place.
EXCEPT='^services/platform/base/reason_texts\.(cc|h)$'

sources() { git ls-files --cached --others --exclude-standard -- "$@" | grep -E '\.(cc|h)$' || true; }

# What is built into tests only is told by its name.
is_test() { [[ "${1##*/}" =~ ^(test_|fake_)|_test(_fixture)?\.(cc|h)$ ]]; }

found=0
# complain FILE LINE WHAT: as compilers do, so that editors find it.
complain() { echo "$1:$2: error: $3"; found=1; }

declare -A PLACE_OF=()
for room in "${PLATFORM_ROOMS[@]}"; do PLACE_OF[$room]=${#PLACE_OF[@]}; done

# check_include FILE LINE INCLUDED
check_include() {
  local file=$1 line=$2 included=$3 room other
  if [[ "$included" == tests/* ]] && [[ "$file" != tests/* ]] && ! is_test "$file"; then
    complain "$file" "$line" "tests/ is for tests: name the file *_test.cc, *_test_fixture.h, test_* or fake_*, or move what it needs to where it is made"
  fi
  case "$file:$included" in
    services/platform/*:services/platform/*)
      room=${file#services/platform/} room=${room%%/*} other=${included#services/platform/} other=${other%%/*}
      if [ "$room" = "$other" ]; then return; fi
      if [ "${PLACE_OF[$other]:-99}" -ge "${PLACE_OF[$room]:-0}" ]; then
        complain "$file" "$line" "the room $room uses $other, which does not stand before it in PLATFORM_ROOMS of dev/layers.sh: move what both need to an earlier room"
      fi
      ;;
    services/platform/*:services/*) complain "$file" "$line" "the platform knows no service: hand it what it needs, or read it from the contract" ;;
    services/*:services/platform/*) ;;
    services/*:services/*)
      room=${file#services/} room=${room%%/*} other=${included#services/} other=${other%%/*}
      if [ "$room" != "$other" ] && ! is_test "$file"; then
        complain "$file" "$line" "the service $room knows no other service: hear of it by an event, or ask a function of its schema"
      fi
      ;;
    services/*:clients/*) complain "$file" "$line" "a service knows no client: what both need goes to the platform" ;;
    clients/*:services/platform/*) ;;
    clients/*:services/*) complain "$file" "$line" "a client knows no service: what both need goes to the platform" ;;
    clients/*:clients/*)
      room=${file#clients/} room=${room%%/*} other=${included#clients/} other=${other%%/*}
      if [ "$room" != "$other" ] && [ "$other" != common ]; then
        complain "$file" "$line" "one client knows no other: what both need goes to clients/common"
      fi
      ;;
  esac
}

check_includes() {
  local file line included
  while IFS=: read -r file line included; do
    included=${included#*\"}
    check_include "$file" "$line" "${included%%\"*}"
  done < <(sources services clients | xargs grep -nE '^#include "(services|clients|tests)/' /dev/null)
}

check_rooms_are_listed() {
  local room
  for room in services/platform/*/; do
    room=${room%/} room=${room##*/}
    [[ " ${PLATFORM_ROOMS[*]} " == *" $room "* ]] || complain dev/layers.sh 1 "the room services/platform/$room stands at no place in PLATFORM_ROOMS"
  done
}

# Names of services, and of the messages they keep in tables; one a line, in the forms they have within names: casualty, casualties.
domain_words() {
  local word
  {
    printf '%s\n' services/*/ | sed 's|^services/||; s|/$||' | grep -v '^platform$'
    grep -rhoE '\(dayaq\.storage\.v1\.table\) = "[a-z_]+\.[a-z_]+"' proto | grep -vE '"(access|audit)\.' | sed 's/.*\.\([a-z_]*\)"/\1/'
    printf '%s\n' "${MORE_WORDS[@]}"
  } | sort -u | while read -r word; do
    [[ " ${PLATFORM_WORDS[*]} " == *" $word "* ]] || printf '%s\n%s\n' "$word" "${word%y}ies"
  done
}

# shellcheck disable=SC2016  # awk has dollars of its own
# Comments may give examples. Words within names are found too: kSurvivorUid, survivor_uid.
check_domain_words() {
  local words file
  words=$(domain_words | paste -sd '|')
  while IFS= read -r file; do
    if is_test "$file" || [[ "$file" =~ $EXCEPT ]]; then continue; fi
    printf '%s\n' "$file"
  done < <(sources services/platform) | xargs awk -v words="(^|[^a-z])($words)s?([^a-z]|\$)" '
    {
      line = $0
      if (in_comment) { if (!sub(/^.*\*\//, "", line)) next; in_comment = 0 }
      gsub(/\/\*[^*]*\*\//, "", line)
      if (sub(/\/\*.*$/, "", line)) in_comment = 1
      sub(/(^|[^:])\/\/.*$/, "", line)
      if (line ~ /^#include/) next
      gsub(/[A-Z]/, "_&", line)
      line = tolower(line)
      if (match(line, words)) {
        word = substr(line, RSTART, RLENGTH)
        gsub(/^[^a-z]+|[^a-z]+$/, "", word)
        printf "%s:%d: error: \"%s\" is a word of a domain, and the platform knows none: let the contract or the caller say it\n", FILENAME, FNR, word
        bad = 1
      }
    }
    END { exit bad }' || found=1
}

# Who is shown a person is written down by the contract (names_person): a field named after such a collection that forgets to say so.
# shellcheck disable=SC2016
check_people_are_named() {
  local collection
  while read -r collection; do
    git ls-files --cached --others --exclude-standard -- 'proto/*.proto' | xargs awk -v field="${collection%s}_uid" '
      { text = text " " $0 }
      text ~ ("string " field " = ") && !line { line = FNR }
      /;/ {
        if (line && text !~ /names_person/) {
          printf "%s:%d: error: who is shown %s is shown a person: give it (dayaq.access.v1.names_person)\n", FILENAME, line, field
          bad = 1
        }
        text = ""
        line = 0
      }
      END { exit bad }' || found=1
  done < <(grep -rhoE 'names_person\) = "[a-z]+"' proto | sed 's/.*"\(.*\)"/\1/' | sort -u)
}

check_rooms_are_listed
check_includes
check_domain_words
check_people_are_named
exit "$found"
