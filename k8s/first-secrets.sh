#!/usr/bin/env bash
# first-secrets.sh FOLDER: the keys that the secrets of the cluster hold, made once (dev/secrets.sh), in FOLDER on a machine that keeps them apart
# from the database; and the commands that bring them into the cluster. Nothing is printed of a key. The first key-encryption key is not among
# them: it is made where it stays (base/first-keys).
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
[ "$#" -eq 1 ] || { echo "usage: k8s/first-secrets.sh FOLDER" >&2; exit 2; }
folder=$1
changed() { :; }
# shellcheck source=/dev/null
. dev/secrets.sh
umask 077
mkdir -p "$folder/audit" "$folder/gateway"
for name in context.key index.key request.key receipt.key audit/log.key gateway/drafts.key; do random_key "$folder/$name"; done
cat <<END
kubectl --namespace dayaq create secret generic dayaq-keys --from-file=$folder/context.key --from-file=$folder/index.key --from-file=$folder/request.key --from-file=$folder/receipt.key
kubectl --namespace dayaq create secret generic audit-log-key --from-file=$folder/audit/log.key
kubectl --namespace dayaq create secret generic gateway-drafts --from-file=$folder/gateway/drafts.key
END
