// Resource names of this service.
#ifndef SERVICES_SURVIVOR_SURVIVOR_NAMES_H_
#define SERVICES_SURVIVOR_SURVIVOR_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::survivor {

inline std::string SurvivorName(absl::string_view uid) { return absl::StrCat("survivors/", uid); }
inline std::string MatchSweepName(absl::string_view uid) { return absl::StrCat("matchSweeps/", uid); }
inline std::string ConsentName(absl::string_view uid) { return absl::StrCat("consents/", uid); }
inline std::string ReferralName(absl::string_view uid) { return absl::StrCat("referrals/", uid); }
inline std::string ExaminationName(absl::string_view uid) { return absl::StrCat("examinationReferrals/", uid); }
inline std::string BenefitFactName(absl::string_view uid) { return absl::StrCat("benefitFacts/", uid); }
inline std::string FamilyMemberName(absl::string_view uid) { return absl::StrCat("familyMembers/", uid); }
inline std::string ShortMessageName(absl::string_view uid) { return absl::StrCat("shortMessages/", uid); }
inline std::string ErasureName(absl::string_view uid) { return absl::StrCat("erasures/", uid); }

inline void SetNames(v1::Survivor& survivor) {
  survivor.set_name(SurvivorName(survivor.uid()));
  for (v1::DisabilityDecision& decision : *survivor.mutable_decisions()) {
    decision.set_name(absl::StrCat(survivor.name(), "/decisions/", decision.uid()));
  }
}

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SURVIVOR_NAMES_H_
