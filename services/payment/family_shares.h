// Who of a family receives a benefit, on which days, and what falls to each. Pure. Inside the room.
//
// Belongs here: the clauses of a rule about members of a family, and how an amount is divided. Does not: what the person the
// benefit hangs on must have been or be (assessor.h).
#ifndef SERVICES_PAYMENT_FAMILY_SHARES_H_
#define SERVICES_PAYMENT_FAMILY_SHARES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "services/payment/benefit_calendar.h"

namespace dayaq::payment {

// One who may receive.
struct Seat {
  const v1::FamilyFact* member = nullptr;
  // The days on which the member fits for certain, and those on which it cannot be excluded: certain days are possible ones.
  std::vector<Days> certain;
  std::vector<Days> possible;
};

// A seat for each member of the family, in the order in which odd qəpik fall to them: by the clause that fits, then by when they
// were recorded. Members whom no clause fits come last, with no day. `facts` outlive it.
std::vector<Seat> Seats(const v1::BenefitRule& rule, const v1::BenefitFacts& facts);

// Who takes part in which month, seat by seat. Whoever may have to be counted is counted: what would fall to somebody of whom it is
// not known waits, and nobody receives more than is certain.
class Sharing {
 public:
  explicit Sharing(std::vector<std::vector<Months>> months) : months_(std::move(months)) {}

  // Of `whole`, what falls to the seat in the month: all seats of the month together get exactly `whole`, and no two differ by more
  // than a qəpik. 0 when the seat takes no part.
  int64_t PartOf(int64_t whole, absl::CivilMonth month, size_t seat) const;
  int Sharers(absl::CivilMonth month) const;

 private:
  std::vector<std::vector<Months>> months_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_FAMILY_SHARES_H_
