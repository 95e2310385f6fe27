#include "services/survivor/appeal_store.h"

#include "absl/strings/str_cat.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/appeal_queries.h"

namespace dayaq::survivor {
namespace {

void SetName(v1::DecisionAppeal& appeal) { appeal.set_name(absl::StrCat("appeals/", appeal.uid())); }

absl::StatusOr<int64_t> TotalIn(const absl::StatusOr<Row>& row) {
  RETURN_IF_ERROR(row.status());
  int64_t total = 0;
  RETURN_IF_ERROR(row->Read({{"total", &total}}));
  return total;
}

}  // namespace

absl::StatusOr<std::optional<v1::DisabilityDecision>> AppealStore::Decision(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::DisabilityDecision>(kDecisionByUid, {uid});
}

absl::StatusOr<v1::DecisionAppeal> AppealStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::DecisionAppeal appeal, transaction.One<v1::DecisionAppeal>(kAppeal, {uid}));
  SetName(appeal);
  return appeal;
}

absl::StatusOr<v1::DecisionAppeal> AppealStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockAppeal, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<bool> AppealStore::IsUnderWay(Transaction& transaction, absl::string_view decision_uid) const {
  ASSIGN_OR_RETURN(const int64_t open, TotalIn(transaction.One<Row>(kOpenAppeal, {decision_uid})));
  return open > 0;
}

absl::StatusOr<std::vector<v1::DecisionAppeal>> AppealStore::List(Transaction& transaction, const v1::ListAppealsRequest& request,
                                                                  const std::vector<std::string>& registers,
                                                                  absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::DecisionAppeal> all,
                   transaction.All<v1::DecisionAppeal>(
                       kAppeals, {OrNull(UidOf(request.survivor())), request.open(), registers, OrNull(after), limit}, limit));
  for (v1::DecisionAppeal& appeal : all) SetName(appeal);
  return all;
}

absl::StatusOr<int64_t> AppealStore::Count(Transaction& transaction, const v1::ListAppealsRequest& request,
                                           const std::vector<std::string>& registers) const {
  return TotalIn(transaction.One<Row>(kCountAppeals, {OrNull(UidOf(request.survivor())), request.open(), registers}));
}

absl::Status AppealStore::Add(Transaction& transaction, const v1::DecisionAppeal& appeal) const {
  return transaction.Execute(kAddAppeal, {Rows(appeal)});
}

absl::Status AppealStore::Decide(Transaction& transaction, const v1::DecisionAppeal& appeal) const {
  return transaction.Execute(kDecideAppeal, {appeal.uid(), v1::AppealState_Name(appeal.state()), ToText(appeal.decided_on()),
                                             OrNull(appeal.deciding_decision_uid())});
}

}  // namespace dayaq::survivor
