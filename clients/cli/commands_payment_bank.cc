// payment bank submit, list, show; payment questions, answer; payment reconcile, close, days.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/bank_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "dayaq/payment/v1/bank_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

struct BankFlags {
  std::string which;
  std::string signature;
  std::string etag;
  std::string order;
  std::string answer;
  std::string reason;
  std::vector<std::string> states;
  std::vector<std::string> kinds;
  bool suspicious = false;
  bool take = false;
  bool validate_only = false;
  PageFlags pages;
};
using Flags = std::shared_ptr<BankFlags>;

// As large as the service takes one.
constexpr uintmax_t kMostBytes = 6 << 20;

std::string Named(const std::string& collection, const std::string& text) {
  return text.empty() || absl::StrContains(text, '/') ? text : absl::StrCat(collection, "/", text);
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  const uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return absl::InvalidArgumentError(absl::StrCat(path, ": fayl oxunmur · the file cannot be read"));
  if (size > kMostBytes) return absl::InvalidArgumentError(absl::StrCat(path, ": 6 MiB-dan böyükdür · larger than 6 MiB"));
  std::ifstream stream(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

absl::Status RunSubmit(const BankFlags& flags, Program& program) {
  SubmitBankFileRequest request;
  ASSIGN_OR_RETURN(*request.mutable_content(), ReadFile(flags.which));
  ASSIGN_OR_RETURN(*request.mutable_signature(), ReadFile(flags.signature.empty() ? flags.which + ".p7s" : flags.signature));
  return Send(program, &payment::v1::BankService::Stub::SubmitBankFile, std::move(request), flags.validate_only,
              [&program](const BankMessage& message) { PrintBankMessage(message, program.language(), program.out()); });
}

absl::Status RunList(const BankFlags& flags, Program& program) {
  ListBankMessagesRequest request;
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListBankMessagesResponse list,
                   FetchPages(*client, &payment::v1::BankService::Stub::ListBankMessages, std::move(request), flags.pages,
                              &ListBankMessagesResponse::mutable_messages));
  program.Answer(list, [&] { PrintBankMessages(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShow(const BankFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ListBankLinesRequest request;
  request.set_message(Named("bankMessages", flags.which));
  request.set_order_uid(flags.order);
  ASSIGN_OR_RETURN(const ListBankLinesResponse lines,
                   FetchPages(*client, &payment::v1::BankService::Stub::ListBankLines, std::move(request), flags.pages,
                              &ListBankLinesResponse::mutable_lines));
  program.Answer(lines, [&] { PrintBankLines(lines, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunQuestions(const BankFlags& flags, Program& program) {
  ListPaymentQuestionsRequest request;
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  for (const std::string& kind : flags.kinds) RETURN_IF_ERROR(SetFromText("kinds", kind, request));
  if (flags.states.empty()) request.add_states(PAYMENT_QUESTION_STATE_OPEN);
  request.set_order_uid(flags.order);
  request.set_suspicious(flags.suspicious);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListPaymentQuestionsResponse list,
                   FetchPages(*client, &payment::v1::BankService::Stub::ListPaymentQuestions, std::move(request), flags.pages,
                              &ListPaymentQuestionsResponse::mutable_questions));
  program.Answer(list, [&] { PrintPaymentQuestions(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunAnswer(const BankFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  GetPaymentQuestionRequest get;
  get.set_name(Named("paymentQuestions", flags.which));
  ASSIGN_OR_RETURN(const PaymentQuestion question, client->Call(&payment::v1::BankService::Stub::GetPaymentQuestion, get));
  const auto print = [&program](const PaymentQuestion& changed) {
    PrintPaymentQuestion(changed, program.language(), program.out());
  };
  const std::string& etag = flags.etag.empty() ? question.etag() : flags.etag;
  if (flags.take) {
    TakePaymentQuestionRequest request;
    request.set_name(question.name());
    request.set_etag(etag);
    return Send(program, &payment::v1::BankService::Stub::TakePaymentQuestion, std::move(request), flags.validate_only, print);
  }
  AnswerPaymentQuestionRequest request;
  request.set_name(question.name());
  request.set_etag(etag);
  RETURN_IF_ERROR(SetFromText("answer", flags.answer, request));
  request.set_reason(flags.reason);
  return Send(program, &payment::v1::BankService::Stub::AnswerPaymentQuestion, std::move(request), flags.validate_only, print);
}

auto DayPrinter(Program& program) {
  return [&program](const Reconciliation& day) { PrintReconciliation(day, program.language(), program.out()); };
}

absl::Status RunReconcile(const BankFlags& flags, Program& program) {
  ReconcileDayRequest request;
  RETURN_IF_ERROR(SetFromText("day", flags.which, request));
  return Send(program, &payment::v1::BankService::Stub::ReconcileDay, std::move(request), flags.validate_only, DayPrinter(program));
}

absl::Status RunClose(const BankFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  GetReconciliationRequest get;
  get.set_name(Named("reconciliations", flags.which));
  ASSIGN_OR_RETURN(const Reconciliation day, client->Call(&payment::v1::BankService::Stub::GetReconciliation, get));
  CloseReconciliationRequest request;
  request.set_name(day.name());
  request.set_etag(flags.etag.empty() ? day.etag() : flags.etag);
  request.set_reason(flags.reason);
  return Send(program, &payment::v1::BankService::Stub::CloseReconciliation, std::move(request), flags.validate_only,
              DayPrinter(program));
}

absl::Status RunDays(const BankFlags& flags, Program& program) {
  ListReconciliationsRequest request;
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListReconciliationsResponse list,
                   FetchPages(*client, &payment::v1::BankService::Stub::ListReconciliations, std::move(request), flags.pages,
                              &ListReconciliationsResponse::mutable_reconciliations));
  program.Answer(list, [&] { PrintReconciliations(list, program.language(), program.out()); });
  return absl::OkStatus();
}

// A command with its flags, which runs `run`.
Command& Add(Command& parent, Program& program, const char* name, const Text& about, const Flags& flags,
             absl::Status (*run)(const BankFlags&, Program&), const char* example) {
  Command& command = *parent.add_subcommand(name, program.In(about));
  command.footer(absl::StrCat("\n  dayaqctl payment ", example, "\n"));
  command.callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddChecking(Command& command, const Flags& flags, const Program& program) {
  command.add_flag("--check", flags->validate_only, program.In({"yalnız yoxla, heç nə yazma", "check only, store nothing"}));
}

void AddBank(Command& payment, Program& program) {
  Command& bank = *payment.add_subcommand("bank", program.In({"bankın faylları", "files of banks"}));
  bank.require_subcommand(1);
  const Flags submit = std::make_shared<BankFlags>();
  Command& submitting = Add(bank, program, "submit", {"bankın faylını təqdim et", "bring a file of a bank"}, submit, RunSubmit,
                            "bank submit camt054.xml --signature camt054.xml.p7s");
  submitting.add_option("file", submit->which, program.In({"fayl: pain.002 və ya camt.054", "the file: pain.002 or camt.054"}))
      ->required();
  submitting.add_option(
      "--signature", submit->signature,
      program.In({"bankın imzası (CMS); susmaya görə FAYL.p7s", "the bank's signature (CMS); FILE.p7s when left out"}));
  AddChecking(submitting, submit, program);
  const Flags list = std::make_shared<BankFlags>();
  Command& listing = Add(bank, program, "list", {"qəbul edilmiş fayllar", "files that were taken"}, list, RunList, "bank list");
  listing.add_option("--state", list->states, program.In({"vəziyyət: TAKEN, WITH_QUESTIONS", "state: TAKEN, WITH_QUESTIONS"}))
      ->allow_extra_args(false);
  AddPageFlags(listing, list->pages, program);
  const Flags show = std::make_shared<BankFlags>();
  Command& showing = Add(bank, program, "show", {"faylın sətirləri, və ya tapşırıq barədə", "lines of a file, or about an order"},
                         show, RunShow, "bank show bankMessages/0190…");
  showing.add_option("file", show->which, program.In({"fayl: bankMessages/…", "the file: bankMessages/…"}));
  showing.add_option("--order", show->order, program.In({"tapşırığın uid-i", "uid of an order"}));
  AddPageFlags(showing, show->pages, program);
}

void AddQuestions(Command& payment, Program& program) {
  const Flags list = std::make_shared<BankFlags>();
  Command& listing = Add(payment, program, "questions", {"cavab gözləyən suallar", "questions that wait for an answer"}, list,
                         RunQuestions, "questions --suspicious");
  const auto repeated = [&](const char* flag, std::vector<std::string>& target, const Text& help) {
    listing.add_option(flag, target, program.In(help))->allow_extra_args(false);
  };
  repeated("--state", list->states, {"vəziyyət: OPEN (susmaya görə), ANSWERED", "state: OPEN (when left out), ANSWERED"});
  repeated("--kind", list->kinds, {"növ, məsələn ACCOUNT_CLOSED", "kind, ACCOUNT_CLOSED for example"});
  listing.add_option("--order", list->order, program.In({"tapşırığın uid-i", "uid of an order"}));
  listing.add_flag("--suspicious", list->suspicious,
                   program.In({"yalnız fırıldaq şübhəsi olanlar", "only those that may be frauds"}));
  AddPageFlags(listing, list->pages, program);
  const Flags answer = std::make_shared<BankFlags>();
  Command& answering = Add(payment, program, "answer", {"suala cavab ver", "answer a question"}, answer, RunAnswer,
                           "answer paymentQuestions/0190… PAY_AGAIN --reason \"yeni hesab qeyd edilib\"");
  answering.add_option("question", answer->which, program.In({"sual: paymentQuestions/…", "the question: paymentQuestions/…"}))
      ->required();
  Option* const which = answering.add_option("answer", answer->answer,
                                             program.In({"PAY_AGAIN, DO_NOT_PAY, SETTLED, PAYEE_ALIVE, PAYEE_DEAD",
                                                         "PAY_AGAIN, DO_NOT_PAY, SETTLED, PAYEE_ALIVE, PAYEE_DEAD"}));
  answering
      .add_flag("--take", answer->take,
                program.In({"cavab vermə: üzərində işlədiyini bildir", "do not answer: say that you work on it"}))
      ->excludes(which);
  answering.add_option("--reason", answer->reason, program.In({"niyə", "why"}));
  answering.add_option("--etag", answer->etag, program.In({"oxunduğu variant", "version it was read in"}));
  AddChecking(answering, answer, program);
}

void AddDays(Command& payment, Program& program) {
  const Flags reckon = std::make_shared<BankFlags>();
  Command& reckoning = Add(payment, program, "reconcile", {"günü bankla tutuşdur", "reconcile a day with the bank"}, reckon,
                           RunReconcile, "reconcile 2026-12-07");
  reckoning.add_option("day", reckon->which, program.In({"gün: 2026-12-07", "the day: 2026-12-07"}))->required();
  AddChecking(reckoning, reckon, program);
  const Flags close = std::make_shared<BankFlags>();
  Command& closing = Add(payment, program, "close", {"tutuşdurulmuş günü bağla", "close a day that was reconciled"}, close,
                         RunClose, "close 2026-12-07 --reason \"bankla aydınlaşdırılıb\"");
  closing.add_option("day", close->which, program.In({"gün: 2026-12-07", "the day: 2026-12-07"}))->required();
  closing.add_option("--reason", close->reason,
                     program.In({"fərq varsa: niyə bağlanır", "why it is closed although something does not agree"}));
  closing.add_option("--etag", close->etag, program.In({"oxunduğu variant", "version it was read in"}));
  AddChecking(closing, close, program);
  const Flags list = std::make_shared<BankFlags>();
  Command& listing =
      Add(payment, program, "days", {"günlər, və hansılar açıqdır", "days, and which are open"}, list, RunDays, "days");
  listing.add_option("--state", list->states, program.In({"vəziyyət: OPEN, CLOSED", "state: OPEN, CLOSED"}))
      ->allow_extra_args(false);
  AddPageFlags(listing, list->pages, program);
}

}  // namespace

void AddPaymentBankCommands(Command& payment, Program& program) {
  AddBank(payment, program);
  AddQuestions(payment, program);
  AddDays(payment, program);
}

}  // namespace dayaq::cli
