// The part of a rule file that says who receives, and what benefits leave each other.
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/payment/benefit_rule_reader.h"

namespace dayaq::payment {
namespace {

// Before that age a child is kept by law; no rule ends a share earlier.
constexpr int kLowestAge = 18;
constexpr int kHighestAge = 30;
constexpr int kMostBackPay = 1200;
constexpr int kMostMembers = 20;

}  // namespace

void BenefitRuleReader::ReadBands(const StrictYaml& node, v1::Condition& condition) {
  static constexpr struct {
    const char* name;
    survivor::v1::DisabilityBand band;
  } kBands[] = {{"31-60", survivor::v1::DISABILITY_BAND_31_60},
                {"61-80", survivor::v1::DISABILITY_BAND_61_80},
                {"81-100", survivor::v1::DISABILITY_BAND_81_100}};
  if (const auto bands = Maybe(node, "bands"); bands.has_value()) {
    const std::vector<StrictYaml> items = Items(*bands);
    if (bands->IsList() && items.empty()) Fault(*bands, "name the bands that count, or leave it out");
    for (const StrictYaml& item : items) {
      const std::string text = item.Text().value_or("");
      const auto* const known = absl::c_find_if(kBands, [&](const auto& band) { return text == band.name; });
      if (known == std::end(kBands)) {
        Fault(item, absl::StrCat("'", text, "' is no band; known: 31-60, 61-80, 81-100"));
      } else if (absl::c_linear_search(condition.bands(), known->band)) {
        Fault(item, "stands here twice");
      } else {
        condition.add_bands(known->band);
      }
    }
  }
  if (const auto childhood = Maybe(node, "or_since_childhood"); childhood.has_value()) {
    condition.set_or_since_childhood(Boolean(*childhood));
    if (!node.Has("bands")) Fault(*childhood, "without bands every band counts anyway");
  }
}

void BenefitRuleReader::ReadBeneficiary() {
  const auto node = Maybe(root_, "beneficiary");
  if (!node.has_value()) return;
  if (!node->IsMap()) return Fault(*node, "who receives belongs here: {kind: ..., share: ..., members: ...}");
  Note(node->OnlyKeys({"kind", "share", "members", "ask_when_nobody"}));
  v1::BeneficiaryRule& who = *rule_.mutable_beneficiary();
  if (const auto kind = Need(*node, "kind"); kind.has_value()) {
    // What is the survivor's own says nothing.
    who.set_kind(
        static_cast<v1::Beneficiary>(Code(*kind, *v1::Beneficiary_descriptor(), "beneficiary", {v1::BENEFICIARY_SURVIVOR})));
  }
  if (const auto share = Need(*node, "share"); share.has_value()) {
    who.set_share(static_cast<v1::Share>(Code(*share, *v1::Share_descriptor(), "way to share")));
  }
  if (const auto ask = Maybe(*node, "ask_when_nobody"); ask.has_value()) who.set_ask_when_nobody(Boolean(*ask));
  const auto members = Need(*node, "members");
  if (!members.has_value()) return;
  const std::vector<StrictYaml> items = Items(*members);
  if (members->IsList() && items.empty()) Fault(*members, "say who receives");
  if (items.size() > kMostMembers) Fault(*members, absl::StrCat("more than ", kMostMembers, " clauses"));
  for (const StrictYaml& item : items) ReadMember(item, *who.add_members());
}

void BenefitRuleReader::ReadMember(const StrictYaml& node, v1::MemberClause& clause) {
  if (!node.IsMap()) return Fault(node, "who receives belongs here: {relation: ...}");
  Note(node.OnlyKeys({"relation", "until_age", "needs", "ends_with"}));
  const auto& kinds = *survivor::v1::BenefitFactKind_descriptor();
  if (const auto relation = Maybe(node, "relation"); relation.has_value()) {
    clause.set_relation(
        static_cast<survivor::v1::FamilyRelation>(Code(*relation, *survivor::v1::FamilyRelation_descriptor(), "relation")));
  }
  if (const auto age = Maybe(node, "until_age"); age.has_value()) clause.set_until_age(Number(*age, kLowestAge, kHighestAge));
  if (const auto needs = Maybe(node, "needs"); needs.has_value()) {
    clause.set_needs(static_cast<survivor::v1::BenefitFactKind>(Code(*needs, kinds, "kind of what is recorded")));
  }
  if (const auto ends = Maybe(node, "ends_with"); ends.has_value()) {
    clause.set_ends_with(static_cast<survivor::v1::BenefitFactKind>(Code(*ends, kinds, "kind of what is recorded")));
  }
  if (!node.Has("relation") && !node.Has("needs")) Fault(node, "a clause without relation and needs would pay every member");
}

void BenefitRuleReader::ReadLimits() {
  if (const auto list = Maybe(root_, "yields_to"); list.has_value()) ReadBenefits(*list, *rule_.mutable_yields_to());
  ReadCeiling();
  if (const auto months = Maybe(root_, "back_pay_months"); months.has_value()) {
    rule_.set_back_pay_months(Number(*months, 1, kMostBackPay));
    const bool dated = Asks(v1::FACT_DISABILITY_IN_FORCE) || Asks(v1::FACT_RECORDED);
    if (rule_.frequency() == v1::FREQUENCY_ONCE) Fault(*months, "back_pay_months is for monthly benefits; this one is paid once");
    if (conditions_are_whole_ && !dated) Fault(*months, "it counts from when DISABILITY_IN_FORCE or RECORDED became known");
  }
  if (const auto earlier = Maybe(root_, "deducts_earlier_payouts"); earlier.has_value()) {
    rule_.set_deducts_earlier_payouts(Boolean(*earlier));
    if (rule_.frequency() == v1::FREQUENCY_MONTHLY) Fault(*earlier, "earlier payouts are taken off what is paid once");
  }
}

void BenefitRuleReader::ReadCeiling() {
  const auto node = Maybe(root_, "ceiling");
  if (!node.has_value()) return;
  if (!node->IsMap()) return Fault(*node, "a ceiling belongs here: {with: [...], amount: ...}");
  Note(node->OnlyKeys({"with", "amount"}));
  v1::Ceiling& ceiling = *rule_.mutable_ceiling();
  if (const auto with = Need(*node, "with"); with.has_value()) ReadBenefits(*with, *ceiling.mutable_with());
  if (const auto amount = Need(*node, "amount"); amount.has_value()) ceiling.set_amount_qepik(Qepik(*amount));
}

void BenefitRuleReader::ReadBenefits(const StrictYaml& list, google::protobuf::RepeatedPtrField<std::string>& benefits) {
  static const LazyRE2 kCode = {"[a-z][a-z0-9-]{1,59}"};
  const std::vector<StrictYaml> items = Items(list);
  if (list.IsList() && items.empty()) Fault(list, "name a benefit, or leave it out");
  for (const StrictYaml& item : items) {
    const std::string code = item.Text().value_or("");
    if (!RE2::FullMatch(code, *kCode)) {
      Fault(item, absl::StrCat("'", code, "' is no code of a benefit"));
    } else if (code == rule_.benefit()) {
      Fault(item, "a benefit does not go before itself");
    } else if (absl::c_linear_search(benefits, code)) {
      Fault(item, "stands here twice");
    } else {
      *benefits.Add() = code;
    }
  }
}

}  // namespace dayaq::payment
