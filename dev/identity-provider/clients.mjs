// The programs that people sign in with: the command line, and the console's gateway where one stands in front of this house.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const CLIENT_ID = 'dayaqctl';
export const CONSOLE_CLIENT_ID = 'dayaq-console';

const COMMAND_LINE = {
  client_id: CLIENT_ID,
  client_name: 'Dayaq command line',
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: ['http://127.0.0.1/callback'],
  id_token_signed_response_alg: 'EdDSA',
};

// The gateway proves itself by the key of its own certificate; there is no secret to keep twice.
function consoleClient(origin, certificate) {
  const key = new X509Certificate(readFileSync(certificate)).publicKey.export({ format: 'jwk' });
  return {
    client_id: CONSOLE_CLIENT_ID,
    client_name: 'Dayaq console',
    application_type: 'web',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [{ ...key, use: 'sig', alg: 'ES256' }] },
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${origin}/auth/callback`],
    post_logout_redirect_uris: [`${origin}/`],
    backchannel_logout_uri: `${origin}/auth/back-channel-logout`,
    backchannel_logout_session_required: true,
    id_token_signed_response_alg: 'EdDSA',
  };
}

export function clients(consoleOrigin, consoleCertificate) {
  return consoleOrigin ? [COMMAND_LINE, consoleClient(consoleOrigin, consoleCertificate)] : [COMMAND_LINE];
}
