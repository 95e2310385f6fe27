// One pass over one rule file of a benefit in kind that notes every fault with its place. Inside the room; others use
// in_kind_benefits.h.
#ifndef SERVICES_PAYMENT_IN_KIND_RULE_READER_H_
#define SERVICES_PAYMENT_IN_KIND_RULE_READER_H_

#include <string>
#include <utility>
#include <vector>

#include "dayaq/payment/v1/in_kind_rule.pb.h"
#include "services/payment/benefit_rule_reader.h"

namespace dayaq::payment {

// Head, law, conditions, needs and notes are read as those of benefits in money are.
class InKindRuleReader : private BenefitRuleReader {
 public:
  InKindRuleReader(StrictYaml root, std::string file_stem) : BenefitRuleReader(std::move(root), std::move(file_stem)) {}

  void Read();
  using BenefitRuleReader::ToStatus;
  // Whole only when ToStatus is OK.
  const v1::InKindRule& in_kind() const { return in_kind_; }

 private:
  // The conditions that stand under `parent`, each fact once.
  std::vector<v1::Condition> ConditionsOf(const StrictYaml& parent);
  void ReadClasses();
  void ReadClass(const StrictYaml& node);
  // That somebody falls into it: nothing contradicts, it begins on a day, and no class before it takes everybody.
  void CheckClass(const StrictYaml& node, const v1::PriorityClass& read);
  void ReadTerms();
  void ReadTerm(const StrictYaml& node);
  void CheckFollows(const StrictYaml& node, const v1::TermStep& before, const v1::TermStep& step);
  void ReadRest();

  v1::InKindRule in_kind_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_RULE_READER_H_
