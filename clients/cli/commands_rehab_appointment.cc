// rehab slots, book, move, cancel, came, missed, appointments, calls, wait, waiting, calendar.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/cli/rehab_flags.h"
#include "clients/cli/rehab_view.h"
#include "dayaq/rehabilitation/v1/appointment_service.grpc.pb.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace rehabilitation::v1;  // NOLINT(google-build-using-namespace)

// "2026-12-01 09:30" in Baku.
absl::StatusOr<google::protobuf::Timestamp> MomentFrom(const std::string& text) {
  absl::Time time;
  std::string fault;
  if (!absl::ParseTime("%Y-%m-%d %H:%M", text, BakuZone(), &time, &fault)) {
    return absl::InvalidArgumentError("--at: 2026-12-01 09:30, in Baku.");
  }
  return Timestamp(time);
}

auto AppointmentPrinter(Program& program) {
  return [&program](const Appointment& appointment) {
    ListAppointmentsResponse list;
    *list.add_appointments() = appointment;
    PrintAppointments(list, program.language(), program.out());
  };
}

absl::StatusOr<Appointment> FetchAppointment(Client& client, const std::string& name) {
  GetAppointmentRequest request;
  request.set_name(name);
  return client.Call(&rehabilitation::v1::AppointmentService::Stub::GetAppointment, request);
}

absl::Status RunSlots(const RehabFlags& flags, Program& program) {
  SearchSlotsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const SearchSlotsResponse found,
                   client->Call(&rehabilitation::v1::AppointmentService::Stub::SearchSlots, request));
  program.Answer(found, [&] { PrintSlots(found, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunBook(const RehabFlags& flags, Program& program) {
  BookAppointmentRequest request;
  request.set_episode(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(*request.mutable_starts_time(), MomentFrom(flags.at));
  if (flags.count == 0) {
    return Send(program, &rehabilitation::v1::AppointmentService::Stub::BookAppointment, std::move(request), flags.validate_only,
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
  return Send(program, &rehabilitation::v1::AppointmentService::Stub::BookSeries, std::move(series), flags.validate_only,
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
  return Send(program, &rehabilitation::v1::AppointmentService::Stub::MoveAppointment, std::move(request), flags.validate_only,
              AppointmentPrinter(program));
}

absl::Status RunCancel(const RehabFlags& flags, Program& program) {
  CancelAppointmentRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Appointment now, FetchAppointment(*client, flags.where));
  request.set_name(now.name());
  request.set_etag(now.etag());
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, &rehabilitation::v1::AppointmentService::Stub::CancelAppointment, std::move(request), flags.validate_only,
              AppointmentPrinter(program));
}

absl::Status RecordAttendance(const RehabFlags& flags, Program& program, bool attended) {
  RecordAttendanceRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Appointment now, FetchAppointment(*client, flags.where));
  request.set_name(now.name());
  request.set_etag(now.etag());
  request.set_attended(attended);
  return Send(program, &rehabilitation::v1::AppointmentService::Stub::RecordAttendance, std::move(request), flags.validate_only,
              AppointmentPrinter(program));
}
absl::Status RunCame(const RehabFlags& flags, Program& program) { return RecordAttendance(flags, program, true); }
absl::Status RunMissed(const RehabFlags& flags, Program& program) { return RecordAttendance(flags, program, false); }

absl::Status RunAppointments(const RehabFlags& flags, Program& program) {
  ListAppointmentsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &rehabilitation::v1::AppointmentService::Stub::ListAppointments, std::move(request), flags.pages,
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
  return Send(program, &rehabilitation::v1::AppointmentService::Stub::JoinWaitingList, std::move(request), flags.validate_only,
              [&program](const Waiting& waiting) {
                ListWaitingResponse list;
                *list.add_waiting() = waiting;
                PrintWaiting(list, program.language(), program.out());
              });
}

absl::Status RunWaiting(const RehabFlags& flags, Program& program) {
  ListWaitingRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &rehabilitation::v1::AppointmentService::Stub::ListWaiting, std::move(request), flags.pages,
                  &ListWaitingResponse::mutable_waiting, PrintWaiting);
}

absl::Status RunCalendar(const RehabFlags& flags, Program& program) {
  ExportCalendarRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ExportCalendarResponse feed,
                   client->Call(&rehabilitation::v1::AppointmentService::Stub::ExportCalendar, request));
  program.Answer(feed, [&] { program.out() << feed.calendar(); });
  return absl::OkStatus();
}

constexpr Text kEpisode = {"hansı kurs: episodes/…", "which episode: episodes/…"};
constexpr Text kAppointment = {"hansı qəbul: appointments/…", "which appointment: appointments/…"};

const RehabValue kVisit = {"--visit",
                           "visit",
                           {"medical_review, physiotherapy, gait_training, device_measurement, ...",
                            "medical_review, physiotherapy, gait_training, device_measurement, ..."},
                           true};
const RehabValue kFrom = {"--from", "first_day", {"ilk gün", "first day"}};
const RehabValue kUntil = {"--until", "last_day", {"son gün", "last day"}};

void AddBookingCommands(Command& rehab, Program& program) {
  const auto searching = std::make_shared<RehabFlags>();
  AddRehabCommand(rehab, program, searching, "slots", {"boş vaxtlar", "free slots"}, RunSlots, nullptr,
                  {kVisit,
                   kFrom,
                   kUntil,
                   {"--centre", "centre_uids", {"bu mərkəzdə (uid)", "at this centre (uid)"}},
                   {"--specialist", "specialist_uid", {"yalnız bu mütəxəssislə (uid)", "only with this specialist (uid)"}},
                   {"--most", "most", {"ən çox neçə (200-ə qədər)", "how many at most (up to 200)"}}},
                  "\n  dayaqctl rehab slots --visit physiotherapy --from 2026-12-01\n");
  const auto booking = std::make_shared<RehabFlags>();
  static const RehabValue kWith = {"--with", "specialist_uid", {"mütəxəssis (uid)", "the specialist (uid)"}, true};
  static const RehabValue kRoom = {
      "--room", "room_uid", {"otaq (uid); deyilməsə, boş olan", "the room (uid); else one that is free"}};
  Command* book = AddRehabCommand(
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
      AddRehabCommand(rehab, program, moving, "move", {"başqa vaxta köçür", "move to another time"}, RunMove, &kAppointment,
                      {{"--with", "specialist_uid", {"mütəxəssis; deyilməsə, həmin", "the specialist; else the same"}}, kRoom},
                      "\n  dayaqctl rehab move appointments/0190… --at \"2026-12-02 10:00\"\n");
  move->add_option("--at", moving->at, program.In({"nə vaxt, Bakı vaxtı ilə", "when, in Baku"}))->required();
  AddCheckFlag(*move, *moving, program);
  const auto cancelling = std::make_shared<RehabFlags>();
  AddCheckFlag(
      *AddRehabCommand(rehab, program, cancelling, "cancel", {"ləğv et", "cancel"}, RunCancel, &kAppointment,
                       {{"--because", "reason", {"by_person, by_centre, mistaken", "by_person, by_centre, mistaken"}, true}},
                       "\n  dayaqctl rehab cancel appointments/0190… --because by_person\n"),
      *cancelling, program);
  AddRehabCommand(rehab, program, std::make_shared<RehabFlags>(), "came", {"gəldi", "the person came"}, RunCame, &kAppointment, {},
                  "\n  dayaqctl rehab came appointments/0190…\n");
  AddRehabCommand(rehab, program, std::make_shared<RehabFlags>(), "missed", {"gəlmədi", "the person did not come"}, RunMissed,
                  &kAppointment, {}, "\n  dayaqctl rehab missed appointments/0190…\n");
}

void AddAgendaCommands(Command& rehab, Program& program) {
  const RehabValue centre = {"--centre", "centre_uid", {"bu mərkəzdə (uid)", "at this centre (uid)"}};
  const auto listing = std::make_shared<RehabFlags>();
  AddPageFlags(
      *AddRehabCommand(rehab, program, listing, "appointments", {"qəbullar", "appointments"}, RunAppointments, nullptr,
                       {centre,
                        kFrom,
                        kUntil,
                        {"--of", "survivor", {"bu şəxsin: survivors/…", "of this person: survivors/…"}},
                        {"--specialist", "specialist_uid", {"bu mütəxəssislə (uid)", "with this specialist (uid)"}},
                        {"--state", "states", {"booked, held, attended, no_show, ...", "booked, held, attended, no_show, ..."}}},
                       "\n  dayaqctl rehab appointments --from 2026-12-01 --until 2026-12-01\n"),
      listing->pages, program);
  const auto calling = std::make_shared<RehabFlags>();
  AddPageFlags(*AddRehabCommand(rehab, program, calling, "calls",
                                {"kimə zəng edilməlidir: mərkəz həmin gün bağlıdır", "whom to call: the centre is closed then"},
                                RunCalls, nullptr, {centre}, "\n  dayaqctl rehab calls\n"),
               calling->pages, program);
  const auto joining = std::make_shared<RehabFlags>();
  AddCheckFlag(*AddRehabCommand(rehab, program, joining, "wait", {"növbəyə yaz", "put on the waiting list"}, RunJoin, &kEpisode,
                                {kVisit,
                                 {"--urgency", "urgency", {"urgent, soon, routine", "urgent, soon, routine"}, true},
                                 {"--not-before", "not_before", {"ilk uyğun gün", "first day that suits"}},
                                 {"--not-after", "not_after", {"son uyğun gün", "last day that suits"}}},
                                "\n  dayaqctl rehab wait episodes/0190… --visit device_fitting --urgency soon\n"),
               *joining, program);
  const auto waiting = std::make_shared<RehabFlags>();
  AddPageFlags(*AddRehabCommand(rehab, program, waiting, "waiting", {"növbə", "the waiting list"}, RunWaiting, nullptr,
                                {centre, {"--visit", "visit", {"bu xidmət üçün", "for this"}}}, "\n  dayaqctl rehab waiting\n"),
               waiting->pages, program);
  AddRehabCommand(rehab, program, std::make_shared<RehabFlags>(), "calendar",
                  {"təqvim (iCalendar), adsız və xidmətsiz", "a calendar (iCalendar), without names and what for"}, RunCalendar,
                  nullptr,
                  {kFrom,
                   kUntil,
                   {"--specialist", "specialist_uid", {"mütəxəssis (uid)", "of a specialist (uid)"}},
                   {"--room", "room_uid", {"otaq (uid)", "of a room (uid)"}},
                   {"--episode", "episode", {"kurs", "of an episode"}}},
                  "\n  dayaqctl rehab calendar --specialist 0190… > agenda.ics\n");
}

}  // namespace

void AddRehabAppointmentCommands(Command& rehab, Program& program) {
  AddBookingCommands(rehab, program);
  AddAgendaCommands(rehab, program);
}

}  // namespace dayaq::cli
