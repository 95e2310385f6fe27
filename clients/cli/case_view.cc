#include "clients/cli/case_view.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using survivor::v1::Case;

// The number a part is named by in commands: its place in the case, which never changes.
std::string Number(int place) { return std::to_string(place + 1); }

// One kind of part: a title and a table, nothing when the case has none.
void PrintPart(const char* title, const Table& table, std::ostream& out) {
  if (table.empty()) return;
  out << "\n" << title << "\n";
  table.Print(out);
}

void PrintNeeds(const Case& one, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({"#", in({"ehtiyac", "need"}), in({"nə vaxt", "how soon"}), in({"vəziyyət", "state"}), in({"bitib", "ended"}),
               in({"sözlə", "in words"})});
  for (int i = 0; i < one.needs_size(); ++i) {
    const auto& need = one.needs(i);
    table.AddRow({Number(i), CodeLabelOf(need.kind(), language), CodeLabelOf(need.priority(), language),
                  CodeLabelOf(need.state(), language), dayaq::ToText(need.ended_on()), Printable(need.words())});
  }
  PrintPart(Text{"Ehtiyaclar", "Needs"}.In(language), table, out);
}

void PrintGoals(const Case& one, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table(
      {"#", in({"məqsəd", "goal"}), in({"vaxtı", "due"}), in({"vəziyyət", "state"}), in({"bitib", "ended"}), in({"kim", "who"})});
  for (int i = 0; i < one.goals_size(); ++i) {
    const auto& goal = one.goals(i);
    table.AddRow({Number(i), Printable(goal.words()), dayaq::ToText(goal.due_on()), CodeLabelOf(goal.state(), language),
                  dayaq::ToText(goal.ended_on()), goal.owner_uid()});
  }
  PrintPart(Text{"Məqsədlər", "Goals"}.In(language), table, out);
}

void PrintServices(const Case& one, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({"#", in({"xidmət", "service"}), in({"müddət", "when"}), in({"say", "units"}), in({"təminatçı", "provider"})});
  for (int i = 0; i < one.services_size(); ++i) {
    const auto& service = one.services(i);
    table.AddRow({Number(i), CodeLabelOf(service.kind(), language), Stretch(service.given_from(), service.given_until()),
                  service.units() == 0 ? "" : std::to_string(service.units()),
                  service.provider_uid().empty() ? "" : absl::StrCat("providers/", service.provider_uid())});
  }
  PrintPart(Text{"Xidmətlər", "Services"}.In(language), table, out);
}

void PrintFollowUps(const Case& one, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({"#", in({"vaxtı", "due"}), in({"edilib", "done"}), in({"nəticə", "outcome"}), in({"sözlə", "in words"})});
  for (int i = 0; i < one.follow_ups_size(); ++i) {
    const auto& follow_up = one.follow_ups(i);
    table.AddRow({Number(i), dayaq::ToText(follow_up.due_on()), dayaq::ToText(follow_up.done_on()),
                  CodeLabelOf(follow_up.outcome(), language), Printable(follow_up.words())});
  }
  PrintPart(Text{"İzləmələr", "Follow-ups"}.In(language), table, out);
}

}  // namespace

void PrintCase(const Case& one, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"iş", "case"}), one.name());
  rows.Add(in({"şəxs", "survivor"}), absl::StrCat("survivors/", one.survivor_uid()));
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(one.state(), language));
  rows.Add(in({"aparan", "looked after by"}), absl::StrCat(one.owner_uid(), ", ", one.owner_institution()));
  rows.Add(in({"müddət", "when"}), Stretch(one.opened_on(), one.closed_on()));
  rows.Add(in({"niyə bağlanıb", "why closed"}), CodeLabelOf(one.close_reason(), language));
  rows.Add(in({"sözlə", "in words"}), one.close_words());
  if (one.times_reopened() > 0) rows.Add(in({"yenidən açılıb", "opened again"}), std::to_string(one.times_reopened()));
  rows.Add(in({"variant", "etag"}), one.etag());
  rows.Print(out);
  PrintNeeds(one, language, out);
  PrintGoals(one, language, out);
  PrintServices(one, language, out);
  PrintFollowUps(one, language, out);
}

void PrintCases(const survivor::v1::ListCasesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"iş", "case"}), in({"vəziyyət", "state"}), in({"müddət", "when"}), in({"qurum", "institution"}),
               in({"şəxs", "survivor"})});
  for (const Case& one : list.cases()) {
    table.AddRow({one.name(), CodeLabelOf(one.state(), language), Stretch(one.opened_on(), one.closed_on()),
                  one.owner_institution(), absl::StrCat("survivors/", one.survivor_uid())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintDueWork(const survivor::v1::ListDueWorkResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  if (list.due().empty()) {
    out << in({"Vaxtı çatmış iş yoxdur.", "Nothing is due."}) << "\n";
    return;
  }
  Table table({in({"gecikir, gün", "days overdue"}), in({"vaxtı", "due"}), in({"nə", "what"}), in({"mənim", "mine"}),
               in({"şəxs", "survivor"}), in({"iş", "case"})});
  for (const auto& work : list.due()) {
    table.AddRow(
        {std::to_string(work.days_overdue()), dayaq::ToText(work.due_on()), CodeLabelOf(work.kind(), language), Mark(work.mine()),
         absl::StrCat(work.survivor_number(), work.survivor_deceased() ? in({" (vəfat edib)", " (died)"}) : ""), work.case_name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintFunctioning(const survivor::v1::ListFunctioningResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"gün", "day"}), in({"sorğu", "questions"}), in({"kim cavablayıb", "answered by"}), in({"nəticə", "status"}),
               in({"cavablar", "answers"}), in({"ad", "name"})});
  for (const auto& assessment : list.functioning()) {
    std::vector<std::string> answers;
    for (const auto& answer : assessment.answers()) {
      answers.push_back(absl::StrCat(CodeLabelOf(answer.domain(), language), " ", static_cast<int>(answer.answer())));
    }
    const std::string status = CodeLabelOf(assessment.status(), language);
    table.AddRow({dayaq::ToText(assessment.assessed_on()), CodeLabelOf(assessment.instrument(), language),
                  CodeLabelOf(assessment.respondent(), language),
                  assessment.has_withdrawn_time()
                      ? absl::StrCat(in({"səhvən yazılıb: ", "by mistake: "}), Printable(assessment.withdrawn_words()))
                      : status,
                  absl::StrJoin(answers, ", "), assessment.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintTreatments(const survivor::v1::ListTreatmentsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"müddət", "when"}), in({"nə", "what"}), in({"harada", "where"}), in({"kod", "code"}), in({"mənbə", "source"}),
               in({"qeyd", "note"}), in({"ad", "name"})});
  for (const auto& treatment : list.treatments()) {
    const auto& facts = treatment.facts();
    table.AddRow({Stretch(facts.begun_on(), facts.ended_on()), CodeLabelOf(facts.kind(), language),
                  Printable(absl::StrCat(facts.care_institution(), facts.care_place())), facts.nature_code(),
                  absl::StrJoin({CodeLabelOf(facts.source_kind(), language), facts.source_institution()}, " "),
                  Printable(facts.note()), treatment.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintProviders(const survivor::v1::ListProvidersResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"ad", "called"}), in({"xidmətlər", "offers"}), in({"rayon", "district"}), in({"telefon", "telephone"}),
               in({"əlil arabası girir", "wheelchair"}), in({"müddət", "when"}), in({"kataloqda", "entry"})});
  for (const auto& provider : list.providers()) {
    std::vector<std::string> kinds;
    for (const int kind : provider.kinds()) kinds.push_back(CodeLabelOf(static_cast<survivor::v1::SupportKind>(kind), language));
    const bool english = language == Language::kEn && !provider.name_en().empty();
    table.AddRow({Printable(english ? provider.name_en() : provider.name_az()), absl::StrJoin(kinds, ", "), provider.district(),
                  provider.phone(), CodeLabelOf(provider.accessible(), language),
                  Stretch(provider.valid_from(), provider.valid_until()), provider.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
