#include "services/survivor/care_store.h"

#include "services/platform/base/status_macros.h"
#include "services/survivor/care_queries.h"
#include "services/survivor/case_names.h"

namespace dayaq::survivor {
namespace {

constexpr char kPerson[] = "survivor_uid";

template <typename M>
absl::StatusOr<M> Get(Transaction& transaction, const Query& query, absl::string_view uid) {
  ASSIGN_OR_RETURN(M one, transaction.One<M>(query, {uid}));
  SetName(one);
  return one;
}

template <typename M>
absl::StatusOr<std::vector<M>> List(Transaction& transaction, const Query& query, absl::string_view survivor_uid,
                                    absl::string_view after, int limit) {
  ASSIGN_OR_RETURN(std::vector<M> all, transaction.All<M>(query, {survivor_uid, OrNull(after), limit}, limit));
  for (M& one : all) SetName(one);
  return all;
}

absl::StatusOr<int64_t> Count(Transaction& transaction, const Query& query, absl::string_view survivor_uid) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, {survivor_uid}));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

}  // namespace

absl::StatusOr<v1::Functioning> CareStore::GetFunctioning(Transaction& transaction, absl::string_view uid) const {
  return Get<v1::Functioning>(transaction, kFunctioning, uid);
}

absl::StatusOr<v1::Functioning> CareStore::GetFunctioningToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockFunctioning, {uid}).status());
  return GetFunctioning(transaction, uid);
}

absl::StatusOr<std::vector<v1::Functioning>> CareStore::ListFunctioning(Transaction& transaction, absl::string_view survivor_uid,
                                                                        absl::string_view after, int limit) const {
  return List<v1::Functioning>(transaction, kFunctionings, survivor_uid, after, limit);
}

absl::StatusOr<int64_t> CareStore::CountFunctioning(Transaction& transaction, absl::string_view survivor_uid) const {
  return survivor::Count(transaction, kCountFunctioning, survivor_uid);
}

absl::Status CareStore::Add(Transaction& transaction, const v1::Functioning& assessment) const {
  return transaction.Execute(kAddFunctioning, {Rows(assessment, kPerson)});
}

absl::Status CareStore::Withdraw(Transaction& transaction, const v1::Functioning& assessment) const {
  return transaction.Execute(kWithdrawFunctioning, {Rows(assessment, kPerson)});
}

absl::StatusOr<v1::Treatment> CareStore::GetTreatment(Transaction& transaction, absl::string_view uid) const {
  return Get<v1::Treatment>(transaction, kTreatment, uid);
}

absl::StatusOr<v1::Treatment> CareStore::GetTreatmentToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockTreatment, {uid}).status());
  return GetTreatment(transaction, uid);
}

absl::StatusOr<std::vector<v1::Treatment>> CareStore::ListTreatments(Transaction& transaction, absl::string_view survivor_uid,
                                                                     absl::string_view after, int limit) const {
  return List<v1::Treatment>(transaction, kTreatments, survivor_uid, after, limit);
}

absl::StatusOr<int64_t> CareStore::CountTreatments(Transaction& transaction, absl::string_view survivor_uid) const {
  return survivor::Count(transaction, kCountTreatments, survivor_uid);
}

absl::Status CareStore::Add(Transaction& transaction, const v1::Treatment& treatment) const {
  return transaction.Execute(kAddTreatment, {Rows(treatment, kPerson)});
}

absl::Status CareStore::Correct(Transaction& transaction, const v1::Treatment& treatment) const {
  return transaction.Execute(kCorrectTreatment, {Rows(treatment, kPerson), treatment.uid()});
}

}  // namespace dayaq::survivor
