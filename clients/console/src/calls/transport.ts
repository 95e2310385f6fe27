// Calls of the services, by way of the gateway. What one desk alone asks for stands apart, so that it loads with that desk.
import { createClient, type Interceptor } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-web';

import { AccessService } from '../contract/dayaq/access/v1/access_service_pb.ts';

// Of the session, as the gateway said: what a request of ours carries and another site's cannot.
export const standing = { csrf: '', assignment: '' };

const withStanding: Interceptor = (next) => (request) => {
  request.header.set('x-dayaq-csrf', standing.csrf);
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
