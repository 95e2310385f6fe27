// The identity provider of the development house. It knows invented staff only, asks for no password, and therefore serves the
// loopback and nothing else.
//
//   node main.mjs --port N --certificates FOLDER --secrets FOLDER --staff FILE [--host 127.0.0.1]
//     [--console-origin URL --console-certificate FILE]
import https from 'node:https';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import { parseArgs } from 'node:util';

import Provider from 'oidc-provider';

import { clients } from './clients.mjs';
import { configuration } from './configuration.mjs';
import { loadKeys } from './keys.mjs';
import { loginRoutes } from './login.mjs';
import { loadStaff } from './staff.mjs';

const LOOPBACK = '127.0.0.1';

const { values: options } = parseArgs({
  options: {
    host: { type: 'string', default: LOOPBACK },
    port: { type: 'string' },
    certificates: { type: 'string' },
    secrets: { type: 'string' },
    staff: { type: 'string' },
    'console-origin': { type: 'string' },
    'console-certificate': { type: 'string' },
  },
});

for (const name of ['port', 'certificates', 'secrets', 'staff']) {
  if (!options[name]) {
    console.error(`--${name} is needed`);
    process.exit(2);
  }
}
if (options.host !== LOOPBACK) {
  console.error(`This provider asks for no password: it serves ${LOOPBACK} only, never ${options.host}`);
  process.exit(2);
}

// The console is told when somebody signs out; it shows a certificate of the house.
tls.setDefaultCACertificates([readFileSync(path.join(options.certificates, 'ca.pem'), 'utf8')]);

const staff = loadStaff(options.staff);
const programs = clients(options['console-origin'], options['console-certificate']);
const provider = new Provider(`https://${LOOPBACK}:${options.port}`, configuration(staff, programs, loadKeys(options.secrets)));
provider.use(loginRoutes(provider, staff));
provider.on('server_error', (context, error) => console.error(`server error on ${context.path}: ${error.stack}`));

const server = https.createServer(
  {
    key: readFileSync(path.join(options.certificates, 'key.pem')),
    cert: readFileSync(path.join(options.certificates, 'cert.pem')),
    minVersion: 'TLSv1.2',
  },
  provider.callback(),
);
server.listen(Number(options.port), LOOPBACK, () => console.log(`serving ${provider.issuer} for ${staff.size} invented people`));
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
