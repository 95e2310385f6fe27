// Between the gateway and the identity provider, and what lies under both: sessions that end there end here, certificates are replaced while it
// runs, and whom the gateway trusts is said by a flag. Run by test.sh after gateway.test.mjs, on the same ports.
import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import tls from 'node:tls';

import { ask, Browser } from './tests/browser.mjs';
import { ca, issuer, makeFiles, origin, place, port, startGateway, startIdentityProvider, startServices, stop, stopAll } from './tests/house.mjs';

const MANY = { 'calls-a-minute': 10_000, 'sign-ins-a-minute': 10_000, 'certificate-look': 1 };
const DOOR = '/auth/back-channel-logout';
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const GET_INCIDENT = 'dayaq.incident.v1.IncidentService/GetIncident';
const certificates = path.join(place, 'certificates');
let services;
let gateway;

before(async () => {
  makeFiles();
  services = await startServices();
  await startIdentityProvider();
  gateway = await startGateway(MANY);
});
after(async () => {
  await stopAll();
  services.close();
});

async function signedIn(subject = 'aysel-registrar') {
  const browser = new Browser(origin, ca);
  await browser.signIn(subject);
  return browser;
}
const isIn = async (browser) => JSON.parse((await browser.get('/session')).body).signedIn;

async function until(check) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('it did not come to that');
}

// ---- sessions that end at the identity provider

const ownKey = () => JSON.parse(readFileSync(path.join(place, 'secrets/keys.json'), 'utf8')).jwks.keys.find(({ alg }) => alg === 'EdDSA');
const base64url = (thing) => Buffer.from(JSON.stringify(thing)).toString('base64url');

function logoutToken(change = {}, { header = {}, key } = {}) {
  const { kid, ...jwk } = ownKey();
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: 'dayaq-console', iat: now, exp: now + 120, jti: randomUUID(), sub: 'aysel-registrar', events: { [EVENT]: {} }, ...change };
  const signed = `${base64url({ alg: 'EdDSA', typ: 'logout+jwt', kid, ...header })}.${base64url(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key ?? createPrivateKey({ key: jwk, format: 'jwk' })).toString('base64url')}`;
}

// As a provider sends it: no cookie, no page.
const tell = (token, headers = {}) =>
  ask(`${origin}${DOOR}`, { ca, method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(token === undefined ? {} : { logout_token: token }).toString() });

// The provider's session of a sign-in, from its id token, which signing out hands to the browser.
async function idTokenOf(browser) {
  const { next } = JSON.parse((await browser.post('/auth/sign-out', '{}')).body);
  return new URL(next).searchParams.get('id_token_hint');
}

test('who signs out at the identity provider is signed out here at once, and nobody else', async () => {
  const [one, other] = [await signedIn(), await signedIn('samir-caseworker')];
  let page = await one.get(`${issuer}/session/end`);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)[1];
  page = await one.get(`${issuer}/session/end/confirm`, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.ok(page.status < 400, String(page.status));
  await until(async () => !(await isIn(one)));
  assert.equal(JSON.parse((await one.call(GET_INCIDENT, {})).body).message, 'SESSION_OVER');
  assert.equal(await isIn(other), true);
});

test('a word of the provider ends all sessions of a person, and is heard once', async () => {
  const [one, again, other] = [await signedIn(), await signedIn(), await signedIn('samir-caseworker')];
  const token = logoutToken();
  const answer = await tell(token);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.deepEqual([await isIn(one), await isIn(again), await isIn(other)], [false, false, true]);
  const later = await signedIn();
  assert.equal((await tell(token)).status, 400);
  assert.equal(await isIn(later), true);
});

test('where a sign-in is named, the others of that person go on', async () => {
  const [gone, stays] = [await signedIn(), await signedIn()];
  const claims = JSON.parse(Buffer.from((await idTokenOf(await signedIn())).split('.')[1], 'base64url').toString('utf8'));
  assert.ok(claims.sid, 'the id token names the session');
  // Of a session that is not here: nobody is signed out.
  assert.equal((await tell(logoutToken({ sid: claims.sid }))).status, 200);
  assert.deepEqual([await isIn(gone), await isIn(stays)], [true, true]);
});

const WRONG = {
  'no token': () => undefined,
  'no token at all but words': () => 'words',
  'another key': () => logoutToken({}, { key: generateKeyPairSync('ed25519').privateKey }),
  'no signature': () => `${base64url({ alg: 'none' })}.${logoutToken().split('.')[1]}.`,
  'another issuer': () => logoutToken({ iss: 'https://evil.example' }),
  'another program': () => logoutToken({ aud: 'dayaqctl' }),
  'no event': () => logoutToken({ events: undefined }),
  'another event': () => logoutToken({ events: { 'http://schemas.openid.net/event/else': {} } }),
  'a nonce': () => logoutToken({ nonce: 'n' }),
  'no id': () => logoutToken({ jti: undefined }),
  'nobody named': () => logoutToken({ sub: undefined }),
  'an hour ago': () => logoutToken({ iat: Math.floor(Date.now() / 1000) - 3600, exp: undefined }),
  'an end that is over': () => logoutToken({ exp: Math.floor(Date.now() / 1000) - 3600 }),
};
test('nothing else ends a session', async (t) => {
  const browser = await signedIn();
  for (const [what, make] of Object.entries(WRONG)) {
    await t.test(what, async () => {
      assert.equal((await tell(make())).status, 400);
      assert.equal(await isIn(browser), true);
    });
  }
  await t.test('an id token', async () => {
    assert.equal((await tell(await idTokenOf(await signedIn()))).status, 400);
    assert.equal(await isIn(browser), true);
  });
  await t.test('another form', async () => assert.equal((await tell(logoutToken(), { 'content-type': 'text/plain' })).status, 400));
  await t.test('a longer body than any token', async () => assert.equal((await tell('x'.repeat(20_000))).status, 413));
  await t.test('another address of that door', async () => {
    for (const address of [`${DOOR}?x=1`, '/auth/sign-out']) {
      assert.equal((await ask(`${origin}${address}`, { ca, method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `logout_token=${logoutToken()}` })).status, 403);
    }
  });
});

// ---- certificates

const shown = () =>
  new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port: Number(port), ca, ALPNProtocols: ['http/1.1'] }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.end();
    });
    socket.on('error', reject);
  });

test('a certificate that was replaced on disk is shown to whoever comes next, and nobody is signed out', async () => {
  const folder = path.join(place, 'shown');
  mkdirSync(folder);
  for (const file of ['cert.pem', 'key.pem', 'ca.pem']) cpSync(path.join(certificates, 'gateway-server', file), path.join(folder, file));
  await stop(gateway);
  gateway = await startGateway({ ...MANY, 'server-certificates': folder });
  const browser = await signedIn();
  const before_ = await shown();
  // As cert-manager does: the key, then the certificate, each in one step. In between the two do not go together.
  for (const file of ['key.pem', 'cert.pem']) {
    cpSync(path.join(certificates, 'incident', file), path.join(folder, `${file}.new`));
    renameSync(path.join(folder, `${file}.new`), path.join(folder, file));
  }
  await until(async () => (await shown()) !== before_);
  assert.equal(await isIn(browser), true);
});

test('whose certificates the identity provider may show is said by a flag', async () => {
  const signIn = async (authority) => {
    await stop(gateway);
    gateway = await startGateway({ ...MANY, 'identity-provider-ca': authority });
    return (await new Browser(origin, ca).get('/auth/sign-in')).status;
  };
  assert.equal(await signIn('system'), 503);
  assert.equal(await signIn(path.join(certificates, 'ca/ca.pem')), 302);
  // The services are held to the house's authority whatever stands there.
  const browser = await signedIn();
  assert.equal((await browser.call(GET_INCIDENT, { name: 'incidents/01900000-0000-7000-8000-000000000001' })).status, 200);
});
