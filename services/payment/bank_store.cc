#include "services/payment/bank_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/payment/bank_file.h"
#include "services/payment/bank_queries.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

// More lines than that about the orders of one file have never been seen.
constexpr int kMostLinesAtOnce = 50 * kMostBankLines;
// As many as OrderStore locks in one statement.
constexpr size_t kMostLockedAtOnce = 10'000;
constexpr int kMostOrdersOfFile = 1'000'000;

void SetName(v1::BankMessage& message) { message.set_name(absl::StrCat("bankMessages/", message.uid())); }
void SetName(v1::PaymentQuestion& question) { question.set_name(absl::StrCat("paymentQuestions/", question.uid())); }

// Full names of these values of an enum; NULL for none.
template <typename E>
Param NamesOf(const google::protobuf::RepeatedField<int>& values) {
  if (values.empty()) return Param(std::nullopt);
  std::vector<std::string> names;
  for (const int value : values) names.emplace_back(google::protobuf::GetEnumDescriptor<E>()->FindValueByNumber(value)->name());
  return Param(names);
}

absl::StatusOr<int64_t> Total(const absl::StatusOr<Row>& row) {
  RETURN_IF_ERROR(row.status());
  int64_t total = 0;
  RETURN_IF_ERROR(row->Read({{"total", &total}}));
  return total;
}

absl::StatusOr<bool> Flag(const absl::StatusOr<Row>& row, absl::string_view column) {
  RETURN_IF_ERROR(row.status());
  bool flag = false;
  RETURN_IF_ERROR(row->Read({{column, &flag}}));
  return flag;
}

absl::StatusOr<std::vector<std::string>> Uids(const absl::StatusOr<std::vector<Row>>& rows) {
  RETURN_IF_ERROR(rows.status());
  std::vector<std::string> uids;
  for (const Row& row : *rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

template <typename M>
absl::StatusOr<std::vector<M>> Named(absl::StatusOr<std::vector<M>> messages) {
  if (messages.ok()) {
    for (M& message : *messages) SetName(message);
  }
  return messages;
}

Params MessageFilter(const v1::ListBankMessagesRequest& request) {
  return {NamesOf<v1::BankMessageKind>(request.kinds()), NamesOf<v1::BankMessageState>(request.states())};
}

// By what lines are looked for, the query of each way, and $1 and $2 of it.
const Query& LineQuery(const v1::ListBankLinesRequest& request, const Query& of_message, const Query& of_order, const Query& all) {
  return !request.message().empty() ? of_message : !request.order_uid().empty() ? of_order : all;
}
Params LineFilter(const v1::ListBankLinesRequest& request) {
  return {OrNull(request.message().empty() ? request.order_uid() : UidOf(request.message())),
          NamesOf<v1::BankLineMatch>(request.matches())};
}

Params QuestionFilter(const v1::ListPaymentQuestionsRequest& request, const std::vector<std::string>& registers) {
  return {NamesOf<v1::PaymentQuestionState>(request.states()), NamesOf<v1::PaymentQuestionKind>(request.kinds()),
          OrNull(request.order_uid()), request.suspicious(), registers};
}

}  // namespace

absl::StatusOr<v1::BankMessage> BankStore::Message(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::BankMessage message, transaction.One<v1::BankMessage>(kBankMessage, {uid}));
  SetName(message);
  return message;
}

absl::StatusOr<std::optional<v1::BankMessage>> BankStore::MessageOfBytes(Transaction& transaction,
                                                                         absl::string_view content_hash) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockBankMessage, {content_hash}).status());
  ASSIGN_OR_RETURN(std::optional<v1::BankMessage> message, transaction.Maybe<v1::BankMessage>(kBankMessageOfBytes, {content_hash}));
  if (message.has_value()) SetName(*message);
  return message;
}

absl::StatusOr<bool> BankStore::IsNameTaken(Transaction& transaction, const v1::BankMessage& message) const {
  return Flag(transaction.One<Row>(kBankMessageNamed, {message.bank(), message.kind(), message.message_id()}), "taken");
}

absl::Status BankStore::AddMessage(Transaction& transaction, const v1::BankMessage& message) const {
  return transaction.Execute(kAddBankMessage, {Rows(message)});
}

absl::StatusOr<std::vector<v1::BankMessage>> BankStore::Messages(Transaction& transaction,
                                                                 const v1::ListBankMessagesRequest& request,
                                                                 absl::string_view after, int limit) const {
  Params params = MessageFilter(request);
  params.insert(params.end(), {OrNull(after), limit});
  return Named(transaction.All<v1::BankMessage>(kBankMessages, params, limit));
}

absl::StatusOr<int64_t> BankStore::CountMessages(Transaction& transaction, const v1::ListBankMessagesRequest& request) const {
  return Total(transaction.One<Row>(kCountBankMessages, MessageFilter(request)));
}

absl::StatusOr<int64_t> BankStore::AddLines(Transaction& transaction, const std::vector<v1::BankLine>& lines) const {
  return transaction.ExecuteCount(kAddBankLines, {Rows(lines)});
}

absl::StatusOr<std::vector<v1::BankLine>> BankStore::Lines(Transaction& transaction, const v1::ListBankLinesRequest& request,
                                                           absl::string_view after, int limit) const {
  Params params = LineFilter(request);
  params.insert(params.end(), {OrNull(after), limit});
  return transaction.All<v1::BankLine>(LineQuery(request, kLinesOfMessage, kLinesOfOrder, kLines), params, limit);
}

absl::StatusOr<int64_t> BankStore::CountLines(Transaction& transaction, const v1::ListBankLinesRequest& request) const {
  return Total(
      transaction.One<Row>(LineQuery(request, kCountLinesOfMessage, kCountLinesOfOrder, kCountLines), LineFilter(request)));
}

absl::StatusOr<std::map<std::string, std::vector<v1::BankLine>>> BankStore::LinesOf(
    Transaction& transaction, const std::vector<std::string>& order_uids) const {
  ASSIGN_OR_RETURN(std::vector<v1::BankLine> all,
                   transaction.All<v1::BankLine>(kAllLinesOf, {order_uids, kMostLinesAtOnce + 1}, kMostLinesAtOnce));
  std::map<std::string, std::vector<v1::BankLine>> lines;
  for (v1::BankLine& line : all) lines[line.order_uid()].push_back(std::move(line));
  return lines;
}

absl::StatusOr<std::optional<FileOfOurs>> BankStore::FindFile(Transaction& transaction, absl::string_view message_id) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kFileOfOurs, {message_id}));
  if (!row.has_value()) return std::optional<FileOfOurs>();
  FileOfOurs file;
  RETURN_IF_ERROR(row->Read({{"uid", &file.uid}, {"run_uid", &file.run_uid}, {"number", &file.number}}));
  return std::optional<FileOfOurs>(std::move(file));
}

absl::StatusOr<std::vector<std::string>> BankStore::OrdersOf(Transaction& transaction, const FileOfOurs& file) const {
  return Uids(transaction.All<Row>(kOrdersInFile, {file.run_uid, file.number, kMostOrdersOfFile}, kMostOrdersOfFile));
}

absl::StatusOr<std::map<std::string, v1::PaymentOrder>> BankStore::LockOrders(Transaction& transaction,
                                                                              const std::vector<std::string>& uids) const {
  std::map<std::string, v1::PaymentOrder> orders;
  for (size_t begin = 0; begin < uids.size(); begin += kMostLockedAtOnce) {
    const size_t end = std::min(uids.size(), begin + kMostLockedAtOnce);
    ASSIGN_OR_RETURN(std::vector<v1::PaymentOrder> found,
                     orders_.GetToMove(transaction, std::vector<std::string>(uids.begin() + static_cast<ptrdiff_t>(begin),
                                                                             uids.begin() + static_cast<ptrdiff_t>(end))));
    for (v1::PaymentOrder& order : found) {
      const std::string uid = order.uid();
      orders[uid] = std::move(order);
    }
  }
  return orders;
}

absl::StatusOr<std::set<std::string>> BankStore::Replaced(Transaction& transaction,
                                                          const std::vector<std::string>& order_uids) const {
  if (order_uids.empty()) return std::set<std::string>();
  ASSIGN_OR_RETURN(const std::vector<std::string> uids,
                   Uids(transaction.All<Row>(kReplacedOrders, {order_uids}, static_cast<int>(order_uids.size()))));
  return std::set<std::string>(uids.begin(), uids.end());
}

absl::StatusOr<std::vector<std::string>> BankStore::UnsentTo(Transaction& transaction,
                                                             const std::vector<std::string>& payee_uids) const {
  if (payee_uids.empty()) return std::vector<std::string>();
  return Uids(transaction.All<Row>(kUnsentOrdersOf, {payee_uids}, 10'000));
}

absl::StatusOr<std::vector<std::string>> BankStore::HeldUnsentTo(Transaction& transaction, absl::string_view payee_uid,
                                                                 absl::string_view because) const {
  return Uids(transaction.All<Row>(kHeldUnsentOrdersOf, {payee_uid, because}, 10'000));
}

absl::StatusOr<int64_t> BankStore::AddQuestions(Transaction& transaction, const std::vector<v1::PaymentQuestion>& questions) const {
  if (questions.empty()) return 0;
  return transaction.ExecuteCount(kAddQuestions, {Rows(questions)});
}

absl::StatusOr<v1::PaymentQuestion> BankStore::Question(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::PaymentQuestion question, transaction.One<v1::PaymentQuestion>(kQuestion, {uid}));
  SetName(question);
  return question;
}

absl::StatusOr<v1::PaymentQuestion> BankStore::QuestionToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockQuestion, {uid}).status());
  return Question(transaction, uid);
}

absl::Status BankStore::ChangeQuestion(Transaction& transaction, const v1::PaymentQuestion& question) const {
  return transaction.Execute(kChangeQuestion, {Rows(question), question.uid()});
}

absl::StatusOr<bool> BankStore::IsPayeeHeld(Transaction& transaction, absl::string_view payee_uid) const {
  return Flag(transaction.One<Row>(kPayeeHeld, {payee_uid}), "held");
}

absl::StatusOr<std::vector<v1::PaymentQuestion>> BankStore::Questions(Transaction& transaction,
                                                                      const v1::ListPaymentQuestionsRequest& request,
                                                                      const std::vector<std::string>& registers,
                                                                      absl::string_view after, int limit) const {
  Params params = QuestionFilter(request, registers);
  params.insert(params.end(), {OrNull(after), limit});
  return Named(transaction.All<v1::PaymentQuestion>(kQuestions, params, limit));
}

absl::StatusOr<int64_t> BankStore::CountQuestions(Transaction& transaction, const v1::ListPaymentQuestionsRequest& request,
                                                  const std::vector<std::string>& registers) const {
  return Total(transaction.One<Row>(kCountQuestions, QuestionFilter(request, registers)));
}

absl::Status BankStore::OpenDays(Transaction& transaction, const std::vector<std::string>& days,
                                 const std::vector<std::string>& uids) const {
  if (days.empty()) return absl::OkStatus();
  return transaction.Execute(kOpenDays, {days, uids});
}

}  // namespace dayaq::payment
