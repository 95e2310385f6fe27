#include "services/statistics/release_store.h"

#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/statistics/figure_view.h"
#include "services/statistics/release_queries.h"
#include "services/statistics/statistics_names.h"

namespace dayaq::statistics {
namespace {

constexpr int kMostTables = 12;
constexpr int kMostPublished = 1'000;

absl::StatusOr<bool> Step(Transaction& transaction, const Query& query, const v1::Release& release) {
  ASSIGN_OR_RETURN(const int64_t changed, transaction.ExecuteCount(query, {release.uid(), release.etag()}));
  return changed == 1;
}

}  // namespace

absl::StatusOr<v1::Release> ReleaseStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Release release, transaction.One<v1::Release>(kRelease, {uid}));
  SetName(release);
  return release;
}

absl::StatusOr<std::vector<v1::Release>> ReleaseStore::List(Transaction& transaction, v1::ReleaseState state,
                                                            absl::string_view before, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::Release> releases,
                   transaction.All<v1::Release>(kReleases, {state, OrNull(before), limit}, limit));
  for (v1::Release& release : releases) SetName(release);
  return releases;
}

absl::StatusOr<std::vector<v1::ReleaseTable>> ReleaseStore::Tables(Transaction& transaction, absl::string_view release_uid) const {
  return transaction.All<v1::ReleaseTable>(kReleaseTables, {release_uid}, kMostTables);
}

absl::StatusOr<std::vector<ProtectedRelease>> ReleaseStore::Published(Transaction& transaction, absl::string_view registered_in,
                                                                      absl::string_view until) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kPublished, {registered_in, OrNull(until)}, kMostPublished));
  std::vector<ProtectedRelease> published;
  for (const Row& row : rows) {
    ProtectedRelease& release = published.emplace_back();
    RETURN_IF_ERROR(row.Read({{"uid", &release.id}}));
    ASSIGN_OR_RETURN(const std::vector<v1::ReleaseTable> tables, Tables(transaction, release.id));
    for (const v1::ReleaseTable& table : tables) release.tables.push_back(TableOfStored(table));
  }
  return published;
}

absl::Status ReleaseStore::Add(Transaction& transaction, const v1::Release& release,
                               const std::vector<v1::ReleaseTable>& tables) const {
  RETURN_IF_ERROR(transaction.Execute(kAddRelease, {Rows(release)}));
  return transaction.Execute(kAddReleaseTables, {Rows(tables)});
}

absl::StatusOr<bool> ReleaseStore::Check(Transaction& transaction, const v1::Release& release) const {
  return Step(transaction, kCheckRelease, release);
}

absl::StatusOr<bool> ReleaseStore::Publish(Transaction& transaction, const v1::Release& release) const {
  return Step(transaction, kPublishRelease, release);
}

absl::StatusOr<bool> ReleaseStore::Withdraw(Transaction& transaction, const v1::Release& release) const {
  return Step(transaction, kWithdrawRelease, release);
}

absl::StatusOr<bool> ReleaseStore::Revise(Transaction& transaction, absl::string_view revised_uid, absl::string_view by_uid) const {
  ASSIGN_OR_RETURN(const int64_t changed, transaction.ExecuteCount(kReviseRelease, {revised_uid, by_uid}));
  return changed == 1;
}

}  // namespace dayaq::statistics
