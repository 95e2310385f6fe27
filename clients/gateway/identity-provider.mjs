// The identity provider as the gateway meets it: authorization code with PKCE, a client that proves itself by the key of its own certificate
// (private_key_jwt), tokens renewed and given back.
import { createPrivateKey, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { createRemoteJWKSet, errors as faults, jwtVerify } from 'jose';
import * as oidc from 'openid-client';

import { CertificateWatch } from './certificates.mjs';

const AUDIENCE = 'urn:dayaq:api';
// The level of a strong sign-in, and how old it may be (RFC 9470): the services ask for the same.
const STRONG_LEVEL = 'urn:dayaq:acr:2';
const STRONG_SECONDS = 300;
const RENEW_BEFORE_MS = 30_000;
const PATIENCE_SECONDS = 10;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
// How old a word of the provider that a session is over may be, and how far its clock may be off.
const LOGOUT_SECONDS = 120;

export class SignInRefused extends Error {}

async function ownKey(folder) {
  const pkcs8 = createPrivateKey(readFileSync(path.join(folder, 'key.pem'))).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
}

export class IdentityProvider {
  #configuration;
  #keys;
  #heard = new Map();
  #renewals = new WeakMap();

  constructor({ issuer, clientId, certificates, origin }) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.certificates = certificates;
    this.redirect = `${origin}/auth/callback`;
    this.afterwards = `${origin}/`;
    this.watch = new CertificateWatch(certificates);
  }

  // Asked for when it is needed first: the gateway starts without the identity provider and serves again when it is back.
  // A new key of ours, with a new certificate, is taken up without a restart.
  async configuration() {
    if (this.watch.isNew()) this.#configuration = undefined;
    if (!this.#configuration) {
      const metadata = { id_token_signed_response_alg: 'EdDSA' };
      const authentication = oidc.PrivateKeyJwt(await ownKey(this.certificates));
      const found = await oidc.discovery(new URL(this.issuer), this.clientId, metadata, authentication, { timeout: PATIENCE_SECONDS });
      found.timeout = PATIENCE_SECONDS;
      this.#configuration = found;
    }
    return this.#configuration;
  }

  // Where to send the browser, and what must come back from there.
  async begin({ strong }) {
    const configuration = await this.configuration();
    const verifier = oidc.randomPKCECodeVerifier();
    const attempt = { verifier, state: oidc.randomState(), nonce: oidc.randomNonce(), strong };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirect,
      scope: 'openid profile',
      resource: AUDIENCE,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: attempt.state,
      nonce: attempt.nonce,
      ...(strong ? { acr_values: STRONG_LEVEL, max_age: String(STRONG_SECONDS) } : {}),
    });
    return { url: url.href, attempt };
  }

  // The tokens of an attempt whose answer came back at this address.
  async finish(attempt, query) {
    const configuration = await this.configuration();
    const answer = new URL(this.redirect);
    answer.search = query;
    try {
      const tokens = await oidc.authorizationCodeGrant(
        configuration,
        answer,
        {
          pkceCodeVerifier: attempt.verifier,
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
          ...(attempt.strong ? { maxAge: STRONG_SECONDS } : {}),
        },
        { resource: AUDIENCE },
      );
      const claims = tokens.claims();
      if (attempt.strong && claims.acr !== undefined && claims.acr !== STRONG_LEVEL) throw new SignInRefused('not strong enough');
      return { ...kept(tokens), subject: claims.sub, name: claims.name ?? claims.sub, providerSession: claims.sid };
    } catch (error) {
      if (error instanceof TypeError || error instanceof SignInRefused || error.code?.startsWith('OAUTH_') || error.error) {
        throw new SignInRefused(error.code ?? error.error ?? error.message);
      }
      throw error;
    }
  }

  // The access token of a session, renewed when it ends soon; one renewal at a time, since a refresh token serves once.
  async accessToken(session, { renew = false } = {}) {
    if (!renew && Date.now() + RENEW_BEFORE_MS < session.accessUntil) return session.accessToken;
    let renewal = this.#renewals.get(session);
    if (!renewal) {
      renewal = this.#renew(session).finally(() => this.#renewals.delete(session));
      this.#renewals.set(session, renewal);
    }
    await renewal;
    return session.accessToken;
  }

  async #renew(session) {
    const configuration = await this.configuration();
    try {
      const tokens = await oidc.refreshTokenGrant(configuration, session.refreshToken, { resource: AUDIENCE });
      const fresh = kept(tokens);
      Object.assign(session, fresh, { refreshToken: fresh.refreshToken ?? session.refreshToken, idToken: fresh.idToken ?? session.idToken });
    } catch (error) {
      // It answered, and the answer is no: the session is over. Whatever else happened may pass.
      if (error instanceof oidc.ResponseBodyError) throw new SignInRefused(error.error);
      throw error;
    }
  }

  // Whose sessions are over, by the provider's own word (OpenID Connect Back-Channel Logout 1.0): { subject, providerSession }, of which one may be
  // missing. SignInRefused for a word that is not the provider's, not for us, too old, or was heard before.
  async heardLogout(token) {
    const configuration = await this.configuration();
    const { jwks_uri: address } = configuration.serverMetadata();
    this.#keys ??= createRemoteJWKSet(new URL(address), { timeoutDuration: PATIENCE_SECONDS * 1000 });
    const refused = (why) => new SignInRefused(`logout token: ${why}`);
    let payload;
    try {
      ({ payload } = await jwtVerify(token, this.#keys, {
        issuer: this.issuer, audience: this.clientId, algorithms: ['EdDSA', 'ES256'], requiredClaims: ['iat', 'jti', 'events'], maxTokenAge: LOGOUT_SECONDS, clockTolerance: LOGOUT_SECONDS,
      }));
    } catch (error) {
      if (error instanceof faults.JWKSTimeout || !(error instanceof faults.JOSEError)) throw error;
      throw refused(error.code);
    }
    const { events, nonce, jti, sub: subject, sid: providerSession } = payload;
    if (typeof events?.[LOGOUT_EVENT] !== 'object' || nonce !== undefined) throw refused('not one');
    if (typeof subject !== 'string' && typeof providerSession !== 'string') throw refused('names nobody');
    const now = Date.now();
    for (const [known, until] of this.#heard) if (until < now) this.#heard.delete(known);
    if (this.#heard.has(jti)) throw refused('heard before');
    this.#heard.set(jti, now + 3 * LOGOUT_SECONDS * 1000);
    return { subject, providerSession };
  }

  // Gives the tokens back, and says where the browser ends the session of the identity provider.
  async end(session) {
    const configuration = await this.configuration();
    await oidc.tokenRevocation(configuration, session.refreshToken, { token_type_hint: 'refresh_token' });
    return oidc.buildEndSessionUrl(configuration, { id_token_hint: session.idToken, post_logout_redirect_uri: this.afterwards }).href;
  }
}

function kept(tokens) {
  return {
    accessToken: tokens.access_token,
    accessUntil: Date.now() + (tokens.expires_in ?? 0) * 1000,
    refreshToken: tokens.refresh_token,
    idToken: tokens.id_token,
  };
}
