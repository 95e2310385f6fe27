#include "services/survivor/directory_store.h"

#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/care_queries.h"
#include "services/survivor/case_names.h"

namespace dayaq::survivor {
namespace {

// $1 to $3 of kProviders and kCountProviders.
Params FilterParams(const v1::ListProvidersRequest& request, absl::CivilDay today) {
  std::vector<std::string> kinds;
  for (const int kind : request.kinds()) kinds.push_back(v1::SupportKind_Name(static_cast<v1::SupportKind>(kind)));
  return {kinds.empty() ? Param(std::nullopt) : Param(kinds),
          request.districts().empty() ? Param(std::nullopt) : Param(request.districts()),
          request.ended() ? Param(std::nullopt) : Param(PartialDateOf(today))};
}

}  // namespace

absl::StatusOr<std::optional<v1::Provider>> DirectoryStore::Find(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(std::optional<v1::Provider> provider, transaction.Maybe<v1::Provider>(kProvider, {uid}));
  if (provider.has_value()) SetName(*provider);
  return provider;
}

absl::StatusOr<v1::Provider> DirectoryStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockProvider, {uid}).status());
  ASSIGN_OR_RETURN(v1::Provider provider, transaction.One<v1::Provider>(kProvider, {uid}));
  SetName(provider);
  return provider;
}

absl::StatusOr<std::vector<v1::Provider>> DirectoryStore::List(Transaction& transaction, const v1::ListProvidersRequest& request,
                                                               absl::CivilDay today, absl::string_view after, int limit) const {
  Params params = FilterParams(request, today);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Provider> providers, transaction.All<v1::Provider>(kProviders, params, limit));
  for (v1::Provider& provider : providers) SetName(provider);
  return providers;
}

absl::StatusOr<int64_t> DirectoryStore::Count(Transaction& transaction, const v1::ListProvidersRequest& request,
                                              absl::CivilDay today) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountProviders, FilterParams(request, today)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::Status DirectoryStore::Add(Transaction& transaction, const v1::Provider& provider) const {
  return transaction.Execute(kAddProvider, {Rows(provider)});
}

absl::Status DirectoryStore::Update(Transaction& transaction, const v1::Provider& provider) const {
  return transaction.Execute(kCorrectProvider, {Rows(provider), provider.uid()});
}

}  // namespace dayaq::survivor
