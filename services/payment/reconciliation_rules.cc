#include "services/payment/reconciliation_rules.h"

#include <google/protobuf/util/message_differencer.h>

#include <utility>

namespace dayaq::payment {
namespace {

using Kind = v1::ReconciliationDifferenceKind;

v1::ReconciliationDifference Difference(Kind kind, const std::string& order_uid, const std::string& line_uid, int64_t amount) {
  v1::ReconciliationDifference difference;
  difference.set_kind(kind);
  difference.set_order_uid(order_uid);
  difference.set_line_uid(line_uid);
  difference.set_amount_qepik(amount);
  return difference;
}

}  // namespace

std::vector<v1::ReconciliationDifference> DifferencesOf(const OddOrder& order, const std::string& day) {
  const auto is = [&order](Kind kind) {
    return std::vector<v1::ReconciliationDifference>{Difference(kind, order.uid, "", order.amount_qepik)};
  };
  switch (order.state) {
    case v1::PAYMENT_ORDER_STATE_SENT:
      return is(v1::RECONCILIATION_DIFFERENCE_KIND_NOT_ANSWERED);
    case v1::PAYMENT_ORDER_STATE_ACCEPTED:
      return is(v1::RECONCILIATION_DIFFERENCE_KIND_NOT_MOVED);
    case v1::PAYMENT_ORDER_STATE_REJECTED:
      return is(v1::RECONCILIATION_DIFFERENCE_KIND_REFUSED);
    case v1::PAYMENT_ORDER_STATE_HELD:
      return is(v1::RECONCILIATION_DIFFERENCE_KIND_HELD);
    case v1::PAYMENT_ORDER_STATE_SETTLED:
    case v1::PAYMENT_ORDER_STATE_RETURNED:
      // Of one that came back before it was told to have moved, there is a movement to be told yet.
      if (order.moved == 0) return is(v1::RECONCILIATION_DIFFERENCE_KIND_NOT_MOVED);
      if (order.moved_on != day) return is(v1::RECONCILIATION_DIFFERENCE_KIND_OTHER_DAY);
      return {};
    default:
      return {};
  }
}

std::vector<v1::ReconciliationDifference> DifferencesOf(const OddLine& line, const std::string& day) {
  const auto is = [&line](Kind kind) { return Difference(kind, line.order_uid, line.uid, line.amount_qepik); };
  std::vector<v1::ReconciliationDifference> found;
  if (line.match == v1::BANK_LINE_MATCH_NONE) return {is(v1::RECONCILIATION_DIFFERENCE_KIND_NOT_OURS)};
  if (line.match == v1::BANK_LINE_MATCH_AMOUNT_DIFFERS) found.push_back(is(v1::RECONCILIATION_DIFFERENCE_KIND_AMOUNT_DIFFERS));
  if (line.kind == v1::BANK_LINE_KIND_BACK) {
    found.push_back(is(v1::RECONCILIATION_DIFFERENCE_KIND_CAME_BACK));
    return found;
  }
  if (line.repeated) found.push_back(is(v1::RECONCILIATION_DIFFERENCE_KIND_MOVED_TWICE));
  if (line.ordered_for != day) found.push_back(is(v1::RECONCILIATION_DIFFERENCE_KIND_OTHER_DAY));
  return found;
}

void SetReckoned(const DaySums& sums, const std::vector<OddOrder>& orders, const std::vector<OddLine>& lines, int64_t more,
                 const std::string& day, v1::Reconciliation& reconciliation) {
  reconciliation.set_ordered(sums.ordered);
  reconciliation.set_ordered_qepik(sums.ordered_qepik);
  reconciliation.set_accepted(sums.accepted);
  reconciliation.set_accepted_qepik(sums.accepted_qepik);
  reconciliation.set_moved(sums.moved);
  reconciliation.set_moved_qepik(sums.moved_qepik);
  reconciliation.set_returned(sums.returned);
  reconciliation.set_returned_qepik(sums.returned_qepik);
  std::vector<v1::ReconciliationDifference> all;
  const auto take = [&all](std::vector<v1::ReconciliationDifference> found) { all.insert(all.end(), found.begin(), found.end()); };
  for (const OddLine& line : lines) take(DifferencesOf(line, day));
  for (const OddOrder& order : orders) take(DifferencesOf(order, day));
  reconciliation.set_difference_count(static_cast<int64_t>(all.size()) + more);
  reconciliation.clear_differences();
  if (all.size() > kMostDifferences) all.resize(kMostDifferences);
  for (v1::ReconciliationDifference& difference : all) *reconciliation.add_differences() = std::move(difference);
}

bool SameReckoning(const v1::Reconciliation& one, const v1::Reconciliation& other) {
  const auto said = [](const v1::Reconciliation& day) {
    v1::Reconciliation reckoned;
    SetReckoned({day.ordered(), day.ordered_qepik(), day.accepted(), day.accepted_qepik(), day.moved(), day.moved_qepik(),
                 day.returned(), day.returned_qepik()},
                {}, {}, day.difference_count(), "", reckoned);
    *reckoned.mutable_differences() = day.differences();
    return reckoned;
  };
  return google::protobuf::util::MessageDifferencer::Equals(said(one), said(other));
}

}  // namespace dayaq::payment
