#!/usr/bin/env bash
# What happens to the house of tests/faults/run.sh, whose environment it has: the identity provider goes away and comes back, so do the keys of the
# service; its certificate becomes another one, or one that has expired.
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in common service-list certificates house; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done
certificates="$DAYAQ_HOME/certificates"

# issue_again DAYS: in place of the one that is there; a negative number of days makes one that is over.
issue_again() {
  CERTIFICATE_DAYS=$1
  rm -f "$certificates/incident/cert.pem"
  issue_certificate "$certificates" incident "URI:spiffe://dayaq.az/service/incident,DNS:localhost,IP:127.0.0.1"
}

case "$1" in
  identity-provider-away) kill -STOP "$(house_pid identity-provider)" ;;
  identity-provider-back) kill -CONT "$(house_pid identity-provider)" ;;
  keys-away) mv "$FAULTS_KEYS" "$FAULTS_KEYS.away" ;;
  keys-back) mv "$FAULTS_KEYS.away" "$FAULTS_KEYS" ;;
  certificate-another) issue_again 90 ;;
  certificate-expired) issue_again -1 ;;
esac
