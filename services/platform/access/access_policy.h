// What policy/access.yaml says: which role does which action, and reads and writes which data classes.
//
// Rows are decided by row-level security in the database (db/deploy/*policies*.sql) with the context that access.begin_request
// signs; this file decides methods and fields.
#ifndef SERVICES_PLATFORM_ACCESS_ACCESS_POLICY_H_
#define SERVICES_PLATFORM_ACCESS_ACCESS_POLICY_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/access/data_classes.h"

namespace dayaq {

// One role of the policy.
struct Role {
  std::string name;
  std::string title_az;
  std::string title_en;
  std::set<std::string> purposes;  // Purposes of use the role may state; the first of the file is the default.
  std::string default_purpose;
  std::set<std::string> actions;
  DataClassSet reads;
  DataClassSet writes;
};

// The whole policy; immutable once loaded, so threads share it freely.
class AccessPolicy {
 public:
  // Reads a policy file strictly: unknown or doubled keys, anchors, unknown classes, an action granted to nobody or not spelt
  // "<resource>.<verb>", or a file over 256 KiB are FAILED_PRECONDITION with file, line and what is wrong.
  static absl::StatusOr<AccessPolicy> Load(const std::string& path);
  static absl::StatusOr<AccessPolicy> Parse(const std::string& yaml, absl::string_view source);

  // The role, or nullptr: a role that the policy does not know may do nothing.
  const Role* FindRole(absl::string_view name) const;
  bool Allows(absl::string_view role, absl::string_view action) const;

  // OK when every action is granted to some role; else FAILED_PRECONDITION: a method nobody may call is a slip.
  absl::Status CheckActionsKnown(const std::vector<std::string>& actions) const;

  // SHA-256 of the file, hex: services print it at start.
  const std::string& hash() const { return hash_; }
  const std::map<std::string, Role, std::less<>>& roles() const { return roles_; }

 private:
  std::map<std::string, Role, std::less<>> roles_;
  std::string hash_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_ACCESS_ACCESS_POLICY_H_
