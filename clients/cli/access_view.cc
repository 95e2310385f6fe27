#include "clients/cli/access_view.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/staff_view.h"
#include "clients/cli/view_parts.h"

namespace dayaq::cli {
namespace {

using access::v1::AccessDecision;
using access::v1::ActionRight;
using access::v1::DenialRule;
using access::v1::PolicyTerm;
using access::v1::RoleDescription;
using Terms = google::protobuf::RepeatedPtrField<PolicyTerm>;

// More holders than these are counted, not named.
constexpr int64_t kMostNamed = 20;

std::string InWords(const PolicyTerm& term, Language language) {
  const std::string& words = language == Language::kAz ? term.az() : term.en();
  return words.empty() ? term.code() : words;
}

std::string WordsOf(const Terms& terms, const char* between, Language language) {
  return absl::StrJoin(terms, between, [language](std::string* text, const PolicyTerm& term) { *text += InWords(term, language); });
}

std::string CodesOf(const Terms& terms) {
  return absl::StrJoin(terms, ", ", [](std::string* text, const PolicyTerm& term) { *text += term.code(); });
}

std::string FactsOf(const Terms& facts, Language language) { return WordsOf(facts, Text{" və ", " and "}.In(language), language); }

std::string ClassesOf(const google::protobuf::RepeatedField<int>& classes, Language language) {
  std::vector<std::string> words;
  for (const int one : classes) words.push_back(CodeLabelOf(static_cast<access::v1::DataClass>(one), language));
  return absl::StrJoin(words, "; ");
}

// Facts whoever does it must bring along, in a word where the table would grow too wide.
std::string NeedsOf(const Terms& needs, Language language) {
  return absl::StrJoin(needs, ", ", [language](std::string* text, const PolicyTerm& need) {
    *text += need.code() == "step_up" ? Text{"güclü giriş", "strong sign-in"}.In(language) : InWords(need, language);
  });
}

void PrintHeading(const Text& heading, Language language, std::ostream& out) { out << "\n" << heading.In(language) << "\n"; }

// Purposes and needs are shown only where an action is narrower than its role.
void PrintActions(const RoleDescription& role, Language language, std::ostream& out) {
  if (role.actions().empty()) return;
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  const bool narrowed = std::any_of(role.actions().begin(), role.actions().end(),
                                    [&role](const ActionRight& right) { return right.purposes_size() != role.purposes_size(); });
  const bool needing =
      std::any_of(role.actions().begin(), role.actions().end(), [](const ActionRight& right) { return right.needs_size() > 0; });
  std::vector<std::string> headers = {in({"nə edir", "what it does"}), in({"hərəkət", "action"})};
  if (narrowed) headers.push_back(in({"məqsəd", "purpose"}));
  if (needing) headers.push_back(in({"nə lazımdır", "needs"}));
  Table table(headers);
  for (const ActionRight& right : role.actions()) {
    std::vector<std::string> cells = {InWords(right.action(), language), right.action().code()};
    if (narrowed) cells.push_back(CodesOf(right.purposes()));
    if (needing) cells.push_back(NeedsOf(right.needs(), language));
    table.AddRow(std::move(cells));
  }
  out << "\n";
  table.Print(out);
}

void PrintRows(const RoleDescription& role, Language language, std::ostream& out) {
  PrintHeading({"Hansı qeydlərə çatır (hər biri kifayətdir)", "Which records it reaches (each is enough)"}, language, out);
  if (role.rows().empty()) out << "  · " << Text{"heç birinə", "none"}.In(language) << "\n";
  for (const auto& rows : role.rows()) {
    out << "  • " << Printable(FactsOf(rows.facts(), language));
    if (rows.purposes_size() < role.purposes_size()) out << "  [" << CodesOf(rows.purposes()) << "]";
    out << "\n";
  }
}

// What the refusal is about: kinds of data or actions, and when.
std::string About(const DenialRule& denial, Language language) {
  std::vector<std::string> parts;
  if (!denial.classes().empty()) parts.push_back(ClassesOf(denial.classes(), language));
  if (!denial.actions().empty()) parts.push_back(Listed(denial.actions()));
  if (!denial.facts().empty()) {
    parts.push_back(absl::StrCat(Text{"əgər ", "when "}.In(language), FactsOf(denial.facts(), language)));
  }
  return absl::StrJoin(parts, "; ");
}

void PrintDenials(const RoleDescription& role, Language language, std::ostream& out) {
  if (!role.denials().empty()) PrintHeading({"Nə olursa olsun rədd edilir", "Refused whatever else is said"}, language, out);
  for (const DenialRule& denial : role.denials()) {
    out << "  ✗ " << Printable(language == Language::kAz ? denial.because_az() : denial.because_en()) << " [" << denial.rule()
        << "]\n"
        << "      " << Printable(About(denial, language)) << "\n";
  }
  if (!role.incompatible().empty()) {
    PrintHeading({"Bir yerdə tutulmayan vəzifələr", "Roles nobody holds together with it"}, language, out);
  }
  for (const PolicyTerm& other : role.incompatible())
    out << "  ✗ " << other.code() << ": " << Printable(InWords(other, language)) << "\n";
}

void PrintDecision(const AccessDecision& decision, access::v1::DataClass asked, Language language, std::ostream& out) {
  out << (decision.allowed() ? "✓ " : "✗ ") << Printable(language == Language::kAz ? decision.words_az() : decision.words_en());
  if (!decision.refusal().empty()) out << " [" << decision.refusal() << "]";
  out << "\n";
  if (!decision.rule().empty()) out << "  " << Text{"qayda: ", "rule: "}.In(language) << decision.rule() << "\n";
  for (const auto& found : decision.facts()) {
    out << "  " << Mark(found.holds()) << " " << Printable(InWords(found.fact(), language)) << " (" << found.fact().code() << ")\n";
  }
  if (asked == access::v1::DATA_CLASS_UNSPECIFIED) return;
  out << "  " << Mark(decision.reads_class()) << " " << Text{"bu vəzifə görür: ", "the role sees: "}.In(language)
      << CodeLabelOf(asked, language) << "\n";
}

void PrintHolders(const access::v1::AccessExplanation& explanation, Language language, std::ostream& out) {
  int64_t holders = 0;
  for (const auto& reach : explanation.reaches()) holders += reach.assignment_count();
  if (holders > kMostNamed) {
    out << "\n"
        << Text{"Kimlər: dayaqctl access assignment list --in-role VƏZİFƏ --state IN_FORCE\n",
                "Who: dayaqctl access assignment list --in-role ROLE --state IN_FORCE\n"}
               .In(language);
    return;
  }
  for (const auto& reach : explanation.reaches()) {
    for (const std::string& assignment : reach.role_assignments()) out << "  " << reach.role().code() << "  " << assignment << "\n";
  }
}

}  // namespace

void PrintMyAccess(const access::v1::MyAccess& mine, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"əməkdaş", "staff"}), mine.staff());
  rows.Add(in({"kimin əvəzinə", "on behalf of"}), mine.on_behalf_of());
  rows.Add(in({"vəzifə", "role"}), absl::StrCat(InWords(mine.role().title(), language), " (", mine.assignment().role(), ")"));
  std::string purpose = mine.purpose();
  for (const PolicyTerm& known : mine.role().purposes()) {
    if (known.code() == mine.purpose()) absl::StrAppend(&purpose, ": ", InWords(known, language));
  }
  rows.Add(in({"məqsəd", "purpose"}), purpose);
  rows.Add(in({"güclü giriş", "strong sign-in"}),
           mine.step_up() ? in({"✓ son 5 dəqiqədə", "✓ in the last five minutes"}) : in({"· yoxdur", "· none"}));
  rows.Print(out);
  PrintHeading({"Təyinatlar (→ bu çağırışda işlənən)", "Assignments (→ the one in use)"}, language, out);
  PrintAssignments(mine.assignments(), mine.assignment().uid(), language, out);
  PrintActions(mine.role(), language, out);
}

void PrintRole(const RoleDescription& role, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  out << Printable(InWords(role.title(), language)) << " (" << role.title().code() << ")\n";
  if (role.powerful()) {
    out << in({"Güclü vəzifə: başqa inzibatçı təsdiq edəndən sonra qüvvəyə minir.\n",
               "A powerful role: it counts once another administrator approved it.\n"});
  }
  if (role.of_person()) out << in({"Bir şəxsin qeydi üçün verilir.\n", "Held about one survivor.\n"});
  if (role.background())
    out << in({"Xidmətin öz işidir; heç kimə verilmir.\n", "What a service does by itself; nobody holds it.\n"});
  out << "\n";
  FactRows rows;
  for (const PolicyTerm& purpose : role.purposes()) {
    rows.Add(&purpose == &role.purposes(0) ? in({"məqsəd", "purpose"}) : "",
             absl::StrCat(InWords(purpose, language), " (", purpose.code(), ")"));
  }
  rows.Add(in({"görür", "reads"}), ClassesOf(role.reads(), language));
  rows.Add(in({"doldurur", "fills in"}), ClassesOf(role.writes(), language));
  rows.Print(out);
  PrintActions(role, language, out);
  PrintRows(role, language, out);
  PrintDenials(role, language, out);
}

void PrintAccessExplanation(const access::v1::AccessExplanation& explanation, access::v1::DataClass asked, Language language,
                            std::ostream& out) {
  if (explanation.has_decision()) {
    PrintDecision(explanation.decision(), asked, language, out);
    return;
  }
  if (explanation.reaches().empty()) {
    out << Text{"Heç bir vəzifə.", "No role at all."}.In(language) << "\n";
    return;
  }
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"vəzifə", "role"}), in({"kod", "code"}), in({"məqsəd", "purpose"}), in({"nə lazımdır", "needs"}),
               in({"neçə təyinat", "assignments"})});
  for (const auto& reach : explanation.reaches()) {
    table.AddRow({InWords(reach.role(), language), reach.role().code(), CodesOf(reach.purposes()), NeedsOf(reach.needs(), language),
                  absl::StrCat(reach.assignment_count())});
  }
  table.Print(out);
  PrintHolders(explanation, language, out);
}

}  // namespace dayaq::cli
