#include "clients/cli/statistics_view.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"

namespace dayaq::cli {
namespace {

using statistics::v1::Release;

std::string In(Language language, absl::string_view az, absl::string_view en) {
  return std::string(language == Language::kAz ? az : en);
}

std::string StateIn(Language language, statistics::v1::ReleaseState state) {
  switch (state) {
    case statistics::v1::RELEASE_STATE_DRAFT:
      return In(language, "layihə", "draft");
    case statistics::v1::RELEASE_STATE_CHECKED:
      return In(language, "yoxlanılıb", "checked");
    case statistics::v1::RELEASE_STATE_PUBLISHED:
      return In(language, "dərc olunub", "published");
    case statistics::v1::RELEASE_STATE_REVISED:
      return In(language, "yenisi ilə əvəz olunub", "revised");
    case statistics::v1::RELEASE_STATE_WITHDRAWN:
      return In(language, "geri götürülüb", "withdrawn");
    default:
      return "?";
  }
}

std::string TitleOf(const statistics::v1::FigureDimension& dimension, const std::string& code, Language language) {
  for (const auto& listed : dimension.codes()) {
    if (listed.code() == code) return language == Language::kAz ? listed.title_az() : listed.title_en();
  }
  return code;
}

}  // namespace

void PrintIndicatorSets(const statistics::v1::ListIndicatorSetsResponse& sets, Language language, std::ostream& out) {
  const bool az = language == Language::kAz;
  for (const auto& set : sets.indicator_sets()) {
    out << "\n" << set.id() << " · " << (az ? set.title_az() : set.title_en());
    out << (set.provisional() ? In(language, " (müvəqqəti)", " (provisional)") : "") << "\n";
    Table table({In(language, "kod", "code"), In(language, "göstərici", "indicator"), In(language, "bölgülər", "by"),
                 In(language, "hesablanır", "counted")});
    for (const auto& one : set.indicators()) {
      table.AddRow({absl::StrCat(one.id(), "@", one.version()), az ? one.title_az() : one.title_en(),
                    absl::StrJoin(one.counted_dimensions(), " "),
                    one.counted() ? In(language, "bəli", "yes")
                                  : absl::StrCat(In(language, "yox: ", "no: "), az ? one.not_counted_az() : one.not_counted_en())});
    }
    table.Print(out);
  }
}

void PrintFigureTable(const statistics::v1::FigureTable& table, Language language, std::ostream& out) {
  out << table.indicator() << "@" << table.version() << " · " << (language == Language::kAz ? table.title_az() : table.title_en())
      << "\n"
      << In(language, "məlum olduğu gün: ", "as known on: ") << table.known_until() << "\n";
  std::vector<std::string> headers;
  for (const auto& dimension : table.dimensions()) headers.push_back(dimension.id());
  headers.push_back(In(language, "say", "count"));
  Table rows(headers);
  int64_t nothing = 0;
  for (const auto& cell : table.cells()) {
    if (cell.value() == "0") {
      ++nothing;
      continue;
    }
    std::vector<std::string> row;
    for (int i = 0; i < cell.codes_size(); ++i) row.push_back(TitleOf(table.dimensions(i), cell.codes(i), language));
    row.push_back(cell.status() == statistics::v1::CELL_STATUS_HIDDEN ? ".." : cell.value());
    rows.AddRow(std::move(row));
  }
  rows.Print(out);
  out << In(language, "Gizlədilmiş (..): ", "Hidden (..): ") << table.hidden() << In(language, "; sıfır olan: ", "; of nobody: ")
      << nothing << "\n";
}

void PrintRelease(const Release& release, Language language, std::ostream& out) {
  out << release.name() << " · " << StateIn(language, release.state()) << "\n"
      << (language == Language::kAz ? release.title_az() : release.title_en()) << "\n";
  Table table({In(language, "nə", "what"), In(language, "dəyər", "value")});
  table.AddRow({In(language, "son gün", "last day"), release.cut_off()});
  table.AddRow({In(language, "məlum olduğu gün", "as known on"), release.known_until()});
  table.AddRow({In(language, "təriflər", "definitions"), absl::StrJoin(release.definitions(), " ")});
  table.AddRow({In(language, "sayılan qeydlər", "records counted"), absl::StrCat(release.records())});
  table.AddRow({In(language, "qeydlərin kökü", "root of the records"), release.record_root()});
  table.AddRow({"SHA-256", release.content_hash()});
  const auto& report = release.disclosure();
  table.AddRow({In(language, "xanalar: cəmi, kiçik, əlavə gizlədilən", "cells: all, small, hidden for those"),
                absl::StrCat(report.cells(), ", ", report.primary(), ", ", report.complementary())});
  table.AddRow({"etag", release.etag()});
  table.Print(out);
}

void PrintReleases(const statistics::v1::ListReleasesResponse& list, Language language, std::ostream& out) {
  Table table({In(language, "buraxılış", "release"), In(language, "vəziyyət", "state"), In(language, "son gün", "last day"),
               In(language, "ad", "title")});
  for (const Release& release : list.releases()) {
    table.AddRow({release.name(), StateIn(language, release.state()), release.cut_off(),
                  language == Language::kAz ? release.title_az() : release.title_en()});
  }
  table.Print(out);
  if (!list.next_page_token().empty()) out << "--page-token " << list.next_page_token() << "\n";
}

void PrintVerified(const statistics::v1::VerifyReleaseResponse& verified, Language language, std::ostream& out) {
  out << (verified.same() ? In(language, "Eynidir, baytına qədər.", "The same, byte by byte.")
                          : In(language, "Eyni deyil.", "Not the same."))
      << "\n  SHA-256 " << verified.content_hash() << "\n          " << verified.made_again_hash() << "\n  "
      << In(language, "qeydlər: ", "records: ") << verified.records() << ", " << verified.record_root() << "\n";
}

void PrintCellRecords(const statistics::v1::ListCellRecordsResponse& traced, Language language, std::ostream& out) {
  Table table({In(language, "qeyd", "record"), In(language, "yeri", "place"), In(language, "öhdəlik", "commitment")});
  for (const auto& record : traced.records()) {
    table.AddRow({record.resource(), absl::StrCat(record.index()), record.commitment()});
  }
  table.Print(out);
  out << In(language, "Xanada sayılan: ", "Counted in the cell: ") << traced.total() << "\n";
  if (!traced.next_page_token().empty()) out << "--page-token " << traced.next_page_token() << "\n";
}

void PrintCheckedFile(const statistics::v1::CheckFileResponse& checked, Language language, std::ostream& out) {
  out << In(language, "Müşahidələr: ", "Observations: ") << checked.observations()
      << In(language, "; düz gəlməyən cəmlər: ", "; sums that do not hold: ") << checked.defects_size() << "\n";
  for (const auto& defect : checked.defects()) out << "  " << defect.sentence() << "\n";
}

void PrintReconciled(const statistics::v1::ReconcileFiguresResponse& reconciled, Language language, std::ostream& out) {
  const bool az = language == Language::kAz;
  for (const auto& figure : reconciled.figures()) {
    out << "\n"
        << figure.cut_off() << " · " << (az ? figure.title_az() : figure.title_en()) << ": "
        << (figure.more_than() ? In(language, "çox: ", "more than ") : "") << figure.published() << " (" << figure.source()
        << ")\n";
    Table table({In(language, "tərif", "definition"), In(language, "bizdə", "ours"), In(language, "fərq", "difference")});
    for (const auto& count : figure.counts()) {
      const bool hidden = count.value().empty();
      table.AddRow({az ? count.title_az() : count.title_en(), hidden ? ".." : count.value(),
                    hidden         ? ""
                    : count.fits() ? "="
                                   : absl::StrCat(count.difference() > 0 ? "+" : "", count.difference())});
    }
    table.Print(out);
    out << (az ? figure.conclusion_az() : figure.conclusion_en()) << "\n";
    const std::string& note = az ? figure.note_az() : figure.note_en();
    if (!note.empty()) out << note << ".\n";
  }
}

}  // namespace dayaq::cli
