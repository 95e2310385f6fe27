// The compiler of mappings; only mapping*.cc and its tests include this.
#ifndef CLIENTS_CLI_IMPORTING_MAPPING_COMPILER_H_
#define CLIENTS_CLI_IMPORTING_MAPPING_COMPILER_H_

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "clients/cli/importing/mapping.h"
#include "clients/cli/yaml_tree.h"
#include "google/protobuf/message.h"

namespace dayaq::importing {

// Text of a cell or word in the one form in which they are compared: without white space around it, NFC.
std::string CanonicalText(absl::string_view text);

// Walks the tree once, fills the mapping, and notes every fault. Sections are independent, so that one mistake does not hide
// another.
class MappingCompiler {
 public:
  MappingCompiler(Mapping& mapping, YamlFaults& faults) : mapping_(mapping), faults_(faults) {}
  void Compile(const YamlNode& root);

 private:
  // Sections of the file (mapping.cc).
  void CompileHead(const YamlNode& root);
  void CompileRegister(const YamlNode& root);
  void CompileCsv(const YamlNode& root);
  void CompileColumns(const YamlNode& csv);
  void CompileNumbers(const YamlNode& root);
  void CompileConstants(const YamlNode& root);
  void CompileGrouping(const YamlNode& root);
  void CompileGazetteer(const YamlNode& root);
  void CompileKeptWords(const YamlNode& root);
  void CompileIgnored(const YamlNode& root);
  void CheckWhole(const YamlNode& root);

  // Rules of fields (mapping_rules.cc).
  void CompileFields(const YamlNode& root, absl::string_view section, const google::protobuf::Descriptor& message,
                     std::vector<FieldRule>& rules);
  std::optional<FieldRule> CompileRule(const YamlNode& node, const google::protobuf::FieldDescriptor& field);
  CodeRule CompileCode(const YamlNode& node, const google::protobuf::EnumDescriptor& codes);
  PartialDateRule CompileDate(const YamlNode& node);
  AgeBandRule CompileAgeBands(const YamlNode& node);
  PointRule CompilePoint(const YamlNode& node);
  DistrictRule CompileDistrict(const YamlNode& node);
  ItemsRule CompileItems(const YamlNode& node, const google::protobuf::Descriptor& item);
  void CompileKnownOn(const YamlNode& root);
  std::vector<const google::protobuf::FieldDescriptor*> FindField(const YamlNode& where, absl::string_view path,
                                                                  const google::protobuf::Descriptor& message);
  void SetConstant(const YamlNode& where, const YamlNode& value, absl::string_view path, google::protobuf::Message& message);
  int Code(const YamlNode& value, const google::protobuf::EnumDescriptor& codes);

  // Small readers; each notes its own fault and then answers something harmless.
  void CheckKeys(const YamlNode& node, std::initializer_list<absl::string_view> known);
  const YamlNode* Need(const YamlNode& parent, absl::string_view key, YamlNode::Kind kind);
  const YamlNode* Maybe(const YamlNode& parent, absl::string_view key, YamlNode::Kind kind);
  std::string Text(const YamlNode& parent, absl::string_view key, size_t longest);
  int Number(const YamlNode& node, int least, int greatest);
  int Column(const YamlNode& node);
  int ColumnAt(const YamlNode& parent, absl::string_view key);
  std::optional<int> MaybeColumnAt(const YamlNode& parent, absl::string_view key);

  Mapping& mapping_;
  YamlFaults& faults_;
  absl::flat_hash_map<std::string, int> column_numbers_;
  std::set<int> used_columns_;
  absl::flat_hash_map<int, std::string> field_of_column_;  // what a column was mapped to first, for kept words
};

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_MAPPING_COMPILER_H_
