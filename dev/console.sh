#!/usr/bin/env bash
# The console's files and the contract as the gateway reads it, made from proto/ and clients/console: build/console. Sourced.

CONSOLE_BUILD="$DAYAQ_ROOT/build/console"
console_site() { printf '%s/site' "$CONSOLE_BUILD"; }
contract_file() { printf '%s/contract.binpb' "$CONSOLE_BUILD"; }

# What the files given say together; a list of files comes in on standard input, each ended by a zero byte.
files_hash() { sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64; }

# made_from HASH MARK: was it made from just this?
made_from() { [ -f "$2" ] && [ "$(cat "$2")" = "$1" ]; }

make_contract() {
  local hash mark="$CONSOLE_BUILD/contract.made-from"
  hash=$(find "$DAYAQ_ROOT/proto" -name '*.proto' -print0 | files_hash)
  if [ -s "$(contract_file)" ] && made_from "$hash" "$mark"; then return; fi
  mkdir -p "$CONSOLE_BUILD"
  logged "$CONSOLE_BUILD/contract.log" env -C "$DAYAQ_ROOT" PATH="$DAYAQ_ROOT/node_modules/.bin:$PATH" buf build proto -o "$(contract_file)"
  printf '%s\n' "$hash" >"$mark"
  changed
}

# make_console: types from the contract, words from the command line's labels, then the pages, packed for the wire.
make_console() {
  local room="$DAYAQ_ROOT/clients/console" hash mark="$CONSOLE_BUILD/site.made-from"
  hash=$({
    find "$DAYAQ_ROOT/proto" -name '*.proto' -print0
    find "$room" -type f -not -path '*/node_modules/*' -not -path '*/src/contract/*' -not -path '*/src/labels/*' -not -path '*/tests/*' -print0
    printf '%s\0' "$DAYAQ_ROOT/clients/cli/code_labels.cc" "$DAYAQ_ROOT/services/platform/base/reason_texts.cc" "$DAYAQ_ROOT/policy/access.yaml" \
      "$DAYAQ_ROOT/db/reference/az_district_outlines.json"
  } | files_hash)
  if [ -f "$(console_site)/index.html" ] && made_from "$hash" "$mark"; then return; fi
  mkdir -p "$CONSOLE_BUILD"
  logged "$CONSOLE_BUILD/site.log" build_console_pages "$room"
  printf '%s\n' "$hash" >"$mark"
  changed
}

# One after the other; the first that fails ends it (the caller looks at the status, so the shell does not).
build_console_pages() {
  export PATH="$DAYAQ_ROOT/node_modules/.bin:$PATH"
  rm -rf "$1/src/contract" "$1/src/labels"
  cd "$DAYAQ_ROOT" &&
    buf generate --template clients/console/buf.gen.yaml &&
    node "$1/build/labels.mjs" &&
    cd "$1" &&
    node node_modules/typescript/bin/tsc --noEmit &&
    node node_modules/vite/bin/vite.js build --outDir "$(console_site)" --emptyOutDir &&
    node build/worker.mjs "$(console_site)" &&
    node build/compress.mjs "$(console_site)"
}
