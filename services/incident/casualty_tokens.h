// What a person can be found by without being named: keyed tokens of the national id and of folded names. Pure but for the key.
#ifndef SERVICES_INCIDENT_CASUALTY_TOKENS_H_
#define SERVICES_INCIDENT_CASUALTY_TOKENS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "dayaq/incident/v1/casualty.pb.h"

namespace dayaq::incident {

// Keyed token of a normalised text of a kind (rpc::Call::Token).
using TokenMaker = std::function<std::string(absl::string_view kind, absl::string_view normalised)>;

inline constexpr char kNationalIdToken[] = "national_id";
inline constexpr char kNameToken[] = "name";
inline constexpr char kPhoneToken[] = "phone";

struct CasualtyToken {
  std::string kind;
  std::string token;
  std::string casualty_uid;
};

// Tokens of one person: national id, telephone, and family with given name folded over spellings and scripts.
std::vector<CasualtyToken> TokensOf(const common::v1::PersonIdentity& identity, const std::string& casualty_uid, const TokenMaker& make);

// Tokens under which a name typed into a search may lie: family and given name may come in either order, a patronymic may follow.
std::vector<std::string> NameSearchTokens(absl::string_view typed, const TokenMaker& make);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_CASUALTY_TOKENS_H_
