#!/usr/bin/env bash
# first-keys.sh FOLDER GIVEN: the key folder that all services share, on its first day: the first key-encryption key, and links to the keys that
# every pod has from a secret under GIVEN. Refuses when anything is there: a second first key would hide that the old ones are gone.
set -euo pipefail
folder=$1 given=$2
there=$(find "$folder" -mindepth 1 -maxdepth 1 -not -name lost+found -print -quit)
if [ -n "$there" ]; then
  echo "first-keys: $folder is not empty ($there): nothing was changed. A volume that was restored gets its files from their backup" >&2
  exit 1
fi
umask 077
mkdir "$folder/kek"
for name in context index request receipt; do ln -s "$given/$name.key" "$folder/$name.key"; done
openssl rand -hex 32 >"$folder/kek/1.key.new"
sync "$folder/kek/1.key.new"
mv "$folder/kek/1.key.new" "$folder/kek/1.key"
sync "$folder/kek" "$folder"
echo 'first-keys: kek/1.key was made. Back it up now, apart from the database'
