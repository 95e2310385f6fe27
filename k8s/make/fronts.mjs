// What stands before the services: the edge for command lines and, once there is one, the gateway of the console; and the two jobs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE, EDGE_PORT } from './house.mjs';
import * as w from './workload.mjs';
import { LAME_DUCK_SECONDS } from './service.mjs';

const GATEWAY_PORT = 8443;

export function edgeObjects(house) {
  const running = w.container(house, 'edge', 'edge', {
    ports: [{ name: 'https', containerPort: EDGE_PORT }, { name: 'health', containerPort: 9001 }],
    startupProbe: { httpGet: { path: '/live', port: 'health' }, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
    readinessProbe: { httpGet: { path: '/live', port: 'health' }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 1 },
    livenessProbe: { httpGet: { path: '/live', port: 'health' }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    // Connections still arrive for a moment after a pod is told to go.
    lifecycle: { preStop: { exec: { command: ['sleep', String(LAME_DUCK_SECONDS)] } } },
    resources: w.resources({ cpu: '100m', memory: '64Mi' }, { cpu: '1', memory: '256Mi' }),
    volumeMounts: [
      w.mount('configuration', '/etc/dayaq/edge'),
      w.mount('certificates', '/etc/dayaq/certificates'),
      w.mount('server-certificate', '/etc/dayaq/server'),
      w.mount('transparency', '/var/lib/dayaq/transparency'),
      w.mount('run', '/run/edge', false),
    ],
  });
  const volumes = [
    w.configVolume('configuration', 'edge'),
    w.certificateVolume('certificates', 'edge-workload'),
    w.certificateVolume('server-certificate', 'edge-server'),
    w.claimVolume('transparency', 'transparency', true),
    w.scratchVolume('run', '128Mi'),
  ];
  return [
    w.serviceAccount('edge', 'edge'),
    w.deployment('edge', 'edge', w.podSpec('edge', [running], volumes, {
      // What is inside when nginx is told to finish may take its two minutes.
      terminationGracePeriodSeconds: LAME_DUCK_SECONDS + 130,
      topologySpreadConstraints: w.spread('edge'),
    })),
    w.object('v1', 'Service', 'edge', 'edge', {
      spec: {
        type: 'LoadBalancer', externalTrafficPolicy: 'Local', selector: w.selector('edge').matchLabels,
        ports: [{ name: 'https', port: 443, targetPort: 'https' }],
      },
    }),
    w.workloadCertificate('edge', 'edge', []),
  ];
}

// dev/edge/nginx.conf.in with the places of a container. Everything that is replaced must be there: a template that changes says so here.
export function edgeConfiguration(house) {
  let text = readFileSync(join(house.root, 'dev/edge/nginx.conf.in'), 'utf8');
  const swap = (from, to) => {
    if (!text.includes(from)) throw new Error(`k8s/make/fronts.mjs: dev/edge/nginx.conf.in no longer says: ${from}`);
    text = text.replaceAll(from, () => to);
  };
  text = text.replace(/^(#[^\n]*\n)+/, '# Made by ./dayaq policy from dev/edge/nginx.conf.in, where its limits are explained; not to be edited.\n');
  const upstreams = house.names.map((name) => `  upstream ${name} {\n    server ${name}:${house.services[name].ports.grpc};\n    keepalive 16;\n  }\n`);
  const locations = house.names.map((name) =>
    `    location /dayaq.${name}.v1. {\n      grpc_ssl_name ${name};\n      grpc_pass grpcs://${name};\n    }\n`);
  const blocks = [upstreams, locations];
  text = text.replace(/ *# @EACH_SERVICE@\n[^]*?# @END@\n/g, () => blocks.shift().join(''));
  if (blocks.length > 0) throw new Error('k8s/make/fronts.mjs: dev/edge/nginx.conf.in has another number of @EACH_SERVICE@ blocks');
  swap('      grpc_pass grpcs://@SPEAKER@;', `      grpc_ssl_name ${house.speaker};\n      grpc_pass grpcs://${house.speaker};`);
  swap('    grpc_ssl_name localhost;\n', '');
  swap('listen 127.0.0.1:@EDGE_PORT@ ssl http2;', `listen ${EDGE_PORT} ssl http2;`);
  swap('server_name localhost;', 'server_name _;');
  swap('"@HOME@/certificates/edge-server/', '"/etc/dayaq/server/');
  swap('"@HOME@/certificates/edge/cert.pem"', '"/etc/dayaq/certificates/cert.pem"');
  swap('"@HOME@/certificates/edge/key.pem"', '"/etc/dayaq/certificates/key.pem"');
  swap('"@HOME@/certificates/ca/ca.pem"', '"/etc/dayaq/certificates/ca.pem"');
  swap('"@HOME@/run/edge.nginx.pid"', '"/run/edge/nginx.pid"');
  swap('"@HOME@/run/edge/', '"/run/edge/');
  swap('"@HOME@/transparency/', '"/var/lib/dayaq/transparency/');
  // Whoever collects the output of pods keeps both; a receipt tells nothing but that an entry was promised.
  swap('error_log "@HOME@/log/edge.log" warn;', 'error_log stderr warn;');
  swap('access_log "@HOME@/log/edge.calls.log" call;', 'access_log /dev/stdout call;');
  swap('access_log "@HOME@/log/receipts.log" receipt if=$receipt;', 'access_log /dev/stdout receipt if=$receipt;');
  swap('log_format receipt "$time_iso8601 $receipt";', 'log_format receipt escape=json \'{"time":"$time_iso8601","receipt":"$receipt"}\';');
  // Probes of the kubelet: plain, and nothing else is said there.
  swap(`  server {\n    listen ${EDGE_PORT}`,
    `  server {\n    listen 9001;\n    access_log off;\n    location = /live {\n      return 200 "live\\n";\n    }\n    location / {\n      return 404;\n    }\n  }\n\n  server {\n    listen ${EDGE_PORT}`);
  if (/@[A-Z_]+@|127\.0\.0\.1|localhost/.test(text)) throw new Error('k8s/make/fronts.mjs: dev/edge/nginx.conf.in has a place that no container has');
  return text;
}

// The console's gateway. Sessions lie in its memory, so the ingress brings a browser back to the same pod; and it sees the ingress's address
// instead of people's, so the limit for each address is the ingress's.
export function consoleObjects(house) {
  const { host, issuer, requests, limits } = house.gateway;
  const services = house.names.filter((name) => house.callers[name].includes('gateway'));
  const health = { httpGet: { path: '/health', port: 'https', scheme: 'HTTPS', httpHeaders: [{ name: 'Host', value: host }] } };
  const running = w.container(house, 'gateway', 'gateway', {
    args: [
      `--origin=https://${host}`,
      `--listen=0.0.0.0:${GATEWAY_PORT}`,
      '--server-certificates=/etc/dayaq/server',
      '--certificates=/etc/dayaq/certificates',
      `--issuer=${issuer}`,
      `--services=${services.map((name) => `${name}=${name}:${house.services[name].ports.grpc}`).join(',')}`,
      '--contract=/usr/share/dayaq/contract.binpb',
      '--site=/usr/share/dayaq/site',
      '--draft-key=/etc/dayaq/drafts/drafts.key',
      '--receipts=/dev/stdout',
      '--sign-ins-a-minute=600',
      '--pages-a-minute=20000',
    ],
    ports: [{ name: 'https', containerPort: GATEWAY_PORT }],
    startupProbe: { ...health, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
    readinessProbe: { ...health, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 1 },
    livenessProbe: { ...health, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    lifecycle: { preStop: { exec: { command: ['sleep', String(LAME_DUCK_SECONDS)] } } },
    resources: w.resources(requests, limits),
    volumeMounts: [
      w.mount('certificates', '/etc/dayaq/certificates'),
      w.mount('server-certificate', '/etc/dayaq/server'),
      w.mount('drafts', '/etc/dayaq/drafts'),
    ],
  });
  const volumes = [
    w.certificateVolume('certificates', 'gateway-workload'),
    w.certificateVolume('server-certificate', 'gateway-server'),
    w.secretVolume('drafts', 'gateway-drafts'),
  ];
  const identity = w.workloadCertificate('gateway', 'console', ['gateway']);
  // The identity provider knows the gateway by this key: a new one is made known there first (docs/operations/kubernetes.md).
  identity.spec.privateKey.rotationPolicy = 'Never';
  return [
    w.serviceAccount('gateway', 'console'),
    w.deployment('gateway', 'console', w.podSpec('gateway', [running], volumes, {
      terminationGracePeriodSeconds: LAME_DUCK_SECONDS + 50,
      topologySpreadConstraints: w.spread('gateway'),
    })),
    w.object('v1', 'Service', 'gateway', 'console', {
      spec: { type: 'ClusterIP', selector: w.selector('gateway').matchLabels, ports: [{ name: 'https', port: GATEWAY_PORT, targetPort: 'https' }] },
    }),
    identity,
    ingress(host),
  ];
}

function ingress(host) {
  const object = w.object('networking.k8s.io/v1', 'Ingress', 'console', 'console', {
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: 'console-web' }],
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'gateway', port: { name: 'https' } } } }] } }],
    },
  });
  const settings = {
    'backend-protocol': 'HTTPS',
    affinity: 'cookie',
    'affinity-mode': 'persistent',
    'session-cookie-name': '__Host-dayaq-pod',
    'session-cookie-secure': 'true',
    // The identity provider sends the browser back from another site: to the pod that knows of the attempt.
    'session-cookie-samesite': 'Lax',
    'session-cookie-path': '/',
    'force-ssl-redirect': 'true',
    // A hospital is many people behind one address.
    'limit-rpm': '3000',
    'limit-connections': '200',
    'proxy-body-size': '1m',
  };
  object.metadata.annotations = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]));
  return object;
}

function job(house, name, command, mounts, volumes, seconds) {
  const running = w.container(house, name, 'migration', {
    command,
    resources: w.resources({ cpu: '250m', memory: '128Mi' }, { cpu: '2', memory: '512Mi' }),
    volumeMounts: mounts,
  });
  return w.object('batch/v1', 'Job', name, 'job', {
    spec: {
      // Not again by itself: somebody looks at why it failed.
      backoffLimit: 0,
      activeDeadlineSeconds: seconds,
      ttlSecondsAfterFinished: 86400,
      template: { metadata: { labels: w.podLabels(name, 'job') }, spec: w.podSpec(name, [running], volumes, { restartPolicy: 'Never' }) },
    },
  });
}

// Its certificate is for one identity that pg_ident maps to the superuser and the migrator, and is short.
export function migrationObjects(house) {
  const certificate = w.databaseCertificate('migration', 'job', 'dayaq_migration');
  certificate.spec.duration = '24h';
  certificate.spec.renewBefore = '8h';
  return [
    w.serviceAccount('migration', 'job'),
    certificate,
    job(house, 'migration', ['/usr/share/dayaq/migrate.sh', `${DATABASE}-rw`],
      [w.mount('database', '/etc/dayaq/database'), w.mount('key-files', '/etc/dayaq/keys'), w.mount('run', '/run/dayaq', false)],
      [w.secretVolume('database', 'migration-database'), w.secretVolume('key-files', 'dayaq-keys'), w.memoryVolume('run', '16Mi')], 3600),
  ];
}

export function firstKeysObjects(house) {
  return [
    w.serviceAccount('first-keys', 'job'),
    job(house, 'first-keys', ['/usr/share/dayaq/first-keys.sh', '/var/lib/dayaq/keys', '/etc/dayaq/keys'],
      [w.mount('keys', '/var/lib/dayaq/keys', false)], [w.claimVolume('keys', 'keys')], 300),
  ];
}
