#include "services/rehabilitation/device_policy.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::rehabilitation {
namespace {

// Bytes, which are more than the letters the schema counts.
constexpr size_t kLongestText = 400;
constexpr int kMostMonths = 240;
constexpr int kMostDays = 366;
constexpr int kMostAtOnce = 4;
constexpr int kMostHoldDays = 60;

// One pass over the file that notes every fault with its place.
class DevicePolicyReader {
 public:
  explicit DevicePolicyReader(StrictYaml root) : root_(std::move(root)) {}

  absl::StatusOr<DevicePolicy> Read();

 private:
  void Note(const absl::Status& status) {
    if (!status.ok()) faults_.emplace_back(status.message());
  }
  void Fault(const StrictYaml& node, absl::string_view what) { Note(node.Fault(what)); }
  std::optional<StrictYaml> Need(const StrictYaml& parent, absl::string_view key);
  std::optional<StrictYaml> Maybe(const StrictYaml& parent, absl::string_view key);
  std::vector<StrictYaml> Items(const StrictYaml& node);
  bool IsMap(const StrictYaml& node, std::initializer_list<absl::string_view> keys);
  std::string Text(const StrictYaml& parent, absl::string_view key);
  std::string Matching(const StrictYaml& node, const RE2& form, absl::string_view what);
  int Number(const StrictYaml& parent, absl::string_view key, int least, int most);
  int NumberIn(const StrictYaml& node, int least, int most);
  bool Boolean(const StrictYaml& parent, absl::string_view key);
  std::optional<absl::CivilDay> Day(const StrictYaml& node);

  void ReadHead();
  void ReadSources();
  void ReadFollowUp();
  void ReadClass(const StrictYaml& node);
  void ReadLimb(const StrictYaml& node, DeviceClassRule& rule);
  void ReadBeside(const StrictYaml& node, DeviceClassRule& rule);
  void ReadTerms(const StrictYaml& node, DeviceClassRule& rule);
  void ReadTerm(const StrictYaml& node, bool last, DeviceClassRule& rule);
  void CheckFollows(const StrictYaml& node, const DeviceTerm& before, const DeviceTerm& term);

  const StrictYaml root_;
  DevicePolicy policy_;
  std::map<std::string, std::string> sources_;
  // Classes that others name, with where: known once all are read.
  std::vector<std::pair<std::string, StrictYaml>> named_;
  std::vector<std::string> faults_;
};

std::optional<StrictYaml> DevicePolicyReader::Need(const StrictYaml& parent, absl::string_view key) {
  auto child = parent.Child(key);
  Note(child.status());
  if (!child.ok()) return std::nullopt;
  return *std::move(child);
}

std::optional<StrictYaml> DevicePolicyReader::Maybe(const StrictYaml& parent, absl::string_view key) {
  return parent.Has(key) ? Need(parent, key) : std::nullopt;
}

std::vector<StrictYaml> DevicePolicyReader::Items(const StrictYaml& node) {
  auto items = node.Items();
  Note(items.status());
  if (items.ok() && items->empty()) Fault(node, "name at least one");
  return items.ok() ? *std::move(items) : std::vector<StrictYaml>();
}

bool DevicePolicyReader::IsMap(const StrictYaml& node, std::initializer_list<absl::string_view> keys) {
  if (!node.IsMap()) {
    Fault(node, absl::StrCat("keys belong here: ", absl::StrJoin(keys, ", ")));
    return false;
  }
  Note(node.OnlyKeys(keys));
  return true;
}

std::string DevicePolicyReader::Text(const StrictYaml& parent, absl::string_view key) {
  const auto node = Need(parent, key);
  if (!node.has_value()) return "";
  const auto text = node->Text();
  Note(text.status());
  if (text.ok() && (text->empty() || text->size() > kLongestText)) Fault(*node, "say it, in short");
  return text.value_or("");
}

std::string DevicePolicyReader::Matching(const StrictYaml& node, const RE2& form, absl::string_view what) {
  const auto text = node.Text();
  Note(text.status());
  if (text.ok() && !RE2::FullMatch(*text, form)) Fault(node, what);
  return text.value_or("");
}

int DevicePolicyReader::NumberIn(const StrictYaml& node, int least, int most) {
  const auto text = node.Text();
  int number = 0;
  if (!text.ok() || !absl::SimpleAtoi(*text, &number) || number < least || number > most) {
    Fault(node, absl::StrCat("a whole number from ", least, " to ", most, " belongs here"));
    return least;
  }
  return number;
}

int DevicePolicyReader::Number(const StrictYaml& parent, absl::string_view key, int least, int most) {
  const auto node = Need(parent, key);
  return node.has_value() ? NumberIn(*node, least, most) : least;
}

bool DevicePolicyReader::Boolean(const StrictYaml& parent, absl::string_view key) {
  const auto node = Need(parent, key);
  if (!node.has_value()) return false;
  const auto text = node->Text();
  if (!text.ok() || (*text != "true" && *text != "false")) Fault(*node, absl::StrCat(key, " is true or false"));
  return text.ok() && *text == "true";
}

std::optional<absl::CivilDay> DevicePolicyReader::Day(const StrictYaml& node) {
  const auto text = node.Text();
  const auto date = text.ok() ? PartialDateFromText(*text) : std::nullopt;
  if (!date.has_value() || Precision(*date) != DatePrecision::kDay) {
    Fault(node, "no day; write it as \"2024-06-25\"");
    return std::nullopt;
  }
  return Earliest(*date);
}

void DevicePolicyReader::ReadHead() {
  static const LazyRE2 kEdition = {"[a-z0-9.-]{1,40}"};
  Note(root_.OnlyKeys({"version", "edition", "sources", "follow_up", "classes"}));
  if (const auto version = Need(root_, "version"); version.has_value() && version->Text().value_or("") != "1") {
    Fault(*version, "this program reads version 1");
  }
  if (const auto edition = Need(root_, "edition"); edition.has_value()) {
    policy_.edition = Matching(*edition, *kEdition, "an edition is named with small letters, digits, '-' and '.', at most 40");
  }
}

void DevicePolicyReader::ReadSources() {
  const auto sources = Need(root_, "sources");
  if (!sources.has_value()) return;
  const auto entries = sources->Entries();
  Note(entries.status());
  if (!entries.ok()) return;
  for (const auto& entry : *entries) sources_[entry.first] = Text(*sources, entry.first);
}

void DevicePolicyReader::ReadFollowUp() {
  const auto node = Need(root_, "follow_up");
  if (!node.has_value() || !IsMap(*node, {"example", "follow_ups_months", "minor_review_months", "call_in_days", "escalate_days",
                                          "proposal_hold_days"})) {
    return;
  }
  if (node->Has("example")) Boolean(*node, "example");
  FollowUpRule& rule = policy_.follow_up;
  if (const auto months = Need(*node, "follow_ups_months"); months.has_value()) {
    for (const StrictYaml& item : Items(*months)) {
      const int month = NumberIn(item, 1, kMostMonths);
      if (!rule.follow_ups_months.empty() && month <= rule.follow_ups_months.back()) Fault(item, "follow-ups follow each other");
      rule.follow_ups_months.push_back(month);
    }
  }
  if (const auto review = Need(*node, "minor_review_months"); review.has_value() && IsMap(*review, {"first", "last"})) {
    rule.minor_review_first_months = Number(*review, "first", 1, kMostMonths);
    rule.minor_review_last_months = Number(*review, "last", 1, kMostMonths);
    if (rule.minor_review_last_months < rule.minor_review_first_months) Fault(*review, "the last alarm is not before the first");
  }
  rule.call_in_days = Number(*node, "call_in_days", 1, kMostDays);
  rule.escalate_days = Number(*node, "escalate_days", 1, kMostDays);
  rule.proposal_hold_days = Number(*node, "proposal_hold_days", 1, kMostHoldDays);
}

void DevicePolicyReader::ReadClass(const StrictYaml& node) {
  static const LazyRE2 kCode = {"[a-z][a-z0-9-]{1,59}"};
  static const LazyRE2 kRow = {"[0-9]+(\\.[0-9]+){1,4}"};
  static const LazyRE2 kIso = {"[0-9]{2} [0-9]{2}( [0-9]{2})?"};
  if (!IsMap(node, {"code", "list_row", "iso_code", "labels", "limb", "high_tech", "at_once", "beside", "terms"})) return;
  DeviceClassRule rule;
  if (const auto code = Need(node, "code"); code.has_value()) {
    rule.code = Matching(*code, *kCode, "a code has 2 to 60 lower-case letters, digits and hyphens and begins with a letter");
    if (policy_.Class(rule.code) != nullptr) Fault(*code, "this class stands above already");
  }
  if (const auto row = Maybe(node, "list_row"); row.has_value()) {
    rule.list_row = Matching(*row, *kRow, "a row of the list is written as \"1.1.1\"");
  }
  if (const auto iso = Maybe(node, "iso_code"); iso.has_value()) {
    rule.iso_code = Matching(*iso, *kIso, "a code of ISO 9999 is written as \"06 24\"");
  }
  if (const auto labels = Need(node, "labels"); labels.has_value() && IsMap(*labels, {"az", "en"})) {
    rule.label_az = Text(*labels, "az");
    rule.label_en = Text(*labels, "en");
  }
  ReadLimb(node, rule);
  rule.high_tech = Boolean(node, "high_tech");
  rule.at_once = Number(node, "at_once", 1, kMostAtOnce);
  ReadBeside(node, rule);
  ReadTerms(node, rule);
  policy_.classes.push_back(std::move(rule));
}

void DevicePolicyReader::ReadLimb(const StrictYaml& node, DeviceClassRule& rule) {
  const auto limb = Need(node, "limb");
  if (!limb.has_value()) return;
  const std::string text = limb->Text().value_or("");
  if (text == "UPPER") {
    rule.limb = Limb::kUpper;
  } else if (text == "LOWER") {
    rule.limb = Limb::kLower;
  } else if (text != "NONE") {
    Fault(*limb, "limb is UPPER, LOWER or NONE");
  }
}

void DevicePolicyReader::ReadBeside(const StrictYaml& node, DeviceClassRule& rule) {
  const auto beside = Maybe(node, "beside");
  if (!beside.has_value()) return;
  for (const StrictYaml& item : Items(*beside)) {
    const std::string code = item.Text().value_or("");
    if (code == rule.code) Fault(item, "at_once says how many of the same class");
    if (!rule.beside.insert(code).second) Fault(item, "stands here twice");
    named_.emplace_back(code, item);
  }
}

void DevicePolicyReader::ReadTerms(const StrictYaml& node, DeviceClassRule& rule) {
  const auto terms = Need(node, "terms");
  if (!terms.has_value()) return;
  const std::vector<StrictYaml> items = Items(*terms);
  for (size_t i = 0; i < items.size(); ++i) ReadTerm(items[i], i + 1 == items.size(), rule);
}

void DevicePolicyReader::ReadTerm(const StrictYaml& node, bool last, DeviceClassRule& rule) {
  if (!IsMap(node, {"from", "until", "adult_months", "warranty_months", "making_working_days", "repair_working_days", "source",
                    "example"})) {
    return;
  }
  DeviceTerm term;
  const auto from = Need(node, "from");
  const auto first = from.has_value() ? Day(*from) : std::nullopt;
  if (first.has_value()) term.from = *first;
  if (const auto until = Maybe(node, "until"); until.has_value()) {
    term.until = Day(*until);
    if (last) Fault(*until, "the last row is open: what holds after it?");
    if (first.has_value() && term.until.has_value() && *term.until < *first) Fault(*until, "the row ends before it begins");
  } else if (!last) {
    Fault(node, "until is missing; only the last row is open");
  }
  term.adult_months = Number(node, "adult_months", 1, kMostMonths);
  term.warranty_months = Number(node, "warranty_months", 1, kMostMonths);
  term.making_working_days = Number(node, "making_working_days", 1, kMostDays);
  term.repair_working_days = Number(node, "repair_working_days", 1, kMostDays);
  if (const auto source = Need(node, "source"); source.has_value()) {
    const auto known = sources_.find(source->Text().value_or(""));
    if (known == sources_.end()) {
      Fault(*source, "no source of that name stands under sources");
    } else {
      term.source = known->second;
    }
  }
  if (node.Has("example")) term.example = Boolean(node, "example");
  if (first.has_value() && !rule.terms.empty()) CheckFollows(*from, rule.terms.back(), term);
  rule.terms.push_back(std::move(term));
}

void DevicePolicyReader::CheckFollows(const StrictYaml& node, const DeviceTerm& before, const DeviceTerm& term) {
  if (!before.until.has_value() || *before.until < before.from) return;
  const absl::CivilDay next = *before.until + 1;
  if (term.from > next) {
    Fault(node, absl::StrCat("a gap: no term from ", absl::FormatCivilTime(next), " to ", absl::FormatCivilTime(term.from - 1)));
  } else if (term.from < next) {
    Fault(node, absl::StrCat("an overlap: the row before lasts until ", absl::FormatCivilTime(*before.until)));
  }
}

absl::StatusOr<DevicePolicy> DevicePolicyReader::Read() {
  ReadHead();
  ReadSources();
  ReadFollowUp();
  if (const auto classes = Need(root_, "classes"); classes.has_value()) {
    for (const StrictYaml& item : Items(*classes)) ReadClass(item);
  }
  for (const auto& [code, node] : named_) {
    if (policy_.Class(code) == nullptr) Fault(node, absl::StrCat("there is no class '", code, "'"));
  }
  if (!faults_.empty()) return absl::FailedPreconditionError(absl::StrJoin(faults_, "\n"));
  return std::move(policy_);
}

}  // namespace

const DeviceTerm* DeviceClassRule::TermOn(absl::CivilDay day) const {
  for (auto term = terms.rbegin(); term != terms.rend(); ++term) {
    if (term->from <= day) return &*term;
  }
  return nullptr;
}

const DeviceClassRule* DevicePolicy::Class(absl::string_view code) const {
  const auto found = absl::c_find_if(classes, [code](const DeviceClassRule& rule) { return rule.code == code; });
  return found == classes.end() ? nullptr : &*found;
}

bool DevicePolicy::MayBeBeside(absl::string_view one, absl::string_view other) const {
  const DeviceClassRule* const first = Class(one);
  const DeviceClassRule* const second = Class(other);
  return first != nullptr && second != nullptr &&
         (first->beside.count(std::string(other)) > 0 || second->beside.count(std::string(one)) > 0);
}

absl::StatusOr<DevicePolicy> ParseDevicePolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  if (!root.IsMap()) return root.Fault("the keys version, edition, sources, follow_up and classes belong here");
  return DevicePolicyReader(root).Read();
}

absl::StatusOr<DevicePolicy> LoadDevicePolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/devices.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseDevicePolicy(yaml, path);
}

}  // namespace dayaq::rehabilitation
