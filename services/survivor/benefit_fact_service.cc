#include "services/survivor/benefit_fact_service.h"

#include <utility>
#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/survivor/benefit_fact_rules.h"
#include "services/survivor/record_place.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

using rpc::Call;

// Of one person and the family, by far.
constexpr int kMostFacts = 1000;

}  // namespace

absl::StatusOr<v1::BenefitFact> BenefitFactService::Record(const v1::RecordBenefitFactRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Survivor record, PlaceOfRecord(transaction, UidOf(request.survivor())));
  v1::BenefitFact fact = request.fact();
  Violations found;
  CheckBenefitFact(fact, record, "fact", found);
  if (!fact.family_member_uid().empty()) {
    ASSIGN_OR_RETURN(const bool known, store_.IsOfFamily(transaction, record.uid(), fact.family_member_uid()));
    if (!known) {
      found.Add("fact.family_member_uid", ErrorReason::ERROR_REASON_BENEFIT_FACT_MEMBER_INVALID,
                "Name a member of this survivor's family.");
    }
  }
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitFact> standing, store_.List(transaction, record.uid(), false, "", kMostFacts));
  RETURN_IF_ERROR(CheckOverlap(fact, standing));
  fact.set_uid(call.NewUid());
  fact.set_survivor_uid(record.uid());
  fact.set_register_(record.register_());
  fact.set_district(record.district());
  fact.set_institution(record.institution());
  RETURN_IF_ERROR(store_.Add(transaction, fact));
  return Told(fact, call);
}

absl::StatusOr<v1::BenefitFact> BenefitFactService::End(const v1::EndBenefitFactRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::BenefitFact fact, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), fact.etag()));
  call.Before(fact);
  RETURN_IF_ERROR(CheckStands(fact, true));
  Violations found;
  CheckEnd(request, fact, found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(call.Because(request.reason()));
  *fact.mutable_holds_until() = request.holds_until();
  fact.set_ending_act_number(request.act_number());
  *fact.mutable_ending_act_date() = request.act_date();
  RETURN_IF_ERROR(store_.End(call.transaction(), fact));
  return Told(fact, call);
}

absl::StatusOr<v1::BenefitFact> BenefitFactService::Withdraw(const v1::WithdrawBenefitFactRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::BenefitFact fact, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), fact.etag()));
  call.Before(fact);
  RETURN_IF_ERROR(CheckStands(fact, false));
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.Withdraw(call.transaction(), fact.uid()));
  return Told(fact, call);
}

absl::StatusOr<v1::ListBenefitFactsResponse> BenefitFactService::List(const v1::ListBenefitFactsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::BenefitFact> facts,
                   store_.List(call.transaction(), UidOf(request.survivor()), request.withdrawn_too(), after, size + 1));
  v1::ListBenefitFactsResponse response;
  if (facts.size() > static_cast<size_t>(size)) {
    facts.pop_back();
    response.set_next_page_token(call.PageToken(facts.back().uid(), request));
  }
  for (v1::BenefitFact& fact : facts) *response.add_facts() = std::move(fact);
  return response;
}

absl::StatusOr<v1::BenefitFact> BenefitFactService::Told(const v1::BenefitFact& fact, Call& call) {
  call.Touch(SurvivorName(fact.survivor_uid()));
  call.Emit("survivor.benefit_facts_changed", SurvivorName(fact.survivor_uid()));
  return Reread(BenefitFactName(fact.uid()), call);
}

absl::StatusOr<v1::BenefitFact> BenefitFactService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void BenefitFactService::Bind(rpc::Methods& methods) {
  using S = BenefitFactService;
  methods.Change("RecordBenefitFact", *this, &S::Record, &S::Reread);
  methods.Change("EndBenefitFact", *this, &S::End, &S::Reread);
  methods.Change("WithdrawBenefitFact", *this, &S::Withdraw, &S::Reread);
  methods.Read("ListBenefitFacts", *this, &S::List);
}

}  // namespace dayaq::survivor
