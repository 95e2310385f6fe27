// The flags of the gateway. Whatever is missing or malformed stops it at start.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const room = path.dirname(fileURLToPath(import.meta.url));

const FLAGS = {
  origin: 'https://host[:port] as browsers have it in their address line',
  listen: 'address:port to serve on',
  'server-certificates': 'folder with cert.pem and key.pem that browsers meet',
  certificates: "folder with the gateway's own cert.pem, key.pem and ca.pem: its SPIFFE identity",
  issuer: 'the identity provider',
  'client-id': 'what the identity provider calls this gateway',
  services: 'name=address:port of each service, with commas between',
  contract: 'the contract as a descriptor set',
  site: "folder of the console's files",
  'draft-key': 'file with 64 hexadecimal digits: from it the key of each person comes by which drafts are sealed in the browser',
  receipts: 'file that receipts of audit entries are added to',
};
const DEFAULTS = {
  'client-id': 'dayaq-console',
  'allowed-calls': path.join(room, 'allowed-calls.txt'),
  // Whose certificates the identity provider shows: a file, `house` for the authority of the gateway's own, `system` for those of the machine.
  'identity-provider-ca': 'house',
  // Everything below is in seconds, bytes or calls a minute; tests set it lower.
  'certificate-look': '10',
  'session-idle': '1800',
  'session-longest': '28800',
  'sign-in-longest': '600',
  'call-longest': '15',
  'largest-call': '1048576',
  'calls-a-minute': '600',
  'sign-ins-a-minute': '30',
  'pages-a-minute': '1200',
};

function number(values, name) {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value <= 0) throw new Error(`--${name} must be a number above 0, and is ${values[name]}`);
  return value;
}

function readOrigin(text) {
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.origin !== text) throw new Error(`--origin must be https://host[:port], and is ${text}`);
  return url;
}

function readServices(text) {
  const services = new Map();
  for (const one of text.split(',')) {
    const [, name, address] = /^([a-z]+)=([a-z0-9.-]+:\d+)$/.exec(one) ?? [];
    if (!name || services.has(name)) throw new Error(`--services must be name=address:port,..., and has ${one}`);
    services.set(name, address);
  }
  return services;
}

function readDraftKey(file) {
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} must hold 64 hexadecimal digits`);
  return Buffer.from(text, 'hex');
}

// Nothing for `system`: the machine's own authorities.
function authorityOf(values) {
  const said = values['identity-provider-ca'];
  if (said === 'system') return undefined;
  return said === 'house' ? path.join(values.certificates, 'ca.pem') : said;
}

export function readSettings(words) {
  const options = Object.fromEntries(
    [...Object.keys(FLAGS), ...Object.keys(DEFAULTS)].map((name) => [name, { type: 'string', default: DEFAULTS[name] }]),
  );
  const { values } = parseArgs({ args: words, options: { ...options, help: { type: 'boolean' } } });
  if (values.help) {
    for (const [name, meaning] of Object.entries(FLAGS)) console.log(`--${name}  ${meaning}`);
    for (const [name, value] of Object.entries(DEFAULTS)) console.log(`--${name}  ${value}`);
    process.exit(0);
  }
  for (const name of Object.keys(FLAGS)) if (!values[name]) throw new Error(`--${name} is needed: ${FLAGS[name]}`);
  const origin = readOrigin(values.origin);
  const [, host, port] = /^([a-z0-9.-]+):(\d+)$/.exec(values.listen) ?? [];
  if (!host) throw new Error(`--listen must be address:port, and is ${values.listen}`);
  return {
    origin: origin.origin,
    authority: origin.host,
    host,
    port: Number(port),
    serverCertificates: values['server-certificates'],
    certificates: values.certificates,
    ca: path.join(values.certificates, 'ca.pem'),
    identityProviderCa: authorityOf(values),
    issuer: values.issuer,
    clientId: values['client-id'],
    services: readServices(values.services),
    contract: values.contract,
    site: values.site,
    draftKey: readDraftKey(values['draft-key']),
    receipts: values.receipts,
    allowedCalls: values['allowed-calls'],
    certificateLookSeconds: number(values, 'certificate-look'),
    sessionIdleSeconds: number(values, 'session-idle'),
    sessionLongestSeconds: number(values, 'session-longest'),
    signInLongestSeconds: number(values, 'sign-in-longest'),
    callLongestSeconds: number(values, 'call-longest'),
    largestCallBytes: number(values, 'largest-call'),
    callsAMinute: number(values, 'calls-a-minute'),
    signInsAMinute: number(values, 'sign-ins-a-minute'),
    pagesAMinute: number(values, 'pages-a-minute'),
  };
}
