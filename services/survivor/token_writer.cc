#include "services/survivor/token_writer.h"

#include <set>
#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/survivor/new_record.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {

absl::StatusOr<int64_t> TokenWriter::Rewrite(const std::vector<std::string>& uids, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const auto records, records_.Records(call.transaction(), uids));
  ASSIGN_OR_RETURN(auto stored, sweeps_.Tokens(call.transaction(), uids));
  std::vector<std::string> behind;
  std::vector<SurvivorToken> tokens;
  for (const auto& [uid, survivor] : records) {
    std::vector<SurvivorToken> wanted = TokensFor(survivor, call);
    std::set<std::pair<std::string, std::string>> meant;
    for (const SurvivorToken& token : wanted) meant.emplace(token.identity.kind, token.identity.token);
    if (meant == stored[uid]) continue;
    behind.push_back(uid);
    for (SurvivorToken& token : wanted) tokens.push_back(std::move(token));
    call.Touch(SurvivorName(uid));
  }
  if (!behind.empty()) RETURN_IF_ERROR(sweeps_.WriteTokens(call.transaction(), behind, tokens));
  return static_cast<int64_t>(behind.size());
}

}  // namespace dayaq::survivor
