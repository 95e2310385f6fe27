// payment run: propose, verify, approve, release, reject, show, list, preview, omitted, orders, file; payment order, payment
// status.
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/payment_view.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

struct RunFlags {
  std::string which;
  std::string etag;
  std::string on;
  std::string source;
  std::string district;
  std::string available;
  std::string document;
  std::string reason;
  std::string out;
  std::string survivor;
  int number = 1;
  bool validate_only = false;
  std::vector<std::string> states;
  PageFlags pages;
};
using Flags = std::shared_ptr<RunFlags>;

std::string Named(const std::string& collection, const std::string& text) {
  return absl::StrContains(text, '/') ? text : absl::StrCat(collection, "/", text);
}

auto RunPrinter(Program& program) {
  return [&program](const PaymentRun& run) { PrintRun(run, program.language(), program.out()); };
}

absl::StatusOr<PaymentRun> Fetch(Client& client, const std::string& text) {
  GetRunRequest request;
  request.set_name(Named("paymentRuns", text));
  return client.Call(&payment::v1::PaymentRunService::Stub::GetRun, request);
}

absl::Status RunPropose(const RunFlags& flags, Program& program) {
  ProposeRunRequest request;
  RETURN_IF_ERROR(SetFromText("execute_on", flags.on, request));
  request.set_source_account(flags.source);
  request.set_district(flags.district);
  return Send(program, &payment::v1::PaymentRunService::Stub::ProposeRun, std::move(request), flags.validate_only,
              RunPrinter(program));
}

// A step of a run: `fill` says what the step says besides.
template <typename Request, typename Method, typename Fill>
absl::Status Step(const RunFlags& flags, Program& program, Method method, Fill fill) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const PaymentRun run, Fetch(*client, flags.which));
  Request request;
  request.set_name(run.name());
  request.set_etag(flags.etag.empty() ? run.etag() : flags.etag);
  RETURN_IF_ERROR(fill(request));
  return Send(program, method, std::move(request), flags.validate_only, RunPrinter(program));
}

absl::Status RunVerify(const RunFlags& flags, Program& program) {
  return Step<VerifyRunRequest>(flags, program, &payment::v1::PaymentRunService::Stub::VerifyRun,
                                [](auto&) { return absl::OkStatus(); });
}

absl::Status RunApprove(const RunFlags& flags, Program& program) {
  return Step<ApproveRunRequest>(flags, program, &payment::v1::PaymentRunService::Stub::ApproveRun,
                                 [&](ApproveRunRequest& request) {
                                   request.set_funds_document(flags.document);
                                   return SetFromText("available_qepik", flags.available, request);
                                 });
}

absl::Status RunRelease(const RunFlags& flags, Program& program) {
  return Step<ReleaseRunRequest>(flags, program, &payment::v1::PaymentRunService::Stub::ReleaseRun,
                                 [](auto&) { return absl::OkStatus(); });
}

absl::Status RunReject(const RunFlags& flags, Program& program) {
  return Step<RejectRunRequest>(flags, program, &payment::v1::PaymentRunService::Stub::RejectRun, [&](RejectRunRequest& request) {
    request.set_reason(flags.reason);
    return absl::OkStatus();
  });
}

absl::Status RunShow(const RunFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const PaymentRun run, Fetch(*client, flags.which));
  program.Answer(run, [&] { PrintRun(run, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunList(const RunFlags& flags, Program& program) {
  ListRunsRequest request;
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListRunsResponse list, FetchPages(*client, &payment::v1::PaymentRunService::Stub::ListRuns,
                                                           std::move(request), flags.pages, &ListRunsResponse::mutable_runs));
  program.Answer(list, [&] { PrintRuns(list, program.language(), program.out()); });
  return absl::OkStatus();
}

// What waits for somebody, in one look: runs that are not over.
absl::Status RunStatus(const RunFlags& flags, Program& program) {
  RunFlags open = flags;
  open.states = {"collecting", "proposed", "verified", "approved", "released"};
  return RunList(open, program);
}

absl::Status RunPreview(const RunFlags& flags, Program& program) {
  PreviewRunRequest request;
  request.set_run(Named("paymentRuns", flags.which));
  for (const std::string& change : flags.states) RETURN_IF_ERROR(SetFromText("changes", change, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const PreviewRunResponse list,
                   FetchPages(*client, &payment::v1::PaymentRunService::Stub::PreviewRun, std::move(request), flags.pages,
                              &PreviewRunResponse::mutable_differences));
  program.Answer(list, [&] { PrintPreview(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunOmitted(const RunFlags& flags, Program& program) {
  ListOmissionsRequest request;
  request.set_run(Named("paymentRuns", flags.which));
  for (const std::string& reason : flags.states) RETURN_IF_ERROR(SetFromText("reasons", reason, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListOmissionsResponse list,
                   FetchPages(*client, &payment::v1::PaymentRunService::Stub::ListOmissions, std::move(request), flags.pages,
                              &ListOmissionsResponse::mutable_omissions));
  program.Answer(list, [&] { PrintOmissions(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunOrders(const RunFlags& flags, Program& program) {
  ListOrdersRequest request;
  if (!flags.which.empty()) request.set_run(Named("paymentRuns", flags.which));
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.survivor.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.survivor));
  }
  ASSIGN_OR_RETURN(const ListOrdersResponse list, FetchPages(*client, &payment::v1::PaymentRunService::Stub::ListOrders,
                                                             std::move(request), flags.pages, &ListOrdersResponse::mutable_orders));
  program.Answer(list, [&] { PrintOrders(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunOrder(const RunFlags& flags, Program& program) {
  GetOrderRequest request;
  request.set_name(Named("paymentOrders", flags.which));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const PaymentOrder order, client->Call(&payment::v1::PaymentRunService::Stub::GetOrder, request));
  program.Answer(order, [&] { PrintOrder(order, program.language(), program.out()); });
  return absl::OkStatus();
}

// The file of that number, piece by piece; without --out only what there is.
absl::Status RunFile(const RunFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ListRunFilesRequest request;
  request.set_run(Named("paymentRuns", flags.which));
  ASSIGN_OR_RETURN(const ListRunFilesResponse list, client->Call(&payment::v1::PaymentRunService::Stub::ListRunFiles, request));
  if (flags.out.empty()) {
    program.Answer(list, [&] { PrintFiles(list, program.language(), program.out()); });
    return absl::OkStatus();
  }
  for (const PaymentFile& file : list.files()) {
    if (file.number() != flags.number) continue;
    std::ofstream out(flags.out, std::ios::binary | std::ios::trunc);
    ReadRunFileRequest piece;
    piece.set_name(file.name());
    while (piece.offset() < file.bytes()) {
      ASSIGN_OR_RETURN(const ReadRunFileResponse read, client->Call(&payment::v1::PaymentRunService::Stub::ReadRunFile, piece));
      if (read.content().empty()) return absl::DataLossError("The file is shorter than it should be.");
      out.write(read.content().data(), static_cast<std::streamsize>(read.content().size()));
      piece.set_offset(piece.offset() + static_cast<int64_t>(read.content().size()));
    }
    out.close();
    if (!out) return absl::InvalidArgumentError(absl::StrCat("Cannot write ", flags.out));
    program.Answer(file, [&] { program.out() << flags.out << "  " << file.content_hash() << "\n"; });
    return absl::OkStatus();
  }
  return NotFound();
}

struct Added {
  Command* command;
  Flags flags;
};

Added Add(Command& parent, Program& program, const char* name, Text help, absl::Status (*run)(const RunFlags&, Program&),
          const char* example) {
  auto flags = std::make_shared<RunFlags>();
  Command* const command = parent.add_subcommand(name, program.In(help));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return {command, flags};
}

Added AddOf(Command& parent, Program& program, const char* name, Text help, absl::Status (*run)(const RunFlags&, Program&),
            const char* example) {
  const Added added = Add(parent, program, name, help, run, example);
  added.command->add_option("which", added.flags->which, program.In({"siyahı: paymentRuns/…", "the run: paymentRuns/…"}))
      ->required();
  return added;
}

Added AddStep(Command& parent, Program& program, const char* name, Text help, absl::Status (*run)(const RunFlags&, Program&),
              const char* example) {
  const Added added = AddOf(parent, program, name, help, run, example);
  added.command->add_option(
      "--etag", added.flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  added.command->add_flag("--validate-only", added.flags->validate_only,
                          program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  return added;
}

void AddSteps(Command& run, Program& program) {
  const Added propose = Add(run, program, "propose", {"ödəniş siyahısı təklif et", "propose a run"}, RunPropose,
                            "\n  dayaqctl payment run propose --on 2026-12-01 --source state-budget\n");
  propose.command
      ->add_option("--on", propose.flags->on, program.In({"pulun köçürüləcəyi iş günü", "working day on which the money moves"}))
      ->required();
  propose.command
      ->add_option("--source", propose.flags->source, program.In({"ödəyən hesabın kodu", "code of the account that pays"}))
      ->required();
  propose.command->add_option("--district", propose.flags->district,
                              program.In({"yalnız bu rayon", "only people of this district"}));
  propose.command->add_flag("--validate-only", propose.flags->validate_only,
                            program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  AddStep(run, program, "verify", {"yoxlanıldığını bildir", "say that it is as it should be"}, RunVerify,
          "\n  dayaqctl payment run verify paymentRuns/…\n");
  const Added approve = AddStep(run, program, "approve", {"təsdiq et", "approve it"}, RunApprove,
                                "\n  dayaqctl payment run approve paymentRuns/… --available 120000000 --document \"Xəzinə 7\"\n");
  approve.command
      ->add_option("--available", approve.flags->available,
                   program.In({"hesabdakı vəsait, qəpiklə", "what the account that pays holds, in qəpik"}))
      ->required();
  approve.command
      ->add_option("--document", approve.flags->document, program.In({"xəzinə arayışının nömrəsi", "document that says so"}))
      ->required();
  AddStep(run, program, "release", {"pulu burax: fayllar hazırlanır", "let the money go: files are made"}, RunRelease,
          "\n  dayaqctl payment run release paymentRuns/…\n");
  const Added reject = AddStep(run, program, "reject", {"rədd et", "reject it"}, RunReject,
                               "\n  dayaqctl payment run reject paymentRuns/… --reason \"Yanlış gün\"\n");
  reject.command->add_option("--reason", reject.flags->reason, program.In({"niyə", "why"}))->required();
}

void AddLooks(Command& run, Program& program) {
  AddOf(run, program, "show", {"siyahını göstər", "show a run"}, RunShow, "\n  dayaqctl payment run show paymentRuns/…\n");
  const Added list = Add(run, program, "list", {"ödəniş siyahıları", "runs"}, RunList, "\n  dayaqctl payment run list\n");
  list.command
      ->add_option("--state", list.flags->states, program.In({"vəziyyət: proposed, verified, …", "state: proposed, verified, …"}))
      ->allow_extra_args(false);
  AddPageFlags(*list.command, list.flags->pages, program);
  const Added preview = AddOf(run, program, "preview", {"keçən aydan fərqi", "what differs from last month"}, RunPreview,
                              "\n  dayaqctl payment run preview paymentRuns/… --change gone\n");
  preview.command
      ->add_option("--change", preview.flags->states, program.In({"yalnız: new, gone, amount", "only: new, gone, amount"}))
      ->allow_extra_args(false);
  AddPageFlags(*preview.command, preview.flags->pages, program);
  const Added omitted = AddOf(run, program, "omitted", {"nə kənarda qalıb və niyə", "what was left out, and why"}, RunOmitted,
                              "\n  dayaqctl payment run omitted paymentRuns/… --reason no_account\n");
  omitted.command->add_option("--reason", omitted.flags->states, program.In({"yalnız bu səbəb", "only for this reason"}))
      ->allow_extra_args(false);
  AddPageFlags(*omitted.command, omitted.flags->pages, program);
  const Added file = AddOf(run, program, "file", {"bank faylları; --out ilə götür", "files for the bank; take one with --out"},
                           RunFile, "\n  dayaqctl payment run file paymentRuns/… --number 1 --out pain.xml\n");
  file.command->add_option("--number", file.flags->number, program.In({"neçənci fayl", "which file"}));
  file.command->add_option("--out", file.flags->out, program.In({"hara yazılsın", "where to write it"}));
}

}  // namespace

void AddPaymentRunCommands(Command& payment, Program& program) {
  Command& run = *payment.add_subcommand("run", program.In({"ödəniş siyahıları", "payment runs"}));
  run.require_subcommand(1);
  AddSteps(run, program);
  AddLooks(run, program);
  const Added orders = Add(payment, program, "orders", {"ödəniş tapşırıqları", "payment orders"}, RunOrders,
                           "\n  dayaqctl payment orders --survivor 3000018\n");
  orders.command->add_option("--run", orders.flags->which, program.In({"yalnız bu siyahının", "only of this run"}));
  orders.command->add_option("--survivor", orders.flags->survivor, program.In({"yalnız bu şəxsin", "only of this survivor"}));
  orders.command->add_option("--state", orders.flags->states, program.In({"vəziyyət: sent, settled, …", "state: sent, settled, …"}))
      ->allow_extra_args(false);
  AddPageFlags(*orders.command, orders.flags->pages, program);
  const Added order =
      Add(payment, program, "order", {"bir tapşırıq", "one order"}, RunOrder, "\n  dayaqctl payment order paymentOrders/…\n");
  order.command->add_option("which", order.flags->which, program.In({"tapşırıq: paymentOrders/…", "the order: paymentOrders/…"}))
      ->required();
  const Added status =
      Add(payment, program, "status", {"nə kimi gözləyir", "what waits for whom"}, RunStatus, "\n  dayaqctl payment status\n");
  AddPageFlags(*status.command, status.flags->pages, program);
}

}  // namespace dayaq::cli
