// employment course, enrol, invitations, report. Own businesses and studies: commands_employment_grant.cc.
#include <memory>
#include <utility>

#include "clients/cli/employment_support_flags.h"
#include "clients/cli/employment_support_view.h"
#include "clients/cli/resource_names.h"
#include "dayaq/employment/v1/course_service.grpc.pb.h"
#include "dayaq/employment/v1/invitation_service.grpc.pb.h"

namespace dayaq::cli {
namespace {

using namespace employment::v1;  // NOLINT(google-build-using-namespace)
using Courses = CourseService::Stub;
using Invitations = InvitationService::Stub;

auto CoursePrinter(Program& program) {
  return [&program](const Course& course) { PrintCourse(course, program.language(), program.out()); };
}
auto EnrolmentPrinter(Program& program) {
  return [&program](const Enrolment& enrolment) { PrintEnrolment(enrolment, program.language(), program.out()); };
}
auto InvitationPrinter(Program& program) {
  return [&program](const Invitation& invitation) { PrintInvitation(invitation, program.language(), program.out()); };
}

absl::Status RunPlanCourse(const RehabFlags& flags, Program& program) {
  PlanCourseRequest request;
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_course()));
  return Send(program, &Courses::PlanCourse, std::move(request), flags.validate_only, CoursePrinter(program));
}

absl::Status RunAddProvider(const RehabFlags& flags, Program& program) {
  AddTrainingProviderRequest request;
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_provider()));
  return Send(program, &Courses::AddTrainingProvider, std::move(request), flags.validate_only,
              [&program](const TrainingProvider& provider) { PrintProvider(provider, program.language(), program.out()); });
}

absl::Status RunProviders(const RehabFlags& flags, Program& program) {
  ListTrainingProvidersRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListTrainingProvidersResponse list, client->Call(&Courses::ListTrainingProviders, request));
  program.Answer(list, [&] {
    for (const TrainingProvider& provider : list.providers()) PrintProvider(provider, program.language(), program.out());
  });
  return absl::OkStatus();
}

absl::Status RunCourses(const RehabFlags& flags, Program& program) {
  ListCoursesRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Courses::ListCourses, std::move(request), flags.pages, &ListCoursesResponse::mutable_courses,
                  PrintCourses);
}

absl::StatusOr<GetCourseResponse> FetchCourse(Client& client, const std::string& name) {
  GetCourseRequest request;
  request.set_name(name);
  return client.Call(&Courses::GetCourse, request);
}

absl::Status RunCourse(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetCourseResponse found, FetchCourse(*client, flags.where));
  program.Answer(found, [&] { PrintCourse(found.course(), program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunCancelCourse(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetCourseResponse found, FetchCourse(*client, flags.where));
  CancelCourseRequest request;
  request.set_name(found.course().name());
  request.set_etag(found.course().etag());
  return Send(program, &Courses::CancelCourse, std::move(request), flags.validate_only, CoursePrinter(program));
}

absl::Status RunAttendance(const RehabFlags& flags, Program& program) {
  RecordAttendanceRequest request;
  request.set_course(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, &Courses::RecordAttendance, std::move(request), flags.validate_only,
              [&program](const RecordAttendanceResponse& day) { PrintAttendance(day, program.language(), program.out()); });
}

absl::Status RunEnrol(const RehabFlags& flags, Program& program) {
  EnrolPersonRequest request;
  request.set_profile(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, &Courses::EnrolPerson, std::move(request), flags.validate_only, EnrolmentPrinter(program));
}

// A change of the enrolment as it is now.
template <typename Request, typename Method>
absl::Status ChangeEnrolment(const RehabFlags& flags, Program& program, Method method) {
  Request request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  GetEnrolmentRequest get;
  get.set_name(flags.where);
  ASSIGN_OR_RETURN(const Enrolment now, client->Call(&Courses::GetEnrolment, get));
  request.set_name(now.name());
  request.set_etag(now.etag());
  return Send(program, method, std::move(request), flags.validate_only, EnrolmentPrinter(program));
}
absl::Status RunLeave(const RehabFlags& flags, Program& program) {
  return ChangeEnrolment<LeaveCourseRequest>(flags, program, &Courses::LeaveCourse);
}
absl::Status RunExam(const RehabFlags& flags, Program& program) {
  return ChangeEnrolment<RecordExamRequest>(flags, program, &Courses::RecordExam);
}
absl::Status RunCertificate(const RehabFlags& flags, Program& program) {
  return ChangeEnrolment<IssueCertificateRequest>(flags, program, &Courses::IssueCertificate);
}

absl::Status RunEnrolments(const RehabFlags& flags, Program& program) {
  ListEnrolmentsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Courses::ListEnrolments, std::move(request), flags.pages, &ListEnrolmentsResponse::mutable_enrolments,
                  PrintEnrolments);
}

absl::Status RunInvitations(const RehabFlags& flags, Program& program) {
  ListInvitationsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Invitations::ListInvitations, std::move(request), flags.pages,
                  &ListInvitationsResponse::mutable_invitations, PrintInvitations);
}

absl::Status RunInvite(const RehabFlags& flags, Program& program) {
  InvitePersonRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  return Send(program, &Invitations::InvitePerson, std::move(request), flags.validate_only, InvitationPrinter(program));
}

template <typename Request, typename Method, typename Fill>
absl::Status ChangeInvitation(const RehabFlags& flags, Program& program, Method method, Fill fill) {
  Request request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  GetInvitationRequest get;
  get.set_name(flags.where);
  ASSIGN_OR_RETURN(const Invitation now, client->Call(&Invitations::GetInvitation, get));
  request.set_name(now.name());
  request.set_etag(now.etag());
  fill(request);
  return Send(program, method, std::move(request), flags.validate_only, InvitationPrinter(program));
}
absl::Status RunAccept(const RehabFlags& flags, Program& program) {
  return ChangeInvitation<AnswerInvitationRequest>(flags, program, &Invitations::AnswerInvitation,
                                                   [](AnswerInvitationRequest& request) { request.set_accepted(true); });
}
absl::Status RunDecline(const RehabFlags& flags, Program& program) {
  return ChangeInvitation<AnswerInvitationRequest>(flags, program, &Invitations::AnswerInvitation, [](AnswerInvitationRequest&) {});
}
absl::Status RunTried(const RehabFlags& flags, Program& program) {
  return ChangeInvitation<RecordInvitationContactRequest>(flags, program, &Invitations::RecordInvitationContact,
                                                          [](RecordInvitationContactRequest&) {});
}

absl::Status RunDue(const RehabFlags& flags, Program& program) {
  ListDueWorkRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  request.set_limit(flags.pages.limit);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListDueWorkResponse due, client->Call(&Invitations::ListDueWork, request));
  program.Answer(due, [&] { PrintDueWork(due, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunReport(const RehabFlags& flags, Program& program) {
  CountSupportRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const CountSupportResponse report, client->Call(&Invitations::CountSupport, request));
  program.Answer(report, [&] { PrintSupportReport(report, program.language(), program.out()); });
  return absl::OkStatus();
}

constexpr Text kCourse = {"hansı kurs: courses/…", "which course: courses/…"};
constexpr Text kEnrolment = {"hansı qeyd: enrolments/…", "which enrolment: enrolments/…"};
constexpr Text kProfile = {"kimin profili: profiles/…", "whose profile: profiles/…"};
constexpr Text kInvitation = {"hansı dəvət: invitations/…", "which invitation: invitations/…"};
constexpr Text kDay = {"hansı gün", "on which day"};

void AddProviderCommands(Command& employment, Program& program) {
  Command& provider = *employment.add_subcommand("provider", program.In({"kurs keçirənlər", "who gives courses"}));
  provider.require_subcommand(1);
  AddChange(provider, program, "add", {"kurs keçirəni qeyd et", "record who gives courses"}, RunAddProvider, nullptr,
            {{"--title", "name_az", {"adı", "name in Azerbaijani"}, true},
             {"--title-en", "name_en", {"ingiliscə adı", "name in English"}},
             {"--district", "district", {"rayon", "district"}, true}},
            "\n  dayaqctl employment provider add --title \"Nümunə Peşə Mərkəzi\" --district AZ-BAR\n");
  AddRehabCommand(provider, program, std::make_shared<RehabFlags>(), "list", {"kurs keçirənlər", "who gives courses"}, RunProviders,
                  nullptr, {{"--district", "district", {"rayon", "district"}}},
                  "\n  dayaqctl employment provider list --district AZ-BAR\n");
}

void AddCourseCommands(Command& employment, Program& program) {
  Command& course = *employment.add_subcommand("course", program.In({"kurslar", "courses"}));
  course.require_subcommand(1);
  AddChange(course, program, "plan", {"kurs planlaşdır", "plan a course"}, RunPlanCourse, nullptr,
            {{"--provider", "provider_uid", {"kim keçir (uuid)", "who gives it (uuid)"}, true},
             {"--title", "title_az", {"adı", "title in Azerbaijani"}, true},
             {"--title-en", "title_en", {"ingiliscə adı", "title in English"}},
             {"--kind", "kind", {"vocational, safety", "vocational, safety"}, true},
             {"--district", "district", {"rayon", "district"}, true},
             {"--from", "first_day", {"birinci gün", "first day"}, true},
             {"--until", "last_day", {"son gün", "last day"}, true},
             {"--weekdays", "weekdays", {"həftənin günləri: 12345", "days of the week: 12345"}, true},
             {"--places", "places", {"neçə yer", "how many places"}, true},
             {"--vacancy", "promised_vacancy_uid", {"vəd edilmiş vakansiya (uuid)", "the vacancy that is promised (uuid)"}}},
            "\n  dayaqctl employment course plan --provider 0190… --title \"Dərzi\" --kind vocational --district AZ-BAR --from "
            "2026-12-07 "
            "--until 2027-01-08 --weekdays 12345 --places 30\n");
  AddPaged(course, program, "list", {"kurslar", "courses"}, RunCourses,
           {{"--district", "district", {"rayon", "district"}},
            {"--with-places", "with_places", {"true: yalnız boş yeri olanlar", "true: only with a free place"}},
            {"--from", "from_day", {"bu gün və ya sonra bitənlər", "that end on this day or later"}}},
           "\n  dayaqctl employment course list --district AZ-BAR --with-places true\n");
  AddRehabCommand(course, program, std::make_shared<RehabFlags>(), "show", {"bir kurs", "one course"}, RunCourse, &kCourse, {},
                  "\n  dayaqctl employment course show courses/0190…\n");
  AddChange(course, program, "cancel", {"kurs keçirilmir", "a course does not take place"}, RunCancelCourse, &kCourse, {},
            "\n  dayaqctl employment course cancel courses/0190…\n");
  AddChange(course, program, "attendance", {"bir günün davamiyyəti", "who came on a day"}, RunAttendance, &kCourse,
            {{"--on", "day", kDay, true},
             {"--present", "present", {"kim gəlib: enrolments/…", "who came: enrolments/…"}},
             {"--absent", "absent", {"kim gəlməyib: enrolments/…", "who did not: enrolments/…"}}},
            "\n  dayaqctl employment course attendance courses/0190… --on 2026-12-07 --present enrolments/0190…\n");
}

void AddEnrolCommands(Command& employment, Program& program) {
  Command& enrol = *employment.add_subcommand("enrol", program.In({"kursda olanlar", "people in courses"}));
  enrol.require_subcommand(1);
  AddChange(enrol, program, "add", {"kursa yaz", "enrol somebody"}, RunEnrol, &kProfile, {{"--course", "course", kCourse, true}},
            "\n  dayaqctl employment enrol add profiles/0190… --course courses/0190…\n");
  AddChange(enrol, program, "leave", {"kursdan çıxar", "somebody leaves"}, RunLeave, &kEnrolment,
            {{"--reason", "reason", {"own_wish, found_work, not_coming", "own_wish, found_work, not_coming"}, true}},
            "\n  dayaqctl employment enrol leave enrolments/0190… --reason found_work\n");
  AddChange(enrol, program, "exam", {"imtahanın nəticəsi", "what somebody scored"}, RunExam, &kEnrolment,
            {{"--on", "exam_on", kDay, true}, {"--score", "exam_score", {"bal, 0-100", "points, 0 to 100"}, true}},
            "\n  dayaqctl employment enrol exam enrolments/0190… --on 2027-01-08 --score 78\n");
  AddChange(enrol, program, "certificate", {"sertifikat ver", "hand out the certificate"}, RunCertificate, &kEnrolment,
            {{"--number", "certificate_number", {"nömrəsi", "its number"}, true}, {"--on", "certified_on", kDay, true}},
            "\n  dayaqctl employment enrol certificate enrolments/0190… --number BR-2027-14 --on 2027-01-10\n");
  AddPaged(enrol, program, "list", {"kursda və növbədə olanlar", "who is in courses and who waits"}, RunEnrolments,
           {{"--course", "course", kCourse},
            {"--profile", "profile", kProfile},
            {"--state", "states", {"waiting, placed, passed, ...", "waiting, placed, passed, ..."}}},
           "\n  dayaqctl employment enrol list --course courses/0190… --state waiting\n");
}

void AddInvitationCommands(Command& employment, Program& program) {
  Command& invitations =
      *employment.add_subcommand("invitations", program.In({"dəvətlər və vaxtı çatmış işlər", "invitations and due work"}));
  invitations.require_subcommand(1);
  AddPaged(invitations, program, "list", {"dəvətlər", "invitations"}, RunInvitations,
           {{"--state", "states", {"open, accepted, declined, ...", "open, accepted, declined, ..."}}},
           "\n  dayaqctl employment invitations list --state open\n");
  static constexpr Text kWho = {"kim: survivors/… və ya nömrə", "who: survivors/… or a number"};
  AddChange(invitations, program, "invite", {"göndərilmiş şəxsi dəvət et", "invite somebody who was referred"}, RunInvite, &kWho,
            {}, "\n  dayaqctl employment invitations invite survivors/0190…\n");
  AddChange(invitations, program, "accept", {"şəxs razıdır", "the person wants support"}, RunAccept, &kInvitation,
            {{"--programme",
              "programmes",
              {"training, own_business, study, placement", "training, own_business, study, placement"},
              true},
             {"--on", "answered_on", kDay, true}},
            "\n  dayaqctl employment invitations accept invitations/0190… --programme training --programme own_business --on "
            "2026-12-01\n");
  AddChange(invitations, program, "decline", {"şəxs istəmir", "the person does not"}, RunDecline, &kInvitation,
            {{"--on", "answered_on", kDay, true}},
            "\n  dayaqctl employment invitations decline invitations/0190… --on 2026-12-01\n");
  AddChange(invitations, program, "tried", {"şəxs tapılmadı", "somebody tried in vain"}, RunTried, &kInvitation, {},
            "\n  dayaqctl employment invitations tried invitations/0190…\n");
  AddPaged(invitations, program, "due", {"vaxtı çatmış işlər", "work that is due"}, RunDue,
           {{"--until", "until", {"bu günədək", "until this day"}}}, "\n  dayaqctl employment invitations due\n");
}

}  // namespace

void AddEmploymentSupportCommands(Command& employment, Program& program) {
  AddProviderCommands(employment, program);
  AddCourseCommands(employment, program);
  AddEnrolCommands(employment, program);
  AddEmploymentGrantCommands(employment, program);
  AddInvitationCommands(employment, program);
  AddRehabCommand(employment, program, std::make_shared<RehabFlags>(), "report",
                  {"rayon və ay üzrə saylar", "counts by district and month"}, RunReport, nullptr,
                  {{"--from", "first_month", {"birinci ay: 2026-01", "first month: 2026-01"}, true},
                   {"--until", "last_month", {"son ay: 2026-11", "last month: 2026-11"}, true},
                   {"--district", "district", {"rayon", "district"}}},
                  "\n  dayaqctl employment report --from 2026-01 --until 2026-11\n");
}

}  // namespace dayaq::cli
