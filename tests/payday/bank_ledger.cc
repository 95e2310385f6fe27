#include "tests/payday/bank_ledger.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace dayaq::testing {
namespace {

constexpr char kClosed[] = "AC04";

}  // namespace

const char* LedgerOrder::State() const {
  if (back) return "PAYMENT_ORDER_STATE_RETURNED";
  if (out) return "PAYMENT_ORDER_STATE_SETTLED";
  return fate == Fate::kRefused ? "PAYMENT_ORDER_STATE_REJECTED" : "PAYMENT_ORDER_STATE_SENT";
}

void BankLedger::Take(const std::string& pain001, bool all_paid) {
  for (const OrderAtBank& order : InventedBank::OrdersIn(pain001)) {
    const uint64_t chance = all_paid ? 0 : random_() % 20;
    const Fate fate = chance < 11 ? Fate::kPaid : chance < 14 ? Fate::kRefused : chance < 17 ? Fate::kReturned : Fate::kLate;
    const bool is_new =
        orders_.emplace(order.end_to_end_id, LedgerOrder{order, fate, InventedBank::MessageIdOf(pain001), false, false}).second;
    is_new ? fresh_.push_back(order.end_to_end_id) : static_cast<void>(++repeated_);
  }
}

bool BankLedger::AnyLate() const {
  return std::any_of(orders_.begin(), orders_.end(),
                     [](const auto& entry) { return entry.second.fate == Fate::kLate && !entry.second.out; });
}

std::vector<std::string> BankLedger::Answers(absl::CivilDay day) {
  const std::set<std::string> fresh(fresh_.begin(), fresh_.end());
  fresh_.clear();
  std::map<std::string, std::vector<BankSays>> statuses;  // by file
  std::vector<BankBooks> out, back;
  for (auto& entry : orders_) {
    const std::string& id = entry.first;
    LedgerOrder& known = entry.second;
    const bool is_fresh = fresh.count(id) > 0;
    const auto movement = [&](bool leaves, const char* reason) {
      return BankBooks{.end_to_end_id = id,
                       .qepik = known.order.qepik,
                       .out = leaves,
                       .reason = reason,
                       .reference = absl::StrCat(leaves ? "O" : "B", id.substr(id.size() - 20)),
                       .day = day};
    };
    if (is_fresh && known.fate == Fate::kRefused) statuses[known.message_id].push_back({id, "RJCT", {kClosed}});
    if (is_fresh && (known.fate == Fate::kPaid || known.fate == Fate::kReturned)) {
      statuses[known.message_id].push_back({id, "ACSP", {}});
    }
    if (!known.out && known.fate != Fate::kRefused && (!is_fresh || known.fate != Fate::kLate)) {
      out.push_back(movement(true, ""));
      known.out = true;
      if (known.fate == Fate::kReturned) {
        back.push_back(movement(false, kClosed));
        known.back = true;
      }
    }
  }
  std::vector<std::string> files;
  files.reserve(statuses.size() + 2);
  for (const auto& [message_id, says] : statuses) {
    files.push_back(InventedBank::Pain002(absl::StrCat("S", ++messages_), absl::Now(), message_id, "PART", says));
  }
  if (!out.empty()) files.push_back(InventedBank::Camt054(absl::StrCat("M", ++messages_), absl::Now(), account_, out));
  if (!back.empty()) files.push_back(InventedBank::Camt054(absl::StrCat("M", ++messages_), absl::Now(), account_, back));
  // In whatever order.
  std::shuffle(files.begin(), files.end(), random_);
  return files;
}

}  // namespace dayaq::testing
