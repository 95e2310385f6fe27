#include "services/incident/report_rules.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/match.h"
#include "services/incident/casualty_rules.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::util::MessageDifferencer;
using v1::BodyPart;
using v1::InjuryKind;
using v1::Side;

// What a report is taken into: who says it, and where the sources of facts are noted.
struct Taking {
  const std::string& report_uid;
  const std::string& first_report_uid;
  FactSources& sources;
};

v1::FactSource* FindSource(const std::string& field, FactSources& sources) {
  const auto found =
      std::find_if(sources.begin(), sources.end(), [&field](const v1::FactSource& source) { return source.field() == field; });
  return found == sources.end() ? nullptr : &*found;
}

// Where a field's present value comes from. What was never noted comes with the message it is part of, or from the first report.
v1::FactSource& SourceOf(const std::string& field, const Taking& taking) {
  if (v1::FactSource* noted = FindSource(field, taking.sources)) return *noted;
  const v1::FactSource* whole = FindSource(field.substr(0, field.find('.')), taking.sources);
  const std::string report_uid = whole == nullptr ? taking.first_report_uid : whole->report_uid();
  v1::FactSource& source = *taking.sources.Add();
  source.set_field(field);
  source.set_report_uid(report_uid);
  return source;
}

// The present value stays, and keeps its source. Returns whether the dispute is new.
bool NoteDispute(const std::string& field, const Taking& taking) {
  v1::FactSource& source = SourceOf(field, taking);
  const bool is_new = !source.disputed();
  source.set_disputed(true);
  return is_new;
}

bool IsUnknownEnum(const google::protobuf::EnumValueDescriptor& value) {
  return value.number() == 0 || absl::EndsWith(value.name(), "_UNKNOWN");
}

// Pairs of codes of which the second says the same more exactly.
bool IsMoreExactCode(const std::string& known, const std::string& stated) {
  static const std::set<std::pair<std::string, std::string>> kPairs = {
      {"DEVICE_CATEGORY_MINE_UNSPECIFIED", "DEVICE_CATEGORY_AP_MINE"},
      {"DEVICE_CATEGORY_MINE_UNSPECIFIED", "DEVICE_CATEGORY_AV_MINE"},
      {"DEVICE_CATEGORY_MINE_UNSPECIFIED", "DEVICE_CATEGORY_IMPROVISED_MINE"},
      {"ACCIDENT_CLASS_MINE", "ACCIDENT_CLASS_DEMINING"},
  };
  return kPairs.count({known, stated}) > 0;
}

enum class Meeting { kSame, kFills, kMoreExact, kVaguer, kContradicts };

Meeting MeetDates(const PartialDate& known, const PartialDate& stated) {
  const std::string known_text = ToText(known), stated_text = ToText(stated);
  if (known_text == stated_text) return Meeting::kSame;
  if (absl::StartsWith(stated_text, known_text)) return Meeting::kMoreExact;
  if (absl::StartsWith(known_text, stated_text)) return Meeting::kVaguer;
  return Meeting::kContradicts;
}

Meeting MeetEnums(const google::protobuf::EnumValueDescriptor& known, const google::protobuf::EnumValueDescriptor& stated) {
  if (known.number() == stated.number()) return Meeting::kSame;
  if (IsUnknownEnum(known)) return Meeting::kFills;
  // Who was injured may die later; nobody comes back, so the other way round one of the two reports is wrong.
  if (known.name() == "OUTCOME_INJURED" && stated.name() == "OUTCOME_KILLED") return Meeting::kMoreExact;
  if (IsUnknownEnum(stated) || IsMoreExactCode(stated.name(), known.name())) return Meeting::kVaguer;
  return IsMoreExactCode(known.name(), stated.name()) ? Meeting::kMoreExact : Meeting::kContradicts;
}

Meeting MeetAges(const v1::AgeInterval& known, const v1::AgeInterval& stated) {
  if (MessageDifferencer::Equals(known, stated)) return Meeting::kSame;
  if (stated.min_years() >= known.min_years() && stated.max_years() <= known.max_years()) return Meeting::kMoreExact;
  if (known.min_years() >= stated.min_years() && known.max_years() <= stated.max_years()) return Meeting::kVaguer;
  return Meeting::kContradicts;
}

// How one singular field of two messages of the same type meets.
Meeting Meet(const Message& known, const Message& stated, const FieldDescriptor& field) {
  const Reflection& reflection = *known.GetReflection();
  if (!reflection.HasField(known, &field)) return Meeting::kFills;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    return MeetEnums(*reflection.GetEnum(known, &field), *reflection.GetEnum(stated, &field));
  }
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    return MessageDifferencer().CompareWithFields(known, stated, {&field}, {&field}) ? Meeting::kSame : Meeting::kContradicts;
  }
  const Message& known_child = reflection.GetMessage(known, &field);
  const Message& stated_child = reflection.GetMessage(stated, &field);
  if (field.message_type() == PartialDate::descriptor()) {
    return MeetDates(static_cast<const PartialDate&>(known_child), static_cast<const PartialDate&>(stated_child));
  }
  if (field.message_type() == v1::AgeInterval::descriptor()) {
    return MeetAges(static_cast<const v1::AgeInterval&>(known_child), static_cast<const v1::AgeInterval&>(stated_child));
  }
  return MessageDifferencer::Equals(known_child, stated_child) ? Meeting::kSame : Meeting::kContradicts;
}

void CopyField(const Message& from, const FieldDescriptor& field, Message& to) {
  // A one-field message is the shortest way to copy a field of any type by reflection.
  std::unique_ptr<Message> only(from.New());
  only->CopyFrom(from);
  std::vector<const FieldDescriptor*> set;
  only->GetReflection()->ListFields(*only, &set);
  for (const FieldDescriptor* other : set) {
    if (other != &field) only->GetReflection()->ClearField(only.get(), other);
  }
  to.GetReflection()->ClearField(&to, &field);
  to.MergeFrom(*only);
}

// Takes the fields that are not lists; `prefix` stands before their names where sources are noted. A dispute that was noted stays
// also when the value becomes more exact: only a person ends it.
bool TakeSingularFields(const Message& stated, const std::string& prefix, const std::set<std::string>& left_alone,
                        const Taking& taking, Message& known) {
  std::vector<const FieldDescriptor*> fields;
  stated.GetReflection()->ListFields(stated, &fields);
  bool changed = false;
  for (const FieldDescriptor* field : fields) {
    if (field->is_repeated() || left_alone.count(field->name()) > 0) continue;
    const Meeting meeting = Meet(known, stated, *field);
    if (meeting == Meeting::kSame || meeting == Meeting::kVaguer) continue;
    if (meeting == Meeting::kContradicts) {
      changed = NoteDispute(prefix + field->name(), taking) || changed;
      continue;
    }
    CopyField(stated, *field, known);
    SourceOf(prefix + field->name(), taking).set_report_uid(taking.report_uid);
    changed = true;
  }
  return changed;
}

bool IsLowerLimb(BodyPart part) {
  return part == BodyPart::BODY_PART_LOWER_LIMB || part == BodyPart::BODY_PART_LEG || part == BodyPart::BODY_PART_FOOT;
}

bool IsOpen(Side side) { return side == Side::SIDE_UNSPECIFIED || side == Side::SIDE_UNKNOWN; }

// The same place on the body, as far as the vaguer of the two says.
bool MayBeSameInjury(const v1::Injury& a, const v1::Injury& b) {
  const bool part =
      a.part() == b.part() || (IsLowerLimb(a.part()) && IsLowerLimb(b.part()) &&
                               (a.part() == BodyPart::BODY_PART_LOWER_LIMB || b.part() == BodyPart::BODY_PART_LOWER_LIMB));
  return part && (a.side() == b.side() || IsOpen(a.side()) || IsOpen(b.side()));
}

// The known injury that `stated` speaks of; nullptr when it is a new one. The same side goes before an open one, so that what is
// made more exact never becomes what another injury is already.
v1::Injury* FindInjury(const v1::Injury& stated, v1::CasualtyFacts& known) {
  v1::Injury *of_side = nullptr, *open = nullptr;
  for (v1::Injury& injury : *known.mutable_injuries()) {
    if (!MayBeSameInjury(injury, stated)) continue;
    if (injury.side() != stated.side()) {
      open = open == nullptr ? &injury : open;
    } else if (injury.part() == stated.part()) {
      return &injury;
    } else {
      of_side = of_side == nullptr ? &injury : of_side;
    }
  }
  return of_side != nullptr ? of_side : open;
}

// Makes `known` as exact as both together: the named part wins over "leg or foot", a side over none, amputation over wound over
// nothing.
void UpgradeInjury(const v1::Injury& stated, v1::Injury& known) {
  if (known.part() == BodyPart::BODY_PART_LOWER_LIMB) known.set_part(stated.part());
  if (known.side() == Side::SIDE_UNSPECIFIED || known.side() == Side::SIDE_UNKNOWN) {
    if (stated.side() != Side::SIDE_UNSPECIFIED) known.set_side(stated.side());
  }
  if (known.kind() == InjuryKind::INJURY_KIND_UNSPECIFIED || stated.kind() == InjuryKind::INJURY_KIND_AMPUTATION) {
    if (stated.kind() != InjuryKind::INJURY_KIND_UNSPECIFIED) known.set_kind(stated.kind());
  }
  if (known.imsma_code().empty()) known.set_imsma_code(stated.imsma_code());
}

// Both eyes, ears, arms or legs are two injuries: each side has its own story from here on.
std::vector<v1::Injury> Sides(const v1::Injury& injury) {
  if (injury.side() != Side::SIDE_BOTH) return {injury};
  std::vector<v1::Injury> sides(2, injury);
  sides[0].set_side(Side::SIDE_LEFT);
  sides[1].set_side(Side::SIDE_RIGHT);
  return sides;
}

bool TakeInjury(const v1::Injury& stated, const std::string& report_uid, v1::CasualtyFacts& known) {
  bool changed = false;
  for (v1::Injury& side : Sides(stated)) {
    side.clear_report_uids();
    v1::Injury* injury = FindInjury(side, known);
    if (injury == nullptr) *(injury = known.add_injuries()) = side;
    const v1::Injury before = *injury;
    UpgradeInjury(side, *injury);
    const auto& uids = injury->report_uids();
    const bool is_named = report_uid.empty() || std::find(uids.begin(), uids.end(), report_uid) != uids.end();
    if (!is_named) injury->add_report_uids(report_uid);
    changed = changed || !MessageDifferencer::Equals(before, *injury);
  }
  return changed;
}

// An amputation is an injury of its limb: the list of injuries alone tells what was hurt.
v1::Injury InjuryOf(const v1::Amputation& amputation) {
  v1::Injury injury;
  injury.set_part(PartOf(amputation.level()));
  injury.set_side(amputation.side());
  injury.set_kind(InjuryKind::INJURY_KIND_AMPUTATION);
  return injury;
}

bool IsUnknownLevel(v1::AmputationLevel level) {
  return level == v1::AmputationLevel::AMPUTATION_LEVEL_UPPER_LIMB_UNKNOWN ||
         level == v1::AmputationLevel::AMPUTATION_LEVEL_LOWER_LIMB_UNKNOWN;
}

// Whether the entry `stated` tells nothing that the entry `known` does not.
bool TellsNoMore(const v1::Amputation& stated, const v1::Amputation& known) {
  const bool level = stated.level() == known.level() ||
                     (IsUnknownLevel(stated.level()) && IsUpperLimb(stated.level()) == IsUpperLimb(known.level()));
  return level && stated.side() == known.side() && stated.revision() == known.revision() &&
         (stated.third() == v1::BoneThird::BONE_THIRD_UNSPECIFIED || stated.third() == known.third()) &&
         absl::StartsWith(ToText(known.done_on()), ToText(stated.done_on()));
}

bool TellsNoMore(const Message& stated, const Message& known) { return MessageDifferencer::Equals(stated, known); }

template <typename Entry>
bool AddNew(const google::protobuf::RepeatedPtrField<Entry>& stated, google::protobuf::RepeatedPtrField<Entry>* known) {
  bool changed = false;
  for (const Entry& entry : stated) {
    const bool there =
        std::any_of(known->begin(), known->end(), [&entry](const Entry& other) { return TellsNoMore(entry, other); });
    if (there) continue;
    *known->Add() = entry;
    changed = true;
  }
  return changed;
}

}  // namespace

bool TakeIncidentStatement(const v1::IncidentFacts& stated, const std::string& report_uid, v1::Incident& known) {
  const Taking taking{report_uid, known.first_report_uid(), *known.mutable_fact_sources()};
  const bool changed = TakeSingularFields(stated, "", {"district"}, taking, *known.mutable_facts());
  if (stated.district().empty() || stated.district() == known.facts().district()) return changed;
  return NoteDispute("district", taking) || changed;
}

bool TakeCasualtyStatement(const v1::CasualtyFacts& stated, const std::string& report_uid, v1::Casualty& known) {
  const Taking taking{report_uid, known.first_report_uid(), *known.mutable_fact_sources()};
  v1::CasualtyFacts& facts = *known.mutable_facts();
  bool changed = TakeSingularFields(stated, "", {"identity"}, taking, facts);
  if (stated.identity().ByteSizeLong() > 0) {
    changed = TakeSingularFields(stated.identity(), "identity.", {}, taking, *facts.mutable_identity()) || changed;
  }
  for (const v1::Injury& injury : stated.injuries()) changed = TakeInjury(injury, report_uid, facts) || changed;
  for (const v1::Amputation& amputation : stated.amputations()) {
    changed = TakeInjury(InjuryOf(amputation), report_uid, facts) || changed;
  }
  changed = AddNew(stated.amputations(), facts.mutable_amputations()) || changed;
  changed = AddNew(stated.diagnoses(), facts.mutable_diagnoses()) || changed;
  return AddNew(stated.care_steps(), facts.mutable_care_steps()) || changed;
}

void NoteDisputed(const std::string& field, v1::Incident& known) {
  NoteDispute(field, {"", known.first_report_uid(), *known.mutable_fact_sources()});
}

void CompleteInjuries(v1::CasualtyFacts& facts, const std::string& report_uid) {
  google::protobuf::RepeatedPtrField<v1::Injury> stated;
  stated.Swap(facts.mutable_injuries());
  for (const v1::Injury& injury : stated) TakeInjury(injury, report_uid, facts);
  for (const v1::Amputation& amputation : facts.amputations()) TakeInjury(InjuryOf(amputation), report_uid, facts);
}

void AddInjuriesOfAmputations(v1::CasualtyFacts& facts) {
  for (const v1::Amputation& amputation : facts.amputations()) TakeInjury(InjuryOf(amputation), "", facts);
}

}  // namespace dayaq::incident
