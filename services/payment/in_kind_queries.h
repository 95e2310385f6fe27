// All statements about benefits in kind. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_IN_KIND_QUERIES_H_
#define SERVICES_PAYMENT_IN_KIND_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"

namespace dayaq::payment {

inline constexpr Query kInKindRules{"in_kind.rules", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindRule} FROM payment.in_kind_rule ORDER BY benefit, version DESC LIMIT 1000
)sql"};
inline constexpr Query kInKindRule{"in_kind.rule", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindRule} FROM payment.in_kind_rule WHERE benefit = $1 AND version = $2
)sql"};
inline constexpr Query kAddInKindRules{"in_kind.add_rules", R"sql(
  INSERT INTO payment.in_kind_rule ({writable:dayaq.payment.v1.InKindRule})
  SELECT {writable:dayaq.payment.v1.InKindRule} FROM json_populate_recordset(NULL::payment.in_kind_rule, $1::json)
  ON CONFLICT DO NOTHING
)sql"};

inline constexpr Query kInKindEntry{"in_kind.entry", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindEntry} FROM payment.in_kind_entry WHERE uid = $1::uuid
)sql"};
inline constexpr Query kInKindEntryToChange{"in_kind.entry_to_change", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindEntry} FROM payment.in_kind_entry WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
inline constexpr Query kInKindEntriesOf{"in_kind.entries_of", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindEntry} FROM payment.in_kind_entry WHERE survivor_uid = ANY($1::uuid[]) LIMIT $2::integer
)sql"};
// The same, to change: whoever allocates, hands over or declines in the meantime is waited for, and waits.
inline constexpr Query kInKindEntriesToAssess{"in_kind.entries_to_assess", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindEntry} FROM payment.in_kind_entry WHERE survivor_uid = ANY($1::uuid[]) LIMIT $2::integer
  FOR NO KEY UPDATE
)sql"};
inline constexpr Query kInKindGiven{"in_kind.given", R"sql(
  SELECT survivor_uid, benefit, handed_on, given_until FROM payment.in_kind_given($1::uuid[]) LIMIT $2::integer
)sql"};
inline constexpr Query kInKindPlace{"in_kind.place", R"sql(
  SELECT place, waiting, before_by_class, before_by_date, place_in_register, waiting_in_register FROM payment.in_kind_place($1::uuid)
)sql"};

// A queue in its order. $1 benefit, $2 states, $3 district or NULL; behind ($4 class, $5 day, $6 uid).
#define DAYAQ_IN_KIND_QUEUE \
  " FROM payment.in_kind_entry WHERE benefit = $1 AND state = ANY($2::text[]) AND ($3::text IS NULL OR district = $3::text)"
inline constexpr Query kInKindQueue{
    "in_kind.queue",
    "SELECT {columns:dayaq.payment.v1.InKindEntry}" DAYAQ_IN_KIND_QUEUE
    " AND ($4::integer IS NULL OR (class_rank, coalesce(entitled_on, ''), uid) > ($4::integer, $5::text, $6::uuid))"
    " ORDER BY class_rank, coalesce(entitled_on, ''), uid LIMIT $7::integer"};
inline constexpr Query kCountInKindQueue{"in_kind.count_queue", DAYAQ_COUNT_UP_TO_1000(DAYAQ_IN_KIND_QUEUE)};
#undef DAYAQ_IN_KIND_QUEUE

// All places of one person. $1 survivor, $2 states or NULL.
inline constexpr Query kInKindEntriesOfSurvivor{"in_kind.entries_of_survivor", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindEntry} FROM payment.in_kind_entry
  WHERE survivor_uid = $1::uuid AND ($2::text[] IS NULL OR state = ANY($2::text[])) ORDER BY benefit LIMIT 200
)sql"};

// What assessments leave behind: places that are new have no etag yet.
inline constexpr Query kWriteInKindEntries{"in_kind.write_entries", R"sql(
  WITH touched AS MATERIALIZED (
    SELECT * FROM json_populate_recordset(NULL::payment.in_kind_entry, $1::json)
  ), changed AS (
    UPDATE payment.in_kind_entry AS e
    SET (rule_version, example, state, class_code, class_rank, entitled_on, beneficiary, ready, out_reason, served_on, served_until,
         explanation, register, district, institution)
      = ROW(t.rule_version, t.example, t.state, t.class_code, t.class_rank, t.entitled_on, t.beneficiary, t.ready, t.out_reason,
            t.served_on, t.served_until, t.explanation, t.register, t.district, t.institution)
    FROM touched AS t WHERE e.uid = t.uid AND t.etag IS NOT NULL
  )
  INSERT INTO payment.in_kind_entry ({writable:dayaq.payment.v1.InKindEntry -etag -create_time -update_time})
  SELECT {writable:dayaq.payment.v1.InKindEntry -etag -create_time -update_time} FROM touched WHERE etag IS NULL
)sql"};
// What is set aside for people who have no right to it any more. $2 the day.
inline constexpr Query kGiveUpInKindItems{"in_kind.give_up_items", R"sql(
  UPDATE payment.in_kind_item SET state = 'IN_KIND_ITEM_STATE_WITHDRAWN', end_reason = 'IN_KIND_END_REASON_NO_RIGHT', ended_on = $2
  WHERE entry_uid = ANY($1::uuid[]) AND state IN ('IN_KIND_ITEM_STATE_PROPOSED', 'IN_KIND_ITEM_STATE_APPROVED')
)sql"};

inline constexpr Query kDeclineInKind{"in_kind.decline", R"sql(
  UPDATE payment.in_kind_entry
  SET state = 'IN_KIND_ENTRY_STATE_DECLINED', declined_on = $2, decline_reason = $3, decline_document = $4 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kTakeBackDecline{"in_kind.take_back_decline", R"sql(
  UPDATE payment.in_kind_entry
  SET state = 'IN_KIND_ENTRY_STATE_WAITING', declined_on = NULL, decline_reason = NULL, decline_document = NULL WHERE uid = $1::uuid
)sql"};
inline constexpr Query kPassOverInKind{"in_kind.pass_over", R"sql(
  UPDATE payment.in_kind_entry SET passed_over_until = $2, pass_over_reason = $3, passed_over_by = access.context_staff() WHERE uid = $1::uuid
)sql"};

inline constexpr Query kInKindStock{"in_kind.stock", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindStock} FROM payment.in_kind_stock WHERE uid = $1::uuid
)sql"};
inline constexpr Query kInKindStockToChange{"in_kind.stock_to_change", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindStock} FROM payment.in_kind_stock WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
inline constexpr Query kReverseInKindStock{"in_kind.reverse_stock", R"sql(
  UPDATE payment.in_kind_stock SET reverse_reason = $2 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kIsDistrictOfRegister{"in_kind.is_district", R"sql(
  SELECT EXISTS (SELECT FROM incident.place WHERE register = $1 AND code = $2) AS known
)sql"};
// $1 benefit or NULL, $2 only with something left, $3 behind that uid. Newest first.
inline constexpr Query kInKindStocks{"in_kind.stocks", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindStock} FROM payment.in_kind_stock
  WHERE ($1::text IS NULL OR benefit = $1::text) AND (NOT $2::boolean OR taken < quantity AND reverse_time IS NULL) AND ($3::uuid IS NULL OR uid < $3::uuid)
  ORDER BY uid DESC LIMIT $4::integer
)sql"};
// Who says so, and what is left, is the database's to say.
inline constexpr Query kAddInKindStock{"in_kind.add_stock", R"sql(
  INSERT INTO payment.in_kind_stock (uid, benefit, year, quantity, document, register, district, institution)
  SELECT uid, benefit, year, quantity, document, register, coalesce(district, ''), institution
  FROM json_populate_recordset(NULL::payment.in_kind_stock, $1::json)
)sql"};

inline constexpr Query kHoldInKindQueue{"in_kind.hold_queue", "SELECT payment.hold_in_kind_queue($1, $2)"};
// The next people of a queue who can be given one. $1 benefit, $2 register, $3 district or NULL, $4 today.
inline constexpr Query kNextInKind{"in_kind.next", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindEntry} FROM payment.in_kind_entry
  WHERE state = 'IN_KIND_ENTRY_STATE_WAITING' AND benefit = $1 AND register = $2 AND ($3::text IS NULL OR district = $3::text)
    AND ready AND NOT example AND (passed_over_until IS NULL OR passed_over_until < $4)
  ORDER BY class_rank, entitled_on, uid LIMIT $5::integer
)sql"};

// What waits for approval is seen whole or not at all: not by whom one of its people is hidden from. What is approved is there for
// whoever hands over, each what lies within reach.
#define DAYAQ_WHOLE                                                                                                      \
  " (a.state <> 'IN_KIND_ALLOCATION_STATE_PROPOSED' OR a.items = (SELECT count(*) FROM payment.in_kind_item AS i WHERE " \
  "i.allocation_uid = a.uid)) "
inline constexpr Query kInKindAllocation{"in_kind.allocation",
                                         "SELECT {columns:dayaq.payment.v1.InKindAllocation as a} FROM "
                                         "payment.in_kind_allocation AS a WHERE a.uid = $1::uuid AND" DAYAQ_WHOLE};
inline constexpr Query kInKindAllocationToChange{"in_kind.allocation_to_change",
                                                 "SELECT {columns:dayaq.payment.v1.InKindAllocation as a} FROM "
                                                 "payment.in_kind_allocation AS a WHERE a.uid = $1::uuid AND" DAYAQ_WHOLE
                                                 "FOR NO KEY UPDATE OF a"};
// $1 benefit or NULL, $2 states or NULL, $3 behind that uid. Newest first.
inline constexpr Query kInKindAllocations{
    "in_kind.allocations",
    "SELECT {columns:dayaq.payment.v1.InKindAllocation as a} FROM payment.in_kind_allocation AS a WHERE ($1::text IS NULL OR "
    "a.benefit = $1::text) AND ($2::text[] IS NULL OR a.state = ANY($2::text[])) AND ($3::uuid IS NULL OR a.uid < $3::uuid) "
    "AND" DAYAQ_WHOLE "ORDER BY a.uid DESC LIMIT $4::integer"};
#undef DAYAQ_WHOLE
inline constexpr Query kAddInKindAllocation{"in_kind.add_allocation", R"sql(
  INSERT INTO payment.in_kind_allocation (uid, benefit, stock_uid, state, register, district, institution)
  SELECT uid, benefit, stock_uid, state, register, coalesce(district, ''), institution
  FROM json_populate_recordset(NULL::payment.in_kind_allocation, $1::json)
)sql"};
inline constexpr Query kAddInKindItems{"in_kind.add_items", R"sql(
  INSERT INTO payment.in_kind_item (uid, allocation_uid, entry_uid, stock_uid, survivor_uid, benefit, place, state, register, district, institution)
  SELECT uid, allocation_uid, entry_uid, stock_uid, survivor_uid, benefit, place, state, register, district, institution
  FROM json_populate_recordset(NULL::payment.in_kind_item, $1::json)
)sql"};
inline constexpr Query kApproveInKindAllocation{"in_kind.approve_allocation", R"sql(
  UPDATE payment.in_kind_allocation SET state = 'IN_KIND_ALLOCATION_STATE_APPROVED' WHERE uid = $1::uuid
)sql"};
inline constexpr Query kApproveInKindItems{"in_kind.approve_items", R"sql(
  UPDATE payment.in_kind_item SET state = 'IN_KIND_ITEM_STATE_APPROVED'
  WHERE allocation_uid = $1::uuid AND state = 'IN_KIND_ITEM_STATE_PROPOSED'
)sql"};
inline constexpr Query kRejectInKindAllocation{"in_kind.reject_allocation", R"sql(
  UPDATE payment.in_kind_allocation SET state = 'IN_KIND_ALLOCATION_STATE_REJECTED', reject_reason = $2 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kRejectInKindItems{"in_kind.reject_items", R"sql(
  UPDATE payment.in_kind_item SET state = 'IN_KIND_ITEM_STATE_WITHDRAWN', end_reason = 'IN_KIND_END_REASON_REJECTED', ended_on = $2
  WHERE allocation_uid = $1::uuid AND state = 'IN_KIND_ITEM_STATE_PROPOSED'
)sql"};

inline constexpr Query kInKindItem{"in_kind.item", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindItem} FROM payment.in_kind_item WHERE uid = $1::uuid
)sql"};
inline constexpr Query kInKindItemToChange{"in_kind.item_to_change", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindItem} FROM payment.in_kind_item WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
inline constexpr Query kInKindItemsOfAllocation{"in_kind.items_of_allocation", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindItem} FROM payment.in_kind_item WHERE allocation_uid = $1::uuid ORDER BY place, uid LIMIT 500
)sql"};
inline constexpr Query kInKindItemsOfSurvivor{"in_kind.items_of_survivor", R"sql(
  SELECT {columns:dayaq.payment.v1.InKindItem} FROM payment.in_kind_item
  WHERE survivor_uid = $1::uuid AND benefit = $2 ORDER BY uid DESC LIMIT 100
)sql"};
inline constexpr Query kHandOverInKindItem{"in_kind.hand_over", R"sql(
  UPDATE payment.in_kind_item
  SET state = 'IN_KIND_ITEM_STATE_HANDED_OVER', handed_on = $2, given_until = $3, received_by = $4, thing_number = $5 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kInKindRecordsOfPerson{"in_kind.records_of_person", R"sql(
  SELECT uid FROM payment.records_of_person($1::uuid) AS uid LIMIT 500
)sql"};
inline constexpr Query kEndInKindItem{"in_kind.end_item", R"sql(
  UPDATE payment.in_kind_item SET state = $2, end_reason = $3, ended_on = $4 WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_QUERIES_H_
