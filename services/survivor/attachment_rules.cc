#include "services/survivor/attachment_rules.h"

#include <algorithm>
#include <string>

#include "services/platform/text/name_folding.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {
namespace {

using common::v1::PersonIdentity;
using common::v1::Sex;
using incident::v1::IncidentState;
using incident::v1::Outcome;

// What a death that only the casualty tells of was recorded by.
constexpr char kIncidentRegister[] = "incident register";

bool IsTold(Sex sex) { return sex == Sex::SEX_FEMALE || sex == Sex::SEX_MALE; }

bool CertainlyDiffer(const PartialDate& a, const PartialDate& b) {
  return IsBefore(a, b) == Certainty::kCertainly || IsBefore(b, a) == Certainty::kCertainly;
}

bool SexOrBirthContradict(const v1::RegisteredCasualty& casualty, const v1::Survivor& survivor) {
  if (IsTold(casualty.sex()) && IsTold(survivor.sex()) && casualty.sex() != survivor.sex()) return true;
  return CertainlyDiffer(casualty.identity().birth_date(), survivor.identity().birth_date());
}

bool BothToldAndDiffer(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }

// Two different people, as far as the casualty and the record tell.
bool Contradict(const v1::RegisteredCasualty& casualty, const v1::Survivor& survivor) {
  const PersonIdentity &told = casualty.identity(), &known = survivor.identity();
  return SexOrBirthContradict(casualty, survivor) || BothToldAndDiffer(told.national_id(), known.national_id()) ||
         BothToldAndDiffer(FoldSurname(told.family_name()), FoldSurname(known.family_name())) ||
         BothToldAndDiffer(FoldName(told.given_name()), FoldName(known.given_name()));
}

bool Fill(const std::string& told, std::string* known) {
  if (told.empty() || !known->empty()) return false;
  *known = told;
  return true;
}

DeathNews TakeBack(const v1::AttachedCasualty* before, v1::Survivor& survivor) {
  const bool told_by_it =
      before != nullptr && before->outcome() == Outcome::OUTCOME_KILLED && survivor.death_document() == kIncidentRegister;
  if (survivor.state() != v1::SURVIVOR_STATE_DECEASED || !told_by_it) return DeathNews::kNone;
  survivor.set_state(v1::SURVIVOR_STATE_LIVING);
  survivor.clear_died_on();
  survivor.clear_death_cause();
  survivor.clear_death_document();
  survivor.clear_death_recorded_time();
  NoteDeathBeforeBirth(survivor);
  return DeathNews::kChanged;
}

}  // namespace

Match FindMatch(const v1::RegisteredCasualty& casualty, const std::vector<v1::Survivor>& bearers) {
  for (size_t i = 0; i < bearers.size(); ++i) {
    const bool dead_before =
        bearers[i].has_died_on() && IsBefore(bearers[i].died_on(), casualty.occurred_on()) == Certainty::kCertainly;
    if (!dead_before && !SexOrBirthContradict(casualty, bearers[i])) return {Attachment::kAttach, i};
  }
  return {bearers.empty() ? Attachment::kOpen : Attachment::kOpenDoubtful};
}

bool IsSetAside(const v1::RegisteredCasualty& casualty) {
  return !casualty.same_as_uid().empty() || casualty.incident_state() == IncidentState::INCIDENT_STATE_REJECTED;
}

v1::AttachedCasualty LinkTo(const v1::Survivor& survivor, const v1::RegisteredCasualty& casualty) {
  v1::AttachedCasualty link;
  link.set_casualty_uid(casualty.uid());
  link.set_survivor_uid(survivor.uid());
  link.set_incident_uid(casualty.incident_uid());
  if (casualty.has_occurred_on()) *link.mutable_occurred_on() = casualty.occurred_on();
  link.set_outcome(casualty.outcome());
  link.set_set_aside(IsSetAside(casualty));
  return link;
}

bool IsCurrent(const v1::AttachedCasualty& link, const v1::RegisteredCasualty& casualty) {
  return link.incident_uid() == casualty.incident_uid() && ToText(link.occurred_on()) == ToText(casualty.occurred_on()) &&
         link.outcome() == casualty.outcome() && link.set_aside() == IsSetAside(casualty);
}

bool FillIdentity(const v1::RegisteredCasualty& casualty, v1::Survivor& survivor) {
  if (survivor.has_identity_confirmed_time() || Contradict(casualty, survivor)) return false;
  bool filled = false;
  const PersonIdentity& told = casualty.identity();
  if (told.ByteSizeLong() > 0) {
    PersonIdentity& known = *survivor.mutable_identity();
    for (const bool one :
         {Fill(told.family_name(), known.mutable_family_name()), Fill(told.given_name(), known.mutable_given_name()),
          Fill(told.father_name(), known.mutable_father_name()), Fill(told.national_id(), known.mutable_national_id()),
          Fill(told.phone(), known.mutable_phone()), Fill(told.address(), known.mutable_address())}) {
      filled |= one;
    }
    if (told.has_birth_date() && Precision(known.birth_date()) == DatePrecision::kUnknown) {
      *known.mutable_birth_date() = told.birth_date();
      filled = true;
    }
  }
  if (IsTold(casualty.sex()) && !IsTold(survivor.sex())) {
    survivor.set_sex(casualty.sex());
    filled = true;
  }
  if (filled) NoteDeathBeforeBirth(survivor);
  return filled;
}

bool TakePlace(const v1::RegisteredCasualty& casualty, v1::Survivor& survivor) {
  if (!survivor.home_district().empty() || IsSetAside(casualty) || casualty.district() == survivor.district()) return false;
  survivor.set_district(casualty.district());
  return true;
}

DeathNews TakeDeath(const v1::RegisteredCasualty& casualty, const v1::AttachedCasualty* before, absl::Time now,
                    v1::Survivor& survivor) {
  if (IsSetAside(casualty)) return DeathNews::kNone;
  if (casualty.outcome() != Outcome::OUTCOME_KILLED) return TakeBack(before, survivor);
  if (survivor.state() == v1::SURVIVOR_STATE_DECEASED && survivor.death_document() != kIncidentRegister) {
    return CertainlyDiffer(casualty.died_on(), survivor.died_on()) && NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_DEATH, true, survivor)
               ? DeathNews::kChanged
               : DeathNews::kNone;
  }
  const bool is_new = survivor.state() != v1::SURVIVOR_STATE_DECEASED;
  if (!is_new && ToText(survivor.died_on()) == ToText(casualty.died_on())) return DeathNews::kNone;
  SetDead({.died_on = casualty.died_on(), .cause = v1::DEATH_CAUSE_WOUNDS, .document = kIncidentRegister}, now, survivor);
  return is_new ? DeathNews::kDied : DeathNews::kChanged;
}

}  // namespace dayaq::survivor
