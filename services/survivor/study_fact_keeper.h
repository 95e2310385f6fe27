// What schools confirmed of members of families who study full time, kept by act like what a caseworker records: shares of a
// stipend hang on it. No SQL, no clock of its own.
#ifndef SERVICES_SURVIVOR_STUDY_FACT_KEEPER_H_
#define SERVICES_SURVIVOR_STUDY_FACT_KEEPER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "dayaq/survivor/v1/benefit_fact.pb.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/benefit_fact_store.h"

namespace dayaq::survivor {

// A term of a study that the school confirmed, as the employment service tells it (db/deploy/employment_support.sql).
struct ConfirmedTerm {
  std::string survivor_uid;
  std::string member_uid;
  std::string school;
  std::string first_day;
  std::string last_day;
  std::string confirmed_on;
  std::string confirmation_number;
  // When the study was given up and the paper that says so; empty: it was not.
  std::string ended_on;
  std::string end_document;
};

// The fact that a term makes; nothing of where the record lies.
v1::BenefitFact FactOf(const ConfirmedTerm& term);

class StudyFactKeeper {
 public:
  // Hears of a study whose school confirmed a term, or that was given up. Told again, nothing happens again.
  absl::Status Keep(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  absl::Status KeepTerm(const ConfirmedTerm& term, rpc::Call& call) const;

  BenefitFactStore facts_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_STUDY_FACT_KEEPER_H_
