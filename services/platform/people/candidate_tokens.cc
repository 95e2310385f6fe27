#include "services/platform/people/candidate_tokens.h"

#include <utility>

namespace dayaq {

std::vector<IdentityToken> CandidateTokensOf(const common::v1::PersonIdentity& identity, absl::string_view district,
                                             const TokenMaker& make) {
  std::vector<IdentityToken> tokens = TokensOf(identity, make);
  for (CandidateKey& key : ListCandidateKeys(identity, district)) {
    std::string token = make(key.kind, key.text);
    tokens.push_back({std::move(key.kind), std::move(token)});
  }
  return tokens;
}

bool IsCandidateKind(absl::string_view kind) { return kind == kNationalIdToken || kind == kPhoneToken || LeadsToCandidates(kind); }

std::vector<IdentityToken> SearchTokensOf(absl::string_view typed, const TokenMaker& make) {
  std::vector<IdentityToken> tokens;
  for (CandidateKey& key : ListSearchKeys(typed)) {
    std::string token = make(key.kind, key.text);
    tokens.push_back({std::move(key.kind), std::move(token)});
  }
  return tokens;
}

}  // namespace dayaq
