#include "services/rehabilitation/instrument_policy.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kMostScore = 100000;
// Bytes, which are more than the letters the schema counts.
constexpr size_t kLongestSource = 400;

// One pass over the file that notes every fault with its place.
class InstrumentReader {
 public:
  explicit InstrumentReader(StrictYaml root) : root_(std::move(root)) {}

  absl::StatusOr<InstrumentPolicy> Read() {
    Note(root_.OnlyKeys({"version", "sources", "instruments"}));
    if (Text(root_, "version") != "1") Fault(root_, "this program reads version 1");
    ReadSources();
    const auto instruments = root_.Child("instruments");
    Note(instruments.status());
    const auto items = instruments.ok() ? instruments->Items() : instruments.status();
    if (instruments.ok()) Note(items.status());
    for (const StrictYaml& item : items.ok() ? *items : std::vector<StrictYaml>()) ReadInstrument(item);
    for (int value = v1::Instrument_MIN + 1; value <= v1::Instrument_MAX; ++value) {
      const auto instrument = static_cast<v1::Instrument>(value);
      if (policy_.ranges.count(instrument) == 0) Fault(root_, absl::StrCat("there is no ", v1::Instrument_Name(instrument)));
    }
    if (!faults_.empty()) return absl::FailedPreconditionError(absl::StrJoin(faults_, "\n"));
    return std::move(policy_);
  }

 private:
  void Note(const absl::Status& status) {
    if (!status.ok()) faults_.emplace_back(status.message());
  }
  void Fault(const StrictYaml& node, absl::string_view what) { Note(node.Fault(what)); }

  std::string Text(const StrictYaml& parent, absl::string_view key) {
    const auto text = parent.ChildText(key);
    Note(text.status());
    return text.value_or("");
  }

  int Score(const StrictYaml& parent, absl::string_view key) {
    int score = 0;
    if (!absl::SimpleAtoi(Text(parent, key), &score) || score < 0 || score > kMostScore) {
      Fault(parent, absl::StrCat(key, " is a whole number from 0 to ", kMostScore));
    }
    return score;
  }

  void ReadSources() {
    const auto sources = root_.Child("sources");
    Note(sources.status());
    if (!sources.ok()) return;
    const auto entries = sources->Entries();
    Note(entries.status());
    if (!entries.ok()) return;
    for (const auto& entry : *entries) {
      const std::string words = Text(*sources, entry.first);
      if (words.empty() || words.size() > kLongestSource) Fault(entry.second, "say where it was read, in short");
      sources_[entry.first] = words;
    }
  }

  void ReadInstrument(const StrictYaml& node) {
    if (!node.IsMap()) return Fault(node, "keys belong here: code, unit, least, most, source, example");
    Note(node.OnlyKeys({"code", "unit", "least", "most", "source", "example"}));
    v1::Instrument instrument = v1::INSTRUMENT_UNSPECIFIED;
    if (!v1::Instrument_Parse(Text(node, "code"), &instrument) || instrument == v1::INSTRUMENT_UNSPECIFIED) {
      Fault(node, "the contract has no such instrument");
    }
    if (Text(node, "unit").empty()) Fault(node, "say what one point of the score is");
    ScoreRange range;
    range.least = Score(node, "least");
    range.most = Score(node, "most");
    if (range.most < range.least) Fault(node, "the most is not below the least");
    const auto source = sources_.find(Text(node, "source"));
    if (source == sources_.end()) {
      Fault(node, "no source of that name stands under sources");
    } else {
      range.source = source->second;
    }
    if (node.Has("example")) {
      const std::string example = Text(node, "example");
      if (example != "true" && example != "false") Fault(node, "example is true or false");
      range.example = example == "true";
    }
    if (!policy_.ranges.emplace(instrument, std::move(range)).second) Fault(node, "this instrument stands above already");
  }

  const StrictYaml root_;
  InstrumentPolicy policy_;
  std::map<std::string, std::string> sources_;
  std::vector<std::string> faults_;
};

}  // namespace

ScoreRange InstrumentPolicy::RangeOf(v1::Instrument instrument) const {
  const auto found = ranges.find(instrument);
  // No score is both at least one and at most none.
  return found == ranges.end() ? ScoreRange{.least = 1} : found->second;
}

absl::StatusOr<InstrumentPolicy> ParseInstrumentPolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  if (!root.IsMap()) return root.Fault("the keys version, sources and instruments belong here");
  return InstrumentReader(root).Read();
}

absl::StatusOr<InstrumentPolicy> LoadInstrumentPolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/instruments.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseInstrumentPolicy(yaml, path);
}

}  // namespace dayaq::rehabilitation
