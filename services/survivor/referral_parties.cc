#include "services/survivor/referral_parties.h"

#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/referral_queries.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

absl::StatusOr<v1::Survivor> ReferralParties::Standing(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Survivor survivor, transaction.One<v1::Survivor>(kSurvivor, {uid}));
  SetNames(survivor);
  if (survivor.merged_into_uid().empty()) return survivor;
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RECORD_MERGED,
                   "The record goes on in another one: use that.", {{"merged_into", SurvivorName(survivor.merged_into_uid())}});
}

absl::StatusOr<std::vector<std::string>> ReferralParties::RecordUids(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kRecordUids, {uid}, 100));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::StatusOr<std::string> ReferralParties::KindOf(Transaction& transaction, absl::string_view institution) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kInstitutionKind, {institution}));
  std::string kind;
  if (row.has_value()) RETURN_IF_ERROR(row->Read({{"kind", &kind}}));
  return kind;
}

absl::StatusOr<bool> ReferralParties::IsKind(Transaction& transaction, absl::string_view kind) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsInstitutionKind, {kind}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

}  // namespace dayaq::survivor
