// reactions list, retry: what services do by themselves, where it is stuck.
#include <unistd.h>

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/program.h"
#include "clients/cli/reactions_retry.h"
#include "clients/cli/reactions_view.h"
#include "clients/cli/sending.h"
#include "clients/common/progress.h"
#include "dayaq/outbox/v1/outbox_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

struct RetryFlags {
  std::string name;
  bool validate_only = false;
  bool all = false;
  RetryFilter filter;
};

absl::Status RunList(const std::string& subscriber, Program& program) {
  outbox::v1::ListParkedDeliveriesRequest request;
  request.set_subscriber(subscriber);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const outbox::v1::ListParkedDeliveriesResponse list,
                   client->Call(&outbox::v1::OutboxService::Stub::ListParkedDeliveries, request));
  program.Answer(list, [&] { PrintReactions(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunRetryAll(const RetryFilter& filter, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  Progress bar(program.err(), isatty(STDERR_FILENO) == 1, program.In({"yenidən növbəyə", "to wait again"}), 0, absl::Now());
  const absl::StatusOr<int64_t> requeued = RetryAll(*client, filter, [&bar](int64_t so_far) { bar.Update(so_far, absl::Now()); });
  bar.Finish(absl::Now());
  RETURN_IF_ERROR(requeued.status());
  if (program.json) {
    program.out() << "{\"requeued\":" << *requeued << "}\n";
  } else if (*requeued == 0) {
    program.out() << program.In({"İlişib qalan yoxdur.", "Nothing is parked."}) << "\n";
  } else {
    program.out() << program.In({"Yenidən növbədədir: ", "Waiting again: "}) << *requeued << "\n";
  }
  return absl::OkStatus();
}

absl::Status RunRetry(const RetryFlags& flags, Program& program) {
  if (flags.all) return RunRetryAll(flags.filter, program);
  if (flags.name.empty()) {
    return absl::InvalidArgumentError(program.In({"Hansı iş: parked/…, yaxud hamısı üçün --all", "Which one: parked/…, or --all"}));
  }
  outbox::v1::RequeueDeliveryRequest request;
  request.set_name(flags.name);
  return Send(program, &outbox::v1::OutboxService::Stub::RequeueDelivery, std::move(request), flags.validate_only,
              [&program](const outbox::v1::ParkedDelivery& delivery) {
                program.out() << delivery.subscriber() << "  " << delivery.kind() << "  " << delivery.resource() << "  "
                              << program.In({"yenidən növbədədir", "waits again"}) << "\n";
              });
}

}  // namespace

void AddReactionsCommands(Command& app, Program& program) {
  Command& reactions = *app.add_subcommand(
      "reactions", program.In({"xidmətlərin öz işi: nə gözləyir, nə ilişib", "what services do by themselves"}));
  reactions.require_subcommand(1);
  const auto subscriber = std::make_shared<std::string>();
  Command* list = reactions.add_subcommand("list", program.In({"gözləyən və ilişib qalan işlər", "what waits and what is stuck"}));
  list->add_option("--subscriber", *subscriber, program.In({"yalnız bu iş: payment.assess", "only this one: payment.assess"}));
  list->footer("\n  dayaqctl reactions list\n  dayaqctl reactions list --subscriber survivor.keep_records\n");
  list->callback([subscriber, &program] { program.action = [subscriber, &program] { return RunList(*subscriber, program); }; });

  const auto flags = std::make_shared<RetryFlags>();
  Command* retry = reactions.add_subcommand("retry", program.In({"ilişib qalan işi yenidən sına", "try a stuck one again"}));
  Option* name = retry->add_option("name", flags->name, "parked/…");
  Option* check = retry->add_flag("--validate-only", flags->validate_only,
                                  program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  Option* all = retry->add_flag("--all", flags->all, program.In({"ilişib qalanların hamısı", "everything that is stuck"}));
  all->excludes(name)->excludes(check);
  retry
      ->add_option("--subscriber", flags->filter.subscriber,
                   program.In({"--all ilə: yalnız bu iş", "with --all: only this reaction"}))
      ->needs(all);
  retry->add_option("--reason", flags->filter.reason, program.In({"--all ilə: yalnız bu səbəb", "with --all: only this reason"}))
      ->needs(all);
  retry->footer(
      "\n  dayaqctl reactions retry parked/0190…\n  dayaqctl reactions retry --all --subscriber payment.assess --reason "
      "INTERNAL\n");
  retry->callback([flags, &program] { program.action = [flags, &program] { return RunRetry(*flags, program); }; });
}

}  // namespace dayaq::cli
