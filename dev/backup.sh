#!/usr/bin/env bash
# A backup of a cluster, and a new cluster as the old one was at a moment: pgBackRest, which keeps the files encrypted and takes in the log as it
# is written. Sourced, after cluster and ha. In production CloudNativePG does this (docs/operations/kubernetes.md); here it is tried.
#
# Everything lies in backup/ in the cluster's folder. As long as backup/pgbackrest.conf is there, the cluster hands over its log (archive_command
# in cluster_settings); else its log goes nowhere, as before.

backup_folder() { printf '%s/backup' "$(cluster_place "$1")"; }

# backup_tool WANTED WORDS...: pgBackRest, as the cluster's user.
backup_tool() {
  local folder
  folder=$(backup_folder "$1")
  shift
  as_cluster_user env PGPASSFILE="$folder/pgpass" pgbackrest --config="$folder/pgbackrest.conf" --stanza=dayaq "$@"
}

# backup_of_primary WANTED WORDS...: the same, on the instance that is primary.
backup_of_primary() {
  local node
  if ! ha_wanted "$1"; then backup_tool "$@"; return; fi
  node=$(ha_primary) || return 1
  backup_tool "$@" --pg1-path="$(ha_data "$node" "$(cluster_place "$1")")" --pg1-port="$(ha_postgres_port "$node")"
}

# backup_begin WANTED PORT SECRETS: from now on the log is kept.
backup_begin() {
  local folder place
  place=$(cluster_place "$1") folder=$(backup_folder "$1")
  if is_root; then install -d -o postgres -g postgres -m 0700 "$folder" "$folder/repository" "$folder/lock" "$folder/spool"
  else install -d -m 0700 "$folder" "$folder/repository" "$folder/lock" "$folder/spool"; fi
  as_cluster_user sh -c "umask 077 && cat >'$folder/pgpass'" <"$3/database/$CLUSTER_SUPERUSER.pgpass"
  as_cluster_user sh -c "umask 077 && cat >'$folder/pgbackrest.conf'" <<END
[global]
repo1-path=$folder/repository
repo1-retention-full=1
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=$(openssl rand -hex 32)
lock-path=$folder/lock
spool-path=$folder/spool
compress-type=lz4
start-fast=y
log-level-console=warn
log-level-file=off

[dayaq]
pg1-path=$place/data
pg1-port=$2
pg1-socket-path=$place/socket
pg1-user=$CLUSTER_SUPERUSER
END
  backup_of_primary "$1" stanza-create
}
backup_take() { backup_of_primary "$1" --type=full backup; }
# Size of what is kept.
backup_size() { as_cluster_user du -sh "$(backup_folder "$1")/repository" | cut -f1; }
backup_end() { rm -rf "$(backup_folder "$1")"; }

# backup_restore WANTED NEW PORT MOMENT: a new cluster NEW that serves on PORT, as the old one was at MOMENT. Its log goes nowhere: a restored
# cluster never writes over what it came from.
backup_restore() {
  local new
  new=$(cluster_place "$2")
  claim_folder "$new"
  [ "$new" = "$2" ] || ln -sfn "$new" "$2"
  rm -rf "$new/data"
  as_cluster_user install -d -m 0700 "$new/data"
  backup_tool "$1" --pg1-path="$new/data" --type=time --target="$4" --target-action=promote restore || return 1
  { as_cluster_user grep -E '^(restore_command|recovery_target)' "$new/data/postgresql.auto.conf"
    cluster_settings "$new" "$3" | grep -v '^archive_'
    # Of three instances came what Patroni had written: here is one, which has nobody to follow and nobody to wait for.
    printf "%s = ''\n" synchronous_standby_names primary_conninfo primary_slot_name cluster_name
    echo "archive_mode = off"; } | as_cluster_user tee "$new/auto.conf" >/dev/null
  as_cluster_user mv "$new/auto.conf" "$new/data/postgresql.auto.conf"
  as_cluster_user touch "$new/.complete"
  cluster_start "$2"
}
