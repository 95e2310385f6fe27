#include "services/statistics/faulty_yaml.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dayaq::statistics {

void FaultyYaml::Note(const absl::Status& status) {
  if (!status.ok()) faults_.emplace_back(status.message());
}

std::optional<StrictYaml> FaultyYaml::Need(const StrictYaml& parent, absl::string_view key) {
  auto child = parent.Child(key);
  Note(child.status());
  if (!child.ok()) return std::nullopt;
  return *std::move(child);
}

std::string FaultyYaml::Text(const StrictYaml& parent, absl::string_view key) {
  const auto node = Need(parent, key);
  if (!node.has_value()) return "";
  const auto text = node->Text();
  Note(text.status());
  if (text.ok() && text->empty()) Note(node->Fault("say it"));
  return text.value_or("");
}

std::string FaultyYaml::TextOr(const StrictYaml& parent, absl::string_view key, absl::string_view otherwise) {
  return parent.Has(key) ? Text(parent, key) : std::string(otherwise);
}

bool FaultyYaml::Flag(const StrictYaml& parent, absl::string_view key, bool otherwise) {
  if (!parent.Has(key)) return otherwise;
  const std::string text = Text(parent, key);
  if (text != "true" && text != "false") Note(parent.Child(key)->Fault(absl::StrCat(key, " is true or false")));
  return text == "true";
}

int64_t FaultyYaml::Number(const StrictYaml& parent, absl::string_view key, int64_t least, int64_t most,
                           std::optional<int64_t> otherwise) {
  if (otherwise.has_value() && !parent.Has(key)) return *otherwise;
  const auto node = Need(parent, key);
  if (!node.has_value()) return least;
  int64_t number = 0;
  if (!absl::SimpleAtoi(node->Text().value_or(""), &number) || number < least || number > most) {
    Note(node->Fault(absl::StrCat(key, " is a whole number from ", least, " to ", most)));
    return least;
  }
  return number;
}

std::vector<StrictYaml> FaultyYaml::Items(const StrictYaml& parent, absl::string_view key) {
  const auto node = Need(parent, key);
  if (!node.has_value()) return {};
  auto items = node->Items();
  Note(items.status());
  return items.ok() ? *std::move(items) : std::vector<StrictYaml>();
}

std::vector<std::string> FaultyYaml::Texts(const StrictYaml& parent, absl::string_view key) {
  std::vector<std::string> texts;
  for (const StrictYaml& item : Items(parent, key)) {
    const auto text = item.Text();
    Note(text.status());
    if (text.ok()) texts.push_back(*text);
  }
  return texts;
}

std::vector<FaultyYaml::Entry> FaultyYaml::Entries(const StrictYaml& parent, absl::string_view key) {
  const auto node = Need(parent, key);
  if (!node.has_value()) return {};
  auto entries = node->Entries();
  Note(entries.status());
  return entries.ok() ? *std::move(entries) : std::vector<Entry>();
}

void FaultyYaml::OnlyKeys(const StrictYaml& node, std::initializer_list<absl::string_view> allowed) {
  Note(node.OnlyKeys(allowed));
}

absl::Status FaultyYaml::ToStatus() const {
  return faults_.empty() ? absl::OkStatus() : absl::FailedPreconditionError(absl::StrJoin(faults_, "\n"));
}

}  // namespace dayaq::statistics
