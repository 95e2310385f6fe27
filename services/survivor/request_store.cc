#include "services/survivor/request_store.h"

#include "absl/strings/str_cat.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/request_queries.h"

namespace dayaq::survivor {
namespace {

// What is sealed of a request is sealed under the key of the person it is about.
constexpr char kPerson[] = "survivor_uid";

void SetName(v1::CorrectionRequest& asked) { asked.set_name(absl::StrCat("correctionRequests/", asked.uid())); }

absl::Status HaveKeys(Transaction& transaction, absl::string_view survivor_uid) {
  if (transaction.keys().Knows(survivor_uid)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kPersonKey, {survivor_uid}));
  if (!row.has_value()) return transaction.keys().Create(survivor_uid);
  int32_t kek_id = 0;
  WrappedKey wrapped;
  RETURN_IF_ERROR(row->Read({{"kek_id", &kek_id}}));
  RETURN_IF_ERROR(row->ReadOctets("wrapped", &wrapped.bytes));
  wrapped.kek_id = static_cast<uint32_t>(kek_id);
  return transaction.keys().Take(survivor_uid, wrapped);
}

}  // namespace

absl::StatusOr<v1::CorrectionRequest> RequestStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::CorrectionRequest asked, transaction.One<v1::CorrectionRequest>(kCorrection, {uid}));
  SetName(asked);
  return asked;
}

absl::StatusOr<v1::CorrectionRequest> RequestStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockCorrection, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::CorrectionRequest>> RequestStore::List(Transaction& transaction,
                                                                      const v1::ListCorrectionRequestsRequest& request,
                                                                      const std::vector<std::string>& registers,
                                                                      absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::CorrectionRequest> all,
                   transaction.All<v1::CorrectionRequest>(
                       kCorrections, {OrNull(UidOf(request.survivor())), request.open(), registers, OrNull(after), limit}, limit));
  for (v1::CorrectionRequest& asked : all) SetName(asked);
  return all;
}

absl::StatusOr<int64_t> RequestStore::Count(Transaction& transaction, const v1::ListCorrectionRequestsRequest& request,
                                            const std::vector<std::string>& registers) const {
  ASSIGN_OR_RETURN(const Row row,
                   transaction.One<Row>(kCountCorrections, {OrNull(UidOf(request.survivor())), request.open(), registers}));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::Status RequestStore::Add(Transaction& transaction, const v1::CorrectionRequest& asked) const {
  RETURN_IF_ERROR(HaveKeys(transaction, asked.survivor_uid()));
  return transaction.Execute(kAddCorrection, {Rows(asked, kPerson), transaction.keys().NewKeys(), asked.register_(),
                                              asked.district(), asked.institution()});
}

absl::Status RequestStore::Resolve(Transaction& transaction, const v1::CorrectionRequest& asked) const {
  RETURN_IF_ERROR(HaveKeys(transaction, asked.survivor_uid()));
  return transaction.Execute(kResolveCorrection, {Rows(asked, kPerson)});
}

absl::StatusOr<std::optional<v1::ContactPreference>> RequestStore::PreferenceOf(Transaction& transaction,
                                                                                absl::string_view survivor_uid) const {
  return transaction.Maybe<v1::ContactPreference>(kContactPreference, {survivor_uid});
}

absl::Status RequestStore::AddPreference(Transaction& transaction, const v1::ContactPreference& preference,
                                         const v1::Survivor& record) const {
  return transaction.Execute(kAddPreference, {Rows(preference), record.register_(), record.district(), record.institution()});
}

absl::Status RequestStore::ChangePreference(Transaction& transaction, const v1::ContactPreference& preference) const {
  return transaction.Execute(kChangePreference, {Rows(preference)});
}

}  // namespace dayaq::survivor
