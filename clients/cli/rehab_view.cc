#include "clients/cli/rehab_view.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace rehabilitation::v1;  // NOLINT(google-build-using-namespace)

template <typename List>
std::string VisitsOf(const List& visits, Language language) {
  std::vector<std::string> labels;
  for (const int visit : visits) labels.push_back(CodeLabelOf(static_cast<VisitKind>(visit), language));
  return absl::StrJoin(labels, ", ");
}

std::string HoursOf(const OpeningHours& hours, Language language) {
  return absl::StrFormat("%s %02d:%02d–%02d:%02d", CodeLabelOf(hours.weekday(), language), hours.opens_minute() / 60,
                         hours.opens_minute() % 60, hours.closes_minute() / 60, hours.closes_minute() % 60);
}

void PrintPart(const char* title, const Table& table, std::ostream& out) {
  if (table.empty()) return;
  out << "\n" << title << "\n";
  table.Print(out);
}

// "▁▃▆█": scores of one instrument, the oldest first.
std::string Bars(const std::vector<int>& scores) {
  static const std::vector<const char*>& kBars = *new std::vector<const char*>{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const auto [least, most] = std::minmax_element(scores.begin(), scores.end());
  std::string bars;
  for (const int score : scores) {
    const int span = *most - *least;
    absl::StrAppend(&bars, kBars[static_cast<size_t>(span == 0 ? 3 : (score - *least) * 7 / span)]);
  }
  return bars;
}

void PrintMeasures(const Episode& episode, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  std::map<int, std::vector<const Measure*>> by_instrument;
  for (const Measure& measure : episode.measures()) by_instrument[measure.instrument()].push_back(&measure);
  Table table(
      {in({"ölçü", "measure"}), in({"ilk", "first"}), in({"son", "last"}), in({"gün", "on"}), in({"dəyişmə", "over time"})});
  for (auto& [instrument, measures] : by_instrument) {
    std::sort(measures.begin(), measures.end(),
              [](const Measure* a, const Measure* b) { return dayaq::ToText(a->measured_on()) < dayaq::ToText(b->measured_on()); });
    std::vector<int> scores;
    for (const Measure* measure : measures) scores.push_back(measure->score());
    table.AddRow({CodeLabelOf(static_cast<Instrument>(instrument), language), std::to_string(scores.front()),
                  std::to_string(scores.back()), dayaq::ToText(measures.back()->measured_on()), Bars(scores)});
  }
  PrintPart(Text{"Ölçmələr", "Measures"}.In(language), table, out);
}

void PrintOtherParts(const Episode& episode, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table goals({in({"məqsəd", "goal"}), in({"vaxtı", "due"}), in({"vəziyyət", "state"}), "uid"});
  for (const RehabGoal& goal : episode.goals()) {
    goals.AddRow(
        {CodeLabelOf(goal.kind(), language), dayaq::ToText(goal.due_on()), CodeLabelOf(goal.state(), language), goal.uid()});
  }
  PrintPart(Text{"Məqsədlər", "Goals"}.In(language), goals, out);
  Table sessions({in({"gün", "on"}), in({"seans", "session"}), in({"harada", "where"}), in({"dəqiqə", "minutes"})});
  for (const Session& session : episode.sessions()) {
    sessions.AddRow({dayaq::ToText(session.held_on()), CodeLabelOf(session.visit(), language),
                     CodeLabelOf(session.place(), language), std::to_string(session.minutes())});
  }
  PrintPart(Text{"Seanslar", "Sessions"}.In(language), sessions, out);
  Table findings({in({"gün", "on"}), in({"ağrı", "pain"}), in({"güdül", "stump"})});
  for (const Finding& finding : episode.findings()) {
    std::vector<std::string> seen;
    for (const int one : finding.stump()) seen.push_back(CodeLabelOf(static_cast<StumpFinding>(one), language));
    findings.AddRow({dayaq::ToText(finding.found_on()), absl::StrCat(finding.pain_score(), "/10"), absl::StrJoin(seen, ", ")});
  }
  PrintPart(Text{"Tapıntılar", "Findings"}.In(language), findings, out);
  Table adaptations({in({"uyğunlaşdırma", "adaptation"}), in({"vəziyyət", "state"}), "uid"});
  for (const Adaptation& one : episode.adaptations()) {
    adaptations.AddRow({CodeLabelOf(one.kind(), language), CodeLabelOf(one.state(), language), one.uid()});
  }
  PrintPart(Text{"Evin uyğunlaşdırılması", "Home adaptations"}.In(language), adaptations, out);
}

}  // namespace

void PrintCentres(const ListCentresResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"mərkəz", "centre"}), in({"rayon", "district"}), in({"telefon", "telephone"}), in({"ad", "name"})});
  for (const Centre& centre : list.centres()) {
    table.AddRow({Printable(centre.name_az()), centre.district(), centre.phone(), centre.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintClosure(const Closure& closure, Language language, std::ostream& out) {
  FactRows rows;
  rows.Add(Text{"bağlanma", "closure"}.In(language), closure.name());
  rows.Add(Text{"günlər", "days"}.In(language), Stretch(closure.first_day(), closure.last_day()));
  rows.Add(Text{"səbəb", "why"}.In(language), CodeLabelOf(closure.reason(), language));
  rows.Add(Text{"çağırılacaq", "to be called in"}.In(language), std::to_string(closure.called_in()));
  rows.Add(Text{"geri götürülüb", "taken back"}.In(language), Moment(closure.withdrawn_time()));
  rows.Print(out);
}

void PrintCentre(const Centre& centre, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  FactRows rows;
  rows.Add(Text{"mərkəz", "centre"}.In(language), Printable(centre.name_az()));
  rows.Add(Text{"ad", "name"}.In(language), centre.name());
  rows.Add(Text{"ünvan", "address"}.In(language), Printable(centre.address()));
  rows.Add(Text{"telefon", "telephone"}.In(language), centre.phone());
  rows.Add(Text{"rayonlar", "serves"}.In(language), Listed(centre.serves_districts()));
  for (const OpeningHours& hours : centre.hours()) rows.Add(Text{"açıqdır", "open"}.In(language), HoursOf(hours, language));
  rows.Print(out);
  Table visits({in({"xidmət", "visit"}), in({"dəqiqə", "minutes"}), in({"gündə ən çox", "a day at most"})});
  for (const VisitOffer& offer : centre.visits()) {
    visits.AddRow({CodeLabelOf(offer.visit(), language), std::to_string(offer.minutes()),
                   offer.most_a_day() == 0 ? "" : std::to_string(offer.most_a_day())});
  }
  PrintPart(Text{"Xidmətlər", "Visits"}.In(language), visits, out);
  Table specialists({in({"mütəxəssis", "specialist"}), in({"xidmət", "gives"}), "uid"});
  for (const Specialist& one : centre.specialists()) {
    specialists.AddRow({Printable(one.full_name()), VisitsOf(one.visits(), language), one.uid()});
  }
  PrintPart(Text{"Mütəxəssislər", "Specialists"}.In(language), specialists, out);
  Table rooms({in({"otaq", "room"}), in({"xidmət", "for"}), "uid"});
  for (const Room& one : centre.rooms()) rooms.AddRow({Printable(one.title()), VisitsOf(one.visits(), language), one.uid()});
  PrintPart(Text{"Otaqlar", "Rooms"}.In(language), rooms, out);
  Table closures({in({"günlər", "days"}), in({"səbəb", "why"}), in({"ad", "name"})});
  for (const Closure& one : centre.closures()) {
    closures.AddRow({Stretch(one.first_day(), one.last_day()), CodeLabelOf(one.reason(), language), one.name()});
  }
  PrintPart(Text{"Bağlıdır", "Closed"}.In(language), closures, out);
}

void PrintEpisodes(const ListEpisodesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"şəxs", "person"}), in({"növ", "kind"}), in({"vəziyyət", "state"}), in({"müddət", "when"}), in({"ad", "name"})});
  for (const Episode& episode : list.episodes()) {
    table.AddRow({episode.survivor_number(), CodeLabelOf(episode.kind(), language), CodeLabelOf(episode.state(), language),
                  Stretch(episode.opened_on(), episode.closed_on()), episode.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintEpisode(const Episode& episode, Language language, std::ostream& out) {
  FactRows rows;
  rows.Add(Text{"kurs", "episode"}.In(language), episode.name());
  rows.Add(Text{"şəxs", "person"}.In(language), episode.survivor_number());
  rows.Add(Text{"növ", "kind"}.In(language), CodeLabelOf(episode.kind(), language));
  rows.Add(Text{"vəziyyət", "state"}.In(language), CodeLabelOf(episode.state(), language));
  rows.Add(Text{"müddət", "when"}.In(language), Stretch(episode.opened_on(), episode.closed_on()));
  rows.Add(Text{"bağlanma səbəbi", "closed because"}.In(language), CodeLabelOf(episode.close_reason(), language));
  rows.Print(out);
  PrintMeasures(episode, language, out);
  PrintOtherParts(episode, language, out);
}

void PrintSlots(const SearchSlotsResponse& found, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table(
      {in({"nə vaxt", "when"}), in({"mütəxəssis", "specialist"}), in({"otaq", "room"}), "--with", in({"mərkəz", "centre"})});
  for (const FreeSlot& slot : found.slots()) {
    table.AddRow({Moment(slot.starts_time()), slot.specialist_name(), slot.room_title(), slot.specialist_uid(), slot.centre_uid()});
  }
  table.Print(out);
  out << in({"baxılıb: ", "looked until: "}) << dayaq::ToText(found.searched_until()) << "\n";
}

void PrintAppointments(const ListAppointmentsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table(
      {in({"nə vaxt", "when"}), in({"xidmət", "visit"}), in({"vəziyyət", "state"}), in({"şəxs", "person"}), in({"ad", "name"})});
  for (const Appointment& one : list.appointments()) {
    table.AddRow({Moment(one.starts_time()), CodeLabelOf(one.visit(), language), CodeLabelOf(one.state(), language),
                  absl::StrCat("survivors/", one.survivor_uid()), one.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintWaiting(const ListWaitingResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"təcililik", "urgency"}), in({"xidmət", "visit"}), in({"gözləyir", "since"}), in({"uyğun günlər", "suits"}),
               in({"kurs", "episode"}), in({"ad", "name"})});
  for (const Waiting& one : list.waiting()) {
    table.AddRow({CodeLabelOf(one.urgency(), language), CodeLabelOf(one.visit(), language), Moment(one.create_time()),
                  Stretch(one.not_before(), one.not_after()), absl::StrCat("episodes/", one.episode_uid()), one.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
