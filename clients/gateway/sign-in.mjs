// Signing in, signing in once more more strongly, and out. The browser gets a session cookie and never a token.
import { hkdfSync } from 'node:crypto';

import { BACK_CHANNEL, Refused } from './guard.mjs';
import { cookieOf, endSession, endSignIn, setSession, setSignIn, SIGN_IN_COOKIE } from './headers.mjs';
import { SignInRefused } from './identity-provider.mjs';

const WAY_BACK = /^\/(?!\/)[A-Za-z0-9._~/=&?%-]{0,300}$/;

// Only a place of this console: nobody is sent elsewhere after signing in.
const wayBack = (text) => (typeof text === 'string' && WAY_BACK.test(text) && !text.startsWith('/auth') ? text : '/');

// By it what a person writes is sealed in the browser; the same after every sign-in, another for everybody else.
const draftKey = (settings, subject) => Buffer.from(hkdfSync('sha256', settings.draftKey, settings.issuer, `drafts of ${subject}`, 32)).toString('base64');

// The identity provider tells that somebody signed out there, or was closed: their sessions here are over at once.
function addBackChannel(server, { sessions, identityProvider }) {
  server.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 16_384 }, (request, body, done) => done(null, new URLSearchParams(body)));
    scope.post(BACK_CHANNEL, { bodyLimit: 16_384 }, async (request, reply) => {
      const token = request.body instanceof URLSearchParams ? request.body.get('logout_token') : null;
      if (!token) throw new Refused(400, 'invalid_argument', 'LOGOUT_TOKEN_MISSING');
      let over;
      try {
        over = await identityProvider.heardLogout(token);
      } catch (error) {
        if (error instanceof SignInRefused) throw new Refused(400, 'invalid_argument', 'LOGOUT_TOKEN_REFUSED');
        throw new Refused(503, 'unavailable', 'IDENTITY_PROVIDER_AWAY');
      }
      console.log(JSON.stringify({ event: 'gateway.sessions_ended', count: sessions.endHeard(over) }));
      return reply.code(200).send();
    });
  });
}

export function addSignIn(server, { settings, sessions, identityProvider }) {
  const begin = async (request, reply, { strong }) => {
    const { url, attempt } = await identityProvider.begin({ strong }).catch(() => {
      throw new Refused(503, 'unavailable', 'IDENTITY_PROVIDER_AWAY');
    });
    const expected = strong ? request.session?.subject : undefined;
    const id = sessions.beginAttempt({ ...attempt, expected, back: wayBack(request.query.return) });
    if (!id) throw new Refused(503, 'unavailable', 'TOO_MANY_SIGN_INS');
    return reply.header('set-cookie', setSignIn(id, settings.signInLongestSeconds)).redirect(url, 302);
  };

  addBackChannel(server, { sessions, identityProvider });

  server.get('/auth/sign-in', (request, reply) => begin(request, reply, { strong: false }));

  // Somebody who is signed in proves once more who they are. Without a session there is nobody to prove.
  server.get('/auth/step-up', (request, reply) => begin(request, reply, { strong: true }));

  server.get('/auth/callback', async (request, reply) => {
    const attempt = sessions.takeAttempt(cookieOf(request.headers.cookie, SIGN_IN_COOKIE));
    reply.header('set-cookie', endSignIn());
    const failed = (reason) => reply.redirect(`/?sign-in=${reason}`, 303);
    // An answer to a question that this browser did not ask.
    if (!attempt) return failed('unexpected');
    const query = request.raw.url.split('?')[1] ?? '';
    let tokens;
    try {
      tokens = await identityProvider.finish(attempt, query);
    } catch (error) {
      if (error instanceof SignInRefused) return failed('refused');
      return failed('away');
    }
    // Whoever came back is somebody else: nothing of the one who was here goes on.
    if (attempt.expected !== undefined && attempt.expected !== tokens.subject) {
      sessions.end(request.sessionId);
      return reply.header('set-cookie', [endSignIn(), endSession()]).redirect('/?sign-in=other-person', 303);
    }
    const before = attempt.expected === undefined ? undefined : request.session;
    sessions.end(request.sessionId);
    const { id } = sessions.begin(tokens, before);
    return reply.header('set-cookie', setSession(id)).redirect(attempt.back, 303);
  });

  server.get('/session', async (request) => {
    if (!request.session) return { signedIn: false };
    const { name, subject, csrf } = request.session;
    return { signedIn: true, name, subject, csrf, draftKey: draftKey(settings, subject), idleSeconds: settings.sessionIdleSeconds };
  });

  server.post('/auth/sign-out', { bodyLimit: 1024 }, async (request, reply) => {
    const { session } = request;
    sessions.end(request.sessionId);
    reply.header('set-cookie', endSession()).header('clear-site-data', '"cache"');
    // The session here is over whatever the identity provider says.
    const next = session ? await identityProvider.end(session).catch(() => '/') : '/';
    return { next };
  });
}
