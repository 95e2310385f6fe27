// Logs one of the invented staff in and prints the access token: node token.mjs SUBJECT [--acr 2] [--issuer URL] [--ca FILE]
// Without --issuer and --ca it asks the house of this checkout. The same steps as `dayaqctl login --as`.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const AUDIENCE = 'urn:dayaq:api';
const CLIENT_ID = 'dayaqctl';
const REDIRECT = 'http://127.0.0.1:1/callback';

// A browser of one purpose: keeps cookies, follows nothing by itself.
class Browser {
  #cookies = new Map();

  constructor(ca) {
    this.ca = ca;
  }

  fetch(url, form) {
    return new Promise((resolve, reject) => {
      const headers = { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
      if (form) headers['content-type'] = 'application/x-www-form-urlencoded';
      const request = https.request(url, { method: form ? 'POST' : 'GET', headers, ca: this.ca, agent: false }, (response) => {
        const chunks = [];
        for (const cookie of response.headers['set-cookie'] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
          this.#cookies.set(name, value);
        }
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const { location } = response.headers;
          resolve({
            status: response.statusCode,
            location: location && new URL(location, url),
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      });
      request.on('error', reject);
      request.end(form && new URLSearchParams(form).toString());
    });
  }
}

async function authorizationCode(browser, issuer, { subject, acr, challenge, state }) {
  const start = new URL(`${issuer}/auth`);
  start.search = new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: 'code',
    scope: 'openid profile',
    resource: AUDIENCE,
    redirect_uri: REDIRECT,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    acr_values: `urn:dayaq:acr:${acr}`,
    state,
  });
  const login = (await browser.fetch(start)).location;
  if (!login?.pathname.startsWith('/interaction/')) throw new Error('the provider did not ask for a login');
  const page = await browser.fetch(login);
  const code = /data-code="(\d+)"/.exec(page.body)?.[1];
  let answer = await browser.fetch(login, code ? { subject, code } : { subject });
  if (answer.status === 403) throw new Error(`nobody here is called ${subject}`);
  while (answer.location && answer.location.protocol === 'https:') answer = await browser.fetch(answer.location);
  const result = answer.location?.searchParams;
  if (!result || result.get('state') !== state || !result.get('code')) {
    throw new Error(`login failed: ${result?.get('error_description') ?? `status ${answer.status}`}`);
  }
  return result.get('code');
}

// The token answer ({access_token, refresh_token, id_token, expires_in, ...}) for one of the invented staff.
export async function obtainToken({ issuer, ca, subject, acr = '1' }) {
  const browser = new Browser(ca);
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const state = randomBytes(8).toString('hex');
  const code = await authorizationCode(browser, issuer, { subject, acr, challenge, state });
  const answer = await browser.fetch(`${issuer}/token`, {
    grant_type: 'authorization_code',
    client_id: CLIENT_ID,
    code,
    redirect_uri: REDIRECT,
    code_verifier: verifier,
    resource: AUDIENCE,
  });
  if (answer.status !== 200) throw new Error(`no token: ${answer.body}`);
  return JSON.parse(answer.body);
}

function houseIssuer(house) {
  const port = /^IDENTITY_PROVIDER_PORT=(\d+)$/m.exec(readFileSync(path.join(house, 'ports.env'), 'utf8'))[1];
  return `https://127.0.0.1:${port}`;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { acr: { type: 'string', default: '1' }, issuer: { type: 'string' }, ca: { type: 'string' } },
  });
  if (positionals.length !== 1) throw new Error('usage: token.mjs SUBJECT [--acr 2] [--issuer URL] [--ca FILE]');
  const house = fileURLToPath(new URL('../../.dayaq', import.meta.url));
  const token = await obtainToken({
    issuer: values.issuer ?? houseIssuer(house),
    ca: readFileSync(values.ca ?? path.join(house, 'certificates/ca/ca.pem')),
    subject: positionals[0],
    acr: values.acr,
  });
  console.log(token.access_token);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
