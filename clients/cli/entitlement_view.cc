#include "clients/cli/entitlement_view.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using payment::v1::AmountAnswer;
using payment::v1::BenefitRule;
using payment::v1::Entitlement;
using payment::v1::Explanation;

constexpr Text kExample = {"NÜMUNƏ: hüquqi əsası yoxdur, pul buraxılmır", "EXAMPLE: without legal basis, no money is released"};

void PrintHeading(Text heading, Language language, std::ostream& out) { out << "\n" << heading.In(language) << "\n"; }

std::string Releasable(const Entitlement& entitlement, Language language) {
  return absl::StrCat(Mark(entitlement.releasable()), " ",
                      entitlement.releasable() ? Text{"hər şey təsdiqlənib", "everything is confirmed"}.In(language)
                                               : Text{"hələ yox", "not yet"}.In(language));
}

void AddFacts(const Entitlement& entitlement, Language language, FactRows& rows) {
  const auto in = [language](Text text) { return text.In(language); };
  rows.Add(in({"ad", "name"}), entitlement.name());
  rows.Add(in({"kimə", "of"}), absl::StrCat("survivors/", entitlement.survivor_uid()));
  rows.Add(in({"nəyə görə", "for casualty"}), entitlement.occasion_uid());
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(entitlement.state(), language));
  rows.Add(in({"müddət", "owed for"}), Stretch(entitlement.starts_on(), entitlement.ends_on()));
  rows.Add(in({"cəmi", "sum"}), Money(entitlement.entitled_qepik(), language));
  rows.Add(in({"pul buraxıla bilər", "money may leave"}), Releasable(entitlement, language));
  rows.Add(in({"rayon", "district"}), entitlement.district());
  rows.Add(in({"başlanıb", "started"}), Moment(entitlement.create_time()));
  rows.Add(in({"sizə göstərilmir", "not shown to you"}), Listed(entitlement.redacted_fields()));
}

void PrintInstalments(const Entitlement& entitlement, Language language, std::ostream& out) {
  if (entitlement.instalments().empty()) return;
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"dövr", "period"}), in({"növ", "kind"}), in({"məbləğ", "amount"}), in({"ödəniş günü", "due"}),
               in({"yazılıb", "recorded"})});
  for (const auto& instalment : entitlement.instalments()) {
    table.AddRow({instalment.period(), CodeLabelOf(instalment.kind(), language), Money(instalment.amount_qepik(), language),
                  dayaq::ToText(instalment.due_on()), Moment(instalment.create_time())});
  }
  PrintHeading({"Hissələr", "Instalments"}, language, out);
  table.Print(out);
}

// Of an amount, or of something that was taken off.
template <typename Answer>
std::string Periods(const Answer& amount) {
  return amount.first_period() == amount.last_period() ? amount.first_period()
                                                       : absl::StrCat(amount.first_period(), " – ", amount.last_period());
}

// Whoever receives it, where that is not the person it hangs on.
std::string Receiver(const Entitlement& entitlement) {
  const bool own = entitlement.beneficiary() == payment::v1::BENEFICIARY_SURVIVOR || entitlement.beneficiary_uid().empty();
  return own ? "" : absl::StrCat("familyMembers/", entitlement.beneficiary_uid());
}

void PrintReasons(const Explanation& explanation, Language language, std::ostream& out) {
  if (!explanation.conditions().empty()) PrintHeading({"Nəyə görə", "Why it is owed"}, language, out);
  for (const auto& condition : explanation.conditions()) {
    out << "  " << Mark(condition.holds()) << " " << Printable(InWords(condition.words(), language)) << "\n";
  }
  if (!explanation.amounts().empty()) PrintHeading({"Niyə bu məbləğ", "Why this amount"}, language, out);
  for (const AmountAnswer& amount : explanation.amounts()) {
    out << "  " << Periods(amount) << "  " << Money(amount.amount_qepik(), language)
        << (amount.waits()     ? Text{"  (ehtimal edilir, gözləyir)", "  (assumed, waits)"}.In(language)
            : amount.assumed() ? Text{"  (ehtimal edilir)", "  (assumed)"}.In(language)
                               : "")
        << "\n";
    if (const std::string words = Printable(InWords(amount.words(), language)); !words.empty()) out << "      " << words << "\n";
  }
  if (!explanation.deductions().empty()) PrintHeading({"Nə çıxılıb", "What was taken off"}, language, out);
  for (const auto& deduction : explanation.deductions()) {
    out << "  " << Periods(deduction) << "  " << Printable(InWords(deduction.words(), language)) << "\n";
  }
}

void PrintFacts(const Explanation& explanation, Language language, std::ostream& out) {
  if (explanation.facts().empty()) return;
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"nə deyir", "what it says"}), in({"bu günlərdə", "on these days"}), in({"bizə məlum olub", "known here since"}),
               in({"harada", "where"})});
  for (const auto& fact : explanation.facts()) {
    table.AddRow({InWords(fact.words(), language), Stretch(fact.valid_from(), fact.valid_until()), Moment(fact.recorded_time()),
                  fact.resource()});
  }
  PrintHeading({"Hansı məlumatla", "By which facts"}, language, out);
  table.Print(out);
}

void PrintNeeds(const Explanation& explanation, Language language, std::ostream& out) {
  if (!explanation.needs().empty()) PrintHeading({"Pul çıxmazdan əvvəl", "Before money leaves"}, language, out);
  for (const auto& need : explanation.needs()) {
    const std::string words = Printable(InWords(need.words(), language));
    out << "  " << Mark(need.met()) << " " << (words.empty() ? CodeLabelOf(need.need(), language) : words) << "\n";
  }
  if (!explanation.questions().empty()) PrintHeading({"Açıq suallar", "Open questions"}, language, out);
  for (const auto& question : explanation.questions()) {
    const std::string words = Printable(InWords(question.words(), language));
    out << "  ? " << question.period() << (question.period().empty() ? "" : "  ")
        << (words.empty() ? CodeLabelOf(question.kind(), language) : words) << "\n";
  }
}

void PrintAssessments(const payment::v1::ExplainEntitlementResponse& answer, Language language, std::ostream& out) {
  if (answer.assessments().empty()) return;
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table(
      {in({"nə vaxt", "when"}), in({"hansı hadisə ilə", "because of"}), in({"redaksiya", "version"}), in({"məbləğ", "amount"})});
  for (const auto& assessment : answer.assessments()) {
    const auto& amounts = assessment.explanation().amounts();
    table.AddRow({Moment(assessment.create_time()), assessment.because_of(), absl::StrCat(assessment.explanation().rule_version()),
                  amounts.empty() ? "" : Money(amounts.rbegin()->amount_qepik(), language)});
  }
  PrintHeading({"Qərarlar", "Decisions so far"}, language, out);
  table.Print(out);
}

// The amounts of the newest step: one for everybody, or "300,00 AZN / 250,00 AZN / 180,00 AZN" by band.
std::string NewestAmounts(const BenefitRule& rule, Language language) {
  if (rule.steps().empty()) return "";
  const auto& step = *rule.steps().rbegin();
  if (step.individual()) return std::string(Text{"fərdi", "individual"}.In(language));
  if (step.by_band().empty()) return Money(step.amount_qepik(), language);
  std::vector<std::string> amounts;
  for (const auto& band : step.by_band()) amounts.push_back(Money(band.amount_qepik(), language));
  return absl::StrJoin(amounts, " / ");
}

}  // namespace

std::string LegalBasisLine(const payment::v1::LegalBasis& basis, Language language) {
  std::string line = InWords(basis.act(), language);
  if (!basis.number().empty()) absl::StrAppend(&line, line.empty() ? "№ " : " № ", basis.number());
  if (basis.has_date()) absl::StrAppend(&line, ", ", dayaq::ToText(basis.date()));
  if (!basis.article().empty()) absl::StrAppend(&line, Text{", maddə ", ", article "}.In(language), basis.article());
  return line;
}

void PrintEntitlementList(const payment::v1::ListEntitlementsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"yardım", "benefit"}), in({"vəziyyət", "state"}), in({"müddət", "owed for"}), in({"cəmi", "sum"}),
               in({"pul", "money"}), in({"sual", "questions"}), in({"rayon", "district"}), in({"kimə görə", "of"}),
               in({"alan", "receives"}), in({"ad", "name"})});
  for (const Entitlement& entitlement : list.entitlements()) {
    const int questions = entitlement.explanation().questions_size();
    table.AddRow({absl::StrCat(entitlement.benefit(), entitlement.example() ? in({" [NÜMUNƏ]", " [EXAMPLE]"}) : ""),
                  CodeLabelOf(entitlement.state(), language), Stretch(entitlement.starts_on(), entitlement.ends_on()),
                  Money(entitlement.entitled_qepik(), language), Mark(entitlement.releasable()),
                  questions == 0 ? "" : absl::StrCat(questions), entitlement.district(),
                  absl::StrCat("survivors/", entitlement.survivor_uid()), Receiver(entitlement), entitlement.name()});
  }
  table.Print(out);
  if (list.total() > 0) {
    out << "\n" << in({"cəmi ", "in all "}) << list.total() << ", " << Money(list.entitled_qepik(), language) << "\n";
  }
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintEntitlement(const Entitlement& entitlement, Language language, std::ostream& out) {
  FactRows rows;
  rows.Add(Text{"yardım", "benefit"}.In(language), entitlement.benefit());
  if (entitlement.example()) rows.Add(Text{"diqqət", "note"}.In(language), kExample.In(language));
  AddFacts(entitlement, language, rows);
  rows.Print(out);
  PrintInstalments(entitlement, language, out);
}

void PrintExplanation(const payment::v1::ExplainEntitlementResponse& answer, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  const Entitlement& entitlement = answer.entitlement();
  const BenefitRule& rule = answer.rule();
  const std::string title = InWords(rule.title(), language);
  out << Printable(title.empty() ? entitlement.benefit() : title) << "\n";
  if (entitlement.example()) out << "*** " << kExample.In(language) << " ***\n";
  out << "\n";
  FactRows rows;
  rows.Add(in({"qayda", "rule"}), absl::StrCat(entitlement.benefit(), ", ", in({"redaksiya ", "version "}), rule.version()));
  rows.Add(in({"hüquqi əsas", "legal basis"}), LegalBasisLine(rule.legal_basis(), language));
  AddFacts(entitlement, language, rows);
  rows.Print(out);
  PrintReasons(entitlement.explanation(), language, out);
  PrintFacts(entitlement.explanation(), language, out);
  PrintNeeds(entitlement.explanation(), language, out);
  if (!rule.cautions().empty()) PrintHeading({"Qaydanın yoxlamadığı", "What the rule does not check"}, language, out);
  for (const auto& caution : rule.cautions()) out << "  ! " << Printable(InWords(caution, language)) << "\n";
  PrintInstalments(entitlement, language, out);
  PrintAssessments(answer, language, out);
}

void PrintBenefits(const payment::v1::ListBenefitsResponse& benefits, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"kod", "code"}), in({"redaksiya", "version"}), in({"ad", "title"}), in({"nə vaxt", "paid"}),
               in({"son məbləğ", "newest amount"}), in({"bu gündən", "since"}), in({"hüquqi əsas", "legal basis"})});
  for (const BenefitRule& rule : benefits.benefits()) {
    table.AddRow({rule.benefit(), absl::StrCat(rule.version()), InWords(rule.title(), language),
                  CodeLabelOf(rule.frequency(), language), NewestAmounts(rule, language),
                  rule.steps().empty() ? "" : dayaq::ToText(rule.steps().rbegin()->from()),
                  rule.example() ? in({"NÜMUNƏ, yoxdur", "EXAMPLE, none"}) : LegalBasisLine(rule.legal_basis(), language)});
  }
  table.Print(out);
}

}  // namespace dayaq::cli
