#include "services/audit/withholding_store.h"

#include "services/audit/audit_names.h"
#include "services/audit/withholding_queries.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::audit {

absl::StatusOr<RowStanding> WithholdingStore::StandingOf(Transaction& transaction, absl::string_view person_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kStandingOf, {person_uid}));
  RowStanding standing;
  RETURN_IF_ERROR(
      row.Read({{"register", &standing.register_code}, {"district", &standing.district}, {"institution", &standing.institution}}));
  standing.person_uid = std::string(person_uid);
  return standing;
}

absl::Status WithholdingStore::Add(Transaction& transaction, const v1::Withholding& w) const {
  return transaction.Execute(
      kAddWithholding, {w.uid(), w.person_uid(), TimeOf(w.looks_from()), TimeOf(w.looks_until()), OrNull(w.looks_staff_uid()),
                        OrNull(w.looks_institution()), w.legal_act(), w.article(), w.reason(), TimeOf(w.end_time()), w.register_(),
                        w.district(), w.institution()});
}

absl::StatusOr<v1::Withholding> WithholdingStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Withholding withholding, transaction.One<v1::Withholding>(kWithholding, {uid}));
  withholding.set_name(WithholdingName(withholding.uid()));
  return withholding;
}

absl::StatusOr<v1::Withholding> WithholdingStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockWithholding, {uid}).status());
  return Get(transaction, uid);
}

absl::Status WithholdingStore::MoveTo(Transaction& transaction, absl::string_view uid, v1::WithholdingState state) const {
  return transaction.Execute(kMoveWithholding, {uid, state});
}

absl::StatusOr<std::vector<v1::Withholding>> WithholdingStore::List(Transaction& transaction, absl::string_view person_uid,
                                                                    bool ended_too, absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::Withholding> all,
                   transaction.All<v1::Withholding>(kWithholdings, {OrNull(person_uid), ended_too, OrNull(after), limit}, limit));
  for (v1::Withholding& withholding : all) withholding.set_name(WithholdingName(withholding.uid()));
  return all;
}

}  // namespace dayaq::audit
