#include "services/payment/rule_diff_store.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "services/payment/payment_names.h"
#include "services/payment/rule_diff_queries.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr int kMostLines = 20000;
constexpr int kMostLosses = 100;

}  // namespace

absl::Status RuleDiffStore::Add(Transaction& transaction, const v1::RuleComparison& comparison) const {
  return transaction.Execute(kAddComparison, {Rows(comparison)});
}

absl::StatusOr<v1::RuleComparison> RuleDiffStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(WithRow<v1::RuleComparison> found, transaction.One<WithRow<v1::RuleComparison>>(kComparison, {uid}));
  v1::RuleComparison& comparison = found.message;
  std::optional<absl::Time> through;
  int64_t people = 0, gone_through = 0;
  RETURN_IF_ERROR(found.row.Read({{"through", &through}, {"people", &people}, {"gone_through", &gone_through}}));
  if (through.has_value()) *comparison.mutable_finish_time() = Timestamp(*through);
  comparison.set_total(people);
  comparison.set_done(gone_through);
  SetNames(comparison);
  return std::move(comparison);
}

absl::StatusOr<v1::RuleComparison> RuleDiffStore::GetWhole(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::RuleComparison comparison, Get(transaction, uid));
  ASSIGN_OR_RETURN(std::vector<v1::RuleComparisonLine> lines,
                   transaction.All<v1::RuleComparisonLine>(kComparisonLines, {uid}, kMostLines));
  for (v1::RuleComparisonLine& line : lines) *comparison.add_lines() = std::move(line);
  ASSIGN_OR_RETURN(std::vector<v1::RuleLoss> losses, transaction.All<v1::RuleLoss>(kLosses, {uid}, kMostLosses));
  RETURN_IF_ERROR(SetNumbers(transaction, losses));
  for (v1::RuleLoss& loss : losses) *comparison.add_losses() = std::move(loss);
  return comparison;
}

absl::Status RuleDiffStore::SetNumbers(Transaction& transaction, std::vector<v1::RuleLoss>& losses) const {
  if (losses.empty()) return absl::OkStatus();
  std::vector<std::string> people;
  people.reserve(losses.size());
  for (const v1::RuleLoss& loss : losses) people.push_back(loss.survivor_uid());
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kNumbers, {people}, kMostLosses));
  std::map<std::string, std::string> numbers;
  for (const Row& row : rows) {
    std::string uid, number;
    RETURN_IF_ERROR(row.Read({{"survivor_uid", &uid}, {"number", &number}}));
    numbers[uid] = number;
  }
  for (v1::RuleLoss& loss : losses) loss.set_survivor_number(numbers[loss.survivor_uid()]);
  return absl::OkStatus();
}

absl::Status RuleDiffStore::AddFound(Transaction& transaction, absl::string_view comparison_uid, absl::string_view lane_uid,
                                     const std::vector<v1::RuleComparisonLine>& lines,
                                     const std::vector<v1::RuleLoss>& losses) const {
  if (!lines.empty()) RETURN_IF_ERROR(transaction.Execute(kAddLines, {Rows(lines), comparison_uid, lane_uid}));
  return losses.empty() ? absl::OkStatus() : transaction.Execute(kAddLosses, {Rows(losses), comparison_uid, lane_uid});
}

absl::Status RuleDiffStore::KeepLosses(Transaction& transaction, absl::string_view comparison_uid) const {
  return transaction.Execute(kKeepLosses, {comparison_uid});
}

}  // namespace dayaq::payment
