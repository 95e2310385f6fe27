#include "services/employment/study_store.h"

#include "services/employment/study_queries.h"
#include "services/employment/support_names.h"
#include "services/employment/support_sql.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

constexpr int kMostTerms = 100;

}  // namespace

absl::StatusOr<v1::Study> StudyStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Study>(kStudy, {uid}));
}

absl::StatusOr<v1::Study> StudyStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockStudy, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Study>> StudyStore::List(Transaction& transaction, const v1::ListStudiesRequest& request,
                                                        absl::string_view after, int limit) const {
  const Param states =
      StatesOrNull(request.states(), [](int state) { return v1::StudyState_Name(static_cast<v1::StudyState>(state)); });
  const std::string profile = request.profile().empty() ? "" : UidOf(request.profile());
  return Named(transaction.All<v1::Study>(kStudies, {OrNull(profile), states, OrNull(after), limit}, limit));
}

absl::Status StudyStore::Add(Transaction& transaction, const v1::Study& study) const {
  return transaction.Execute(kAddStudy, {Rows(study)});
}

absl::Status StudyStore::End(Transaction& transaction, const v1::Study& study) const {
  return transaction.Execute(kEndStudy, {study.uid(), study.state(), ToText(study.ended_on()), study.end_document()});
}

absl::StatusOr<std::vector<v1::StudyTerm>> StudyStore::Terms(Transaction& transaction, absl::string_view study_uid) const {
  return Named(transaction.All<v1::StudyTerm>(kTerms, {study_uid}, kMostTerms));
}

absl::StatusOr<v1::StudyTerm> StudyStore::Term(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::StudyTerm>(kTerm, {uid}));
}

absl::StatusOr<v1::StudyTerm> StudyStore::TermToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockTerm, {uid}).status());
  return Term(transaction, uid);
}

absl::Status StudyStore::Add(Transaction& transaction, const v1::StudyTerm& term) const {
  const absl::Status added = transaction.Execute(kAddTerm, {Rows(term)});
  if (ConstraintOf(added) != "study_term_overlaps") return added;
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_TERM_OVERLAPS,
                   "The person has another term of study in that time.");
}

absl::Status StudyStore::Confirm(Transaction& transaction, const v1::StudyTerm& term) const {
  return transaction.Execute(kConfirmTerm, {term.uid(), ToText(term.confirmed_on()), term.confirmation_number()});
}

absl::Status StudyStore::Pay(Transaction& transaction, const v1::StudyTerm& term) const {
  return transaction.Execute(kPayTerm, {term.uid(), ToText(term.paid_on()), term.payment_document()});
}

}  // namespace dayaq::employment
