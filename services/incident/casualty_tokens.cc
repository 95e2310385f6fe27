#include "services/incident/casualty_tokens.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/sealing/blind_index.h"
#include "services/platform/text/name_folding.h"

namespace dayaq::incident {
namespace {

constexpr size_t kMostWords = 4;

std::string FoldedName(absl::string_view family_name, absl::string_view given_name) {
  return absl::StrCat(FoldSurname(family_name), " ", FoldName(given_name));
}

}  // namespace

std::vector<CasualtyToken> TokensOf(const v1::PersonIdentity& identity, const std::string& casualty_uid, const TokenMaker& make) {
  std::vector<CasualtyToken> tokens;
  const auto add = [&](const char* kind, absl::string_view text) { tokens.push_back({kind, make(kind, text), casualty_uid}); };
  if (const auto id = NormaliseNationalId(identity.national_id())) add(kNationalIdToken, *id);
  if (const auto phone = NormalisePhone(identity.phone())) add(kPhoneToken, *phone);
  if (!identity.family_name().empty() && !identity.given_name().empty()) {
    add(kNameToken, FoldedName(identity.family_name(), identity.given_name()));
  }
  return tokens;
}

std::vector<std::string> NameSearchTokens(absl::string_view typed, const TokenMaker& make) {
  std::vector<std::string> words = absl::StrSplit(typed, absl::ByAnyChar(" \t\n,;"), absl::SkipWhitespace());
  if (words.size() > kMostWords) words.resize(kMostWords);
  std::vector<std::string> tokens;
  for (size_t family = 0; family < words.size(); ++family) {
    for (size_t given = 0; given < words.size(); ++given) {
      if (family != given) tokens.push_back(make(kNameToken, FoldedName(words[family], words[given])));
    }
  }
  return tokens;
}

}  // namespace dayaq::incident
