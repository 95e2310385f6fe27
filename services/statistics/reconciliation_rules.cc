#include "services/statistics/reconciliation_rules.h"

#include <cstdlib>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/platform/text/partial_date.h"
#include "services/statistics/count_table.h"

namespace dayaq::statistics {
namespace {

absl::CivilDay FirstDay(const OthersFigure& figure, const CountingDefinition& definition) {
  return definition.from.value_or(figure.from);
}

common::v1::PartialDate Dated(absl::CivilDay day) { return *PartialDateFromText(absl::FormatCivilTime(day)); }

// "+3", "-12".
std::string Signed(int64_t difference) { return absl::StrFormat("%+d", difference); }

}  // namespace

v1::GetTableRequest TableOf(const OthersFigure& figure, const CountingDefinition& definition, absl::string_view registered_in) {
  v1::GetTableRequest request;
  request.set_register_(std::string(registered_in));
  v1::TableSpec& table = *request.mutable_table();
  table.set_indicator(figure.indicator);
  for (const auto& [dimension, codes] : figure.cell) table.add_dimensions(dimension);
  *table.mutable_from() = Dated(FirstDay(figure, definition));
  *table.mutable_until() = Dated(figure.cut_off);
  if (!definition.known_now) *request.mutable_known_until() = Dated(figure.cut_off);
  return request;
}

std::optional<int64_t> ShownIn(const v1::FigureTable& table, const OthersFigure& figure) {
  int64_t sum = 0;
  for (const v1::FigureCell& cell : table.cells()) {
    bool wanted = true;
    for (int i = 1; i < table.dimensions_size() && wanted; ++i) {
      const auto codes = figure.cell.find(table.dimensions(i).id());
      wanted = codes == figure.cell.end() ? cell.codes(i) == kTotal : absl::c_linear_search(codes->second, cell.codes(i));
    }
    if (!wanted) continue;
    int64_t value = 0;
    if (cell.status() != v1::CELL_STATUS_SHOWN || !absl::SimpleAtoi(cell.value(), &value)) return std::nullopt;
    sum += value;
  }
  return sum;
}

v1::ReconciledFigure FigureOf(const OthersFigure& figure) {
  v1::ReconciledFigure view;
  view.set_id(figure.id);
  view.set_title_az(figure.title_az);
  view.set_title_en(figure.title_en);
  view.set_cut_off(absl::FormatCivilTime(figure.cut_off));
  view.set_published(figure.published);
  view.set_more_than(figure.more_than);
  view.set_source(figure.source);
  view.set_note_az(figure.note_az);
  view.set_note_en(figure.note_en);
  return view;
}

void AddCount(const OthersFigure& figure, const CountingDefinition& definition, const v1::FigureTable* table,
              v1::ReconciledFigure& view) {
  v1::CountByDefinition& count = *view.add_counts();
  count.set_definition(definition.id);
  count.set_title_az(definition.title_az);
  count.set_title_en(definition.title_en);
  for (const auto& [dimension, codes] : figure.cell) count.add_cell(absl::StrCat(dimension, "=", absl::StrJoin(codes, "+")));
  count.set_from(absl::FormatCivilTime(FirstDay(figure, definition)));
  count.set_indicator(figure.indicator);
  if (table == nullptr) return;
  count.set_indicator(absl::StrCat(table->indicator(), "@", table->version()));
  count.set_known_until(table->known_until());
  const std::optional<int64_t> value = ShownIn(*table, figure);
  if (!value.has_value()) return;
  count.set_value(absl::StrCat(*value));
  count.set_difference(*value - figure.published);
  count.set_fits(figure.more_than ? *value > figure.published : *value == figure.published);
}

void Conclude(v1::ReconciledFigure& view) {
  const v1::CountByDefinition* fitting = nullptr;
  const v1::CountByDefinition* nearest = nullptr;
  for (const v1::CountByDefinition& count : view.counts()) {
    if (count.value().empty()) continue;
    if (count.fits() && fitting == nullptr) fitting = &count;
    if (nearest == nullptr || std::abs(count.difference()) < std::abs(nearest->difference())) nearest = &count;
  }
  if (nearest == nullptr) {
    view.set_conclusion_az("Göstərilə bilən rəqəm yoxdur.");
    view.set_conclusion_en("There is no figure of ours that may be shown.");
  } else if (fitting == &view.counts(0)) {
    view.set_conclusion_az("Bizim təriflə də belədir.");
    view.set_conclusion_en("The same by our definition.");
  } else if (fitting != nullptr) {
    const v1::CountByDefinition& ours = view.counts(0);
    const std::string of_ours = ours.value().empty() ? "" : absl::StrCat(ours.value(), " (", Signed(ours.difference()), ")");
    view.set_conclusion_az(absl::StrCat("Fərq tərifdədir: “", fitting->title_az(), "” bu rəqəmi verir, bizim tərif ",
                                        of_ours.empty() ? "gizlədilib" : of_ours, "."));
    view.set_conclusion_en(absl::StrCat("The difference lies in the definition: “", fitting->title_en(),
                                        "” gives this figure, ours ", of_ours.empty() ? "is hidden" : of_ours, "."));
  } else {
    view.set_conclusion_az(absl::StrCat("Sınanan heç bir tərif bu rəqəmi vermir; ən yaxını “", nearest->title_az(),
                                        "”: ", nearest->value(), " (", Signed(nearest->difference()), ")."));
    view.set_conclusion_en(absl::StrCat("None of the definitions that were tried gives this figure; the nearest is “",
                                        nearest->title_en(), "”: ", nearest->value(), " (", Signed(nearest->difference()), ")."));
  }
}

}  // namespace dayaq::statistics
