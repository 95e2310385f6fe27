#include "services/payment/bank_policy.h"

#include <initializer_list>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::payment {
namespace {

// Bytes, which are more than the letters the schema counts.
constexpr size_t kLongestText = 1200;

const std::map<absl::string_view, BankMeaning>& Meanings() {
  static const auto* const kMeanings =
      new std::map<absl::string_view, BankMeaning>{{"PENDING", BankMeaning::kPending},
                                                   {"ACCEPTED", BankMeaning::kAccepted},
                                                   {"SETTLED_BY_BANK", BankMeaning::kSettledByBank},
                                                   {"FAILED", BankMeaning::kFailed},
                                                   {"HELD", BankMeaning::kHeld}};
  return *kMeanings;
}

// One pass over the file that notes every fault with its place.
class BankPolicyReader {
 public:
  explicit BankPolicyReader(StrictYaml root) : root_(std::move(root)) {}

  absl::StatusOr<BankPolicy> Read();

 private:
  using Entry = std::pair<std::string, StrictYaml>;

  void Note(const absl::Status& status) {
    if (!status.ok()) faults_.emplace_back(status.message());
  }
  std::optional<StrictYaml> Need(const StrictYaml& parent, absl::string_view key);
  // Keys and children of a map that must not be empty.
  std::vector<Entry> Entries(absl::string_view key);
  std::string Text(const StrictYaml& parent, absl::string_view key);
  std::optional<v1::PaymentQuestionKind> Kind(const std::string& text, const StrictYaml& where);
  void CheckCode(const Entry& entry);

  void ReadHead();
  void ReadStatuses();
  void ReadReasons();
  void ReadQuestions();
  void ReadQuestion(const Entry& entry);

  const StrictYaml root_;
  BankPolicy policy_;
  std::vector<std::string> faults_;
};

std::optional<StrictYaml> BankPolicyReader::Need(const StrictYaml& parent, absl::string_view key) {
  auto child = parent.Child(key);
  Note(child.status());
  if (!child.ok()) return std::nullopt;
  return *std::move(child);
}

std::vector<BankPolicyReader::Entry> BankPolicyReader::Entries(absl::string_view key) {
  const auto node = Need(root_, key);
  if (!node.has_value()) return {};
  auto entries = node->Entries();
  Note(entries.status());
  if (entries.ok() && entries->empty()) Note(node->Fault("name at least one"));
  return entries.ok() ? *std::move(entries) : std::vector<Entry>();
}

std::string BankPolicyReader::Text(const StrictYaml& parent, absl::string_view key) {
  const auto node = Need(parent, key);
  if (!node.has_value()) return "";
  const auto text = node->Text();
  Note(text.status());
  if (text.ok() && (text->empty() || text->size() > kLongestText)) Note(node->Fault("say it, in short"));
  return text.value_or("");
}

std::optional<v1::PaymentQuestionKind> BankPolicyReader::Kind(const std::string& text, const StrictYaml& where) {
  v1::PaymentQuestionKind kind = v1::PAYMENT_QUESTION_KIND_UNSPECIFIED;
  if (text == "UNSPECIFIED" || !v1::PaymentQuestionKind_Parse(absl::StrCat("PAYMENT_QUESTION_KIND_", text), &kind)) {
    Note(where.Fault("there is no such kind of question"));
    return std::nullopt;
  }
  return kind;
}

void BankPolicyReader::CheckCode(const Entry& entry) {
  static const LazyRE2 kCode = {"[A-Z0-9]{1,4}"};
  if (!RE2::FullMatch(entry.first, *kCode)) Note(entry.second.Fault("a code has at most four capitals and digits"));
}

void BankPolicyReader::ReadHead() {
  static const LazyRE2 kEdition = {"[a-z0-9.-]{1,40}"};
  Note(root_.OnlyKeys({"version", "edition", "statuses", "reasons", "questions"}));
  if (const auto version = Need(root_, "version"); version.has_value() && version->Text().value_or("") != "1") {
    Note(version->Fault("this program reads version 1"));
  }
  policy_.edition = Text(root_, "edition");
  if (!RE2::FullMatch(policy_.edition, *kEdition)) {
    Note(root_.Fault("an edition is named with small letters, digits, '-' and '.', at most 40"));
  }
}

void BankPolicyReader::ReadStatuses() {
  for (const Entry& entry : Entries("statuses")) {
    CheckCode(entry);
    const auto meaning = Meanings().find(entry.second.Text().value_or(""));
    if (meaning == Meanings().end()) {
      Note(entry.second.Fault("a status is PENDING, ACCEPTED, SETTLED_BY_BANK, FAILED or HELD"));
    } else {
      policy_.statuses[entry.first] = meaning->second;
    }
  }
}

void BankPolicyReader::ReadReasons() {
  for (const Entry& entry : Entries("reasons")) {
    CheckCode(entry);
    const auto kind = Kind(entry.second.Text().value_or(""), entry.second);
    if (kind.has_value()) policy_.reasons[entry.first] = *kind;
  }
}

void BankPolicyReader::ReadQuestion(const Entry& entry) {
  const StrictYaml& node = entry.second;
  const auto kind = Kind(entry.first, node);
  if (!node.IsMap()) return Note(node.Fault("holds and todo belong here"));
  Note(node.OnlyKeys({"holds", "suspicious", "todo"}));
  QuestionRule rule;
  if (const auto holds = Need(node, "holds"); holds.has_value()) {
    const std::string text = holds->Text().value_or("");
    if (text == "UNSPECIFIED" || !v1::QuestionHold_Parse(absl::StrCat("QUESTION_HOLD_", text), &rule.holds)) {
      Note(holds->Fault("holds is NOTHING, ORDER or PAYEE"));
    }
  }
  if (node.Has("suspicious")) {
    const std::string text = Text(node, "suspicious");
    if (text != "true" && text != "false") Note(node.Fault("suspicious is true or false"));
    rule.suspicious = text == "true";
  }
  if (const auto todo = Need(node, "todo"); todo.has_value()) {
    if (!todo->IsMap()) return Note(todo->Fault("az and en belong here"));
    Note(todo->OnlyKeys({"az", "en"}));
    rule.todo_az = Text(*todo, "az");
    rule.todo_en = Text(*todo, "en");
  }
  if (kind.has_value()) policy_.questions[*kind] = std::move(rule);
}

void BankPolicyReader::ReadQuestions() {
  for (const Entry& entry : Entries("questions")) ReadQuestion(entry);
  for (int number = v1::PaymentQuestionKind_MIN + 1; number <= v1::PaymentQuestionKind_MAX; ++number) {
    if (!v1::PaymentQuestionKind_IsValid(number)) continue;
    const auto kind = static_cast<v1::PaymentQuestionKind>(number);
    if (policy_.questions.count(kind) > 0) continue;
    Note(root_.Fault(absl::StrCat("questions says nothing of ", v1::PaymentQuestionKind_Name(kind).substr(22))));
  }
}

absl::StatusOr<BankPolicy> BankPolicyReader::Read() {
  ReadHead();
  ReadStatuses();
  ReadReasons();
  ReadQuestions();
  if (!faults_.empty()) return absl::FailedPreconditionError(absl::StrJoin(faults_, "\n"));
  return std::move(policy_);
}

}  // namespace

std::optional<BankMeaning> BankPolicy::MeaningOf(absl::string_view status) const {
  const auto found = statuses.find(std::string(status));
  return found == statuses.end() ? std::nullopt : std::optional<BankMeaning>(found->second);
}

v1::PaymentQuestionKind BankPolicy::KindOf(absl::string_view reason) const {
  const auto found = reasons.find(std::string(reason));
  return found == reasons.end() ? v1::PAYMENT_QUESTION_KIND_OTHER_REASON : found->second;
}

absl::StatusOr<BankPolicy> ParseBankPolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  if (!root.IsMap()) return root.Fault("the keys version, edition, statuses, reasons and questions belong here");
  return BankPolicyReader(root).Read();
}

absl::StatusOr<BankPolicy> LoadBankPolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/bank-answers.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseBankPolicy(yaml, path);
}

}  // namespace dayaq::payment
