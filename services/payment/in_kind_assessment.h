// Places in the queues of benefits in kind, worked out anew from all facts beside what is owed in money (assessment_service.h).
#ifndef SERVICES_PAYMENT_IN_KIND_ASSESSMENT_H_
#define SERVICES_PAYMENT_IN_KIND_ASSESSMENT_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "services/payment/in_kind_rules.h"
#include "services/payment/in_kind_store.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq::payment {

// One person, and the call that what follows belongs to. Both outlive the assessment.
struct PersonInKind {
  const v1::BenefitFacts& facts;
  // Codes of benefits in money that run.
  std::set<std::string> in_money;
  rpc::Call& call;
};

class InKindAssessment {
 public:
  // `in_force` are the rules to decide by, which outlive this.
  explicit InKindAssessment(const std::vector<v1::InKindRule>& in_force) : in_force_(in_force) {}

  // Puts these people into the queues that they have a right to, moves and takes them out, also where no rule is of a benefit any
  // more, gives up what is set aside for somebody
  // who has no right to it any more, and tells itself when to look again. Stores nothing when nothing changes. Two statements to
  // read and two to write, whatever the number of people.
  absl::Status Assess(const std::vector<PersonInKind>& people, Transaction& transaction) const;

  // Of these people those whom assessing would move. `in_money` are the rules of benefits in money; nothing is written, and nobody
  // is waited for.
  absl::StatusOr<std::vector<std::string>> WhoMoves(const std::vector<v1::BenefitFacts>& people,
                                                    const std::vector<v1::BenefitRule>& in_money, absl::CivilDay today,
                                                    Transaction& transaction) const;

  // "<benefit>/<version>" of each rule, and "<benefit>/0" of each benefit that had one once: what everybody must have been assessed
  // by.
  absl::StatusOr<std::vector<std::string>> Names(Transaction& transaction) const;

 private:
  // What there is of these people: their places, and what they were given.
  struct Known {
    std::map<std::pair<std::string, std::string>, v1::InKindEntry> standing;  // by survivor and benefit
    std::map<std::string, std::vector<InKindGiven>> given;                    // by survivor
  };
  // To change them, places are held until the transaction ends: who allocates, hands over or declines waits for it.
  absl::StatusOr<Known> Read(const std::vector<std::string>& survivor_uids, bool to_change, Transaction& transaction) const;
  bool HasRule(absl::string_view benefit) const;
  // The places of one person in queues that no rule is of any more.
  std::vector<const v1::InKindEntry*> WithoutRule(const Known& there, const std::string& survivor_uid) const;
  // Codes of benefits in money that run and exclude one in kind.
  std::set<std::string> Excluding(const std::vector<v1::BenefitRule>& in_money, const v1::BenefitFacts& facts,
                                  absl::CivilDay today) const;

  const std::vector<v1::InKindRule>& in_force_;
  const InKindStore store_;
};

// Keeps the rules that are in force, once at the start of the service. Errors of CheckInKindVersions, and of the database.
absl::Status KeepInKindBenefits(const rpc::Kit& kit, const std::vector<v1::InKindRule>& in_force);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_ASSESSMENT_H_
