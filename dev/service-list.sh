#!/usr/bin/env bash
# The services of the house: every folder of services/ with a main.cc. Ports, certificates, flags, processes, the edge, status and builds
# follow from it. A service NAME is the program services/NAME/NAME, the login dayaq_NAME and the calls /dayaq.NAME.v1. Sourced.
HOUSE_SERVICES=()
for main in "$(dirname "${BASH_SOURCE[0]}")"/../services/*/main.cc; do HOUSE_SERVICES+=("$(basename "$(dirname "$main")")"); done
unset main
# Invented witnesses of the audit log (dev/transparency.sh); elsewhere they are other people's.
HOUSE_WITNESSES=(witness-1 witness-2)
# Whom the edge asks for what every service can tell of the whole house (/dayaq.outbox.v1.).
HOUSE_SPEAKER=incident

is_witness() { [[ " ${HOUSE_WITNESSES[*]} " == *" $1 "* ]]; }
is_service() { [[ " ${HOUSE_SERVICES[*]} " == *" $1 "* ]]; }

# service_port NAME, service_metrics_port NAME: as chosen by house_ports.
service_port() { local name="${1^^}"; name="${name//-/_}_PORT"; printf '%s' "${!name}"; }
service_metrics_port() { local name="${1^^}"; name="${name//-/_}_METRICS_PORT"; printf '%s' "${!name}"; }

# service_binary NAME: programs come from the release build, or from the one that the tests name.
service_binary() { printf '%s/services/%s/%s' "${DAYAQ_BUILD:-$DAYAQ_ROOT/build/release}" "$1" "$1"; }
