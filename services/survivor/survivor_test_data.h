// Short ways to write survivors, decisions and casualties in tests. Every name is invented.
#ifndef SERVICES_SURVIVOR_SURVIVOR_TEST_DATA_H_
#define SERVICES_SURVIVOR_SURVIVOR_TEST_DATA_H_

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {

// "2024", "2024-02", "2024-02-04"; "" is no date.
inline PartialDate Date(absl::string_view text) {
  const auto date = PartialDateFromText(text);
  if (!date.has_value()) throw std::invalid_argument(std::string(text));
  return *date;
}

// A living man born in 2002 who was hurt on that day.
inline v1::Survivor HurtOn(absl::string_view day) {
  v1::Survivor survivor;
  survivor.set_uid("s1");
  survivor.set_register_("az");
  survivor.set_district("AZ-TAR");
  survivor.set_state(v1::SURVIVOR_STATE_LIVING);
  survivor.set_sex(common::v1::SEX_MALE);
  survivor.mutable_identity()->set_family_name("Nümunəyev");
  survivor.mutable_identity()->set_given_name("Elnur");
  survivor.mutable_identity()->set_national_id("5ABCDE7");
  *survivor.mutable_identity()->mutable_birth_date() = Date("2002");
  v1::AttachedCasualty& casualty = *survivor.add_casualties();
  casualty.set_casualty_uid("c1");
  casualty.set_survivor_uid("s1");
  casualty.set_outcome(incident::v1::OUTCOME_INJURED);
  *casualty.mutable_occurred_on() = Date(day);
  return survivor;
}

// The same person as the incident register has them.
inline v1::RegisteredCasualty CasualtyOn(absl::string_view day, incident::v1::Outcome outcome = incident::v1::OUTCOME_INJURED,
                                         absl::string_view died_on = "") {
  v1::RegisteredCasualty casualty;
  casualty.set_uid("c1");
  casualty.set_incident_uid("i1");
  casualty.set_register_("az");
  casualty.set_district("AZ-TAR");
  *casualty.mutable_occurred_on() = Date(day);
  *casualty.mutable_identity() = HurtOn(day).identity();
  casualty.set_sex(common::v1::SEX_MALE);
  casualty.set_outcome(outcome);
  if (!died_on.empty()) *casualty.mutable_died_on() = Date(died_on);
  casualty.set_incident_state(incident::v1::INCIDENT_STATE_REPORTED);
  return casualty;
}

// A decision as it is stated; "" for `until`: indefinite.
inline v1::DisabilityDecision DecisionOf(int percent, absl::string_view from, absl::string_view until = "",
                                         v1::DisabilityCause cause = v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS) {
  v1::DisabilityDecision decision;
  decision.set_percent(percent);
  decision.set_cause(cause);
  *decision.mutable_decided_on() = Date(from);
  *decision.mutable_valid_from() = Date(from);
  if (!until.empty()) *decision.mutable_valid_until() = Date(until);
  decision.set_act_number("A-1");
  return decision;
}

// "<field> <REASON>" of each fault.
inline std::vector<std::string> FaultsOf(const Violations& found) {
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) faults.push_back(fault.field() + " " + fault.reason());
  return faults;
}

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SURVIVOR_TEST_DATA_H_
