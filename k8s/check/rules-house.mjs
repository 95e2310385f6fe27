// What the house as a whole must be: the database, certificates, doors, numbers that must fit together.
import { containers, find, flagsOf, named, ofKind, pods, seconds, secretsOf } from './objects.mjs';

const each = (list, say) => list.flatMap((entry) => say(entry) ?? []);
const SPIFFE = 'spiffe://dayaq.az/service/';

// Parameters that CloudNativePG keeps to itself; its webhook refuses them.
const OPERATORS_OWN = ['allow_system_table_mods', 'archive_cleanup_command', 'archive_command', 'archive_mode', 'cluster_name', 'config_file', 'data_directory',
  'full_page_writes', 'hba_file', 'hot_standby', 'ident_file', 'listen_addresses', 'log_destination', 'log_directory', 'logging_collector', 'port',
  'primary_conninfo', 'primary_slot_name', 'recovery_target', 'restart_after_crash', 'restore_command', 'shared_preload_libraries', 'ssl', 'ssl_ca_file',
  'ssl_cert_file', 'ssl_key_file', 'synchronous_standby_names', 'unix_socket_directories', 'wal_level', 'wal_log_hints'];
// No text of a statement, a row or a parameter ever stands in the log; everybody but services is recorded.
const LOG_SAYS_NOTHING = {
  log_error_verbosity: 'terse', log_parameter_max_length_on_error: '0', log_min_error_statement: 'panic', log_statement: 'none',
  log_min_duration_statement: '-1', 'pgaudit.log': 'read, write, ddl, role', 'pgaudit.log_statement': 'off', 'pgaudit.log_parameter': 'off',
};
const SAFE_WHEN_POWER_FAILS = { fsync: 'on', synchronous_commit: 'on' };
const KEPT_DAYS = 35;
const OPEN_FOR_MIGRATION = 'hostssl all postgres,dayaq_migrator all cert map=migration';

const clusters = (objects) => ofKind(objects, 'Cluster');
const wrongParameters = (object, wanted) => Object.entries(wanted).filter(([name, value]) => object.spec.postgresql?.parameters?.[name] !== value)
  .map(([name, value]) => `${named(object)}: ${name} is not ${value}`);

export const databaseRules = {
  'no acknowledged fact is lost': (objects, { place }) => each(clusters(objects), (object) => {
    const found = [...wrongParameters(object, SAFE_WHEN_POWER_FAILS)];
    if (object.spec.bootstrap?.initdb && object.spec.bootstrap.initdb.dataChecksums !== true) found.push(`${named(object)}: damage on disk is not noticed`);
    if (place === 'district') return found;
    const { method, number, dataDurability, failoverQuorum } = object.spec.postgresql?.synchronous ?? {};
    if (!(object.spec.instances >= 3)) found.push(`${named(object)}: fewer than three instances`);
    if (method !== 'any' || number !== 1 || dataDurability !== 'required' || failoverQuorum !== true) {
      found.push(`${named(object)}: a commit is acknowledged before a second instance has it, or a failover may lose it`);
    }
    const { enablePodAntiAffinity, podAntiAffinityType, topologyKey } = object.spec.affinity ?? {};
    if (enablePodAntiAffinity !== true || podAntiAffinityType !== 'required' || topologyKey !== 'kubernetes.io/hostname') {
      found.push(`${named(object)}: two instances may lie on one machine`);
    }
    if (object.spec.enablePDB !== true) found.push(`${named(object)}: machines may be emptied under it`);
    return found;
  }),

  'backups are made and kept as long as they may': (objects) => each(clusters(objects), (object) => {
    const archiver = (object.spec.plugins ?? []).find(({ isWALArchiver }) => isWALArchiver === true);
    if (!archiver) return `${named(object)}: its log is not archived`;
    const store = find(objects, 'ObjectStore', archiver.parameters?.barmanObjectName ?? '');
    // Said, since a cluster of another name would write elsewhere.
    if (!archiver.parameters?.serverName) return `${named(object)}: does not say under which name it is archived`;
    if (!store) return `${named(object)}: the archive ${archiver.parameters?.barmanObjectName} is not there`;
    const { wal = {}, data = {}, endpointURL = '' } = store.spec.configuration;
    const schedules = ofKind(objects, 'ScheduledBackup').filter(({ spec }) => spec.cluster?.name === object.metadata.name && spec.suspend !== true &&
      spec.method === 'plugin' && spec.pluginConfiguration?.name === archiver.name && /^\d+ \d+ \d+ \* \* \*$/.test(spec.schedule));
    return [
      ...(wal.encryption && data.encryption ? [] : [`${named(store)}: backups lie there unencrypted`]),
      ...(endpointURL.startsWith('https://') ? [] : [`${named(store)}: backups travel unencrypted`]),
      // As long as a destroyed key-encryption key may still open one, and no longer: keys-and-secrets.md.
      ...(store.spec.retentionPolicy === `${KEPT_DAYS}d` ? [] : [`${named(store)}: backups are not kept ${KEPT_DAYS} days`]),
      ...(schedules.length === 1 ? [] : [`${named(object)}: not exactly one backup a day`]),
    ];
  }),

  'what was restored writes beside what it was restored from': (objects) => each(clusters(objects), (object) => {
    const recovery = object.spec.bootstrap?.recovery;
    if (!recovery) return [];
    const source = (object.spec.externalClusters ?? []).find(({ name }) => name === recovery.source);
    const writes = (object.spec.plugins ?? []).find(({ isWALArchiver }) => isWALArchiver)?.parameters;
    const reads = source?.plugin?.parameters;
    if (!reads) return `${named(object)}: is restored from ${recovery.source}, which is not there`;
    return [
      ...(object.spec.bootstrap.initdb ? [`${named(object)}: is restored and begun anew at once`] : []),
      ...(writes?.serverName && writes.serverName !== reads.serverName ? [] : [`${named(object)}: overwrites the backups it is restored from`]),
      ...(find(objects, 'ObjectStore', reads.barmanObjectName) ? [] : [`${named(object)}: is restored from an archive that is not there`]),
    ];
  }),

  'the database is entered by certificate': (objects, { purpose }) => each(clusters(objects), (object) => {
    const lines = object.spec.postgresql?.pg_hba ?? [];
    const opened = purpose === 'migration' ? [OPEN_FOR_MIGRATION] : [];
    const wanted = [...opened, 'hostssl dayaq all all cert', 'host all all all reject'];
    const ident = purpose === 'migration' ? ['migration dayaq_migration postgres', 'migration dayaq_migration dayaq_migrator'] : [];
    return [
      ...(JSON.stringify(lines) === JSON.stringify(wanted) ? [] : [`${named(object)}: pg_hba lets in others than certificates of logins, or the superuser at another time than a migration`]),
      ...(JSON.stringify(object.spec.postgresql?.pg_ident ?? []) === JSON.stringify(ident) ? [] : [`${named(object)}: pg_ident makes somebody superuser`]),
      ...(object.spec.enableSuperuserAccess === false ? [] : [`${named(object)}: the superuser has a password`]),
      ...(object.spec.certificates?.clientCASecret && object.spec.certificates?.serverTLSSecret ? [] : [`${named(object)}: certificates are not the house's`]),
      ...(object.spec.managed ? [`${named(object)}: roles are made beside db/bootstrap.sql`] : []),
    ];
  }),

  'the log of the database says nothing of people': (objects) => each(clusters(objects), (object) => wrongParameters(object, LOG_SAYS_NOTHING)),

  "nothing that is the operator's own": (objects) => each(clusters(objects), (object) =>
    Object.keys(object.spec.postgresql?.parameters ?? {}).filter((name) => OPERATORS_OWN.includes(name)).map((name) => `${named(object)}: ${name} is set by the operator`)),

  'the database has its machine': (objects) => each(clusters(objects), (object) => {
    const { requests, limits } = object.spec.resources ?? {};
    return [
      ...(requests?.memory && requests.memory === limits?.memory ? [] : [`${named(object)}: its memory is not its own`]),
      ...(object.spec.walStorage?.size && object.spec.storage?.size ? [] : [`${named(object)}: log and data fill one disk`]),
      ...(object.spec.seccompProfile?.type === 'RuntimeDefault' ? [] : [`${named(object)}: seccomp profile is not RuntimeDefault`]),
    ];
  }),

  'connections fit': (objects, { services }) => each(clusters(objects), (object) => {
    const reserve = 30;  // the operator, replication, migrations, people who look after it
    const most = Number(object.spec.postgresql?.parameters?.max_connections ?? 100);
    let wanted = 0;
    for (const { object: owner, container } of containers(ofKind(objects, 'Deployment'))) {
      const connections = Number(flagsOf(container).connections ?? 0);
      if (connections === 0) continue;
      // One more pod of each while it rolls out.
      const replicas = (find(objects, 'HorizontalPodAutoscaler', owner.metadata.name)?.spec.maxReplicas ?? owner.spec.replicas ?? 1) + 1;
      const own = replicas * (connections + services[owner.metadata.name].more_connections);
      if (own > 100) return `${named(owner)}: may want ${own} connections, and its login has 100 (db/bootstrap.sql)`;
      wanted += own;
    }
    return wanted + reserve <= most ? [] : `${named(object)}: ${wanted} connections may be wanted, and there are ${most - reserve}`;
  }),
};

const isSame = (some, others) => some.length === others.length && others.every((one) => some.includes(one));
const DAYS = (days) => days * 24 * 3600;

export const certificateRules = {
  'each workload has one name': (objects) => {
    const certificates = ofKind(objects, 'Certificate');
    const uris = certificates.flatMap(({ spec }) => spec.uris ?? []);
    return [
      ...each(certificates.filter(({ spec }) => spec.uris), (object) => {
        const name = object.metadata.name.replace(/-workload$/, '');
        const { uris: ids, usages = [], issuerRef } = object.spec;
        const right = ids.length === 1 && ids[0] === SPIFFE + name && issuerRef?.name === 'workloads' && issuerRef.kind === 'Issuer' &&
          isSame(usages, ['digital signature', 'server auth', 'client auth']) && object.spec.commonName === name;
        // Whoever is called is called by its name; whoever only calls has none.
        const isCalled = ofKind(objects, 'Service').some(({ metadata, spec }) => metadata.name === name && spec.type === 'ClusterIP');
        return right && isSame(object.spec.dnsNames ?? [], isCalled ? [name] : []) ? [] : `${named(object)}: is not exactly one SPIFFE id of its own, for a server and a client`;
      }),
      ...each(ofKind(objects, 'Deployment'), (object) =>
        (uris.filter((uri) => uri === SPIFFE + object.metadata.name).length === 1 ? [] : `${named(object)}: has no SPIFFE id, or more than one certificate has it`)),
    ];
  },

  'certificates end and are renewed': (objects) => each(ofKind(objects, 'Certificate'), (object) => {
    const { duration, renewBefore, privateKey = {}, isCA } = object.spec;
    const longest = isCA ? DAYS(5 * 366) : DAYS(90);
    return seconds(duration) <= longest && seconds(renewBefore) >= seconds(duration) / 12 && seconds(renewBefore) < seconds(duration) &&
      privateKey.algorithm === 'ECDSA' && privateKey.size >= 256 && privateKey.rotationPolicy === (isCA || object.metadata.name === 'gateway-workload' ? 'Never' : 'Always') ? []
      : `${named(object)}: lasts too long, is renewed too late, or under a key that stays or is weak`;
  }),

  'certificates are for what they are for': (objects) => each(ofKind(objects, 'Certificate'), (object) => {
    const { usages = [], uris, isCA } = object.spec;
    if (isCA) return isSame(usages, ['cert sign', 'crl sign']) ? [] : `${named(object)}: an authority that does more than sign`;
    // A server's or a client's; a workload alone is both.
    return uris || isSame(usages, ['digital signature', 'server auth']) || isSame(usages, ['digital signature', 'client auth']) ? []
      : `${named(object)}: is for more than a server or a client`;
  }),

  'nobody is issued a login of people or of the superuser': (objects, { services }) => each(
    ofKind(objects, 'Certificate').filter(({ spec }) => spec.issuerRef?.name === 'database' && spec.usages?.includes('client auth')), (object) => {
      const logins = [...Object.keys(services).map((name) => `dayaq_${name}`), 'dayaq_migration', 'streaming_replica'];
      const owner = object.metadata.name.replace(/-database$/, '');
      const own = object.spec.commonName === 'streaming_replica' ? object.metadata.name === 'database-replication'
        : object.spec.commonName === `dayaq_${owner}`;
      return logins.includes(object.spec.commonName) && own && !object.spec.usages.includes('server auth') ? []
        : `${named(object)}: opens the database as ${object.spec.commonName}`;
    }),

  'the migration is somebody for a day': (objects) => each(ofKind(objects, 'Certificate').filter(({ spec }) => spec.commonName === 'dayaq_migration'), (object) =>
    (seconds(object.spec.duration) <= DAYS(1) ? [] : `${named(object)}: opens the database as superuser for longer than a day`)),

  'nobody poses as another': (objects) => {
    // Secrets of authorities are mounted by nobody; those of a workload by that workload alone.
    const issued = Object.fromEntries(ofKind(objects, 'Certificate').map((object) => [object.spec.secretName, object]));
    return each(pods(objects), ({ object, spec }) => (spec.volumes ?? []).flatMap(secretsOf).filter(({ name }) => issued[name]).flatMap(({ name }) => {
      const own = [`${object.metadata.name}-workload`, `${object.metadata.name}-database`, `${object.metadata.name}-server`].includes(name);
      return own ? [] : [`${named(object)}: holds the certificate ${name}, which is another's`];
    }));
  },

  'the key of the audit log is with the audit service': (objects) => each(pods(objects), ({ object, spec }) =>
    ((spec.volumes ?? []).flatMap(secretsOf).some(({ name }) => name === 'audit-log-key') !== (object.metadata.name === 'audit' && object.kind === 'Deployment')
      ? `${named(object)}: holds the key that signs the audit log, or should and does not` : [])),
};

export const doorRules = {
  'one door to the outside': (objects) => each(ofKind(objects, 'Service'), (object) => {
    const { type = 'ClusterIP', externalIPs, externalName } = object.spec;
    if (externalIPs || externalName) return `${named(object)}: leads elsewhere`;
    if (object.metadata.name === 'edge') return type === 'LoadBalancer' && object.spec.externalTrafficPolicy === 'Local' ? [] : `${named(object)}: callers cannot be told apart`;
    return type === 'ClusterIP' ? [] : `${named(object)}: can be reached from outside`;
  }),

  'the ingress is encrypted and names its hosts': (objects) => each(ofKind(objects, 'Ingress'), (object) => {
    const { tls = [], rules = [], ingressClassName, defaultBackend } = object.spec;
    const covered = tls.flatMap(({ hosts = [], secretName }) => (secretName ? hosts : []));
    return ingressClassName && !defaultBackend && rules.length > 0 &&
      rules.every(({ host, http }) => host && !host.includes('*') && covered.includes(host) && http?.paths?.length > 0 && http.paths.every(({ path }) => path === '/') &&
        object.metadata.annotations?.['nginx.ingress.kubernetes.io/backend-protocol'] === 'HTTPS' &&
        Number(object.metadata.annotations['nginx.ingress.kubernetes.io/limit-rpm']) > 0 && object.metadata.annotations['nginx.ingress.kubernetes.io/affinity'] === 'cookie' &&
        object.metadata.annotations['nginx.ingress.kubernetes.io/session-cookie-samesite'] === 'Lax') ? []
      : `${named(object)}: serves a host without TLS, any host, one address without limit, or one browser by several pods`;
  }),

  'everything lies in the namespace': (objects) => each(objects.filter(({ kind }) => kind !== 'Namespace'), (object) =>
    (object.metadata.namespace === 'dayaq' ? [] : `${named(object)}: lies in the namespace ${object.metadata.namespace ?? 'of whoever applies it'}`)),

  'no secret is written down': (objects) => each(ofKind(objects, 'Secret'), (object) => `${named(object)}: stands in the repository`),

  'several of each where there are several machines': (objects, { place }) => (place !== 'production' ? [] : each(ofKind(objects, 'Deployment'), (object) => {
    const scaler = find(objects, 'HorizontalPodAutoscaler', object.metadata.name);
    const budget = find(objects, 'PodDisruptionBudget', object.metadata.name);
    return [
      ...(scaler?.spec.minReplicas >= 2 && scaler.spec.maxReplicas >= scaler.spec.minReplicas && scaler.spec.metrics?.length > 0 ? []
        : [`${named(object)}: is alone, or stays alone under load`]),
      ...(budget?.spec.minAvailable >= 1 && budget.spec.minAvailable < (scaler?.spec.minReplicas ?? 1) ? []
        : [`${named(object)}: may be emptied away whole, or keeps machines from being emptied`]),
      ...(object.spec.replicas === undefined ? [] : [`${named(object)}: says how many, and so does its autoscaler`]),
    ];
  })),

  'the namespace has bounds': (objects) => [
    ...(ofKind(objects, 'LimitRange').some(({ spec }) => spec.limits?.some(({ type, max, default: given }) => type === 'Container' && max?.memory && given?.memory)) ? []
      : ['Namespace dayaq: a container that says nothing may take a machine']),
    ...(ofKind(objects, 'ResourceQuota').some(({ spec }) => spec.hard?.['services.loadbalancers'] === '1') ? [] : ['Namespace dayaq: anybody may open another door']),
  ],
};
