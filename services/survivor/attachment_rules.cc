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

// Casualties that stand and say killed.
std::vector<const v1::RegisteredCasualty*> Killed(const std::vector<v1::RegisteredCasualty>& casualties) {
  std::vector<const v1::RegisteredCasualty*> killed;
  for (const v1::RegisteredCasualty& casualty : casualties) {
    if (!IsSetAside(casualty) && casualty.outcome() == Outcome::OUTCOME_KILLED) killed.push_back(&casualty);
  }
  return killed;
}

// The death as the casualties tell it; whether that is another than before.
bool FollowDeath(const std::vector<const v1::RegisteredCasualty*>& killed, absl::Time now, v1::Survivor& survivor) {
  const bool was_dead = survivor.state() == v1::SURVIVOR_STATE_DECEASED;
  if (killed.empty()) {
    if (was_dead) SetLiving(survivor);
    return was_dead;
  }
  const auto dated = std::find_if(killed.begin(), killed.end(), [](const auto* casualty) { return casualty->has_died_on(); });
  const PartialDate died_on = dated == killed.end() ? PartialDate() : (*dated)->died_on();
  if (was_dead && ToText(survivor.died_on()) == ToText(died_on)) return false;
  SetDead({.died_on = died_on, .cause = v1::DEATH_CAUSE_WOUNDS, .document = kIncidentRegister}, now, survivor);
  return true;
}

// Two names on each side, and neither is the other's in another spelling or form.
bool IsOtherName(const PersonIdentity& told, const PersonIdentity& known) {
  return BothToldAndDiffer(FoldSurname(told.family_name()), FoldSurname(known.family_name())) &&
         BothToldAndDiffer(FoldName(told.given_name()), FoldName(known.given_name()));
}

}  // namespace

Match FindMatch(const v1::RegisteredCasualty& casualty, const std::vector<v1::Survivor>& bearers) {
  for (size_t i = 0; i < bearers.size(); ++i) {
    const bool dead_before =
        bearers[i].has_died_on() && IsBefore(bearers[i].died_on(), casualty.occurred_on()) == Certainty::kCertainly;
    if (!dead_before && !SexOrBirthContradict(casualty, bearers[i]) && !IsOtherName(casualty.identity(), bearers[i].identity())) {
      return {Attachment::kAttach, i};
    }
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

DeathNews TakeDeath(const std::vector<v1::RegisteredCasualty>& casualties, absl::Time now, v1::Survivor& survivor) {
  const bool lived = survivor.state() != v1::SURVIVOR_STATE_DECEASED;
  const bool recorded_by_somebody = !lived && survivor.death_document() != kIncidentRegister;
  const std::vector<const v1::RegisteredCasualty*> killed = Killed(casualties);
  const bool followed = !recorded_by_somebody && FollowDeath(killed, now, survivor);
  const bool contradicts = std::any_of(killed.begin(), killed.end(), [&survivor](const v1::RegisteredCasualty* casualty) {
    return CertainlyDiffer(casualty->died_on(), survivor.died_on());
  });
  const bool noted = NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_DEATH, contradicts, survivor);
  if (!followed && !noted) return DeathNews::kNone;
  return lived && survivor.state() == v1::SURVIVOR_STATE_DECEASED ? DeathNews::kDied : DeathNews::kChanged;
}

}  // namespace dayaq::survivor
