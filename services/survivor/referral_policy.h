// policy/referrals.yaml: how long a referral may lie, and what sharing may rest on.
#ifndef SERVICES_SURVIVOR_REFERRAL_POLICY_H_
#define SERVICES_SURVIVOR_REFERRAL_POLICY_H_

#include <map>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/consent.pb.h"
#include "dayaq/survivor/v1/referral.pb.h"

namespace dayaq::survivor {

// From the sending.
struct ReferralTerm {
  absl::Duration see;
  absl::Duration answer;
  absl::Duration expire;
};

// A legal basis that is no consent: what it lets be shared.
struct SharingBasis {
  std::string act;
  std::string article;
  std::set<v1::SharedClass> classes;
  std::set<v1::ReferredService> services;
  // Kinds of institutions; empty: any.
  std::set<std::string> recipients;
};

struct ReferralPolicy {
  // One for each urgency.
  std::map<v1::ReferralUrgency, ReferralTerm> terms;
  // Purposes one of which a consent must have, for each service.
  std::map<v1::ReferredService, std::set<v1::ConsentPurpose>> purposes;
  SharingBasis vital_interest;
  // By code.
  std::map<std::string, SharingBasis> duties;
};

// FAILED_PRECONDITION with file, line and what is wrong.
absl::StatusOr<ReferralPolicy> ParseReferralPolicy(const std::string& yaml, absl::string_view source);
absl::StatusOr<ReferralPolicy> LoadReferralPolicy(const std::string& path);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REFERRAL_POLICY_H_
