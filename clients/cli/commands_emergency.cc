// access emergency open, list, close, review: one person's record, opened for an hour, reviewed by another institution.
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/access_input.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "clients/cli/staff_view.h"
#include "clients/cli/view_parts.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/unicode.h"

namespace dayaq::cli {
namespace {

using access::v1::BreakGlass;
using access::v1::ListBreakGlassesResponse;

// As the contract has it.
constexpr size_t kShortestReason = 20;

struct EmergencyFlags {
  std::string name;
  std::string number;
  std::string national_id;
  std::string reason;
  std::string because;
  std::string verdict;
  bool to_review = false;
  PageFlags pages;
  std::string etag;
  bool validate_only = false;
};
using Run = absl::Status (*)(const EmergencyFlags&, Program&);

// What to do next: the record is found by its name only, since an emergency allows no search.
void PrintOpened(const BreakGlass& opening, Program& program) {
  const std::string role = program.role.empty() ? "" : absl::StrCat(" --role ", program.role);
  PrintOpeningLine(opening, program.language(), program.out());
  program.out() << program.In({"Qeyd açıqdır, bu vaxtadək: ", "The record is open until "}) << Moment(opening.expire_time()) << "\n"
                << program.In({"Baxmaq üçün:\n", "To look at it:\n"}) << "  dayaqctl survivor show survivors/"
                << opening.person_uid() << " --purpose emergency" << role << "\n"
                << program.In({"İş bitəndə bağlayın:\n", "When you are done:\n"}) << "  dayaqctl access emergency close "
                << opening.name() << role << "\n"
                << program.In({"Başqa qurum bunu yoxlayacaq, şəxsin özü də görəcək; son müddət: ",
                               "Another institution reviews this, and the person sees it; due "})
                << Moment(opening.review_due_time()) << "\n";
}

absl::Status RunOpen(const EmergencyFlags& flags, Program& program) {
  static const LazyRE2 kNumber = {"[0-9]{5,18}"};
  static const LazyRE2 kNationalId = {"[A-HJ-NP-Z0-9]{7}"};
  AccessInput input(program.language());
  access::v1::OpenBreakGlassRequest request;
  request.set_number(flags.number);
  request.set_national_id(absl::AsciiStrToUpper(flags.national_id));
  request.set_reason_words(flags.because);
  input.Require(flags.number.empty() != flags.national_id.empty(),
                {"Kimin qeydi: --number və ya --fin; yalnız biri.", "Whose record: one of --number and --fin."});
  input.Require(flags.number.empty() || RE2::FullMatch(request.number(), *kNumber),
                {"--number: qeydin qısa nömrəsi, rəqəmlərlə.", "--number: the short number of the record, digits only."});
  input.Require(flags.national_id.empty() || RE2::FullMatch(request.national_id(), *kNationalId),
                {"--fin: 7 işarə, I və O hərfləri olmadan.", "--fin: seven signs, without the letters I and O."});
  input.Set("reason", flags.reason, request);
  input.Require(CountCodePoints(absl::StripAsciiWhitespace(flags.because)) >= kShortestReason,
                {"--because: niyə, ən azı 20 hərflə, ad çəkmədən.", "--because: why, in at least twenty letters, naming nobody."});
  RETURN_IF_ERROR(input.ToStatus());
  if (program.purpose.empty()) program.purpose = "emergency";
  return SendNow(program, &access::v1::AccessService::Stub::OpenBreakGlass, std::move(request),
                 [&program](const BreakGlass& opening) { PrintOpened(opening, program); });
}

absl::Status RunList(const EmergencyFlags& flags, Program& program) {
  access::v1::ListBreakGlassesRequest request;
  request.set_to_review(flags.to_review);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListBreakGlassesResponse list,
                   FetchPages(*client, &access::v1::AccessService::Stub::ListBreakGlasses, std::move(request), flags.pages,
                              &ListBreakGlassesResponse::mutable_break_glasses));
  program.Answer(list, [&] { PrintOpenings(list, program.language(), program.out()); });
  return absl::OkStatus();
}

// Names the opening and its version in a request that is filled otherwise, and sends it.
template <typename Method, typename Request>
absl::Status Change(const EmergencyFlags& flags, Program& program, Method method, Request request) {
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    access::v1::ListBreakGlassesRequest those;
    those.set_to_review(true);
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const BreakGlass found,
                     FindInPages(*client, &access::v1::AccessService::Stub::ListBreakGlasses, std::move(those),
                                 &ListBreakGlassesResponse::mutable_break_glasses, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, method, std::move(request), flags.validate_only,
              [&program](const BreakGlass& answer) { PrintOpeningLine(answer, program.language(), program.out()); });
}

absl::Status RunClose(const EmergencyFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::CloseBreakGlassRequest request;
  request.set_name(input.Name("breakGlasses", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  return Change(flags, program, &access::v1::AccessService::Stub::CloseBreakGlass, std::move(request));
}

absl::Status RunReview(const EmergencyFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::ReviewBreakGlassRequest request;
  request.set_name(input.Name("breakGlasses", flags.name));
  input.Set("verdict", flags.verdict, request);
  RETURN_IF_ERROR(input.ToStatus());
  request.set_verdict_words(flags.because);
  return Change(flags, program, &access::v1::AccessService::Stub::ReviewBreakGlass, std::move(request));
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<EmergencyFlags>& flags, const char* name,
                    const Text& about, Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddVersion(Command& command, EmergencyFlags& flags, const Program& program) {
  command.add_option("name", flags.name, program.In({"açılış: breakGlasses/…", "the opening: breakGlasses/…"}))->required();
  command.add_option(
      "--etag", flags.etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddOpen(Command& emergency, Program& program, const std::shared_ptr<EmergencyFlags>& flags) {
  Command* open = AddCommand(
      emergency, program, flags, "open",
      {"bir şəxsin qeydini bir saatlığa aç (güclü giriş)", "open one person's record for an hour (strong sign-in)"}, RunOpen,
      "\n  dayaqctl access emergency open --fin 5ABCDE7 --reason unconscious \\\n"
      "      --because \"Huşsuz gətirilib, qan qrupu və allergiya lazımdır\"\n"
      "  dayaqctl access emergency open --number 30000018 --reason life_in_danger --because \"…\"\n");
  open->add_option("--number", flags->number, program.In({"qeydin qısa nömrəsi", "short number of the record"}));
  open->add_option("--fin,--national-id", flags->national_id, program.In({"və ya FİN", "or the personal identification number"}));
  open->add_option("--reason", flags->reason,
                   program.In({"səbəb: LIFE_IN_DANGER, UNCONSCIOUS, URGENT_TREATMENT, OTHER",
                               "why: LIFE_IN_DANGER, UNCONSCIOUS, URGENT_TREATMENT, OTHER"}))
      ->required();
  open->add_option("--because", flags->because,
                   program.In({"səbəb sözlə, ən azı 20 hərf, ad çəkmədən", "why in words, at least twenty letters, naming nobody"}))
      ->required();
}

}  // namespace

void AddEmergencyCommands(Command& access, Program& program) {
  Command& emergency = *access.add_subcommand(
      "emergency", program.In({"təcili halda bir şəxsin qeydini açmaq", "opening one person's record in an emergency"}));
  emergency.require_subcommand(1);
  const auto flags = std::make_shared<EmergencyFlags>();
  AddOpen(emergency, program, flags);
  Command* list =
      AddCommand(emergency, program, flags, "list", {"açılışlar, gecikən yoxlamalar əvvəl", "openings, overdue reviews first"},
                 RunList, "\n  dayaqctl access emergency list --to-review\n");
  list->add_flag("--to-review", flags->to_review, program.In({"yalnız yoxlanmamışlar", "only those nobody reviewed yet"}));
  AddPageFlags(*list, flags->pages, program);
  AddVersion(*AddCommand(emergency, program, flags, "close",
                         {"öz açılışını vaxtından əvvəl bağla", "close your own before the hour is over"}, RunClose,
                         "\n  dayaqctl access emergency close breakGlasses/0190…\n"),
             *flags, program);
  Command* review = AddCommand(emergency, program, flags, "review",
                               {"başqa qurumun açılışını yoxla", "review an opening of another institution"}, RunReview,
                               "\n  dayaqctl access emergency review breakGlasses/0190… --verdict justified \\\n"
                               "      --because \"Qəbul jurnalı uyğundur · matches the admission log\"\n");
  review->add_option("--verdict", flags->verdict, program.In({"nəticə: JUSTIFIED, UNJUSTIFIED", "finding: JUSTIFIED, UNJUSTIFIED"}))
      ->required();
  review->add_option("--because", flags->because, program.In({"sözlə (ad çəkmədən)", "in words (naming nobody)"}))->required();
  AddVersion(*review, *flags, program);
}

}  // namespace dayaq::cli
