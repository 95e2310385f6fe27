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

// Notes where a field's present value comes from, one entry per field.
void Note(FactSources& sources, const std::string& field, const std::string& report_uid, bool disputed) {
  for (v1::FactSource& source : sources) {
    if (source.field() != field) continue;
    if (disputed) {
      source.set_disputed(true);  // The present value keeps its source.
    } else {
      source.set_report_uid(report_uid);
      source.set_disputed(false);
    }
    return;
  }
  v1::FactSource* source = sources.Add();
  source->set_field(field);
  // A disputed field that was never noted comes from the first report; an empty uid would read as a correction.
  if (!disputed) source->set_report_uid(report_uid);
  source->set_disputed(disputed);
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
      // Who was injured may die later; nobody comes back.
      {"OUTCOME_INJURED", "OUTCOME_KILLED"},
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

bool TakeSingularFields(const Message& stated, const std::string& report_uid, const std::set<std::string>& left_alone, Message& known,
                        FactSources& sources) {
  std::vector<const FieldDescriptor*> fields;
  stated.GetReflection()->ListFields(stated, &fields);
  bool changed = false;
  for (const FieldDescriptor* field : fields) {
    if (field->is_repeated() || left_alone.count(field->name()) > 0) continue;
    const Meeting meeting = Meet(known, stated, *field);
    if (meeting == Meeting::kFills || meeting == Meeting::kMoreExact) CopyField(stated, *field, known);
    if (meeting == Meeting::kSame || meeting == Meeting::kVaguer) continue;
    Note(sources, field->name(), report_uid, meeting == Meeting::kContradicts);
    changed = true;
  }
  return changed;
}

bool IsLowerLimb(BodyPart part) {
  return part == BodyPart::BODY_PART_LOWER_LIMB || part == BodyPart::BODY_PART_LEG || part == BodyPart::BODY_PART_FOOT;
}

// The same place on the body, as far as the vaguer of the two says.
bool MayBeSameInjury(const v1::Injury& a, const v1::Injury& b) {
  const bool part = a.part() == b.part() || (IsLowerLimb(a.part()) && IsLowerLimb(b.part()) &&
                                             (a.part() == BodyPart::BODY_PART_LOWER_LIMB || b.part() == BodyPart::BODY_PART_LOWER_LIMB));
  const auto open = [](Side side) { return side == Side::SIDE_UNSPECIFIED || side == Side::SIDE_UNKNOWN; };
  return part && (a.side() == b.side() || open(a.side()) || open(b.side()));
}

// Makes `known` as exact as both together: the named part wins over "leg or foot", a side over none, amputation over wound over nothing.
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

bool TakeInjury(const v1::Injury& stated, const std::string& report_uid, v1::CasualtyFacts& known) {
  for (v1::Injury& injury : *known.mutable_injuries()) {
    if (!MayBeSameInjury(injury, stated)) continue;
    UpgradeInjury(stated, injury);
    auto* uids = injury.mutable_report_uids();
    if (std::find(uids->begin(), uids->end(), report_uid) != uids->end()) return false;
    *uids->Add() = report_uid;
    return true;
  }
  v1::Injury* added = known.add_injuries();
  *added = stated;
  added->clear_report_uids();
  added->add_report_uids(report_uid);
  return true;
}

// An amputation is an injury of its limb: the list of injuries alone tells what was hurt.
v1::Injury InjuryOf(const v1::Amputation& amputation) {
  v1::Injury injury;
  injury.set_part(PartOf(amputation.level()));
  injury.set_side(amputation.side());
  injury.set_kind(InjuryKind::INJURY_KIND_AMPUTATION);
  return injury;
}

template <typename Entry>
bool AddNew(const google::protobuf::RepeatedPtrField<Entry>& stated, google::protobuf::RepeatedPtrField<Entry>* known) {
  bool changed = false;
  for (const Entry& entry : stated) {
    const bool there = std::any_of(known->begin(), known->end(),
                                   [&entry](const Entry& other) { return MessageDifferencer::Equals(entry, other); });
    if (there) continue;
    *known->Add() = entry;
    changed = true;
  }
  return changed;
}

}  // namespace

bool TakeIncidentStatement(const v1::IncidentFacts& stated, const std::string& report_uid, v1::IncidentFacts& known,
                           FactSources& sources) {
  bool changed = TakeSingularFields(stated, report_uid, {"district"}, known, sources);
  if (!stated.district().empty() && stated.district() != known.district()) {
    Note(sources, "district", report_uid, true);
    changed = true;
  }
  return changed;
}

bool TakeCasualtyStatement(const v1::CasualtyFacts& stated, const std::string& report_uid, v1::CasualtyFacts& known,
                           FactSources& sources) {
  bool changed = TakeSingularFields(stated, report_uid, {"identity"}, known, sources);
  if (stated.has_identity()) {
    changed = TakeSingularFields(stated.identity(), report_uid, {}, *known.mutable_identity(), sources) || changed;
  }
  for (const v1::Injury& injury : stated.injuries()) changed = TakeInjury(injury, report_uid, known) || changed;
  for (const v1::Amputation& amputation : stated.amputations()) {
    changed = TakeInjury(InjuryOf(amputation), report_uid, known) || changed;
  }
  changed = AddNew(stated.amputations(), known.mutable_amputations()) || changed;
  changed = AddNew(stated.diagnoses(), known.mutable_diagnoses()) || changed;
  return AddNew(stated.care_steps(), known.mutable_care_steps()) || changed;
}

void CompleteInjuries(v1::CasualtyFacts& facts, const std::string& report_uid) {
  for (v1::Injury& injury : *facts.mutable_injuries()) {
    injury.clear_report_uids();
    injury.add_report_uids(report_uid);
  }
  for (const v1::Amputation& amputation : facts.amputations()) TakeInjury(InjuryOf(amputation), report_uid, facts);
}

}  // namespace dayaq::incident
