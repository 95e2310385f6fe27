#include "clients/cli/output.h"

#include <sstream>

#include "clients/cli/exit_code.h"
#include "clients/cli/incident_view.h"
#include "clients/cli/language.h"
#include "dayaq/access/v1/annotations.pb.h"
#include "dayaq/access/v1/break_glass.pb.h"
#include "dayaq/access/v1/role_assignment.pb.h"
#include "dayaq/common/v1/person.pb.h"
#include "dayaq/incident/v1/code_lists.pb.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "dayaq/survivor/v1/code_lists.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"

namespace dayaq::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string Printed(const absl::Status& status, Language language, bool json = false) {
  std::ostringstream out;
  PrintError(status, language, json, out);
  return out.str();
}

TEST(Table, ColumnsStandInLineWithAzerbaijaniLetters) {
  Table table({"ad", "rayon"});
  table.AddRow({"Şəhla", "AZ-TAR"});
  table.AddRow({"Ali", "AZ-BAR"});
  std::ostringstream out;
  table.Print(out);
  EXPECT_EQ(out.str(), "ad     rayon\n─────  ──────\nŞəhla  AZ-TAR\nAli    AZ-BAR\n");
}

TEST(Table, MissingCellsAreEmptyAndNothingTrails) {
  Table table({"a", "b"});
  table.AddRow({"long"});
  std::ostringstream out;
  table.Print(out);
  EXPECT_EQ(out.str(), "a     b\n────  ─\nlong\n");
}

TEST(Printable, WhatSomeoneTypedCannotPlayWithTheScreen) {
  EXPECT_EQ(Printable("a\x1b[31mb\nc"), "a [31mb c");
  EXPECT_EQ(Printable("a\xE2\x80\xAE"
                      "b"),
            "ab");  // right-to-left override
  EXPECT_EQ(Printable("a\xFF"
                      "b"),
            "a?b");
  EXPECT_EQ(Printable("Ğəİı"), "Ğəİı");
}

TEST(PrintError, ListsEveryFaultyFieldWithItsReasonAndWhatWouldBeRight) {
  Violations violations;
  violations.Add("incident.facts.district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "A code of the gazetteer.");
  violations.Add("incident.casualties[0].facts.died_on", ErrorReason::ERROR_REASON_DEATH_BEFORE_INCIDENT,
                 "Not before the incident.");
  const std::string english = Printed(violations.ToStatus(), Language::kEn);
  EXPECT_THAT(english, AllOf(HasSubstr("[FIELDS_INVALID]"), HasSubstr("incident.facts.district               DISTRICT_UNKNOWN"),
                             HasSubstr("DEATH_BEFORE_INCIDENT  Not before the incident.")));
  EXPECT_THAT(Printed(violations.ToStatus(), Language::kAz),
              AllOf(HasSubstr("nə düzgün olardı"), HasSubstr("Not before the incident.")));
}

TEST(PrintError, AsJsonItIsOneDocument) {
  Violations violations;
  violations.Add("a", ErrorReason::ERROR_REASON_REQUIRED, "say \"x\"");
  EXPECT_EQ(Printed(violations.ToStatus(), Language::kAz, true),
            "{\"error\":{\"code\":\"INVALID_ARGUMENT\",\"reason\":\"FIELDS_INVALID\",\"message\":\"One field is faulty; nothing "
            "was stored.\","
            "\"faults\":[{\"field\":\"a\",\"reason\":\"REQUIRED\",\"description\":\"say \\\"x\\\"\"}]}}\n");
}

TEST(PrintError, FaultsOfAFileComeOneALine) {
  EXPECT_EQ(Printed(absl::InvalidArgumentError("f:1:1: a\nf:2:1: b"), Language::kEn), "✗ f:1:1: a\n  f:2:1: b\n");
}

TEST(ExitCode, TellsTheFourKindsOfFailureApart) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), ExitCode::kOk);
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("flag")), ExitCode::kBadInput);
  EXPECT_EQ(ExitCodeOf(NotFound()), ExitCode::kRefused);
  EXPECT_EQ(ExitCodeOf(MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_REQUEST_ID_REUSED, "x")),
            ExitCode::kRefused);
  EXPECT_EQ(ExitCodeOf(absl::UnauthenticatedError("x")), ExitCode::kNotSignedIn);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("x")), ExitCode::kUnreachable);
  EXPECT_EQ(ExitCodeOf(MakeError(absl::StatusCode::kResourceExhausted, ErrorReason::ERROR_REASON_BUSY, "x")),
            ExitCode::kUnreachable);
  EXPECT_EQ(ExitCodeOf(MakeError(absl::StatusCode::kResourceExhausted, ErrorReason::ERROR_REASON_REQUEST_TOO_LARGE, "x")),
            ExitCode::kRefused);
}

TEST(CodeLabels, EveryCodeHasWordsInBothLanguages) {
  for (const auto* file :
       {incident::v1::CivilStatus_descriptor()->file(), common::v1::Sex_descriptor()->file(),
        survivor::v1::SurvivorState_descriptor()->file(), payment::v1::EntitlementState_descriptor()->file(),
        payment::v1::ReleaseNeed_descriptor()->file(), access::v1::DataClass_descriptor()->file(),
        access::v1::RoleAssignmentState_descriptor()->file(), access::v1::BreakGlassReason_descriptor()->file()}) {
    ASSERT_GT(file->enum_type_count(), 0) << file->name();
    for (int i = 0; i < file->enum_type_count(); ++i) {
      for (int j = 0; j < file->enum_type(i)->value_count(); ++j) {
        const auto& value = *file->enum_type(i)->value(j);
        for (const Language language : {Language::kAz, Language::kEn}) {
          EXPECT_EQ(CodeLabel(value, language).empty(), value.number() == 0) << value.name();
          EXPECT_NE(CodeLabel(value, language), value.name());
        }
      }
    }
  }
}

TEST(Language, TheFlagWinsOverTheLocale) {
  const char* english[] = {"dayaqctl", "--lang", "en"};
  EXPECT_EQ(ChooseLanguage(3, english), Language::kEn);
  const char* azerbaijani[] = {"dayaqctl", "incident", "--lang=az"};
  EXPECT_EQ(ChooseLanguage(3, azerbaijani), Language::kAz);
}

TEST(IncidentView, SortsPeopleTheAzerbaijaniWay) {
  incident::v1::Incident incident;
  for (const char* family : {"Qasımov", "İsmayıl", "Hacı", "Xəlil", "Əli", "Eldar", "Çingiz", "Cəfər"}) {
    incident.add_casualties()->mutable_facts()->mutable_identity()->set_family_name(family);
  }
  std::ostringstream out;
  PrintIncident(incident, Language::kEn, out);
  size_t before = 0;
  for (const char* family : {"Cəfər", "Çingiz", "Eldar", "Əli", "Hacı", "Xəlil", "İsmayıl", "Qasımov"}) {
    const size_t at = out.str().find(family);
    ASSERT_NE(at, std::string::npos);
    EXPECT_LT(before, at) << family;
    before = at;
  }
}

TEST(IncidentView, ShowsInjuriesInWordsAndWhatIsHidden) {
  incident::v1::Incident incident;
  incident.set_number("1000423");
  incident.add_redacted_fields("casualties.facts.identity");
  auto& facts = *incident.add_casualties()->mutable_facts();
  auto& amputation = *facts.add_amputations();
  amputation.set_level(incident::v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  amputation.set_side(incident::v1::SIDE_RIGHT);
  facts.mutable_age()->set_min_years(30);
  facts.mutable_age()->set_max_years(40);
  std::ostringstream out;
  PrintIncident(incident, Language::kAz, out);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("1000423"), HasSubstr("sağ baldır amputasiyası"), HasSubstr("30-40"),
                               HasSubstr("casualties.facts.identity"), Not(HasSubstr("0 0.0"))));
}

}  // namespace
}  // namespace dayaq::cli
