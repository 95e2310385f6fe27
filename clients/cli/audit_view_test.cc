// What entries, looks, the log and withholdings look like.
#include "clients/cli/audit_view.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::cli {
namespace {

using audit::v1::Look;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

template <typename Print, typename Message>
std::string Printed(Print print, const Message& message, Language language) {
  std::ostringstream out;
  print(message, language, out);
  return out.str();
}

// 14:05:30 in Baku.
constexpr int64_t kTime = 1'763'805'930;

Look Clinician() {
  Look look;
  look.mutable_first_time()->set_seconds(kTime);
  look.mutable_last_time()->set_seconds(kTime);
  look.set_count(3);
  look.set_kind(audit::v1::LOOK_KIND_READ);
  look.set_role_az("Həkim");
  look.set_role_en("Clinician");
  look.set_institution_az("Bərdə xəstəxanası");
  look.set_institution_en("Barda hospital");
  look.set_purpose_az("Qayğı və müalicə");
  look.set_purpose_en("Care and treatment");
  look.set_action_az("Şəxsin qeydinə baxmaq");
  look.set_action_en("Look at a survivor's record");
  look.add_seen_az("xəsarətlər");
  look.add_seen_az("ad");
  look.add_seen_en("injuries");
  look.add_seen_en("name");
  return look;
}

TEST(LooksView, SaysWhenWhoWhatForAndWhatWasSeen) {
  audit::v1::WhoLookedResponse looks;
  *looks.add_looks() = Clinician();
  EXPECT_THAT(Printed(PrintLooks, looks, Language::kAz),
              AllOf(HasSubstr("2025-11-22 14:05"), HasSubstr("Həkim, Bərdə xəstəxanası"), HasSubstr("baxıb"),
                    HasSubstr("Qayğı və müalicə"), HasSubstr("xəsarətlər; ad"), Not(HasSubstr("əməkdaş"))));
  EXPECT_THAT(Printed(PrintLooks, looks, Language::kEn),
              AllOf(HasSubstr("Clinician, Barda hospital"), HasSubstr("looked"), HasSubstr("injuries; name")));
}

TEST(LooksView, TellsTheSystemEmergenciesListsAndColleagues) {
  audit::v1::WhoLookedResponse looks;
  Look system = Clinician();
  system.set_by_system(true);
  *looks.add_looks() = system;
  Look emergency = Clinician();
  emergency.set_in_emergency(true);
  emergency.set_by_delegation(true);
  emergency.set_in_list(true);
  emergency.set_kind(audit::v1::LOOK_KIND_REFUSED);
  emergency.mutable_first_time()->set_seconds(kTime - 120);
  *looks.add_looks() = emergency;
  EXPECT_THAT(Printed(PrintLooks, looks, Language::kEn),
              AllOf(HasSubstr("the system itself"), HasSubstr("(for a colleague)"), HasSubstr("! in an emergency"),
                    HasSubstr("(in a list)"), HasSubstr("asked, and was refused"), HasSubstr("2025-11-22 14:03 – 14:05")));
}

TEST(LooksView, WhoOverseesSeesTheStaffAndWhatIsWithheld) {
  audit::v1::WhoLookedResponse looks;
  Look look = Clinician();
  look.set_staff_uid("01900000-0000-7000-8000-000000000004");
  look.set_withheld_by("withholdings/1");
  *looks.add_looks() = look;
  EXPECT_THAT(Printed(PrintLooks, looks, Language::kEn),
              AllOf(HasSubstr("staff"), HasSubstr("01900000-0000-7000-8000-000000000004 withholdings/1")));
}

TEST(LooksView, SaysThatNobodyLooked) {
  EXPECT_EQ(Printed(PrintLooks, audit::v1::WhoLookedResponse(), Language::kEn), "Nobody looked in this time.\n");
}

TEST(EntryView, IsEveryFieldThatHoldsAnything) {
  audit::v1::AuditEntry stored;
  stored.set_name("auditEntries/1");
  audit::v1::Entry& entry = *stored.mutable_entry();
  entry.mutable_time()->set_seconds(kTime);
  entry.set_staff_uid("01900000-0000-7000-8000-000000000004");
  entry.set_method("/dayaq.incident.v1.IncidentService/GetIncident");
  entry.set_decision(audit::v1::DECISION_DENIED);
  entry.set_reason("ACTION_DENIED");
  entry.add_asked("name=incidents/1");
  entry.add_resources("incidents/1\x1b[31m");
  entry.set_after_hash("\x01\x02");
  const std::string waiting = Printed(PrintEntry, stored, Language::kEn);
  EXPECT_THAT(waiting, AllOf(HasSubstr("has no place in the log yet"), HasSubstr("refused (ACTION_DENIED)"), HasSubstr("0102"),
                             HasSubstr("name=incidents/1"), Not(HasSubstr("\x1b")), Not(HasSubstr("on behalf of"))));
  stored.set_origin("audit.example/log/1");
  stored.set_index(7);
  EXPECT_THAT(Printed(PrintEntry, stored, Language::kAz), HasSubstr("audit.example/log/1 № 7"));
}

TEST(EntriesView, IsALineEach) {
  audit::v1::SearchEntriesResponse list;
  audit::v1::Entry& entry = *list.add_entries()->mutable_entry();
  entry.set_uid("0190");
  entry.set_method("/dayaq.incident.v1.IncidentService/GetIncident");
  entry.set_decision(audit::v1::DECISION_ALLOWED);
  entry.set_resource_count(3);
  *list.add_entries()->mutable_entry() = entry;
  list.mutable_entries(1)->mutable_entry()->set_method("reaction/payment.assess");
  EXPECT_THAT(Printed(PrintEntries, list, Language::kEn), AllOf(HasSubstr("GetIncident"), Not(HasSubstr("dayaq.incident")),
                                                                HasSubstr("reaction/payment.assess"), HasSubstr("allowed")));
}

TEST(LogStatusView, SaysHowFarItIs) {
  audit::v1::LogStatus status;
  status.set_origin("audit.example/log/2");
  status.set_size(100);
  status.set_published_size(90);
  status.set_waiting(3);
  status.add_signers("audit.example/log/2");
  status.add_signers("witness.example/1");
  audit::v1::LogRecord& former = *status.add_logs();
  former.set_origin("audit.example/log/1");
  former.mutable_sealed_time()->set_seconds(kTime);
  EXPECT_THAT(Printed(PrintLogStatus, status, Language::kEn),
              AllOf(HasSubstr("100"), HasSubstr("90"), HasSubstr("audit.example/log/2, witness.example/1"),
                    HasSubstr("audit.example/log/1"), HasSubstr("sealed 2025-11-22 14:05")));
}

TEST(WithholdingView, SaysOnWhatItRests) {
  audit::v1::ListWithholdingsResponse list;
  audit::v1::Withholding& one = *list.add_withholdings();
  one.set_name("withholdings/1");
  one.set_person_uid("5");
  one.set_legal_act(audit::v1::LEGAL_ACT_CRIMINAL_PROCEDURE);
  one.set_article("177.1");
  one.set_state(audit::v1::WITHHOLDING_STATE_PROPOSED);
  EXPECT_THAT(Printed(PrintWithholdings, list, Language::kAz),
              AllOf(HasSubstr("Cinayət-Prosessual Məcəlləsi, maddə 177.1"), HasSubstr("ikinci imzanı gözləyir")));
  EXPECT_THAT(Printed(PrintWithholdingLine, one, Language::kEn), HasSubstr("waits for the second signature"));
}

}  // namespace
}  // namespace dayaq::cli
