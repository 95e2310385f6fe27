#include "services/statistics/figure_plan.h"

#include <google/protobuf/descriptor.h>

#include <map>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "dayaq/incident/v1/code_lists.pb.h"
#include "re2/re2.h"
#include "services/platform/text/partial_date.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {
namespace {

// Nothing in any register is older.
constexpr int kFirstYear = 1900;
constexpr int kMostYears = 60;

std::string Year(int year) { return absl::StrCat(year); }
std::string Month(int year, int month) { return absl::StrFormat("%04d-%02d", year, month); }
std::string Quarter(int year, int quarter) { return absl::StrFormat("%04d-Q%d", year, quarter); }
std::string OnlyYear(int year) { return absl::StrCat(year, "/U"); }
std::string Text(absl::CivilDay day) { return absl::FormatCivilTime(day); }

bool IsWholeYears(const FigurePlan& plan) {
  return plan.from.month() == 1 && plan.from.day() == 1 && plan.until.month() == 12 && plan.until.day() == 31;
}

bool IsOneYear(const FigurePlan& plan) { return IsWholeYears(plan) && plan.from.year() == plan.until.year(); }

// A period by itself: a calendar year by its number, anything else by its days.
std::string WholeCode(const FigurePlan& plan) {
  if (plan.measure.lasting == Lasting::kCumulative) return absl::StrCat("/", Text(plan.until));
  if (IsOneYear(plan)) return Year(static_cast<int>(plan.from.year()));
  return absl::StrCat(Text(plan.from), "/", Text(plan.until));
}

void AddYear(v1::TimeStep step, int year, Dimension& time) {
  if (step == v1::TIME_STEP_YEAR) {
    time.codes.push_back(Year(year));
    return;
  }
  Sum whole{.whole = Year(year)};
  for (int quarter = 1; quarter <= 4; ++quarter) {
    Sum of_quarter{.whole = Quarter(year, quarter)};
    for (int month = quarter * 3 - 2; month <= quarter * 3 && step == v1::TIME_STEP_MONTH; ++month) {
      time.codes.push_back(Month(year, month));
      of_quarter.parts.push_back(Month(year, month));
    }
    time.codes.push_back(of_quarter.whole);
    whole.parts.push_back(of_quarter.whole);
    if (!of_quarter.parts.empty()) time.sums.push_back(std::move(of_quarter));
  }
  time.codes.push_back(OnlyYear(year));
  whole.parts.push_back(OnlyYear(year));
  time.codes.push_back(whole.whole);
  time.sums.push_back(std::move(whole));
}

Dimension TimeOf(FigurePlan& plan) {
  Dimension time{.id = std::string(kTimePeriod)};
  if (plan.measure.lasting == Lasting::kStock) {
    const auto add = [&](absl::CivilDay day) {
      const bool at_year_end = day.month() == 12 && day.day() == 31;
      plan.stock_days.push_back({at_year_end ? Year(static_cast<int>(day.year())) : Text(day), day});
      time.codes.push_back(plan.stock_days.back().code);
    };
    if (plan.step == v1::TIME_STEP_UNSPECIFIED) add(plan.until);
    for (auto year = plan.from.year(); year <= plan.until.year() && plan.step == v1::TIME_STEP_YEAR; ++year) {
      add(absl::CivilDay(year, 12, 31));
    }
  } else if (plan.step == v1::TIME_STEP_UNSPECIFIED) {
    time.codes.push_back(WholeCode(plan));
  } else {
    for (auto year = plan.from.year(); year <= plan.until.year(); ++year) AddYear(plan.step, static_cast<int>(year), time);
  }
  return time;
}

class Planner {
 public:
  Planner(const v1::TableSpec& spec, const std::vector<ListedCode>& districts, const FigureRules& rules, const std::string& path,
          Violations& found)
      : spec_(spec), districts_(districts), rules_(rules), path_(path), found_(found) {}

  std::optional<FigurePlan> Plan(absl::CivilDay known_until) {
    const int before = found_.size();
    FindIndicator();
    ReadPeriod(known_until);
    if (plan_.indicator != nullptr) ReadDimensions();
    if (found_.size() > before) return std::nullopt;
    MakeTable(Text(known_until));
    if (plan_.table.CellCount() > kMostTableCells) {
      Add("dimensions", ErrorReason::ERROR_REASON_TABLE_TOO_LARGE,
          absl::StrCat("A table has at most ", kMostTableCells, " cells; this one has ", plan_.table.CellCount(),
                       ": name fewer dimensions, or a shorter period."));
      return std::nullopt;
    }
    return std::move(plan_);
  }

 private:
  void Add(absl::string_view field, ErrorReason reason, std::string what) {
    found_.Add(absl::StrCat(path_, field), reason, std::move(what));
  }

  void FindIndicator() {
    const std::pair<std::string, std::string> name = absl::StrSplit(spec_.indicator(), absl::MaxSplits('/', 1));
    const auto set = absl::c_find_if(rules_.sets, [&](const IndicatorSet& one) { return one.id == name.first; });
    const Indicator* const indicator = set == rules_.sets.end() ? nullptr : set->Find(name.second);
    if (indicator == nullptr) {
      return Add("indicator", ErrorReason::ERROR_REASON_INDICATOR_UNKNOWN, "Name an indicator of a list, as {list}/{indicator}.");
    }
    const std::optional<Measure> measure = rules_.measures.Of(*set, *indicator);
    if (!measure.has_value()) {
      return Add("indicator", ErrorReason::ERROR_REASON_INDICATOR_NOT_COUNTED, rules_.measures.Why(*set, *indicator).en + ".");
    }
    plan_.set = &*set;
    plan_.indicator = indicator;
    plan_.measure = *measure;
  }

  void ReadPeriod(absl::CivilDay known_until) {
    plan_.step = spec_.step();
    if (Precision(spec_.from()) != DatePrecision::kDay || Precision(spec_.until()) != DatePrecision::kDay) {
      return Add("until", ErrorReason::ERROR_REASON_PERIOD_NOT_WHOLE, "Give the first and the last day with year, month and day.");
    }
    plan_.from = *Earliest(spec_.from());
    plan_.until = *Earliest(spec_.until());
    if (plan_.until < plan_.from || plan_.until.year() - plan_.from.year() >= kMostYears * 3) {
      return Add("until", ErrorReason::ERROR_REASON_PERIOD_NOT_WHOLE, "The last day is not before the first.");
    }
    if (plan_.step != v1::TIME_STEP_UNSPECIFIED) CheckDivision();
    CheckWholeYear();
    if (plan_.until > known_until) {
      Add("until", ErrorReason::ERROR_REASON_PERIOD_UNFINISHED,
          absl::StrCat("The period is over on ", Text(known_until), ", the day until which things are known."));
    }
  }

  void CheckDivision() {
    if (!IsWholeYears(plan_) || plan_.until.year() - plan_.from.year() >= kMostYears) {
      Add("step", ErrorReason::ERROR_REASON_PERIOD_NOT_WHOLE,
          absl::StrCat("A period that is divided is whole calendar years, at most ", kMostYears, "."));
    } else if (plan_.measure.lasting == Lasting::kCumulative || (ByYearsAlone() && plan_.step != v1::TIME_STEP_YEAR)) {
      Add("step", ErrorReason::ERROR_REASON_PERIOD_NOT_WHOLE,
          "What is counted at the end of a period, or once in it, is divided by years, and what adds up is not divided.");
    }
  }

  bool ByYearsAlone() const {
    return plan_.measure.lasting == Lasting::kStock || plan_.measure.counting != Counting::kRows ||
           plan_.measure.figure == FigureKind::kRate;
  }

  // What people of whole years are divided by, and what was paid in them.
  void CheckWholeYear() {
    const FigureKind figure = plan_.measure.figure;
    if ((figure != FigureKind::kRate && figure != FigureKind::kAmount) || plan_.step == v1::TIME_STEP_YEAR || IsOneYear(plan_))
      return;
    Add("until", ErrorReason::ERROR_REASON_PERIOD_NOT_WHOLE, "This is told of whole calendar years.");
  }

  void ReadDimensions() {
    const std::vector<std::string> counted = rules_.measures.Dimensions(*plan_.set, *plan_.indicator);
    for (int i = 0; i < spec_.dimensions_size(); ++i) {
      const std::string& id = spec_.dimensions(i);
      const std::string field = absl::StrCat("dimensions[", i, "]");
      if (!absl::c_linear_search(plan_.indicator->disaggregations, id) || absl::c_linear_search(plan_.dimensions, id) ||
          id == kTimePeriod) {
        Add(field, ErrorReason::ERROR_REASON_DIMENSION_UNKNOWN,
            "Name each dimension of the definition once; time is always there.");
      } else if (!absl::c_linear_search(counted, id)) {
        Add(field, ErrorReason::ERROR_REASON_DIMENSION_NOT_COUNTED, "The layer of figures does not hold it for what is counted.");
      } else {
        plan_.dimensions.push_back(id);
      }
    }
    if (plan_.measure.figure == FigureKind::kAmount && !absl::c_linear_search(plan_.dimensions, "BENEFIT")) {
      Add("dimensions", ErrorReason::ERROR_REASON_DIMENSION_NOT_COUNTED,
          "Amounts are told by benefit, so that it shows whether the whole may be told.");
    }
  }

  void MakeTable(std::string vintage) {
    plan_.counted_by = plan_.dimensions;
    const bool of_numbers = plan_.measure.figure == FigureKind::kMiddle;
    const bool is_share = plan_.measure.figure == FigureKind::kShare;
    if (is_share) plan_.counted_by.emplace_back(kShareDimension);
    if (of_numbers) plan_.counted_by.emplace_back(kValueDimension);
    plan_.table = {.id = absl::StrCat(plan_.set->id, "/", plan_.indicator->id),
                   .measure = plan_.measure.name,
                   .vintage = std::move(vintage),
                   .sensitivity = plan_.indicator->sensitivity};
    if (plan_.measure.lasting == Lasting::kCumulative) plan_.from = absl::CivilDay(kFirstYear, 1, 1);
    plan_.table.dimensions.push_back(TimeOf(plan_));
    for (const std::string& id : plan_.dimensions) {
      std::vector<std::string> codes;
      for (const ListedCode& code : CodesOfDimension(*FindDimension(*plan_.set, id), districts_)) codes.push_back(code.code);
      plan_.table.dimensions.push_back(Dimension::Of(id, std::move(codes)));
    }
    if (is_share) plan_.table.dimensions.push_back(Dimension::Of(std::string(kShareDimension), {std::string(kSo), "NO"}));
  }

  const v1::TableSpec& spec_;
  const std::vector<ListedCode>& districts_;
  const FigureRules& rules_;
  const std::string& path_;
  Violations& found_;
  FigurePlan plan_;
};

std::vector<ListedCode> CodesOfEnum(const google::protobuf::EnumDescriptor& list, absl::string_view prefix) {
  std::vector<ListedCode> codes;
  for (int i = 0; i < list.value_count(); ++i) {
    const auto& value = *list.value(i);
    if (value.number() == 0) continue;
    const std::string code(absl::StripPrefix(value.name(), prefix));
    codes.push_back({code, code, absl::StrReplaceAll(code, {{"_", " "}})});
  }
  return codes;
}

}  // namespace

std::optional<FigurePlan> PlanFigures(const v1::TableSpec& spec, absl::CivilDay known_until,
                                      const std::vector<ListedCode>& districts, const FigureRules& rules, const std::string& path,
                                      Violations& found) {
  return Planner(spec, districts, rules, path, found).Plan(known_until);
}

std::string TimeCodeOf(const FigurePlan& plan, const std::string& period) {
  if (plan.measure.lasting == Lasting::kStock) return period;
  if (plan.step == v1::TIME_STEP_UNSPECIFIED) return WholeCode(plan);
  if (plan.step == v1::TIME_STEP_YEAR) return period;
  if (period.size() == 4) return absl::StrCat(period, "/U");
  int year = 0, month = 0;
  static const LazyRE2 kMonth = {"([0-9]{4})-([0-9]{2})"};
  if (!RE2::FullMatch(period, *kMonth, &year, &month)) return "";
  return plan.step == v1::TIME_STEP_MONTH ? period : Quarter(year, (month + 2) / 3);
}

void CheckPublishable(const FigurePlan& plan, const DisclosurePolicy& policy, const std::string& path, Violations& found) {
  if (policy.ClassOf(plan.table.sensitivity, plan.dimensions).open() || plan.step != v1::TIME_STEP_UNSPECIFIED) return;
  if (plan.measure.lasting == Lasting::kFlow && IsOneYear(plan)) return;
  if (plan.measure.lasting == Lasting::kStock && plan.until.month() == 12 && plan.until.day() == 31) return;
  found.Add(absl::StrCat(path, "until"), ErrorReason::ERROR_REASON_PERIOD_NOT_WHOLE,
            "What is published by more than time and outcome is told by whole calendar years, and parts of those.");
}

std::vector<ListedCode> CodesOfDimension(const IndicatorDimension& dimension, const std::vector<ListedCode>& districts) {
  if (dimension.code_list == "incident.district") return districts;
  if (dimension.code_list == "incident.v1.Activity") return CodesOfEnum(*incident::v1::Activity_descriptor(), "ACTIVITY_");
  if (dimension.code_list == "incident.v1.DeviceCategory") {
    return CodesOfEnum(*incident::v1::DeviceCategory_descriptor(), "DEVICE_CATEGORY_");
  }
  std::vector<ListedCode> codes;
  for (const IndicatorCode& code : dimension.codes) codes.push_back({code.code, code.title_az, code.title_en});
  return codes;
}

std::optional<TimeCode> ReadTimeCode(absl::string_view code) {
  static const LazyRE2 kCode = {"([0-9]{4})(?:-(?:Q([1-4])|([0-9]{2})(?:-([0-9]{2}))?)|(/U))?"};
  const auto day_of = [](absl::string_view text) -> std::optional<absl::CivilDay> {
    const auto date = PartialDateFromText(text);
    return date.has_value() && Precision(*date) == DatePrecision::kDay ? Earliest(*date) : std::nullopt;
  };
  int year = 0;
  std::string quarter, month, day, only_year;
  if (RE2::FullMatch(std::string(code), *kCode, &year, &quarter, &month, &day, &only_year)) {
    if (!day.empty()) {
      const auto whole = day_of(code);
      if (!whole.has_value()) return std::nullopt;
      return TimeCode{.from = *whole, .until = *whole};
    }
    TimeCode made{.from = absl::CivilDay(year, 1, 1), .until = absl::CivilDay(year, 12, 31)};
    if (!month.empty()) made.months = {std::string(code)};
    for (int i = 0; i < 3 && !quarter.empty(); ++i) made.months.push_back(Month(year, (quarter[0] - '0') * 3 - 2 + i));
    if (!only_year.empty()) made.only_year = Year(year);
    return made;
  }
  const std::pair<absl::string_view, absl::string_view> days = absl::StrSplit(code, absl::MaxSplits('/', 1));
  const auto from = days.first.empty() ? absl::CivilDay(kFirstYear, 1, 1) : day_of(days.first);
  const auto until = day_of(days.second);
  if (!from.has_value() || !until.has_value()) return std::nullopt;
  return TimeCode{.from = *from, .until = *until};
}

}  // namespace dayaq::statistics
