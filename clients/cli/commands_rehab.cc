// rehab: centres, episodes, slots, appointments, waiting lists, calendars.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/rehab_view.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace rehabilitation::v1;  // NOLINT(google-build-using-namespace)

struct RehabFlags {
  std::string where;
  std::string at;
  int every_days = 0;
  int count = 0;
  bool with_device = false;
  bool validate_only = false;
  PageFlags pages;
  std::vector<std::pair<std::string, std::string>> values;  // path and text
};
using Flags = std::shared_ptr<RehabFlags>;

struct Value {
  const char* flag;
  const char* path;
  Text help;
  bool required = false;
};

absl::Status SetValues(const RehabFlags& flags, google::protobuf::Message& message) {
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, message));
  return absl::OkStatus();
}

// "2026-12-01 09:30" in Baku.
absl::StatusOr<google::protobuf::Timestamp> MomentFrom(const std::string& text) {
  absl::Time time;
  std::string fault;
  if (!absl::ParseTime("%Y-%m-%d %H:%M", text, BakuZone(), &time, &fault)) {
    return absl::InvalidArgumentError("--at: 2026-12-01 09:30, in Baku.");
  }
  return Timestamp(time);
}

// One more page flag set, one list, one printer.
template <typename Method, typename Request, typename Response, typename Items>
absl::Status ShowList(Program& program, Method method, Request request, const PageFlags& pages, Items* (Response::*items)(),
                      void (*print)(const Response&, Language, std::ostream&)) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Response list, FetchPages(*client, method, std::move(request), pages, items));
  program.Answer(list, [&] { print(list, program.language(), program.out()); });
  return absl::OkStatus();
}

auto EpisodePrinter(Program& program) {
  return [&program](const Episode& episode) { PrintEpisode(episode, program.language(), program.out()); };
}
auto AppointmentPrinter(Program& program) {
  return [&program](const Appointment& appointment) {
    ListAppointmentsResponse list;
    *list.add_appointments() = appointment;
    PrintAppointments(list, program.language(), program.out());
  };
}

absl::StatusOr<Episode> FetchEpisode(Client& client, const std::string& name) {
  GetEpisodeRequest request;
  request.set_name(name);
  return client.Call(&Client::Episodes::GetEpisode, request);
}
absl::StatusOr<Appointment> FetchAppointment(Client& client, const std::string& name) {
  GetAppointmentRequest request;
  request.set_name(name);
  return client.Call(&Client::Appointments::GetAppointment, request);
}

absl::Status RunCentres(const RehabFlags& flags, Program& program) {
  ListCentresRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Client::Centres::ListCentres, std::move(request), flags.pages, &ListCentresResponse::mutable_centres,
                  PrintCentres);
}

absl::Status RunCentre(const RehabFlags& flags, Program& program) {
  GetCentreRequest request;
  request.set_name(flags.where);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Centre centre, client->Call(&Client::Centres::GetCentre, request));
  program.Answer(centre, [&] { PrintCentre(centre, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunCloseCentre(const RehabFlags& flags, Program& program) {
  AddClosureRequest request;
  request.set_parent(flags.where);
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_closure()));
  return Send(program, &Client::Centres::AddClosure, std::move(request), flags.validate_only,
              [&program](const Closure& closure) { PrintClosure(closure, program.language(), program.out()); });
}

absl::Status RunOpenEpisode(const RehabFlags& flags, Program& program) {
  OpenEpisodeRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  return Send(program, &Client::Episodes::OpenEpisode, std::move(request), flags.validate_only, EpisodePrinter(program));
}

// A change of the episode as it is now.
template <typename Request, typename Method>
absl::Status ChangeEpisode(const RehabFlags& flags, Program& program, Method method, Request request) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Episode now, FetchEpisode(*client, flags.where));
  request.set_name(now.name());
  request.set_etag(now.etag());
  return Send(program, method, std::move(request), flags.validate_only, EpisodePrinter(program));
}

absl::Status RunAcceptEpisode(const RehabFlags& flags, Program& program) {
  AcceptEpisodeRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ChangeEpisode(flags, program, &Client::Episodes::AcceptEpisode, std::move(request));
}

absl::Status RunCloseEpisode(const RehabFlags& flags, Program& program) {
  CloseEpisodeRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ChangeEpisode(flags, program, &Client::Episodes::CloseEpisode, std::move(request));
}

absl::Status RunMeasure(const RehabFlags& flags, Program& program) {
  RecordMeasureRequest request;
  request.mutable_measure()->set_with_device(flags.with_device);
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_measure()));
  return ChangeEpisode(flags, program, &Client::Episodes::RecordMeasure, std::move(request));
}

absl::Status RunEpisodes(const RehabFlags& flags, Program& program) {
  ListEpisodesRequest request;
  if (!flags.where.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  }
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Client::Episodes::ListEpisodes, std::move(request), flags.pages,
                  &ListEpisodesResponse::mutable_episodes, PrintEpisodes);
}

absl::Status RunEpisode(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Episode episode, FetchEpisode(*client, flags.where));
  program.Answer(episode, [&] { PrintEpisode(episode, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunSlots(const RehabFlags& flags, Program& program) {
  SearchSlotsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const SearchSlotsResponse found, client->Call(&Client::Appointments::SearchSlots, request));
  program.Answer(found, [&] { PrintSlots(found, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunBook(const RehabFlags& flags, Program& program) {
  BookAppointmentRequest request;
  request.set_episode(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(*request.mutable_starts_time(), MomentFrom(flags.at));
  if (flags.count == 0) {
    return Send(program, &Client::Appointments::BookAppointment, std::move(request), flags.validate_only,
                AppointmentPrinter(program));
  }
  BookSeriesRequest series;
  series.set_episode(request.episode());
  series.set_visit(request.visit());
  series.set_specialist_uid(request.specialist_uid());
  series.set_room_uid(request.room_uid());
  *series.mutable_starts_time() = request.starts_time();
  series.set_every_days(flags.every_days);
  series.set_count(flags.count);
  return Send(program, &Client::Appointments::BookSeries, std::move(series), flags.validate_only,
              [&program](const AppointmentSeries& booked) {
                ListAppointmentsResponse list;
                *list.mutable_appointments() = booked.appointments();
                PrintAppointments(list, program.language(), program.out());
              });
}

absl::Status RunMove(const RehabFlags& flags, Program& program) {
  MoveAppointmentRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Appointment now, FetchAppointment(*client, flags.where));
  request.set_name(now.name());
  request.set_etag(now.etag());
  request.set_specialist_uid(now.specialist_uid());
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(*request.mutable_starts_time(), MomentFrom(flags.at));
  return Send(program, &Client::Appointments::MoveAppointment, std::move(request), flags.validate_only,
              AppointmentPrinter(program));
}

absl::Status RunCancel(const RehabFlags& flags, Program& program) {
  CancelAppointmentRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Appointment now, FetchAppointment(*client, flags.where));
  request.set_name(now.name());
  request.set_etag(now.etag());
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, &Client::Appointments::CancelAppointment, std::move(request), flags.validate_only,
              AppointmentPrinter(program));
}

absl::Status RecordAttendance(const RehabFlags& flags, Program& program, bool attended) {
  RecordAttendanceRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Appointment now, FetchAppointment(*client, flags.where));
  request.set_name(now.name());
  request.set_etag(now.etag());
  request.set_attended(attended);
  return Send(program, &Client::Appointments::RecordAttendance, std::move(request), flags.validate_only,
              AppointmentPrinter(program));
}
absl::Status RunCame(const RehabFlags& flags, Program& program) { return RecordAttendance(flags, program, true); }
absl::Status RunMissed(const RehabFlags& flags, Program& program) { return RecordAttendance(flags, program, false); }

absl::Status RunAppointments(const RehabFlags& flags, Program& program) {
  ListAppointmentsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Client::Appointments::ListAppointments, std::move(request), flags.pages,
                  &ListAppointmentsResponse::mutable_appointments, PrintAppointments);
}

absl::Status RunCalls(const RehabFlags& flags, Program& program) {
  RehabFlags only = flags;
  only.values.emplace_back("states", "call_in");
  return RunAppointments(only, program);
}

absl::Status RunJoin(const RehabFlags& flags, Program& program) {
  JoinWaitingListRequest request;
  request.set_episode(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, &Client::Appointments::JoinWaitingList, std::move(request), flags.validate_only,
              [&program](const Waiting& waiting) {
                ListWaitingResponse list;
                *list.add_waiting() = waiting;
                PrintWaiting(list, program.language(), program.out());
              });
}

absl::Status RunWaiting(const RehabFlags& flags, Program& program) {
  ListWaitingRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Client::Appointments::ListWaiting, std::move(request), flags.pages,
                  &ListWaitingResponse::mutable_waiting, PrintWaiting);
}

absl::Status RunCalendar(const RehabFlags& flags, Program& program) {
  ExportCalendarRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ExportCalendarResponse feed, client->Call(&Client::Appointments::ExportCalendar, request));
  program.Answer(feed, [&] { program.out() << feed.calendar(); });
  return absl::OkStatus();
}

// A command with its flags: `where` is what it is about (nullptr: nothing), `values` are fields of what it sends.
Command* AddCommand(Command& parent, Program& program, const Flags& flags, const char* name, const Text& about,
                    absl::Status (*run)(const RehabFlags&, Program&), const Text* where, const std::vector<Value>& values,
                    const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  if (where != nullptr) command->add_option("name", flags->where, program.In(*where))->required();
  for (const Value& value : values) {
    Option* option = command->add_option_function(
        value.flag, [flags, path = value.path](const std::string& text) { flags->values.emplace_back(path, text); },
        program.In(value.help));
    if (value.required) option->required();
  }
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddCheckFlag(Command& command, RehabFlags& flags, const Program& program) {
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

constexpr Text kWho = {"kim: survivors/… və ya nömrə", "who: survivors/… or a number"};
constexpr Text kEpisode = {"hansı kurs: episodes/…", "which episode: episodes/…"};
constexpr Text kAppointment = {"hansı qəbul: appointments/…", "which appointment: appointments/…"};
constexpr Text kCentre = {"hansı mərkəz: centres/…", "which centre: centres/…"};

const Value kVisit = {"--visit",
                      "visit",
                      {"medical_review, physiotherapy, gait_training, device_measurement, ...",
                       "medical_review, physiotherapy, gait_training, device_measurement, ..."},
                      true};
const Value kFrom = {"--from", "first_day", {"ilk gün", "first day"}};
const Value kUntil = {"--until", "last_day", {"son gün", "last day"}};

void AddCentreCommands(Command& rehab, Program& program) {
  Command& centre = *rehab.add_subcommand("centre", program.In({"mərkəzlər", "centres"}));
  centre.require_subcommand(1);
  const auto listing = std::make_shared<RehabFlags>();
  AddPageFlags(*AddCommand(centre, program, listing, "list", {"mərkəzlər", "centres"}, RunCentres, nullptr,
                           {{"--visit", "visit", {"bu xidməti göstərən", "that give this"}},
                            {"--district", "district", {"bu rayona baxan", "that serve this district"}}},
                           "\n  dayaqctl rehab centre list --visit physiotherapy\n"),
               listing->pages, program);
  AddCommand(centre, program, std::make_shared<RehabFlags>(), "show",
             {"mütəxəssislər, otaqlar, iş saatları", "specialists, rooms, hours"}, RunCentre, &kCentre, {},
             "\n  dayaqctl rehab centre show centres/0190…\n");
  const auto closing = std::make_shared<RehabFlags>();
  AddCheckFlag(
      *AddCommand(centre, program, closing, "close",
                  {"günlərlə bağla; yazılmış şəxslər çağırılacaqlar siyahısına keçir",
                   "close for some days; who is booked goes to the list of calls"},
                  RunCloseCentre, &kCentre,
                  {{"--from", "first_day", {"ilk gün", "first day"}, true},
                   {"--until", "last_day", {"son gün", "last day"}, true},
                   {"--reason", "reason", {"holiday, repair, staff_absent, ...", "holiday, repair, staff_absent, ..."}, true},
                   {"--specialist", "specialist_uid", {"yalnız bu mütəxəssis", "only this specialist"}},
                   {"--room", "room_uid", {"yalnız bu otaq", "only this room"}}},
                  "\n  dayaqctl rehab centre close centres/0190… --from 2027-01-04 --until 2027-01-29 --reason repair\n"),
      *closing, program);
}

void AddEpisodeCommands(Command& rehab, Program& program) {
  Command& episode = *rehab.add_subcommand("episode", program.In({"reabilitasiya kursları", "episodes of rehabilitation"}));
  episode.require_subcommand(1);
  const auto opening = std::make_shared<RehabFlags>();
  AddCheckFlag(
      *AddCommand(episode, program, opening, "open", {"göndərilmiş şəxs üçün aç", "open for somebody who was referred"},
                  RunOpenEpisode, &kWho,
                  {{"--kind", "kind", {"physical, psychological, occupational", "physical, psychological, occupational"}, true},
                   {"--specialist", "specialist_uid", {"cavabdeh mütəxəssis", "the specialist who answers for it"}}},
                  "\n  dayaqctl rehab episode open survivors/0190… --kind physical\n"),
      *opening, program);
  const auto accepting = std::make_shared<RehabFlags>();
  AddCheckFlag(
      *AddCommand(episode, program, accepting, "accept", {"sistemin təklif etdiyini qəbul et", "take on what the house proposed"},
                  RunAcceptEpisode, &kEpisode, {}, "\n  dayaqctl rehab episode accept episodes/0190…\n"),
      *accepting, program);
  const auto closing = std::make_shared<RehabFlags>();
  AddCheckFlag(*AddCommand(episode, program, closing, "close", {"bağla", "close"}, RunCloseEpisode, &kEpisode,
                           {{"--reason",
                             "reason",
                             {"goals_reached, not_wanted, moved_away, ...", "goals_reached, not_wanted, moved_away, ..."},
                             true}},
                           "\n  dayaqctl rehab episode close episodes/0190… --reason goals_reached\n"),
               *closing, program);
  const auto measuring = std::make_shared<RehabFlags>();
  Command* measure = AddCommand(
      episode, program, measuring, "measure", {"ölçmənin balını qeyd et", "record a score"}, RunMeasure, &kEpisode,
      {{"--instrument",
        "instrument",
        {"amp_pro, amp_no_pro, k_level, timed_up_and_go (saniyənin onda biri), walk_two_minutes, walk_six_minutes (metr), plus_m "
         "(onda bir)",
         "amp_pro, amp_no_pro, k_level, timed_up_and_go (tenths of a second), walk_two_minutes, walk_six_minutes (metres), plus_m "
         "(tenths)"},
        true},
       {"--score", "score", {"bal", "the score"}, true},
       {"--on", "measured_on", {"hansı gün", "on which day"}, true}},
      "\n  dayaqctl rehab episode measure episodes/0190… --instrument amp_pro --score 38 --on 2026-11-20 --with-device\n");
  measure->add_flag("--with-device", measuring->with_device, program.In({"protezlə", "with the prosthesis on"}));
  AddCheckFlag(*measure, *measuring, program);
  const auto listing = std::make_shared<RehabFlags>();
  Command* list = AddCommand(episode, program, listing, "list", {"kurslar", "episodes"}, RunEpisodes, nullptr,
                             {{"--state", "states", {"proposed, open, closed", "proposed, open, closed"}}},
                             "\n  dayaqctl rehab episode list --state proposed\n");
  list->add_option("--of", listing->where, program.In(kWho));
  AddPageFlags(*list, listing->pages, program);
  AddCommand(episode, program, std::make_shared<RehabFlags>(), "show",
             {"bir kurs və onun nəticələri", "one episode and what came of it"}, RunEpisode, &kEpisode, {},
             "\n  dayaqctl rehab episode show episodes/0190…\n");
}

void AddBookingCommands(Command& rehab, Program& program) {
  const auto searching = std::make_shared<RehabFlags>();
  AddCommand(rehab, program, searching, "slots", {"boş vaxtlar", "free slots"}, RunSlots, nullptr,
             {kVisit,
              kFrom,
              kUntil,
              {"--centre", "centre_uids", {"bu mərkəzdə (uid)", "at this centre (uid)"}},
              {"--specialist", "specialist_uid", {"yalnız bu mütəxəssislə (uid)", "only with this specialist (uid)"}},
              {"--most", "most", {"ən çox neçə (200-ə qədər)", "how many at most (up to 200)"}}},
             "\n  dayaqctl rehab slots --visit physiotherapy --from 2026-12-01\n");
  const auto booking = std::make_shared<RehabFlags>();
  static const Value kWith = {"--with", "specialist_uid", {"mütəxəssis (uid)", "the specialist (uid)"}, true};
  static const Value kRoom = {"--room", "room_uid", {"otaq (uid); deyilməsə, boş olan", "the room (uid); else one that is free"}};
  Command* book = AddCommand(
      rehab, program, booking, "book", {"qəbula yaz; təkrarla silsilə", "book; a series with --every"}, RunBook, &kEpisode,
      {kVisit, kWith, kRoom},
      "\n  dayaqctl rehab book episodes/0190… --visit physiotherapy --with 0190… --at \"2026-12-01 09:30\"\n"
      "  dayaqctl rehab book episodes/0190… --visit physiotherapy --with 0190… --at \"2026-12-01 09:30\" --every 7 --times 10\n");
  book->add_option("--at", booking->at, program.In({"nə vaxt, Bakı vaxtı ilə", "when, in Baku"}))->required();
  Option* every =
      book->add_option("--every", booking->every_days, program.In({"neçə gündən bir", "every so many days"}))->between(1, 60);
  book->add_option("--times", booking->count, program.In({"neçə dəfə", "how often"}))->between(2, 60)->needs(every);
  AddCheckFlag(*book, *booking, program);
  const auto moving = std::make_shared<RehabFlags>();
  Command* move =
      AddCommand(rehab, program, moving, "move", {"başqa vaxta köçür", "move to another time"}, RunMove, &kAppointment,
                 {{"--with", "specialist_uid", {"mütəxəssis; deyilməsə, həmin", "the specialist; else the same"}}, kRoom},
                 "\n  dayaqctl rehab move appointments/0190… --at \"2026-12-02 10:00\"\n");
  move->add_option("--at", moving->at, program.In({"nə vaxt, Bakı vaxtı ilə", "when, in Baku"}))->required();
  AddCheckFlag(*move, *moving, program);
  const auto cancelling = std::make_shared<RehabFlags>();
  AddCheckFlag(*AddCommand(rehab, program, cancelling, "cancel", {"ləğv et", "cancel"}, RunCancel, &kAppointment,
                           {{"--because", "reason", {"by_person, by_centre, mistaken", "by_person, by_centre, mistaken"}, true}},
                           "\n  dayaqctl rehab cancel appointments/0190… --because by_person\n"),
               *cancelling, program);
  AddCommand(rehab, program, std::make_shared<RehabFlags>(), "came", {"gəldi", "the person came"}, RunCame, &kAppointment, {},
             "\n  dayaqctl rehab came appointments/0190…\n");
  AddCommand(rehab, program, std::make_shared<RehabFlags>(), "missed", {"gəlmədi", "the person did not come"}, RunMissed,
             &kAppointment, {}, "\n  dayaqctl rehab missed appointments/0190…\n");
}

void AddAgendaCommands(Command& rehab, Program& program) {
  const Value centre = {"--centre", "centre_uid", {"bu mərkəzdə (uid)", "at this centre (uid)"}};
  const auto listing = std::make_shared<RehabFlags>();
  AddPageFlags(
      *AddCommand(rehab, program, listing, "appointments", {"qəbullar", "appointments"}, RunAppointments, nullptr,
                  {centre,
                   kFrom,
                   kUntil,
                   {"--of", "survivor", {"bu şəxsin: survivors/…", "of this person: survivors/…"}},
                   {"--specialist", "specialist_uid", {"bu mütəxəssislə (uid)", "with this specialist (uid)"}},
                   {"--state", "states", {"booked, held, attended, no_show, ...", "booked, held, attended, no_show, ..."}}},
                  "\n  dayaqctl rehab appointments --from 2026-12-01 --until 2026-12-01\n"),
      listing->pages, program);
  const auto calling = std::make_shared<RehabFlags>();
  AddPageFlags(*AddCommand(rehab, program, calling, "calls",
                           {"kimə zəng edilməlidir: mərkəz həmin gün bağlıdır", "whom to call: the centre is closed then"},
                           RunCalls, nullptr, {centre}, "\n  dayaqctl rehab calls\n"),
               calling->pages, program);
  const auto joining = std::make_shared<RehabFlags>();
  AddCheckFlag(*AddCommand(rehab, program, joining, "wait", {"növbəyə yaz", "put on the waiting list"}, RunJoin, &kEpisode,
                           {kVisit,
                            {"--urgency", "urgency", {"urgent, soon, routine", "urgent, soon, routine"}, true},
                            {"--not-before", "not_before", {"ilk uyğun gün", "first day that suits"}},
                            {"--not-after", "not_after", {"son uyğun gün", "last day that suits"}}},
                           "\n  dayaqctl rehab wait episodes/0190… --visit device_fitting --urgency soon\n"),
               *joining, program);
  const auto waiting = std::make_shared<RehabFlags>();
  AddPageFlags(*AddCommand(rehab, program, waiting, "waiting", {"növbə", "the waiting list"}, RunWaiting, nullptr,
                           {centre, {"--visit", "visit", {"bu xidmət üçün", "for this"}}}, "\n  dayaqctl rehab waiting\n"),
               waiting->pages, program);
  AddCommand(rehab, program, std::make_shared<RehabFlags>(), "calendar",
             {"təqvim (iCalendar), adsız və xidmətsiz", "a calendar (iCalendar), without names and what for"}, RunCalendar, nullptr,
             {kFrom,
              kUntil,
              {"--specialist", "specialist_uid", {"mütəxəssis (uid)", "of a specialist (uid)"}},
              {"--room", "room_uid", {"otaq (uid)", "of a room (uid)"}},
              {"--episode", "episode", {"kurs", "of an episode"}}},
             "\n  dayaqctl rehab calendar --specialist 0190… > agenda.ics\n");
}

}  // namespace

void AddRehabCommands(Command& app, Program& program) {
  Command& rehab = *app.add_subcommand(
      "rehab", program.In({"reabilitasiya: mərkəzlər, kurslar, qəbullar", "rehabilitation: centres, episodes, appointments"}));
  rehab.require_subcommand(1);
  AddCentreCommands(rehab, program);
  AddEpisodeCommands(rehab, program);
  AddBookingCommands(rehab, program);
  AddAgendaCommands(rehab, program);
}

}  // namespace dayaq::cli
