// What a person can be found by without being named: keyed tokens of the national id and of folded names. Pure but for the key.
#ifndef SERVICES_PLATFORM_PEOPLE_IDENTITY_TOKENS_H_
#define SERVICES_PLATFORM_PEOPLE_IDENTITY_TOKENS_H_

#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "dayaq/common/v1/person.pb.h"

namespace dayaq {

// Keyed token of a normalised text of a kind (rpc::Call::Token).
using TokenMaker = std::function<std::string(absl::string_view kind, absl::string_view normalised)>;

inline constexpr char kNationalIdToken[] = "national_id";
inline constexpr char kNameToken[] = "name";
inline constexpr char kPhoneToken[] = "phone";

struct IdentityToken {
  std::string kind;
  std::string token;
};

// Tokens of one person: national id, telephone, and family with given name folded over spellings and scripts.
std::vector<IdentityToken> TokensOf(const common::v1::PersonIdentity& identity, const TokenMaker& make);

// A token as a row in JSON: kind, token as octets, and the uids by column of whom it leads to.
std::string TokenRow(const IdentityToken& token, std::initializer_list<std::pair<absl::string_view, absl::string_view>> uids);

// Tokens under which a name typed into a search may lie: family and given name may come in either order, a patronymic may follow.
std::vector<std::string> NameSearchTokens(absl::string_view typed, const TokenMaker& make);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_PEOPLE_IDENTITY_TOKENS_H_
