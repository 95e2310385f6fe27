#include "services/survivor/study_fact_keeper.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/benefit_fact_queries.h"
#include "services/survivor/benefit_fact_rules.h"
#include "services/survivor/record_place.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

constexpr int kMostTerms = 100;
constexpr int kMostFacts = 1000;
constexpr char kWhy[] = "məktəbin təsdiqi / confirmation of the school";

absl::StatusOr<std::vector<ConfirmedTerm>> TermsOf(Transaction& transaction, const std::string& study_uid) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kStudyFacts, {study_uid}, kMostTerms));
  std::vector<ConfirmedTerm> terms;
  for (const Row& row : rows) {
    ConfirmedTerm& term = terms.emplace_back();
    RETURN_IF_ERROR(row.Read({{"survivor_uid", &term.survivor_uid},
                              {"member_uid", &term.member_uid},
                              {"school", &term.school},
                              {"first_day", &term.first_day},
                              {"last_day", &term.last_day},
                              {"confirmed_on", &term.confirmed_on},
                              {"confirmation_number", &term.confirmation_number},
                              {"ended_on", &term.ended_on},
                              {"end_document", &term.end_document}}));
  }
  return terms;
}

PartialDate DateOf(const std::string& text) { return PartialDateFromText(text).value_or(PartialDate()); }

}  // namespace

v1::BenefitFact FactOf(const ConfirmedTerm& term) {
  v1::BenefitFact fact;
  fact.set_kind(v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY);
  fact.set_family_member_uid(term.member_uid);
  *fact.mutable_holds_from() = DateOf(term.first_day);
  *fact.mutable_holds_until() = DateOf(term.last_day);
  fact.set_act_number(term.confirmation_number);
  *fact.mutable_act_date() = DateOf(term.confirmed_on);
  fact.set_issued_by(term.school);
  return fact;
}

absl::Status StudyFactKeeper::KeepTerm(const ConfirmedTerm& term, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  const absl::StatusOr<v1::Survivor> record = PlaceOfRecord(transaction, term.survivor_uid);
  // A record that goes on in another one gets no new facts: a caseworker records them where the person is now.
  if (!record.ok())
    return ReasonOf(record.status()) == ErrorReason::ERROR_REASON_RECORD_MERGED ? absl::OkStatus() : record.status();
  v1::BenefitFact fact = FactOf(term);
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitFact> standing, facts_.List(transaction, record->uid(), false, "", kMostFacts));
  const auto kept = absl::c_find_if(standing, [&](const v1::BenefitFact& one) {
    return one.kind() == fact.kind() && one.family_member_uid() == fact.family_member_uid() &&
           one.act_number() == fact.act_number() && ToText(one.holds_from()) == term.first_day;
  });
  const bool given_up = !term.ended_on.empty() && term.ended_on < term.last_day;
  if (kept != standing.end()) {
    if (!given_up || !kept->ending_act_number().empty()) return absl::OkStatus();
    v1::BenefitFact ended = *kept;
    // Whoever gave up before the term began never studied in it: the fact ends on the day before its first.
    const PartialDate before = PartialDateOf(*Earliest(kept->holds_from()) - 1);
    const PartialDate day = term.ended_on < term.first_day ? before : DateOf(term.ended_on);
    *ended.mutable_holds_until() = day;
    ended.set_ending_act_number(term.end_document);
    *ended.mutable_ending_act_date() = DateOf(term.ended_on);
    RETURN_IF_ERROR(call.Because(kWhy));
    RETURN_IF_ERROR(facts_.End(transaction, ended));
  } else {
    // What a caseworker recorded of that time stands.
    if (given_up || !CheckOverlap(fact, standing).ok()) return absl::OkStatus();
    fact.set_uid(call.NewUid());
    fact.set_survivor_uid(record->uid());
    fact.set_register_(record->register_());
    fact.set_district(record->district());
    fact.set_institution(record->institution());
    RETURN_IF_ERROR(facts_.Add(transaction, fact));
  }
  call.Touch(SurvivorName(record->uid()));
  call.Emit("survivor.benefit_facts_changed", SurvivorName(record->uid()));
  return absl::OkStatus();
}

absl::Status StudyFactKeeper::Keep(const outbox::v1::Event& event, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const std::vector<ConfirmedTerm> terms, TermsOf(call.transaction(), UidOf(event.resource())));
  for (const ConfirmedTerm& term : terms) RETURN_IF_ERROR(KeepTerm(term, call));
  return absl::OkStatus();
}

}  // namespace dayaq::survivor
