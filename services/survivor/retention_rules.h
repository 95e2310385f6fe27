// Which classes of what is known of a person may go, must go, or stay. Pure: no clock, no database.
#ifndef SERVICES_SURVIVOR_RETENTION_RULES_H_
#define SERVICES_SURVIVOR_RETENTION_RULES_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/erasure.pb.h"
#include "services/platform/sealing/key_bundle.h"
#include "services/survivor/retention_policy.h"

namespace dayaq::survivor {

// What the times of a record run from, and which of its keys are there.
struct RetentionFacts {
  std::string uid, register_code, district, institution;
  // The latest day the death can have been; the day it was recorded when nobody knows. None: alive.
  std::optional<absl::CivilDay> died_on;
  // The last day on which anything was or will be due.
  std::optional<absl::CivilDay> last_due_on;
  // As they are stored; empty: there never were any.
  std::string wrapped;
};

// Last day on which the class is kept; none while what it runs from has not happened.
std::optional<absl::CivilDay> KeptUntil(const RetentionRule& rule, const RetentionFacts& facts);

// Classes whose keys are there, and what an erasure of `wanted` (empty: all) for that cause does to each on that day.
std::vector<v1::ErasureEffect> EffectsOf(const RetentionPolicy& policy, const RetentionFacts& facts,
                                         const std::set<v1::RetentionClass>& wanted, v1::ErasureCause cause, absl::CivilDay today);

// Whether somebody may propose it: FAILED_PRECONDITION with PERSON_ERASED when nothing is there any more, ERASURE_NOT_DUE when
// nothing of it may go yet, KEY_UNDIVIDED when one old key seals what goes and what stays.
absl::Status CheckProposable(const std::vector<v1::ErasureEffect>& effects, const RetentionFacts& facts);

// Whether it may still be approved: FAILED_PRECONDITION with ERASURE_CLOSED when it is done, or older than 30 days.
absl::Status CheckApprovable(const v1::Erasure& erasure, absl::Time now);

// The keys that go by these effects.
std::set<KeyClass> KeysOf(const std::vector<v1::ErasureEffect>& effects);

// Whether a person's keys are all there were, by class, or some were destroyed: those of `classes` that are there.
std::set<KeyClass> StillThere(absl::string_view wrapped, const std::set<KeyClass>& classes);

v1::RetentionClass RetentionClassOf(KeyClass key_class);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_RETENTION_RULES_H_
