// What every pod of ours must be. A rule: objects in, sentences out, one for each thing that is wrong.
import { containers, flagsOf, named, ofKind, pods, quantity, seconds, secretsOf } from './objects.mjs';

const LEAST_USER = 10001;
// What Pod Security "restricted" lets pods mount.
const VOLUME_KINDS = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const SECRET_WORDS = /pass(word|wd|phrase)?|secret|token|credential|api_?key|private|(^|_)key$/i;
// Services and the edge, and the gateway, which asks nobody either.
const ALIVE = ['/live', '/health'];
const DIGEST = /@sha256:[0-9a-f]{64}$/;

const each = (list, say) => list.flatMap((entry) => say(entry) ?? []);
const where = ({ object, container }) => `${named(object)}, container ${container.name}`;
const longRunning = (objects) => containers(ofKind(objects, 'Deployment', 'StatefulSet'));

export const podRules = {
  'namespace is restricted': (objects) => each(ofKind(objects, 'Namespace'), ({ metadata }) =>
    ['enforce', 'audit', 'warn'].filter((mode) => metadata.labels?.[`pod-security.kubernetes.io/${mode}`] !== 'restricted')
      .map((mode) => `Namespace ${metadata.name}: pod security does not ${mode} "restricted"`)),

  'nobody is root': (objects) => each(containers(objects), ({ object, spec, container }) => {
    const is = { ...spec.securityContext, ...container.securityContext };
    return is.runAsNonRoot === true && is.runAsUser >= LEAST_USER && is.runAsGroup >= LEAST_USER ? []
      : `${where({ object, container })}: runs as root, or as somebody who may be`;
  }),

  'one user for key files': (objects) => each(pods(objects), ({ object, spec }) => {
    const is = spec.securityContext ?? {};
    // Who makes a key-encryption key is the only one that may read it; and the kubelet must not open files to the group.
    return is.runAsUser === LEAST_USER && is.fsGroup === LEAST_USER && is.fsGroupChangePolicy === 'OnRootMismatch' ? []
      : `${named(object)}: runs as another user than the rest, or changes the modes of files on volumes`;
  }),

  'no more rights than at the start': (objects) => each(containers(objects), ({ object, container }) =>
    container.securityContext?.allowPrivilegeEscalation === false && !container.securityContext?.privileged ? []
      : `${where({ object, container })}: may gain privileges`),

  'no capabilities': (objects) => each(containers(objects), ({ object, container }) => {
    const { drop = [], add = [] } = container.securityContext?.capabilities ?? {};
    return drop.includes('ALL') && add.length === 0 ? [] : `${where({ object, container })}: keeps capabilities`;
  }),

  'system calls are filtered': (objects) => each(containers(objects), ({ object, spec, container }) =>
    (container.securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile)?.type === 'RuntimeDefault' ? []
      : `${where({ object, container })}: seccomp profile is not RuntimeDefault`),

  'root file system is read-only': (objects) => each(containers(objects), ({ object, container }) =>
    container.securityContext?.readOnlyRootFilesystem === true ? [] : `${where({ object, container })}: may write to its root file system`),

  'nothing of the machine': (objects) => each(pods(objects), ({ object, spec }) => [
    ...['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace'].filter((key) => spec[key]).map((key) => `${named(object)}: ${key}`),
    ...(spec.containers ?? []).flatMap(({ ports = [] }) => ports).filter(({ hostPort }) => hostPort).map(() => `${named(object)}: a port of the machine`),
  ]),

  'volumes of harmless kinds': (objects) => each(pods(objects), ({ object, spec }) => (spec.volumes ?? []).flatMap((volume) =>
    // Without a kind it would be an empty folder, silently.
    (Object.entries(volume).filter(([kind, what]) => kind !== 'name' && what !== null && VOLUME_KINDS.includes(kind)).length === 1 && Object.keys(volume).length === 2 ? []
      : `${named(object)}: volume ${volume.name} is ${Object.keys(volume).filter((kind) => kind !== 'name').join(' and ') || 'nothing'}`))),

  'only what is written to can be': (objects) => each(containers(objects), ({ object, spec, container }) => (container.volumeMounts ?? []).filter((mounted) => {
    const volume = (spec.volumes ?? []).find(({ name }) => name === mounted.name) ?? {};
    const isWritten = volume.emptyDir || (volume.persistentVolumeClaim && container.name !== 'edge');
    return (mounted.readOnly === true) === Boolean(isWritten) || mounted.subPath;
  }).map(({ name }) => `${where({ object, container })}: ${name} can be written, or cannot and must`)),

  'no token of the cluster': (objects) => [
    ...each(pods(objects), ({ object, spec }) => (spec.automountServiceAccountToken === false ? [] : `${named(object)}: is given a token of the cluster`)),
    ...each(ofKind(objects, 'ServiceAccount'), (object) => (object.automountServiceAccountToken === false ? [] : `${named(object)}: gives pods a token`)),
    ...each(ofKind(objects, 'RoleBinding', 'ClusterRoleBinding'), (object) => `${named(object)}: gives rights in the cluster; nothing of ours needs any`),
  ],

  'an account of its own': (objects) => each(pods(objects), ({ object, spec }) =>
    (spec.serviceAccountName === object.metadata.name ? [] : `${named(object)}: runs under the account ${spec.serviceAccountName ?? 'default'}`)),

  'images are pinned': (objects) => {
    const judge = (who, image = '') => {
      const ours = image.startsWith('registry.');
      if (DIGEST.test(image) && image.includes('/')) return [];
      // Only our own, and only while nothing was released: a tag that nobody pushes.
      return ours && /:unreleased$/.test(image) ? [] : [`${who}: image ${image || '(none)'} is not pinned by its digest`];
    };
    return [
      ...each(containers(objects), ({ object, container }) => judge(where({ object, container }), container.image)),
      ...each(ofKind(objects, 'Cluster'), (object) => judge(named(object), object.spec.imageName)),
    ];
  },

  'what it needs and may take is said': (objects) => each(containers(objects), ({ object, container }) => {
    const { requests = {}, limits = {} } = container.resources ?? {};
    return ['cpu', 'memory', 'ephemeral-storage'].filter((kind) => !(quantity(requests[kind]) > 0) || !(quantity(limits[kind]) >= quantity(requests[kind])))
      .map((kind) => `${where({ object, container })}: ${kind} has no request, or no limit above it`);
  }),

  'scratch space is bounded': (objects) => each(pods(objects), ({ object, spec }) => (spec.volumes ?? [])
    .filter(({ emptyDir }) => emptyDir && !(quantity(emptyDir.sizeLimit) > 0)).map(({ name }) => `${named(object)}: volume ${name} may fill the machine`)),

  'private keys are staged in memory': (objects) => each(longRunning(objects), ({ object, spec, container }) => {
    const folder = flagsOf(container).staging_directory;
    if (!folder) return [];
    const mounted = (container.volumeMounts ?? []).find(({ mountPath }) => folder.startsWith(`${mountPath}/`));
    return (spec.volumes ?? []).find(({ name }) => name === mounted?.name)?.emptyDir?.medium === 'Memory' ? []
      : `${where({ object, container })}: copies of its private key lie on a disk`;
  }),

  'three probes': (objects) => each(longRunning(objects), ({ object, container }) => {
    const found = ['startupProbe', 'readinessProbe', 'livenessProbe'].filter((probe) => {
      const { httpGet, periodSeconds, timeoutSeconds, failureThreshold } = container[probe] ?? {};
      return !httpGet?.path || !(periodSeconds > 0) || !(timeoutSeconds > 0) || !(failureThreshold > 0);
    }).map((probe) => `${where({ object, container })}: ${probe} is missing or leaves something to chance`);
    const ports = (container.ports ?? []).map(({ name }) => name);
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      const port = container[probe]?.httpGet?.port;
      if (port !== undefined && !ports.includes(port)) found.push(`${where({ object, container })}: ${probe} asks a port that is not there`);
    }
    return found;
  }),

  'liveness asks the process alone': (objects) => each(longRunning(objects), ({ object, container }) => [
    // A database that is away must not restart every service at once.
    ...(ALIVE.includes(container.livenessProbe?.httpGet?.path) ? [] : [`${where({ object, container })}: liveness hangs on something else than the process`]),
    ...(ALIVE.includes(container.startupProbe?.httpGet?.path) ? [] : [`${where({ object, container })}: the start hangs on something else than the process`]),
  ]),

  'readiness asks what serving needs': (objects) => each(longRunning(objects), ({ object, container }) => {
    if (!('lame_duck' in flagsOf(container))) return [];
    const probe = container.readinessProbe ?? {};
    // /ready itself gives the database two seconds.
    return probe.httpGet?.path === '/ready' && probe.timeoutSeconds > 2 && probe.failureThreshold === 1 ? []
      : `${where({ object, container })}: readiness does not ask /ready, gives it no time, or waits for a second refusal`;
  }),

  'goes without losing a call': (objects) => each(longRunning(objects), ({ object, spec, container }) => {
    const lame = seconds(flagsOf(container).lame_duck ?? `${container.lifecycle?.preStop?.exec?.command?.[1] ?? 0}s`);
    const grace = spec.terminationGracePeriodSeconds ?? 30;
    return [
      ...(lame >= 2 * (container.readinessProbe?.periodSeconds ?? 10) ? [] : [`${where({ object, container })}: closes before two probes saw that it goes`]),
      ...(grace >= lame + 10 + 20 ? [] : [`${named(object)}: is killed before what is inside could end`]),
    ];
  }),

  'secrets are files': (objects) => each(containers(objects), ({ object, container }) => [
    ...(container.envFrom ?? []).filter(({ secretRef }) => secretRef).map(({ secretRef }) => `${where({ object, container })}: secret ${secretRef.name} in its environment`),
    ...(container.env ?? []).filter(({ valueFrom }) => valueFrom?.secretKeyRef).map(({ name }) => `${where({ object, container })}: secret in ${name} of its environment`),
    ...(container.env ?? []).filter(({ name, value }) => value && SECRET_WORDS.test(name)).map(({ name }) => `${where({ object, container })}: ${name} is written down`),
    ...(container.args ?? []).filter((arg) => /\bpassword=/.test(arg)).map(() => `${where({ object, container })}: a password in its command line`),
  ]),

  'secrets are for their reader': (objects) => each(pods(objects), ({ object, spec }) => (spec.volumes ?? []).flatMap((volume) => {
    if (secretsOf(volume).length === 0) return [];
    const mode = volume.secret?.defaultMode ?? volume.projected?.defaultMode ?? 0o644;
    const items = [...(volume.secret?.items ?? []), ...(volume.projected?.sources ?? []).flatMap(({ secret }) => secret?.items ?? [])];
    const open = [mode, ...items.map((item) => item.mode ?? mode)].some((one) => (one & 0o337) !== 0);
    const mounts = (spec.containers ?? []).flatMap(({ volumeMounts = [] }) => volumeMounts).filter(({ name }) => name === volume.name);
    return [
      ...(open ? [`${named(object)}: volume ${volume.name} can be read by others than its owner and group, or be written`] : []),
      ...(mounts.every(({ readOnly }) => readOnly === true) ? [] : [`${named(object)}: volume ${volume.name} is not mounted read-only`]),
    ];
  })),

  'rolls out without a gap': (objects) => each(ofKind(objects, 'Deployment'), (object) => {
    const { type, rollingUpdate = {} } = object.spec.strategy ?? {};
    return type === 'RollingUpdate' && rollingUpdate.maxUnavailable === 0 && rollingUpdate.maxSurge >= 1 && object.spec.progressDeadlineSeconds > 0 ? []
      : `${named(object)}: a rollout may leave nobody who serves, or never end`;
  }),

  'spread over machines': (objects) => each(pods(ofKind(objects, 'Deployment')), ({ object, pod, spec }) => {
    const over = (key, mode) => (spec.topologySpreadConstraints ?? []).some((one) => one.topologyKey === key && one.maxSkew === 1 &&
      one.whenUnsatisfiable === mode && one.labelSelector?.matchLabels?.['dayaq.az/workload'] === pod.metadata?.labels?.['dayaq.az/workload']);
    return over('kubernetes.io/hostname', 'DoNotSchedule') && over('topology.kubernetes.io/zone', 'ScheduleAnyway') ? []
      : `${named(object)}: its pods may all lie on one machine or in one zone`;
  }),

  'jobs end': (objects) => each(ofKind(objects, 'Job'), (object) =>
    (object.spec.backoffLimit === 0 && object.spec.activeDeadlineSeconds > 0 && object.spec.ttlSecondsAfterFinished > 0 &&
      object.spec.template.spec.restartPolicy === 'Never' ? [] : `${named(object)}: tries again by itself, or never ends`)),

  'no addresses of everybody in the environment': (objects) => each(pods(objects), ({ object, spec }) =>
    (spec.enableServiceLinks === false ? [] : `${named(object)}: every service of the namespace stands in its environment`)),
};
