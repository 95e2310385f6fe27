// A browser as far as the gateway can tell: cookies by the rules of their attributes, redirects one at a time. And a plain request, for
// whatever a browser would never send.
import https from 'node:https';
import tls from 'node:tls';

export function ask(url, { method = 'GET', headers = {}, body, ca } = {}) {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { method, headers, ca, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

// Sends these bytes and nothing else: addresses as no client would write them.
export function askRaw({ host, port, ca }, text) {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host, port: Number(port), ca, ALPNProtocols: ['http/1.1'] }, () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => { answer += chunk.toString('latin1'); });
    socket.on('end', () => resolve(answer));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.setTimeout(5000, () => socket.destroy());
  });
}

export class Browser {
  cookies = new Map();

  constructor(origin, ca) {
    this.origin = origin;
    this.ca = ca;
  }

  async get(address, options = {}) {
    return this.#send(address, options);
  }

  // As the console's pages send: own origin, the header of the session.
  async post(address, body, { headers = {}, ...options } = {}) {
    const csrf = this.session?.csrf ?? '';
    return this.#send(address, {
      method: 'POST',
      body,
      headers: { origin: this.origin, 'sec-fetch-site': 'same-origin', 'x-dayaq-csrf': csrf, 'content-type': 'application/json', ...headers },
      ...options,
    });
  }

  async call(method, message, options) {
    return this.post(`/calls/${method}`, JSON.stringify(message), options);
  }

  async #send(address, { headers = {}, ...options }) {
    const url = new URL(address, this.origin);
    const jar = [...this.cookies].filter(([key]) => key.startsWith(`${url.host} `)).map(([, { pair }]) => pair);
    const answer = await ask(url, { ca: this.ca, headers: { ...(jar.length > 0 ? { cookie: jar.join('; ') } : {}), ...headers }, ...options });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/max-age=0/i.test(line) || value === '') this.cookies.delete(`${url.host} ${name}`);
      else this.cookies.set(`${url.host} ${name}`, { pair: `${name}=${value}`, line });
    }
    return answer;
  }

  cookie(name) {
    return this.cookies.get(`${new URL(this.origin).host} ${name}`)?.pair.split('=')[1];
  }

  // From the gateway to the identity provider and back to the door, whose address is given and not yet knocked at.
  async toCallback(subject, start = '/auth/sign-in') {
    let next = (await this.get(start)).headers.location;
    while (next) {
      const url = new URL(next);
      if (url.origin === this.origin) return next;
      const answer = await this.get(next);
      if (answer.headers.location) {
        next = new URL(answer.headers.location, url).href;
        continue;
      }
      const code = /data-code="(\d+)"/.exec(answer.body)?.[1];
      const chosen = await this.get(next, {
        method: 'POST',
        body: new URLSearchParams({ subject, ...(code ? { code } : {}) }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      next = chosen.headers.location && new URL(chosen.headers.location, url).href;
    }
    throw new Error('the identity provider sent nobody back');
  }

  async signIn(subject, start) {
    const answer = await this.get(await this.toCallback(subject, start));
    this.session = JSON.parse((await this.get('/session')).body);
    return answer;
  }
}
