// The statements of the call wrapper itself; see db/deploy for the functions.
#ifndef SERVICES_PLATFORM_RPC_WRAPPER_QUERIES_H_
#define SERVICES_PLATFORM_RPC_WRAPPER_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::rpc {

inline constexpr Query kBegin{"wrapper.begin", R"sql(
  SELECT staff_uid, role, institution, districts, national, registers, purpose, session, on_behalf_of, delegated_actions, person_uid, opened_persons
  FROM access.begin_request($1, $2)
)sql"};

// One round trip for context and idempotency: the claim is the first write of the transaction.
inline constexpr Query kBeginAndClaim{"wrapper.begin_and_claim", R"sql(
  SELECT b.staff_uid, b.role, b.institution, b.districts, b.national, b.registers, b.purpose, b.session,
         b.on_behalf_of, b.delegated_actions, b.person_uid, b.opened_persons, c.fresh, c.same, c.resource
  FROM access.begin_request($1, $2) AS b, LATERAL idempotency.claim(b.staff_uid::text, $3::uuid, $4, $5) AS c
)sql"};

// All records of the person whom the assignment is about; asked for people's own assignments alone.
inline constexpr Query kOwnRecords{"wrapper.own_records", "SELECT access.context_records()::text[] AS own_records"};

inline constexpr Query kAppendAudit{"wrapper.append_audit", R"sql(
  SELECT audit.append($1::uuid, $2::timestamptz, $3::bytea, $4::uuid, $5, $6, $7, $8, $9, $10, $11, $12::text[])
)sql"};

// Audit entry, events and the result under its request id, in one round trip before the commit.
inline constexpr Query kFinish{"wrapper.finish", R"sql(
  SELECT audit.append($1::uuid, $2::timestamptz, $3::bytea, $4::uuid, $5, $6, $7, $8, $9, $10, $11, $12::text[]),
         outbox.emit($13::jsonb), idempotency.settle($4::text, $14::uuid, $15)
)sql"};

// The same for a change that claimed no request id.
inline constexpr Query kFinishUnclaimed{"wrapper.finish_unclaimed", R"sql(
  SELECT audit.append($1::uuid, $2::timestamptz, $3::bytea, $4::uuid, $5, $6, $7, $8, $9, $10, $11, $12::text[]), outbox.emit($13::jsonb)
)sql"};

// The same for all deliveries of a reaction's transaction: entries $1, events $2, deliveries $3.
inline constexpr Query kFinishReactions{"wrapper.finish_reactions", R"sql(
  SELECT (SELECT count(audit.append(e.uid, e.recorded_at, e.canonical, e.staff_uid, e.institution, e.role, e.purpose, e.service,
                                    e.method, e.decision, e.reason, e.resources))
          FROM json_to_recordset($1::json) AS e(uid uuid, recorded_at timestamptz, canonical bytea, staff_uid uuid, institution text,
                                                role text, purpose text, service text, method text, decision text, reason text,
                                                resources text[])),
         outbox.emit($2::jsonb), outbox.complete($3::uuid[])
)sql"};

inline constexpr Query kClaimDeliveries{"wrapper.claim_deliveries", R"sql(
  SELECT delivery_uid, event_uid, kind, resource, time, trace_id, attempts, now() AS claimed_at
  FROM outbox.claim($1, $2::integer)
)sql"};

inline constexpr Query kFailDelivery{"wrapper.fail_delivery", R"sql(
  SELECT outbox.fail($1::uuid, $2) AS parked
)sql"};

inline constexpr Query kSetReason{"wrapper.set_reason", R"sql(
  SELECT set_config('dayaq.reason', $1, true)
)sql"};

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_WRAPPER_QUERIES_H_
