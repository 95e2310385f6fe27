// What every answer carries. The console loads nothing from anywhere else and runs no script or style that is not a file of its own.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "worker-src 'self'",
  "require-trusted-types-for 'script'",
  // One policy, made once, that names one address: that of the worker which keeps the pages (clients/console/src/app/offline.ts).
  'trusted-types dayaq-worker',
].join('; ');

export const EVERY_ANSWER = {
  'content-security-policy': POLICY,
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'x-permitted-cross-domain-policies': 'none',
  'cache-control': 'no-store',
};

const KEPT = ' Path=/; Secure; HttpOnly';

// Strict: another site's link opens the console, whose own requests then carry it.
export const SESSION_COOKIE = '__Host-dayaq-session';
// Lax: the identity provider sends the browser back with it.
export const SIGN_IN_COOKIE = '__Host-dayaq-sign-in';

export const setSession = (id) => `${SESSION_COOKIE}=${id};${KEPT}; SameSite=Strict`;
export const endSession = () => `${SESSION_COOKIE}=;${KEPT}; SameSite=Strict; Max-Age=0`;
export const setSignIn = (id, seconds) => `${SIGN_IN_COOKIE}=${id};${KEPT}; SameSite=Lax; Max-Age=${seconds}`;
export const endSignIn = () => `${SIGN_IN_COOKIE}=;${KEPT}; SameSite=Lax; Max-Age=0`;

// The value of a cookie that came once; two of one name are somebody's attempt to plant one.
export function cookieOf(header, name) {
  const found = (header ?? '').split(/; */).filter((one) => one.startsWith(`${name}=`));
  if (found.length !== 1) return undefined;
  const value = found[0].slice(name.length + 1);
  return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}
