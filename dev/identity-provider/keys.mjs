// Signing keys of the provider: made once, kept, so that tokens outlive a restart.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

function signingKey(kid, alg, type, options) {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' };
}

function freshKeys() {
  const name = randomBytes(6).toString('hex');
  return {
    jwks: {
      keys: [
        signingKey(`eddsa-${name}`, 'EdDSA', 'ed25519'),
        signingKey(`es256-${name}`, 'ES256', 'ec', { namedCurve: 'P-256' }),
      ],
    },
    cookieKeys: [randomBytes(32).toString('base64url')],
  };
}

// The keys in FOLDER/keys.json; made when it is not there.
export function loadKeys(folder) {
  const file = path.join(folder, 'keys.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(freshKeys(), null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
