#include "services/statistics/figure_view.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "services/statistics/printed_cells.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {
namespace {

v1::CellStatus StatusOf(Showing showing) {
  switch (showing) {
    case Showing::kShown:
      return v1::CELL_STATUS_SHOWN;
    case Showing::kRounded:
      return v1::CELL_STATUS_ROUNDED;
    case Showing::kHidden:
      return v1::CELL_STATUS_HIDDEN;
  }
  return v1::CELL_STATUS_HIDDEN;
}

Showing ShowingOf(v1::CellStatus status) {
  if (status == v1::CELL_STATUS_SHOWN) return Showing::kShown;
  return status == v1::CELL_STATUS_ROUNDED ? Showing::kRounded : Showing::kHidden;
}

std::string MeasureInWords(const IndicatorSet& set, const CountedThing& thing) {
  const auto found = set.measures.find(thing.measure);
  return found == set.measures.end() ? thing.measure : absl::StrCat(thing.measure, ": ", found->second);
}

void FillDimension(const Dimension& dimension, const IndicatorSet& set, const std::vector<ListedCode>& districts,
                   v1::FigureDimension& view) {
  view.set_id(dimension.id);
  std::map<std::string, ListedCode> titles;
  if (const IndicatorDimension* const defined = FindDimension(set, dimension.id); defined != nullptr) {
    view.set_title_az(defined->title_az);
    view.set_title_en(defined->title_en);
    for (ListedCode& code : CodesOfDimension(*defined, districts)) titles[code.code] = std::move(code);
  }
  titles[std::string(kTotal)] = {std::string(kTotal), "Cəmi", "Total"};
  for (const std::string& code : dimension.codes) {
    v1::FigureCode& listed = *view.add_codes();
    listed.set_code(code);
    const auto found = titles.find(code);
    listed.set_title_az(found == titles.end() ? code : found->second.title_az);
    listed.set_title_en(found == titles.end() ? code : found->second.title_en);
  }
}

}  // namespace

v1::IndicatorUnit UnitOf(IndicatorUnit unit) {
  switch (unit) {
    case IndicatorUnit::kNumber:
      return v1::INDICATOR_UNIT_NUMBER;
    case IndicatorUnit::kPercent:
      return v1::INDICATOR_UNIT_PERCENT;
    case IndicatorUnit::kPer100000:
      return v1::INDICATOR_UNIT_PER_100000;
    case IndicatorUnit::kDays:
      return v1::INDICATOR_UNIT_DAYS;
    case IndicatorUnit::kMinutes:
      return v1::INDICATOR_UNIT_MINUTES;
    case IndicatorUnit::kQepik:
      return v1::INDICATOR_UNIT_QEPIK;
    case IndicatorUnit::kHectares:
      return v1::INDICATOR_UNIT_HECTARES;
  }
  return v1::INDICATOR_UNIT_UNSPECIFIED;
}

v1::Indicator IndicatorView(const IndicatorSet& set, const Indicator& indicator, const Measures& measures) {
  v1::Indicator view;
  view.set_name(absl::StrCat("indicatorSets/", set.id, "/indicators/", indicator.id));
  view.set_id(indicator.id);
  view.set_version(indicator.version);
  view.set_title_az(indicator.title_az);
  view.set_title_en(indicator.title_en);
  view.set_unit(UnitOf(indicator.unit));
  view.set_sensitivity(indicator.sensitivity);
  view.set_numerator(MeasureInWords(set, indicator.numerator));
  if (indicator.denominator.has_value()) view.set_denominator(MeasureInWords(set, *indicator.denominator));
  for (const std::string& id : indicator.disaggregations) view.add_dimensions(id);
  for (const std::string& id : measures.Dimensions(set, indicator)) view.add_counted_dimensions(id);
  view.set_source(indicator.source);
  view.set_series(indicator.series);
  for (const auto& [field, text] : indicator.metadata) {
    v1::IndicatorMetadata& entry = *view.add_metadata();
    entry.set_field(field);
    entry.set_text(text);
  }
  view.set_counted(measures.Of(set, indicator).has_value());
  const NotCounted why = measures.Why(set, indicator);
  view.set_not_counted_az(why.az);
  view.set_not_counted_en(why.en);
  return view;
}

v1::IndicatorSet IndicatorSetView(const IndicatorSet& set, const Measures& measures) {
  v1::IndicatorSet view;
  view.set_name(absl::StrCat("indicatorSets/", set.id));
  view.set_id(set.id);
  view.set_edition(set.version);
  view.set_provisional(set.provisional);
  view.set_title_az(set.title_az);
  view.set_title_en(set.title_en);
  view.set_source(set.source);
  for (const Indicator& indicator : set.indicators) *view.add_indicators() = IndicatorView(set, indicator, measures);
  for (const IndicatorDimension& dimension : set.dimensions) {
    v1::NamedDimension& named = *view.add_dimensions();
    named.set_id(dimension.id);
    named.set_title_az(dimension.title_az);
    named.set_title_en(dimension.title_en);
  }
  return view;
}

v1::FigureTable FigureView(const ProtectedTable& table, const IndicatorSet& set, const Indicator& indicator, int version,
                           const std::vector<ListedCode>& districts, const std::string& disclosure_edition) {
  v1::FigureTable view;
  view.set_indicator(table.table.id);
  view.set_version(version);
  view.set_title_az(indicator.title_az);
  view.set_title_en(indicator.title_en);
  view.set_unit(UnitOf(indicator.unit));
  view.set_known_until(table.table.vintage);
  view.set_disclosure_edition(disclosure_edition);
  const std::vector<size_t> printed = PrintedDimensions(table.table);
  for (const size_t i : printed) FillDimension(table.table.dimensions[i], set, districts, *view.add_dimensions());
  for (const PrintedCell& cell : PrintedCells(table)) {
    v1::FigureCell& shown = *view.add_cells();
    const std::vector<size_t> places = table.table.Places(cell.cell);
    for (const size_t i : printed) shown.add_codes(table.table.dimensions[i].codes[places[i]]);
    shown.set_value(cell.text);
    shown.set_status(cell.nothing ? v1::CELL_STATUS_NOTHING : StatusOf(cell.showing));
    if (!cell.nothing && cell.showing == Showing::kHidden) view.set_hidden(view.hidden() + 1);
  }
  return view;
}

v1::ReleaseTable StoredTable(const ProtectedTable& table, int version) {
  v1::ReleaseTable stored;
  stored.set_indicator(table.table.id);
  stored.set_version(version);
  stored.set_measure(table.table.measure);
  stored.set_vintage(table.table.vintage);
  stored.set_sensitivity(table.table.sensitivity);
  for (const Dimension& dimension : table.table.dimensions) {
    v1::StoredDimension& kept = *stored.add_dimensions();
    kept.set_id(dimension.id);
    for (const std::string& code : dimension.codes) kept.add_codes(code);
    for (const Sum& sum : dimension.sums) {
      v1::StoredSum& kept_sum = *kept.add_sums();
      kept_sum.set_whole(sum.whole);
      for (const std::string& part : sum.parts) kept_sum.add_parts(part);
    }
  }
  v1::StoredCells& cells = *stored.mutable_cells();
  for (size_t cell = 0; cell < table.table.values.size(); ++cell) {
    cells.add_values(table.table.values[cell]);
    cells.add_statuses(StatusOf(table.showing[cell]));
    cells.add_widths(table.widths[cell]);
    cells.add_rounding_bases(table.rounding_bases[cell]);
    cells.add_least(table.least[cell]);
    cells.add_open(table.open[cell]);
  }
  for (const std::string& figure : table.figures) cells.add_figures(figure);
  return stored;
}

ProtectedTable TableOfStored(const v1::ReleaseTable& stored) {
  ProtectedTable table;
  table.table = {
      .id = stored.indicator(), .measure = stored.measure(), .vintage = stored.vintage(), .sensitivity = stored.sensitivity()};
  for (const v1::StoredDimension& kept : stored.dimensions()) {
    Dimension dimension{.id = kept.id(), .codes = {kept.codes().begin(), kept.codes().end()}};
    for (const v1::StoredSum& sum : kept.sums()) dimension.sums.push_back({sum.whole(), {sum.parts().begin(), sum.parts().end()}});
    table.table.dimensions.push_back(std::move(dimension));
  }
  const v1::StoredCells& cells = stored.cells();
  table.table.values = {cells.values().begin(), cells.values().end()};
  for (const int status : cells.statuses()) table.showing.push_back(ShowingOf(static_cast<v1::CellStatus>(status)));
  table.widths = {cells.widths().begin(), cells.widths().end()};
  table.rounding_bases = {cells.rounding_bases().begin(), cells.rounding_bases().end()};
  table.least = {cells.least().begin(), cells.least().end()};
  table.open = {cells.open().begin(), cells.open().end()};
  table.figures = {cells.figures().begin(), cells.figures().end()};
  return table;
}

}  // namespace dayaq::statistics
