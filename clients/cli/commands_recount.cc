// payment recount, unserved.
#include <memory>
#include <utility>
#include <vector>

#include "clients/cli/program.h"
#include "clients/cli/replay_view.h"
#include "clients/cli/sending.h"
#include "dayaq/payment/v1/recount_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using payment::v1::ListUnservedResponse;
using payment::v1::Recount;

struct RecountFlags {
  std::vector<std::string> benefits;
  bool start = false;
  bool check = false;
  bool validate_only = false;
  PageFlags pages;
};

absl::Status RunRecount(const RecountFlags& flags, Program& program) {
  const auto print = [&program](const Recount& recount) { PrintRecount(recount, program.language(), program.out()); };
  const auto kind = flags.check ? payment::v1::RECOUNT_KIND_CHECK : payment::v1::RECOUNT_KIND_ASSESS;
  if (flags.start) {
    payment::v1::StartRecountRequest request;
    request.set_kind(kind);
    for (const std::string& benefit : flags.benefits) request.add_benefits(benefit);
    return Send(program, &payment::v1::RecountService::Stub::StartRecount, std::move(request), flags.validate_only, print);
  }
  payment::v1::GetRecountRequest request;
  request.set_kind(kind);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Recount recount, client->Call(&payment::v1::RecountService::Stub::GetRecount, request));
  program.Answer(recount, [&] { print(recount); });
  return absl::OkStatus();
}

absl::Status RunUnserved(const RecountFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListUnservedResponse list,
                   FetchPages(*client, &payment::v1::RecountService::Stub::ListUnserved, payment::v1::ListUnservedRequest(),
                              flags.pages, &ListUnservedResponse::mutable_unserved));
  program.Answer(list, [&] { PrintUnserved(list, program.language(), program.out()); });
  return absl::OkStatus();
}

}  // namespace

void AddRecountCommands(Command& payment, Program& program) {
  const auto flags = std::make_shared<RecountFlags>();
  Command* recount = payment.add_subcommand("recount", program.In({"hamının hüququnu yenidən hesablat, nə qədər qalıb",
                                                                   "have everybody assessed once more; how far it has come"}));
  recount->add_flag("--start", flags->start, program.In({"başlat", "begin"}));
  recount->add_flag("--check", flags->check,
                    program.In({"yalnız nəzərdən qaçanları axtar", "only look whether anybody was passed over"}));
  recount->add_option("--benefit", flags->benefits, program.In({"yardımın kodu", "code of the benefit"}));
  recount->add_flag("--validate-only", flags->validate_only, program.In({"yalnız yoxla", "check only, store nothing"}));
  recount->footer("\n  dayaqctl payment recount --start --benefit disability-allowance\n  dayaqctl payment recount\n");
  recount->callback([flags, &program] { program.action = [flags, &program] { return RunRecount(*flags, program); }; });
  Command* unserved =
      payment.add_subcommand("unserved", program.In({"hüququ olub nəzərdən qaçanlar və kim bunu düzəltməlidir",
                                                     "who is owed something and was passed over, and who must act"}));
  AddPageFlags(*unserved, flags->pages, program);
  unserved->footer("\n  dayaqctl payment unserved\n");
  unserved->callback([flags, &program] { program.action = [flags, &program] { return RunUnserved(*flags, program); }; });
}

}  // namespace dayaq::cli
