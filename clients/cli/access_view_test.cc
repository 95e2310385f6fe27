// What roles, decisions, staff and emergencies look like.
#include "clients/cli/access_view.h"

#include <sstream>

#include "clients/cli/staff_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::cli {
namespace {

using access::v1::BreakGlass;
using access::v1::RoleAssignment;
using access::v1::RoleDescription;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

template <typename Print, typename Message>
std::string Printed(Print print, const Message& message, Language language) {
  std::ostringstream out;
  print(message, language, out);
  return out.str();
}

void SetTerm(access::v1::PolicyTerm& term, const char* code, const char* az, const char* en) {
  term.set_code(code);
  term.set_az(az);
  term.set_en(en);
}

RoleDescription Clinician() {
  RoleDescription role;
  SetTerm(*role.mutable_title(), "clinician", "Həkim", "Clinician");
  SetTerm(*role.add_purposes(), "care", "Qayğı", "Care");
  SetTerm(*role.add_purposes(), "emergency", "Təcili", "Emergency care");
  role.add_reads(access::v1::DATA_CLASS_HEALTH);
  auto& open = *role.add_actions();
  SetTerm(*open.mutable_action(), "break_glass.open", "Açmaq", "Open a record");
  *open.add_purposes() = role.purposes(1);
  SetTerm(*open.add_needs(), "step_up", "güclü giriş", "a strong sign-in");
  auto& read = *role.add_actions();
  SetTerm(*read.mutable_action(), "survivor.read", "Baxmaq", "Look");
  *read.mutable_purposes() = role.purposes();
  auto& rows = *role.add_rows();
  SetTerm(*rows.add_facts(), "in_register", "reyestrdədir", "in the register");
  SetTerm(*rows.add_facts(), "break_glass", "təcili açılıb", "opened in an emergency");
  *rows.add_purposes() = role.purposes(1);
  auto& denial = *role.add_denials();
  denial.set_rule("powers_are_not_passed_on");
  denial.add_actions("break_glass.open");
  SetTerm(*denial.add_facts(), "delegated", "həvalə ilədir", "by delegation");
  denial.set_because_az("Ötürülmür");
  denial.set_because_en("Not passed on");
  return role;
}

TEST(RoleView, IsAPageThatSaysWhereTheRoleIsNarrower) {
  const std::string text = Printed(PrintRole, Clinician(), Language::kEn);
  EXPECT_THAT(text, AllOf(HasSubstr("Clinician (clinician)\n"), HasSubstr("Emergency care (emergency)"),
                          HasSubstr("reads    health"), HasSubstr("break_glass.open  emergency        strong sign-in\n"),
                          HasSubstr("• in the register and opened in an emergency  [emergency]\n")));
  EXPECT_THAT(text, AllOf(HasSubstr("✗ Not passed on [powers_are_not_passed_on]\n"),
                          HasSubstr("break_glass.open; when by delegation"), Not(HasSubstr("powerful role"))));
  EXPECT_THAT(Printed(PrintRole, Clinician(), Language::kAz),
              AllOf(HasSubstr("Həkim (clinician)"), HasSubstr("sağlamlıq"), HasSubstr("reyestrdədir və təcili açılıb"),
                    HasSubstr("✗ Ötürülmür"), HasSubstr("əgər həvalə ilədir")));
}

TEST(RoleView, SaysThatARoleReachesNothingAndWhatDoesNotGoWithIt) {
  RoleDescription role;
  role.set_powerful(true);
  SetTerm(*role.add_incompatible(), "auditor", "özünü yoxlamır", "does not audit itself");
  EXPECT_THAT(Printed(PrintRole, role, Language::kEn),
              AllOf(HasSubstr("A powerful role"), HasSubstr("· none"), HasSubstr("✗ auditor: does not audit itself")));
}

RoleAssignment Assignment(const char* uid, const char* role) {
  RoleAssignment assignment;
  assignment.set_name(std::string("roleAssignments/") + uid);
  assignment.set_uid(uid);
  assignment.set_staff_uid("s1");
  assignment.set_role(role);
  assignment.set_institution("hospital-tartar");
  assignment.set_state(access::v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
  assignment.mutable_valid_from()->set_seconds(1'763'800'000);
  return assignment;
}

TEST(MyAccessView, MarksTheAssignmentInUseAndTellsWhatWasLent) {
  access::v1::MyAccess mine;
  mine.set_staff("staff/s1");
  mine.set_purpose("care");
  *mine.mutable_role() = Clinician();
  *mine.mutable_assignment() = Assignment("a2", "clinician");
  *mine.add_assignments() = Assignment("a1", "hospital_registrar");
  mine.mutable_assignments(0)->set_delegated_from("a9");
  mine.mutable_assignments(0)->add_delegated_actions("incident.read");
  *mine.add_assignments() = Assignment("a2", "clinician");
  mine.mutable_assignments(1)->add_districts("AZ-TAR");
  const std::string text = Printed(PrintMyAccess, mine, Language::kEn);
  EXPECT_THAT(text,
              AllOf(HasSubstr("Clinician (clinician)"), HasSubstr("care: Care"), HasSubstr("strong sign-in  · none"),
                    HasSubstr("   hospital_registrar (lent: incident.read)"), HasSubstr("→  clinician"), HasSubstr("AZ-TAR"),
                    HasSubstr("in force"), HasSubstr("2025-11-22 12:26 –  "), Not(HasSubstr("whose")), HasSubstr("Open a record")));
  mine.set_step_up(true);
  EXPECT_THAT(Printed(PrintMyAccess, mine, Language::kAz), AllOf(HasSubstr("✓ son 5 dəqiqədə"), HasSubstr("qüvvədədir")));
}

TEST(ExplanationView, ADecisionNamesRuleAndFacts) {
  access::v1::AccessExplanation explanation;
  auto& decision = *explanation.mutable_decision();
  decision.set_refusal("OUT_OF_REACH");
  decision.set_words_az("Kənardadır.");
  decision.set_words_en("Out of reach.");
  auto& found = *decision.add_facts();
  SetTerm(*found.mutable_fact(), "in_district", "rayondadır", "in the district");
  decision.add_facts()->set_holds(true);
  const auto printed = [&](access::v1::DataClass asked, Language language) {
    std::ostringstream out;
    PrintAccessExplanation(explanation, asked, language, out);
    return out.str();
  };
  EXPECT_THAT(printed(access::v1::DATA_CLASS_UNSPECIFIED, Language::kEn),
              AllOf(HasSubstr("✗ Out of reach. [OUT_OF_REACH]\n"), HasSubstr("  · in the district (in_district)\n"),
                    Not(HasSubstr("sees"))));
  EXPECT_THAT(printed(access::v1::DATA_CLASS_HEALTH, Language::kAz),
              AllOf(HasSubstr("✗ Kənardadır."), HasSubstr("· bu vəzifə görür: sağlamlıq")));
  decision.set_allowed(true);
  decision.clear_refusal();
  decision.set_rule("some_rule");
  EXPECT_THAT(printed(access::v1::DATA_CLASS_UNSPECIFIED, Language::kEn), AllOf(HasSubstr("✓ "), HasSubstr("rule: some_rule")));
}

TEST(ExplanationView, WhoGetsThereIsNamedWhereFewDo) {
  access::v1::AccessExplanation explanation;
  const auto printed = [&] {
    std::ostringstream out;
    PrintAccessExplanation(explanation, access::v1::DATA_CLASS_UNSPECIFIED, Language::kEn, out);
    return out.str();
  };
  EXPECT_EQ(printed(), "No role at all.\n");
  auto& reach = *explanation.add_reaches();
  SetTerm(*reach.mutable_role(), "auditor", "Auditor", "Auditor");
  reach.set_assignment_count(1);
  reach.add_role_assignments("roleAssignments/a1");
  EXPECT_THAT(printed(), HasSubstr("  auditor  roleAssignments/a1\n"));
  reach.set_assignment_count(21);
  EXPECT_THAT(printed(), AllOf(Not(HasSubstr("roleAssignments/a1")), HasSubstr("assignment list --in-role")));
}

TEST(StaffView, HasNoColumnForNamesTheCallerMayNotSee) {
  access::v1::ListStaffResponse list;
  list.add_staff()->set_name("staff/s1");
  EXPECT_THAT(Printed(PrintStaffList, list, Language::kEn), Not(HasSubstr("person")));
  list.mutable_staff(0)->set_family_name("Nümunəli");
  list.mutable_staff(0)->set_given_name("Leyla");
  EXPECT_THAT(Printed(PrintStaffList, list, Language::kEn), AllOf(HasSubstr("person"), HasSubstr("Nümunəli Leyla")));
}

TEST(StaffView, ATermMayBeOpenAndAnAssignmentNational) {
  access::v1::Staff staff;
  *staff.add_assignments() = Assignment("a1", "auditor");
  staff.mutable_assignments(0)->set_national(true);
  *staff.add_assignments() = Assignment("a2", "guardian");
  staff.mutable_assignments(1)->set_person_uid("p1");
  staff.mutable_assignments(1)->mutable_valid_until()->set_seconds(1'863'800'000);
  EXPECT_THAT(Printed(PrintStaff, staff, Language::kAz),
              AllOf(HasSubstr("bütün ölkə"), HasSubstr("survivors/p1"), HasSubstr("– 2029-01-")));
}

TEST(EmergencyView, TellsReviewsThatAreDueOverdueAndDone) {
  access::v1::ListBreakGlassesResponse list;
  BreakGlass& opening = *list.add_break_glasses();
  opening.set_number("30000018");
  opening.set_role("clinician");
  opening.set_reason(access::v1::BREAK_GLASS_REASON_UNCONSCIOUS);
  opening.mutable_review_due_time()->set_seconds(1'763'800'000);
  EXPECT_THAT(Printed(PrintOpenings, list, Language::kEn),
              AllOf(HasSubstr("to be reviewed by 2025-11-22"), HasSubstr("cannot speak")));
  opening.set_review_overdue(true);
  EXPECT_THAT(Printed(PrintOpenings, list, Language::kAz), AllOf(HasSubstr("! yoxlama gecikir"), HasSubstr("danışa bilmir")));
  opening.set_verdict(access::v1::BREAK_GLASS_VERDICT_UNJUSTIFIED);
  EXPECT_THAT(Printed(PrintOpenings, list, Language::kAz), HasSubstr("əsassız"));
}

}  // namespace
}  // namespace dayaq::cli
