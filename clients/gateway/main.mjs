// The console's gateway: the only door for browsers. What each flag means: node main.mjs --help
import { readFileSync } from 'node:fs';
import tls from 'node:tls';

import { Code, ConnectError } from '@connectrpc/connect';

import { loadAllowedCalls } from './allowed-calls.mjs';
import { loadContract } from './contract.mjs';
import { IdentityProvider } from './identity-provider.mjs';
import { ReceiptFile } from './receipts.mjs';
import { buildServer } from './server.mjs';
import { readSettings } from './settings.mjs';
import { Services } from './services.mjs';

const settings = readSettings(process.argv.slice(2));
// Whom this process trusts when it asks the identity provider; services are held to the house's authority whatever stands here.
if (settings.identityProviderCa) tls.setDefaultCACertificates([readFileSync(settings.identityProviderCa, 'utf8')]);

const contract = loadContract(settings.contract);
const server = await buildServer({
  settings,
  calls: loadAllowedCalls(settings.allowedCalls, contract),
  services: new Services(settings),
  identityProvider: new IdentityProvider(settings),
  receipts: new ReceiptFile(settings.receipts),
});
await server.listen({ host: settings.host, port: settings.port });
console.log(JSON.stringify({ event: 'gateway.started', origin: settings.origin }));

// A service ends its connections after some minutes. When somebody asks in just that moment, connect-node 2.2.0 has let go of the connection before
// it says so, and nobody listens: the next call opens another one, and there is nothing to do. Anything else ends this process.
process.on('uncaughtException', (error) => {
  if (error instanceof ConnectError && error.code === Code.Canceled && error.rawMessage.startsWith('received GOAWAY')) return;
  console.error(error);
  process.exit(1);
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    server.close().finally(() => process.exit(0));
  });
}
