// employment profile, employer, vacancy, match, proposal, placement. Courses, own businesses and studies:
// commands_employment_support.cc.
#include <memory>
#include <utility>

#include "clients/cli/employment_support_flags.h"
#include "clients/cli/employment_view.h"
#include "clients/cli/rehab_flags.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/yaml_tree.h"
#include "dayaq/employment/v1/placement_service.grpc.pb.h"
#include "dayaq/employment/v1/profile_service.grpc.pb.h"
#include "dayaq/employment/v1/vacancy_service.grpc.pb.h"

namespace dayaq::cli {
namespace {

using namespace employment::v1;  // NOLINT(google-build-using-namespace)
using Profiles = ProfileService::Stub;
using Vacancies = VacancyService::Stub;
using Placements = PlacementService::Stub;

template <typename M>
auto Printer(Program& program, void (*print)(const M&, Language, std::ostream&)) {
  return [&program, print](const M& message) { print(message, program.language(), program.out()); };
}

// One thing, by its name.
template <typename Request, typename M>
absl::StatusOr<M> Fetch(Client& client, grpc::Status (Profiles::*method)(grpc::ClientContext*, const Request&, M*),
                        const std::string& name) {
  Request request;
  request.set_name(name);
  return client.Call(method, request);
}
template <typename Request, typename M>
absl::StatusOr<M> Fetch(Client& client, grpc::Status (Vacancies::*method)(grpc::ClientContext*, const Request&, M*),
                        const std::string& name) {
  Request request;
  request.set_name(name);
  return client.Call(method, request);
}
template <typename Request, typename M>
absl::StatusOr<M> Fetch(Client& client, grpc::Status (Placements::*method)(grpc::ClientContext*, const Request&, M*),
                        const std::string& name) {
  Request request;
  request.set_name(name);
  return client.Call(method, request);
}
template <typename Method, typename M>
absl::Status Show(const RehabFlags& flags, Program& program, Method method, void (*print)(const M&, Language, std::ostream&)) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const M found, Fetch(*client, method, flags.where));
  program.Answer(found, [&] { print(found, program.language(), program.out()); });
  return absl::OkStatus();
}
// A change of something as it is now.
template <typename Request, typename Get, typename Change, typename M>
absl::Status Step(const RehabFlags& flags, Program& program, Get get, Change change,
                  void (*print)(const M&, Language, std::ostream&)) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const M found, Fetch(*client, get, flags.where));
  Request request;
  request.set_name(found.name());
  request.set_etag(found.etag());
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, change, std::move(request), flags.validate_only, Printer(program, print));
}

// What a file in YAML says, by the names of the contract.
absl::Status FillFromFile(const std::string& path, google::protobuf::Message& message) {
  ASSIGN_OR_RETURN(const YamlNode root, ReadYamlTree(path));
  YamlFaults faults(path);
  FillFromYaml(root, message, faults);
  return faults.ToStatus();
}

absl::Status RunOpenProfile(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  OpenProfileRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  RETURN_IF_ERROR(FillFromFile(flags.at, *request.mutable_content()));
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  return Send(program, &Profiles::OpenProfile, std::move(request), flags.validate_only, Printer(program, PrintProfile));
}
absl::Status RunUpdateProfile(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Profile found, Fetch(*client, &Profiles::GetProfile, flags.where));
  UpdateProfileRequest request;
  request.set_name(found.name());
  request.set_etag(found.etag());
  RETURN_IF_ERROR(FillFromFile(flags.at, *request.mutable_content()));
  return Send(program, &Profiles::UpdateProfile, std::move(request), flags.validate_only, Printer(program, PrintProfile));
}
absl::Status RunProfile(const RehabFlags& flags, Program& program) {
  return Show(flags, program, &Profiles::GetProfile, PrintProfile);
}
absl::Status RunProfiles(const RehabFlags& flags, Program& program) {
  ListProfilesRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Profiles::ListProfiles, std::move(request), flags.pages, &ListProfilesResponse::mutable_profiles,
                  PrintProfiles);
}
absl::Status RunAgree(const RehabFlags& flags, Program& program) {
  return Step<GiveProposalConsentRequest>(flags, program, &Profiles::GetProfile, &Profiles::GiveProposalConsent, PrintProfile);
}
absl::Status RunWithdraw(const RehabFlags& flags, Program& program) {
  return Step<WithdrawProposalConsentRequest>(flags, program, &Profiles::GetProfile, &Profiles::WithdrawProposalConsent,
                                              PrintProfile);
}
absl::Status RunCloseProfile(const RehabFlags& flags, Program& program) {
  return Step<CloseProfileRequest>(flags, program, &Profiles::GetProfile, &Profiles::CloseProfile, PrintProfile);
}

absl::Status RunAddEmployer(const RehabFlags& flags, Program& program) {
  RegisterEmployerRequest request;
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_employer()));
  return Send(program, &Vacancies::RegisterEmployer, std::move(request), flags.validate_only, Printer(program, PrintEmployer));
}
absl::Status RunCorrectEmployer(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(Employer found, Fetch(*client, &Vacancies::GetEmployer, flags.where));
  CorrectEmployerRequest request;
  request.set_name(found.name());
  request.set_etag(found.etag());
  *request.mutable_employer() = std::move(found);
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_employer()));
  return Send(program, &Vacancies::CorrectEmployer, std::move(request), flags.validate_only, Printer(program, PrintEmployer));
}
absl::Status RunEmployer(const RehabFlags& flags, Program& program) {
  return Show(flags, program, &Vacancies::GetEmployer, PrintEmployer);
}
absl::Status RunEmployers(const RehabFlags& flags, Program& program) {
  ListEmployersRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Vacancies::ListEmployers, std::move(request), flags.pages, &ListEmployersResponse::mutable_employers,
                  PrintEmployers);
}

absl::Status RunPublish(const RehabFlags& flags, Program& program) {
  PublishVacancyRequest request;
  RETURN_IF_ERROR(FillFromFile(flags.at, *request.mutable_vacancy()));
  request.mutable_vacancy()->set_employer_uid(flags.where.substr(flags.where.rfind('/') + 1));
  return Send(program, &Vacancies::PublishVacancy, std::move(request), flags.validate_only, Printer(program, PrintVacancy));
}
absl::Status RunCloseVacancy(const RehabFlags& flags, Program& program) {
  return Step<CloseVacancyRequest>(flags, program, &Vacancies::GetVacancy, &Vacancies::CloseVacancy, PrintVacancy);
}
absl::Status RunVacancy(const RehabFlags& flags, Program& program) {
  return Show(flags, program, &Vacancies::GetVacancy, PrintVacancy);
}
absl::Status RunVacancies(const RehabFlags& flags, Program& program) {
  ListVacanciesRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Vacancies::ListVacancies, std::move(request), flags.pages, &ListVacanciesResponse::mutable_vacancies,
                  PrintVacancies);
}
absl::Status RunMatch(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  MatchVacanciesRequest request;
  request.set_profile(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(const MatchVacanciesResponse found, client->Call(&Vacancies::MatchVacancies, request));
  program.Answer(found, [&] { PrintMatches(found, program.language(), program.out()); });
  return absl::OkStatus();
}
absl::Status RunProposals(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ListProposalsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(const ListProposalsResponse found, client->Call(&Vacancies::ListProposals, request));
  program.Answer(found, [&] { PrintProposals(found, program.language(), program.out()); });
  return absl::OkStatus();
}
absl::Status RunDecline(const RehabFlags& flags, Program& program) {
  DeclineProposalRequest request;
  request.set_name(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, &Vacancies::DeclineProposal, std::move(request), flags.validate_only, Printer(program, PrintProposal));
}

absl::Status RunIntroduce(const RehabFlags& flags, Program& program) {
  IntroducePersonRequest request;
  request.set_profile(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, &Placements::IntroducePerson, std::move(request), flags.validate_only, Printer(program, PrintPlacement));
}
template <typename Request, typename Change>
absl::Status StepOf(const RehabFlags& flags, Program& program, Change change) {
  return Step<Request>(flags, program, &Placements::GetPlacement, change, PrintPlacement);
}
absl::Status RunInterview(const RehabFlags& flags, Program& program) {
  return StepOf<RecordInterviewRequest>(flags, program, &Placements::RecordInterview);
}
absl::Status RunStart(const RehabFlags& flags, Program& program) {
  return StepOf<StartPlacementRequest>(flags, program, &Placements::StartPlacement);
}
absl::Status RunDrop(const RehabFlags& flags, Program& program) {
  return StepOf<DropPlacementRequest>(flags, program, &Placements::DropPlacement);
}
absl::Status RunAdapt(const RehabFlags& flags, Program& program) {
  return StepOf<AdaptPlaceRequest>(flags, program, &Placements::AdaptPlace);
}
absl::Status RunEnd(const RehabFlags& flags, Program& program) {
  return StepOf<EndPlacementRequest>(flags, program, &Placements::EndPlacement);
}
absl::Status RunLook(const RehabFlags& flags, Program& program) {
  return StepOf<RecordRetentionRequest>(flags, program, &Placements::RecordRetention);
}
absl::Status RunPlacement(const RehabFlags& flags, Program& program) {
  return Show(flags, program, &Placements::GetPlacement, PrintPlacement);
}
absl::Status RunPlacements(const RehabFlags& flags, Program& program) {
  ListPlacementsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Placements::ListPlacements, std::move(request), flags.pages,
                  &ListPlacementsResponse::mutable_placements, PrintPlacements);
}
absl::Status RunDue(const RehabFlags& flags, Program& program) {
  ListRetentionDueRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Placements::ListRetentionDue, std::move(request), flags.pages,
                  &ListRetentionDueResponse::mutable_checks, PrintLooksDue);
}

constexpr Text kProfileHelp = {"profil: profiles/…", "the profile: profiles/…"};
constexpr Text kVacancyHelp = {"vakansiya: vacancies/…", "the vacancy: vacancies/…"};
constexpr Text kEmployerHelp = {"işəgötürən: employers/…", "the employer: employers/…"};
constexpr Text kPlacementHelp = {"işə düzəlmə: placements/…", "the placement: placements/…"};
constexpr Text kReasonHelp = {"səbəb", "the reason"};

// A change whose content lies in a file.
void AddFiled(Command& parent, Program& program, const char* name, const Text& about,
              absl::Status (*run)(const RehabFlags&, Program&), const Text* where, const std::vector<RehabValue>& values,
              const char* example) {
  const auto flags = std::make_shared<RehabFlags>();
  Command* const command = AddRehabCommand(parent, program, flags, name, about, run, where, values, example);
  command
      ->add_option("--file", flags->at,
                   program.In({"YAML faylı, sahələr müqavilədəki adlarla", "file in YAML, fields by the names of the contract"}))
      ->required();
  AddCheckFlag(*command, *flags, program);
}
void AddShow(Command& parent, Program& program, const Text& about, absl::Status (*run)(const RehabFlags&, Program&),
             const Text* where, const char* example) {
  AddRehabCommand(parent, program, std::make_shared<RehabFlags>(), "show", about, run, where, {}, example);
}

void AddProfileCommands(Command& employment, Program& program) {
  Command& profile = *employment.add_subcommand("profile", program.In({"iş axtaranlar", "people who look for work"}));
  profile.require_subcommand(1);
  static constexpr Text kSurvivor = {"şəxs: survivors/… və ya nömrə", "the survivor: survivors/… or a number"};
  AddFiled(profile, program, "open", {"profil aç", "open a profile"}, RunOpenProfile, &kSurvivor,
           {{"--member", "member_uid", {"ailə üzvü, uid", "member of the family, by uid"}}},
           "\n  dayaqctl employment profile open 3000018 --file profil.yaml\n");
  AddFiled(profile, program, "update", {"bütün məlumatları əvəz et", "replace all that is known"}, RunUpdateProfile, &kProfileHelp,
           {}, "\n  dayaqctl employment profile update profiles/… --file profil.yaml\n");
  AddShow(profile, program, {"profilə bax", "show a profile"}, RunProfile, &kProfileHelp,
          "\n  dayaqctl employment profile show profiles/…\n");
  AddPaged(profile, program, "list", {"profillər", "profiles"}, RunProfiles,
           {{"--survivor", "survivor", {"yalnız bu şəxs: survivors/…", "only of this survivor: survivors/…"}},
            {"--state", "states", {"open, closed", "open, closed"}},
            {"--with-consent", "with_consent", {"true: yalnız razılığı olanlar", "true: only of those who agree"}}},
           "\n  dayaqctl employment profile list --state open\n");
  AddChange(
      profile, program, "agree", {"təklif olunmağa razılığı qeyd et", "record that the person agrees to be proposed"}, RunAgree,
      &kProfileHelp,
      {{"--document", "document", {"sənədin nömrəsi", "number of the paper"}, true}, {"--on", "given_on", {"gün", "day"}, true}},
      "\n  dayaqctl employment profile agree profiles/… --document R-17 --on 2026-11-30\n");
  AddChange(profile, program, "withdraw", {"razılığın geri götürülməsini qeyd et", "record that they do not any more"}, RunWithdraw,
            &kProfileHelp, {}, "\n  dayaqctl employment profile withdraw profiles/…\n");
  AddChange(profile, program, "close", {"profili bağla", "close a profile"}, RunCloseProfile, &kProfileHelp,
            {{"--reason", "reason", kReasonHelp, true}}, "\n  dayaqctl employment profile close profiles/… --reason works\n");
}

void AddVacancyCommands(Command& employment, Program& program) {
  Command& employer = *employment.add_subcommand("employer", program.In({"işəgötürənlər", "employers"}));
  employer.require_subcommand(1);
  const std::vector<RehabValue> of_employer = {{"--title", "title", {"adı", "title"}},
                                               {"--district", "district", {"rayon", "district"}},
                                               {"--phone", "phone", {"telefon", "telephone"}},
                                               {"--quota", "quota_places", {"kvota yerləri", "places kept by quota"}},
                                               {"--ended", "ended_on", {"son gün", "last day"}}};
  std::vector<RehabValue> of_new = of_employer;
  of_new.push_back({"--tax-id", "tax_id", {"VÖEN", "taxpayer number"}, true});
  AddChange(employer, program, "add", {"işəgötürən əlavə et", "record an employer"}, RunAddEmployer, nullptr, of_new,
            "\n  dayaqctl employment employer add --title \"Nümunə Fabriki\" --tax-id 1234567890 --district AZ-BAR --quota 3\n");
  AddChange(employer, program, "correct", {"düzəlt", "correct"}, RunCorrectEmployer, &kEmployerHelp, of_employer,
            "\n  dayaqctl employment employer correct employers/… --quota 5\n");
  AddShow(employer, program, {"işəgötürənə bax", "show an employer"}, RunEmployer, &kEmployerHelp,
          "\n  dayaqctl employment employer show employers/…\n");
  AddPaged(employer, program, "list", {"işəgötürənlər", "employers"}, RunEmployers,
           {{"--district", "district", {"rayon", "district"}}}, "\n  dayaqctl employment employer list --district AZ-BAR\n");

  Command& vacancy = *employment.add_subcommand("vacancy", program.In({"vakansiyalar", "vacancies"}));
  vacancy.require_subcommand(1);
  AddFiled(vacancy, program, "publish", {"vakansiya dərc et", "publish a vacancy"}, RunPublish, &kEmployerHelp, {},
           "\n  dayaqctl employment vacancy publish employers/… --file vakansiya.yaml\n");
  AddChange(vacancy, program, "close", {"vakansiyanı bağla", "close a vacancy"}, RunCloseVacancy, &kVacancyHelp,
            {{"--reason", "reason", kReasonHelp, true}}, "\n  dayaqctl employment vacancy close vacancies/… --reason withdrawn\n");
  AddShow(vacancy, program, {"vakansiyaya bax", "show a vacancy"}, RunVacancy, &kVacancyHelp,
          "\n  dayaqctl employment vacancy show vacancies/…\n");
  AddPaged(vacancy, program, "list", {"vakansiyalar", "vacancies"}, RunVacancies,
           {{"--employer", "employer", kEmployerHelp},
            {"--field", "field", {"sahə: textiles, …", "field of work: textiles, …"}},
            {"--district", "district", {"rayon", "district"}},
            {"--open", "open_only", {"true: yalnız açıq olanlar", "true: only open ones"}}},
           "\n  dayaqctl employment vacancy list --field textiles --open true\n");
}

void AddVacancySearchCommands(Command& employment, Program& program) {
  AddRehabCommand(employment, program, std::make_shared<RehabFlags>(), "match",
                  {"şəxsə uyğun vakansiyalar, səbəbləri ilə", "vacancies that suit a person, with reasons"}, RunMatch,
                  &kProfileHelp, {{"--most", "most", {"ən çox neçə", "how many at most"}}},
                  "\n  dayaqctl employment match profiles/… --most 5\n");
  Command& proposal =
      *employment.add_subcommand("proposal", program.In({"təklif olunmuş vakansiyalar", "vacancies that were proposed"}));
  proposal.require_subcommand(1);
  AddRehabCommand(proposal, program, std::make_shared<RehabFlags>(), "list", {"təkliflər", "proposals"}, RunProposals, nullptr,
                  {{"--profile", "profile", kProfileHelp}, {"--vacancy", "vacancy", kVacancyHelp}},
                  "\n  dayaqctl employment proposal list --profile profiles/…\n");
  static constexpr Text kProposal = {"təklif: proposals/…", "the proposal: proposals/…"};
  AddChange(proposal, program, "decline", {"imtinanı qeyd et", "record that the person does not want it"}, RunDecline, &kProposal,
            {{"--etag", "etag", {"hansı variant əsasında", "the version this was decided on"}, true}},
            "\n  dayaqctl employment proposal decline proposals/… --etag 1\n");
}

void AddPlacementCommands(Command& employment, Program& program) {
  Command& placement = *employment.add_subcommand("placement", program.In({"işə düzəlmələr", "placements"}));
  placement.require_subcommand(1);
  AddChange(placement, program, "introduce", {"işəgötürənə təqdim et", "introduce a person to an employer"}, RunIntroduce,
            &kProfileHelp, {{"--vacancy", "vacancy", kVacancyHelp, true}},
            "\n  dayaqctl employment placement introduce profiles/… --vacancy vacancies/…\n");
  AddChange(placement, program, "interview", {"müsahibəni qeyd et", "record an interview"}, RunInterview, &kPlacementHelp,
            {{"--on", "interviewed_on", {"gün", "day"}, true}},
            "\n  dayaqctl employment placement interview placements/… --on 2026-11-30\n");
  AddChange(placement, program, "start", {"müqaviləni qeyd et", "record a contract"}, RunStart, &kPlacementHelp,
            {{"--contract", "contract_number", {"müqavilənin nömrəsi", "number of the contract"}, true},
             {"--on", "starts_on", {"ilk iş günü", "first day of work"}, true},
             {"--hours", "hours_week", {"həftədə saat", "hours a week"}},
             {"--wage", "salary_qepik", {"aylıq əmək haqqı, qəpik", "wage a month, qepik"}}},
            "\n  dayaqctl employment placement start placements/… --contract ƏM-1 --on 2026-12-01\n");
  AddChange(placement, program, "drop", {"müqavilə olmadı", "it came to no contract"}, RunDrop, &kPlacementHelp,
            {{"--reason", "reason", kReasonHelp, true}},
            "\n  dayaqctl employment placement drop placements/… --reason by_employer\n");
  AddChange(placement, program, "adapt", {"iş yerinin uyğunlaşdırılması", "how far the place of work is adapted"}, RunAdapt,
            &kPlacementHelp,
            {{"--what", "adaptation", {"nə: step_free, …", "what: step_free, …"}, true},
             {"--state", "state", {"needed, done, dropped", "needed, done, dropped"}, true}},
            "\n  dayaqctl employment placement adapt placements/… --what step_free --state done\n");
  AddChange(placement, program, "end", {"işin bitməsini qeyd et", "record that the work is over"}, RunEnd, &kPlacementHelp,
            {{"--on", "ended_on", {"son iş günü", "last day of work"}, true}, {"--reason", "reason", kReasonHelp, true}},
            "\n  dayaqctl employment placement end placements/… --on 2026-12-31 --reason by_person\n");
  AddChange(
      placement, program, "look", {"işdə qalmağı qeyd et", "record whether the person still works"}, RunLook, &kPlacementHelp,
      {{"--months", "months", {"3, 6 və ya 12", "3, 6 or 12"}, true},
       {"--result", "result", {"works, works_otherwise, left, not_reached", "works, works_otherwise, left, not_reached"}, true}},
      "\n  dayaqctl employment placement look placements/… --months 3 --result works\n");
  AddShow(placement, program, {"işə düzəlməyə bax", "show a placement"}, RunPlacement, &kPlacementHelp,
          "\n  dayaqctl employment placement show placements/…\n");
  AddPaged(placement, program, "list", {"işə düzəlmələr", "placements"}, RunPlacements,
           {{"--profile", "profile", kProfileHelp},
            {"--survivor", "survivor", {"yalnız bu şəxs: survivors/…", "only of this survivor: survivors/…"}},
            {"--state",
             "states",
             {"introduced, interviewed, started, ended, not_taken", "introduced, interviewed, started, ended, not_taken"}}},
           "\n  dayaqctl employment placement list --state started\n");
  AddPaged(placement, program, "due", {"vaxtı çatmış yoxlamalar", "looks that are due"}, RunDue,
           {{"--until", "until", {"günədək", "until"}}}, "\n  dayaqctl employment placement due --until 2026-12-31\n");
}

}  // namespace

void AddEmploymentCommands(Command& app, Program& program) {
  Command& employment = *app.add_subcommand(
      "employment", program.In({"məşğulluq: iş, kurs, öz işi, təhsil", "work, courses, own businesses, study"}));
  employment.require_subcommand(1);
  AddProfileCommands(employment, program);
  AddVacancyCommands(employment, program);
  AddVacancySearchCommands(employment, program);
  AddPlacementCommands(employment, program);
  AddEmploymentSupportCommands(employment, program);
}

}  // namespace dayaq::cli
