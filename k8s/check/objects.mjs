// Small questions about manifests that every rule asks.
export const WORKLOADS = ['Deployment', 'StatefulSet', 'Job', 'CronJob'];

export const named = (object) => `${object.kind} ${object.metadata?.name}`;
export const ofKind = (objects, ...kinds) => objects.filter(({ kind }) => kinds.includes(kind));
export const find = (objects, kind, name) => objects.find((object) => object.kind === kind && object.metadata?.name === name);

export function template(object) {
  if (object.kind === 'CronJob') return object.spec?.jobTemplate?.spec?.template;
  return object.spec?.template;
}

// [{object, pod, spec}] of everything of ours that makes pods. The database's pods are made by its operator.
export const pods = (objects) => ofKind(objects, ...WORKLOADS).map((object) => ({ object, pod: template(object) ?? {}, spec: template(object)?.spec ?? {} }));

// [{object, spec, container}], containers that run and those that run before.
export const containers = (objects) => pods(objects).flatMap(({ object, spec }) =>
  [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map((container) => ({ object, spec, container })));

// {flag: value} of a container's arguments.
export function flagsOf(container) {
  return Object.fromEntries((container.args ?? []).map((arg) => /^--([a-z_-]+)=(.*)$/.exec(arg)).filter(Boolean).map(([, flag, value]) => [flag, value]));
}

// Whether labels are what a selector asks for; an empty selector takes everything.
export function selects(selector, labels = {}) {
  const wanted = Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return wanted && (selector?.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    if (operator === 'In') return values.includes(labels[key]);
    if (operator === 'NotIn') return !values.includes(labels[key]);
    if (operator === 'Exists') return key in labels;
    if (operator === 'DoesNotExist') return !(key in labels);
    return false;
  });
}

// Secrets that a volume shows: [{name, keys, optional}]; keys is undefined when all of them are.
export function secretsOf(volume) {
  const one = ({ secretName, name, items, optional }) => ({ name: secretName ?? name, keys: items?.map(({ key }) => key), optional: optional === true });
  return [
    ...(volume.secret ? [one(volume.secret)] : []),
    ...(volume.projected?.sources ?? []).filter(({ secret }) => secret).map(({ secret }) => one(secret)),
  ];
}

export function configMapsOf(volume) {
  const one = ({ name, items, optional }) => ({ name, keys: items?.map(({ key }) => key), optional: optional === true });
  return [
    ...(volume.configMap ? [one(volume.configMap)] : []),
    ...(volume.projected?.sources ?? []).filter(({ configMap }) => configMap).map(({ configMap }) => one(configMap)),
  ];
}

const UNITS = { '': 1, m: 0.001, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
// "500m" -> 0.5, "2Gi" -> bytes; NaN for what is no quantity.
export function quantity(text) {
  const match = /^([0-9.]+)(m|Ki|Mi|Gi|Ti|)$/.exec(String(text));
  return match ? Number(match[1]) * UNITS[match[2]] : NaN;
}

export const seconds = (text) => {
  const match = /^(\d+)(s|m|h)$/.exec(String(text));
  return match ? Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2]] : NaN;
};
