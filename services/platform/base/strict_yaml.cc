#include "services/platform/base/strict_yaml.h"

#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"

namespace dayaq {
namespace {

constexpr size_t kLargest = 256 * 1024;
constexpr int kDeepest = 16;

absl::Status FaultAt(absl::string_view source, const YAML::Mark& mark, absl::string_view what) {
  return absl::FailedPreconditionError(absl::StrCat(source, ":", mark.line + 1, ":", mark.column + 1, ": ", what));
}

// Looks at the parser's events, where anchors, aliases and tags can still be seen.
class Inspector : public YAML::EventHandler {
 public:
  explicit Inspector(absl::string_view source) : source_(source) {}
  absl::Status status() const { return status_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) Refuse(mark, "a second document; one file holds one");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    CheckAnchor(mark, anchor);
    // The parser's mark is where the text goes on, often on another line; the key before it is what the reader looks for.
    Refuse(last_, "a value is missing after this");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { Refuse(mark, "aliases are not allowed: write the value out"); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    static const RE2 kOctal("[-+]?0[0-9_]+");
    last_ = mark;
    CheckAnchor(mark, anchor);
    CheckTag(mark, tag);
    if (tag != "!" && RE2::FullMatch(value, kOctal)) Refuse(mark, "looks like an octal number: put it in quotes");
    if (tag != "!" && value == "<<") Refuse(mark, "merge keys are not allowed: write the values out");
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    Enter(mark, tag, anchor);
  }
  void OnSequenceEnd() override { --depth_; }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    Enter(mark, tag, anchor);
  }
  void OnMapEnd() override { --depth_; }

 private:
  void Enter(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    CheckAnchor(mark, anchor);
    CheckTag(mark, tag);
    if (++depth_ > kDeepest) Refuse(mark, "nested too deep");
  }
  void CheckAnchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) Refuse(mark, "anchors are not allowed: write the value out");
  }
  // The parser gives "!" to quoted scalars and "?" to everything else; any other tag was written by hand.
  void CheckTag(const YAML::Mark& mark, const std::string& tag) {
    if (tag != "!" && tag != "?" && !tag.empty()) Refuse(mark, "tags are not allowed");
  }
  void Refuse(const YAML::Mark& mark, absl::string_view what) {
    if (status_.ok()) status_ = FaultAt(source_, mark, what);
  }

  absl::string_view source_;
  absl::Status status_;
  YAML::Mark last_;
  int documents_ = 0;
  int depth_ = 0;
};

absl::Status CheckKeys(const YAML::Node& node, absl::string_view source) {
  if (node.IsSequence()) {
    for (const auto& item : node) RETURN_IF_ERROR(CheckKeys(item, source));
  }
  if (!node.IsMap()) return absl::OkStatus();
  std::set<std::string> seen;
  for (const auto& entry : node) {
    if (!entry.first.IsScalar()) return FaultAt(source, entry.first.Mark(), "a key must be plain text");
    if (!seen.insert(entry.first.Scalar()).second) {
      return FaultAt(source, entry.first.Mark(), absl::StrCat("key '", entry.first.Scalar(), "' stands twice"));
    }
    RETURN_IF_ERROR(CheckKeys(entry.second, source));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<StrictYaml> StrictYaml::Parse(const std::string& yaml, absl::string_view source) {
  if (yaml.size() > kLargest) return absl::FailedPreconditionError(absl::StrCat(source, ": larger than 256 KiB"));
  if (const size_t tab = yaml.find('\t'); tab != std::string::npos) {
    const auto line = std::count(yaml.begin(), yaml.begin() + static_cast<std::ptrdiff_t>(tab), '\n') + 1;
    const size_t column = tab - (yaml.rfind('\n', tab) + 1) + 1;
    return absl::FailedPreconditionError(absl::StrCat(source, ":", line, ":", column, ": a tab; indent with spaces"));
  }
  try {
    Inspector inspector(source);
    std::istringstream stream(yaml);
    YAML::Parser parser(stream);
    // A stray comma at the start makes yaml-cpp see documents without end: the second is one too many already.
    while (inspector.status().ok() && parser.HandleNextDocument(inspector)) {
    }
    RETURN_IF_ERROR(inspector.status());
    YAML::Node root = YAML::Load(yaml);
    if (!root.IsMap()) return absl::FailedPreconditionError(absl::StrCat(source, ":1:1: the file must be a map of keys"));
    RETURN_IF_ERROR(CheckKeys(root, source));
    return StrictYaml(std::move(root), std::string(source));
  } catch (const YAML::Exception& exception) {
    return FaultAt(source, exception.mark, absl::StrCat("not valid YAML: ", exception.msg));
  }
}

bool StrictYaml::Has(absl::string_view key) const { return node_.IsMap() && node_[std::string(key)].IsDefined(); }

absl::StatusOr<StrictYaml> StrictYaml::Child(absl::string_view key) const {
  if (!Has(key)) return Fault(absl::StrCat("key '", key, "' is missing"));
  return StrictYaml(node_[std::string(key)], source_);
}

absl::StatusOr<std::string> StrictYaml::ChildText(absl::string_view key) const {
  ASSIGN_OR_RETURN(const StrictYaml child, Child(key));
  return child.Text();
}

absl::StatusOr<std::string> StrictYaml::Text() const {
  if (!node_.IsScalar()) return Fault("must be plain text");
  return node_.Scalar();
}

absl::StatusOr<std::vector<StrictYaml>> StrictYaml::Items() const {
  if (!node_.IsSequence()) return Fault("must be a list");
  std::vector<StrictYaml> items;
  for (const auto& item : node_) items.push_back(StrictYaml(item, source_));
  return items;
}

absl::StatusOr<std::vector<std::pair<std::string, StrictYaml>>> StrictYaml::Entries() const {
  if (!node_.IsMap()) return Fault("must be a map of keys");
  std::vector<std::pair<std::string, StrictYaml>> entries;
  for (const auto& entry : node_) entries.emplace_back(entry.first.Scalar(), StrictYaml(entry.second, source_));
  return entries;
}

absl::Status StrictYaml::OnlyKeys(std::initializer_list<absl::string_view> allowed) const {
  if (!node_.IsMap()) return Fault("must be a map of keys");
  for (const auto& entry : node_) {
    const std::string& key = entry.first.Scalar();
    if (std::find(allowed.begin(), allowed.end(), absl::string_view(key)) == allowed.end()) {
      return FaultAt(source_, entry.first.Mark(), absl::StrCat("unknown key '", key, "'"));
    }
  }
  return absl::OkStatus();
}

absl::Status StrictYaml::Fault(absl::string_view what) const { return FaultAt(source_, node_.Mark(), what); }

absl::StatusOr<std::string> ReadPolicyFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::FailedPreconditionError(absl::StrCat(path, ": cannot be read"));
  std::string bytes(kLargest + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<size_t>(file.gcount()));
  if (bytes.size() > kLargest) return absl::FailedPreconditionError(absl::StrCat(path, ": larger than 256 KiB"));
  return bytes;
}

}  // namespace dayaq
