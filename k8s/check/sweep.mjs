// Every single thing that manifests say is taken away once: somebody must notice, or it stands in the list of what may go unnoticed, with why.
import { judge } from './judge.mjs';
import { faults } from './schemas.mjs';

// Patterns of "Kind name /path": what nobody notices, because nothing hangs on it or because leaving it out is as good.
const UNNOTICED = [
  [/\/metadata\/labels\/app\.kubernetes\.io\//, 'words for people'],
  [/ \/metadata\/labels$/, 'words for people, except where a rule wants them'],
  [/\/spec\/revisionHistoryLimit$/, 'ten, if not said'],
  [/\/imagePullPolicy$/, 'IfNotPresent, if not said, for a digest'],
  [/\/spec\/template\/metadata\/labels\/app\.kubernetes\.io\//, 'words for people'],
  [/\/topologySpreadConstraints\/\d+\/(nodeTaintsPolicy|matchLabelKeys)/, 'a rollout or an emptied machine waits, and says so'],
  [/\/(ports|containerPort).*\/protocol$/, 'TCP, if not said'],
  [/HorizontalPodAutoscaler .*\/behavior/, 'it goes up and down faster'],
  [/HorizontalPodAutoscaler .*\/metrics\/0\//, 'its own schema and operator judge it'],
  [/PodDisruptionBudget .*\/unhealthyPodEvictionPolicy$/, 'a sick pod keeps a machine from being emptied'],
  [/\/subject/, 'words for people'],
  [/Certificate edge-server .*\/dnsNames/, 'said by the overlay, and noticed by whoever connects'],
  [/Certificate (database-server|console-web|gateway-server) .*\/(dnsNames|commonName|secretTemplate)/, 'clients that verify the name do not connect'],
  [/Certificate (workloads|database)-authority .*\/commonName$/, 'words for people'],
  [/secretTemplate/, 'a renewed certificate is taken at the next restart of the instance'],
  [/Cluster .*\/parameters\/(shared_buffers|effective_cache_size|work_mem|maintenance_work_mem|max_wal_size|wal_keep_size|password_encryption|timezone|log_timezone|pg_stat_statements\.max|pgaudit\.log_(catalog|relation))$/, 'slower, or as by default'],
  [/Cluster .*\/(primaryUpdate(Strategy|Method)|switchoverDelay|stopDelay|smartShutdownTimeout)$/, 'as by default'],
  [/Cluster .*\/bootstrap\/initdb\/(encoding|localeCollate|localeCType)$/, 'as by default, and checked by db/tests'],
  [/Cluster .*\/topologySpreadConstraints/, 'zones; machines are a rule'],
  [/Cluster .*\/resources\/(requests|limits)\/cpu$/, 'slower'],
  [/Cluster .*\/storage(Class)?$|Cluster .*\/walStorage\/storageClass$/, 'the default class of the place'],
  [/ObjectStore .*\/(compression|maxParallel|jobs)$/, 'slower or larger'],
  [/ObjectStore .*\/instanceSidecarConfiguration/, 'what the bounds of the namespace give'],
  [/ObjectStore .*\/(endpointURL)$/, 'noticed by a rule when it is not https'],
  [/ScheduledBackup .*\/(immediate|backupOwnerReference|target|suspend)$/, 'as by default'],
  [/Namespace .*-version$/, 'the newest, if not said'],
  [/LimitRange .*\/(defaultRequest|default|max)(\/|$)/, 'every container of ours says what it needs'],
  [/ResourceQuota .*nodeports/, 'a rule wants every service but the edge to be a ClusterIP'],
  [/ConfigMap edge-.*\/data/, 'made from a template, compared byte by byte, and read by nginx in containers.test'],
  [/NetworkPolicy .*\/spec\/policyTypes/, 'the first policy refuses both directions for everybody'],
  [/persistentVolumeClaim\/readOnly$/, 'the mount says it too, and a rule wants it there'],
  [/NetworkPolicy (names|default-deny) .*\/podSelector$/, 'no selector is everybody, as the empty one'],
  [/Deployment gateway .*\/args\/1[01]$/, 'limits that are the ingress\'s here; the own ones are lower'],
  [/Ingress .*\/annotations\/.*(cookie-(name|secure|path)|affinity-mode|force-ssl|connections|body-size)/, 'as by default'],
  [/\/optional$/, 'a pod waits for what is not given, and says so'],
  [/Service .*\/(type|ports\/0\/name)$/, 'ClusterIP, if not said; a single port needs no name'],
  [/Ingress .*\/pathType$/, 'its schema wants it'],
];

// [{path, remove}] of everything below a value, each removing one entry of a map or a list.
function* entries(value, path = '') {
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    yield `${path}/${key}`;
    yield* entries(value[key], `${path}/${key}`);
  }
}

function removed(object, path) {
  const copy = structuredClone(object);
  const keys = path.slice(1).split('/');
  // Keys may hold slashes: labels do. The longest key that is there wins.
  let at = copy;
  while (true) {
    let length = keys.length;
    while (length > 0 && !Object.hasOwn(at, keys.slice(0, length).join('/'))) length -= 1;
    const key = keys.splice(0, length).join('/');
    if (keys.length > 0) { at = at[key]; continue; }
    if (Array.isArray(at)) at.splice(Number(key), 1);
    else delete at[key];
    return copy;
  }
}

export const allCuts = (objects) => objects.flatMap((object, index) =>
  [...entries(object)].filter((path) => !/^\/(apiVersion|kind|metadata)(\/(name|namespace))?$/.test(path)).map((path) => ({ index, path })));

// Undefined when somebody notices the cut, or it may go unnoticed; else what was cut.
export function unnoticed(objects, { index, path }, context, schemas) {
  const object = objects[index];
  const name = `${object.kind} ${object.metadata.name} ${path}`;
  if (UNNOTICED.some(([pattern]) => pattern.test(name))) return undefined;
  const cut = removed(object, path);
  if (schemas.some((schema) => schema && faults(schema, [cut]).length > 0)) return undefined;
  const all = objects.with(index, cut);
  return judge(all, context).length > 0 ? undefined : name;
}

export const reasons = UNNOTICED;
