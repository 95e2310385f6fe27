// What a call that failed means for the person: what kind of trouble it is, the service's reason, and every fault of a field.
import { Code, ConnectError } from '@connectrpc/connect';

import { BadRequestSchema, ErrorInfoSchema } from '../contract/google/rpc/error_details_pb.ts';

export type Trouble = 'session-over' | 'step-up' | 'denied' | 'not-found' | 'invalid' | 'stale' | 'reused' | 'busy' | 'away' | 'failed';

export interface Fault {
  field: string;
  reason: string;
  words: string;
}

export interface Problem {
  trouble: Trouble;
  reason: string;
  // In English, as the service says it.
  words: string;
  faults: Fault[];
  errorId: string;
}

const OF_REASON: Record<string, Trouble> = {
  SESSION_OVER: 'session-over',
  TOKEN_INVALID: 'session-over',
  STEP_UP_REQUIRED: 'step-up',
  ACTION_DENIED: 'denied',
  ROLE_ASSIGNMENT_INVALID: 'denied',
  STAFF_UNKNOWN: 'session-over',
  NOT_FOUND: 'not-found',
  FIELDS_INVALID: 'invalid',
  ETAG_MISMATCH: 'stale',
  REQUEST_ID_REUSED: 'reused',
  BUSY: 'busy',
  TOO_MANY_CALLS: 'busy',
  CONFLICT: 'busy',
  DATABASE_UNAVAILABLE: 'away',
  DEADLINE_EXCEEDED: 'away',
  IDENTITY_PROVIDER_AWAY: 'away',
};

const OF_CODE: Partial<Record<Code, Trouble>> = {
  [Code.Unavailable]: 'away',
  [Code.DeadlineExceeded]: 'away',
  [Code.Canceled]: 'away',
  [Code.ResourceExhausted]: 'busy',
  [Code.InvalidArgument]: 'invalid',
  [Code.PermissionDenied]: 'denied',
  [Code.NotFound]: 'not-found',
  [Code.Unauthenticated]: 'session-over',
  [Code.Aborted]: 'busy',
};

export function problemOf(thrown: unknown): Problem {
  const error = ConnectError.from(thrown);
  const info = error.findDetails(ErrorInfoSchema)[0];
  const reason = info?.reason ?? (/^[A-Z_]+$/.test(error.rawMessage) ? error.rawMessage : '');
  // What the browser could not send at all comes as a TypeError of fetch.
  const unsent = error.cause instanceof TypeError || thrown instanceof TypeError;
  return {
    trouble: OF_REASON[reason] ?? (unsent ? 'away' : (OF_CODE[error.code] ?? 'failed')),
    reason,
    words: info ? error.rawMessage : '',
    faults: error.findDetails(BadRequestSchema).flatMap(({ fieldViolations }) => fieldViolations.map(({ field, reason: why, description }) => ({ field, reason: why, words: description }))),
    errorId: info?.metadata.error_id ?? '',
  };
}

// Whether the same request, sent again later, may still go through.
export const mayPass = ({ trouble }: Problem) => trouble === 'away' || trouble === 'busy' || trouble === 'session-over';
