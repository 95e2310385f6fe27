#include "services/incident/known_rules.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

void CheckDay(const PartialDate& known_on, const PartialDate& occurred_on, bool may_say, const std::string& field,
              Violations& found) {
  if (!may_say) {
    found.Add(field, ErrorReason::ERROR_REASON_KNOWN_DATE_NOT_ALLOWED,
              "Leave it out: what is entered now is known from now on. Only the loader of legacy records says otherwise.");
  } else if (!IsPossible(known_on) || Precision(known_on) != DatePrecision::kDay) {
    found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Year, month and day on which it became known, or leave it out.");
  } else if (IsBefore(known_on, occurred_on) == Certainty::kCertainly) {
    found.Add(field, ErrorReason::ERROR_REASON_KNOWN_DATE_NOT_ALLOWED, "An incident becomes known on its day or later.");
  }
}

}  // namespace

void CheckKnownOn(const v1::ImportedIncident& imported, bool may_say, Violations& found) {
  const PartialDate& occurred_on = imported.facts().occurred_on();
  if (imported.has_known_on()) CheckDay(imported.known_on(), occurred_on, may_say, "known_on", found);
  for (int i = 0; i < imported.casualties_size(); ++i) {
    const v1::ImportedCasualty& casualty = imported.casualties(i);
    if (!casualty.has_known_on()) continue;
    const std::string field = absl::StrCat("casualties[", i, "].known_on");
    CheckDay(casualty.known_on(), occurred_on, may_say, field, found);
    if (!may_say) continue;
    if (!imported.has_known_on() || IsBefore(casualty.known_on(), imported.known_on()) == Certainty::kCertainly) {
      found.Add(
          field, ErrorReason::ERROR_REASON_KNOWN_DATE_NOT_ALLOWED,
          "A person becomes known with the incident or later: say since when the incident is known, and nothing earlier here.");
    }
  }
}

absl::Time KnownAt(const PartialDate& known_on, absl::Time now) {
  const auto day = Earliest(known_on);
  if (!day.has_value()) return now;
  return std::min(now, absl::FromCivil(absl::CivilHour(day->year(), day->month(), day->day(), 12), BakuZone()));
}

absl::Time EndOfDay(const PartialDate& day) { return absl::FromCivil(Latest(day).value_or(absl::CivilDay()) + 1, BakuZone()); }

}  // namespace dayaq::incident
