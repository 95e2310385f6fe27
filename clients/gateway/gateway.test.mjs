// What the gateway lets in and what it does not, against the real identity provider. Run by test.sh, which makes the certificates.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import http2 from 'node:http2';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { ask, askRaw, Browser } from './tests/browser.mjs';
import {
  behaviour, ca, gatewayFlags, issuer, makeFiles, origin, place, port, refusal, startGateway, startIdentityProvider, startServices, stop, stopAll, told,
} from './tests/house.mjs';

const GET_INCIDENT = 'dayaq.incident.v1.IncidentService/GetIncident';
const NAME = { name: 'incidents/01900000-0000-7000-8000-000000000001' };
const MANY = { 'calls-a-minute': 10_000, 'sign-ins-a-minute': 10_000 };
let services;
let gateway;
let identityProvider;

before(async () => {
  makeFiles();
  services = await startServices();
  identityProvider = await startIdentityProvider();
  gateway = await startGateway(MANY);
});
after(async () => {
  await stopAll();
  services.close();
});
beforeEach(() => {
  told.length = 0;
  behaviour.answer = undefined;
});

const newBrowser = () => new Browser(origin, ca);
async function signedIn(subject = 'aysel-registrar', start) {
  const browser = newBrowser();
  await browser.signIn(subject, start);
  return browser;
}
const claims = (header) => JSON.parse(Buffer.from(header.split('.')[1], 'base64url').toString('utf8'));
const lastToken = () => claims(told.at(-1).headers.authorization);

// ---- headers and cookies

const EVERY_HEADER = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
};

for (const address of ['/', '/hospital', '/assets/desk-AbC1.js', '/session', '/auth/sign-in', '/auth/callback', '/nothing', '/nothing%20here', `/calls/${GET_INCIDENT}`]) {
  test(`every header stands on the answer of ${address}`, async () => {
    const { headers } = await ask(`${origin}${address}`, { ca });
    for (const [name, value] of Object.entries(EVERY_HEADER)) assert.equal(headers[name], value, name);
    const policy = headers['content-security-policy'];
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.ok(headers['permissions-policy'].includes('camera=()'));
    assert.equal(headers.server, undefined);
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['access-control-allow-origin'], undefined);
    if (!['/', '/hospital', '/assets/desk-AbC1.js'].includes(address)) assert.equal(headers['cache-control'], 'no-store');
  });
}

test('assets are kept for ever, the page is asked for every time', async () => {
  assert.equal((await ask(`${origin}/assets/desk-AbC1.js`, { ca })).headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.equal((await ask(`${origin}/`, { ca })).headers['cache-control'], 'no-cache');
  assert.match((await ask(`${origin}/hospital/incidents/new`, { ca })).body, /Dayaq/);
});

for (const address of ['/', '/hospital', '/hospital/incidents/1']) {
  test(`${address} is sent small to who takes it small`, async () => {
    const answer = await ask(`${origin}${address}`, { ca, headers: { 'accept-encoding': 'br' } });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-encoding'], 'br');
  });
}

test('cookies are of this host alone, closed to scripts, and no token is in them', async () => {
  const browser = newBrowser();
  const door = await browser.get('/auth/sign-in');
  assert.match(door.headers['set-cookie'][0], /^__Host-dayaq-sign-in=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/);
  const answer = await browser.signIn('aysel-registrar');
  assert.equal(answer.status, 303);
  const session = answer.headers['set-cookie'].find((line) => line.startsWith('__Host-dayaq-session'));
  assert.match(session, /^__Host-dayaq-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
  assert.ok(answer.headers['set-cookie'].some((line) => /^__Host-dayaq-sign-in=; .*Max-Age=0$/.test(line)) || browser.cookie('__Host-dayaq-sign-in') === undefined);
  assert.doesNotMatch(JSON.stringify(answer), /eyJ/);
});

test('a page learns who is signed in and gets no token', async () => {
  const browser = await signedIn();
  const { body } = await browser.get('/session');
  assert.deepEqual(Object.keys(JSON.parse(body)).sort(), ['csrf', 'draftKey', 'idleSeconds', 'name', 'signedIn', 'subject']);
  assert.equal(JSON.parse(body).name, 'Aysel Nümunəli');
  assert.doesNotMatch(body, /eyJ/);
  assert.deepEqual(JSON.parse((await newBrowser().get('/session')).body), { signedIn: false });
});

test('drafts have one key a person, the same after every sign-in', async () => {
  const [first, again, other] = [await signedIn(), await signedIn(), await signedIn('rashad-registrar')];
  assert.equal(first.session.draftKey, again.session.draftKey);
  assert.notEqual(first.session.draftKey, other.session.draftKey);
  assert.equal(Buffer.from(first.session.draftKey, 'base64').length, 32);
});

// ---- calls

test('an allowed call reaches its service with the token of the person, a deadline and a trace', async () => {
  const browser = await signedIn();
  behaviour.answer = () => ({ number: '10004237' });
  const answer = await browser.call(GET_INCIDENT, NAME, {
    headers: { 'dayaq-role-assignment': '01900000-0000-7000-9000-000000000001', 'dayaq-purpose': 'care', 'connect-protocol-version': '1' },
  });
  assert.equal(answer.status, 200);
  assert.equal(JSON.parse(answer.body).number, '10004237');
  const [{ headers, deadline }] = told;
  assert.equal(lastToken().sub, 'aysel-registrar');
  assert.equal(lastToken().client_id, 'dayaq-console');
  assert.match(headers.traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  assert.equal(headers['dayaq-role-assignment'], '01900000-0000-7000-9000-000000000001');
  assert.equal(headers['dayaq-purpose'], 'care');
  assert.ok(deadline > 0 && deadline <= 15_000);
  assert.equal(answer.headers['trailer-audit-receipt-bin'], 'cmVjZWlwdA');
});

test('headers that a browser makes up stay outside', async () => {
  const browser = await signedIn();
  await browser.call(GET_INCIDENT, NAME, {
    headers: { authorization: 'Bearer mine', traceparent: '00-1-1-1', 'x-forwarded-for': '1.2.3.4', 'dayaq-anything': 'x', 'grpc-timeout': '9H' },
  });
  const [{ headers }] = told;
  assert.notEqual(headers.authorization, 'Bearer mine');
  for (const name of ['x-forwarded-for', 'dayaq-anything', 'cookie', 'origin', 'x-dayaq-csrf']) assert.equal(headers[name], undefined, name);
});

for (const [name, value] of [['dayaq-role-assignment', 'somebody'], ['dayaq-purpose', 'care; drop'], ['dayaq-purpose', 'x'.repeat(41)]]) {
  test(`a malformed ${name} is refused`, async () => {
    const browser = await signedIn();
    const answer = await browser.call(GET_INCIDENT, NAME, { headers: { [name]: value } });
    assert.equal(JSON.parse(answer.body).message, 'HEADER_MALFORMED');
    assert.equal(told.length, 0);
  });
}

test('what a service refuses comes through with its details, and the receipt is kept', async () => {
  const browser = await signedIn();
  behaviour.answer = (method, context) => {
    context.responseTrailer.set('x-inner', 'secret');
    throw refusal('Unauthenticated', 'STEP_UP_REQUIRED');
  };
  const answer = await browser.call(GET_INCIDENT, NAME);
  const error = JSON.parse(answer.body);
  assert.equal(error.code, 'unauthenticated');
  assert.equal(error.message, 'words of STEP_UP_REQUIRED');
  assert.equal(error.details[0].type, 'google.rpc.ErrorInfo');
  assert.equal(told.length, 1);
  assert.doesNotMatch(JSON.stringify(answer.headers), /secret/);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.match(readFileSync(path.join(place, 'receipts.log'), 'utf8'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00 cmVjZWlwdA\n/);
  assert.equal(statSync(path.join(place, 'receipts.log')).mode & 0o777, 0o600);
});

test('a token that the services refuse is renewed once', async () => {
  const browser = await signedIn();
  behaviour.answer = () => {
    if (told.length === 1) throw refusal('Unauthenticated', 'TOKEN_INVALID');
    return {};
  };
  assert.equal((await browser.call(GET_INCIDENT, NAME)).status, 200);
  assert.equal(told.length, 2);
  assert.notEqual(told[0].headers.authorization, told[1].headers.authorization);
});

test('a token that stays refused ends the session', async () => {
  const browser = await signedIn();
  behaviour.answer = () => { throw refusal('Unauthenticated', 'TOKEN_INVALID'); };
  assert.equal(JSON.parse((await browser.call(GET_INCIDENT, NAME)).body).message, 'SESSION_OVER');
  assert.equal(told.length, 2);
  assert.deepEqual(JSON.parse((await browser.get('/session')).body), { signedIn: false });
});

test('a slow service is not waited for longer than is allowed', async () => {
  const browser = await signedIn();
  behaviour.answer = (method, context) => new Promise((resolve) => { context.signal.addEventListener('abort', () => resolve({})); });
  const answer = await browser.call(GET_INCIDENT, NAME, { headers: { 'connect-timeout-ms': '200', 'connect-protocol-version': '1' } });
  assert.equal(JSON.parse(answer.body).code, 'deadline_exceeded');
});

test('many calls at once share one renewal', async () => {
  const browser = await signedIn();
  const refused = new Set();
  behaviour.answer = (method, context) => {
    const header = context.requestHeader.get('authorization');
    refused.add(told[0].headers.authorization);
    if (refused.has(header)) throw refusal('Unauthenticated', 'TOKEN_INVALID');
    return {};
  };
  const answers = await Promise.all(Array.from({ length: 8 }, () => browser.call(GET_INCIDENT, NAME)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
});

// ---- nothing else is served

const SECRET_DOORS = [
  'dayaq.incident.v1.IncidentService/ReportIncident',
  'dayaq.incident.v1.IncidentService/getIncident',
  'dayaq.incident.v1.IncidentService/GetIncident/',
  'dayaq.incident.v1.IncidentService',
  'dayaq.incident.v1.ImportService/BeginImport',
  'dayaq.access.v1.AccessService/CreateInstitution',
  'dayaq.keys.v1.KeyService/RotateKeys',
  'dayaq.audit.v1.AuditService/ApproveWithholding',
  'grpc.health.v1.Health/Check',
  'grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo',
];
for (const method of SECRET_DOORS) {
  test(`${method} is not there`, async () => {
    const browser = await signedIn();
    const answer = await browser.call(method, {});
    assert.ok([400, 404].includes(answer.status), String(answer.status));
    assert.equal(told.length, 0);
  });
}

const CLIMBS = [
  '/calls/../session', '/calls/x/../dayaq.incident.v1.IncidentService/VerifyIncident', '/calls/%2e%2e/session', '/calls//dayaq.incident.v1.IncidentService/GetIncident',
  '//evil.example/calls/x', '/calls/dayaq.incident.v1.IncidentService%2fGetIncident', '/calls/dayaq.incident.v1.IncidentService%2FGetIncident',
  '/calls/dayaq%2eincident.v1.IncidentService/GetIncident', '/calls\\..\\session', '/calls/dayaq.incident.v1.IncidentService/GetIncident;a=b',
  '/assets/../../secrets', '/assets/%2e%2e/%2e%2e/etc/passwd', '/.hidden', '/assets/..%5c..%5cetc', '/calls/dayaq.incident.v1.IncidentService/GetIncident%00',
  'https://evil.example/calls/dayaq.incident.v1.IncidentService/GetIncident', 'http://127.0.0.1:5432/', '/calls/http://127.0.0.1:1/', '/./session', '/calls/[::1]/x', '*',
];
for (const address of CLIMBS) {
  test(`${address} leads nowhere`, async () => {
    const browser = await signedIn();
    const cookie = `__Host-dayaq-session=${browser.cookie('__Host-dayaq-session')}`;
    for (const method of ['GET', 'POST']) {
      const lines = [`${method} ${address} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Cookie: ${cookie}`, `Origin: ${origin}`, `X-Dayaq-Csrf: ${browser.session.csrf}`,
        'Content-Type: application/json', 'Content-Length: 2', 'Connection: close', '', '{}'];
      const answer = await askRaw({ host: '127.0.0.1', port, ca }, lines.join('\r\n'));
      assert.match(answer, /^HTTP\/1\.1 4\d\d /, `${method}: ${answer.slice(0, 80)}`);
      assert.doesNotMatch(answer, /nobody sees this|signedIn/);
    }
    assert.equal(told.length, 0);
  });
}

for (const host of ['evil.example', `localhost:${port}`, '127.0.0.1', `127.0.0.1:${Number(port) + 1}`, '']) {
  test(`the host "${host}" is refused`, async () => {
    const answer = await askRaw({ host: '127.0.0.1', port, ca }, `GET /session HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 4(00|21) /);
  });
}

for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
  test(`${method} is refused`, async () => {
    assert.equal((await ask(`${origin}/calls/${GET_INCIDENT}`, { ca, method })).status, 405);
  });
}

test('a call by GET, whose request would stand in logs, is refused', async () => {
  const browser = await signedIn();
  const answer = await browser.get(`/calls/${GET_INCIDENT}?connect=v1&encoding=json&message=${encodeURIComponent(JSON.stringify(NAME))}`);
  assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
  assert.equal(told.length, 0);
});

test('no WebSocket is opened', async () => {
  const lines = ['GET /session HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', '', ''];
  assert.doesNotMatch(await askRaw({ host: '127.0.0.1', port, ca }, lines.join('\r\n')), /^HTTP\/1\.1 101/);
});

// ---- cross-site requests

const FOREIGN = {
  'without the header': { 'x-dayaq-csrf': undefined },
  'with another header': { 'x-dayaq-csrf': 'A'.repeat(43) },
  'with an empty header': { 'x-dayaq-csrf': '' },
  'from another origin': { origin: 'https://evil.example' },
  'from no origin': { origin: undefined },
  'from a null origin': { origin: 'null' },
  'from another port of this host': { origin: 'https://127.0.0.1:1' },
  'from another site by the browser’s own word': { 'sec-fetch-site': 'cross-site' },
  'from a sibling site by the browser’s own word': { 'sec-fetch-site': 'same-site' },
};
for (const [what, headers] of Object.entries(FOREIGN)) {
  test(`a call ${what} is refused`, async () => {
    const browser = await signedIn();
    const kept = Object.fromEntries(
      Object.entries({ origin, 'sec-fetch-site': 'same-origin', 'x-dayaq-csrf': browser.session.csrf, 'content-type': 'application/json', ...headers })
        .filter(([, value]) => value !== undefined),
    );
    const answer = await browser.get(`/calls/${GET_INCIDENT}`, { method: 'POST', body: JSON.stringify(NAME), headers: kept });
    assert.equal(answer.status, 403);
    assert.equal(told.length, 0);
  });
}

for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/grpc', 'application/grpc-web', '']) {
  test(`a body of type "${type}" is refused`, async () => {
    const browser = await signedIn();
    const answer = await browser.call(GET_INCIDENT, NAME, { headers: { 'content-type': type } });
    assert.ok([400, 404, 415].includes(answer.status), String(answer.status));
    assert.equal(told.length, 0);
  });
}

test('somebody else’s page cannot sign a person out', async () => {
  const browser = await signedIn();
  assert.equal((await browser.post('/auth/sign-out', '{}', { headers: { 'x-dayaq-csrf': '' } })).status, 403);
  assert.equal(JSON.parse((await browser.get('/session')).body).signedIn, true);
});

// ---- signing in

test('nobody calls without a session', async () => {
  const answer = await newBrowser().call(GET_INCIDENT, NAME);
  assert.equal(answer.status, 401);
  assert.equal(JSON.parse(answer.body).message, 'SESSION_OVER');
  assert.equal(told.length, 0);
});

test('the identity provider is asked by PKCE, with state and nonce', async () => {
  const url = new URL((await newBrowser().get('/auth/sign-in')).headers.location);
  assert.equal(url.origin, issuer);
  const asked = Object.fromEntries(url.searchParams);
  assert.equal(asked.code_challenge_method, 'S256');
  for (const name of ['code_challenge', 'state', 'nonce']) assert.ok(asked[name].length >= 43, name);
  assert.equal(asked.redirect_uri, `${origin}/auth/callback`);
  assert.equal(asked.response_type, 'code');
});

const MEDDLED = {
  'another state': (url) => url.searchParams.set('state', 'A'.repeat(43)),
  'no state': (url) => url.searchParams.delete('state'),
  'another code': (url) => url.searchParams.set('code', 'A'.repeat(43)),
  'no code': (url) => url.searchParams.delete('code'),
  'another issuer': (url) => url.searchParams.set('iss', 'https://evil.example'),
  'no issuer': (url) => url.searchParams.delete('iss'),
  'an error': (url) => { url.searchParams.delete('code'); url.searchParams.set('error', 'access_denied'); },
};
for (const [what, meddle] of Object.entries(MEDDLED)) {
  test(`an answer with ${what} signs nobody in`, async () => {
    const browser = newBrowser();
    const url = new URL(await browser.toCallback('aysel-registrar'));
    meddle(url);
    const answer = await browser.get(url.href);
    assert.equal(answer.headers.location, '/?sign-in=refused');
    assert.equal(browser.cookie('__Host-dayaq-session'), undefined);
  });
}

test('an answer to somebody else’s question signs nobody in', async () => {
  const [attacker, victim] = [newBrowser(), newBrowser()];
  const stolen = await attacker.toCallback('rashad-registrar');
  assert.equal((await victim.get(stolen)).headers.location, '/?sign-in=unexpected');
  await victim.get('/auth/sign-in');
  assert.equal((await victim.get(stolen)).headers.location, '/?sign-in=refused');
  assert.equal(victim.cookie('__Host-dayaq-session'), undefined);
});

test('the code of another verifier is refused by the provider', async () => {
  const [one, other] = [newBrowser(), newBrowser()];
  const first = new URL(await one.toCallback('aysel-registrar'));
  const second = new URL(await other.toCallback('aysel-registrar'));
  second.searchParams.set('code', first.searchParams.get('code'));
  assert.equal((await other.get(second.href)).headers.location, '/?sign-in=refused');
});

test('an answer serves once', async () => {
  const browser = newBrowser();
  const url = await browser.toCallback('aysel-registrar');
  assert.equal((await browser.get(url)).headers.location, '/');
  assert.equal((await browser.get(url)).headers.location, '/?sign-in=unexpected');
});

test('a session that was planted before is not the one that somebody signs in to', async () => {
  const browser = newBrowser();
  const host = new URL(origin).host;
  const planted = 'P'.repeat(43);
  browser.cookies.set(`${host} __Host-dayaq-session`, { pair: `__Host-dayaq-session=${planted}` });
  await browser.signIn('aysel-registrar');
  assert.notEqual(browser.cookie('__Host-dayaq-session'), planted);
  assert.equal((await ask(`${origin}/session`, { ca, headers: { cookie: `__Host-dayaq-session=${planted}` } })).body, '{"signedIn":false}');
});

test('a second sign-in ends the first session of the browser and opens another', async () => {
  const browser = await signedIn();
  const old = browser.cookie('__Host-dayaq-session');
  const csrf = browser.session.csrf;
  await browser.signIn('aysel-registrar');
  assert.notEqual(browser.cookie('__Host-dayaq-session'), old);
  assert.notEqual(browser.session.csrf, csrf);
  assert.equal((await ask(`${origin}/session`, { ca, headers: { cookie: `__Host-dayaq-session=${old}` } })).body, '{"signedIn":false}');
});

test('two session cookies at once are none', async () => {
  const browser = await signedIn();
  const own = `__Host-dayaq-session=${browser.cookie('__Host-dayaq-session')}`;
  assert.equal((await ask(`${origin}/session`, { ca, headers: { cookie: `${own}; __Host-dayaq-session=${'X'.repeat(43)}` } })).body, '{"signedIn":false}');
});

test('nobody has more than five sessions', async () => {
  const browsers = [];
  for (let count = 0; count < 6; count += 1) browsers.push(await signedIn('leyla-clinician'));
  const states = await Promise.all(browsers.map(async (browser) => JSON.parse((await browser.get('/session')).body).signedIn));
  assert.deepEqual(states, [false, true, true, true, true, true]);
});

for (const [back, place_] of [
  ['/hospital/drafts', '/hospital/drafts'], ['https://evil.example/', '/'], ['//evil.example', '/'], ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'], ['/auth/sign-in', '/'], ['', '/'],
]) {
  test(`after signing in, "${back}" leads to ${place_}`, async () => {
    const browser = newBrowser();
    const answer = await browser.get(await browser.toCallback('aysel-registrar', `/auth/sign-in?return=${encodeURIComponent(back)}`));
    assert.equal(answer.headers.location, place_);
  });
}

test('a step-up makes the same session stronger, under a new id', async () => {
  const browser = await signedIn('ulviyya-access');
  const old = browser.cookie('__Host-dayaq-session');
  await browser.call(GET_INCIDENT, NAME);
  assert.equal(lastToken().acr, 'urn:dayaq:acr:1');
  const answer = await browser.signIn('ulviyya-access', '/auth/step-up?return=/hospital');
  assert.equal(answer.headers.location, '/hospital');
  assert.notEqual(browser.cookie('__Host-dayaq-session'), old);
  await browser.call(GET_INCIDENT, NAME);
  assert.equal(lastToken().acr, 'urn:dayaq:acr:2');
  assert.ok(Date.now() / 1000 - lastToken().auth_time < 60);
});

test('somebody else who comes back from a step-up takes over nothing', async () => {
  const browser = await signedIn('ulviyya-access');
  // The identity provider of a computer that two people share has forgotten the first.
  for (const key of browser.cookies.keys()) if (!key.includes('dayaq')) browser.cookies.delete(key);
  const answer = await browser.get(await browser.toCallback('nargiz-access', '/auth/step-up'));
  assert.equal(answer.headers.location, '/?sign-in=other-person');
  assert.deepEqual(JSON.parse((await browser.get('/session')).body), { signedIn: false });
});

test('signing out ends the session here and at the identity provider', async () => {
  const browser = await signedIn();
  const cookie = `__Host-dayaq-session=${browser.cookie('__Host-dayaq-session')}`;
  const answer = await browser.post('/auth/sign-out', '{}');
  assert.match(answer.headers['set-cookie'][0], /^__Host-dayaq-session=; .*Max-Age=0$/);
  assert.equal(answer.headers['clear-site-data'], '"cache"');
  assert.ok(JSON.parse(answer.body).next.startsWith(`${issuer}/session/end?`));
  assert.equal((await ask(`${origin}/session`, { ca, headers: { cookie } })).body, '{"signedIn":false}');
});

// ---- sizes, limits, times

test('a body over a mebibyte is refused', async () => {
  const browser = await signedIn();
  const answer = await browser.call(GET_INCIDENT, { name: 'x'.repeat(1024 * 1024) });
  assert.equal(answer.status, 413);
  assert.equal(told.length, 0);
});

test('headers over sixteen kibibytes are refused', async () => {
  const answer = await askRaw({ host: '127.0.0.1', port, ca }, `GET /session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`);
  assert.match(answer, /^HTTP\/1\.1 431 /);
});

test('a body that says it is another size is refused', async () => {
  const browser = await signedIn();
  const head = [`POST /calls/${GET_INCIDENT} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Origin: ${origin}`, `X-Dayaq-Csrf: ${browser.session.csrf}`, 'Content-Type: application/json',
    'Content-Length: 2', 'Transfer-Encoding: chunked', '', '0', '', ''];
  assert.match(await askRaw({ host: '127.0.0.1', port, ca }, head.join('\r\n')), /^HTTP\/1\.1 400 /);
});

test('HTTP/2 is spoken, with the same guard', async () => {
  const session = http2.connect(origin, { ca });
  const get = (headers) => new Promise((resolve, reject) => {
    const stream = session.request(headers);
    stream.on('response', resolve);
    stream.on('error', reject);
    stream.resume();
  });
  assert.equal((await get({ ':path': '/session' }))[':status'], 200);
  assert.equal((await get({ ':path': '/calls/%2e%2e/x' }))[':status'], 400);
  assert.equal((await get({ ':path': '/session', ':authority': 'evil.example' }))[':status'], 421);
  session.close();
});

test('plain HTTP is not answered', async () => {
  await assert.rejects(fetch(`http://127.0.0.1:${port}/session`));
});

test('calls and sign-ins are limited, each person apart', async () => {
  await stop(gateway);
  gateway = await startGateway({ 'calls-a-minute': 3, 'sign-ins-a-minute': 8 });
  const [one, other] = [await signedIn('aysel-registrar'), await signedIn('rashad-registrar')];
  const statuses = [];
  for (let count = 0; count < 5; count += 1) statuses.push((await one.call(GET_INCIDENT, NAME)).status);
  assert.deepEqual(statuses.slice(-2), [429, 429]);
  assert.equal(statuses[0], 200);
  assert.equal((await other.call(GET_INCIDENT, NAME)).status, 200);
  const doors = [];
  for (let count = 0; count < 10; count += 1) doors.push((await newBrowser().get('/auth/sign-in')).status);
  assert.ok(doors.includes(429) && doors[0] === 302, doors.join(' '));
});

test('who has called much may still prove who they are', async () => {
  await stop(gateway);
  gateway = await startGateway({ 'calls-a-minute': 100, 'sign-ins-a-minute': 8 });
  const person = await signedIn('aysel-registrar');
  for (let count = 0; count < 20; count += 1) assert.equal((await person.call(GET_INCIDENT, NAME)).status, 200);
  for (let count = 0; count < 20; count += 1) assert.equal((await person.get('/')).status, 200);
  assert.equal((await person.get('/auth/step-up?return=%2Fhospital')).status, 302);
});

test('a session ends when nobody uses it, and at the end of the day', async () => {
  await stop(gateway);
  gateway = await startGateway({ ...MANY, 'session-idle': 2, 'session-longest': 4 });
  const idle = await signedIn();
  await new Promise((resolve) => setTimeout(resolve, 2200));
  assert.equal(JSON.parse((await idle.call(GET_INCIDENT, NAME)).body).message, 'SESSION_OVER');
  const busy = await signedIn();
  let lasted = 0;
  while (lasted < 8 && JSON.parse((await busy.get('/session')).body).signedIn) {
    lasted += 1;
    await new Promise((resolve) => setTimeout(resolve, 800));
  }
  assert.ok(lasted >= 4 && lasted <= 6, String(lasted));
});

test('an attempt to sign in that takes too long signs nobody in', async () => {
  await stop(gateway);
  gateway = await startGateway({ ...MANY, 'sign-in-longest': 1 });
  const browser = newBrowser();
  const url = await browser.toCallback('aysel-registrar');
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.equal((await browser.get(url)).headers.location, '/?sign-in=unexpected');
});

test('while a service is away, its calls say so', async () => {
  const browser = await signedIn('aysel-registrar');
  await new Promise((resolve) => services.close(resolve) || services.closeAllConnections?.() || setTimeout(resolve, 300));
  const answer = await browser.call(GET_INCIDENT, NAME, { headers: { 'connect-timeout-ms': '2000', 'connect-protocol-version': '1' } });
  assert.ok(['unavailable', 'deadline_exceeded'].includes(JSON.parse(answer.body).code), answer.body);
  services = await startServices();
});

test('while the identity provider is away, the door says so and sessions go on', async () => {
  await stop(gateway);
  gateway = await startGateway(MANY);
  const browser = await signedIn();
  await stop(identityProvider);
  assert.equal((await browser.call(GET_INCIDENT, NAME)).status, 200);
  await stop(gateway);
  gateway = await startGateway(MANY);
  const answer = await newBrowser().get('/auth/sign-in');
  assert.equal(answer.status, 503);
  assert.equal(JSON.parse(answer.body).message, 'IDENTITY_PROVIDER_AWAY');
});

// ---- it does not start on a list or flags that are wrong

const BAD_LISTS = {
  'a method that is not in the contract': 'dayaq.incident.v1.IncidentService/Nothing\n',
  'a service that is not in the contract': 'dayaq.nothing.v1.NothingService/Get\n',
  'a method twice': `${GET_INCIDENT}\n${GET_INCIDENT}\n`,
  'a star': 'dayaq.incident.v1.IncidentService/*\n',
  'a foreign package': 'grpc.health.v1.Health/Check\n',
  'nothing': '# nothing\n',
};
for (const [what, text] of Object.entries(BAD_LISTS)) {
  test(`a list with ${what} stops it at start`, () => {
    const file = path.join(place, 'bad-list.txt');
    writeFileSync(file, text);
    const run = spawnSync(process.execPath, [fileURLToPath(new URL('main.mjs', import.meta.url)), ...gatewayFlags({ 'allowed-calls': file })], { encoding: 'utf8' });
    assert.equal(run.status, 1);
    assert.match(run.stderr, /bad-list\.txt/);
  });
}

for (const [name, value] of [['origin', 'http://127.0.0.1:1'], ['origin', 'https://127.0.0.1:1/path'], ['listen', '1234'], ['services', 'incident'], ['calls-a-minute', '0'], ['draft-key', '/dev/null']]) {
  test(`--${name}=${value} stops it at start`, () => {
    const run = spawnSync(process.execPath, [fileURLToPath(new URL('main.mjs', import.meta.url)), ...gatewayFlags({ [name]: value })], { encoding: 'utf8' });
    assert.equal(run.status, 1);
  });
}
