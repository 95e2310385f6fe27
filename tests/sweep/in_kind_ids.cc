// Rows of benefits in kind, of rules on their way into force and of benefits that may depend on income, for the sweep: one of each
// kind about a person, written straight into the database.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

// $SURVIVOR, $ENTITLEMENT, $UID_<row>. The benefit has no rule that decides: nothing moves by itself.
constexpr char kRows[] = R"sql(
  -- Who did a thing is what the context says, and there is none here.
  SET session_replication_role = replica;
  CREATE TEMPORARY TABLE at ON COMMIT DROP AS
    SELECT s.uid, s.register, s.district, s.institution FROM survivor.survivor s WHERE s.uid = '$SURVIVOR';
  INSERT INTO payment.in_kind_rule (benefit, version, content_hash, title, classes, terms, number)
    VALUES ('swept', 1, repeat('a', 64), '{"en": "Swept"}', '[]', '[{"kind": "TERM_KIND_ONCE"}]', 'THING_NUMBER_PLATE') ON CONFLICT DO NOTHING;
  INSERT INTO payment.in_kind_entry (uid, etag, survivor_uid, benefit, rule_version, state, class_code, class_rank, entitled_on, beneficiary, ready,
                                     register, district, institution, create_time, update_time)
    SELECT '$UID_entry', 1, uid, 'swept', 1, 'IN_KIND_ENTRY_STATE_ALLOCATED', 'first', 1, '2024-01-01', 'BENEFICIARY_SURVIVOR', true, register, district,
           institution, now(), now() FROM at;
  INSERT INTO payment.in_kind_stock (uid, etag, benefit, year, quantity, taken, document, register, district, institution, create_time, update_time)
    SELECT '$UID_stock', 1, 'swept', 2026, 5, 1, 'Akt', register, district, institution, now(), now() FROM at;
  INSERT INTO payment.in_kind_allocation (uid, etag, benefit, stock_uid, state, items, open_items, proposed_by, register, district, institution,
                                          create_time, update_time)
    SELECT '$UID_allocation', 1, 'swept', '$UID_stock', 'IN_KIND_ALLOCATION_STATE_PROPOSED', 1, 1, gen_random_uuid(), register, district, institution,
           now(), now() FROM at;
  INSERT INTO payment.in_kind_item (uid, etag, allocation_uid, entry_uid, stock_uid, survivor_uid, benefit, place, state, register, district,
                                    institution, create_time, update_time)
    SELECT '$UID_item', 1, '$UID_allocation', '$UID_entry', '$UID_stock', uid, 'swept', 1, 'IN_KIND_ITEM_STATE_PROPOSED', register, district, institution,
           now(), now() FROM at;
  INSERT INTO payment.income_review (uid, etag, survivor_uid, entitlement_uid, benefit, placement_uid, change, changed_on, told_on, not_before, state,
                                     create_time, update_time, register, district, institution)
    SELECT '$UID_review', 1, uid, '$ENTITLEMENT', 'disability-allowance', gen_random_uuid(), 'INCOME_CHANGE_JOB_STARTED', '2026-03-01', '2026-03-02',
           '2026-03-03', 'INCOME_REVIEW_STATE_OPEN', now(), now(), register, district, institution FROM at;
  INSERT INTO payment.recount (uid, kind, create_time, finish_time) VALUES ('$UID_comparison', 'RECOUNT_KIND_COMPARE', now(), now());
  INSERT INTO payment.rule_comparison (uid, benefit, new_hash, new_version, set_number, counted_for, compared_by_uid)
    VALUES ('$UID_comparison', 'swept', encode(sha256(convert_to('$UID_proposal', 'UTF8')), 'hex'), 1, 1, '2026-03-04', gen_random_uuid());
  INSERT INTO payment.rule_proposal (uid, etag, benefit, version, content_hash, content, proposed_by_uid, create_time, update_time)
    VALUES ('$UID_proposal', 1, 'swept-$UID_proposal', 1, encode(sha256(convert_to('$UID_proposal', 'UTF8')), 'hex'), '$UID_proposal', gen_random_uuid(), now(), now());
  RESET session_replication_role;
)sql";

}  // namespace

void SweepHouse::AddInKindIds(KnownIds& ids, bool within_reach) {
  const auto uid_of = [&](const char* kind) { return ids.by_kind.at(kind).substr(ids.by_kind.at(kind).find('/') + 1); };
  std::map<std::string, std::string> uids;
  std::string sql = absl::StrReplaceAll(kRows, {{"$SURVIVOR", uid_of("survivors")}, {"$ENTITLEMENT", uid_of("entitlements")}});
  for (const char* row : {"entry", "stock", "allocation", "item", "review", "comparison", "proposal"}) {
    uids[row] = NewRequestId();
    sql = absl::StrReplaceAll(sql, {{absl::StrCat("$UID_", row), uids[row]}});
  }
  const absl::Status made = incident_->database().Execute(sql);
  EXPECT_TRUE(made.ok()) << made;
  // Rules are everybody's who works with them: out of reach are those that are not there.
  if (!within_reach) {
    for (const char* row : {"comparison", "proposal"}) uids[row] = NewRequestId();
  }
  ids.by_kind.insert({{"inKindEntries", "inKindEntries/" + uids["entry"]},
                      {"inKindStocks", "inKindStocks/" + uids["stock"]},
                      {"inKindAllocations", "inKindAllocations/" + uids["allocation"]},
                      {"inKindItems", "inKindItems/" + uids["item"]},
                      {"(survivors|familyMembers)", ids.by_kind.at("survivors")},
                      {"incomeReviews", "incomeReviews/" + uids["review"]},
                      {"ruleProposals", "ruleProposals/" + uids["proposal"]},
                      {"ruleComparisons", "ruleComparisons/" + uids["comparison"]}});
}

}  // namespace dayaq::testing
