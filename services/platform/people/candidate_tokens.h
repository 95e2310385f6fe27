// Keyed tokens of everything a record is found by: what TokensOf makes, and the texts of candidate_keys.h. Pure but for the key.
#ifndef SERVICES_PLATFORM_PEOPLE_CANDIDATE_TOKENS_H_
#define SERVICES_PLATFORM_PEOPLE_CANDIDATE_TOKENS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "dayaq/common/v1/person.pb.h"
#include "services/platform/people/candidate_keys.h"
#include "services/platform/people/identity_tokens.h"

namespace dayaq {

// National id, telephone and name as TokensOf gives them, then the tokens of ListCandidateKeys. `district` is a code or empty.
std::vector<IdentityToken> CandidateTokensOf(const common::v1::PersonIdentity& identity, absl::string_view district,
                                             const TokenMaker& make);

// Whether records that share a token of that kind are to be compared: national id, telephone and the kinds of LeadsToCandidates.
bool IsCandidateKind(absl::string_view kind);

// Tokens under which what somebody typed may lie (ListSearchKeys).
std::vector<IdentityToken> SearchTokensOf(absl::string_view typed, const TokenMaker& make);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_PEOPLE_CANDIDATE_TOKENS_H_
