// All SQL on studies and their terms. Holds no rules.
#ifndef SERVICES_EMPLOYMENT_STUDY_STORE_H_
#define SERVICES_EMPLOYMENT_STUDY_STORE_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/employment/v1/study_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

// Names are set on all that comes out.
class StudyStore {
 public:
  absl::StatusOr<v1::Study> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Study> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Study>> List(Transaction& transaction, const v1::ListStudiesRequest& request,
                                              absl::string_view after, int limit) const;
  absl::Status Add(Transaction& transaction, const v1::Study& study) const;
  absl::Status End(Transaction& transaction, const v1::Study& study) const;

  // The first first.
  absl::StatusOr<std::vector<v1::StudyTerm>> Terms(Transaction& transaction, absl::string_view study_uid) const;
  absl::StatusOr<v1::StudyTerm> Term(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::StudyTerm> TermToChange(Transaction& transaction, absl::string_view uid) const;
  // FAILED_PRECONDITION with TERM_OVERLAPS when another study of the person has a term then.
  absl::Status Add(Transaction& transaction, const v1::StudyTerm& term) const;
  absl::Status Confirm(Transaction& transaction, const v1::StudyTerm& term) const;
  absl::Status Pay(Transaction& transaction, const v1::StudyTerm& term) const;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_STUDY_STORE_H_
