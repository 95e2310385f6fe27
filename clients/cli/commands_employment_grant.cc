// employment grant, study.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "clients/cli/employment_support_flags.h"
#include "clients/cli/employment_support_view.h"
#include "dayaq/employment/v1/grant_service.grpc.pb.h"
#include "dayaq/employment/v1/study_service.grpc.pb.h"

namespace dayaq::cli {
namespace {

using namespace employment::v1;  // NOLINT(google-build-using-namespace)
using Grants = GrantService::Stub;
using Studies = StudyService::Stub;

auto GrantPrinter(Program& program) {
  return [&program](const Grant& grant) { PrintGrant(grant, program.language(), program.out()); };
}
auto WholeGrantPrinter(Program& program) {
  return [&program](const GetGrantResponse& whole) { PrintGrantWhole(whole, program.language(), program.out()); };
}
auto StudyPrinter(Program& program) {
  return [&program](const Study& study) { PrintStudy(study, program.language(), program.out()); };
}
auto TermPrinter(Program& program) {
  return [&program](const StudyTerm& term) { PrintTerm(term, program.language(), program.out()); };
}

absl::Status NotSo(const char* right) { return absl::InvalidArgumentError(right); }

// "Tikiş maşını:2:60000": what, how many, price of one in qəpik.
absl::Status AddLine(const std::string& text, google::protobuf::RepeatedPtrField<GrantLine>* lines) {
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  int quantity = 0;
  int64_t price = 0;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[1], &quantity) || !absl::SimpleAtoi(parts[2], &price)) {
    return NotSo("--line: what, how many, price of one in qepik: \"Tikiş maşını:2:60000\"");
  }
  GrantLine& line = *lines->Add();
  line.set_title(parts[0]);
  line.set_quantity(quantity);
  line.set_unit_qepik(price);
  return absl::OkStatus();
}

// "1:SN-204": line and serial number.
absl::Status AddAsset(const std::string& text, google::protobuf::RepeatedPtrField<GrantAsset>* assets) {
  const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  int line = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &line)) return NotSo("--asset: line and serial number: 1:SN-204");
  GrantAsset& asset = *assets->Add();
  asset.set_line(line);
  asset.set_serial_number(parts[1]);
  return absl::OkStatus();
}

// Flags that are fields, and those that are lines, taken by `take` under their path.
template <typename Request, typename Take>
absl::Status SetWith(const RehabFlags& flags, const std::string& path, Request& request, Take take) {
  for (const auto& [field, text] : flags.values) RETURN_IF_ERROR(field == path ? take(text) : SetFromText(field, text, request));
  return absl::OkStatus();
}

absl::Status RunProposeGrant(const RehabFlags& flags, Program& program) {
  ProposeGrantRequest request;
  request.set_profile(flags.where);
  RETURN_IF_ERROR(
      SetWith(flags, "planned", request, [&](const std::string& text) { return AddLine(text, request.mutable_planned()); }));
  return Send(program, &Grants::ProposeGrant, std::move(request), flags.validate_only, GrantPrinter(program));
}

absl::StatusOr<GetGrantResponse> FetchGrant(Client& client, const std::string& name) {
  GetGrantRequest request;
  request.set_name(name);
  return client.Call(&Grants::GetGrant, request);
}

// A change of the grant as it is now.
template <typename Request, typename Method, typename Print>
absl::Status ChangeGrant(const RehabFlags& flags, Program& program, Method method, Request request, Print print) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetGrantResponse now, FetchGrant(*client, flags.where));
  request.set_name(now.grant().name());
  request.set_etag(now.grant().etag());
  return Send(program, method, std::move(request), flags.validate_only, print);
}

absl::Status RunReviseGrant(const RehabFlags& flags, Program& program) {
  RevisePlanRequest request;
  RETURN_IF_ERROR(
      SetWith(flags, "planned", request, [&](const std::string& text) { return AddLine(text, request.mutable_planned()); }));
  return ChangeGrant(flags, program, &Grants::RevisePlan, std::move(request), GrantPrinter(program));
}
absl::Status RunDecideGrant(const RehabFlags& flags, Program& program) {
  DecideGrantRequest request;
  RETURN_IF_ERROR(
      SetWith(flags, "granted", request, [&](const std::string& text) { return AddLine(text, request.mutable_granted()); }));
  return ChangeGrant(flags, program, &Grants::DecideGrant, std::move(request), GrantPrinter(program));
}
absl::Status RunHandOverAssets(const RehabFlags& flags, Program& program) {
  HandOverAssetsRequest request;
  RETURN_IF_ERROR(
      SetWith(flags, "assets", request, [&](const std::string& text) { return AddAsset(text, request.mutable_assets()); }));
  return ChangeGrant(flags, program, &Grants::HandOverAssets, std::move(request), WholeGrantPrinter(program));
}
template <typename Request, typename Method, typename Print>
absl::Status SimplyChange(const RehabFlags& flags, Program& program, Method method, Print print) {
  Request request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ChangeGrant(flags, program, method, std::move(request), print);
}
absl::Status RunContract(const RehabFlags& flags, Program& program) {
  return SimplyChange<SignContractRequest>(flags, program, &Grants::SignContract, GrantPrinter(program));
}
absl::Status RunIncome(const RehabFlags& flags, Program& program) {
  return SimplyChange<ReportIncomeRequest>(flags, program, &Grants::ReportIncome, WholeGrantPrinter(program));
}
absl::Status RunBreach(const RehabFlags& flags, Program& program) {
  return SimplyChange<DeclareBreachRequest>(flags, program, &Grants::DeclareBreach, GrantPrinter(program));
}
absl::Status RunCompleteGrant(const RehabFlags& flags, Program& program) {
  return SimplyChange<CompleteGrantRequest>(flags, program, &Grants::CompleteGrant, GrantPrinter(program));
}

// The first visit that was not made yet.
absl::Status RunVisit(const RehabFlags& flags, Program& program) {
  RecordGrantVisitRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetGrantResponse now, FetchGrant(*client, flags.where));
  for (const GrantVisit& visit : now.visits()) {
    if (visit.has_done_on()) continue;
    request.set_name(visit.name());
    request.set_etag(visit.etag());
    return Send(program, &Grants::RecordGrantVisit, std::move(request), flags.validate_only,
                [&program](const GrantVisit& made) { PrintGrantVisit(made, program.language(), program.out()); });
  }
  return NotFound();
}

absl::Status RunGrant(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetGrantResponse whole, FetchGrant(*client, flags.where));
  program.Answer(whole, [&] { PrintGrantWhole(whole, program.language(), program.out()); });
  return absl::OkStatus();
}
absl::Status RunGrants(const RehabFlags& flags, Program& program) {
  ListGrantsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Grants::ListGrants, std::move(request), flags.pages, &ListGrantsResponse::mutable_grants, PrintGrants);
}

absl::Status RunOpenStudy(const RehabFlags& flags, Program& program) {
  OpenStudyRequest request;
  request.set_profile(flags.where);
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_study()));
  return Send(program, &Studies::OpenStudy, std::move(request), flags.validate_only, StudyPrinter(program));
}
absl::Status RunTerm(const RehabFlags& flags, Program& program) {
  AddTermRequest request;
  request.set_study(flags.where);
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_term()));
  return Send(program, &Studies::AddTerm, std::move(request), flags.validate_only, TermPrinter(program));
}
absl::StatusOr<GetStudyResponse> FetchStudy(Client& client, const std::string& name) {
  GetStudyRequest request;
  request.set_name(name);
  return client.Call(&Studies::GetStudy, request);
}
// The first term of the study for which that is still to do.
template <typename Request, typename Method, typename Open>
absl::Status ChangeTerm(const RehabFlags& flags, Program& program, Method method, Open open) {
  Request request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetStudyResponse now, FetchStudy(*client, flags.where));
  for (const StudyTerm& term : now.terms()) {
    if (!open(term)) continue;
    request.set_name(term.name());
    request.set_etag(term.etag());
    return Send(program, method, std::move(request), flags.validate_only, TermPrinter(program));
  }
  return NotFound();
}
absl::Status RunConfirm(const RehabFlags& flags, Program& program) {
  return ChangeTerm<ConfirmTermRequest>(flags, program, &Studies::ConfirmTerm,
                                        [](const StudyTerm& term) { return !term.has_confirmed_on(); });
}
absl::Status RunPay(const RehabFlags& flags, Program& program) {
  return ChangeTerm<RecordTuitionRequest>(flags, program, &Studies::RecordTuition,
                                          [](const StudyTerm& term) { return term.has_confirmed_on() && !term.has_paid_on(); });
}
template <typename Request, typename Method>
absl::Status ChangeStudy(const RehabFlags& flags, Program& program, Method method) {
  Request request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetStudyResponse now, FetchStudy(*client, flags.where));
  request.set_name(now.study().name());
  request.set_etag(now.study().etag());
  return Send(program, method, std::move(request), flags.validate_only, StudyPrinter(program));
}
absl::Status RunCompleteStudy(const RehabFlags& flags, Program& program) {
  return ChangeStudy<CompleteStudyRequest>(flags, program, &Studies::CompleteStudy);
}
absl::Status RunEndStudy(const RehabFlags& flags, Program& program) {
  return ChangeStudy<EndStudyRequest>(flags, program, &Studies::EndStudy);
}
absl::Status RunStudy(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetStudyResponse whole, FetchStudy(*client, flags.where));
  program.Answer(whole, [&] { PrintStudyWhole(whole, program.language(), program.out()); });
  return absl::OkStatus();
}
absl::Status RunStudies(const RehabFlags& flags, Program& program) {
  ListStudiesRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &Studies::ListStudies, std::move(request), flags.pages, &ListStudiesResponse::mutable_studies,
                  PrintStudies);
}

constexpr Text kGrant = {"hansı: grants/…", "which: grants/…"};
constexpr Text kStudy = {"hansı təhsil: studies/…", "which study: studies/…"};
constexpr Text kProfile = {"kimin profili: profiles/…", "whose profile: profiles/…"};
constexpr Text kDay = {"hansı gün", "on which day"};
constexpr Text kNumber = {"sənədin nömrəsi", "number of the paper"};
constexpr Text kLine = {"nə:neçə ədəd:birinin qiyməti, qəpik", "what:how many:price of one in qepik"};

void AddStudyCommands(Command& employment, Program& program) {
  Command& study = *employment.add_subcommand("study", program.In({"təhsil dəstəyi", "support for studies"}));
  study.require_subcommand(1);
  AddChange(
      study, program, "open", {"təhsili dəstəklə", "support a study"}, RunOpenStudy, &kProfile,
      {{"--kind",
        "kind",
        {"school, vocational, bachelor, master, civil_service", "school, vocational, bachelor, master, civil_service"},
        true},
       {"--school", "school", {"harada", "where"}, true},
       {"--programme", "programme", {"ixtisas", "what for"}, true},
       {"--full-time", "full_time", {"true: əyani", "true: full time"}},
       {"--payer", "payer", {"state, foundation", "state, foundation"}, true},
       {"--payer-name", "payer_name", {"fondun adı", "name of the foundation"}},
       {"--agreement", "agreement_number", kNumber, true},
       {"--from", "first_day", {"birinci gün", "first day"}, true},
       {"--until", "planned_last_day", {"son gün", "last day"}, true}},
      "\n  dayaqctl employment study open profiles/0190… --kind civil_service --school \"Nümunə Akademiya\" --programme "
      "\"Dövlət qulluğu\" --payer foundation --payer-name \"Nümunə Fond\" --agreement 14 --from 2026-09-15 --until 2027-06-30\n");
  AddChange(study, program, "term", {"dövr əlavə et", "add a term"}, RunTerm, &kStudy,
            {{"--from", "first_day", {"birinci gün", "first day"}, true},
             {"--until", "last_day", {"son gün", "last day"}, true},
             {"--tuition", "tuition_qepik", {"təhsil haqqı, qəpik", "tuition in qepik"}}},
            "\n  dayaqctl employment study term studies/0190… --from 2026-09-15 --until 2027-01-31 --tuition 120000\n");
  AddChange(study, program, "confirm", {"məktəbin təsdiqi", "the school confirms"}, RunConfirm, &kStudy,
            {{"--on", "confirmed_on", kDay, true}, {"--number", "confirmation_number", kNumber, true}},
            "\n  dayaqctl employment study confirm studies/0190… --on 2026-09-20 --number 118\n");
  AddChange(study, program, "pay", {"təhsil haqqı ödənilib", "the tuition is paid"}, RunPay, &kStudy,
            {{"--on", "paid_on", kDay, true}, {"--number", "payment_document", kNumber, true}},
            "\n  dayaqctl employment study pay studies/0190… --on 2026-09-25 --number 31\n");
  AddChange(study, program, "complete", {"təhsil bitib", "the person has finished it"}, RunCompleteStudy, &kStudy,
            {{"--on", "ended_on", kDay, true}, {"--number", "end_document", kNumber, true}},
            "\n  dayaqctl employment study complete studies/0190… --on 2027-06-30 --number D-77\n");
  AddChange(study, program, "end", {"təhsil dayandırılıb", "the person gave it up"}, RunEndStudy, &kStudy,
            {{"--on", "ended_on", kDay, true}, {"--number", "end_document", kNumber, true}},
            "\n  dayaqctl employment study end studies/0190… --on 2026-12-01 --number 9\n");
  AddRehabCommand(study, program, std::make_shared<RehabFlags>(), "show", {"bir təhsil", "one study"}, RunStudy, &kStudy, {},
                  "\n  dayaqctl employment study show studies/0190…\n");
  AddPaged(study, program, "list", {"təhsillər", "studies"}, RunStudies,
           {{"--profile", "profile", kProfile}, {"--state", "states", {"active, completed, ended", "active, completed, ended"}}},
           "\n  dayaqctl employment study list --state active\n");
}

void AddPlanCommands(Command& grant, Program& program) {
  const std::vector<RehabValue> plan = {{"--activity", "activity", {"nə ilə məşğul olacaq", "what the person will do"}, true},
                                        {"--plan", "plan", {"biznes plan, qısaca", "the business plan in short"}, true},
                                        {"--line", "planned", kLine, true},
                                        {"--own", "own_qepik", {"öz vəsaiti, qəpik", "own money in qepik"}}};
  AddChange(grant, program, "propose", {"planı komissiyaya təqdim et", "put a plan before the commission"}, RunProposeGrant,
            &kProfile, plan,
            "\n  dayaqctl employment grant propose profiles/0190… --activity \"Tikiş emalatxanası\" --plan \"…\" --line \"Tikiş "
            "maşını:2:60000\"\n");
  AddChange(grant, program, "revise", {"qaytarılmış planı dəyiş", "change a plan that was returned"}, RunReviseGrant, &kGrant, plan,
            "\n  dayaqctl employment grant revise grants/0190… --activity … --plan … --line …\n");
  AddChange(grant, program, "decide", {"komissiyanın qərarı", "what the commission says"}, RunDecideGrant, &kGrant,
            {{"--decision", "decision", {"approve, return, refuse", "approve, return, refuse"}, true},
             {"--line", "granted", kLine},
             {"--on", "decided_on", kDay, true},
             {"--number", "decision_document", kNumber, true},
             {"--words", "words", {"komissiyanın sözü", "what it said"}}},
            "\n  dayaqctl employment grant decide grants/0190… --decision approve --line \"Tikiş maşını:2:60000\" --on 2026-12-01 "
            "--number 14\n");
}

}  // namespace

void AddEmploymentGrantCommands(Command& employment, Program& program) {
  Command& grant = *employment.add_subcommand("grant", program.In({"özünüməşğulluq", "own businesses"}));
  grant.require_subcommand(1);
  AddPlanCommands(grant, program);
  AddChange(grant, program, "contract", {"müqavilə bağlanıb", "the contract is signed"}, RunContract, &kGrant,
            {{"--number", "contract_number", kNumber, true}, {"--on", "contracted_on", kDay, true}},
            "\n  dayaqctl employment grant contract grants/0190… --number 7 --on 2026-12-05\n");
  AddChange(grant, program, "hand-over", {"əmlakı təhvil ver", "hand assets over"}, RunHandOverAssets, &kGrant,
            {{"--asset", "assets", {"sətir:seriya nömrəsi", "line:serial number"}, true}, {"--on", "handed_on", kDay, true}},
            "\n  dayaqctl employment grant hand-over grants/0190… --asset 1:SN-204 --asset 1:SN-205 --on 2026-12-10\n");
  AddChange(grant, program, "visit", {"vaxtı çatmış monitorinq", "a visit that was due"}, RunVisit, &kGrant,
            {{"--on", "done_on", kDay, true},
             {"--finding",
              "finding",
              {"works, needs_help, stopped, assets_missing", "works, needs_help, stopped, assets_missing"},
              true}},
            "\n  dayaqctl employment grant visit grants/0190… --on 2027-01-12 --finding works\n");
  AddChange(grant, program, "income", {"bir ayın gəliri", "what a month brought"}, RunIncome, &kGrant,
            {{"--month", "month", {"ay: 2027-01", "month: 2027-01"}, true},
             {"--income", "income_qepik", {"gəlir, qəpik", "taken in, qepik"}, true},
             {"--expense", "expense_qepik", {"xərc, qəpik", "spent, qepik"}}},
            "\n  dayaqctl employment grant income grants/0190… --month 2027-01 --income 52000 --expense 11000\n");
  AddChange(grant, program, "breach", {"müqavilə pozulub", "the contract was broken"}, RunBreach, &kGrant,
            {{"--reason",
              "reason",
              {"assets_given_away, work_stopped, no_reports, false_statement",
               "assets_given_away, work_stopped, no_reports, false_statement"},
              true},
             {"--on", "ended_on", kDay, true}},
            "\n  dayaqctl employment grant breach grants/0190… --reason work_stopped --on 2027-05-01\n");
  AddChange(grant, program, "complete", {"hər şey yerinə yetirilib", "all is done"}, RunCompleteGrant, &kGrant,
            {{"--on", "ended_on", kDay, true}}, "\n  dayaqctl employment grant complete grants/0190… --on 2028-12-05\n");
  AddRehabCommand(grant, program, std::make_shared<RehabFlags>(), "show", {"biri, hər şeyi ilə", "one, with everything"}, RunGrant,
                  &kGrant, {}, "\n  dayaqctl employment grant show grants/0190…\n");
  AddPaged(grant, program, "list", {"özünüməşğulluq işləri", "own businesses"}, RunGrants,
           {{"--profile", "profile", kProfile},
            {"--state", "states", {"submitted, approved, contracted, ...", "submitted, approved, contracted, ..."}}},
           "\n  dayaqctl employment grant list --state submitted\n");
  AddStudyCommands(employment, program);
}

}  // namespace dayaq::cli
