// The parts that every workload of ours is made of. What they must be is said once more, by other people, in k8s/check.
import { image, NAMESPACE, spiffeId, USER } from './house.mjs';

export const labels = (name, component) =>
  ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'dayaq', 'app.kubernetes.io/component': component });

// What policies, services and budgets know pods by.
export const podLabels = (name, component) => ({ ...labels(name, component), 'dayaq.az/workload': name });

export const selector = (name) => ({ matchLabels: { 'dayaq.az/workload': name } });

export const object = (apiVersion, kind, name, component, rest) =>
  ({ apiVersion, kind, metadata: { name, namespace: NAMESPACE, labels: labels(name, component) }, ...rest });

export const serviceAccount = (name, component) =>
  object('v1', 'ServiceAccount', name, component, { automountServiceAccountToken: false });

export function podSpec(name, containers, volumes, rest = {}) {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...rest,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      // Key files on the shared volume are their owner's alone; without this the kubelet would open them to the group at each start.
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers,
    volumes,
  };
}

export function container(house, name, program, rest) {
  return {
    name,
    image: image(house, program),
    imagePullPolicy: 'IfNotPresent',
    ...rest,
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}

// One replica a machine and, where there are several, a zone; a machine that is being emptied does not count.
export const spread = (name) => ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: topologyKey.endsWith('hostname') ? 'DoNotSchedule' : 'ScheduleAnyway',
  nodeTaintsPolicy: 'Honor',
  labelSelector: selector(name),
  // Old and new of a rollout are not held against each other.
  matchLabelKeys: ['pod-template-hash'],
}));

export const resources = (requests, limits) => ({
  requests: { ...requests, 'ephemeral-storage': '16Mi' },
  limits: { ...limits, 'ephemeral-storage': '256Mi' },
});

export function deployment(name, component, pod) {
  return object('apps/v1', 'Deployment', name, component, {
    spec: {
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 300,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      selector: selector(name),
      template: { metadata: { labels: podLabels(name, component) }, spec: pod },
    },
  });
}

// An X.509-SVID: exactly one URI name. `names` are what its callers dial.
export function workloadCertificate(name, component, names) {
  return object('cert-manager.io/v1', 'Certificate', `${name}-workload`, component, {
    spec: {
      secretName: `${name}-workload`,
      commonName: name,
      subject: { organizations: ['Dayaq'] },
      uris: [spiffeId(name)],
      ...(names.length > 0 ? { dnsNames: names } : {}),
      usages: ['digital signature', 'server auth', 'client auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      duration: '2160h',
      renewBefore: '720h',
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'workloads' },
    },
  });
}

// What a login proves itself by to PostgreSQL: its name is the certificate's common name.
export function databaseCertificate(name, component, login) {
  return object('cert-manager.io/v1', 'Certificate', `${name}-database`, component, {
    spec: {
      secretName: `${name}-database`,
      commonName: login,
      subject: { organizations: ['Dayaq'] },
      usages: ['digital signature', 'client auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      duration: '2160h',
      renewBefore: '720h',
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'database' },
    },
  });
}

// Files of a certificate under the names that our programs look for. Readable by the owner, root, and the pod's group.
export const certificateVolume = (name, secret) => ({
  name,
  projected: {
    defaultMode: 0o440,
    sources: [{ secret: { name: secret, items: [
      { key: 'tls.crt', path: 'cert.pem' }, { key: 'tls.key', path: 'key.pem' }, { key: 'ca.crt', path: 'ca.pem' },
    ] } }],
  },
});

export const secretVolume = (name, secretName, optional) =>
  ({ name, secret: { secretName, defaultMode: 0o440, ...(optional ? { optional } : {}) } });
export const configVolume = (name, configMap, optional) =>
  ({ name, configMap: { name: configMap, ...(optional ? { optional } : {}) } });
export const claimVolume = (name, claimName, readOnly) =>
  ({ name, persistentVolumeClaim: { claimName, ...(readOnly ? { readOnly } : {}) } });
export const memoryVolume = (name, sizeLimit) => ({ name, emptyDir: { medium: 'Memory', sizeLimit } });
export const scratchVolume = (name, sizeLimit) => ({ name, emptyDir: { sizeLimit } });
export const mount = (name, mountPath, readOnly = true) => ({ name, mountPath, ...(readOnly ? { readOnly } : {}) });
