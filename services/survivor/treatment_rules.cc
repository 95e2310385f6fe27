#include "services/survivor/treatment_rules.h"

#include <algorithm>

#include "services/platform/text/partial_date.h"
#include "services/survivor/case_rules.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {

void CheckTreatment(const v1::TreatmentFacts& facts, const std::string& path, Violations& found) {
  CheckNotBefore(facts.ended_on(), facts.begun_on(), path + ".ended_on", found);
  if (!facts.care_institution().empty() && !facts.care_place().empty()) {
    found.Add(path + ".care_place", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "Say where by code or in words, not by both.");
  }
  // The same rule as for casualties: chapter XX says what caused an injury, not what it is.
  if (!facts.nature_code().empty() && facts.nature_code()[0] >= 'V' && facts.nature_code()[0] <= 'Y') {
    found.Add(path + ".nature_code", ErrorReason::ERROR_REASON_DIAGNOSIS_IMPOSSIBLE,
              "Name the nature of the injury or illness, not its cause.");
  }
}

void CheckTreatmentAgainst(const v1::TreatmentFacts& facts, const v1::Survivor& survivor, const std::string& path,
                           Violations& found) {
  if (IsBeforeEveryIncident(facts.begun_on(), survivor)) {
    found.Add(path + ".begun_on", ErrorReason::ERROR_REASON_CARE_BEFORE_INCIDENT, "It begins on the day of the incident or later.");
  }
  if (!survivor.has_died_on()) return;
  const auto after_death = [&survivor](const PartialDate& day) {
    return day.year() != 0 && IsBefore(survivor.died_on(), day) == Certainty::kCertainly;
  };
  if (after_death(facts.begun_on())) {
    found.Add(path + ".begun_on", ErrorReason::ERROR_REASON_CARE_AFTER_DEATH, "It begins on the day of the death or earlier.");
  } else if (after_death(facts.ended_on())) {
    found.Add(path + ".ended_on", ErrorReason::ERROR_REASON_CARE_AFTER_DEATH, "It ends on the day of the death or earlier.");
  }
}

void CheckProvider(const v1::Provider& provider, const std::string& path, Violations& found) {
  CheckWholeDay(provider.valid_from(), path + ".valid_from", found);
  CheckWholeDay(provider.valid_until(), path + ".valid_until", found);
  CheckNotBefore(provider.valid_until(), provider.valid_from(), path + ".valid_until", found);
}

void CheckOffered(const std::optional<v1::Provider>& provider, const v1::GivenService& service, const std::string& path,
                  Violations& found) {
  const auto offers = [&service](const v1::Provider& entry) {
    return std::count(entry.kinds().begin(), entry.kinds().end(), service.kind()) > 0;
  };
  const bool known =
      provider.has_value() && offers(*provider) &&
      IsBefore(service.given_from(), provider->valid_from()) != Certainty::kCertainly &&
      (!provider->has_valid_until() || IsBefore(provider->valid_until(), service.given_from()) != Certainty::kCertainly);
  if (known) return;
  found.Add(path + ".provider_uid", ErrorReason::ERROR_REASON_PROVIDER_UNKNOWN,
            "Name an entry of the directory that offered this on that day, or none.");
}

}  // namespace dayaq::survivor
