// incident totals, recount: what the register counts, and whether that is what was published.
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/published_totals.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using incident::v1::IncidentFilter;
using incident::v1::IncidentTotals;
using incident::v1::ListIncidentsRequest;

// What each total is for people, in the order in which they are shown.
struct Label {
  const char* count;
  Text text;
};
constexpr Label kLabels[] = {
    {"incidents", {"hadisə", "incidents"}},
    {"incidents_without_casualties", {"onlardan zərərçəkənsiz", "of them, hurting nobody"}},
    {"casualties", {"zərərçəkən", "victims"}},
    {"killed", {"həlak olub", "killed"}},
    {"injured", {"yaralanıb", "injured"}},
    {"outcome_unknown", {"aqibəti naməlum", "outcome unknown"}},
    {"female", {"qadın və qız", "women and girls"}},
    {"male", {"kişi və oğlan", "men and boys"}},
    {"sex_unknown", {"cinsi naməlum", "sex unknown"}},
    {"minors", {"uşaq (18-dən kiçik)", "children (under 18)"}},
    {"age_unknown", {"yaşı dəqiq deyil", "age not certain"}},
    {"civilian", {"mülki, minaaxtaranlar daxil", "civilians, deminers among them"}},
    {"military", {"hərbçi və daxili qoşunlar", "military and security forces"}},
    {"status_unknown", {"statusu naməlum", "status unknown"}},
    {"outside_former_contact_line", {"keçmiş təmas xəttindən kənarda", "outside the former contact line"}},
};

std::string LabelOf(const std::string& count, const Program& program) {
  for (const Label& label : kLabels) {
    if (label.count == count) return program.In(label.text);
  }
  return count;
}

absl::StatusOr<IncidentTotals> FetchTotals(Client& client, const IncidentFilter& filter) {
  ListIncidentsRequest request;
  *request.mutable_filter() = filter;
  request.set_page_size(1);
  ASSIGN_OR_RETURN(const auto list, client.Call(&incident::v1::IncidentService::Stub::ListIncidents, request));
  return list.totals();
}

struct TotalsFlags {
  std::string since;
  std::string until;
  std::string known_until;
  std::vector<std::string> registers;
  std::vector<std::string> districts;
};

absl::StatusOr<IncidentFilter> FilterOf(const TotalsFlags& flags) {
  IncidentFilter filter;
  const std::pair<const char*, const std::string*> dates[] = {
      {"occurred_from", &flags.since}, {"occurred_until", &flags.until}, {"known_until", &flags.known_until}};
  for (const auto& [path, text] : dates) {
    if (!text->empty()) RETURN_IF_ERROR(SetFromText(path, *text, filter));
  }
  for (const std::string& code : flags.registers) filter.add_registers(code);
  for (const std::string& code : flags.districts) filter.add_districts(code);
  return filter;
}

absl::Status RunTotals(const TotalsFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const IncidentFilter filter, FilterOf(flags));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const IncidentTotals totals, FetchTotals(*client, filter));
  program.Answer(totals, [&] {
    Table table({program.In({"nə", "what"}), program.In({"say", "count"})});
    for (const Label& label : kLabels) table.AddRow({program.In(label.text), absl::StrCat(CountOf(totals, label.count))});
    table.Print(program.out());
  });
  return absl::OkStatus();
}

// A figure and what the register says to it.
struct Recounted {
  PublishedFigure figure;
  int64_t count = 0;
  bool agrees() const { return count == figure.published; }
};

absl::StatusOr<std::vector<Recounted>> Recount(const std::vector<PublishedFigure>& figures, Client& client) {
  std::map<std::pair<std::string, std::string>, IncidentTotals> asked;  // one question for all figures of one cut-off
  std::vector<Recounted> recounted;
  for (const PublishedFigure& figure : figures) {
    const auto question = std::make_pair(ToText(figure.known_until), ToText(figure.since));
    if (asked.count(question) == 0) {
      IncidentFilter filter;
      *filter.mutable_known_until() = figure.known_until;
      if (figure.since.year() != 0) *filter.mutable_occurred_from() = figure.since;
      ASSIGN_OR_RETURN(asked[question], FetchTotals(client, filter));
    }
    recounted.push_back({figure, CountOf(asked[question], figure.count)});
  }
  return recounted;
}

void PrintRecount(const std::vector<Recounted>& recounted, Program& program) {
  if (program.json) {
    std::vector<std::string> lines;
    for (const auto& [figure, count] : recounted) {
      std::vector<std::string> others;
      for (const std::string& other : figure.others) others.push_back(JsonString(other));
      lines.push_back(absl::StrCat("{\"name\":", JsonString(figure.name), ",\"count\":", JsonString(figure.count),
                                   ",\"since\":", JsonString(ToText(figure.since)),
                                   ",\"known_until\":", JsonString(ToText(figure.known_until)), ",\"published\":", figure.published,
                                   ",\"recounted\":", count, ",\"agrees\":", count == figure.published ? "true" : "false",
                                   ",\"source\":", JsonString(figure.source), ",\"others\":[", absl::StrJoin(others, ","), "]}"));
    }
    program.out() << "{\"figures\":[" << absl::StrJoin(lines, ",") << "]}\n";
    return;
  }
  Table table({program.In({"göstərici", "figure"}), program.In({"bu gündən", "since"}),
               program.In({"məlum olana görə", "as known by"}), program.In({"dərc olunub", "published"}),
               program.In({"sayılıb", "recounted"}), "", program.In({"ziddiyyətli rəqəmlər", "contradicting figures"})});
  for (const Recounted& one : recounted) {
    table.AddRow({LabelOf(one.figure.count, program), ToText(one.figure.since), ToText(one.figure.known_until),
                  absl::StrCat(one.figure.published), absl::StrCat(one.count), one.agrees() ? "✓" : "✗",
                  absl::StrJoin(one.figure.others, "; ")});
  }
  table.Print(program.out());
}

absl::Status RunRecount(const std::string& file, Program& program) {
  ASSIGN_OR_RETURN(const std::vector<PublishedFigure> figures, ReadPublishedTotals(file));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const std::vector<Recounted> recounted, Recount(figures, *client));
  PrintRecount(recounted, program);
  for (const Recounted& one : recounted) {
    if (!one.agrees()) program.exit_code = ExitCode::kDiffers;
  }
  return absl::OkStatus();
}

void AddTotals(Command& incident, Program& program) {
  const auto flags = std::make_shared<TotalsFlags>();
  Command* totals = incident.add_subcommand("totals", program.In({"reyestr nə sayır", "what the register counts"}));
  totals->add_option("--since", flags->since, program.In({"bu gündən baş verib", "happened possibly on or after this day"}));
  totals->add_option("--until", flags->until, program.In({"bu günədək baş verib", "happened possibly on or before this day"}));
  totals->add_option("--known-until", flags->known_until,
                     program.In({"o günün sonunda məlum olduğu kimi", "as it was known at the end of that day"}));
  totals->add_option("--register", flags->registers, program.In({"reyestr; susmaya görə az", "register; by default az"}))
      ->allow_extra_args(false);
  totals->add_option("--district", flags->districts, program.In({"rayon kodu", "district code"}))->allow_extra_args(false);
  totals->footer(
      "\n  dayaqctl incident totals --since 2020-11-10\n"
      "  dayaqctl incident totals --since 2020-11-10 --known-until 2024-05-29\n");
  totals->callback([flags, &program] { program.action = [flags, &program] { return RunTotals(*flags, program); }; });
}

void AddRecount(Command& incident, Program& program) {
  const auto file = std::make_shared<std::string>();
  Command* recount = incident.add_subcommand(
      "recount", program.In({"dərc olunmuş rəqəmləri reyestrdə yenidən say", "count published figures anew in the register"}));
  recount
      ->add_option("file", *file,
                   program.In({"rəqəmlər: db/sample/published_totals.yaml", "figures: db/sample/published_totals.yaml"}))
      ->required();
  recount->footer("\n  dayaqctl incident recount db/sample/published_totals.yaml\n");
  recount->callback([file, &program] { program.action = [file, &program] { return RunRecount(*file, program); }; });
}

}  // namespace

void AddTotalsCommands(Command& incident, Program& program) {
  AddTotals(incident, program);
  AddRecount(incident, program);
}

}  // namespace dayaq::cli
