#include "clients/cli/payment_view.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

std::string DoubtsOf(const PayeeAccount& account, Language language) {
  std::vector<std::string> doubts;
  for (const int doubt : account.doubts()) doubts.emplace_back(CodeLabelOf(static_cast<AccountDoubt>(doubt), language));
  return absl::StrJoin(doubts, ", ");
}

std::string NumberOf(const PayeeAccount& account) {
  return account.details().iban().empty() ? absl::StrCat("…", account.number_end()) : account.details().iban();
}

}  // namespace

void PrintAccount(const PayeeAccount& account, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"hesab", "account"}), account.name());
  rows.Add(in({"kim", "who"}), account.payee_uid() == account.survivor_uid() ? absl::StrCat("survivors/", account.survivor_uid())
                                                                             : absl::StrCat("familyMembers/", account.payee_uid()));
  rows.Add("IBAN", NumberOf(account));
  rows.Add(in({"sahibi", "holder"}), Printable(account.details().holder_name()));
  rows.Add(in({"kimin hesabı", "whose account"}), std::string(CodeLabelOf(account.holder(), language)));
  rows.Add(in({"bank", "bank"}), account.bank());
  rows.Add(in({"vəziyyət", "state"}), std::string(CodeLabelOf(account.state(), language)));
  rows.Add(in({"şübhə", "in doubt"}), DoubtsOf(account, language));
  if (!account.doubts().empty()) {
    rows.Add(in({"cavab verən", "answered by"}),
             account.answered_by().empty() ? in({"hələ heç kim", "nobody yet"}) : account.answered_by());
  }
  rows.Add(in({"ödəniş bu vaxtdan", "paid from"}), Moment(account.hold_until_time()));
  rows.Add(in({"qeyd edən", "set by"}), account.set_by());
  rows.Add("etag", account.etag());
  rows.Print(out);
}

void PrintAccounts(const ListPayeeAccountsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"hesab", "account"}), "IBAN", in({"bank", "bank"}), in({"vəziyyət", "state"}), in({"şübhə", "in doubt"}),
               in({"cavab", "answered"}), in({"ödəniş bu vaxtdan", "paid from"})});
  for (const PayeeAccount& account : list.accounts()) {
    table.AddRow({account.name(), NumberOf(account), account.bank(), std::string(CodeLabelOf(account.state(), language)),
                  DoubtsOf(account, language), Mark(!account.answered_by().empty()), Moment(account.hold_until_time())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintRun(const PaymentRun& run, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"siyahı", "run"}), run.name());
  rows.Add(in({"nömrə", "number"}), std::to_string(run.number()));
  rows.Add(in({"vəziyyət", "state"}), std::string(CodeLabelOf(run.state(), language)));
  rows.Add(in({"köçürmə günü", "money moves on"}), dayaq::ToText(run.execute_on()));
  rows.Add(in({"kimə", "for whom"}), run.district().empty() ? run.register_() : absl::StrCat(run.register_(), " ", run.district()));
  rows.Add(in({"ödəyən hesab", "account that pays"}), run.source_account());
  rows.Add(in({"tapşırıqlar", "orders"}), std::to_string(run.orders()));
  rows.Add(in({"cəmi", "sum"}), Money(run.total_qepik(), language));
  rows.Add(in({"kənarda qalan", "left out"}), std::to_string(run.omitted()));
  rows.Add(in({"təklif edən", "proposed by"}), run.proposed_by());
  rows.Add(in({"yoxlayan", "verified by"}), run.verified_by());
  rows.Add(in({"təsdiq edən", "approved by"}), run.approved_by());
  rows.Add(in({"buraxan", "released by"}), run.released_by());
  rows.Add(in({"rədd edən", "rejected by"}), run.rejected_by());
  rows.Add(in({"rədd səbəbi", "why rejected"}), Printable(run.reject_reason()));
  rows.Add("etag", run.etag());
  rows.Print(out);
}

void PrintRuns(const ListRunsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"siyahı", "run"}), in({"nömrə", "number"}), in({"vəziyyət", "state"}), in({"köçürmə günü", "money moves on"}),
               in({"rayon", "district"}), in({"tapşırıqlar", "orders"}), in({"cəmi", "sum"}), in({"kənarda", "left out"})});
  for (const PaymentRun& run : list.runs()) {
    table.AddRow({run.name(), std::to_string(run.number()), std::string(CodeLabelOf(run.state(), language)),
                  dayaq::ToText(run.execute_on()), run.district(), std::to_string(run.orders()), Money(run.total_qepik(), language),
                  std::to_string(run.omitted())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintPreview(const PreviewRunResponse& preview, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  if (!preview.benefits().empty()) {
    Table benefits({in({"yardım", "benefit"}), in({"indi", "now"}), in({"cəmi", "sum"}), in({"keçən ay", "last month"}),
                    in({"cəmi", "sum"}), in({"yeni", "new"}), in({"yoxdur", "gone"}), in({"dəyişib", "changed"})});
    for (const BenefitPreview& one : preview.benefits()) {
      benefits.AddRow({one.benefit(), std::to_string(one.orders()), Money(one.total_qepik(), language),
                       std::to_string(one.orders_before()), Money(one.total_before_qepik(), language),
                       std::to_string(one.new_ones()), std::to_string(one.gone()), std::to_string(one.changed())});
    }
    benefits.Print(out);
    out << "\n";
  }
  Table people({in({"şəxs", "person"}), in({"yardım", "benefit"}), in({"fərq", "difference"}), in({"indi", "now"}),
                in({"keçən ay", "last month"})});
  for (const EntitlementPreview& one : preview.differences()) {
    people.AddRow({absl::StrCat("survivors/", one.survivor_uid()), one.benefit(), std::string(CodeLabelOf(one.change(), language)),
                   Money(one.amount_qepik(), language), Money(one.before_qepik(), language)});
  }
  people.Print(out);
  PrintNextPage(preview.next_page_token(), language, out);
}

void PrintOmissions(const ListOmissionsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  if (!list.counts().empty()) {
    Table counts({in({"səbəb", "why"}), in({"neçə", "how many"}), in({"cəmi", "sum"})});
    for (const OmissionCount& one : list.counts()) {
      counts.AddRow(
          {std::string(CodeLabelOf(one.reason(), language)), std::to_string(one.count()), Money(one.total_qepik(), language)});
    }
    counts.Print(out);
    out << "\n";
  }
  Table table({in({"şəxs", "person"}), in({"hüquq", "entitlement"}), in({"yardım", "benefit"}), in({"səbəb", "why"}),
               in({"məbləğ", "amount"})});
  for (const RunOmission& one : list.omissions()) {
    table.AddRow({absl::StrCat("survivors/", one.survivor_uid()), absl::StrCat("entitlements/", one.entitlement_uid()),
                  one.benefit(), std::string(CodeLabelOf(one.reason(), language)), Money(one.amount_qepik(), language)});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintOrder(const PaymentOrder& order, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"tapşırıq", "order"}), order.name());
  rows.Add(in({"siyahı", "run"}), absl::StrCat("paymentRuns/", order.run_uid()));
  rows.Add(in({"hüquq", "entitlement"}), absl::StrCat("entitlements/", order.entitlement_uid()));
  rows.Add(in({"yardım", "benefit"}), order.benefit());
  rows.Add(in({"məbləğ", "amount"}), Money(order.amount_qepik(), language));
  if (order.recovered_qepik() != 0) rows.Add(in({"geri tutulan", "taken back"}), Money(order.recovered_qepik(), language));
  rows.Add(in({"hesab", "account"}), absl::StrCat("payeeAccounts/", order.account_uid()));
  rows.Add(in({"vəziyyət", "state"}), std::string(CodeLabelOf(order.state(), language)));
  rows.Add(in({"səbəb", "because"}), order.because());
  rows.Add(in({"bank üçün mətn", "text for the bank"}), order.remittance());
  rows.Print(out);
  if (!order.instalments().empty()) out << "\n";
  for (const PaymentOrderInstalment& part : order.instalments()) {
    out << "  " << part.period() << "  " << Money(part.amount_qepik(), language) << "\n";
  }
  for (const PaymentOrderStep& step : order.steps()) {
    out << "  " << Moment(step.create_time()) << "  " << CodeLabelOf(step.from_state(), language) << " → "
        << CodeLabelOf(step.to_state(), language) << "  " << step.because() << "\n";
  }
}

void PrintOrders(const ListOrdersResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"tapşırıq", "order"}), in({"şəxs", "person"}), in({"yardım", "benefit"}), in({"məbləğ", "amount"}),
               in({"vəziyyət", "state"}), in({"səbəb", "because"})});
  for (const PaymentOrder& order : list.orders()) {
    table.AddRow({order.name(), absl::StrCat("survivors/", order.survivor_uid()), order.benefit(),
                  Money(order.amount_qepik(), language), std::string(CodeLabelOf(order.state(), language)), order.because()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintFiles(const ListRunFilesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"nömrə", "number"}), in({"fayl", "file"}), in({"tapşırıqlar", "orders"}), in({"cəmi", "sum"}),
               in({"bayt", "bytes"}), "SHA-256"});
  for (const PaymentFile& file : list.files()) {
    table.AddRow({std::to_string(file.number()), file.file_name(), std::to_string(file.orders()),
                  Money(file.total_qepik(), language), std::to_string(file.bytes()), file.content_hash()});
  }
  table.Print(out);
}

}  // namespace dayaq::cli
