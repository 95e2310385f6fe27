#include "services/statistics/report_page.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/statistics/report_pictures.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {
namespace {

// What is longer is read as a file.
constexpr int kMostRows = 400;
// Of more codes, those of nobody are not drawn.
constexpr size_t kManyCodes = 8;
constexpr char kHidden[] = "..";
// There is nobody of whom it could be told.
constexpr char kNothing[] = "–";

constexpr char kStyle[] = R"css(
body { font: 11pt/1.45 "DejaVu Sans", Arial, sans-serif; color: #1b1f24; max-width: 48rem; margin: 1rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; border-top: 2px solid #087f5b; padding-top: .6rem; }
h3 { font-size: 1rem; margin-bottom: .3rem; }
.note { border: 1px solid #57606a; padding: .5rem .75rem; }
svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: #1b1f24; } .map text { font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; } th, td { text-align: start; padding: .2rem .4rem; border-bottom: 1px solid #d0d7de; }
td:last-child, th:last-child { text-align: end; } dl { display: grid; grid-template-columns: 14rem 1fr; gap: .2rem 1rem; } dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 0 0 1rem; break-inside: avoid; } thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
@page { size: A4; margin: 16mm; } @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } }
@media print { body { margin: 0; max-width: none; padding: 0; } .table { break-before: page; } .table:first-of-type { break-before: auto; } }
)css";

class Page {
 public:
  Page(const v1::Release& release, ReportLanguage language) : release_(release), az_(language == ReportLanguage::kAz) {}

  std::string Write(const std::vector<ExportedTable>& tables) {
    const std::string title = HtmlText(az_ ? release_.title_az() : release_.title_en());
    Add("<!doctype html>\n<html lang=\"", az_ ? "az" : "en", "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" ",
        "content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ",
        "'unsafe-inline'\">\n<title>", title, "</title>\n<style>", kStyle, "</style>\n</head>\n<body>\n<main>\n<h1>", title,
        "</h1>\n");
    AddHead(tables);
    for (const ExportedTable& table : tables) AddTable(table);
    AddProvenance();
    Add("</main>\n</body>\n</html>\n");
    return std::move(html_);
  }

 private:
  template <typename... Parts>
  void Add(const Parts&... parts) {
    absl::StrAppend(&html_, parts...);
  }
  absl::string_view In(absl::string_view az, absl::string_view en) const { return az_ ? az : en; }
  template <typename Titled>
  std::string TitleOf(const Titled& titled) const {
    return az_ ? titled.title_az() : titled.title_en();
  }
  // A day as it is written on paper.
  std::string Day(absl::string_view text) const {
    const std::vector<std::string> parts = absl::StrSplit(text, '-');
    return az_ && parts.size() == 3 ? absl::StrCat(parts[2], ".", parts[1], ".", parts[0]) : std::string(text);
  }
  void AddFact(absl::string_view name, absl::string_view value) {
    Add("<dt>", HtmlText(name), "</dt><dd>", HtmlText(value), "</dd>\n");
  }

  void AddHead(const std::vector<ExportedTable>& tables) {
    const bool provisional =
        std::any_of(tables.begin(), tables.end(), [](const ExportedTable& one) { return one.set->provisional; });
    if (provisional) {
      Add("<p class=\"note\">",
          In("Göstəricilərin siyahısı müvəqqətidir: Dövlət Statistika Komitəsinin siyahısı ilə əvəz olunacaq.",
             "The list of indicators is provisional: that of the State Statistical Committee will replace it."),
          "</p>\n");
    }
    if (release_.state() == v1::RELEASE_STATE_REVISED) {
      Add("<p class=\"note\">", In("Bu buraxılış yenisi ilə əvəz olunub.", "A later release has revised this one."), "</p>\n");
    }
    Add("<p>",
        In("Rəqəmlər aşağıda göstərilən günün sonunda məlum olanlardan hesablanıb. Kiçik rəqəmlər və onları tapmağa imkan "
           "verənlər ",
           "Figures are counted from what was known at the end of the day below. Small figures, and those by which they could be "),
        In("gizlədilib (", "worked out, are hidden ("), kHidden, In(").", ")."), "</p>\n<dl>\n");
    AddFact(In("Dövrün son günü", "Last day of the period"), Day(release_.cut_off()));
    AddFact(In("Məlum olduğu gün", "As known on"), Day(release_.known_until()));
    AddFact(In("Sayılan qeydlər", "Records counted"), absl::StrCat(release_.records()));
    Add("</dl>\n");
  }

  void AddTable(const ExportedTable& exported) {
    const v1::FigureTable& table = exported.table;
    Add("<section class=\"table\">\n<h2>", HtmlText(TitleOf(table)), "</h2>\n<p>", HtmlText(table.indicator()), "@",
        table.version(), "</p>\n");
    if (!exported.indicator->metadata.empty()) {
      Add("<dl lang=\"en\">\n");
      for (const auto& [field, text] : exported.indicator->metadata) AddFact(field, text);
      Add("</dl>\n");
    }
    AddPictures(table);
    AddFigures(table);
    Add("</section>\n");
  }

  void AddPictures(const v1::FigureTable& table) {
    const std::vector<int> periods = FinestPeriods(table.dimensions(0));
    std::vector<std::string> at(static_cast<size_t>(table.dimensions_size()), std::string(kTotal));
    if (periods.size() > 1) {
      std::vector<Drawn> drawn;
      for (const int place : periods) {
        at[0] = table.dimensions(0).codes(place).code();
        if (auto one = DrawnAt(table, at, table.dimensions(0).codes(place)); one.has_value()) drawn.push_back(*std::move(one));
      }
      AddPicture(
          In("Zaman üzrə", "Over time"), [&](const std::string& label) { return PeriodsPicture(drawn, label); }, table);
    }
    // Of the last period, whole.
    const v1::FigureCode& last = table.dimensions(0).codes(table.dimensions(0).codes_size() - 1);
    for (int d = 1; d < table.dimensions_size(); ++d) {
      const v1::FigureDimension& dimension = table.dimensions(d);
      std::fill(at.begin(), at.end(), std::string(kTotal));
      at[0] = last.code();
      std::vector<Drawn> drawn;
      for (const v1::FigureCode& code : dimension.codes()) {
        if (code.code() == kTotal) continue;
        at[static_cast<size_t>(d)] = code.code();
        if (auto one = DrawnAt(table, at, code); one.has_value()) drawn.push_back(*std::move(one));
      }
      const std::string heading = absl::StrCat(TitleOf(dimension), ", ", TitleOf(last));
      if (dimension.id() == "REF_AREA") {
        const MapWords words{"0", std::string(In("gizlədilib", "hidden"))};
        AddPicture(
            heading, [&](const std::string& label) { return MapPicture(drawn, label, words); }, table);
        continue;
      }
      if (drawn.size() > kManyCodes) {
        drawn.erase(std::remove_if(drawn.begin(), drawn.end(), [](const Drawn& one) { return one.value == 0.0; }), drawn.end());
      }
      AddPicture(
          heading, [&](const std::string& label) { return CodesPicture(drawn, label); }, table);
    }
  }

  template <typename Draw>
  void AddPicture(absl::string_view heading, const Draw& draw, const v1::FigureTable& table) {
    const absl::string_view unit = UnitOf(table.unit());
    Add("<figure>\n<h3>", HtmlText(heading), unit.empty() ? "" : ", ", unit, "</h3>\n",
        draw(absl::StrCat(TitleOf(table), ". ", heading)), "</figure>\n");
  }

  // Places of the smallest periods that a table is divided into; what is known to a year alone stands in none of them.
  static std::vector<int> FinestPeriods(const v1::FigureDimension& time) {
    std::map<int, std::vector<int>> by_fineness;
    for (int i = 0; i < time.codes_size(); ++i) {
      const std::string& code = time.codes(i).code();
      if (absl::EndsWith(code, "/U")) continue;
      by_fineness[absl::StrContains(code, "-Q") ? 1 : code.size() == 7 ? 0 : 2].push_back(i);
    }
    return by_fineness.empty() ? std::vector<int>() : by_fineness.begin()->second;
  }

  std::optional<Drawn> DrawnAt(const v1::FigureTable& table, const std::vector<std::string>& codes,
                               const v1::FigureCode& code) const {
    for (const v1::FigureCell& cell : table.cells()) {
      if (!std::equal(cell.codes().begin(), cell.codes().end(), codes.begin(), codes.end())) continue;
      Drawn drawn{.code = code.code(), .name = TitleOf(code), .text = TextOf(cell)};
      double value = 0;
      if (cell.status() != v1::CELL_STATUS_HIDDEN && absl::SimpleAtod(cell.value(), &value)) drawn.value = value;
      return drawn;
    }
    return std::nullopt;
  }

  static std::string TextOf(const v1::FigureCell& cell) {
    if (cell.status() == v1::CELL_STATUS_HIDDEN) return kHidden;
    return cell.value().empty() ? kNothing : cell.value();
  }

  // In what figures are told; nothing of plain counts.
  absl::string_view UnitOf(v1::IndicatorUnit unit) const {
    switch (unit) {
      case v1::INDICATOR_UNIT_PERCENT:
        return "%";
      case v1::INDICATOR_UNIT_PER_100000:
        return In("100 000 nəfərə", "per 100,000");
      case v1::INDICATOR_UNIT_DAYS:
        return In("gün", "days");
      case v1::INDICATOR_UNIT_MINUTES:
        return In("dəqiqə", "minutes");
      case v1::INDICATOR_UNIT_QEPIK:
        return "qəpik";
      case v1::INDICATOR_UNIT_HECTARES:
        return In("hektar", "hectares");
      default:
        return "";
    }
  }

  void AddFigures(const v1::FigureTable& table) {
    std::vector<std::map<std::string, std::string>> titles;
    Add("<h3>", In("Rəqəmlər", "Figures"), "</h3>\n<table>\n<thead><tr>");
    for (const v1::FigureDimension& dimension : table.dimensions()) {
      Add("<th scope=\"col\">", HtmlText(TitleOf(dimension)), "</th>");
      auto& of_dimension = titles.emplace_back();
      for (const v1::FigureCode& code : dimension.codes()) of_dimension[code.code()] = TitleOf(code);
    }
    const absl::string_view unit = UnitOf(table.unit());
    Add("<th scope=\"col\">", In("Rəqəm", "Figure"), unit.empty() ? "" : ", ", unit, "</th></tr></thead>\n<tbody>\n");
    int rows = 0, nobody = 0, left_out = 0;
    for (const v1::FigureCell& cell : table.cells()) {
      if (cell.value() == "0" && table.cells_size() > 1) {
        ++nobody;
      } else if (rows == kMostRows) {
        ++left_out;
      } else {
        ++rows;
        Add("<tr>");
        for (int i = 0; i < cell.codes_size(); ++i) Add("<td>", HtmlText(titles[static_cast<size_t>(i)][cell.codes(i)]), "</td>");
        Add("<td>", HtmlText(TextOf(cell)), "</td></tr>\n");
      }
    }
    Add("</tbody>\n</table>\n<p>", In("Gizlədilib: ", "Hidden: "), table.hidden(), In("; sıfır olan: ", "; zero: "), nobody);
    if (left_out > 0) {
      Add(In("; burada çap olunmayan (CSV faylında var): ", "; not printed here (they are in the CSV file): "), left_out);
    }
    Add(".</p>\n");
  }

  void AddProvenance() {
    const v1::DisclosureReport& report = release_.disclosure();
    Add("<section>\n<h2>", In("Necə hesablanıb və qorunub", "How it was counted and protected"), "</h2>\n<dl>\n");
    AddFact(In("Buraxılış", "Release"), release_.name());
    AddFact(In("Xanalar", "Cells"), absl::StrCat(report.cells()));
    AddFact(In("Kiçik olduğu üçün gizlədilib", "Hidden because small"), absl::StrCat(report.primary()));
    AddFact(In("Onlar tapılmasın deyə gizlədilib", "Hidden so that those cannot be worked out"),
            absl::StrCat(report.complementary()));
    AddFact(In("Yuvarlaqlaşdırılıb", "Rounded"), absl::StrCat(report.rounded()));
    AddFact(In("Təhlükəsizliyi sübut olunan xanalar", "Cells proven safe"), absl::StrCat(report.proven()));
    AddFact(In("Qoruma qaydalarının buraxılışı", "Edition of the disclosure policy"), release_.disclosure_edition());
    AddFact(In("Qeydlərin kökü", "Root of the records"), release_.record_root());
    AddFact("SHA-256", release_.content_hash());
    Add("</dl>\n</section>\n");
  }

  const v1::Release& release_;
  const bool az_;
  std::string html_;
};

}  // namespace

std::string ReportPage(const v1::Release& release, const std::vector<ExportedTable>& tables, ReportLanguage language) {
  return Page(release, language).Write(tables);
}

}  // namespace dayaq::statistics
