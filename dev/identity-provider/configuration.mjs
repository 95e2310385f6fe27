// What this provider promises: authorization code with PKCE (S256), EdDSA access tokens for one audience, two login levels.
import { errors, interactionPolicy } from 'oidc-provider';

import { errorPage, logoutPage, loggedOutPage } from './pages.mjs';

export const AUDIENCE = 'urn:dayaq:api';
export const PASSWORD_LEVEL = 'urn:dayaq:acr:1';
export const STEP_UP_LEVEL = 'urn:dayaq:acr:2';

const ACCESS_TOKEN_SECONDS = 5 * 60;
const WORKING_DAY_SECONDS = 8 * 3600;

// acr_values is a wish by the standard; here it is obeyed: a session of a lower level than any asked for logs in again.
function loginPolicy() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.get('login').checks.add(
    new interactionPolicy.Check('step_up', 'A stronger login was asked for', (context) => {
      const wanted = context.oidc.params.acr_values?.split(' ') ?? [];
      const { Check } = interactionPolicy;
      if (!wanted.includes(STEP_UP_LEVEL) || wanted.includes(PASSWORD_LEVEL)) return Check.NO_NEED_TO_PROMPT;
      return context.oidc.session.acr === STEP_UP_LEVEL ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
    }),
  );
  return policy;
}

// Staff log in to their own employer's system: there is nothing to consent to.
async function grantEverything(context) {
  const { client, session, provider } = context.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(AUDIENCE, 'api');
  await grant.save();
  return grant;
}

// Services need to know which session a token belongs to, how the person logged in, and when.
function sessionClaims(context, token) {
  const source = context.oidc.entities.AuthorizationCode ?? context.oidc.entities.RefreshToken;
  if (token.kind !== 'AccessToken' || !source) return undefined;
  return { sid: source.sid ?? source.sessionUid, acr: source.acr, auth_time: source.authTime };
}

export function configuration(staff, clients, { jwks, cookieKeys }) {
  return {
    clients,
    clientDefaults: { id_token_signed_response_alg: 'EdDSA' },
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA', 'ES256'], clientAuthSigningAlgValues: ['ES256'] },
    jwks,
    cookies: { keys: cookieKeys, long: { signed: true, path: '/' }, short: { signed: true, path: '/' } },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name', 'locale'], acr: null, auth_time: null, sid: null },
    acrValues: [PASSWORD_LEVEL, STEP_UP_LEVEL],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    interactions: { policy: loginPolicy(), url: (context, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: grantEverything,
    findAccount: (context, subject) => {
      const person = staff.get(subject);
      return person && { accountId: subject, claims: () => ({ sub: subject, ...person.claims }) };
    },
    extraTokenClaims: sessionClaims,
    issueRefreshToken: (context, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: () => false,
    // The only address this provider ever asks is the console's, on this computer: what guards others from addresses like these stays out.
    fetch: (url, { dispatcher, ...rest }) => fetch(url, rest),
    renderError: (context, error) => {
      context.type = 'html';
      context.body = errorPage(error);
    },
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: ACCESS_TOKEN_SECONDS,
      Interaction: 10 * 60,
      RefreshToken: WORKING_DAY_SECONDS,
      Session: WORKING_DAY_SECONDS,
      Grant: WORKING_DAY_SECONDS,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (context, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => { context.body = logoutPage(form); },
        postLogoutSuccessSource: (context) => { context.body = loggedOutPage(); },
      },
      backchannelLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (context, resource) => {
          if (resource !== AUDIENCE) throw new errors.InvalidTarget();
          return {
            scope: 'api',
            audience: AUDIENCE,
            accessTokenTTL: ACCESS_TOKEN_SECONDS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'EdDSA' } },
          };
        },
      },
    },
  };
}
