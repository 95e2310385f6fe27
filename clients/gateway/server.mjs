// The gateway's routes, put together. Whatever is no route is not there.
import { createContextValues } from '@connectrpc/connect';
import { fastifyConnectPlugin } from '@connectrpc/connect-fastify';
import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';

import { callRoutes, SESSION } from './calls.mjs';
import { CertificateWatch, keyAndCertificate } from './certificates.mjs';
import { addFiles } from './files.mjs';
import { addGuard, BACK_CHANNEL, Refused } from './guard.mjs';
import { Sessions } from './sessions.mjs';
import { addSignIn } from './sign-in.mjs';

const CALLS = '/calls';

function listener(settings) {
  return {
    http2: true,
    https: {
      allowHTTP1: true,
      ...keyAndCertificate(settings.serverCertificates),
      minVersion: 'TLSv1.2',
      // Both ways in have their ends: a slow sender, an idle one, and a request that never comes.
      settings: { maxConcurrentStreams: 64, maxHeaderListSize: 16_384 },
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      handshakeTimeout: 10_000,
      maxHeaderSize: 16_384,
    },
    http2SessionTimeout: 60_000,
    bodyLimit: settings.largestCallBytes,
    logger: false,
    routerOptions: { caseSensitive: true, ignoreDuplicateSlashes: false, ignoreTrailingSlash: false, maxParamLength: 200 },
  };
}

// What browsers meet is replaced while connections stand: who comes anew meets the new one.
function followCertificate(server, settings) {
  const watch = new CertificateWatch(settings.serverCertificates, { everyMs: 0 });
  const look = () => {
    try {
      if (watch.isNew()) server.server.setSecureContext({ ...keyAndCertificate(settings.serverCertificates), minVersion: 'TLSv1.2' });
    } catch (error) {
      // Half written: the next look finds it whole.
      console.error(JSON.stringify({ event: 'gateway.certificate_unread', detail: error.code ?? error.name }));
      watch.forget();
    }
  };
  const timer = setInterval(look, settings.certificateLookSeconds * 1000);
  timer.unref();
  server.addHook('onClose', async () => clearInterval(timer));
}

// Errors in the form that Connect's clients read, without a word of how it came about.
function answerError(error, request, reply) {
  const status = error instanceof Refused || (error.statusCode >= 400 && error.statusCode < 500) ? error.statusCode : 500;
  if (status === 500) console.error(JSON.stringify({ event: 'gateway.failed', detail: `${error.name}: ${error.message}` }));
  const code = error.connectCode ?? { 413: 'resource_exhausted', 429: 'resource_exhausted', 500: 'internal' }[status] ?? 'invalid_argument';
  const reason = error instanceof Refused ? error.message : ({ 413: 'TOO_LARGE', 415: 'CONTENT_TYPE', 429: 'TOO_MANY_CALLS', 500: 'INTERNAL' }[status] ?? 'REFUSED');
  reply.code(status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify({ code, message: reason }));
}

async function addLimits(server, settings) {
  await server.register(rateLimit, {
    timeWindow: '1 minute',
    hook: 'preHandler',
    // People behind one address of a hospital do not use up each other's calls, and nobody's calls use up their way to a stronger sign-in.
    keyGenerator: (request) => `${request.sessionId && request.session ? `session ${request.session.csrf}` : `address ${request.ip}`} ${kindOf(request)}`,
    max: (request) => ({ sign: settings.signInsAMinute, call: settings.callsAMinute, page: settings.pagesAMinute })[kindOf(request)],
    errorResponseBuilder: () => new Refused(429, 'resource_exhausted', 'TOO_MANY_CALLS'),
  });
}

function kindOf(request) {
  // The identity provider speaks for everybody from one address.
  if (request.raw.url === BACK_CHANNEL) return 'call';
  if (request.raw.url.startsWith('/auth/')) return 'sign';
  return request.raw.url.startsWith(`${CALLS}/`) ? 'call' : 'page';
}

export async function buildServer({ settings, calls, services, identityProvider, receipts, now }) {
  const server = Fastify(listener(settings));
  const sessions = new Sessions(settings, now);
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(() => {
    throw new Refused(404, 'unimplemented', 'NOT_SERVED');
  });
  followCertificate(server, settings);
  addGuard(server, { settings, sessions });
  await addLimits(server, settings);
  addSignIn(server, { settings, sessions, identityProvider });
  server.get('/health', (request, reply) => reply.type('text/plain').send('ready\n'));
  const longestMs = settings.callLongestSeconds * 1000;
  await server.register(fastifyConnectPlugin, {
    prefix: CALLS,
    grpc: false,
    grpcWeb: false,
    readMaxBytes: settings.largestCallBytes,
    maxTimeoutMs: longestMs,
    contextValues: (request) => createContextValues().set(SESSION, request.session ?? undefined),
    routes: callRoutes({ calls, services, identityProvider, sessions, receipts, longestMs }),
  });
  await addFiles(server, settings.site);
  return server;
}
