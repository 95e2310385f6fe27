#!/usr/bin/env bash
# Keys of the development house: made once, never printed, mode 0600. Sourced.

# random_key FILE: 32 random bytes as 64 hexadecimal digits, unless the file is there.
random_key() {
  local file=$1 fresh
  [ ! -s "$file" ] || return 0
  mkdir -p "$(dirname "$file")"
  fresh=$(umask 077 && mktemp "$file.XXXXXX")
  openssl rand -hex 32 >"$fresh"
  mv "$fresh" "$file"
  changed
}

# make_secrets FOLDER. The names say what each is for:
#   context.key  HMAC of the signed database context
#   index.key    blind indexes over sealed values
#   request.key  fingerprints of requests, page tokens
#   receipt.key  signs the receipts of audit entries (Ed25519 seed)
#   kek/1.key    key-encryption key, version 1: wraps the key of each person
#   audit/log.key  signs the audit log's checkpoints (Ed25519 seed); for the audit service alone, so in a folder of its own
#   gateway/drafts.key  from it the key comes by which a person's drafts are sealed in the browser; for the gateway alone
#   witness/*.key  of the invented witnesses, who elsewhere are other people
make_secrets() {
  local folder=$1 name
  mkdir -p "$folder/kek" "$folder/database" "$folder/audit" "$folder/gateway" "$folder/witness"
  chmod 0700 "$folder" "$folder/kek" "$folder/database" "$folder/audit" "$folder/gateway" "$folder/witness"
  for name in context.key index.key request.key receipt.key kek/1.key audit/log.key gateway/drafts.key witness/witness-1.key witness/witness-2.key; do
    random_key "$folder/$name"
  done
}
