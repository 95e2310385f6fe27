#!/usr/bin/env bash
# The services of the house. This list is the only place under dev/ that names them: ports, certificates, flags, processes, the edge, status
# and builds follow from it. A service NAME is the program services/NAME/NAME, the login dayaq_NAME and the calls /dayaq.NAME.v1. Sourced.

# In the order in which they start; they stop the other way round.
HOUSE_SERVICES=(incident survivor payment access audit)
# Invented witnesses of the audit log (dev/transparency.sh); elsewhere they are other people's.
HOUSE_WITNESSES=(witness-1 witness-2)
# Whom the edge asks for what every service can tell of the whole house (/dayaq.outbox.v1.).
HOUSE_SPEAKER=${HOUSE_SERVICES[0]}

is_witness() { [[ " ${HOUSE_WITNESSES[*]} " == *" $1 "* ]]; }
is_service() { [[ " ${HOUSE_SERVICES[*]} " == *" $1 "* ]]; }

# service_port NAME, service_metrics_port NAME: as chosen by house_ports.
service_port() { local name="${1^^}_PORT"; printf '%s' "${!name}"; }
service_metrics_port() { local name="${1^^}_METRICS_PORT"; printf '%s' "${!name}"; }

# service_binary NAME: programs come from the release build, or from the one that the tests name.
service_binary() { printf '%s/services/%s/%s' "${DAYAQ_BUILD:-$DAYAQ_ROOT/build/release}" "$1" "$1"; }
