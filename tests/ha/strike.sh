#!/usr/bin/env bash
# What happens to the three PostgreSQL of tests/ha/run.sh, whose environment it has:
#
#   strike.sh postgresql    the primary's PostgreSQL is killed outright
#   strike.sh machine       its Patroni too, as when the machine is gone
#   strike.sh mend          what was killed comes back, and all three are there again
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in common service-list ports cluster house ha; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done
# shellcheck source=/dev/null
. "$DAYAQ_HOME/ports.env"

kill_primary() {
  local node postmaster doomed
  node=$(ha_primary)
  postmaster=$(ha_postmaster "$node" "$HA_CLUSTER")
  doomed=("$postmaster")
  [ "$1" != machine ] || doomed=("$(house_pid "patroni-$node")" "${doomed[@]}")
  # shellcheck disable=SC2046 # a list of ids
  kill -KILL "${doomed[@]}" $(pgrep -P "$postmaster")
}

case "$1" in
  postgresql | machine) kill_primary "$1" ;;
  mend)
    for node in "${HA_NODES[@]}"; do start_patroni "$node" "$(cluster_place "$HA_CLUSTER")"; done
    house_wait patroni-1 300 ha_whole
    ;;
esac
