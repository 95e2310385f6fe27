// What deciding about access costs a point read: the decision before a row was looked at, and the decision about the row. Prints
// both in nanoseconds, the mean over every role, purpose and action of the policy that the role holds.
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/access/facts.h"

ABSL_FLAG(int, rounds, 200, "how often everything is decided");

namespace dayaq {
namespace {

// One call as the wrapper sees it.
struct Asked {
  Caller caller;
  std::string action;
  RowStanding row;
};

std::vector<Asked> EverythingAsked(const AccessPolicy& policy, absl::Time now) {
  std::vector<Asked> all;
  for (const Role& role : policy.roles()) {
    for (const auto& [action, grant] : role.grants) {
      for (const std::string& purpose : grant.purposes) {
        Asked& asked = all.emplace_back();
        asked.action = action;
        asked.caller.staff_uid = "01900000-0000-7000-8000-000000000001";
        asked.caller.role = role.name;
        asked.caller.purpose = purpose;
        asked.caller.institution = "hospital-tartar";
        asked.caller.districts = {"AZ-BAR", "AZ-AGM", "AZ-FUZ", "AZ-CAB", "AZ-TAR"};
        asked.caller.registers = {"az"};
        asked.caller.acr = kStrongSignIn;
        asked.caller.auth_time = now;
        asked.row = {.register_code = "az", .district = "AZ-TAR", .institution = "hospital-barda"};
      }
    }
  }
  return all;
}

// Mean nanoseconds of what `decide` does; the number of permissions keeps the compiler from leaving it out.
template <typename Decide>
int64_t Mean(const std::vector<Asked>& all, int rounds, int64_t& allowed, const Decide& decide) {
  const absl::Time begun = absl::Now();
  for (int round = 0; round < rounds; ++round) {
    for (const Asked& asked : all) allowed += decide(asked).allowed() ? 1 : 0;
  }
  return absl::ToInt64Nanoseconds(absl::Now() - begun) / (static_cast<int64_t>(all.size()) * rounds);
}

}  // namespace
}  // namespace dayaq

int main(int argc, char** argv) {
  using namespace dayaq;  // NOLINT(google-build-using-namespace): one function of a tool.
  absl::ParseCommandLine(argc, argv);
  const AccessPolicy& policy = LinkedPolicy();
  const absl::Time now = absl::Now();
  const std::vector<Asked> all = EverythingAsked(policy, now);
  const int rounds = absl::GetFlag(FLAGS_rounds);
  int64_t allowed = 0;
  const int64_t before_row = Mean(all, rounds, allowed, [&](const Asked& asked) {
    return policy.DecideBeforeRow(asked.caller.role, asked.action, asked.caller.purpose, CallFacts(asked.caller, now));
  });
  const int64_t of_row = Mean(all, rounds, allowed, [&](const Asked& asked) {
    const FactSet facts = CallFacts(asked.caller, now).Or(RowFacts(asked.caller, asked.row));
    return policy.Decide(asked.caller.role, asked.action, asked.caller.purpose, facts);
  });
  std::cout << before_row << " " << of_row << " " << all.size() << " " << allowed << "\n";
  return 0;
}
