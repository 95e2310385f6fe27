#include "services/survivor/family_rules.h"

#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/age_rules.h"

namespace dayaq::survivor {
namespace {

using google::protobuf::FieldMask;
using google::protobuf::util::FieldMaskUtil;

// Between a parent and a child, by nature and law.
constexpr int kUsualYearsApart = 12;
constexpr int kOfAge = 18;

// Who of the two must be the elder; neither for relations that say nothing of that.
struct Generations {
  const PartialDate* elder = nullptr;
  const PartialDate* younger = nullptr;
};

Generations GenerationsOf(const v1::FamilyMember& member, const v1::Survivor& survivor) {
  const PartialDate& theirs = member.identity().birth_date();
  const PartialDate& own = survivor.identity().birth_date();
  switch (member.relation()) {
    case v1::FAMILY_RELATION_PARENT:
    case v1::FAMILY_RELATION_GRANDPARENT:
      return {&theirs, &own};
    case v1::FAMILY_RELATION_CHILD:
    case v1::FAMILY_RELATION_GRANDCHILD:
      return {&own, &theirs};
    default:
      return {};
  }
}

bool Differ(const PartialDate& a, const PartialDate& b) {
  return IsBefore(a, b) == Certainty::kCertainly || IsBefore(b, a) == Certainty::kCertainly;
}

void Note(v1::FamilyDoubt doubt, bool holds, v1::FamilyMember& member) {
  if (holds) member.add_doubts(doubt);
}

bool AreOddlyClose(const v1::FamilyMember& member, const v1::Survivor& survivor) {
  const Generations generations = GenerationsOf(member, survivor);
  if (generations.elder == nullptr) return false;
  const auto apart = AgeRange(*generations.elder, *generations.younger);
  return apart.has_value() && apart->max < kUsualYearsApart;
}

}  // namespace

void CheckMember(const v1::FamilyMember& member, const v1::Survivor& survivor, absl::CivilDay today, const std::string& path,
                 Violations& found) {
  const PartialDate& birth = member.identity().birth_date();
  const std::string birth_path = path + ".identity.birth_date";
  if (member.is_guardian() && IsMinor(birth, today) == Certainty::kCertainly) {
    found.Add(path + ".is_guardian", ErrorReason::ERROR_REASON_GUARDIAN_IS_MINOR, "A guardian must be of age.");
  }
  if (member.relation() == v1::FAMILY_RELATION_GUARDIAN && !member.is_guardian()) {
    found.Add(path + ".is_guardian", ErrorReason::ERROR_REASON_FAMILY_CONTRADICTION,
              "A guardian stands for the person: say is_guardian.");
  }
  const Generations generations = GenerationsOf(member, survivor);
  // Nobody is a parent at the age of nought: the elder must be able to lie before the younger.
  if (generations.elder != nullptr && IsBefore(*generations.elder, *generations.younger) == Certainty::kNo) {
    found.Add(birth_path, ErrorReason::ERROR_REASON_FAMILY_CONTRADICTION, "The parent or grandparent must be the elder.");
  }
  if (!member.is_student() && member.student_until().year() != 0) {
    found.Add(path + ".student_until", ErrorReason::ERROR_REASON_FAMILY_CONTRADICTION,
              "Only somebody who studies has a last day of study.");
  }
  if (IsBefore(member.student_until(), birth) == Certainty::kCertainly) {
    found.Add(path + ".student_until", ErrorReason::ERROR_REASON_FAMILY_CONTRADICTION, "Nobody studies before being born.");
  }
  if (IsBefore(member.ended_on(), birth) == Certainty::kCertainly) {
    found.Add(path + ".ended_on", ErrorReason::ERROR_REASON_FAMILY_CONTRADICTION, "Nothing ends before a birth.");
  }
  if (!member.member_uid().empty() && member.member_uid() == survivor.uid()) {
    found.Add(path + ".member_uid", ErrorReason::ERROR_REASON_FAMILY_LINK_INVALID, "Nobody is their own family.");
  }
}

void NoteDoubts(const v1::Survivor& survivor, const v1::Survivor* linked, absl::CivilDay today, v1::FamilyMember& member) {
  member.clear_doubts();
  const PartialDate& birth = member.identity().birth_date();
  Note(v1::FAMILY_DOUBT_SPOUSE_UNDER_AGE,
       member.relation() == v1::FAMILY_RELATION_SPOUSE && IsMinor(birth, today) == Certainty::kCertainly, member);
  Note(v1::FAMILY_DOUBT_AGES_UNUSUAL, AreOddlyClose(member, survivor), member);
  Note(v1::FAMILY_DOUBT_STUDENT_NO_MORE,
       member.is_student() && member.student_until().year() != 0 &&
           IsBefore(member.student_until(), PartialDateOf(today)) == Certainty::kCertainly,
       member);
  if (linked == nullptr) return;
  const bool both_say_sex = member.sex() != common::v1::SEX_UNSPECIFIED && member.sex() != common::v1::SEX_UNKNOWN &&
                            linked->sex() != common::v1::SEX_UNSPECIFIED && linked->sex() != common::v1::SEX_UNKNOWN;
  Note(v1::FAMILY_DOUBT_SEX_DIFFERS, both_say_sex && member.sex() != linked->sex(), member);
  Note(v1::FAMILY_DOUBT_BIRTH_DATE_DIFFERS, Differ(birth, linked->identity().birth_date()), member);
}

void NoteComingOfAge(v1::FamilyMember& member) {
  member.clear_of_age_on();
  const PartialDate& birth = member.identity().birth_date();
  const bool matters = member.relation() == v1::FAMILY_RELATION_CHILD || member.relation() == v1::FAMILY_RELATION_GRANDCHILD ||
                       member.relation() == v1::FAMILY_RELATION_SIBLING;
  if (!matters || birth.year() == 0) return;
  PartialDate& of_age_on = *member.mutable_of_age_on();
  of_age_on = birth;
  of_age_on.set_year(birth.year() + kOfAge);
  if (!IsPossible(of_age_on)) of_age_on = PartialDateOf(absl::CivilDay(of_age_on.year(), 3, 1));
}

void TakeMember(const FieldMask& mask, const v1::FamilyMember& stated, v1::FamilyMember& member, Violations& found) {
  constexpr std::array<absl::string_view, 10> kStated = {
      "relation",        "identity",       "sex",         "is_dependant", "is_student", "student_until",
      "indirect_victim", "lives_together", "is_guardian", "member_uid"};
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    const absl::string_view first = absl::string_view(path).substr(0, path.find('.'));
    const bool known =
        std::find(kStated.begin(), kStated.end(), first) != kStated.end() && FieldMaskUtil::IsValidPath<v1::FamilyMember>(path);
    if (!known) {
      found.Add(absl::StrCat("update_mask.paths[", i, "]"), ErrorReason::ERROR_REASON_MASK_INVALID,
                "Name fields of the member, for example identity.birth_date.");
      continue;
    }
    FieldMask one;
    one.add_paths(path);
    FieldMaskUtil::MergeMessageTo(stated, one, options, &member);
  }
  // A sub-message that was emptied is not there any more.
  if (member.identity().ByteSizeLong() == 0) member.clear_identity();
}

}  // namespace dayaq::survivor
