// The way of one call: an allowed method, with the person's token, to its service, and the answer back. Nothing is decided here.
import { randomBytes } from 'node:crypto';

import { Code, ConnectError, createContextKey } from '@connectrpc/connect';

import { SignInRefused } from './identity-provider.mjs';

export const SESSION = createContextKey(undefined);

const RECEIPT = 'audit-receipt-bin';
const ROLE_ASSIGNMENT = 'dayaq-role-assignment';
const PURPOSE = 'dayaq-purpose';
// What a browser may say of a call, and how it looks. Every other header stays outside. "any": who has not chosen yet asks what there is.
const SAID = { [ROLE_ASSIGNMENT]: /^([0-9a-f-]{36}|any)$/, [PURPOSE]: /^[a-z_]{1,40}$/ };

// W3C trace context: a fresh trace for every call, sampled.
const traceParent = () => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

// The reason in google.rpc.ErrorInfo: its first field, which is short.
export function reasonOf(error) {
  for (const detail of error.details) {
    if (detail.type !== 'google.rpc.ErrorInfo' || !(detail.value instanceof Uint8Array) || detail.value[0] !== 0x0a) continue;
    return Buffer.from(detail.value.subarray(2, 2 + detail.value[1])).toString('utf8');
  }
  return '';
}

function saidHeaders(given) {
  const said = {};
  for (const [name, form] of Object.entries(SAID)) {
    const value = given.get(name);
    if (value === null) continue;
    if (!form.test(value)) throw new ConnectError('HEADER_MALFORMED', Code.InvalidArgument);
    said[name] = value;
  }
  return said;
}

// Code, words and details of the service's answer; its metadata stays here.
function passedOn(error) {
  const told = new ConnectError(error.rawMessage, error.code);
  told.details = error.details;
  return told;
}

const sessionOver = () => new ConnectError('SESSION_OVER', Code.Unauthenticated);

export function callRoutes({ calls, services, identityProvider, sessions, receipts, longestMs }) {
  async function token(session, options) {
    try {
      return await identityProvider.accessToken(session, options);
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw new ConnectError('IDENTITY_PROVIDER_AWAY', Code.Unavailable);
      sessions.endLost(session);
      throw sessionOver();
    }
  }

  function handler(call) {
    return async (request, context) => {
      const session = context.values.get(SESSION);
      if (!session) throw sessionOver();
      const said = saidHeaders(context.requestHeader);
      const left = context.timeoutMs() ?? longestMs;
      const options = { signal: context.signal, timeoutMs: Math.max(1, Math.min(left, longestMs)) };
      const keepReceipt = (metadata) => {
        const receipt = metadata.get(RECEIPT);
        if (!receipt) return;
        receipts.keep(receipt);
        context.responseTrailer.set(RECEIPT, receipt);
      };
      const ask = async (renew) =>
        services.client(call)[call.method.localName](request, {
          ...options,
          headers: { ...said, authorization: `Bearer ${await token(session, { renew })}`, traceparent: traceParent() },
          onTrailer: keepReceipt,
        });
      try {
        return await ask(false);
      } catch (error) {
        const first = ConnectError.from(error);
        if (first.code !== Code.Unauthenticated || reasonOf(first) !== 'TOKEN_INVALID') throw refused(first, keepReceipt);
      }
      try {
        return await ask(true);
      } catch (error) {
        const second = ConnectError.from(error);
        if (second.code === Code.Unauthenticated && reasonOf(second) === 'TOKEN_INVALID') {
          sessions.endLost(session);
          throw sessionOver();
        }
        throw refused(second, keepReceipt);
      }
    };
  }

  function refused(error, keepReceipt) {
    keepReceipt(error.metadata);
    return passedOn(error);
  }

  return (router) => {
    for (const call of calls) {
      if (services.knows(call.house)) router.rpc(call.method, handler(call));
    }
  };
}
