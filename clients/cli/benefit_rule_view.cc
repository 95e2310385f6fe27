#include "clients/cli/benefit_rule_view.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using payment::v1::RuleComparison;
using payment::v1::RuleComparisonLine;
using payment::v1::RuleProposal;

constexpr size_t kShownOfHash = 12;

std::string Signed(int64_t qepik, Language language) { return absl::StrCat(qepik > 0 ? "+" : "", Money(qepik, language)); }

std::string By(const std::string& staff_uid, const google::protobuf::Timestamp& time) {
  return staff_uid.empty() ? "" : absl::StrCat(Moment(time), " staff/", staff_uid);
}

std::vector<std::string> Cells(const RuleComparisonLine& line, Language language) {
  return {absl::StrCat(line.gaining()),       absl::StrCat(line.losing()), absl::StrCat(line.starting()),
          absl::StrCat(line.stopping()),      absl::StrCat(line.asking()), Signed(line.month_qepik(), language),
          Signed(line.back_qepik(), language)};
}

std::vector<std::string> Headers(std::vector<std::string> before, Language language) {
  const auto add = [&](Text text) { before.emplace_back(text.In(language)); };
  add({"udan", "gain"});
  add({"itirən", "lose"});
  add({"başlayan", "start"});
  add({"bitən", "stop"});
  add({"yeni sual", "new questions"});
  add({"ayda fərq", "difference a month"});
  add({"əvvəlki aylar", "earlier months"});
  return before;
}

void AddUp(const RuleComparisonLine& line, RuleComparisonLine& sum) {
  sum.set_gaining(sum.gaining() + line.gaining());
  sum.set_losing(sum.losing() + line.losing());
  sum.set_starting(sum.starting() + line.starting());
  sum.set_stopping(sum.stopping() + line.stopping());
  sum.set_asking(sum.asking() + line.asking());
  sum.set_month_qepik(sum.month_qepik() + line.month_qepik());
  sum.set_back_qepik(sum.back_qepik() + line.back_qepik());
}

void AddRow(Table& table, std::vector<std::string> before, const RuleComparisonLine& line, Language language) {
  for (std::string& cell : Cells(line, language)) before.push_back(std::move(cell));
  table.AddRow(std::move(before));
}

std::string Who(const payment::v1::RuleLoss& loss, const NamesByUid& names) {
  const std::string number =
      loss.survivor_number().empty() ? absl::StrCat("survivors/", loss.survivor_uid()) : loss.survivor_number();
  const auto name = names.find(loss.survivor_uid());
  return name == names.end() ? number : absl::StrCat(Printable(name->second), ", ", number);
}

void PrintLosses(const RuleComparison& comparison, const NamesByUid& names, Language language, std::ostream& out) {
  if (comparison.losses().empty()) return;
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  out << "\n" << in({"Ən çox itirənlər (görə bildikləriniz):", "Who loses most (as far as you may see them):"}) << "\n";
  Table table(
      {in({"şəxs", "person"}), in({"yardım", "benefit"}), in({"ayda", "a month"}), in({"əvvəlki aylar", "earlier months"})});
  for (const payment::v1::RuleLoss& loss : comparison.losses()) {
    table.AddRow({Who(loss, names), loss.benefit(), Signed(loss.month_qepik(), language), Signed(loss.back_qepik(), language)});
  }
  table.Print(out);
}

}  // namespace

void PrintRuleProposal(const RuleProposal& proposal, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"qayda", "rule"}), absl::StrCat(proposal.benefit(), "/", proposal.version()));
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(proposal.state(), language));
  rows.Add(in({"ad", "name"}), proposal.name());
  rows.Add("etag", proposal.etag());
  rows.Add("SHA-256", proposal.content_hash());
  rows.Add(in({"təklif edib", "proposed"}), By(proposal.proposed_by_uid(), proposal.create_time()));
  rows.Add(in({"təsdiq edib", "approved"}), By(proposal.approved_by_uid(), proposal.approve_time()));
  if (!proposal.comparison_uid().empty()) {
    rows.Add(in({"müqayisə", "comparison"}), absl::StrCat("ruleComparisons/", proposal.comparison_uid()));
  }
  rows.Add(in({"qüvvəyə mindirib", "put into force"}), By(proposal.activated_by_uid(), proposal.activate_time()));
  if (proposal.has_withdraw_time()) {
    rows.Add(in({"geri götürüb", "withdrawn"}), By(proposal.proposed_by_uid(), proposal.withdraw_time()));
    rows.Add(in({"niyə", "why"}), Printable(proposal.withdraw_reason()));
  }
  if (proposal.number() > 0) rows.Add(in({"toplu", "set"}), absl::StrCat(proposal.number()));
  rows.Print(out);
  if (!proposal.content().empty()) out << "\n" << proposal.content();
}

void PrintRuleVersions(const payment::v1::ListRuleVersionsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  if (!list.sets().empty()) {
    Table sets({in({"toplu", "set"}), in({"qüvvədədir", "in force since"}), in({"kim", "by"}), in({"qaydalar", "rules"})});
    for (const payment::v1::RuleSet& set : list.sets()) {
      sets.AddRow({absl::StrCat(set.number()), Moment(set.create_time()),
                   set.proposal_uid().empty()
                       ? in({"fayllar", "files"})
                       : absl::StrCat("staff/", set.activated_by_uid(), " ruleProposals/", set.proposal_uid()),
                   Listed(set.rules())});
    }
    sets.Print(out);
    out << "\n";
  }
  Table table({in({"qayda", "rule"}), in({"vəziyyət", "state"}), "SHA-256", in({"təklif edib", "proposed"}),
               in({"təsdiq edib", "approved"}), in({"müqayisə", "comparison"}), in({"qüvvəyə mindirib", "put into force"}), "etag",
               in({"ad", "name"})});
  for (const RuleProposal& one : list.proposals()) {
    table.AddRow({absl::StrCat(one.benefit(), "/", one.version()), CodeLabelOf(one.state(), language),
                  one.content_hash().substr(0, kShownOfHash), By(one.proposed_by_uid(), one.create_time()),
                  By(one.approved_by_uid(), one.approve_time()),
                  one.comparison_uid().empty() ? "" : absl::StrCat("ruleComparisons/", one.comparison_uid()),
                  By(one.activated_by_uid(), one.activate_time()), one.etag(), one.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintRuleComparison(const RuleComparison& comparison, const NamesByUid& names, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  out << comparison.benefit() << "  " << comparison.old_version() << " -> " << comparison.new_version() << "  "
      << in({"gün", "for"}) << " " << ToText(comparison.counted_for()) << "  " << comparison.name() << "\n";
  if (!comparison.of_present()) {
    out << in({"Köhnə qayda qüvvədə deyil: bu müqayisə ilə təsdiq olmaz.",
               "The old rule is not the one in force: nothing is approved by this comparison."})
        << "\n";
  }
  if (!comparison.has_finish_time()) {
    out << in({"Hələ bitməyib: ", "Not through yet: "}) << comparison.done() << " / " << comparison.total() << "\n";
  } else {
    out << comparison.total() << " " << in({"nəfər", "people"}) << ", " << Moment(comparison.create_time()) << " – "
        << Moment(comparison.finish_time()) << "\n";
  }
  if (comparison.lines().empty()) {
    if (comparison.has_finish_time()) out << in({"Heç kim üçün heç nə dəyişmir.", "Nothing changes for anybody."}) << "\n";
    return;
  }
  std::map<std::string, RuleComparisonLine> sums;
  for (const RuleComparisonLine& line : comparison.lines()) AddUp(line, sums[line.benefit()]);
  Table by_benefit(Headers({in({"yardım", "benefit"})}, language));
  for (const auto& [benefit, sum] : sums) AddRow(by_benefit, {benefit}, sum, language);
  by_benefit.Print(out);
  out << "\n";
  Table table(Headers({in({"yardım", "benefit"}), in({"rayon", "district"}), in({"dərəcə", "band"})}, language));
  for (const RuleComparisonLine& line : comparison.lines()) {
    AddRow(table, {line.benefit(), line.district(), CodeLabelOf(line.band(), language)}, line, language);
  }
  table.Print(out);
  PrintLosses(comparison, names, language, out);
}

}  // namespace dayaq::cli
