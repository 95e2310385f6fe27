#include "services/survivor/referral_policy.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::survivor {
namespace {

constexpr int kMostHours = 8760;
constexpr size_t kLongestAct = 200;
constexpr size_t kLongestArticle = 40;

absl::StatusOr<std::vector<std::string>> Words(const StrictYaml& node) {
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, node.Items());
  if (items.empty()) return node.Fault("name at least one");
  std::vector<std::string> words;
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(words.emplace_back(), item.Text());
  }
  return words;
}

// "IDENTITY" of SharedClass: the values of an enum, written without its prefix.
template <typename E>
absl::StatusOr<E> Code(const StrictYaml& node, const std::string& word, const char* prefix,
                       bool (*parse)(google::protobuf::ConstStringParam, E*)) {
  E value;
  if (word == "UNSPECIFIED" || !parse(absl::StrCat(prefix, word), &value)) return node.Fault(absl::StrCat("no such word: ", word));
  return value;
}

template <typename E>
absl::StatusOr<std::set<E>> Codes(const StrictYaml& node, const char* prefix,
                                  bool (*parse)(google::protobuf::ConstStringParam, E*)) {
  ASSIGN_OR_RETURN(const std::vector<std::string> words, Words(node));
  std::set<E> codes;
  for (const std::string& word : words) {
    ASSIGN_OR_RETURN(const E code, Code(node, word, prefix, parse));
    if (!codes.insert(code).second) return node.Fault("each once");
  }
  return codes;
}

absl::StatusOr<std::string> Named(const StrictYaml& node, absl::string_view key, size_t longest) {
  ASSIGN_OR_RETURN(std::string words, node.ChildText(key));
  // Bytes, which are more than the letters the schema counts.
  if (words.empty() || words.size() > 2 * longest) return node.Fault("an act and its article are named, in short");
  return words;
}

absl::StatusOr<absl::Duration> Hours(const StrictYaml& node, absl::string_view key) {
  ASSIGN_OR_RETURN(const std::string text, node.ChildText(key));
  int hours = 0;
  if (!absl::SimpleAtoi(text, &hours) || hours < 1 || hours > kMostHours)
    return node.Fault("hours are a whole number from 1 to 8760");
  return absl::Hours(hours);
}

absl::StatusOr<ReferralTerm> ReadTerm(const StrictYaml& node) {
  RETURN_IF_ERROR(node.OnlyKeys({"see", "answer", "expire"}));
  ReferralTerm term;
  ASSIGN_OR_RETURN(term.see, Hours(node, "see"));
  ASSIGN_OR_RETURN(term.answer, Hours(node, "answer"));
  ASSIGN_OR_RETURN(term.expire, Hours(node, "expire"));
  if (term.answer < term.see || term.expire < term.answer) return node.Fault("see, answer, expire follow each other");
  return term;
}

absl::StatusOr<SharingBasis> ReadBasis(const StrictYaml& node) {
  SharingBasis basis;
  ASSIGN_OR_RETURN(basis.act, Named(node, "act", kLongestAct));
  ASSIGN_OR_RETURN(basis.article, Named(node, "article", kLongestArticle));
  ASSIGN_OR_RETURN(const StrictYaml classes, node.Child("classes"));
  ASSIGN_OR_RETURN(basis.classes, Codes<v1::SharedClass>(classes, "SHARED_CLASS_", v1::SharedClass_Parse));
  ASSIGN_OR_RETURN(const StrictYaml services, node.Child("services"));
  ASSIGN_OR_RETURN(basis.services, Codes<v1::ReferredService>(services, "REFERRED_SERVICE_", v1::ReferredService_Parse));
  return basis;
}

absl::Status ReadTerms(const StrictYaml& root, ReferralPolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml terms, root.Child("terms"));
  RETURN_IF_ERROR(terms.OnlyKeys({"EMERGENCY", "URGENT", "ROUTINE"}));
  for (int value = v1::ReferralUrgency_MIN + 1; value <= v1::ReferralUrgency_MAX; ++value) {
    const auto urgency = static_cast<v1::ReferralUrgency>(value);
    ASSIGN_OR_RETURN(const StrictYaml term,
                     terms.Child(absl::string_view(v1::ReferralUrgency_Name(urgency)).substr(sizeof("REFERRAL_URGENCY_") - 1)));
    ASSIGN_OR_RETURN(policy.terms[urgency], ReadTerm(term));
  }
  return absl::OkStatus();
}

absl::Status ReadServices(const StrictYaml& root, ReferralPolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml services, root.Child("services"));
  ASSIGN_OR_RETURN(const auto entries, services.Entries());
  for (const auto& entry : entries) {
    ASSIGN_OR_RETURN(const v1::ReferredService service,
                     Code<v1::ReferredService>(entry.second, entry.first, "REFERRED_SERVICE_", v1::ReferredService_Parse));
    ASSIGN_OR_RETURN(policy.purposes[service],
                     Codes<v1::ConsentPurpose>(entry.second, "CONSENT_PURPOSE_", v1::ConsentPurpose_Parse));
  }
  for (int value = v1::ReferredService_MIN + 1; value <= v1::ReferredService_MAX; ++value) {
    if (policy.purposes.count(static_cast<v1::ReferredService>(value)) == 0) {
      return services.Fault(absl::StrCat(v1::ReferredService_Name(static_cast<v1::ReferredService>(value)), " is missing"));
    }
  }
  return absl::OkStatus();
}

absl::Status ReadDuties(const StrictYaml& root, ReferralPolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml duties, root.Child("duties"));
  ASSIGN_OR_RETURN(const auto entries, duties.Entries());
  for (const auto& entry : entries) {
    RETURN_IF_ERROR(entry.second.OnlyKeys({"act", "article", "classes", "recipients", "services"}));
    ASSIGN_OR_RETURN(SharingBasis basis, ReadBasis(entry.second));
    ASSIGN_OR_RETURN(const StrictYaml recipients, entry.second.Child("recipients"));
    ASSIGN_OR_RETURN(const std::vector<std::string> kinds, Words(recipients));
    basis.recipients.insert(kinds.begin(), kinds.end());
    policy.duties[entry.first] = std::move(basis);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ReferralPolicy> ParseReferralPolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  RETURN_IF_ERROR(root.OnlyKeys({"version", "example", "terms", "services", "vital_interest", "duties"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("this program reads version 1");
  if (root.Has("example")) {
    ASSIGN_OR_RETURN(const std::string example, root.ChildText("example"));
    if (example != "true" && example != "false") return root.Fault("example is true or false");
  }
  ReferralPolicy policy;
  RETURN_IF_ERROR(ReadTerms(root, policy));
  RETURN_IF_ERROR(ReadServices(root, policy));
  ASSIGN_OR_RETURN(const StrictYaml vital, root.Child("vital_interest"));
  RETURN_IF_ERROR(vital.OnlyKeys({"act", "article", "classes", "services"}));
  ASSIGN_OR_RETURN(policy.vital_interest, ReadBasis(vital));
  RETURN_IF_ERROR(ReadDuties(root, policy));
  return policy;
}

absl::StatusOr<ReferralPolicy> LoadReferralPolicy(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseReferralPolicy(yaml, path);
}

}  // namespace dayaq::survivor
