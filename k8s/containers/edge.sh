#!/usr/bin/env bash
# nginx, which reads certificates when it starts: told to read them anew when they were renewed. Ends with nginx, and lets what is inside end first.
set -euo pipefail
given=${DAYAQ_GIVEN:-/etc/dayaq} look=${DAYAQ_LOOK:-30}
export PATH="$PATH:/usr/sbin"

fingerprint() { cat "$given"/certificates/*.pem "$given"/server/*.pem | sha256sum; }

seen=$(fingerprint)
nginx -e stderr -c "$given/edge/nginx.conf" &
nginx=$!
trap 'kill -QUIT "$nginx"; wait "$nginx"; exit 0' TERM INT
while kill -0 "$nginx" 2>/dev/null; do
  # A sleep that a signal may cut short.
  sleep "$look" &
  wait -n "$nginx" $! || true
  fresh=$(fingerprint)
  [ "$fresh" != "$seen" ] || continue
  # A half-written set is looked at again the next time; nginx keeps the old one meanwhile.
  if nginx -t -q -e stderr -c "$given/edge/nginx.conf"; then
    kill -HUP "$nginx"
    seen=$fresh
  fi
done
wait "$nginx"
