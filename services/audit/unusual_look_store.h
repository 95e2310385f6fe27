// All SQL of the pass that finds unusual looks. Holds no rules.
#ifndef SERVICES_AUDIT_UNUSUAL_LOOK_STORE_H_
#define SERVICES_AUDIT_UNUSUAL_LOOK_STORE_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "dayaq/audit/v1/unusual_look.pb.h"
#include "services/audit/unusual_look_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::audit::unusual_look_store {

// People of one statement that opens identities, at most.
inline constexpr size_t kMostIdentities = 500;

// An entry as it was written, with all names, and where it stands in the log.
struct LoggedEntry {
  int32_t log = 0;
  int64_t seq = 0;
  v1::Entry entry;
  std::vector<std::string> resources;
};

// The next entries of that judgement, in the order of the log; nothing when another pass is at it. Keeps others off until the end
// of the transaction. An entry that went to the archive is empty.
absl::StatusOr<std::vector<LoggedEntry>> EntriesToJudge(Stage stage, int days_over, int most, Transaction& transaction);
// Everything before `seq` is judged.
absl::Status KeepJudged(Stage stage, int32_t log, int64_t seq, Transaction& transaction);

// What these members of the staff did, and what was done to these names by these institutions or by the payment service.
absl::StatusOr<std::vector<LoggedEntry>> DoingsOf(const std::set<std::string>& staff, absl::Time since, absl::Time until,
                                                  Transaction& transaction);
absl::StatusOr<std::vector<LoggedEntry>> DoingsTo(const std::vector<std::string>& names, const std::set<std::string>& institutions,
                                                  absl::Time since, absl::Time until, Transaction& transaction);

// Survivor by uid of what belongs to them.
absl::StatusOr<std::map<std::string, std::string>> PeopleBehind(const std::set<std::string>& casualties,
                                                                const std::set<std::string>& entitlements,
                                                                Transaction& transaction);
// Survivor by uid of every name under which they stand.
absl::StatusOr<std::map<std::string, std::string>> NamesOf(const std::set<std::string>& survivors, Transaction& transaction);
absl::StatusOr<std::set<std::string>> WatchedAmong(const std::set<std::string>& survivors, Transaction& transaction);
absl::StatusOr<std::map<std::string, std::vector<StaffName>>> NamesOfStaff(const std::set<std::string>& institutions,
                                                                           Transaction& transaction);
// At most kMostIdentities; whoever has none, or whose was erased, is left out.
absl::StatusOr<std::vector<v1::PersonToCompare>> Identities(const std::vector<std::string>& survivors, Transaction& transaction);

struct Emergency {
  std::string staff_uid;
  std::string survivor;
  absl::Time opened;
  absl::Time ended;
};
absl::StatusOr<std::vector<Emergency>> EmergenciesNotJustified(const std::set<std::string>& staff,
                                                               const std::set<std::string>& survivors, Transaction& transaction);

// One finding about a look, with the uid of its own.
struct Noted {
  std::string uid;
  const Touch* look = nullptr;
  Finding finding;
};
// How many of them are new.
absl::StatusOr<int32_t> Note(const std::vector<Noted>& found, Transaction& transaction);

}  // namespace dayaq::audit::unusual_look_store

#endif  // SERVICES_AUDIT_UNUSUAL_LOOK_STORE_H_
