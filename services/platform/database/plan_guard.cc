#include "services/platform/database/plan_guard.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dayaq {
namespace {

constexpr Query kNoSequentialScans{"plan_guard.no_sequential_scans", "SET LOCAL enable_seqscan = off"};
constexpr Query kGenericPlans{"plan_guard.generic_plans", "SET LOCAL plan_cache_mode = force_generic_plan"};
constexpr int kMostPlanLines = 10000;

// The highest $n of a statement.
int ParameterCount(absl::string_view text) {
  int most = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '$') continue;
    int number = 0;
    for (size_t at = i + 1; at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at])); ++at) {
      number = number * 10 + (text[at] - '0');
    }
    most = std::max(most, number);
  }
  return most;
}

// The large table that this line of a plan reads from end to end; "" if none.
absl::string_view ScannedTable(absl::string_view line, const std::vector<absl::string_view>& large_tables) {
  constexpr absl::string_view kScan = "Seq Scan on ";
  const size_t at = line.find(kScan);
  if (at == absl::string_view::npos) return "";
  const absl::string_view rest = line.substr(at + kScan.size());
  const absl::string_view table = rest.substr(0, rest.find(' '));
  return std::find(large_tables.begin(), large_tables.end(), table) == large_tables.end() ? "" : table;
}

absl::StatusOr<std::vector<Row>> Explain(Transaction& transaction, const Query& query) {
  const std::string name = absl::StrCat("plan_guard.", query.name);
  const std::string prepare = absl::StrCat("PREPARE guarded AS ", query.text);
  RETURN_IF_ERROR(transaction.Execute({absl::StrCat(name, ".prepare"), prepare}));
  const std::vector<std::string> nulls(static_cast<size_t>(ParameterCount(query.text)), "NULL");
  const std::string arguments = nulls.empty() ? "" : absl::StrCat("(", absl::StrJoin(nulls, ", "), ")");
  const std::string explain = absl::StrCat("EXPLAIN (VERBOSE, COSTS OFF) EXECUTE guarded", arguments);
  ASSIGN_OR_RETURN(std::vector<Row> lines, transaction.All<Row>({absl::StrCat(name, ".explain"), explain}, {}, kMostPlanLines));
  RETURN_IF_ERROR(transaction.Execute({"plan_guard.forget", "DEALLOCATE guarded"}));
  return lines;
}

}  // namespace

absl::Status CheckPlans(Transaction& transaction, const std::vector<Query>& queries,
                        const std::vector<absl::string_view>& large_tables) {
  RETURN_IF_ERROR(transaction.Execute(kNoSequentialScans));
  RETURN_IF_ERROR(transaction.Execute(kGenericPlans));
  std::vector<std::string> faults;
  for (const Query& query : queries) {
    ASSIGN_OR_RETURN(const std::vector<Row> lines, Explain(transaction, query));
    for (const Row& line : lines) {
      std::string text;
      RETURN_IF_ERROR(line.Read({{"QUERY PLAN", &text}}));
      const absl::string_view table = ScannedTable(text, large_tables);
      if (!table.empty()) faults.push_back(absl::StrCat(query.name, " reads all of ", table));
    }
  }
  if (faults.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrJoin(faults, "; "));
}

}  // namespace dayaq
