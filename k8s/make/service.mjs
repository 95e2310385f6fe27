// The manifests of one service: how it runs, under which name it is called, who it is to others and to the database.
import { DATABASE } from './house.mjs';
import * as w from './workload.mjs';

const KIND = 'service';
const PROBE_SECONDS = 5;
// NOT_SERVING before the port closes: twice the probe period, and long enough for endpoints to be forgotten.
export const LAME_DUCK_SECONDS = 2 * PROBE_SECONDS;
// Lame duck, ten seconds for what is inside, and time to end connections and threads.
const END_SECONDS = LAME_DUCK_SECONDS + 10 + 40;

export const databaseFlag = (login, folder) =>
  `host=${DATABASE}-rw port=5432 dbname=dayaq user=${login} connect_timeout=5 target_session_attrs=read-write ` +
  `sslmode=verify-full sslrootcert=${folder}/ca.crt sslcert=${folder}/tls.crt sslkey=${folder}/tls.key`;

function flags(name, facts) {
  const own = Object.entries(facts.flags).map(([flag, value]) => `--${flag}=${value}`);
  return [
    `--service_address=0.0.0.0:${facts.ports.grpc}`,
    `--metrics_address=0.0.0.0:${facts.ports.metrics}`,
    `--database=${databaseFlag(`dayaq_${name}`, '/etc/dayaq/database')}`,
    `--connections=${facts.connections}`,
    '--policy_directory=/usr/share/dayaq/policy',
    '--certificate_directory=/etc/dayaq/certificates',
    '--staging_directory=/run/dayaq/certificates',
    '--key_directory=/var/lib/dayaq/keys',
    '--token_keys_ca=/etc/dayaq/identity-provider/ca.pem',
    `--lame_duck=${LAME_DUCK_SECONDS}s`,
    ...own,
    // Last: what the place says of the identity provider, and of this service.
    `--flagfile=${['house', ...(facts.site_flags ? [name] : [])].map((file) => `/etc/dayaq/site/${file}.flags`).join(',')}`,
  ];
}

function volumes(name, facts) {
  const own = facts.volumes.map((volume) => {
    if (volume.secret) return w.secretVolume(volume.name, volume.secret, volume.optional);
    if (volume.config_map) return w.configVolume(volume.name, volume.config_map, volume.optional);
    return w.claimVolume(volume.name, volume.claim);
  });
  return [
    w.certificateVolume('certificates', `${name}-workload`),
    w.secretVolume('database', `${name}-database`),
    w.secretVolume('key-files', 'dayaq-keys'),
    w.claimVolume('keys', 'keys'),
    w.configVolume('identity-provider', 'identity-provider-ca'),
    w.configVolume('site', 'site'),
    w.memoryVolume('run', '8Mi'),
    ...own,
  ];
}

function mounts(facts) {
  return [
    w.mount('certificates', '/etc/dayaq/certificates'),
    w.mount('database', '/etc/dayaq/database'),
    // The shared folder holds kek/, erased and links to these.
    w.mount('key-files', '/etc/dayaq/keys'),
    w.mount('keys', '/var/lib/dayaq/keys', false),
    w.mount('identity-provider', '/etc/dayaq/identity-provider'),
    w.mount('site', '/etc/dayaq/site'),
    w.mount('run', '/run/dayaq', false),
    ...facts.volumes.map((volume) => w.mount(volume.name, volume.at, !volume.claim)),
  ];
}

// Liveness asks the process alone: a database that is away must not restart services. /ready asks the database, for up to two seconds.
const probes = {
  startupProbe: { httpGet: { path: '/live', port: 'metrics' }, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
  readinessProbe: { httpGet: { path: '/ready', port: 'metrics' }, periodSeconds: PROBE_SECONDS, timeoutSeconds: 3, failureThreshold: 1 },
  livenessProbe: { httpGet: { path: '/live', port: 'metrics' }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
};

export function serviceObjects(house, name) {
  const facts = house.services[name];
  const running = w.container(house, name, name, {
    args: flags(name, facts),
    ports: [{ name: 'grpc', containerPort: facts.ports.grpc }, { name: 'metrics', containerPort: facts.ports.metrics }],
    ...probes,
    resources: w.resources(facts.requests, facts.limits),
    volumeMounts: mounts(facts),
  });
  return [
    w.serviceAccount(name, KIND),
    w.deployment(name, KIND, w.podSpec(name, [running], volumes(name, facts), {
      terminationGracePeriodSeconds: END_SECONDS,
      topologySpreadConstraints: w.spread(name),
    })),
    w.object('v1', 'Service', name, KIND, {
      spec: { type: 'ClusterIP', selector: w.selector(name).matchLabels, ports: [{ name: 'grpc', port: facts.ports.grpc, targetPort: 'grpc' }] },
    }),
    w.workloadCertificate(name, KIND, [name]),
    w.databaseCertificate(name, KIND, `dayaq_${name}`),
  ];
}

// Where there are several machines: at least two of each, more under load, never all gone at once.
export function scaleObjects(name, component, replicas) {
  return [
    w.object('autoscaling/v2', 'HorizontalPodAutoscaler', name, component, {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: replicas.least,
        maxReplicas: replicas.most,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
        // Each pod that goes ends its connections: not for a moment's calm.
        behavior: { scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }] } },
      },
    }),
    w.object('policy/v1', 'PodDisruptionBudget', name, component, {
      spec: { minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: w.selector(name) },
    }),
  ];
}
