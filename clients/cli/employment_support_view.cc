#include "clients/cli/employment_support_view.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace employment::v1;  // NOLINT(google-build-using-namespace)
using dayaq::ToText;

template <typename Code>
std::string Label(Code code, Language language) {
  return std::string(CodeLabelOf(code, language));
}

std::string TitleOf(const Course& course, Language language) {
  return language == Language::kEn && !course.title_en().empty() ? course.title_en() : course.title_az();
}

template <typename M>
std::string PersonOf(const M& row) {
  return absl::StrCat("survivors/", row.survivor_uid());
}

void AddEnrolmentRow(const Enrolment& one, Language language, Table& table) {
  table.AddRow({one.name(), absl::StrCat("profiles/", one.profile_uid()), Label(one.state(), language), std::to_string(one.rank()),
                absl::StrCat(one.days_present(), " / ", one.days_present() + one.days_absent()), ToText(one.exam_on()),
                one.exam_on().year() == 0 ? "" : std::to_string(one.exam_score()), one.certificate_number()});
}

Table EnrolmentTable(Language language) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  return Table({in({"qeyd", "enrolment"}), in({"profil", "profile"}), in({"vəziyyət", "state"}), in({"sıra", "order"}),
                in({"davamiyyət", "attended"}), in({"imtahan", "exam"}), in({"bal", "score"}), in({"sertifikat", "certificate"})});
}

}  // namespace

void PrintProvider(const TrainingProvider& provider, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"kurs keçirən", "provider"}), provider.uid());
  rows.Add(in({"adı", "name"}), language == Language::kEn && !provider.name_en().empty() ? provider.name_en() : provider.name_az());
  rows.Add(in({"rayon", "district"}), provider.district());
  rows.Print(out);
}

void PrintCourse(const Course& course, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"kurs", "course"}), course.name());
  rows.Add(in({"adı", "title"}), TitleOf(course, language));
  rows.Add(in({"növü", "kind"}), Label(course.kind(), language));
  rows.Add(in({"rayon", "district"}), course.district());
  rows.Add(in({"vaxtı", "time"}), Stretch(course.first_day(), course.last_day()));
  rows.Add(in({"həftənin günləri", "days of the week"}), course.weekdays());
  rows.Add(in({"yerlər", "places"}), absl::StrCat(course.taken(), " / ", course.places()));
  rows.Add(in({"növbədə", "waiting"}), std::to_string(course.waiting()));
  rows.Add(in({"vəd edilmiş iş", "job promised"}),
           course.promised_vacancy_uid().empty() ? "" : absl::StrCat("vacancies/", course.promised_vacancy_uid()));
  rows.Add(in({"vəziyyət", "state"}), Label(course.state(), language));
  rows.Add("etag", course.etag());
  rows.Print(out);
}

void PrintCourses(const ListCoursesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"kurs", "course"}), in({"adı", "title"}), in({"rayon", "district"}), in({"vaxtı", "time"}),
               in({"yerlər", "places"}), in({"növbədə", "waiting"}), in({"vəziyyət", "state"})});
  for (const Course& course : list.courses()) {
    table.AddRow({course.name(), TitleOf(course, language), course.district(), Stretch(course.first_day(), course.last_day()),
                  absl::StrCat(course.taken(), " / ", course.places()), std::to_string(course.waiting()),
                  Label(course.state(), language)});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintEnrolment(const Enrolment& enrolment, Language language, std::ostream& out) {
  Table table = EnrolmentTable(language);
  AddEnrolmentRow(enrolment, language, table);
  table.Print(out);
}

void PrintEnrolments(const ListEnrolmentsResponse& list, Language language, std::ostream& out) {
  Table table = EnrolmentTable(language);
  for (const Enrolment& one : list.enrolments()) AddEnrolmentRow(one, language, table);
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintAttendance(const RecordAttendanceResponse& day, Language language, std::ostream& out) {
  Table table = EnrolmentTable(language);
  for (const Enrolment& one : day.enrolments()) AddEnrolmentRow(one, language, table);
  table.Print(out);
}

void PrintGrant(const Grant& grant, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"özünüməşğulluq", "own business"}), grant.name());
  rows.Add(in({"profil", "profile"}), absl::StrCat("profiles/", grant.profile_uid()));
  rows.Add(in({"vəziyyət", "state"}), Label(grant.state(), language));
  rows.Add(in({"fəaliyyət", "activity"}), grant.activity());
  rows.Add(in({"plan", "plan"}), grant.plan());
  rows.Add(in({"öz vəsaiti", "own money"}), grant.own_qepik() == 0 ? "" : Money(grant.own_qepik(), language));
  rows.Add(in({"qərar", "decision"}), ToText(grant.decided_on()));
  rows.Add(in({"qərarın nömrəsi", "number of the decision"}), grant.decision_document());
  rows.Add(in({"müqavilə", "contract"}), grant.contract_number());
  rows.Add(in({"müqavilənin müddəti", "time of the contract"}), Stretch(grant.contracted_on(), grant.contract_until()));
  rows.Add(in({"yenidən verilmir", "no other until"}), ToText(grant.barred_until()));
  if (grant.breach_reason() != BREACH_REASON_UNSPECIFIED) {
    rows.Add(in({"pozuntu", "breach"}), Label(grant.breach_reason(), language));
  }
  rows.Add(in({"bitib", "ended"}), ToText(grant.ended_on()));
  rows.Add("etag", grant.etag());
  rows.Print(out);
  const auto& lines = grant.granted().empty() ? grant.planned() : grant.granted();
  for (int i = 0; i < lines.size(); ++i) {
    out << "  " << i + 1 << ". " << lines.Get(i).title() << "  " << lines.Get(i).quantity() << " × "
        << Money(lines.Get(i).unit_qepik(), language) << "\n";
  }
}

void PrintGrantWhole(const GetGrantResponse& whole, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  PrintGrant(whole.grant(), language, out);
  if (!whole.assets().empty()) {
    Table assets({in({"sətir", "line"}), in({"seriya nömrəsi", "serial number"}), in({"təhvil", "handed over"})});
    for (const GrantAsset& one : whole.assets())
      assets.AddRow({std::to_string(one.line()), one.serial_number(), ToText(one.handed_on())});
    assets.Print(out);
  }
  if (!whole.visits().empty()) {
    Table visits({in({"monitorinq", "visit"}), in({"vaxtı", "due"}), in({"görülüb", "made"}), in({"nəticə", "finding"})});
    for (const GrantVisit& one : whole.visits()) {
      visits.AddRow(
          {one.name(), ToText(one.due_on()), ToText(one.done_on()), one.has_done_on() ? Label(one.finding(), language) : ""});
    }
    visits.Print(out);
  }
  if (whole.incomes().empty()) return;
  Table incomes({in({"ay", "month"}), in({"gəlir", "income"}), in({"xərc", "expense"})});
  for (const GrantIncome& one : whole.incomes()) {
    incomes.AddRow({ToText(one.month()), Money(one.income_qepik(), language), Money(one.expense_qepik(), language)});
  }
  incomes.Print(out);
}

void PrintGrants(const ListGrantsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"özünüməşğulluq", "own business"}), in({"profil", "profile"}), in({"fəaliyyət", "activity"}),
               in({"vəziyyət", "state"}), in({"müqavilə", "contract"})});
  for (const Grant& one : list.grants()) {
    table.AddRow({one.name(), absl::StrCat("profiles/", one.profile_uid()), one.activity(), Label(one.state(), language),
                  Stretch(one.contracted_on(), one.contract_until())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintGrantVisit(const GrantVisit& visit, Language language, std::ostream& out) {
  out << visit.name() << "  " << ToText(visit.done_on()) << "  " << Label(visit.finding(), language) << "\n";
}

void PrintStudy(const Study& study, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"təhsil", "study"}), study.name());
  rows.Add(in({"profil", "profile"}), absl::StrCat("profiles/", study.profile_uid()));
  rows.Add(in({"növü", "kind"}), Label(study.kind(), language));
  rows.Add(in({"harada", "where"}), study.school());
  rows.Add(in({"ixtisas", "programme"}), study.programme());
  rows.Add(in({"əyani", "full time"}), Mark(study.full_time()));
  rows.Add(in({"ödəyir", "paid by"}), absl::StrCat(Label(study.payer(), language), " ", study.payer_name()));
  rows.Add(in({"vaxtı", "time"}), Stretch(study.first_day(), study.planned_last_day()));
  rows.Add(in({"vəziyyət", "state"}), Label(study.state(), language));
  rows.Add(in({"bitib", "ended"}), ToText(study.ended_on()));
  rows.Add("etag", study.etag());
  rows.Print(out);
}

void PrintStudyWhole(const GetStudyResponse& whole, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  PrintStudy(whole.study(), language, out);
  Table table({in({"dövr", "term"}), in({"vaxtı", "time"}), in({"haqqı", "tuition"}), in({"təsdiq", "confirmed"}),
               in({"ödənilib", "paid"})});
  for (const StudyTerm& one : whole.terms()) {
    table.AddRow({one.name(), Stretch(one.first_day(), one.last_day()), Money(one.tuition_qepik(), language),
                  ToText(one.confirmed_on()), ToText(one.paid_on())});
  }
  table.Print(out);
}

void PrintStudies(const ListStudiesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"təhsil", "study"}), in({"profil", "profile"}), in({"növü", "kind"}), in({"harada", "where"}),
               in({"vaxtı", "time"}), in({"vəziyyət", "state"})});
  for (const Study& one : list.studies()) {
    table.AddRow({one.name(), absl::StrCat("profiles/", one.profile_uid()), Label(one.kind(), language), one.school(),
                  Stretch(one.first_day(), one.planned_last_day()), Label(one.state(), language)});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintTerm(const StudyTerm& term, Language language, std::ostream& out) {
  out << term.name() << "  " << Stretch(term.first_day(), term.last_day()) << "  " << Money(term.tuition_qepik(), language) << "  "
      << ToText(term.confirmed_on()) << "  " << ToText(term.paid_on()) << "\n";
}

void PrintInvitation(const Invitation& invitation, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"dəvət", "invitation"}), invitation.name());
  rows.Add(in({"şəxs", "person"}), absl::StrCat(PersonOf(invitation), "  ", invitation.survivor_number()));
  rows.Add(in({"vəziyyət", "state"}), Label(invitation.state(), language));
  rows.Add(in({"dəvət edilib", "invited on"}), ToText(invitation.invited_on()));
  rows.Add(in({"soruşulmalıdır", "to be asked on"}), ToText(invitation.due_on()));
  rows.Add(in({"cavab", "answered on"}), ToText(invitation.answered_on()));
  std::string programmes;
  for (const int programme : invitation.programmes()) {
    absl::StrAppend(&programmes, programmes.empty() ? "" : ", ", Label(static_cast<SupportProgramme>(programme), language));
  }
  rows.Add(in({"proqramlar", "programmes"}), programmes);
  rows.Add("etag", invitation.etag());
  rows.Print(out);
}

void PrintInvitations(const ListInvitationsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"dəvət", "invitation"}), in({"nömrə", "number"}), in({"rayon", "district"}), in({"vəziyyət", "state"}),
               in({"soruşulmalıdır", "to be asked on"}), in({"cəhd", "tried"})});
  for (const Invitation& one : list.invitations()) {
    table.AddRow({one.name(), one.survivor_number(), one.district(), Label(one.state(), language), ToText(one.due_on()),
                  std::to_string(one.contacts())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintDueWork(const ListDueWorkResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"nə vaxtdan", "since"}), in({"iş", "work"}), in({"nə barədə", "about"}), in({"şəxs", "person"})});
  for (const DueWork& one : list.due())
    table.AddRow({ToText(one.due_on()), Label(one.kind(), language), one.resource(), PersonOf(one)});
  table.Print(out);
}

void PrintSupportReport(const CountSupportResponse& report, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"rayon", "district"}), in({"ay", "month"}), in({"nə", "what"}), in({"say", "count"}), ""});
  for (const SupportCell& cell : report.cells()) {
    table.AddRow({cell.district(), ToText(cell.month()), Label(cell.kind(), language), std::to_string(cell.count()),
                  cell.small() ? "!" : ""});
  }
  table.Print(out);
  out << "! " << (language == Language::kEn ? report.note_en() : report.note_az()) << "\n";
}

}  // namespace dayaq::cli
