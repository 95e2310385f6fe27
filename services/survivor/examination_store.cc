#include "services/survivor/examination_store.h"

#include "absl/strings/str_cat.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/examination_queries.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

void SetName(v1::ExaminationReferral& referral) { referral.set_name(ExaminationName(referral.uid())); }

absl::StatusOr<int64_t> TotalIn(const absl::StatusOr<Row>& row) {
  RETURN_IF_ERROR(row.status());
  int64_t total = 0;
  RETURN_IF_ERROR(row->Read({{"total", &total}}));
  return total;
}

// $1 to $4 of kReferrals and kCountReferrals.
Params FilterParams(const v1::ListExaminationReferralsRequest& request, const std::vector<std::string>& registers,
                    absl::CivilDay today) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::ExaminationState_Name(static_cast<v1::ExaminationState>(state)));
  return {OrNull(UidOf(request.survivor())), states.empty() ? Param(std::nullopt) : Param(states),
          request.overdue() ? Param(absl::FormatCivilTime(today)) : Param(std::nullopt), OrNull(request.case_number()), registers};
}

}  // namespace

absl::StatusOr<v1::ExaminationReferral> ExaminationStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::ExaminationReferral referral, transaction.One<v1::ExaminationReferral>(kReferral, {uid}));
  SetName(referral);
  return referral;
}

absl::StatusOr<v1::ExaminationReferral> ExaminationStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockReferral, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<bool> ExaminationStore::HasOpen(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const int64_t open, TotalIn(transaction.One<Row>(kOpenReferral, {survivor_uid})));
  return open > 0;
}

absl::Status ExaminationStore::Add(Transaction& transaction, const v1::ExaminationReferral& referral) const {
  return transaction.Execute(kAddReferral, {Rows(referral)});
}

absl::StatusOr<std::vector<v1::ExaminationReferral>> ExaminationStore::List(Transaction& transaction,
                                                                            const v1::ListExaminationReferralsRequest& request,
                                                                            const std::vector<std::string>& registers,
                                                                            absl::CivilDay today, absl::string_view after,
                                                                            int limit) const {
  Params params = FilterParams(request, registers, today);
  params.insert(params.end(), {OrNull(after.substr(0, after.find(' '))),
                               OrNull(after.empty() ? after : after.substr(after.find(' ') + 1)), limit});
  ASSIGN_OR_RETURN(std::vector<v1::ExaminationReferral> all, transaction.All<v1::ExaminationReferral>(kReferrals, params, limit));
  for (v1::ExaminationReferral& referral : all) SetName(referral);
  return all;
}

absl::StatusOr<int64_t> ExaminationStore::Count(Transaction& transaction, const v1::ListExaminationReferralsRequest& request,
                                                const std::vector<std::string>& registers, absl::CivilDay today) const {
  return TotalIn(transaction.One<Row>(kCountReferrals, FilterParams(request, registers, today)));
}

std::string ExaminationStore::CursorOf(const v1::ExaminationReferral& referral) {
  return absl::StrCat(ToText(referral.due_on()), " ", referral.uid());
}

absl::Status ExaminationStore::Return(Transaction& transaction, const v1::ExaminationReferral& referral) const {
  return transaction.Execute(kReturnReferral,
                             {referral.uid(), v1::ExaminationState_Name(referral.state()),
                              v1::ExaminationReturnReason_Name(referral.return_reason()), ToText(referral.closed_on())});
}

absl::Status ExaminationStore::Decide(Transaction& transaction, const v1::ExaminationReferral& referral) const {
  return transaction.Execute(kDecideReferral, {referral.uid(), v1::ExaminationState_Name(referral.state()), referral.decision_uid(),
                                               ToText(referral.closed_on())});
}

}  // namespace dayaq::survivor
