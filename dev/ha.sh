#!/usr/bin/env bash
# Three PostgreSQL instances that take over from each other: Patroni beside each, etcd for what they agree on; all on this machine, so it
# shows how a failover goes and saves nobody from a lost disk. Sourced, after cluster and house.
#
# In the folder of a cluster (PLACE) lie data/ (the first instance: a cluster that was there before is taken over as it is), data-2/ and
# data-3/, made from it; ha/ with etcd's data and the files of Patroni. Everything but the log belongs to the cluster's user. A commit is
# answered when the standbys have it on their disks; one of them takes over (docs/adr/0052-failover-on-one-machine.md).

HA_NODES=(1 2 3)
# Names of ports, as house_ports chooses them.
HA_PORTS=(POSTGRES_2_PORT POSTGRES_3_PORT PATRONI_1_PORT PATRONI_2_PORT PATRONI_3_PORT ETCD_PORT ETCD_PEER_PORT)
# In the order in which they start. The processes write their logs as those of the house do.
HA_PROCESSES=(etcd patroni-1 patroni-2 patroni-3)
HA_SCOPE=dayaq

# ha_wanted WANTED: is the cluster one of three? Once it is, it stays so.
ha_wanted() { [ -f "$(cluster_place "$1")/.ha" ]; }

ha_postgres_port() { if [ "$1" -eq 1 ]; then printf '%s' "$POSTGRES_PORT"; else local name="POSTGRES_$1_PORT"; printf '%s' "${!name}"; fi; }
ha_patroni_port() { local name="PATRONI_$1_PORT"; printf '%s' "${!name}"; }
ha_data() { if [ "$1" -eq 1 ]; then printf '%s/data' "$2"; else printf '%s/data-%s' "$2" "$1"; fi; }

# ha_hosts WANTED: libpq words that name all three; the caller adds target_session_attrs.
ha_hosts() {
  local socket node hosts=() ports=()
  socket=$(cluster_socket "$1")
  for node in "${HA_NODES[@]}"; do hosts+=("$socket"); ports+=("$(ha_postgres_port "$node")"); done
  (IFS=,; printf "host='%s' port=%s" "${hosts[*]}" "${ports[*]}")
}
# Where changes go: whichever is primary. Where figures may be read that are a moment old: a standby, else the primary.
ha_writing() { printf '%s target_session_attrs=read-write' "$(ha_hosts "$1")"; }
ha_reading() { printf '%s target_session_attrs=prefer-standby' "$(ha_hosts "$1")"; }

# as_cluster_process: words that become the cluster's user in the very process, so that its id is that of what runs.
as_cluster_process() {
  if is_root; then printf '%s\n' env -C / HOME=/var/lib/postgresql setpriv --reuid=postgres --regid=postgres --init-groups --; else printf '%s\n' env -C / --; fi
}

# ha_password NAME PLACE: made once.
ha_password() {
  local file="$2/ha/$1.password"
  as_cluster_user test -s "$file" || openssl rand -hex 24 | as_cluster_user sh -c "umask 077 && cat >'$file'"
  as_cluster_user cat "$file"
}

ha_claim() {
  local place=$1
  if is_root; then install -d -o postgres -g postgres -m 0700 "$place/ha" "$place/ha/etcd"; else install -d -m 0700 "$place/ha" "$place/ha/etcd"; fi
}

# patroni_settings NODE PLACE SUPERUSER-PASSWORD
patroni_settings() {
  local node=$1 place=$2 superuser=$3
  cat <<END
scope: $HA_SCOPE
name: node-$node
restapi:
  listen: 127.0.0.1:$(ha_patroni_port "$node")
  connect_address: 127.0.0.1:$(ha_patroni_port "$node")
  authentication: {username: patroni, password: $(ha_password restapi "$place")}
etcd3:
  host: 127.0.0.1:$ETCD_PORT
  username: root
  password: $(ha_password etcd "$place")
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 3
    # A primary that died is not waited for.
    primary_start_timeout: 0
    # No commit is answered before every standby that is there has it on its disk, one at least; the furthest of them takes over, and the other has
    # nothing to take back before it acknowledges again.
    synchronous_mode: true
    synchronous_mode_strict: true
    synchronous_node_count: 2
    # While etcd is away the primary goes on as long as it sees both others.
    failsafe_mode: true
    postgresql:
      use_pg_rewind: true
      parameters:
        max_connections: 200
        max_worker_processes: 8
        wal_level: replica
        max_wal_senders: 10
        max_replication_slots: 10
        wal_keep_size: 256MB
        synchronous_commit: 'on'
        archive_mode: 'on'
        archive_command: '$(cluster_archive_command "$place")'
postgresql:
  listen: 127.0.0.1:$(ha_postgres_port "$node")
  connect_address: 127.0.0.1:$(ha_postgres_port "$node")
  data_dir: $(ha_data "$node" "$place")
  bin_dir: $POSTGRES_BIN
  pgpass: $place/ha/pgpass-$node
  remove_data_directory_on_rewind_failure: true
  remove_data_directory_on_diverged_timelines: true
  create_replica_methods: [basebackup]
  basebackup: [{checkpoint: fast}]
  authentication:
    superuser: {username: $CLUSTER_SUPERUSER, password: $superuser}
    replication: {username: replicator, password: $(ha_password replicator "$place")}
tags: {nofailover: false, noloadbalance: false, clonefrom: false, nosync: false}
END
}

# ha_prepare WANTED SECRETS: a cluster that stands alone, running, gets what replication needs. Does nothing the second time.
ha_prepare() {
  local place password
  place=$(cluster_place "$1")
  ! ha_wanted "$1" || return 0
  ha_claim "$place"
  password=$(ha_password replicator "$place")
  cluster_start "$1"
  {
    printf "\\\\set password '%s'\n" "$password"
    printf "SELECT 'CREATE ROLE replicator' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'replicator') \\\\gexec\n"
    printf "ALTER ROLE replicator LOGIN REPLICATION PASSWORD :'password';\n"
  } | PGPASSFILE="$2/database/$CLUSTER_SUPERUSER.pgpass" psql -X -q -v ON_ERROR_STOP=1 \
    "host=$(cluster_socket "$1") port=$POSTGRES_PORT user=$CLUSTER_SUPERUSER dbname=postgres"
  cluster_stop "$1"
  as_cluster_user touch "$place/.ha"
  changed
}

# etcd speaks on the loopback and wants a password, like everything there.
start_etcd() {
  local place=$1 words url="http://127.0.0.1:$ETCD_PORT" peer="http://127.0.0.1:$ETCD_PEER_PORT" password
  mapfile -t words < <(as_cluster_process)
  house_start etcd -- "${words[@]}" "$(command -v etcd)" --name=dayaq --data-dir="$place/ha/etcd" --listen-client-urls="$url" --advertise-client-urls="$url" \
    --listen-peer-urls="$peer" --initial-advertise-peer-urls="$peer" --initial-cluster="dayaq=$peer" --log-level=warn --auto-compaction-retention=1
  house_wait etcd 30 etcd_answers
  password=$(ha_password etcd "$place")
  if ETCDCTL_API=3 etcdctl --endpoints="$url" user list >/dev/null 2>&1; then
    printf '%s\n' "$password" | ETCDCTL_API=3 etcdctl --endpoints="$url" user add root --interactive=false >/dev/null
    ETCDCTL_API=3 etcdctl --endpoints="$url" user grant-role root root >/dev/null
    ETCDCTL_API=3 etcdctl --endpoints="$url" auth enable >/dev/null
  fi
}
etcd_answers() { curl -sf --max-time 2 -o /dev/null "http://127.0.0.1:$ETCD_PORT/health"; }

start_patroni() {
  local node=$1 place=$2 words
  mapfile -t words < <(as_cluster_process)
  house_start "patroni-$node" -- "${words[@]}" "$(command -v patroni)" "$place/ha/patroni-$node.yml"
}

# patroni_says NODE PATH: 200 when it is what PATH asks (primary, replica, sync, health).
patroni_says() { curl -sf --max-time 2 -o /dev/null "http://127.0.0.1:$(ha_patroni_port "$1")/$2"; }

# ha_primary: number of the node that is primary now, or nothing (and false).
ha_primary() {
  local node
  for node in "${HA_NODES[@]}"; do
    if patroni_says "$node" primary; then printf '%s' "$node"; return 0; fi
  done
  return 1
}
ha_has_primary() { ha_primary >/dev/null; }
# Is one primary, and do both others acknowledge?
ha_whole() {
  local node primaries=0 synchronous=0
  for node in "${HA_NODES[@]}"; do
    if patroni_says "$node" primary; then primaries=$((primaries + 1)); fi
    if patroni_says "$node" synchronous; then synchronous=$((synchronous + 1)); fi
  done
  [ "$primaries $synchronous" = "1 2" ]
}

# ha_start WANTED SECRETS: all three, the present primary's data first.
ha_start() {
  local wanted=$1 secrets=$2 place node password
  place=$(cluster_place "$wanted")
  password=$(cut -d: -f5 "$secrets/database/$CLUSTER_SUPERUSER.pgpass")
  for node in "${HA_NODES[@]}"; do
    patroni_settings "$node" "$place" "$password" | as_cluster_user sh -c "umask 077 && cat >'$place/ha/patroni-$node.yml'"
  done
  start_etcd "$place"
  for node in "${HA_NODES[@]}"; do
    start_patroni "$node" "$place"
    # The first time only the first has data.
    [ "$node" -ne 1 ] || as_cluster_user test -d "$place/data-2" || house_wait patroni-1 60 ha_has_primary
  done
  house_wait patroni-1 300 ha_whole
}

# Standbys first, so that the primary has somebody to tell until its end. A Patroni that was killed leaves its PostgreSQL behind.
ha_stop() {
  local node primary data
  primary=$(ha_primary) || primary=''
  for node in "${HA_NODES[@]}"; do [ "$node" = "$primary" ] || house_stop "patroni-$node"; done
  [ -z "$primary" ] || house_stop "patroni-$primary"
  for node in "${HA_NODES[@]}"; do
    data=$(ha_data "$node" "$(cluster_place "$1")")
    as_cluster_user "$POSTGRES_BIN/pg_ctl" --pgdata="$data" --mode=fast --wait --timeout=60 stop >/dev/null 2>&1 || true
  done
  house_stop etcd
}
# ha_memory NODE WANTED, for ./dayaq status: Patroni's and its PostgreSQL's.
ha_memory() {
  local postmaster
  postmaster=$(ha_postmaster "$1" "$2") || postmaster=''
  process_memory "$(house_pid "patroni-$1")" ${postmaster:+"$postmaster"}
}
ha_role() {
  local path
  for path in primary synchronous replica; do
    if patroni_says "$1" "$path"; then printf '%s' "$path"; return; fi
  done
  printf 'away'
}

# ha_postmaster NODE WANTED: process id of its PostgreSQL.
ha_postmaster() { as_cluster_user head -n 1 "$(ha_data "$1" "$(cluster_place "$2")")/postmaster.pid" 2>/dev/null; }
