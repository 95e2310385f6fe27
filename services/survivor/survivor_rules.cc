#include "services/survivor/survivor_rules.h"

#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace dayaq::survivor {
namespace {

using google::protobuf::FieldMask;
using google::protobuf::util::FieldMaskUtil;

// "identity.phone": a field of the details, or of the identity or contacts inside; dates are taken whole.
bool IsCorrectable(const std::string& path) {
  const std::vector<std::string> parts = absl::StrSplit(path, '.');
  const bool in_place =
      (parts.size() == 1 && !path.empty()) || (parts.size() == 2 && (parts[0] == "identity" || parts[0] == "contacts"));
  return in_place && FieldMaskUtil::GetFieldDescriptors(v1::SurvivorDetails::descriptor(), path, nullptr);
}

v1::SurvivorDetails DetailsOf(const v1::Survivor& survivor) {
  v1::SurvivorDetails details;
  if (survivor.has_identity()) *details.mutable_identity() = survivor.identity();
  if (survivor.has_contacts()) *details.mutable_contacts() = survivor.contacts();
  details.set_sex(survivor.sex());
  details.set_home_district(survivor.home_district());
  return details;
}

}  // namespace

bool NoteDoubt(v1::SurvivorDoubt doubt, bool is_doubtful, v1::Survivor& survivor) {
  auto& doubts = *survivor.mutable_doubts();
  const auto noted = std::find(doubts.begin(), doubts.end(), doubt);
  if ((noted != doubts.end()) == is_doubtful) return false;
  if (is_doubtful) {
    doubts.Add(doubt);
  } else {
    doubts.erase(noted);
  }
  return true;
}

bool NoteDeathBeforeBirth(v1::Survivor& survivor) {
  return NoteDoubt(
      v1::SURVIVOR_DOUBT_DEATH_BEFORE_BIRTH,
      survivor.has_died_on() && IsBefore(survivor.died_on(), survivor.identity().birth_date()) == Certainty::kCertainly, survivor);
}

void SetDead(const Death& death, absl::Time recorded, v1::Survivor& survivor) {
  survivor.set_state(v1::SURVIVOR_STATE_DECEASED);
  survivor.clear_died_on();
  if (death.died_on.year() > 0) *survivor.mutable_died_on() = death.died_on;
  survivor.set_death_cause(death.cause);
  survivor.set_death_document(death.document);
  *survivor.mutable_death_recorded_time() = Timestamp(recorded);
  NoteDeathBeforeBirth(survivor);
}

void SetLiving(v1::Survivor& survivor) {
  survivor.set_state(v1::SURVIVOR_STATE_LIVING);
  survivor.clear_died_on();
  survivor.clear_death_cause();
  survivor.clear_death_document();
  survivor.clear_death_recorded_time();
  NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_DEATH, false, survivor);
  NoteDeathBeforeBirth(survivor);
}

absl::Status CheckDeathWithdrawable(const v1::Survivor& survivor) {
  const auto& casualties = survivor.casualties();
  const bool killed = std::any_of(casualties.begin(), casualties.end(), [](const v1::AttachedCasualty& casualty) {
    return !casualty.set_aside() && casualty.outcome() == incident::v1::OUTCOME_KILLED;
  });
  if (survivor.state() == v1::SURVIVOR_STATE_DECEASED && !killed) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_NO_DEATH_KNOWN,
                   killed ? "A casualty still says killed: correct that one." : "No death is recorded that could be taken back.");
}

absl::Status CheckNoDeathKnown(const v1::Survivor& survivor) {
  if (survivor.state() != v1::SURVIVOR_STATE_DECEASED) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_DEATH_KNOWN, "A death is recorded already.");
}

void CheckDeathDay(const PartialDate& died_on, const v1::Survivor& survivor, const std::string& field, Violations& found) {
  if (IsBefore(died_on, survivor.identity().birth_date()) == Certainty::kCertainly) {
    found.Add(field, ErrorReason::ERROR_REASON_DEATH_BEFORE_BIRTH, "The day of death must not lie before the birth.");
  }
  const auto& casualties = survivor.casualties();
  if (std::any_of(casualties.begin(), casualties.end(), [&died_on](const v1::AttachedCasualty& casualty) {
        return !casualty.set_aside() && IsBefore(died_on, casualty.occurred_on()) == Certainty::kCertainly;
      })) {
    found.Add(field, ErrorReason::ERROR_REASON_DEATH_BEFORE_INCIDENT, "The day of death must be the day of the incident or later.");
  }
}

bool IsBeforeEveryIncident(const PartialDate& day, const v1::Survivor& survivor) {
  bool stands = false;
  for (const v1::AttachedCasualty& casualty : survivor.casualties()) {
    if (casualty.set_aside()) continue;
    if (IsBefore(day, casualty.occurred_on()) != Certainty::kCertainly) return false;
    stands = true;
  }
  return stands;
}

void TakeCorrection(const FieldMask& mask, const v1::SurvivorDetails& stated, v1::Survivor& survivor, Violations& found) {
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  v1::SurvivorDetails details = DetailsOf(survivor);
  for (int i = 0; i < mask.paths_size(); ++i) {
    if (!IsCorrectable(mask.paths(i))) {
      found.Add(absl::StrCat("update_mask.paths[", i, "]"), ErrorReason::ERROR_REASON_MASK_INVALID,
                "Name fields of details, for example identity.phone.");
      continue;
    }
    FieldMask one;
    one.add_paths(mask.paths(i));
    FieldMaskUtil::MergeMessageTo(stated, one, options, &details);
  }
  // A sub-message that was emptied is not there any more.
  survivor.clear_identity();
  survivor.clear_contacts();
  if (details.identity().ByteSizeLong() > 0) *survivor.mutable_identity() = details.identity();
  if (details.contacts().ByteSizeLong() > 0) *survivor.mutable_contacts() = details.contacts();
  survivor.set_sex(details.sex());
  survivor.set_home_district(details.home_district());
}

void CheckCorrected(const v1::Survivor& survivor, Violations& found) {
  constexpr char kBirthDate[] = "details.identity.birth_date";
  const PartialDate& birth = survivor.identity().birth_date();
  const auto& casualties = survivor.casualties();
  if (std::any_of(casualties.begin(), casualties.end(), [&birth](const v1::AttachedCasualty& casualty) {
        return !casualty.set_aside() && IsBefore(casualty.occurred_on(), birth) == Certainty::kCertainly;
      })) {
    found.Add(kBirthDate, ErrorReason::ERROR_REASON_BIRTH_AFTER_INCIDENT,
              "The birth date must be the day of the incident or earlier.");
  }
  if (IsBefore(survivor.died_on(), birth) == Certainty::kCertainly) {
    found.Add(kBirthDate, ErrorReason::ERROR_REASON_DEATH_BEFORE_BIRTH, "The birth date must not lie after the death.");
  }
}

bool IsOtherIdentity(const common::v1::PersonIdentity& before, const common::v1::PersonIdentity& after) {
  return before.family_name() != after.family_name() || before.given_name() != after.given_name() ||
         before.father_name() != after.father_name() || before.national_id() != after.national_id() ||
         ToText(before.birth_date()) != ToText(after.birth_date());
}

bool TakeBackConfirmation(v1::Survivor& survivor) {
  const bool was_confirmed = survivor.has_identity_confirmed_time();
  survivor.clear_identity_confirmed_time();
  survivor.clear_identity_document();
  return was_confirmed;
}

absl::Status CheckConfirmable(const v1::Survivor& survivor) {
  const common::v1::PersonIdentity& identity = survivor.identity();
  if (!identity.family_name().empty() && !identity.given_name().empty() && !identity.national_id().empty() &&
      survivor.doubts().empty()) {
    return absl::OkStatus();
  }
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IDENTITY_INCOMPLETE,
                   "Family name, given name and national id must stand, and nothing may be in doubt.");
}

}  // namespace dayaq::survivor
