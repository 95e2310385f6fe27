// Network policies: everything is refused, and then what policy/calls.yaml and k8s/outside.yaml say is let through, at both ends.
import { DATABASE } from './house.mjs';
import { object } from './workload.mjs';

const pods = (name) => ({ podSelector: name === 'database' ? { matchLabels: { 'cnpg.io/cluster': DATABASE } } : { matchLabels: { 'dayaq.az/workload': name } } });
const tcp = (...ports) => ports.map((port) => ({ protocol: 'TCP', port }));

// One policy about several workloads; the database has labels of its own.
function about(names) {
  if (names.length === 1) return pods(names[0]).podSelector;
  return { matchExpressions: [{ key: 'dayaq.az/workload', operator: 'In', values: names }] };
}

function policy(name, who, spec) {
  const policyTypes = [...(spec.ingress ? ['Ingress'] : []), ...(spec.egress ? ['Egress'] : [])];
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, 'network', { spec: { podSelector: who, policyTypes, ...spec } });
}

const defaultDeny = () => object('networking.k8s.io/v1', 'NetworkPolicy', 'default-deny', 'network', {
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
});

const names = () => policy('names', {}, {
  egress: [{
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
    ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
  }],
});

function calls(house) {
  const found = [];
  const called = {};
  for (const service of house.names) {
    const port = house.services[service].ports.grpc;
    found.push(policy(`${service}-is-called`, about([service]), { ingress: [{ from: house.callers[service].map(pods), ports: tcp(port) }] }));
    for (const caller of house.callers[service]) (called[caller] ??= []).push({ service, port });
  }
  for (const [caller, targets] of Object.entries(called).sort()) {
    const ports = [...new Set(targets.map(({ port }) => port))];
    found.push(policy(`${caller}-calls`, about([caller]), {
      egress: ports.map((port) => ({ to: targets.filter((target) => target.port === port).map(({ service }) => pods(service)), ports: tcp(port) })),
    }));
  }
  return found;
}

// Instances replicate from each other (5432) and ask each other how they are (8000).
function database(house) {
  const clients = [...house.names, 'migration'];
  return [
    policy('database-clients', about(clients), { egress: [{ to: [pods('database')], ports: tcp(5432) }] }),
    policy('database', about(['database']), {
      ingress: [{ from: [{ podSelector: about(clients) }], ports: tcp(5432) }, { from: [pods('database')], ports: tcp(5432, 8000) }],
      egress: [{ to: [pods('database')], ports: tcp(5432, 8000) }],
    }),
  ];
}

function outside(house) {
  const found = [];
  for (const [name, { who, port, at }] of Object.entries(house.reaches)) {
    found.push(policy(`reaches-${name}`, about(who), { egress: [{ to: [{ ipBlock: { cidr: at } }], ports: tcp(port) }] }));
  }
  for (const [name, { who, ports, from }] of Object.entries(house.reached)) {
    const peers = from === 'anywhere' ? [{ ipBlock: { cidr: '0.0.0.0/0' } }]
      : [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': from.namespace } }, podSelector: { matchLabels: from.pods } }];
    found.push(policy(`reached-by-${name}`, about(who), { ingress: [{ from: peers, ports: tcp(...ports) }] }));
  }
  return found;
}

export const networkObjects = (house) => [defaultDeny(), names(), ...calls(house), ...database(house), ...outside(house)];
