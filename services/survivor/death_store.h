// All SQL of what a death ends. Holds no rules.
#ifndef SERVICES_SURVIVOR_DEATH_STORE_H_
#define SERVICES_SURVIVOR_DEATH_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/case.pb.h"
#include "dayaq/survivor/v1/examination_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class DeathStore {
 public:
  // The record that speaks for the person, without anything that is sealed; nothing when there is none.
  absl::StatusOr<std::optional<v1::Survivor>> SpeaksFor(Transaction& transaction, absl::string_view survivor_uid) const;
  // Cases of all records of the person that are open, with their open goals; locked.
  absl::StatusOr<std::vector<v1::Case>> OpenCases(Transaction& transaction, absl::string_view survivor_uid) const;
  // The case with its goals as they are now.
  absl::Status Close(Transaction& transaction, const v1::Case& one) const;
  absl::StatusOr<std::vector<v1::ExaminationReferral>> OpenExaminations(Transaction& transaction,
                                                                        absl::string_view survivor_uid) const;
  absl::Status Return(Transaction& transaction, const v1::ExaminationReferral& referral) const;
  // The survivors in whose families the person stands.
  absl::StatusOr<std::vector<std::string>> Families(Transaction& transaction, absl::string_view survivor_uid) const;
  // Those that were closed.
  absl::StatusOr<std::vector<std::string>> EndReferrals(Transaction& transaction, absl::string_view survivor_uid) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DEATH_STORE_H_
