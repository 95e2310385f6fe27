// Who can reach whom, computed from the network policies alone as Kubernetes reads them; and who should, from policy/calls.yaml and
// k8s/outside.yaml. Shares nothing with the program that makes the policies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ofKind, pods, selects } from './objects.mjs';

const GRPC = 7001;
const neighbour = ({ namespace, pods: labels }) => `${namespace}/${Object.values(labels).join()}`;
// Ports that are tried between everybody. One that no policy should name is among them.
const PORTS = ['TCP/53', 'UDP/53', 'TCP/443', 'TCP/5432', 'TCP/6443', 'TCP/7001', 'TCP/8000', 'TCP/8443', 'TCP/9001', 'TCP/9187', 'TCP/22'];
const DATABASE_LABELS = { 'cnpg.io/cluster': 'dayaq-database', 'cnpg.io/podRole': 'instance' };

// Pods that policies may speak of: ours (also those that this rendering leaves out), the database's, whoever is let in from elsewhere, strangers.
export function everybody(objects, outside, services) {
  const ours = pods(objects).map(({ object, pod }) => ({ name: object.metadata.name, namespace: 'dayaq', labels: pod.metadata?.labels ?? {} }));
  const known = new Set(ours.map(({ name }) => name));
  const alsoOurs = [...services, 'edge', 'gateway', 'migration', 'first-keys'].filter((name) => !known.has(name))
    .map((name) => ({ name, namespace: 'dayaq', labels: { 'dayaq.az/workload': name } }));
  const neighbours = [...new Map(Object.values(outside.reached).filter(({ from }) => from !== 'anywhere')
    .map(({ from }) => [neighbour(from), { name: neighbour(from), namespace: from.namespace, labels: from.pods }])).values()];
  const addresses = Object.keys(outside.reaches).map((name) => ({ name: `at:${name}`, outside: true }));
  return [
    ...ours, ...alsoOurs, ...neighbours, ...addresses,
    { name: 'database', namespace: 'dayaq', labels: DATABASE_LABELS },
    { name: 'names', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    { name: 'stranger within', namespace: 'dayaq', labels: { 'dayaq.az/workload': 'stranger' } },
    { name: 'stranger without labels', namespace: 'dayaq', labels: {} },
    { name: 'stranger elsewhere', namespace: 'default', labels: { 'dayaq.az/workload': 'edge' } },
    // Who lives with one of them, and who is called as one of them but lives elsewhere.
    ...[...neighbours, { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }].flatMap(({ namespace, labels }) => [
      { name: `stranger in ${namespace}`, namespace, labels: { 'app.kubernetes.io/name': 'something' } },
      { name: `stranger as ${Object.values(labels).join()}`, namespace: 'default', labels },
    ]),
    { name: 'somebody on the internet', outside: true },
  ];
}

const inside = (cidr, name, addresses) => {
  if (cidr === '0.0.0.0/0' || cidr === '::/0') return true;
  return addresses[name] === cidr;
};

// Does a peer of a rule of a policy in our namespace mean this pod?
function means(peer, pod, addresses) {
  if (peer.ipBlock) return inside(peer.ipBlock.cidr, pod.name, addresses);
  if (pod.outside) return false;
  const namespaceLabels = { 'kubernetes.io/metadata.name': pod.namespace };
  const placed = peer.namespaceSelector ? selects(peer.namespaceSelector, namespaceLabels) : pod.namespace === 'dayaq';
  return placed && (!peer.podSelector || selects(peer.podSelector, pod.labels));
}

function lets(rules = [], side, pod, port, addresses) {
  return rules.some((rule) => {
    const peers = rule[side];
    const whom = !peers || peers.length === 0 || peers.some((peer) => means(peer, pod, addresses));
    const ports = !rule.ports || rule.ports.some(({ protocol = 'TCP', port: one }) => one === undefined || `${protocol}/${one}` === port);
    return whom && ports;
  });
}

// One end's say: true when no policy of that direction is about the pod, or one of them lets it.
function agrees(policies, pod, direction, other, port, addresses) {
  if (pod.namespace !== 'dayaq') return true;
  const about = policies.filter(({ spec }) => selects(spec.podSelector, pod.labels) && (spec.policyTypes ?? ['Ingress']).includes(direction));
  if (about.length === 0) return true;
  const [key, side] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  return about.some(({ spec }) => lets(spec[key], side, other, port, addresses));
}

// Three sets of 'edge -> incident TCP/7001': what is open, and what each end by itself would let through. All of what has an end in the
// namespace; one end that is lax is a fault, though the other refuses.
export function openWays(objects, outside, services) {
  const policies = ofKind(objects, 'NetworkPolicy');
  // Which address an overlay gave to what k8s/outside.yaml names.
  const addresses = Object.fromEntries(Object.keys(outside.reaches).map((name) => {
    const policy = policies.find(({ metadata }) => metadata.name === `reaches-${name}`);
    return [`at:${name}`, policy?.spec.egress?.[0]?.to?.[0]?.ipBlock?.cidr];
  }));
  const all = everybody(objects, outside, services);
  const ways = { open: new Set(), sent: new Set(), taken: new Set() };
  for (const from of all) {
    for (const to of all) {
      if (from.namespace !== 'dayaq' && to.namespace !== 'dayaq') continue;
      if (from === to && from.name !== 'database') continue;
      for (const port of PORTS) {
        const way = `${from.name} -> ${to.name} ${port}`;
        const isSent = agrees(policies, from, 'Egress', to, port, addresses);
        const isTaken = agrees(policies, to, 'Ingress', from, port, addresses);
        if (isSent && isTaken) ways.open.add(way);
        if (isSent && from.namespace === 'dayaq') ways.sent.add(way);
        if (isTaken && to.namespace === 'dayaq') ways.taken.add(way);
      }
    }
  }
  return ways;
}

export const readOutside = (root) => parse(readFileSync(join(root, 'k8s/outside.yaml'), 'utf8'));

// The ways that should be open, read anew from the tables.
export function wantedWays(root, objects, names) {
  const outside = readOutside(root);
  const calls = parse(readFileSync(join(root, 'policy/calls.yaml'), 'utf8')).services;
  const all = everybody(objects, outside, names);
  const ours = new Set(all.filter(({ namespace }) => namespace === 'dayaq').map(({ name }) => name));
  const expand = (who) => who.flatMap((one) => (one === 'every service' ? names : [one]));
  const open = new Set();
  // An edge takes from anywhere; whoever is of the namespace is refused at the own end.
  const alsoTaken = new Set();
  for (const [service, callers] of Object.entries(calls)) {
    if (!names.includes(service)) continue;
    for (const id of callers) open.add(`${id.replace('spiffe://dayaq.az/service/', '')} -> ${service} TCP/${GRPC}`);
  }
  for (const client of [...names, 'migration', 'database']) open.add(`${client} -> database TCP/5432`);
  open.add('database -> database TCP/8000');
  for (const name of ours) for (const protocol of ['TCP', 'UDP']) open.add(`${name} -> names ${protocol}/53`);
  for (const [name, { who, port }] of Object.entries(outside.reaches)) for (const one of expand(who)) open.add(`${one} -> at:${name} TCP/${port}`);
  for (const { who, ports, from } of Object.values(outside.reached)) {
    const whom = from === 'anywhere' ? all.map(({ name }) => name) : [neighbour(from)];
    for (const one of expand(who)) {
      for (const port of ports) for (const somebody of whom.filter((name) => name !== one)) (ours.has(somebody) ? alsoTaken : open).add(`${somebody} -> ${one} TCP/${port}`);
    }
  }
  const end = (way, which) => ours.has(way.split(/ -> | (?=(?:TCP|UDP)\/)/)[which]);
  return {
    open,
    sent: new Set([...open].filter((way) => end(way, 0))),
    taken: new Set([...open, ...alsoTaken].filter((way) => end(way, 1))),
  };
}

const WORDS = { open: 'open', sent: 'let out', taken: 'let in' };

export const graphRules = {
  'the first word is no': (objects) => {
    const deny = ofKind(objects, 'NetworkPolicy').filter(({ spec }) => Object.keys(spec.podSelector ?? { no: 1 }).length === 0 && !spec.ingress && !spec.egress &&
      spec.policyTypes?.includes('Ingress') && spec.policyTypes.includes('Egress'));
    return deny.length === 1 ? [] : ['no policy refuses everything that no other lets through'];
  },
  'the network is the call table': (objects, { root, services }) => {
    const names = Object.keys(services);
    const open = openWays(objects, readOutside(root), names);
    const wanted = wantedWays(root, objects, names);
    return Object.entries(WORDS).flatMap(([which, word]) => [
      ...[...open[which]].filter((way) => !wanted[which].has(way)).map((way) => `${word} and not wanted: ${way}`),
      ...[...wanted[which]].filter((way) => !open[which].has(way)).map((way) => `wanted and not ${word}: ${way}`),
    ]);
  },
  'policies speak of ports': (objects) => ofKind(objects, 'NetworkPolicy').flatMap((object) => [...(object.spec.ingress ?? []), ...(object.spec.egress ?? [])]
    .filter(({ ports, from, to }) => !(ports?.length > 0) || !((from ?? to)?.length > 0)).map(() => `NetworkPolicy ${object.metadata.name}: every port, or everybody`)),
};
