// Short ways to write casualties and incidents in tests. Every name is invented.
#ifndef SERVICES_INCIDENT_CASUALTY_TEST_DATA_H_
#define SERVICES_INCIDENT_CASUALTY_TEST_DATA_H_

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "dayaq/incident/v1/incident.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {

// "2024", "2024-02", "2024-02-04".
inline PartialDate Date(absl::string_view text) {
  const auto date = PartialDateFromText(text);
  if (!date.has_value()) throw std::invalid_argument(std::string(text));
  return *date;
}

inline v1::Injury InjuryOf(v1::BodyPart part, v1::Side side, v1::InjuryKind kind = v1::INJURY_KIND_WOUND) {
  v1::Injury injury;
  injury.set_part(part);
  injury.set_side(side);
  injury.set_kind(kind);
  return injury;
}

inline v1::Amputation AmputationAt(v1::AmputationLevel level, v1::Side side, v1::BoneThird third = v1::BONE_THIRD_UNSPECIFIED,
                                   absl::string_view done_on = "", bool revision = false) {
  v1::Amputation amputation;
  amputation.set_level(level);
  amputation.set_side(side);
  amputation.set_third(third);
  if (!done_on.empty()) *amputation.mutable_done_on() = Date(done_on);
  amputation.set_revision(revision);
  return amputation;
}

inline v1::CareStep CareOn(v1::CareKind kind, absl::string_view day) {
  v1::CareStep step;
  step.set_kind(kind);
  *step.mutable_done_on() = Date(day);
  return step;
}

// The facts of one casualty, built up: Person().Killed("2024-02-05").Aged(30, 39).facts().
class Person {
 public:
  Person() { facts_.set_outcome(v1::OUTCOME_INJURED); }
  Person& With(v1::Outcome outcome) {
    return Set([&] { facts_.set_outcome(outcome); });
  }
  Person& DiedOn(absl::string_view day) {
    return Set([&] { *facts_.mutable_died_on() = Date(day); });
  }
  Person& Killed(absl::string_view day) { return With(v1::OUTCOME_KILLED).DiedOn(day); }
  Person& BornOn(absl::string_view day) {
    return Set([&] { *facts_.mutable_identity()->mutable_birth_date() = Date(day); });
  }
  Person& Aged(int min, int max) {
    return Set([&] {
      facts_.mutable_age()->set_min_years(min);
      facts_.mutable_age()->set_max_years(max);
    });
  }
  Person& Named(const std::string& family, const std::string& given) {
    return Set([&] {
      facts_.mutable_identity()->set_family_name(family);
      facts_.mutable_identity()->set_given_name(given);
    });
  }
  Person& Hurt(v1::BodyPart part, v1::Side side, v1::InjuryKind kind = v1::INJURY_KIND_WOUND) {
    return Set([&] { *facts_.add_injuries() = InjuryOf(part, side, kind); });
  }
  Person& Lost(const v1::Amputation& amputation) {
    return Set([&] { *facts_.add_amputations() = amputation; });
  }
  Person& Cared(v1::CareKind kind, absl::string_view day) {
    return Set([&] { *facts_.add_care_steps() = CareOn(kind, day); });
  }
  Person& Diagnosed(const std::string& nature, const std::string& cause = "") {
    return Set([&] {
      v1::Diagnosis& diagnosis = *facts_.add_diagnoses();
      diagnosis.set_nature_code(nature);
      diagnosis.set_external_cause_code(cause);
    });
  }
  const v1::CasualtyFacts& facts() const { return facts_; }
  // As registered by the report "r1".
  v1::Casualty casualty() const {
    v1::Casualty casualty;
    *casualty.mutable_facts() = facts_;
    casualty.set_first_report_uid("r1");
    return casualty;
  }

 private:
  template <typename Change>
  Person& Set(Change change) {
    change();
    return *this;
  }
  v1::CasualtyFacts facts_;
};

// An incident of that day in a village of Tərtər, with no casualties yet.
inline v1::Incident IncidentOn(absl::string_view day) {
  v1::Incident incident;
  incident.set_uid("i1");
  incident.set_register_("az");
  incident.set_state(v1::INCIDENT_STATE_REPORTED);
  incident.set_first_report_uid("r1");
  *incident.mutable_facts()->mutable_occurred_on() = Date(day);
  incident.mutable_facts()->set_district("AZ-TAR");
  incident.mutable_facts()->set_settlement("Nümunəkənd");
  return incident;
}

// "<field> <REASON>" of each fault.
inline std::vector<std::string> FaultsOf(const Violations& found) {
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) faults.push_back(fault.field() + " " + fault.reason());
  return faults;
}

// Where the field's value comes from, or "(not noted)".
template <typename Record>
std::string SourceOf(const Record& record, const std::string& field) {
  for (const v1::FactSource& source : record.fact_sources()) {
    if (source.field() == field) return source.report_uid();
  }
  return "(not noted)";
}

template <typename Record>
bool IsDisputed(const Record& record, const std::string& field) {
  for (const v1::FactSource& source : record.fact_sources()) {
    if (source.field() == field) return source.disputed();
  }
  return false;
}

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_CASUALTY_TEST_DATA_H_
