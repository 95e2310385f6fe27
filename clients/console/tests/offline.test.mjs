// What a browser answers from what it kept, and when it must not.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';

import { isUnsent, lastKnown } from '../src/app/offline.ts';
import { ListPlacesResponseSchema } from '../src/contract/dayaq/incident/v1/incident_service_pb.ts';

let onLine = true;
Object.defineProperty(globalThis, 'navigator', { value: { get onLine() { return onLine; } }, configurable: true });

const places = (...codes) => create(ListPlacesResponseSchema, { places: codes.map((code) => ({ code, title: 'Tərtər' })) });
const away = () => Promise.reject(new ConnectError('fetch failed', Code.Unknown, undefined, undefined, new TypeError('Failed to fetch')));
const refused = () => Promise.reject(new ConnectError('no', Code.PermissionDenied));
function shelf() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), kept };
}

test('without a line the last answer is the answer', async () => {
  const here = shelf();
  await lastKnown(here, 'places', ListPlacesResponseSchema, () => Promise.resolve(places('AZ-TAR', 'AZ-BAR')));
  const again = await lastKnown(here, 'places', ListPlacesResponseSchema, away);
  assert.deepEqual(again.places.map(({ code, title }) => [code, title]), [['AZ-TAR', 'Tərtər'], ['AZ-BAR', 'Tərtər']]);
  onLine = false;
  assert.equal((await lastKnown(here, 'places', ListPlacesResponseSchema, refused)).places.length, 2, 'a browser that knows it has no line');
  onLine = true;
});

test('what a service refuses is refused, whatever was kept', async () => {
  const here = shelf();
  await lastKnown(here, 'places', ListPlacesResponseSchema, () => Promise.resolve(places('AZ-TAR')));
  await assert.rejects(lastKnown(here, 'places', ListPlacesResponseSchema, refused), /no/);
  assert.equal(isUnsent(new ConnectError('late', Code.DeadlineExceeded)), false);
});

test('what was never answered is not answered, and a browser that keeps nothing works on', async () => {
  await assert.rejects(lastKnown(shelf(), 'places', ListPlacesResponseSchema, away));
  const full = { getItem: () => null, setItem: () => { throw new Error('full'); } };
  assert.equal((await lastKnown(full, 'places', ListPlacesResponseSchema, () => Promise.resolve(places('AZ-TAR')))).places.length, 1);
});
