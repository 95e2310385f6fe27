#include "clients/cli/bank_view.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

template <typename E>
std::string Label(E code, Language language) {
  return std::string(CodeLabelOf(code, language));
}

// "3 · 660,00 AZN".
std::string CountAndSum(int64_t count, int64_t qepik, Language language) {
  return absl::StrCat(count, " · ", Money(qepik, language));
}

std::string ReasonsOf(const BankLine& line) { return absl::StrJoin(line.reasons(), " "); }

}  // namespace

void PrintBankMessage(const BankMessage& message, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"fayl", "file"}), message.name());
  rows.Add(in({"bank", "bank"}), message.bank());
  rows.Add(in({"növ", "kind"}), Label(message.kind(), language));
  rows.Add("MsgId", Printable(message.message_id()));
  rows.Add(in({"cavabdır", "answers"}), Printable(message.original_message_id()));
  rows.Add(in({"vəziyyət", "state"}), Label(message.state(), language));
  rows.Add(in({"sətirlər", "lines"}), std::to_string(message.lines()));
  rows.Add(in({"əvvəl deyilmiş", "told before"}), std::to_string(message.lines_repeated()));
  rows.Add(in({"heç kimin", "of nobody"}), std::to_string(message.lines_unmatched()));
  rows.Add(in({"suallar", "questions"}), std::to_string(message.questions()));
  rows.Add(in({"bank deyib", "said"}), Moment(message.said_time()));
  rows.Add(in({"qəbul edilib", "taken"}), Moment(message.create_time()));
  rows.Print(out);
}

void PrintBankMessages(const ListBankMessagesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"fayl", "file"}), in({"bank", "bank"}), in({"növ", "kind"}), "MsgId", in({"sətirlər", "lines"}),
               in({"heç kimin", "of nobody"}), in({"suallar", "questions"}), in({"qəbul edilib", "taken"})});
  for (const BankMessage& message : list.messages()) {
    table.AddRow({message.name(), message.bank(), Label(message.kind(), language), Printable(message.message_id()),
                  std::to_string(message.lines()), std::to_string(message.lines_unmatched()), std::to_string(message.questions()),
                  Moment(message.create_time())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintBankLines(const ListBankLinesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"sətir", "line"}), in({"tapşırıq", "order"}), in({"nə", "what"}), in({"kod", "code"}), in({"səbəb", "reason"}),
               in({"məbləğ", "amount"}), in({"gün", "day"}), in({"uyğunluq", "match"}), in({"bank deyib", "said"})});
  for (const BankLine& line : list.lines()) {
    table.AddRow({std::to_string(line.line()), line.order_uid(), Label(line.kind(), language), line.code(), ReasonsOf(line),
                  line.amount_qepik() == 0 ? "" : Money(line.amount_qepik(), language), dayaq::ToText(line.booked_on()),
                  Label(line.match(), language), Moment(line.said_time())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintPaymentQuestion(const PaymentQuestion& question, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"sual", "question"}), question.name());
  rows.Add(in({"nə", "what"}), Label(question.kind(), language));
  rows.Add(in({"bankın kodu", "the bank's code"}), question.reason_code());
  rows.Add(in({"nə etməli", "what to do"}), Printable(Text{question.todo_az().c_str(), question.todo_en().c_str()}.In(language)));
  rows.Add(in({"fırıldaq şübhəsi", "may be a fraud"}), Mark(question.suspicious()));
  rows.Add(in({"gözləyən", "what waits"}), Label(question.holds(), language));
  rows.Add(in({"tapşırıq", "order"}), absl::StrCat("paymentOrders/", question.order_uid()));
  rows.Add(in({"şəxs", "person"}), absl::StrCat("survivors/", question.survivor_uid()));
  rows.Add(in({"vəziyyət", "state"}), Label(question.state(), language));
  rows.Add(in({"üzərində işləyən", "taken by"}), question.taken_by());
  rows.Add(in({"cavab", "answer"}), question.answer() == PAYMENT_ANSWER_UNSPECIFIED ? "" : Label(question.answer(), language));
  rows.Add(in({"niyə", "why"}), Printable(question.answer_reason()));
  rows.Add("etag", question.etag());
  rows.Print(out);
}

void PrintPaymentQuestions(const ListPaymentQuestionsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"sual", "question"}), in({"nə", "what"}), in({"kod", "code"}), in({"şübhəli", "suspicious"}),
               in({"rayon", "district"}), in({"gözləyən", "what waits"}), in({"işləyən", "taken"}), in({"soruşulub", "asked"})});
  for (const PaymentQuestion& question : list.questions()) {
    table.AddRow({question.name(), Label(question.kind(), language), question.reason_code(), Mark(question.suspicious()),
                  question.district(), Label(question.holds(), language), Mark(!question.taken_by().empty()),
                  Moment(question.create_time())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintReconciliation(const Reconciliation& day, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"gün", "day"}), day.name());
  rows.Add(in({"vəziyyət", "state"}), Label(day.state(), language));
  rows.Add(in({"sifariş edilib", "ordered"}), CountAndSum(day.ordered(), day.ordered_qepik(), language));
  rows.Add(in({"bank qəbul edib", "accepted by the bank"}), CountAndSum(day.accepted(), day.accepted_qepik(), language));
  rows.Add(in({"hesabdan çıxıb", "moved"}), CountAndSum(day.moved(), day.moved_qepik(), language));
  rows.Add(in({"geri qayıdıb", "came back"}), CountAndSum(day.returned(), day.returned_qepik(), language));
  rows.Add(in({"fərqlər", "differences"}), std::to_string(day.difference_count()));
  rows.Add(in({"bağlayan", "closed by"}), day.closed_by());
  rows.Add(in({"niyə", "why"}), Printable(day.close_reason()));
  rows.Add("etag", day.etag());
  rows.Print(out);
  if (day.differences().empty()) return;
  const auto text = [language](Text words) { return std::string(words.In(language)); };
  Table table({text({"fərq", "difference"}), text({"məbləğ", "amount"}), text({"tapşırıq", "order"}),
               text({"bankın sətri", "line of the bank"})});
  for (const ReconciliationDifference& difference : day.differences()) {
    table.AddRow({Label(difference.kind(), language), Money(difference.amount_qepik(), language), difference.order_uid(),
                  difference.line_uid()});
  }
  out << "\n";
  table.Print(out);
}

void PrintReconciliations(const ListReconciliationsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  if (!list.open_days().empty()) {
    out << in({"Bağlanmamış günlər (yeni ödəniş siyahısı açılmır): ", "Days that nobody closed (no run is begun): "})
        << absl::StrJoin(list.open_days(), ", ") << "\n\n";
  }
  Table table({in({"gün", "day"}), in({"vəziyyət", "state"}), in({"sifariş", "ordered"}), in({"qəbul", "accepted"}),
               in({"çıxıb", "moved"}), in({"qayıdıb", "came back"}), in({"fərqlər", "differences"})});
  for (const Reconciliation& day : list.reconciliations()) {
    table.AddRow({day.name(), Label(day.state(), language), Money(day.ordered_qepik(), language),
                  Money(day.accepted_qepik(), language), Money(day.moved_qepik(), language), Money(day.returned_qepik(), language),
                  std::to_string(day.difference_count())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
