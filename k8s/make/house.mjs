// What there is to deploy: services from their folders, callers from policy/calls.yaml, the rest from services.yaml, outside.yaml and
// release.yaml. Whoever asks gets one object; a contradiction between the tables is an error that says what to do.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const NAMESPACE = 'dayaq';
export const DATABASE = 'dayaq-database';
export const TRUST_DOMAIN = 'dayaq.az';
// Everybody who opens key files runs as the same user: the services make new key-encryption keys, readable by their owner alone.
export const USER = 10001;
export const EDGE_PORT = 8443;
// Callers that are no services.
export const FRONTS = ['edge', 'gateway'];

const SPIFFE = `spiffe://${TRUST_DOMAIN}/service/`;

export function serviceNames(root) {
  return readdirSync(join(root, 'services')).filter((name) => existsSync(join(root, 'services', name, 'main.cc'))).sort();
}

// {incident: ['edge', 'gateway']}: of the services that are there.
function callers(root, services) {
  const table = parse(readFileSync(join(root, 'policy/calls.yaml'), 'utf8')).services;
  const found = {};
  for (const service of services) {
    const ids = table[service];
    if (!ids) throw new Error(`policy/calls.yaml does not say who may call the ${service} service: add it there`);
    found[service] = ids.map((id) => {
      const name = id.startsWith(SPIFFE) ? id.slice(SPIFFE.length) : '';
      if (!FRONTS.includes(name) && !services.includes(name)) {
        throw new Error(`policy/calls.yaml: ${id} may call ${service}, and no workload of the house has that name: see FRONTS in k8s/make/house.mjs`);
      }
      return name;
    }).sort();
  }
  return found;
}

function merged(every, own = {}) {
  return { flags: {}, volumes: [], site_flags: false, ...every, ...own };
}

export function readHouse(root) {
  const read = (file) => parse(readFileSync(join(root, 'k8s', file), 'utf8'));
  const names = serviceNames(root);
  const table = read('services.yaml');
  for (const name of Object.keys(table.services ?? {})) {
    if (!names.includes(name)) throw new Error(`k8s/services.yaml names ${name}, and there is no services/${name}/main.cc`);
  }
  const outside = read('outside.yaml');
  const expand = (entry) => ({ ...entry, who: entry.who.flatMap((who) => (who === 'every service' ? names : [who])) });
  const each = (group) => Object.fromEntries(Object.entries(group).map(([name, entry]) => [name, expand(entry)]));
  return {
    root,
    names,
    services: Object.fromEntries(names.map((name) => [name, merged(table.every, table.services?.[name])])),
    gateway: table.gateway,
    callers: callers(root, names),
    reaches: each(outside.reaches),
    reached: each(outside.reached),
    release: read('release.yaml'),
    // Whom the edge asks for what every service can tell of the whole house.
    speaker: /^HOUSE_SPEAKER=(\w+)$/m.exec(readFileSync(join(root, 'dev/service-list.sh'), 'utf8'))[1],
  };
}

export function image(house, name) {
  const digest = house.release.digests?.[name];
  return `${house.release.registry}/${name}${digest ? `@${digest}` : `:${house.release.tag}`}`;
}

export const spiffeId = (name) => `${SPIFFE}${name}`;
