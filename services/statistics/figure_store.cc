#include "services/statistics/figure_store.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/statistics/figure_queries.h"

namespace dayaq::statistics {
namespace {

constexpr int kMostGroups = 100'000;
constexpr int kMostDistricts = 2'000;

// The first moment that is not known any more.
absl::Time End(const LayerMoment& moment) { return absl::FromCivil(moment.known_until + 1, BakuZone()); }

int LettersOf(const FigurePlan& plan) {
  if (plan.step == v1::TIME_STEP_MONTH || plan.step == v1::TIME_STEP_QUARTER) return 7;
  return plan.step == v1::TIME_STEP_YEAR ? 4 : 0;
}

// Between which days rows lie, and before which they must not have ended.
struct Days {
  std::string from, until, not_before;
};
Days DaysOf(const Measure& measure, absl::CivilDay from, absl::CivilDay until) {
  // What is, however long it has been; what happened, within its days, and nothing of it ends.
  const absl::CivilDay first = measure.lasting == Lasting::kFlow ? from : absl::CivilDay(1900, 1, 1);
  return {absl::FormatCivilTime(first), absl::FormatCivilTime(until), absl::FormatCivilTime(until + 1)};
}

absl::string_view OnlyRows(Narrowed narrowed) {
  if (narrowed == Narrowed::kWithValue) return "VALUE";
  return narrowed == Narrowed::kWithRelation ? "RELATION" : "";
}

// Within which dimension people are each once.
absl::string_view OnceFor(Counting counting) {
  if (counting == Counting::kOncePerBenefit) return "BENEFIT";
  return counting == Counting::kOncePerRelation ? "RELATION" : "";
}

Params CellParams(const LayerMoment& moment, const Measure& measure, const CellRows& rows, const Days& days,
                  const std::vector<std::string>& names, const std::vector<std::string>& codes) {
  return {moment.registered_in,
          measure.kind,
          End(moment),
          OrNull(moment.snapshot),
          days.from,
          days.until,
          days.not_before,
          OnlyRows(measure.narrowed),
          rows.time.months.empty() ? Param(std::nullopt) : Param(rows.time.months),
          OrNull(rows.time.only_year),
          OrNull(names[0]),
          OrNull(codes[0]),
          OrNull(names[1]),
          OrNull(codes[1]),
          OrNull(names[2]),
          OrNull(codes[2])};
}

struct NamedCodes {
  explicit NamedCodes(const CellRows& rows) {
    for (size_t i = 0; i < rows.codes.size() && i < 3; ++i) {
      names[i] = rows.codes[i].first;
      codes[i] = rows.codes[i].second;
    }
  }
  std::vector<std::string> names = {"", "", ""}, codes = {"", "", ""};
};

}  // namespace

absl::StatusOr<std::vector<CountedGroup>> FigureStore::Count(Transaction& transaction, const LayerMoment& moment,
                                                             const FigurePlan& plan) const {
  std::vector<CountedGroup> groups;
  const auto dimension = [&](size_t i) { return i < plan.counted_by.size() ? plan.counted_by[i] : std::string(); };
  const bool once = plan.measure.counting != Counting::kRows;
  const auto count = [&](absl::CivilDay from, absl::CivilDay until, const std::string& stock_code) -> absl::Status {
    const Days days = DaysOf(plan.measure, from, until);
    Params params = {moment.registered_in,
                     plan.measure.kind,
                     End(moment),
                     OrNull(moment.snapshot),
                     days.from,
                     days.until,
                     days.not_before,
                     OnlyRows(plan.measure.narrowed),
                     stock_code.empty() ? LettersOf(plan) : 0,
                     dimension(0),
                     dimension(1),
                     dimension(2),
                     kMostGroups};
    if (once) params.push_back(OnceFor(plan.measure.counting));
    ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(once ? kCountOnce : kCountFacts, params, kMostGroups));
    for (const Row& row : rows) {
      CountedGroup& group = groups.emplace_back();
      group.codes.resize(3);
      RETURN_IF_ERROR(row.Read({{"period", &group.period},
                                {"one", &group.codes[0]},
                                {"two", &group.codes[1]},
                                {"three", &group.codes[2]},
                                {"people", &group.count}}));
      if (!stock_code.empty()) group.period = stock_code;
    }
    return absl::OkStatus();
  };
  for (const StockDay& day : plan.stock_days) RETURN_IF_ERROR(count(day.day, day.day, day.code));
  if (plan.stock_days.empty()) RETURN_IF_ERROR(count(plan.from, plan.until, ""));
  return groups;
}

absl::StatusOr<std::vector<CountedGroup>> FigureStore::Amounts(Transaction& transaction, const LayerMoment& moment,
                                                               const FigurePlan& plan) const {
  FigurePlan paid = plan;
  paid.measure.kind = "AMOUNT";
  paid.measure.counting = Counting::kRows;
  paid.measure.narrowed = Narrowed::kWithValue;
  paid.counted_by.emplace_back(kValueDimension);
  return Count(transaction, moment, paid);
}

absl::StatusOr<std::vector<CountedRow>> FigureStore::Records(Transaction& transaction, const LayerMoment& moment,
                                                             const Measure& measure, const CellRows& rows, absl::string_view after,
                                                             int most) const {
  const NamedCodes named(rows);
  const Days days = DaysOf(measure, rows.time.from, rows.time.until);
  Params params = CellParams(moment, measure, rows, days, named.names, named.codes);
  params.push_back(OrNull(after));
  params.push_back(most);
  ASSIGN_OR_RETURN(const std::vector<Row> found, transaction.All<Row>(kRecords, params, most));
  std::vector<CountedRow> counted;
  counted.reserve(found.size());
  for (const Row& row : found) {
    CountedRow& one = counted.emplace_back();
    RETURN_IF_ERROR(row.Read({{"pseudonym", &one.pseudonym},
                              {"part", &one.part},
                              {"parent", &one.parent},
                              {"kind", &one.kind},
                              {"record", &one.record}}));
  }
  return counted;
}

absl::StatusOr<int64_t> FigureStore::CountRecords(Transaction& transaction, const LayerMoment& moment, const Measure& measure,
                                                  const CellRows& rows) const {
  const NamedCodes named(rows);
  const Days days = DaysOf(measure, rows.time.from, rows.time.until);
  ASSIGN_OR_RETURN(const Row row,
                   transaction.One<Row>(kCountRecords, CellParams(moment, measure, rows, days, named.names, named.codes)));
  int64_t people = 0;
  RETURN_IF_ERROR(row.Read({{"people", &people}}));
  return people;
}

absl::StatusOr<std::vector<ListedCode>> FigureStore::Districts(Transaction& transaction, absl::string_view registered_in) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kFigureDistricts, {registered_in}, kMostDistricts));
  std::vector<ListedCode> districts;
  for (const Row& row : rows) {
    ListedCode& code = districts.emplace_back();
    RETURN_IF_ERROR(row.Read({{"code", &code.code}, {"title", &code.title_az}, {"title_en", &code.title_en}}));
  }
  return districts;
}

absl::StatusOr<std::string> FigureStore::Register(Transaction& transaction, absl::string_view code) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kFigureRegister, {code}));
  std::string found;
  if (row.has_value()) RETURN_IF_ERROR(row->Read({{"code", &found}}));
  return found;
}

}  // namespace dayaq::statistics
