// payment account: set, close, answer, show, list.
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/payment_view.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

struct AccountFlags {
  std::string which;
  std::string etag;
  std::string member;
  std::string guardian;
  std::string iban;
  std::string holder;
  std::string reason;
  bool validate_only = false;
  bool former_too = false;
  bool in_doubt = false;
  PageFlags pages;
};
using Flags = std::shared_ptr<AccountFlags>;

std::string Named(const std::string& collection, const std::string& text) {
  return text.empty() || absl::StrContains(text, '/') ? text : absl::StrCat(collection, "/", text);
}

auto AccountPrinter(Program& program) {
  return [&program](const PayeeAccount& account) { PrintAccount(account, program.language(), program.out()); };
}

absl::StatusOr<PayeeAccount> Fetch(Client& client, const std::string& text) {
  GetPayeeAccountRequest request;
  request.set_name(Named("payeeAccounts", text));
  return client.Call(&payment::v1::PayeeAccountService::Stub::GetPayeeAccount, request);
}

absl::Status RunSet(const AccountFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  SetPayeeAccountRequest request;
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.which));
  request.set_family_member(Named("familyMembers", flags.member));
  request.set_guardian(Named("familyMembers", flags.guardian));
  request.set_iban(flags.iban);
  request.set_holder_name(flags.holder);
  request.set_document(flags.reason);
  return Send(program, &payment::v1::PayeeAccountService::Stub::SetPayeeAccount, std::move(request), flags.validate_only,
              AccountPrinter(program));
}

template <typename Request, typename Method>
absl::Status Change(const AccountFlags& flags, Program& program, Method method) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const PayeeAccount account, Fetch(*client, flags.which));
  Request request;
  request.set_name(account.name());
  request.set_etag(flags.etag.empty() ? account.etag() : flags.etag);
  request.set_reason(flags.reason);
  return Send(program, method, std::move(request), flags.validate_only, AccountPrinter(program));
}

absl::Status RunClose(const AccountFlags& flags, Program& program) {
  return Change<ClosePayeeAccountRequest>(flags, program, &payment::v1::PayeeAccountService::Stub::ClosePayeeAccount);
}

absl::Status RunAnswer(const AccountFlags& flags, Program& program) {
  return Change<AnswerPayeeAccountRequest>(flags, program, &payment::v1::PayeeAccountService::Stub::AnswerPayeeAccount);
}

absl::Status RunShow(const AccountFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const PayeeAccount account, Fetch(*client, flags.which));
  program.Answer(account, [&] { PrintAccount(account, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunList(const AccountFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ListPayeeAccountsRequest request;
  if (!flags.which.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.which));
  }
  request.set_iban(flags.iban);
  request.set_former_too(flags.former_too);
  request.set_in_doubt(flags.in_doubt);
  ASSIGN_OR_RETURN(const ListPayeeAccountsResponse list,
                   FetchPages(*client, &payment::v1::PayeeAccountService::Stub::ListPayeeAccounts, std::move(request), flags.pages,
                              &ListPayeeAccountsResponse::mutable_accounts));
  program.Answer(list, [&] { PrintAccounts(list, program.language(), program.out()); });
  return absl::OkStatus();
}

struct Added {
  Command* command;
  Flags flags;
};

Added Add(Command& parent, Program& program, const char* name, Text help, absl::Status (*run)(const AccountFlags&, Program&),
          const char* example) {
  auto flags = std::make_shared<AccountFlags>();
  Command* const command = parent.add_subcommand(name, program.In(help));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return {command, flags};
}

void AddCheckFlag(const Added& added, const Program& program) {
  added.command->add_flag("--validate-only", added.flags->validate_only,
                          program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddChangeFlags(const Added& added, const Program& program) {
  added.command->add_option("which", added.flags->which, program.In({"hesab: payeeAccounts/…", "the account: payeeAccounts/…"}))
      ->required();
  added.command->add_option("--reason", added.flags->reason, program.In({"nəyə əsasən", "on what it rests"}))->required();
  added.command->add_option(
      "--etag", added.flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  AddCheckFlag(added, program);
}

}  // namespace

void AddPaymentAccountCommands(Command& payment, Program& program) {
  Command& account = *payment.add_subcommand("account", program.In({"pulun hara köçürüldüyü", "accounts that people are paid to"}));
  account.require_subcommand(1);
  const Added set =
      Add(account, program, "set", {"hesabı qeyd et; əvvəlki əvəz olunur", "set the account; a former one is replaced"}, RunSet,
          "\n  dayaqctl payment account set 3000018 --iban AZ77AIIB38001944194419441944 --holder \"Əliyev Əli\" "
          "--document \"Ərizə 12\"\n");
  set.command
      ->add_option("survivor", set.flags->which, program.In({"kimin: survivors/… və ya nömrə", "whose: survivors/… or a number"}))
      ->required();
  set.command->add_option(
      "--member", set.flags->member,
      program.In({"ödənilən ailə üzvü: familyMembers/…", "the member of the family who is paid: familyMembers/…"}));
  set.command->add_option(
      "--guardian", set.flags->guardian,
      program.In({"hesabı saxlayan nümayəndə: familyMembers/…", "who holds it for the payee: familyMembers/…"}));
  set.command->add_option("--iban", set.flags->iban, "IBAN")->required();
  set.command->add_option("--holder", set.flags->holder, program.In({"hesab sahibinin adı", "name of the holder"}))->required();
  set.command->add_option("--document", set.flags->reason, program.In({"nəyə əsasən: ərizə", "on what it rests: application"}))
      ->required();
  AddCheckFlag(set, program);
  AddChangeFlags(Add(account, program, "close", {"hesabı bağla", "close an account"}, RunClose,
                     "\n  dayaqctl payment account close payeeAccounts/… --reason \"Bank hesabı bağlayıb\"\n"),
                 program);
  AddChangeFlags(Add(account, program, "answer", {"şübhəyə cavab ver: hesab düzgündür", "answer the doubts: it is right after all"},
                     RunAnswer, "\n  dayaqctl payment account answer payeeAccounts/… --reason \"Bankın arayışı 7\"\n"),
                 program);
  const Added show = Add(account, program, "show", {"hesabı göstər", "show an account"}, RunShow,
                         "\n  dayaqctl payment account show payeeAccounts/…\n");
  show.command->add_option("which", show.flags->which, program.In({"hesab: payeeAccounts/…", "the account: payeeAccounts/…"}))
      ->required();
  const Added list =
      Add(account, program, "list", {"hesablar", "accounts"}, RunList, "\n  dayaqctl payment account list --in-doubt\n");
  list.command->add_option("--survivor", list.flags->which, program.In({"yalnız bu şəxsin", "only of this survivor"}));
  list.command->add_option("--iban", list.flags->iban, program.In({"yalnız bu nömrə", "only with this number"}));
  list.command->add_flag("--former", list.flags->former_too, program.In({"əvvəlkilər də", "former ones too"}));
  list.command->add_flag("--in-doubt", list.flags->in_doubt, program.In({"yalnız şübhəlilər", "only those in doubt"}));
  AddPageFlags(*list.command, list.flags->pages, program);
}

}  // namespace dayaq::cli
