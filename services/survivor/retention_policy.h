// policy/retention.yaml: how long what is known of a person is kept.
#ifndef SERVICES_SURVIVOR_RETENTION_POLICY_H_
#define SERVICES_SURVIVOR_RETENTION_POLICY_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/erasure.pb.h"

namespace dayaq::survivor {

// What the years of a class run from.
enum class RetentionAnchor { kDeath, kLastPayment };

// One class.
struct RetentionRule {
  // Kept as long as the person wants; else because an act says so.
  bool consent = false;
  std::string act, article;
  RetentionAnchor after = RetentionAnchor::kDeath;
  int years = 0;
};

// A rule for each class.
using RetentionPolicy = std::map<v1::RetentionClass, RetentionRule>;

// FAILED_PRECONDITION with file, line and what is wrong.
absl::StatusOr<RetentionPolicy> ParseRetention(const std::string& yaml, absl::string_view source);
absl::StatusOr<RetentionPolicy> LoadRetention(const std::string& path);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_RETENTION_POLICY_H_
