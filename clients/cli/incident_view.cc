#include "clients/cli/incident_view.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/azerbaijani.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using incident::v1::Casualty;
using incident::v1::CasualtyFacts;
using incident::v1::Incident;
using incident::v1::IncidentFacts;

std::string Date(const IncidentFacts& facts) {
  return absl::StrCat(dayaq::ToText(facts.occurred_on()), facts.occurred_at().empty() ? "" : " ", facts.occurred_at());
}

std::string Age(const CasualtyFacts& facts) {
  if (!facts.has_age()) return "";
  const auto& age = facts.age();
  return age.min_years() == age.max_years() ? absl::StrCat(age.min_years()) : absl::StrCat(age.min_years(), "-", age.max_years());
}

std::string Injuries(const CasualtyFacts& facts, Language language) {
  std::vector<std::string> parts;
  for (const auto& injury : facts.injuries()) {
    std::vector<std::string> words;
    for (const std::string& word :
         {CodeLabelOf(injury.side(), language), CodeLabelOf(injury.part(), language), CodeLabelOf(injury.kind(), language)}) {
      if (!word.empty()) words.push_back(word);
    }
    parts.push_back(absl::StrJoin(words, " "));
  }
  for (const auto& amputation : facts.amputations()) {
    parts.push_back(absl::StrCat(CodeLabelOf(amputation.side(), language), " ", CodeLabelOf(amputation.level(), language),
                                 language == Language::kAz ? " amputasiyası" : " amputation"));
  }
  return absl::StrJoin(parts, "; ");
}

std::string Point(const incident::v1::GeoPoint& point, Language language) {
  std::string text = absl::StrFormat("%.5f %.5f", point.latitude(), point.longitude());
  if (point.precision_metres() > 0) absl::StrAppend(&text, " ±", point.precision_metres(), " m");
  if (const std::string method = CodeLabelOf(point.method(), language); !method.empty()) absl::StrAppend(&text, " (", method, ")");
  return text;
}

void AddFacts(const IncidentFacts& facts, Language language, FactRows& rows) {
  const auto in = [language](Text text) { return text.In(language); };
  rows.Add(in({"tarix", "date"}), Date(facts));
  rows.Add(in({"rayon", "district"}), facts.district());
  rows.Add(in({"yaşayış məntəqəsi", "settlement"}), facts.settlement());
  if (facts.has_point()) rows.Add(in({"nöqtə", "point"}), Point(facts.point(), language));
  rows.Add(in({"yer", "area"}), CodeLabelOf(facts.area_type(), language));
  rows.Add(in({"sinif", "class"}), CodeLabelOf(facts.accident_class(), language));
  rows.Add(in({"qurğu", "device"}), absl::StrJoin({CodeLabelOf(facts.device_category(), language), facts.device_detail()}, " "));
  rows.Add(in({"nişanlanmışdı", "marked"}), CodeLabelOf(facts.marked(), language));
  rows.Add(in({"keçmiş təmas xətti", "former contact line"}), CodeLabelOf(facts.former_contact_line(), language));
  rows.Add(in({"təhlükəli sahə", "hazard area"}), facts.hazard_area());
}

void PrintCasualties(const Incident& incident, Language language, std::ostream& out) {
  if (incident.casualties().empty()) return;
  std::vector<const Casualty*> sorted;
  for (const Casualty& casualty : incident.casualties()) sorted.push_back(&casualty);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Casualty* a, const Casualty* b) {
    return CompareAz(FullName(a->facts().identity()), FullName(b->facts().identity())) < 0;
  });
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"ad", "name"}), in({"cins", "sex"}), in({"yaş", "age"}), in({"vəziyyət", "outcome"}), in({"status", "status"}),
               in({"fəaliyyət", "activity"}), in({"xəsarətlər", "injuries"}), "uid"});
  for (const Casualty* casualty : sorted) {
    const CasualtyFacts& facts = casualty->facts();
    table.AddRow({FullName(facts.identity()), CodeLabelOf(facts.sex(), language), Age(facts),
                  CodeLabelOf(facts.outcome(), language), CodeLabelOf(facts.civil_status(), language),
                  CodeLabelOf(facts.activity(), language), Injuries(facts, language), casualty->uid()});
  }
  out << "\n" << in({"Zərərçəkənlər", "Casualties"}) << "\n";
  table.Print(out);
}

void PrintReports(const Incident& incident, Language language, std::ostream& out) {
  if (incident.reports().empty()) return;
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"mənbə", "source"}), in({"sənəd", "document"}), in({"sənədin tarixi", "dated"}), in({"qeyd edilib", "filed"}),
               in({"qurum", "institution"})});
  for (const auto& report : incident.reports()) {
    table.AddRow({CodeLabelOf(report.source(), language), report.document(), dayaq::ToText(report.reported_on()),
                  Moment(report.create_time()), report.institution()});
  }
  out << "\n" << in({"Məlumatlar", "Reports"}) << "\n";
  table.Print(out);
}

}  // namespace

void PrintIncidentLine(const Incident& incident, Language language, std::ostream& out) {
  out << incident.number() << "  " << CodeLabelOf(incident.state(), language) << "  " << incident.name() << "\n";
}

void PrintIncident(const Incident& incident, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"nömrə", "number"}), incident.number());
  rows.Add(in({"ad", "name"}), incident.name());
  rows.Add("etag", incident.etag());
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(incident.state(), language));
  rows.Add(in({"reyestr", "register"}), incident.register_());
  AddFacts(incident.facts(), language, rows);
  rows.Add(in({"həlak olub / yaralanıb / naməlum", "killed / injured / unknown"}),
           absl::StrCat(incident.killed(), " / ", incident.injured(), " / ", incident.outcome_unknown()));
  rows.Add(in({"qurum", "institution"}), incident.institution());
  rows.Add(in({"qeyd edilib", "recorded"}), Moment(incident.create_time()));
  for (const auto& decision : incident.decisions()) {
    rows.Add(in({"qərar", "decision"}),
             absl::StrCat(CodeLabelOf(decision.state(), language), ", ", Moment(decision.time()), ": ", decision.reason()));
  }
  rows.Add(in({"birləşdirilib", "merged into"}), incident.merged_into_uid());
  rows.Add(in({"sizə göstərilmir", "not shown to you"}), Listed(incident.redacted_fields()));
  rows.Print(out);
  PrintCasualties(incident, language, out);
  PrintReports(incident, language, out);
}

void PrintIncidentList(const incident::v1::ListIncidentsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"nömrə", "number"}), in({"tarix", "date"}), in({"rayon", "district"}), in({"məntəqə", "settlement"}),
               in({"qurğu", "device"}), in({"h/y/n", "k/i/u"}), in({"vəziyyət", "state"}), in({"ad", "name"})});
  for (const Incident& incident : list.incidents()) {
    const IncidentFacts& facts = incident.facts();
    table.AddRow({incident.number(), Date(facts), facts.district(), facts.settlement(),
                  CodeLabelOf(facts.device_category(), language),
                  absl::StrCat(incident.killed(), "/", incident.injured(), "/", incident.outcome_unknown()),
                  CodeLabelOf(incident.state(), language), incident.name()});
  }
  table.Print(out);
  if (list.has_totals()) {
    const auto& totals = list.totals();
    out << "\n";
    FactRows rows;
    rows.Add(in({"hadisə", "incidents"}).c_str(), absl::StrCat(totals.incidents()));
    rows.Add(in({"zərərçəkən", "casualties"}).c_str(), absl::StrCat(totals.casualties()));
    rows.Add(in({"həlak olub / yaralanıb / naməlum", "killed / injured / unknown"}).c_str(),
             absl::StrCat(totals.killed(), " / ", totals.injured(), " / ", totals.outcome_unknown()));
    rows.Add(in({"qadın / kişi / naməlum", "female / male / unknown"}).c_str(),
             absl::StrCat(totals.female(), " / ", totals.male(), " / ", totals.sex_unknown()));
    rows.Add(in({"yetkinlik yaşına çatmayan / yaşı naməlum", "minors / age not certain"}).c_str(),
             absl::StrCat(totals.minors(), " / ", totals.age_unknown()));
    rows.Print(out);
  }
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintHistory(const incident::v1::ListHistoryResponse& history, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"nə", "what"}), "etag", in({"əvəz olunub", "replaced"}), in({"məzmun", "content"}), in({"səbəb", "why"})});
  for (const auto& version : history.incidents()) {
    const Incident& incident = version.incident();
    table.AddRow(
        {in({"hadisə", "incident"}), incident.etag(), Moment(version.recorded_until()),
         absl::StrCat(CodeLabelOf(incident.state(), language), ", ", Date(incident.facts()), ", ", incident.facts().district()),
         version.reason()});
  }
  for (const auto& version : history.casualties()) {
    const Casualty& casualty = version.casualty();
    table.AddRow({absl::StrCat(in({"zərərçəkən", "casualty"}), " ", casualty.uid()), casualty.etag(),
                  Moment(version.recorded_until()), CodeLabelOf(casualty.facts().outcome(), language), version.reason()});
  }
  table.Print(out);
}

void PrintDuplicates(const incident::v1::ListDuplicatesResponse& duplicates, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  for (const auto& proposal : duplicates.proposals()) {
    out << proposal.score() << "  " << CodeLabelOf(proposal.state(), language) << "  " << proposal.uid() << "\n  incidents/"
        << proposal.incident_uid() << "\n  incidents/" << proposal.other_uid() << "\n";
    for (const auto& reason : proposal.reasons()) {
      out << absl::StrFormat("  %+4d  ", reason.points()) << Printable(reason.fact()) << ": " << Printable(reason.explanation())
          << "\n";
    }
    if (!proposal.resolution().empty()) out << "  " << in({"həll", "resolved"}) << ": " << Printable(proposal.resolution()) << "\n";
  }
  if (duplicates.proposals().empty()) out << in({"Təkrar şübhəsi yoxdur.", "No duplicates are proposed."}) << "\n";
  PrintNextPage(duplicates.next_page_token(), language, out);
}

void PrintPlaces(const incident::v1::ListPlacesResponse& places, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  std::vector<const incident::v1::Place*> sorted;
  for (const auto& place : places.places()) sorted.push_back(&place);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto* a, const auto* b) { return CompareAz(a->title(), b->title()) < 0; });
  Table table({in({"kod", "code"}), in({"ad", "name"}), in({"ingiliscə", "English"}), in({"tərkibində", "part of"}),
               in({"qüvvədə", "in force"})});
  for (const auto* place : sorted) {
    const std::string period = place->valid_from().empty() && place->valid_until().empty()
                                   ? ""
                                   : absl::StrCat(place->valid_from(), "…", place->valid_until());
    table.AddRow({place->code(), place->title(), place->title_en(), place->parent(), period});
  }
  table.Print(out);
  out << "\n";
  Table registers({in({"reyestr", "register"}), in({"ad", "title"}), in({"ölkə", "country"}), in({"sınaq", "trial"})});
  for (const auto& known : places.registers())
    registers.AddRow({known.code(), known.title(), known.country(), known.trial() ? "✓" : ""});
  registers.Print(out);
}

}  // namespace dayaq::cli
