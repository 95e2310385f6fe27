#include "clients/cli/importing/mapping.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/importing/mapping_compiler.h"
#include "clients/cli/yaml_tree.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/unicode.h"

namespace dayaq::importing {
namespace {

using Kind = YamlNode::Kind;

constexpr size_t kLongestTitle = 200;
constexpr size_t kLongestDocument = 250;  // 300 on the wire, less the row number
constexpr int kHighestVersion = 1'000'000;

absl::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kScalar:
      return "text";
    case Kind::kList:
      return "a list";
    default:
      return "keys with values";
  }
}

}  // namespace

std::string CanonicalText(absl::string_view text) {
  const absl::string_view stripped = absl::StripAsciiWhitespace(text);
  return Nfc(stripped).value_or(std::string(stripped));
}

void MappingCompiler::Compile(const YamlNode& root) {
  if (root.kind != Kind::kMap) {
    faults_.Add(root, "a mapping consists of keys with values");
    return;
  }
  CheckKeys(root, {"mapping", "version", "register", "source", "csv", "numbers", "unknown_markers", "constants", "group_by",
                   "event_only", "gazetteer", "incident", "casualty", "known_on", "keep_words", "ignored"});
  CompileHead(root);
  CompileRegister(root);
  CompileCsv(root);
  CompileNumbers(root);
  CompileConstants(root);
  CompileFields(root, "incident", *incident::v1::IncidentFacts::descriptor(), mapping_.incident_fields);
  CompileFields(root, "casualty", *incident::v1::CasualtyFacts::descriptor(), mapping_.casualty_fields);
  CompileKnownOn(root);
  CompileGrouping(root);
  CompileGazetteer(root);
  CompileKeptWords(root);
  CompileIgnored(root);
  CheckWhole(root);
}

void MappingCompiler::CompileHead(const YamlNode& root) {
  static const LazyRE2 kName = {"[a-z][a-z0-9-]{1,39}"};
  mapping_.name = Text(root, "mapping", 40);
  if (const YamlNode* node = root.Find("mapping"); node != nullptr && !RE2::FullMatch(mapping_.name, *kName)) {
    faults_.Add(*node, "a name has 2 to 40 lower-case letters, digits and hyphens and begins with a letter");
  }
  if (const YamlNode* version = Need(root, "version", Kind::kScalar); version != nullptr) {
    mapping_.version = Number(*version, 1, kHighestVersion);
  }
  if (const YamlNode* source = Need(root, "source", Kind::kMap); source != nullptr) {
    CheckKeys(*source, {"document"});
    mapping_.document = Text(*source, "document", kLongestDocument);
  }
  if (const YamlNode* markers = Maybe(root, "unknown_markers", Kind::kList); markers != nullptr) {
    for (const YamlNode& marker : markers->items) mapping_.unknown_markers.insert(CanonicalText(marker.text));
  }
  mapping_.unknown_markers.insert("");
}

void MappingCompiler::CompileRegister(const YamlNode& root) {
  static const LazyRE2 kCode = {"[a-z][a-z0-9-]{1,19}"};
  static const LazyRE2 kCountry = {"[A-Z]{2}"};
  const YamlNode* node = Need(root, "register", Kind::kMap);
  if (node == nullptr) return;
  CheckKeys(*node, {"code", "title", "country", "trial"});
  mapping_.target.set_code(Text(*node, "code", 20));
  mapping_.target.set_title(Text(*node, "title", kLongestTitle));
  mapping_.target.set_country(Text(*node, "country", 2));
  if (!RE2::FullMatch(mapping_.target.code(), *kCode))
    faults_.Add(*node, "register.code is like co-aicma: 2 to 20 lower-case letters, digits, hyphens");
  if (!RE2::FullMatch(mapping_.target.country(), *kCountry))
    faults_.Add(*node, "register.country is two capital letters (ISO 3166-1)");
  const std::string trial = Text(*node, "trial", 5);
  if (trial != "true" && trial != "false") faults_.Add(*node, "register.trial is true or false");
  mapping_.target.set_trial(trial == "true");
}

void MappingCompiler::CompileCsv(const YamlNode& root) {
  const YamlNode* csv = Need(root, "csv", Kind::kMap);
  if (csv == nullptr) return;
  CheckKeys(*csv, {"encoding", "delimiter", "header", "columns"});
  if (const YamlNode* node = Need(*csv, "encoding", Kind::kScalar); node != nullptr) {
    const std::optional<Encoding> encoding = EncodingFromName(node->text);
    if (!encoding.has_value()) faults_.Add(*node, "csv.encoding is utf-8, windows-1251, windows-1252 or utf-16le");
    mapping_.format.encoding = encoding.value_or(Encoding::kUtf8);
  }
  if (const YamlNode* node = Need(*csv, "delimiter", Kind::kScalar); node != nullptr) {
    const absl::flat_hash_map<std::string, char> known = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}};
    const auto found = known.find(node->text);
    if (found == known.end()) {
      faults_.Add(*node, "csv.delimiter is comma, semicolon or tab");
    } else {
      mapping_.format.delimiter = found->second;
    }
  }
  if (const YamlNode* node = Need(*csv, "header", Kind::kScalar); node != nullptr) {
    if (node->text != "present" && node->text != "absent") faults_.Add(*node, "csv.header is present or absent");
    mapping_.has_header = node->text != "absent";
  }
  CompileColumns(*csv);
}

void MappingCompiler::CompileColumns(const YamlNode& csv) {
  const YamlNode* columns = Need(csv, "columns", Kind::kList);
  if (columns == nullptr) return;
  if (columns->items.empty() || columns->items.size() > kMostColumns)
    faults_.Add(*columns, absl::StrCat("a file has 1 to ", kMostColumns, " columns"));
  absl::flat_hash_set<std::string> headers;
  for (const YamlNode& item : columns->items) {
    std::string header = CanonicalText(item.text);
    std::string name = header;
    if (item.kind == Kind::kMap) {
      CheckKeys(item, {"header", "name"});
      header = CanonicalText(Text(item, "header", kLongestTitle));
      name = Text(item, "name", kLongestTitle);
    }
    if (item.kind == Kind::kList || name.empty()) {
      faults_.Add(item, "a column is its header, or {header: ..., name: ...} where the header misleads");
    }
    if (!headers.insert(header).second) faults_.Add(item, absl::StrCat("the header ", header, " stands here twice"));
    if (!column_numbers_.emplace(name, static_cast<int>(mapping_.columns.size())).second) {
      faults_.Add(item, absl::StrCat("the column ", name, " stands here twice"));
    }
    mapping_.headers.push_back(header);
    mapping_.columns.push_back(name);
  }
}

void MappingCompiler::CompileNumbers(const YamlNode& root) {
  const YamlNode* numbers = Maybe(root, "numbers", Kind::kMap);
  if (numbers == nullptr) return;
  CheckKeys(*numbers, {"thousands", "decimal"});
  const absl::flat_hash_map<std::string, char> marks = {
      {"none", '\0'}, {"comma", ','}, {"dot", '.'}, {"space", ' '}, {"apostrophe", '\''}};
  for (const auto& [key, target] :
       {std::pair<const char*, char*>{"thousands", &mapping_.numbers.thousands}, {"decimal", &mapping_.numbers.decimal}}) {
    const YamlNode* node = Maybe(*numbers, key, Kind::kScalar);
    if (node == nullptr) continue;
    const auto found = marks.find(node->text);
    if (found == marks.end()) {
      faults_.Add(*node, "a mark in numbers is none, comma, dot, space or apostrophe");
    } else {
      *target = found->second;
    }
  }
  if (mapping_.numbers.thousands != 0 && mapping_.numbers.thousands == mapping_.numbers.decimal) {
    faults_.Add(*numbers, "thousands and decimal cannot be the same mark");
  }
}

void MappingCompiler::CompileConstants(const YamlNode& root) {
  const YamlNode* constants = Maybe(root, "constants", Kind::kMap);
  if (constants == nullptr) return;
  for (size_t i = 0; i < constants->keys.size(); ++i) {
    const YamlNode& key = constants->keys[i];
    absl::string_view path = key.text;
    if (absl::ConsumePrefix(&path, "incident.")) {
      SetConstant(key, constants->items[i], path, mapping_.incident_constants);
    } else if (absl::ConsumePrefix(&path, "casualty.")) {
      SetConstant(key, constants->items[i], path, mapping_.casualty_constants);
    } else {
      faults_.Add(key, "a constant begins with incident. or casualty.");
    }
  }
}

void MappingCompiler::CompileGrouping(const YamlNode& root) {
  if (const YamlNode* group = Need(root, "group_by", Kind::kList); group != nullptr) {
    for (const YamlNode& item : group->items) mapping_.group_by.push_back(Column(item));
    if (group->items.empty()) faults_.Add(*group, "name at least one column by which rows are the same incident");
  }
  if (const YamlNode* only = Maybe(root, "event_only", Kind::kMap); only != nullptr) {
    CheckKeys(*only, {"column", "words"});
    EventOnly rule;
    rule.column = ColumnAt(*only, "column");
    if (const YamlNode* words = Need(*only, "words", Kind::kList); words != nullptr) {
      for (const YamlNode& word : words->items) rule.words.insert(CanonicalText(word.text));
    }
    mapping_.event_only = std::move(rule);
  }
}

void MappingCompiler::CompileGazetteer(const YamlNode& root) {
  const YamlNode* levels = Maybe(root, "gazetteer", Kind::kList);
  if (levels == nullptr) return;
  if (!mapping_.target.trial()) faults_.Add(*levels, "only a trial register takes districts from a file; leave gazetteer out");
  for (const YamlNode& item : levels->items) {
    CheckKeys(item, {"code", "title", "parent"});
    GazetteerLevel level;
    if (const YamlNode* code = Need(item, "code", Kind::kMap); code != nullptr) level.code = CompileDistrict(*code);
    level.title = ColumnAt(item, "title");
    if (const YamlNode* parent = Maybe(item, "parent", Kind::kMap); parent != nullptr) level.parent = CompileDistrict(*parent);
    mapping_.gazetteer.push_back(std::move(level));
  }
}

void MappingCompiler::CompileKeptWords(const YamlNode& root) {
  const YamlNode* kept = Maybe(root, "keep_words", Kind::kMap);
  if (kept == nullptr) return;
  CheckKeys(*kept, {"incident", "casualty"});
  for (const auto& [key, target] : {std::pair<const char*, std::vector<KeptColumn>*>{"incident", &mapping_.incident_words},
                                    {"casualty", &mapping_.casualty_words}}) {
    const YamlNode* columns = Maybe(*kept, key, Kind::kList);
    if (columns == nullptr) continue;
    for (const YamlNode& item : columns->items) {
      const int column = Column(item);
      const auto field = field_of_column_.find(column);
      target->push_back({column, field == field_of_column_.end() ? "" : field->second});
    }
  }
}

void MappingCompiler::CompileIgnored(const YamlNode& root) {
  const YamlNode* ignored = Maybe(root, "ignored", Kind::kMap);
  if (ignored != nullptr) {
    for (size_t i = 0; i < ignored->keys.size(); ++i) {
      Column(ignored->keys[i]);
      if (ignored->items[i].text.empty()) faults_.Add(ignored->keys[i], "say why this column is left out");
    }
  }
  for (size_t i = 0; i < mapping_.columns.size(); ++i) {
    if (used_columns_.count(static_cast<int>(i)) == 0) {
      faults_.Add(root, absl::StrCat("the column ", mapping_.columns[i],
                                     " is used nowhere: map it, or list it under ignored with the reason"));
    }
  }
}

void MappingCompiler::CheckWhole(const YamlNode& root) {
  const auto has = [](const std::vector<FieldRule>& rules, absl::string_view path) {
    return std::any_of(rules.begin(), rules.end(), [&](const FieldRule& rule) { return rule.path == path; });
  };
  if (!has(mapping_.incident_fields, "occurred_on")) faults_.Add(root, "incident.occurred_on must be mapped");
  if (!has(mapping_.incident_fields, "district") && mapping_.incident_constants.district().empty()) {
    faults_.Add(root, "incident.district must be mapped or constant");
  }
  if (!has(mapping_.casualty_fields, "outcome") && mapping_.casualty_constants.outcome() == incident::v1::OUTCOME_UNSPECIFIED) {
    faults_.Add(root, "casualty.outcome must be mapped or constant");
  }
}

void MappingCompiler::CheckKeys(const YamlNode& node, std::initializer_list<absl::string_view> known) {
  if (node.kind != Kind::kMap) {
    faults_.Add(node, absl::StrCat("keys with values belong here: ", absl::StrJoin(known, ", ")));
    return;
  }
  for (const YamlNode& key : node.keys) {
    if (std::find(known.begin(), known.end(), absl::string_view(key.text)) == known.end()) {
      faults_.Add(key, absl::StrCat("unknown key ", key.text, "; known here: ", absl::StrJoin(known, ", ")));
    }
  }
}

const YamlNode* MappingCompiler::Need(const YamlNode& parent, absl::string_view key, Kind kind) {
  if (parent.Find(key) == nullptr) {
    faults_.Add(parent, absl::StrCat(key, " is missing"));
    return nullptr;
  }
  return Maybe(parent, key, kind);
}

const YamlNode* MappingCompiler::Maybe(const YamlNode& parent, absl::string_view key, Kind kind) {
  const YamlNode* node = parent.Find(key);
  if (node != nullptr && node->kind != kind) {
    faults_.Add(*node, absl::StrCat(key, " must be ", KindName(kind)));
    return nullptr;
  }
  return node;
}

std::string MappingCompiler::Text(const YamlNode& parent, absl::string_view key, size_t longest) {
  const YamlNode* node = Need(parent, key, Kind::kScalar);
  if (node == nullptr) return "";
  if (node->text.empty()) faults_.Add(*node, absl::StrCat(key, " is empty"));
  if (CountCodePoints(node->text) > longest) faults_.Add(*node, absl::StrCat(key, " is longer than ", longest, " characters"));
  return node->text;
}

int MappingCompiler::Number(const YamlNode& node, int least, int greatest) {
  int value = 0;
  if (node.kind != Kind::kScalar || !absl::SimpleAtoi(node.text, &value) || value < least || value > greatest) {
    faults_.Add(node, absl::StrCat("a whole number from ", least, " to ", greatest, " belongs here"));
    return least;
  }
  return value;
}

int MappingCompiler::Column(const YamlNode& node) {
  const auto found = column_numbers_.find(node.text);
  if (node.kind != Kind::kScalar || found == column_numbers_.end()) {
    faults_.Add(node, absl::StrCat("there is no column ", node.text, " under csv.columns"));
    return 0;
  }
  used_columns_.insert(found->second);
  return found->second;
}

int MappingCompiler::ColumnAt(const YamlNode& parent, absl::string_view key) {
  const YamlNode* node = Need(parent, key, Kind::kScalar);
  return node == nullptr ? 0 : Column(*node);
}

std::optional<int> MappingCompiler::MaybeColumnAt(const YamlNode& parent, absl::string_view key) {
  const YamlNode* node = Maybe(parent, key, Kind::kScalar);
  if (node == nullptr) return std::nullopt;
  return Column(*node);
}

absl::StatusOr<Mapping> CompileMapping(absl::string_view text, absl::string_view file_name) {
  ASSIGN_OR_RETURN(const YamlNode root, ParseYamlTree(text, file_name));
  Mapping mapping;
  YamlFaults faults{std::string(file_name)};
  MappingCompiler(mapping, faults).Compile(root);
  RETURN_IF_ERROR(faults.ToStatus());
  return mapping;
}

absl::StatusOr<Mapping> LoadMapping(const std::string& path) {
  ASSIGN_OR_RETURN(const YamlNode root, ReadYamlTree(path));
  Mapping mapping;
  YamlFaults faults(path);
  MappingCompiler(mapping, faults).Compile(root);
  if (const YamlNode* name = root.Find("mapping"); name != nullptr && std::filesystem::path(path).stem() != name->text) {
    faults.Add(*name, "the mapping must be called like its file");
  }
  RETURN_IF_ERROR(faults.ToStatus());
  return mapping;
}

}  // namespace dayaq::importing
