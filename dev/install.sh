#!/usr/bin/env bash
# Installs what is missing: Debian packages of dev/packages.debian, npm packages of the lock files. Fast, and needs no rights,
# when nothing is missing. Sourced.

# missing_packages: names from dev/packages.debian that dpkg does not have. Any npm will do, wherever it came from, and any
# kubectl; Debian's are asked for only where there is none.
missing_packages() {
  local wanted present
  wanted=$(grep -v '^#' "$DAYAQ_ROOT/dev/packages.debian" | sort -u)
  if command -v npm >/dev/null 2>&1; then wanted=$(grep -v -x -e npm -e nodejs <<<"$wanted"); fi
  if command -v kubectl >/dev/null 2>&1; then wanted=$(grep -v -x kubernetes-client <<<"$wanted"); fi
  # shellcheck disable=SC2086 # one word a package
  present=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | awk '$2 == "installed" {print $1}' | sort -u || true)
  comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$present")
}

as_administrator() {
  if is_root; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else
    fail "Paket quraşdırmaq üçün root və ya sudo lazımdır: apt-get install ${*: -1}" "Installing packages needs root or sudo; see ./dayaq doctor"
  fi
}

# Debian's packages would start a cluster, a web server and an etcd of their own, which nobody here asked for.
keep_package_daemons_quiet() {
  local missing=$1 drop_in=/etc/postgresql-common/createcluster.d
  if grep -q -x postgresql-15 <<<"$missing" && [ ! -e "$drop_in/dayaq.conf" ]; then
    as_administrator mkdir -p "$drop_in"
    printf '# Dayaq runs a private cluster; none is wanted beside it.\ncreate_main_cluster = false\n' | as_administrator tee "$drop_in/dayaq.conf" >/dev/null
  fi
}

install_debian_packages() {
  local missing
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  step_note "$(wc -w <<<"$missing") packages"
  keep_package_daemons_quiet "$missing"
  logged "$DAYAQ_HOME/log/apt-update.log" as_administrator apt-get -q update
  # shellcheck disable=SC2086 # one word a package
  logged "$DAYAQ_HOME/log/apt-install.log" as_administrator env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y --no-install-recommends install $missing
  if [ -d /run/systemd/system ]; then
    ! grep -q -x nginx-light <<<"$missing" || as_administrator systemctl disable --now nginx >/dev/null 2>&1 || true
    ! grep -q -x etcd-server <<<"$missing" || as_administrator systemctl disable --now etcd >/dev/null 2>&1 || true
    ! grep -q -x patroni <<<"$missing" || as_administrator systemctl disable --now patroni >/dev/null 2>&1 || true
  fi
  changed
}

# npm_packages FOLDER: what the lock file names, unless what lies there is younger than it (npm writes its own list last). Not
# `npm ci`: that refuses where a mirror lacks the packages of platforms we never run on.
npm_packages() {
  local folder=$1 installed="$1/node_modules/.package-lock.json"
  if [ -f "$installed" ] && [ ! "$folder/package-lock.json" -nt "$installed" ]; then return; fi
  logged "$DAYAQ_HOME/log/npm-$(basename "$folder").log" env -C "$folder" npm install --no-save --no-audit --no-fund --loglevel=error
  changed
}

install_everything() {
  command -v apt-get >/dev/null 2>&1 || fail "Debian 12 lazımdır" "Debian 12 is needed"
  step_begin "Debian paketləri" "Debian packages"
  install_debian_packages
  step_end
  step_begin "npm paketləri" "npm packages"
  npm_packages "$DAYAQ_ROOT"
  step_end
  step_begin "npm paketləri: kimlik xidməti" "npm packages: identity provider"
  npm_packages "$DAYAQ_ROOT/dev/identity-provider"
  step_end
  step_begin "npm paketləri: konsol" "npm packages: the console and its gateway"
  npm_packages "$DAYAQ_ROOT/clients/gateway"
  npm_packages "$DAYAQ_ROOT/clients/console"
  step_end
}
