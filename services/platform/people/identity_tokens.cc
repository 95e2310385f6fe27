#include "services/platform/people/identity_tokens.h"

#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/sealing/blind_index.h"
#include "services/platform/text/name_folding.h"

namespace dayaq {
namespace {

constexpr size_t kMostWords = 4;

// Nothing when one of the two holds no letter that folding knows: all such people would sound alike.
std::optional<std::string> FoldedName(absl::string_view family_name, absl::string_view given_name) {
  const std::string family = FoldSurname(family_name), given = FoldName(given_name);
  if (family.empty() || given.empty()) return std::nullopt;
  return absl::StrCat(family, " ", given);
}

}  // namespace

std::vector<IdentityToken> TokensOf(const common::v1::PersonIdentity& identity, const TokenMaker& make) {
  std::vector<IdentityToken> tokens;
  const auto add = [&](const char* kind, absl::string_view text) { tokens.push_back({kind, make(kind, text)}); };
  if (const auto id = NormaliseNationalId(identity.national_id())) add(kNationalIdToken, *id);
  if (const auto phone = NormalisePhone(identity.phone())) add(kPhoneToken, *phone);
  if (const auto name = FoldedName(identity.family_name(), identity.given_name())) add(kNameToken, *name);
  return tokens;
}

std::string TokenRow(const IdentityToken& token, std::initializer_list<std::pair<absl::string_view, absl::string_view>> uids) {
  // Kinds and uids are ours and hold nothing to escape; the backslash of \x is doubled for JSON.
  std::string row = absl::StrCat("{\"kind\":\"", token.kind, "\",\"token\":\"\\\\x", absl::BytesToHexString(token.token), "\"");
  for (const auto& [column, uid] : uids) absl::StrAppend(&row, ",\"", column, "\":\"", uid, "\"");
  return row + "}";
}

std::vector<std::string> NameSearchTokens(absl::string_view typed, const TokenMaker& make) {
  std::vector<std::string> words = absl::StrSplit(typed, absl::ByAnyChar(" \t\n,;"), absl::SkipWhitespace());
  if (words.size() > kMostWords) words.resize(kMostWords);
  std::vector<std::string> tokens;
  for (size_t family = 0; family < words.size(); ++family) {
    for (size_t given = 0; given < words.size(); ++given) {
      if (family == given) continue;
      if (const auto name = FoldedName(words[family], words[given])) tokens.push_back(make(kNameToken, *name));
    }
  }
  return tokens;
}

}  // namespace dayaq
