#include "services/payment/instalment_rules.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr char kCurrency[] = "AZN";

// What stands for one period, and what should.
struct Period {
  int64_t standing_qepik = 0;
  int64_t target_qepik = 0;
  int32_t next_sequence = 0;
};

// Whether the whole period lies in a month before that of today. An event whose month is not known has certainly passed only when
// the last month it may have been in has.
bool HasPassed(const common::v1::PartialDate& period, absl::CivilDay today) {
  const std::optional<absl::CivilDay> last = Latest(period);
  return last.has_value() && absl::CivilMonth(*last) < absl::CivilMonth(today);
}

}  // namespace

std::vector<v1::Instalment> Reconcile(const std::vector<Target>& targets, const std::vector<v1::Instalment>& existing,
                                      absl::CivilDay today) {
  // By text: ISO 8601 sorts by time.
  std::map<std::string, Period> periods;
  for (const v1::Instalment& instalment : existing) {
    Period& period = periods[instalment.period()];
    period.standing_qepik += instalment.amount_qepik();
    period.next_sequence = std::max(period.next_sequence, instalment.sequence() + 1);
  }
  for (const Target& target : targets) periods[target.period].target_qepik += target.amount_qepik;

  std::vector<v1::Instalment> added;
  for (const auto& [text, period] : periods) {
    const int64_t difference = period.target_qepik - period.standing_qepik;
    if (difference == 0) continue;
    const common::v1::PartialDate date = PartialDateFromText(text).value_or(common::v1::PartialDate());
    v1::Instalment& instalment = added.emplace_back();
    instalment.set_period(text);
    instalment.set_sequence(period.next_sequence);
    instalment.set_amount_qepik(difference);
    instalment.set_currency(kCurrency);
    if (period.next_sequence > 0) {
      instalment.set_kind(v1::INSTALMENT_KIND_DIFFERENCE);
    } else {
      instalment.set_kind(HasPassed(date, today) ? v1::INSTALMENT_KIND_ARREARS : v1::INSTALMENT_KIND_REGULAR);
    }
    *instalment.mutable_due_on() = PartialDateOf(std::max(Earliest(date).value_or(today), today));
  }
  return added;
}

}  // namespace dayaq::payment
