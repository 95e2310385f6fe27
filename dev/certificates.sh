#!/usr/bin/env bash
# The development certificate authority and what it issues. Sourced.
# Every folder under .dayaq/certificates/ holds cert.pem, key.pem and ca.pem; the authority's own key lies in ca/.

CERTIFICATE_DAYS=90
CERTIFICATE_RENEWAL_SECONDS=$((7 * 24 * 3600))

# certificate_lasts FILE: will it still be valid in a week?
certificate_lasts() { [ -s "$1" ] && openssl x509 -in "$1" -noout -checkend "$CERTIFICATE_RENEWAL_SECONDS" >/dev/null 2>&1; }

# make_authority FOLDER: a new authority only where no lasting one is; what it issued is then issued again.
make_authority() {
  local folder=$1
  if certificate_lasts "$folder/ca.pem" && [ -s "$folder/key.pem" ]; then return; fi
  mkdir -p "$folder"
  (umask 077 && openssl ecparam -name prime256v1 -genkey -noout -out "$folder/key.pem")
  openssl req -x509 -new -sha256 -key "$folder/key.pem" -out "$folder/ca.pem" -days 1825 -subj "/O=Dayaq/CN=Dayaq development CA" \
    -addext "basicConstraints=critical,CA:true,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" >/dev/null 2>&1
  changed
}

# issue_certificate BASE NAME SUBJECT_ALT_NAMES: a leaf in BASE/NAME, unless the one there lasts and comes from this authority.
# Key and certificate appear by renames, the certificate last, so that a watcher that checks the pair never takes a torn one.
issue_certificate() {
  local base=$1 name=$2 names=$3 folder="$1/$2" authority="$1/ca" work
  if certificate_lasts "$folder/cert.pem" && [ -s "$folder/key.pem" ] && cmp -s "$authority/ca.pem" "$folder/ca.pem" &&
    openssl verify -CAfile "$authority/ca.pem" "$folder/cert.pem" >/dev/null 2>&1; then
    return
  fi
  mkdir -p "$folder"
  chmod 0700 "$folder"
  work=$(umask 077 && mktemp -d "$folder/.new.XXXXXX")
  cat >"$work/extensions" <<END
basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=$names
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
END
  (umask 077 && openssl ecparam -name prime256v1 -genkey -noout -out "$work/key.pem")
  openssl req -new -sha256 -key "$work/key.pem" -subj "/O=Dayaq/CN=$name" -out "$work/request.pem"
  openssl x509 -req -sha256 -in "$work/request.pem" -CA "$authority/ca.pem" -CAkey "$authority/key.pem" \
    -set_serial "0x$(openssl rand -hex 16)" -days "$CERTIFICATE_DAYS" -extfile "$work/extensions" -out "$work/cert.pem" 2>/dev/null
  cp "$authority/ca.pem" "$work/ca.pem"
  mv "$work/ca.pem" "$folder/ca.pem"
  mv "$work/key.pem" "$folder/key.pem"
  mv "$work/cert.pem" "$folder/cert.pem"
  rm -rf "$work"
  changed
}

# make_bank BASE: an invented bank that signs its answers: its key and certificate in BASE/invented-bank, and in BASE/banks the certificates of the
# banks whose files are taken. Nothing here is a bank's.
make_bank() {
  local base=$1
  issue_certificate "$base" invented-bank "DNS:invented-bank.example"
  mkdir -p "$base/banks"
  cmp -s "$base/invented-bank/cert.pem" "$base/banks/invented-bank.pem" || cp "$base/invented-bank/cert.pem" "$base/banks/invented-bank.pem"
}

# make_certificates BASE: the authority, an X.509-SVID for each workload (exactly one URI name, its SPIFFE id), and the three
# plain server certificates that people's tools meet.
make_certificates() {
  local base=$1 workload loopback="DNS:localhost,IP:127.0.0.1"
  mkdir -p "$base"
  chmod 0700 "$base"
  make_authority "$base/ca"
  for workload in "${HOUSE_SERVICES[@]}" edge gateway; do
    issue_certificate "$base" "$workload" "URI:spiffe://dayaq.az/service/$workload,$loopback"
  done
  issue_certificate "$base" edge-server "$loopback"
  issue_certificate "$base" identity-provider "$loopback"
  issue_certificate "$base" gateway-server "$loopback"
  make_bank "$base"
}
