// What policy/access.yaml says, and the decision that follows from it: may this role do this action for this purpose, these facts
// holding?
//
// Belongs here: the model and the decision, pure. Not here: reading the file (policy_reader.cc), finding out facts (facts.h), and
// what the compiler makes of it for PostgreSQL, for Cedar and for people (policy/compiler). Rows are decided twice: here, and by
// row-level security in the database, which the compiler makes from the same rules.
#ifndef SERVICES_PLATFORM_ACCESS_ACCESS_POLICY_H_
#define SERVICES_PLATFORM_ACCESS_ACCESS_POLICY_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/access/data_classes.h"
#include "services/platform/access/facts.h"

namespace dayaq {

// A sentence in both languages.
struct PolicyWords {
  std::string az;
  std::string en;
};

// One thing that can be done: each method of the contract names one.
struct Action {
  std::string name;
  PolicyWords title;
  // Facts that whoever does it must bring along, whatever their role.
  FactSet needs;
  // Whether it concerns rows that lie somewhere or are about somebody; then one of the role's ways to rows must be open.
  bool of_rows = true;
};

// A role may do an action.
struct Grant {
  std::set<std::string> purposes;
  FactSet needs;
};

// A way in which rows come within reach of a role: all facts hold, and in_register with them. Open for these purposes.
struct Reach {
  FactSet when;
  std::set<std::string> purposes;
};

// One role of the policy.
struct Role {
  std::string name;
  PolicyWords title;
  std::set<std::string> purposes;  // Purposes of use the role may state; the first of the file is the default.
  std::string default_purpose;
  std::map<std::string, Grant, std::less<>> grants;  // by action
  std::vector<Reach> rows;
  DataClassSet reads;
  DataClassSet writes;
  // Somebody else must approve before a person holds it.
  bool powerful = false;
  // What a service does by itself; never a person's.
  bool background = false;
  // Held about one survivor: by the person, or by who stands for them.
  bool of_person = false;
};

// What is refused whatever a role says. Empty roles mean every role. One that names classes takes part in no decision: the reader
// refuses a file whose roles hold such a class.
struct DenyRule {
  std::string name;
  std::set<std::string> roles;
  std::set<std::string> actions;
  DataClassSet classes;
  FactSet when;
  PolicyWords because;
};

// Steps of one thing, each to be taken by another person. The reader adds a DenyRule for every step but the first.
struct Separation {
  std::string name;
  std::vector<std::string> steps;
  PolicyWords because;
};

// Roles that one person must not hold at the same time.
struct IncompatibleRoles {
  std::set<std::string> roles;
  PolicyWords because;
};

// Why something is refused, the nearest reason to a permission first wins.
enum class Refusal {
  kNone,
  kRoleUnknown,
  kActionNotGranted,
  kPurpose,     // granted, but not for this purpose
  kNeeds,       // `missing` are facts the caller could bring along: a stronger sign-in
  kOutOfReach,  // no way to this row is open
  kDenied,      // a deny rule: `rule`
};

struct Decision {
  Refusal refusal = Refusal::kNone;
  FactSet missing;
  const DenyRule* rule = nullptr;
  bool allowed() const { return refusal == Refusal::kNone; }
};

// The content of a policy, as the reader or the compiler's generated code puts it together.
struct PolicyContent {
  std::map<std::string, PolicyWords> purposes;
  std::vector<Action> actions;  // in the order of the file
  std::vector<Role> roles;      // in the order of the file
  std::vector<DenyRule> denials;
  std::vector<Separation> separations;
  std::vector<IncompatibleRoles> incompatible;
  std::string hash;
};

// The whole policy; immutable, so threads share it freely.
class AccessPolicy {
 public:
  explicit AccessPolicy(PolicyContent content);

  // Reads a policy file strictly (policy_reader.cc): FAILED_PRECONDITION with file, line and what is wrong. The hash is that of the
  // file alone.
  static absl::StatusOr<AccessPolicy> Load(const std::string& path);
  static absl::StatusOr<AccessPolicy> Parse(const std::string& yaml, absl::string_view source);

  // What stands in the file; a role or action that the policy does not know may do, or be done, nothing: nullptr.
  const Role* FindRole(absl::string_view name) const;
  const Action* FindAction(absl::string_view name) const;

  // Whether the role may do the action to a row of which all facts are known. A fact that is not in `facts` does not hold.
  Decision Decide(absl::string_view role, absl::string_view action, absl::string_view purpose, FactSet facts) const;
  // The same before a row was looked at: refused is what no row at all could make allowed.
  Decision DecideBeforeRow(absl::string_view role, absl::string_view action, absl::string_view purpose, FactSet call_facts) const;

  // Whether some row and purpose exist for which the role may do the action.
  bool Allows(absl::string_view role, absl::string_view action) const;

  // OK when every action is granted to some role; else FAILED_PRECONDITION: a method nobody may call is a slip.
  absl::Status CheckActionsKnown(const std::vector<std::string>& actions) const;

  // The first pair rule that somebody who holds `held` would break by `wanted`; nullptr: none.
  const IncompatibleRoles* Incompatible(absl::string_view wanted, const std::set<std::string>& held) const;

  // Facts that any rule about this role and action names: what a test of every combination has to vary.
  FactSet FactsNamed(absl::string_view role, absl::string_view action) const;

  // SHA-256 of the policy files, hex. Services print it at start and refuse to run with a database or file of another.
  const std::string& hash() const { return content_.hash; }
  const PolicyContent& content() const { return content_; }
  const std::vector<Role>& roles() const { return content_.roles; }
  const std::vector<Action>& actions() const { return content_.actions; }

 private:
  // `hopeful` are facts as a permission may count on them, `certain` as a denial must take them.
  Decision Evaluate(absl::string_view role, absl::string_view action, absl::string_view purpose, FactSet hopeful,
                    FactSet certain) const;

  PolicyContent content_;
  std::map<std::string, size_t, std::less<>> role_index_;
  std::map<std::string, size_t, std::less<>> action_index_;
};

// The policy that was compiled into this program (policy/compiler makes the code at build time).
const AccessPolicy& LinkedPolicy();

// SHA-256 over the bytes of access.yaml and tables/*.yaml in that folder, hex: what a compiled policy is known by.
absl::StatusOr<std::string> PolicyHash(const std::string& policy_directory);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_ACCESS_ACCESS_POLICY_H_
