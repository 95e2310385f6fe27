// Whether every name leads somewhere: secrets and their keys, config maps, accounts, claims, ports, selectors, issuers, flags and the files
// that they name.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configMapsOf, containers, find, flagsOf, named, ofKind, pods, secretsOf, selects } from './objects.mjs';

const each = (list, say) => list.flatMap((entry) => say(entry) ?? []);
const DATABASE = 'dayaq';
const CERTIFICATE_KEYS = ['tls.crt', 'tls.key', 'ca.crt'];

export const readGiven = (root) => parse(readFileSync(join(root, 'k8s/given.yaml'), 'utf8'));

// {flag: file} of a service: those of the platform, and its own.
export function declaredFlags(root, service) {
  const sources = [join(root, 'services/platform/service/host_flags.cc'),
    ...readdirSync(join(root, 'services', service)).filter((file) => file.endsWith('.cc') && !/_test\.cc$|^test_|^fake_/.test(file)).map((file) => join(root, 'services', service, file))];
  return new Set(sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/ABSL_FLAG\(\s*[\w:]+,\s*(\w+),/g)].map(([, flag]) => flag)));
}

function secretKeys(objects, given) {
  const known = Object.fromEntries(Object.entries(given.secrets).map(([name, { keys }]) => [name, keys]));
  for (const { spec } of ofKind(objects, 'Certificate')) known[spec.secretName] = CERTIFICATE_KEYS;
  return known;
}

function configKeys(objects, given) {
  const known = Object.fromEntries(Object.entries(given.config_maps).map(([name, { keys }]) => [name, keys]));
  for (const { metadata, data } of ofKind(objects, 'ConfigMap')) known[metadata.name] = Object.keys(data ?? {});
  return known;
}

// A certificate is three files under the names that programs look for; a secret or config map has a name.
function isEmpty(volume) {
  if ('projected' in volume) {
    const paths = (volume.projected?.sources ?? []).flatMap(({ secret }) => (secret?.items ?? []).map(({ key, path }) => `${key} ${path}`));
    return paths.join() !== 'tls.crt cert.pem,tls.key key.pem,ca.crt ca.pem';
  }
  return ('secret' in volume && !volume.secret?.secretName) || ('configMap' in volume && !volume.configMap?.name);
}

function volumeReferences(objects, given) {
  const secrets = secretKeys(objects, given);
  const configs = configKeys(objects, given);
  return each(pods(objects), ({ object, spec }) => (spec.volumes ?? []).flatMap((volume) => {
    const judge = (known, what) => ({ name, keys = [] }) => {
      if (!known[name]) return [`${named(object)}: the ${what} ${name} is made by nothing and given by nobody`];
      return keys.filter((key) => !known[name].includes(key)).map((key) => `${named(object)}: the ${what} ${name} has no ${key}`);
    };
    const claim = volume.persistentVolumeClaim?.claimName;
    return [
      ...(isEmpty(volume) ? [`${named(object)}: the volume ${volume.name} shows nothing`] : []),
      ...secretsOf(volume).flatMap(judge(secrets, 'secret')),
      ...configMapsOf(volume).flatMap(judge(configs, 'config map')),
      ...(claim === undefined || find(objects, 'PersistentVolumeClaim', claim) ? [] : [`${named(object)}: the claim ${claim} is not there`]),
    ];
  }));
}

function mountReferences(objects) {
  return each(containers(objects), ({ object, spec, container }) => {
    const volumes = (spec.volumes ?? []).map(({ name }) => name);
    const mounted = (container.volumeMounts ?? []).map(({ name }) => name);
    return [
      ...mounted.filter((name) => !volumes.includes(name)).map((name) => `${named(object)}: mounts the volume ${name}, which is not there`),
      ...volumes.filter((name) => !mounted.includes(name)).map((name) => `${named(object)}: nobody mounts the volume ${name}`),
    ];
  });
}

function serviceReferences(objects) {
  return each(ofKind(objects, 'Service'), (object) => {
    const behind = pods(objects).filter(({ pod }) => selects({ matchLabels: object.spec.selector }, pod.metadata?.labels));
    if (!object.spec.selector || behind.length !== 1) return `${named(object)}: ${behind.length} workloads stand behind it`;
    const ports = (behind[0].spec.containers ?? []).flatMap(({ ports: list = [] }) => list).map(({ name }) => name);
    if (!(object.spec.ports?.length > 0)) return `${named(object)}: leads to no port`;
    return object.spec.ports.filter(({ targetPort }) => !ports.includes(targetPort)).map(({ targetPort }) => `${named(object)}: leads to a port ${targetPort} that is not there`);
  });
}

// Exactly the pods of one workload: an empty selector takes everybody's.
const isSelectorOf = (selector, object) => JSON.stringify(selector) === JSON.stringify({ matchLabels: { 'dayaq.az/workload': object.metadata.name } });

function ownerReferences(objects, given) {
  const secrets = secretKeys(objects, given);
  return [
    ...each(pods(objects), ({ object, pod, spec }) => [
      ...(find(objects, 'ServiceAccount', spec.serviceAccountName) ? [] : [`${named(object)}: the account ${spec.serviceAccountName} is not there`]),
      ...(object.kind !== 'Deployment' || isSelectorOf(object.spec.selector, object) ? [] : [`${named(object)}: does not select its own pods, or others too`]),
      ...(pod.metadata?.labels?.['dayaq.az/workload'] === object.metadata.name ? [] : [`${named(object)}: its pods are known by another name`]),
    ]),
    ...each(ofKind(objects, 'HorizontalPodAutoscaler'), (object) => {
      const { kind, name, apiVersion } = object.spec.scaleTargetRef;
      return find(objects, kind, name)?.apiVersion === apiVersion ? [] : `${named(object)}: scales ${kind} ${name}, which is not there`;
    }),
    ...each(ofKind(objects, 'PodDisruptionBudget'), (object) =>
      (find(objects, 'Deployment', object.metadata.name) && isSelectorOf(object.spec.selector, object) ? [] : `${named(object)}: guards nobody, or others too`)),
    ...each(pods(objects), ({ object, spec }) => (spec.topologySpreadConstraints ?? []).filter(({ labelSelector }) => !isSelectorOf(labelSelector, object))
      .map(({ topologyKey }) => `${named(object)}: spreads others than itself over ${topologyKey}`)),
    ...each(ofKind(objects, 'Certificate'), (object) => {
      const { kind, name } = object.spec.issuerRef;
      return (kind === 'ClusterIssuer' ? given.cluster_issuers[name] : find(objects, kind, name)) ? [] : `${named(object)}: the issuer ${name} is not there`;
    }),
    ...each(ofKind(objects, 'Issuer'), (object) =>
      (object.spec.selfSigned || secrets[object.spec.ca?.secretName] ? [] : `${named(object)}: the authority ${object.spec.ca?.secretName} is not there`)),
  ];
}

function databaseReferences(objects, given) {
  const secrets = secretKeys(objects, given);
  return [
    ...each(ofKind(objects, 'Cluster'), (object) => [
      ...['serverTLSSecret', 'serverCASecret', 'clientCASecret', 'replicationTLSSecret'].filter((key) => !secrets[object.spec.certificates?.[key]])
        .map((key) => `${named(object)}: ${key} is made by nothing`),
      ...[object.spec.storage, object.spec.walStorage].filter((storage) => storage?.storageClass && !given.storage_classes[storage.storageClass])
        .map(({ storageClass }) => `${named(object)}: the storage class ${storageClass} is given by nobody`),
    ]),
    ...each(ofKind(objects, 'PersistentVolumeClaim'), (object) =>
      (given.storage_classes[object.spec.storageClassName] && object.spec.resources?.requests?.storage && object.spec.accessModes?.length === 1 ? []
        : `${named(object)}: the storage class ${object.spec.storageClassName} is given by nobody, or it does not say how much and for how many`)),
    ...each(ofKind(objects, 'Cluster'), (object) => {
      const { initdb, recovery } = object.spec.bootstrap ?? {};
      return (initdb ?? recovery)?.database === DATABASE && (initdb ?? recovery)?.owner === 'dayaq_owner' ? [] : `${named(object)}: has another database, or another owner, than its clients ask for`;
    }),
    ...each(containers(objects), ({ object, container }) => {
      const { database } = flagsOf(container);
      if (!database) return [];
      const said = Object.fromEntries(database.split(' ').map((word) => word.split('=')));
      const right = said.host === 'dayaq-database-rw' && said.port === '5432' && said.dbname === DATABASE && said.user === `dayaq_${object.metadata.name}` &&
        said.sslmode === 'verify-full' && said.target_session_attrs === 'read-write' && said.sslrootcert && said.sslcert && said.sslkey && said.connect_timeout;
      return right ? [] : `${named(object)}: goes to another database, as somebody else, or believes any server`;
    }),
    ...each(ofKind(objects, 'ScheduledBackup'), (object) => (find(objects, 'Cluster', object.spec.cluster.name) ? [] : `${named(object)}: saves ${object.spec.cluster.name}, which is not there`)),
    ...each(ofKind(objects, 'ObjectStore'), (object) => Object.values(object.spec.configuration.s3Credentials ?? {})
      .filter(({ name, key }) => !secrets[name]?.includes(key)).map(({ name, key }) => `${named(object)}: the secret ${name} has no ${key}`)),
    ...each(ofKind(objects, 'Ingress'), (object) => (object.spec.tls ?? []).filter(({ secretName }) => !secrets[secretName])
      .map(({ secretName }) => `${named(object)}: the certificate ${secretName} is made by nothing`)),
    ...each(ofKind(objects, 'Ingress'), (object) => (object.spec.rules ?? []).flatMap(({ http }) => http?.paths ?? [{ backend: {} }]).flatMap(({ backend }) => {
      const service = find(objects, 'Service', backend.service?.name);
      return service?.spec.ports.some(({ name }) => name === backend.service.port?.name) ? [] : [`${named(object)}: leads to ${backend.service?.name}, which is not there`];
    })),
  ];
}

// Flags exist in the program, and what they name is a place that the pod has.
function flagReferences(objects, { root, services }) {
  return each(containers(ofKind(objects, 'Deployment')).filter(({ object }) => services[object.metadata.name]), ({ object, container }) => {
    const declared = declaredFlags(root, object.metadata.name);
    const flags = flagsOf(container);
    const site = ofKind(objects, 'ConfigMap').find(({ metadata }) => metadata.name.startsWith('site'))?.data ?? {};
    const own = (flags.flagfile ?? '').split(',').map((file) => file.split('/').pop());
    const missing = own.filter((file) => !(file in site)).map((file) => `${named(object)}: the flags ${file} are not there`);
    const said = own.flatMap((file) => [...(site[file] ?? '').matchAll(/^--(\w+)=(.*)$/gm)].map(([, flag, value]) => [flag, value]));
    const all = [...Object.entries(flags).filter(([flag]) => flag !== 'flagfile'), ...said];
    const places = ['/usr/share/dayaq/policy', ...(container.volumeMounts ?? []).map(({ mountPath }) => mountPath)];
    const paths = all.flatMap(([flag, value]) => [...value.matchAll(/(?:^|=)(\/[\w./-]+)/g)].map(([, path]) => [flag, path]));
    const needed = ['database', 'policy_directory', 'certificate_directory', 'staging_directory', 'key_directory', 'service_address', 'metrics_address', 'connections', 'lame_duck', 'token_issuer', 'token_keys', 'token_keys_ca'];
    return [
      ...missing,
      ...all.filter(([flag]) => !declared.has(flag)).map(([flag]) => `${named(object)}: the program has no flag --${flag}`),
      ...[...needed, ...Object.keys(services[object.metadata.name].flags)].filter((flag) => !all.some(([one]) => one === flag)).map((flag) => `${named(object)}: --${flag} is not said`),
      ...paths.filter(([, path]) => !places.some((place) => path === place || path.startsWith(`${place}/`))).map(([flag, path]) => `${named(object)}: --${flag} names ${path}, which the pod does not have`),
    ];
  });
}

// The gateway's flags are those of clients/gateway/settings.mjs; it knows exactly the services that let it call them, and the issuer they trust.
function gatewayReferences(objects, { root, services }) {
  return each(containers(ofKind(objects, 'Deployment')).filter(({ object }) => object.metadata.name === 'gateway'), ({ object, container }) => {
    const settings = readFileSync(join(root, 'clients/gateway/settings.mjs'), 'utf8');
    const keys = (name) => [...new RegExp(`const ${name} = \\{([^]*?)\\n\\};`).exec(settings)[1].matchAll(/^ {2}'?([a-z-]+)'?: /gm)].map(([, key]) => key);
    const [needed, optional] = [keys('FLAGS').filter((key) => key !== 'client-id'), [...keys('DEFAULTS'), 'client-id']];
    const flags = flagsOf(container);
    const calls = parse(readFileSync(join(root, 'policy/calls.yaml'), 'utf8')).services;
    const wanted = Object.keys(services).filter((name) => calls[name].includes('spiffe://dayaq.az/service/gateway')).map((name) => `${name}=${name}:7001`).sort().join();
    const issuer = /^--token_issuer=(.*)$/m.exec(ofKind(objects, 'ConfigMap').find(({ metadata }) => metadata.name.startsWith('site'))?.data?.['house.flags'] ?? '')?.[1];
    const host = find(objects, 'Ingress', 'console')?.spec.rules?.[0]?.host;
    const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'].map((probe) => container[probe]?.httpGet?.httpHeaders?.find(({ name }) => name === 'Host')?.value);
    const isPlain = ['startupProbe', 'readinessProbe', 'livenessProbe'].some((probe) => container[probe]?.httpGet?.scheme !== 'HTTPS');
    const places = ['/usr/share/dayaq', '/dev/stdout', ...(container.volumeMounts ?? []).map(({ mountPath }) => mountPath)];
    return [
      ...needed.filter((flag) => !flags[flag]).map((flag) => `${named(object)}: --${flag} is not said`),
      ...Object.keys(flags).filter((flag) => ![...needed, ...optional].includes(flag)).map((flag) => `${named(object)}: the gateway has no flag --${flag}`),
      ...Object.entries(flags).filter(([, value]) => value.startsWith('/') && !places.some((place) => value.startsWith(place))).map(([flag, value]) => `${named(object)}: --${flag} names ${value}, which the pod does not have`),
      ...((flags.services ?? '').split(',').sort().join() === wanted ? [] : [`${named(object)}: knows other services than those that let it call them`]),
      ...(isPlain ? [`${named(object)}: is probed without TLS, which it does not answer`] : []),
      ...(flags.issuer === issuer ? [] : [`${named(object)}: believes another identity provider than the services`]),
      ...(host && flags.origin === `https://${host}` && probes.every((one) => one === host) ? [] : [`${named(object)}: is called by another name than it answers to`]),
    ];
  });
}

export const referenceRules = {
  'volumes lead somewhere': (objects, { given }) => volumeReferences(objects, given),
  'mounts and volumes meet': (objects) => mountReferences(objects),
  'services lead somewhere': (objects) => serviceReferences(objects),
  'owners and their pods meet': (objects, { given }) => ownerReferences(objects, given),
  'the database finds its things': (objects, { given }) => databaseReferences(objects, given),
  'flags are those of the program': (objects, context) => flagReferences(objects, context),
  'the gateway is told what it asks for': (objects, context) => gatewayReferences(objects, context),
};

// What given.yaml lists and nothing of all that is applied uses.
export function unusedGiven(objects, given) {
  const text = JSON.stringify(objects);
  return Object.entries(given).flatMap(([group, entries]) => Object.keys(entries).filter((name) => !text.includes(`"${name}"`)).map((name) => `k8s/given.yaml: nobody uses ${name} of ${group}`));
}
