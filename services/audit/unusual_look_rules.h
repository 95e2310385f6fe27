// What makes a look unusual. Pure: no I/O, no clock; the thresholds are those of policy/unusual-looks.yaml.
//
// A look is judged twice. At once, with what is known then: how many people, how often, at what hour, whether the record is
// watched. And for the last time when the days after it are over: whether the institution had business with the person after all,
// whose name the person bears, whether a search led to nothing, whether an emergency was found justified.
#ifndef SERVICES_AUDIT_UNUSUAL_LOOK_RULES_H_
#define SERVICES_AUDIT_UNUSUAL_LOOK_RULES_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "dayaq/audit/v1/unusual_look.pb.h"
#include "dayaq/common/v1/person.pb.h"
#include "services/audit/unusual_look_policy.h"

namespace dayaq::audit {

// What an entry says was done to the people it names.
enum class TouchKind {
  kOpened,    // somebody read one record
  kSearched,  // somebody was shown a list
  kChanged,   // somebody registered, corrected, decided something
  kAssessed,  // the payment service assessed what is owed
};

struct Touch {
  TouchKind kind = TouchKind::kOpened;
  absl::Time time;
  std::string entry_uid;
  std::string staff_uid;
  std::string institution;
  std::string role;
  std::string purpose;
  std::string action;
  // A search by something that names a person.
  bool by_name = false;
  // Survivors by name, each once; a casualty that belongs to no record by its own.
  std::vector<std::string> people;
};

// What an entry touches, but for the people, which only the database can tell; nothing for one that touches nobody: refused or
// failed, only checked, no personal data told.
std::optional<Touch> TouchOf(const v1::Entry& entry);

// Whether somebody's looks are judged at all.
bool IsJudged(const Touch& look, const UnusualLookPolicy& policy);

// Names that were compared; nobody keeps the names themselves.
struct NameMarks {
  bool same_surname = false;
  bool colleague = false;
  bool common_surname = false;
};

struct StaffName {
  std::string uid;
  std::string given_name;
  std::string family_name;
};

// `looker`: who looked; `colleagues`: everybody who works in the same institution. Spellings and scripts are folded, surnames in
// both forms for sex are one. Who looks at their own record is no colleague of theirs, but bears the same surname.
NameMarks CompareNames(const common::v1::PersonIdentity& person, const std::string& looker,
                       const std::vector<StaffName>& colleagues, const UnusualLookPolicy& policy);

// What is known of a look beside itself. Touches in order of time and, at the same time, of entries; the look itself is among them.
struct Surroundings {
  std::vector<Touch> by_staff;   // of whoever looked: from two hours before to an hour after
  std::vector<Touch> on_people;  // on the people looked at: by the same institution, or by the payment service
  std::map<std::string, NameMarks> names;
  std::map<std::string, bool> watched;
  bool emergency_not_justified = false;
};

// The first look: nothing that later days may explain counts yet. The last one knows everything.
enum class Stage { kAtOnce, kLast };

// One person of a look and why that is unusual; only what comes to the points that are shown.
struct Finding {
  std::string person;
  std::vector<v1::UnusualLookReason> reasons;  // in the order of the contract
  int score = 0;
};

std::vector<Finding> Judge(const Touch& look, const Surroundings& around, Stage stage, const UnusualLookPolicy& policy);

// What Judge has to know of the time around a look: touches by the staff, touches on the people.
absl::Duration StaffWindowBefore();
absl::Duration StaffWindowAfter();
absl::Duration PeopleWindowBefore(const UnusualLookPolicy& policy);
absl::Duration PeopleWindowAfter(const UnusualLookPolicy& policy);

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_UNUSUAL_LOOK_RULES_H_
