// What the tests stand on: the real identity provider, the real gateway, and in place of the services one that says what it was told.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http2 from 'node:http2';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

import { Code, ConnectError } from '@connectrpc/connect';
import { connectNodeAdapter } from '@connectrpc/connect-node';

import { loadAllowedCalls } from '../allowed-calls.mjs';
import { loadContract } from '../contract.mjs';
import { ask } from './browser.mjs';

const room = path.dirname(fileURLToPath(new URL('.', import.meta.url)));
const root = path.resolve(room, '../..');
export const place = process.env.DAYAQ_GATEWAY_PLACE;
const [idpPort, gatewayPort, servicePort] = process.env.DAYAQ_GATEWAY_PORTS.split(' ');
export const port = gatewayPort;
export const origin = `https://127.0.0.1:${gatewayPort}`;
export const issuer = `https://127.0.0.1:${idpPort}`;
const certificates = path.join(place, 'certificates');
export const ca = readFileSync(path.join(certificates, 'ca/ca.pem'));
const contractFile = process.env.DAYAQ_GATEWAY_CONTRACT;

const running = [];

async function until(check) {
  for (let tries = 0; tries < 1200; tries += 1) {
    try {
      await check();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('it did not start');
}

const start = (script, words) => {
  const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
  running.push(child);
  return child;
};

export async function startIdentityProvider() {
  const words = ['--port', idpPort, '--certificates', path.join(certificates, 'identity-provider'), '--secrets', path.join(place, 'secrets'),
    '--staff', process.env.DAYAQ_GATEWAY_STAFF ?? path.join(root, 'db/sample/staff.yaml'), '--console-origin', origin, '--console-certificate', path.join(certificates, 'gateway/cert.pem')];
  const child = start(path.join(root, 'dev/identity-provider/main.mjs'), words);
  await until(() => ask(`${issuer}/jwks`, { ca }));
  return child;
}

export const gatewayFlags = (more = {}) => {
  const flags = {
    origin,
    listen: `127.0.0.1:${gatewayPort}`,
    'server-certificates': path.join(certificates, 'gateway-server'),
    certificates: path.join(certificates, 'gateway'),
    issuer,
    services: ['incident', 'survivor', 'access', 'payment'].map((name) => `${name}=127.0.0.1:${servicePort}`).join(','),
    contract: contractFile,
    site: path.join(place, 'site'),
    'draft-key': path.join(place, 'drafts.key'),
    receipts: path.join(place, 'receipts.log'),
    ...more,
  };
  return Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
};

export async function startGateway(more) {
  const child = start(path.join(room, 'main.mjs'), gatewayFlags(more));
  await until(() => ask(`${origin}/health`, { ca }));
  return child;
}

export const stop = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', resolve);
    child.kill('SIGTERM');
    return undefined;
  });

export const stopAll = () => Promise.all(running.map(stop));

export function makeFiles() {
  mkdirSync(path.join(place, 'site/assets'), { recursive: true });
  writeFileSync(path.join(place, 'site/index.html'), '<!doctype html><title>Dayaq</title>');
  writeFileSync(path.join(place, 'site/assets/desk-AbC1.js'), 'export {};');
  writeFileSync(path.join(place, 'site/index.html.br'), brotliCompressSync('<!doctype html><title>Dayaq</title>'));
  writeFileSync(path.join(place, 'site/.hidden'), 'nobody sees this');
  writeFileSync(path.join(place, 'drafts.key'), 'ab'.repeat(32));
}

// The services: every allowed method is answered, and what came is kept in `told`. `answer` may be replaced to answer otherwise.
export const told = [];
export const behaviour = { answer: undefined };

export async function startServices() {
  const calls = loadAllowedCalls(path.join(room, 'allowed-calls.txt'), loadContract(contractFile));
  const routes = (router) => {
    for (const { method } of calls) {
      router.rpc(method, async (request, context) => {
        const headers = Object.fromEntries(context.requestHeader.entries());
        told.push({ method: method.name, headers, deadline: context.timeoutMs() });
        context.responseTrailer.set('audit-receipt-bin', 'cmVjZWlwdA');
        return (await behaviour.answer?.(method.name, context)) ?? {};
      });
    }
  };
  const folder = path.join(certificates, 'incident');
  const server = http2.createSecureServer(
    {
      key: readFileSync(path.join(folder, 'key.pem')),
      cert: readFileSync(path.join(folder, 'cert.pem')),
      ca,
      requestCert: true,
      rejectUnauthorized: true,
    },
    connectNodeAdapter({ routes, connect: false, grpcWeb: false }),
  );
  await new Promise((resolve) => server.listen(Number(servicePort), '127.0.0.1', resolve));
  return server;
}

// As the services say it: google.rpc.ErrorInfo with this reason first.
export function refusal(code, reason) {
  const error = new ConnectError(`words of ${reason}`, Code[code]);
  error.details = [{ type: 'google.rpc.ErrorInfo', value: new Uint8Array([0x0a, reason.length, ...Buffer.from(reason)]) }];
  return error;
}
