// Calls of the services, by way of the gateway. What one desk alone asks for stands apart, so that it loads with that desk.
import { createClient, type Interceptor } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-web';

import { AccessService } from '../contract/dayaq/access/v1/access_service_pb.ts';

// Of the session, as the gateway said: what a request of ours carries and another site's cannot.
export const standing = { csrf: '', assignment: '', subject: '' };

// A page that was opened without a line knows no word of the session yet: it asks before its first call. When somebody else has signed in
// meanwhile, it gets none, and the call is refused as of a session that is over.
export async function wordOfSession(): Promise<string> {
  if (standing.csrf === '') {
    const answer = await fetch('/session', { credentials: 'same-origin', redirect: 'error' });
    const session = answer.ok ? ((await answer.json()) as { csrf?: string; subject?: string }) : {};
    if (session.subject === standing.subject) standing.csrf = session.csrf ?? '';
  }
  return standing.csrf;
}

const withStanding: Interceptor = (next) => async (request) => {
  request.header.set('x-dayaq-csrf', await wordOfSession());
  if (standing.assignment) request.header.set('dayaq-role-assignment', standing.assignment);
  return next(request);
};

export const transport = createConnectTransport({
  baseUrl: `${window.location.origin}/calls`,
  useBinaryFormat: true,
  defaultTimeoutMs: 12_000,
  interceptors: [withStanding],
  fetch: (input, init) => fetch(input, { ...init, credentials: 'same-origin', redirect: 'error' }),
});

export const access = createClient(AccessService, transport);
