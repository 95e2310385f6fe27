// Who acts, in which role.
#ifndef SERVICES_PLATFORM_ACCESS_CALLER_H_
#define SERVICES_PLATFORM_ACCESS_CALLER_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/access/data_classes.h"

namespace dayaq {

// What the token says, what access.begin_request found, and what the policy adds. For a reaction staff_uid is empty and the role is
// "<service>_background".
struct Caller {
  std::string staff_uid;
  // For whom the caller acts, by delegation; empty when for themselves.
  std::string on_behalf_of;
  std::string session;
  std::string role;
  std::string institution;
  std::string purpose;
  std::vector<std::string> districts;
  std::vector<std::string> registers;
  bool national = false;
  // The person whom the assignment is for (survivor, guardian), as uid of the survivor's record; empty for staff.
  std::string person_uid;
  // All records of that person: more than one where records were merged.
  std::vector<std::string> own_records;
  // People whose records the caller opened in an emergency and may still see; only when the purpose is an emergency.
  std::vector<std::string> opened_persons;
  // Acting by delegation: the actions that were delegated. Empty otherwise.
  std::vector<std::string> delegated_actions;
  // How strongly the caller signed in ("acr"), and when.
  std::string acr;
  absl::Time auth_time = absl::InfinitePast();
  DataClassSet reads;
  DataClassSet writes;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_ACCESS_CALLER_H_
