// What services and clients lean on: token shape, levels, refusals. Run by test.sh, which makes the certificates.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { obtainToken } from './token.mjs';

const room = path.dirname(fileURLToPath(import.meta.url));
const place = process.env.DAYAQ_IDP_PLACE;
const port = process.env.DAYAQ_IDP_PORT;
const issuer = `https://127.0.0.1:${port}`;
const ca = readFileSync(path.join(place, 'certificates/ca/ca.pem'));
const options = [
  path.join(room, 'main.mjs'),
  '--port', port,
  '--certificates', path.join(place, 'certificates/identity-provider'),
  '--secrets', path.join(place, 'secrets'),
  '--staff', path.join(room, '../../db/sample/staff.yaml'),
];
let server;

const get = (url, form) =>
  new Promise((resolve, reject) => {
    const headers = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const request = https.request(new URL(url, issuer), { ca, method: form ? 'POST' : 'GET', headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk) => { body += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end(form && new URLSearchParams(form).toString());
  });

async function start() {
  server = spawn(process.execPath, options, { stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await get('/.well-known/openid-configuration');
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('the provider did not start');
}

const stop = () =>
  new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill('SIGTERM');
  });

before(start);
after(stop);

const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const tokenOf = async (subject, acr) => (await obtainToken({ issuer, ca, subject, acr })).access_token;

async function verified(token) {
  const [header, payload, signature] = token.split('.');
  const { keys } = JSON.parse((await get('/jwks')).body);
  const key = keys.find(({ kid }) => kid === decoded(header).kid);
  return verify(null, Buffer.from(`${header}.${payload}`), createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'));
}

test('an access token has the form and the claims that services require', async () => {
  const token = await tokenOf('aysel-registrar');
  const [header, payload] = token.split('.').map((part, index) => (index < 2 ? decoded(part) : part));
  assert.equal(header.typ, 'at+jwt');
  assert.equal(header.alg, 'EdDSA');
  assert.equal(payload.iss, issuer);
  assert.equal(payload.aud, 'urn:dayaq:api');
  assert.equal(payload.sub, 'aysel-registrar');
  assert.equal(payload.client_id, 'dayaqctl');
  assert.equal(payload.acr, 'urn:dayaq:acr:1');
  assert.equal(payload.exp - payload.iat, 300);
  assert.ok(payload.sid.length > 20 && Math.abs(payload.auth_time - payload.iat) < 5);
  assert.ok(await verified(token));
});

test('a step-up login has the higher level', async () => {
  assert.equal(decoded((await tokenOf('tural-anama', '2')).split('.')[1]).acr, 'urn:dayaq:acr:2');
});

test('a refreshed token keeps session and level', async () => {
  const first = await obtainToken({ issuer, ca, subject: 'aysel-registrar', acr: '2' });
  const answer = await get('/token', { grant_type: 'refresh_token', client_id: 'dayaqctl', refresh_token: first.refresh_token });
  assert.equal(answer.status, 200);
  const before_ = decoded(first.access_token.split('.')[1]);
  const after_ = decoded(JSON.parse(answer.body).access_token.split('.')[1]);
  assert.equal(after_.sid, before_.sid);
  assert.equal(after_.acr, 'urn:dayaq:acr:2');
  assert.notEqual(after_.jti, before_.jti);
});

test('keys are EdDSA and ES256 only, without their private part, and unreadable to others', async () => {
  const { keys } = JSON.parse((await get('/jwks')).body);
  assert.deepEqual(keys.map(({ alg }) => alg).sort(), ['ES256', 'EdDSA']);
  assert.ok(keys.every((key) => key.d === undefined));
  assert.equal(statSync(path.join(place, 'secrets/keys.json')).mode & 0o777, 0o600);
});

test('a token outlives a restart of the provider', async () => {
  const token = await tokenOf('habib-auditor');
  await stop();
  await start();
  assert.ok(await verified(token));
});

test('an unknown person is refused', async () => {
  await assert.rejects(tokenOf('nobody'), /nobody here is called nobody/);
});

const ask = (changes) =>
  get(`/auth?${new URLSearchParams({
    client_id: 'dayaqctl',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'http://127.0.0.1:4567/callback',
    code_challenge: 'A'.repeat(43),
    code_challenge_method: 'S256',
    ...changes,
  })}`);

test('a loopback address with any port may be called back', async () => {
  assert.match((await ask({})).headers.location, /^\/interaction\//);
});

for (const [what, changes] of [
  ['another path', { redirect_uri: 'http://127.0.0.1:4567/elsewhere' }],
  ['another host', { redirect_uri: 'https://example.org/callback' }],
  ['an unknown client', { client_id: 'stranger' }],
]) {
  test(`${what} is refused without a redirect`, async () => {
    const answer = await ask(changes);
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.location, undefined);
  });
}

for (const [what, changes] of [
  ['a plain challenge', { code_challenge_method: 'plain' }],
  ['no challenge', { code_challenge: '', code_challenge_method: '' }],
  ['another audience', { resource: 'urn:example:other' }],
  ['the implicit flow', { response_type: 'token' }],
]) {
  test(`${what} is refused`, async () => {
    assert.match((await ask(changes)).headers.location, /[?#]error=/);
  });
}

test('it does not start on any address but the loopback', () => {
  const run = spawnSync(process.execPath, [...options, '--host', '0.0.0.0'], { encoding: 'utf8' });
  assert.equal(run.status, 2);
  assert.match(run.stderr, /127\.0\.0\.1 only/);
});
