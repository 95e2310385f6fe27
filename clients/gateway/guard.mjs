// What stands before every route: the address as browsers write it, this host and no other, and, for whatever changes something, a
// request that only the console's own pages can have made.
import { timingSafeEqual } from 'node:crypto';

import { cookieOf, EVERY_ANSWER, SESSION_COOKIE } from './headers.mjs';

// Said by the identity provider, and not by a page: what it carries is signed.
export const BACK_CHANNEL = '/auth/back-channel-logout';
export const CSRF_HEADER = 'x-dayaq-csrf';
// No escapes, no dots that climb, no empty part: there is one way to write an address.
const PATH = /^\/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?$/;
const QUERY = /^[A-Za-z0-9._~!*'(),;:@&=+/?%-]{0,4000}$/;

export class Refused extends Error {
  constructor(status, code, reason) {
    super(reason);
    this.statusCode = status;
    this.connectCode = code;
  }
}

const equal = (one, other) => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};

function checkAddress(request, authority) {
  const [path, ...rest] = request.raw.url.split('?');
  if (!PATH.test(path) || !QUERY.test(rest.join('?'))) throw new Refused(400, 'invalid_argument', 'ADDRESS_MALFORMED');
  if ((request.headers[':authority'] ?? request.headers.host) !== authority) throw new Refused(421, 'invalid_argument', 'OTHER_HOST');
}

// Requests of other sites say so themselves (Sec-Fetch-Site, Origin); a browser too old to say so still cannot set our header.
function checkOwnPage(request, origin) {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw new Refused(403, 'permission_denied', 'OTHER_SITE');
  if (request.headers.origin !== origin) throw new Refused(403, 'permission_denied', 'OTHER_SITE');
  const given = request.headers[CSRF_HEADER];
  if (typeof given !== 'string') throw new Refused(403, 'permission_denied', 'CSRF_HEADER_MISSING');
  if (request.session && !equal(given, request.session.csrf)) throw new Refused(403, 'permission_denied', 'CSRF_HEADER_WRONG');
}

export function addGuard(server, { settings, sessions }) {
  server.decorateRequest('session', null);
  server.decorateRequest('sessionId', null);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(EVERY_ANSWER);
    checkAddress(request, settings.authority);
    if (request.raw.method === 'GET' || request.raw.method === 'HEAD') {
      if (request.headers['content-length'] > 0) throw new Refused(400, 'invalid_argument', 'BODY_UNEXPECTED');
    } else if (request.raw.method !== 'POST') {
      throw new Refused(405, 'unimplemented', 'METHOD_NOT_ALLOWED');
    } else if (Number(request.headers['content-length'] ?? 0) > settings.largestCallBytes) {
      throw new Refused(413, 'resource_exhausted', 'TOO_LARGE');
    }
    // Pages are for everybody; only these ask who somebody is.
    if (!/^\/(session|calls|auth)(\/|\?|$)/.test(request.raw.url)) return;
    request.sessionId = cookieOf(request.headers.cookie, SESSION_COOKIE);
    request.session = sessions.use(request.sessionId) ?? null;
    if (request.raw.method === 'POST' && request.raw.url !== BACK_CHANNEL) checkOwnPage(request, settings.origin);
  });
}
