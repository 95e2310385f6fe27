// One pass over one rule file that notes every fault with its place. Inside the room; others use benefit_rules.h. What rules of
// benefits in kind share with it, in_kind_rule_reader.h reads with the same eyes.
#ifndef SERVICES_PAYMENT_BENEFIT_RULE_READER_H_
#define SERVICES_PAYMENT_BENEFIT_RULE_READER_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/repeated_field.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::payment {

class BenefitRuleReader {
 public:
  BenefitRuleReader(StrictYaml root, std::string file_stem) : root_(std::move(root)), file_stem_(std::move(file_stem)) {}

  void Read();

  // OK, or FAILED_PRECONDITION with every fault on a line, in the order of the file.
  absl::Status ToStatus() const;
  // Whole only when ToStatus is OK.
  const v1::BenefitRule& rule() const { return rule_; }

 protected:
  // benefit_rule_reader.cc: the keys of the file, top to bottom.
  void ReadHead();
  void ReadLegalBasis();
  void ReadConditions();
  void ReadCondition(const StrictYaml& node);
  void ReadOccasion();
  void ReadPeriods();
  void ReadSteps();
  void ReadStep(const StrictYaml& node);
  void ReadStepAmounts(const StrictYaml& node, v1::AmountStep& step);
  void CheckFollows(const StrictYaml& node, const v1::AmountStep& before, const v1::AmountStep& step);
  void ReadNeeds();
  void ReadNotes();
  // benefit_rule_sharing.cc: who receives, and what benefits leave each other.
  void ReadBands(const StrictYaml& node, v1::Condition& condition);
  void ReadBeneficiary();
  void ReadMember(const StrictYaml& node, v1::MemberClause& clause);
  void ReadLimits();
  void ReadCeiling();
  void ReadBenefits(const StrictYaml& list, google::protobuf::RepeatedPtrField<std::string>& benefits);
  // What a rule must say as a whole.
  void CheckWhole();
  bool Asks(v1::Fact fact) const;

  // benefit_rule_values.cc: single values.
  void Note(const absl::Status& status);
  void Fault(const StrictYaml& node, absl::string_view what) { Note(node.Fault(what)); }
  std::optional<StrictYaml> Need(const StrictYaml& parent, absl::string_view key);
  std::optional<StrictYaml> Maybe(const StrictYaml& parent, absl::string_view key);
  std::vector<StrictYaml> Items(const StrictYaml& list);
  std::string Text(const StrictYaml& node, size_t longest);
  void ReadWords(const StrictYaml& node, size_t longest, v1::Words& words);
  bool Boolean(const StrictYaml& node);
  // A whole day; nothing, and a fault, for any other text.
  std::optional<absl::CivilDay> Day(const StrictYaml& node);
  // "250.00" -> 25000; 0, and a fault, for what is no amount above zero with exactly two decimals.
  int64_t Qepik(const StrictYaml& node);
  // The number of the value that is called so, without its prefix, and not one of `barred`; 0, and a fault that lists the known
  // ones.
  int Code(const StrictYaml& node, const google::protobuf::EnumDescriptor& codes, absl::string_view what,
           std::initializer_list<int> barred = {});
  // The numbers of the values listed under `key`, each once, at least one.
  std::vector<int> Codes(const StrictYaml& node, absl::string_view key, const google::protobuf::EnumDescriptor& codes,
                         absl::string_view what, std::initializer_list<int> barred = {});
  // A whole number of that range; 0, and a fault, for anything else.
  int Number(const StrictYaml& node, int lowest, int highest);

  StrictYaml root_;
  std::string file_stem_;
  v1::BenefitRule rule_;
  bool conditions_are_whole_ = false;  // else what follows from them would be told as faults that are none
  std::vector<std::pair<std::pair<int, int>, std::string>> faults_;  // by line and column
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BENEFIT_RULE_READER_H_
