#include "clients/cli/survivor_view.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/device_view.h"
#include "clients/cli/disability_view.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using survivor::v1::DisabilityDecision;
using survivor::v1::Survivor;

std::string Doubts(const Survivor& survivor, Language language) {
  std::vector<std::string> words;
  for (const int doubt : survivor.doubts()) words.push_back(CodeLabelOf(static_cast<survivor::v1::SurvivorDoubt>(doubt), language));
  return absl::StrJoin(words, "; ");
}

// Parts that are there, with a comma between.
std::string Joined(const std::vector<std::string>& parts) {
  std::vector<std::string> known;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(known), [](const std::string& part) { return !part.empty(); });
  return absl::StrJoin(known, ", ");
}

void AddPerson(const Survivor& survivor, Language language, FactRows& rows) {
  const auto in = [language](Text text) { return text.In(language); };
  const auto& identity = survivor.identity();
  rows.Add(in({"şəxs", "person"}), FullName(identity));
  rows.Add(in({"FİN", "national id"}), identity.national_id());
  rows.Add(in({"doğulub", "born"}), dayaq::ToText(identity.birth_date()));
  rows.Add(in({"cins", "sex"}), CodeLabelOf(survivor.sex(), language));
  rows.Add(in({"telefon", "telephone"}), Joined({identity.phone(), survivor.contacts().second_phone()}));
  rows.Add(in({"ünvan", "address"}), identity.address());
  rows.Add(in({"yaşadığı rayon", "home district"}), survivor.home_district());
  rows.Add(in({"yaxını", "contact person"}), Joined({survivor.contacts().contact_person(), survivor.contacts().contact_relation(),
                                                     survivor.contacts().contact_phone()}));
  rows.Add(in({"danışdığı dil", "speaks"}), survivor.contacts().language());
}

void AddState(const Survivor& survivor, Language language, FactRows& rows) {
  const auto in = [language](Text text) { return text.In(language); };
  rows.Add(in({"şəxsiyyət", "identity"}),
           survivor.has_identity_confirmed_time()
               ? Joined({absl::StrCat(in({"✓ təsdiqlənib ", "✓ confirmed "}), Moment(survivor.identity_confirmed_time())),
                         survivor.identity_document()})
               : in({"· təsdiqlənməyib", "· not confirmed"}));
  if (survivor.state() == survivor::v1::SURVIVOR_STATE_DECEASED) {
    rows.Add(in({"vəfat edib", "died"}),
             Joined({dayaq::ToText(survivor.died_on()), CodeLabelOf(survivor.death_cause(), language), survivor.death_document()}));
    rows.Add(in({"ölüm bizə məlum olub", "death became known"}), Moment(survivor.death_recorded_time()));
  }
  rows.Add(in({"şübhə", "doubt"}), Doubts(survivor, language));
  if (!survivor.merged_into_uid().empty()) {
    rows.Add(in({"birləşdirilib", "goes on in"}), absl::StrCat("survivors/", survivor.merged_into_uid()));
  }
  for (const auto& record : survivor.absorbed()) {
    rows.Add(in({"bu şəxsin başqa qeydi", "also recorded as"}), Joined({record.number(), FullName(record.identity())}));
  }
}

void PrintCasualties(const Survivor& survivor, Language language, std::ostream& out) {
  if (survivor.casualties().empty()) return;
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"hadisə günü", "incident on"}), in({"aqibət", "outcome"}), in({"sayılır", "counts"}), in({"hadisə", "incident"}),
               in({"zərərçəkən uid", "casualty uid"})});
  for (const auto& casualty : survivor.casualties()) {
    table.AddRow({dayaq::ToText(casualty.occurred_on()), CodeLabelOf(casualty.outcome(), language), Mark(!casualty.set_aside()),
                  absl::StrCat("incidents/", casualty.incident_uid()), casualty.casualty_uid()});
  }
  out << "\n" << in({"Hadisələr", "Incidents"}) << "\n";
  table.Print(out);
}

// What is in force of it, or the word for never.
std::string InForce(const DisabilityDecision& decision, Language language) {
  const std::string stretch = Stretch(decision.in_force_from(), decision.in_force_until());
  return stretch.empty() ? Text{"qüvvədə deyil", "never"}.In(language) : stretch;
}

void PrintDecisions(const Survivor& survivor, Language language, std::ostream& out) {
  if (survivor.decisions().empty()) return;
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({"%", in({"hədd", "band"}), in({"səbəb", "cause"}), in({"qərar günü", "decided"}), in({"qüvvədədir", "in force"}),
               in({"akt", "act"}), in({"bizə məlum olub", "recorded"}), "uid"});
  for (const DisabilityDecision& decision : survivor.decisions()) {
    const bool rounded = decision.stated_percent() != 0 && decision.stated_percent() != decision.percent();
    table.AddRow({absl::StrCat(decision.percent(), rounded ? absl::StrCat(" (", decision.stated_percent(), ")") : ""),
                  CodeLabelOf(decision.band(), language), CodeLabelOf(decision.cause(), language),
                  dayaq::ToText(decision.decided_on()), InForce(decision, language), decision.act_number(),
                  Moment(decision.create_time()), decision.uid()});
  }
  out << "\n" << in({"Əlillik qərarları", "Disability decisions"}) << "\n";
  table.Print(out);
  for (const DisabilityDecision& decision : survivor.decisions()) {
    const std::string made = DecisionMakeUp(decision, language);
    if (!made.empty()) out << "  " << decision.act_number() << ": " << made << "\n";
  }
}

}  // namespace

void PrintSurvivorLine(const Survivor& survivor, Language language, std::ostream& out) {
  out << survivor.number() << "  " << CodeLabelOf(survivor.state(), language) << "  " << survivor.name() << "  etag "
      << survivor.etag() << "\n";
}

void PrintSurvivor(const Survivor& survivor, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"nömrə", "number"}), survivor.number());
  rows.Add(in({"ad", "name"}), survivor.name());
  rows.Add("etag", survivor.etag());
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(survivor.state(), language));
  rows.Add(in({"ƏLAQƏ", "CONTACT"}), ContactWords(survivor.contact_preference(), language));
  AddPerson(survivor, language, rows);
  AddState(survivor, language, rows);
  rows.Add(in({"reyestr", "register"}), survivor.register_());
  rows.Add(in({"rayon", "district"}), survivor.district());
  rows.Add(in({"qurum", "institution"}), survivor.institution());
  rows.Add(in({"qeyd açılıb", "opened"}), Moment(survivor.create_time()));
  rows.Add(in({"sizə göstərilmir", "not shown to you"}), Listed(survivor.redacted_fields()));
  rows.Print(out);
  PrintCasualties(survivor, language, out);
  if (!survivor.devices().empty()) {
    out << "\n" << Text{"Protezlər və digər cihazlar", "Prostheses and other devices"}.In(language) << "\n";
    PrintWornDevices(survivor.devices(), language, out);
  }
  PrintDecisions(survivor, language, out);
}

void PrintSurvivorList(const survivor::v1::ListSurvivorsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  const bool named = std::any_of(list.survivors().begin(), list.survivors().end(),
                                 [](const Survivor& survivor) { return survivor.has_identity(); });
  std::vector<std::string> headers = {in({"nömrə", "number"})};
  if (named) headers.insert(headers.end(), {in({"şəxs", "person"}), in({"doğulub", "born"})});
  headers.insert(headers.end(), {in({"cins", "sex"}), in({"rayon", "district"}), in({"vəziyyət", "state"}),
                                 in({"şəxsiyyət", "identity"}), in({"şübhə", "doubt"}), in({"ad", "name"})});
  Table table(headers);
  for (const Survivor& survivor : list.survivors()) {
    std::vector<std::string> cells = {survivor.number()};
    if (named) cells.insert(cells.end(), {FullName(survivor.identity()), dayaq::ToText(survivor.identity().birth_date())});
    cells.insert(cells.end(), {CodeLabelOf(survivor.sex(), language), survivor.district(), CodeLabelOf(survivor.state(), language),
                               Mark(survivor.has_identity_confirmed_time()), Doubts(survivor, language), survivor.name()});
    table.AddRow(std::move(cells));
  }
  table.Print(out);
  if (list.total() > 0) out << "\n" << InAll(list.total(), language) << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
