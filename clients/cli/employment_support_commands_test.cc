// The commands on courses, own businesses, studies and invitations as they are typed, against services that note what they are
// asked.
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/employment/v1/course_service.grpc.pb.h"
#include "dayaq/employment/v1/grant_service.grpc.pb.h"
#include "dayaq/employment/v1/invitation_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using namespace employment::v1;  // NOLINT(google-build-using-namespace)

constexpr char kCourse[] = "courses/01900000-0000-7000-9000-000000000091";
constexpr char kEnrolment[] = "enrolments/01900000-0000-7000-9000-000000000092";
constexpr char kProfile[] = "profiles/01900000-0000-7000-9000-000000000093";
constexpr char kGrant[] = "grants/01900000-0000-7000-9000-000000000094";
constexpr char kInvitation[] = "invitations/01900000-0000-7000-9000-000000000095";

class FakeCourses : public CourseService::Service {
 public:
  grpc::Status AddTrainingProvider(grpc::ServerContext*, const AddTrainingProviderRequest* request,
                                   TrainingProvider* response) override {
    providers.push_back(*request);
    *response = request->provider();
    response->set_uid("01900000-0000-7000-9000-000000000090");
    return grpc::Status::OK;
  }
  grpc::Status ListTrainingProviders(grpc::ServerContext*, const ListTrainingProvidersRequest*,
                                     ListTrainingProvidersResponse* response) override {
    response->add_providers()->set_name_az("Nümunə Peşə Mərkəzi");
    return grpc::Status::OK;
  }
  grpc::Status PlanCourse(grpc::ServerContext*, const PlanCourseRequest* request, Course* response) override {
    planned.push_back(*request);
    *response = request->course();
    response->set_name(kCourse);
    return grpc::Status::OK;
  }
  grpc::Status EnrolPerson(grpc::ServerContext*, const EnrolPersonRequest* request, Enrolment* response) override {
    enrolled.push_back(*request);
    response->set_name(kEnrolment);
    response->set_state(ENROLMENT_STATE_WAITING);
    return grpc::Status::OK;
  }
  grpc::Status RecordAttendance(grpc::ServerContext*, const RecordAttendanceRequest* request, RecordAttendanceResponse*) override {
    attended.push_back(*request);
    return grpc::Status::OK;
  }
  std::vector<AddTrainingProviderRequest> providers;
  std::vector<PlanCourseRequest> planned;
  std::vector<EnrolPersonRequest> enrolled;
  std::vector<RecordAttendanceRequest> attended;
};

class FakeGrants : public GrantService::Service {
 public:
  grpc::Status ProposeGrant(grpc::ServerContext*, const ProposeGrantRequest* request, Grant* response) override {
    proposed.push_back(*request);
    response->set_name(kGrant);
    *response->mutable_planned() = request->planned();
    return grpc::Status::OK;
  }
  grpc::Status GetGrant(grpc::ServerContext*, const GetGrantRequest*, GetGrantResponse* response) override {
    response->mutable_grant()->set_name(kGrant);
    response->mutable_grant()->set_etag("4");
    response->add_visits()->mutable_done_on()->set_year(2026);
    response->mutable_visits(0)->mutable_done_on()->set_month(1);
    response->mutable_visits(0)->mutable_done_on()->set_day(2);
    response->add_visits()->set_name("grantVisits/second");
    return grpc::Status::OK;
  }
  grpc::Status HandOverAssets(grpc::ServerContext*, const HandOverAssetsRequest* request, GetGrantResponse*) override {
    handed.push_back(*request);
    return grpc::Status::OK;
  }
  grpc::Status RecordGrantVisit(grpc::ServerContext*, const RecordGrantVisitRequest* request, GrantVisit*) override {
    visited.push_back(*request);
    return grpc::Status::OK;
  }
  std::vector<ProposeGrantRequest> proposed;
  std::vector<HandOverAssetsRequest> handed;
  std::vector<RecordGrantVisitRequest> visited;
};

class FakeInvitations : public InvitationService::Service {
 public:
  grpc::Status GetInvitation(grpc::ServerContext*, const GetInvitationRequest*, Invitation* response) override {
    response->set_name(kInvitation);
    response->set_etag("2");
    return grpc::Status::OK;
  }
  grpc::Status AnswerInvitation(grpc::ServerContext*, const AnswerInvitationRequest* request, Invitation* response) override {
    answered.push_back(*request);
    response->set_name(kInvitation);
    response->set_state(INVITATION_STATE_ACCEPTED);
    response->add_programmes(SUPPORT_PROGRAMME_OWN_BUSINESS);
    return grpc::Status::OK;
  }
  grpc::Status CountSupport(grpc::ServerContext*, const CountSupportRequest*, CountSupportResponse* response) override {
    SupportCell& cell = *response->add_cells();
    cell.set_district("AZ-BAR");
    cell.set_kind(SUPPORT_COUNT_CERTIFIED);
    cell.set_count(4);
    cell.set_small(true);
    response->set_note_az("kiçik saylar");
    response->set_note_en("small numbers");
    return grpc::Status::OK;
  }
  std::vector<AnswerInvitationRequest> answered;
};

class EmploymentSupportCommandsTest : public ::testing::Test {
 protected:
  Ended Ctl(std::vector<std::string> words, const std::string& language = "en") {
    words.insert(words.begin(), "employment");
    return commands_.Ctl(std::move(words), language);
  }
  FakeCourses courses_;
  FakeGrants grants_;
  FakeInvitations invitations_;
  FakeEdge edge_{{&courses_, &grants_, &invitations_}};
  TypedCommands commands_{edge_};
};

TEST_F(EmploymentSupportCommandsTest, WhoGivesCoursesIsRecordedAndListed) {
  const Ended added = Ctl({"provider", "add", "--title", "Nümunə Peşə Mərkəzi", "--district", "AZ-BAR"});
  ASSERT_EQ(added.code, ExitCode::kOk) << added.err;
  ASSERT_THAT(courses_.providers, SizeIs(1));
  EXPECT_EQ(courses_.providers[0].provider().name_az(), "Nümunə Peşə Mərkəzi");
  EXPECT_EQ(courses_.providers[0].provider().district(), "AZ-BAR");
  EXPECT_THAT(added.out, HasSubstr("01900000-0000-7000-9000-000000000090")) << "what a course is planned with";
  const Ended listed = Ctl({"provider", "list"});
  ASSERT_EQ(listed.code, ExitCode::kOk) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("Nümunə Peşə Mərkəzi"));
}

TEST_F(EmploymentSupportCommandsTest, CoursesArePlannedAndPeopleEnrolled) {
  EXPECT_EQ(Ctl({"course", "plan", "--provider", "01900000-0000-7000-9000-000000000090", "--title", "Dərzi", "--kind", "vocational",
                 "--district", "AZ-BAR", "--from", "2026-12-07", "--until", "2027-01-08", "--weekdays", "12345", "--places", "30"})
                .code,
            ExitCode::kOk);
  ASSERT_THAT(courses_.planned, SizeIs(1));
  EXPECT_EQ(courses_.planned[0].course().places(), 30);
  EXPECT_EQ(courses_.planned[0].course().kind(), COURSE_KIND_VOCATIONAL);
  EXPECT_EQ(dayaq::ToText(courses_.planned[0].course().last_day()), "2027-01-08");
  EXPECT_THAT(Ctl({"enrol", "add", kProfile, "--course", kCourse}).out, HasSubstr("waiting"));
  ASSERT_THAT(courses_.enrolled, SizeIs(1));
  EXPECT_EQ(courses_.enrolled[0].profile(), kProfile);
  Ctl({"course", "attendance", kCourse, "--on", "2026-12-07", "--present", kEnrolment, "--absent", "enrolments/other"});
  ASSERT_THAT(courses_.attended, SizeIs(1));
  EXPECT_EQ(courses_.attended[0].present(0), kEnrolment);
  EXPECT_EQ(courses_.attended[0].absent(0), "enrolments/other");
}

TEST_F(EmploymentSupportCommandsTest, LinesAndAssetsAreWrittenShort) {
  EXPECT_THAT(
      Ctl({"grant", "propose", kProfile, "--activity", "Tikiş", "--plan", "Evdə sifarişlə tikiş", "--line", "Tikiş maşını:2:60000"},
          "az")
          .out,
      AllOf(HasSubstr("özünüməşğulluq"), HasSubstr("2 × 600,00 AZN")));
  ASSERT_THAT(grants_.proposed, SizeIs(1));
  EXPECT_EQ(grants_.proposed[0].planned(0).title(), "Tikiş maşını");
  EXPECT_NE(Ctl({"grant", "propose", kProfile, "--activity", "x", "--plan", "y", "--line", "Tikiş maşını"}).code, ExitCode::kOk);
  Ctl({"grant", "hand-over", kGrant, "--asset", "1:SN-204", "--on", "2026-12-10"});
  ASSERT_THAT(grants_.handed, SizeIs(1));
  EXPECT_EQ(grants_.handed[0].assets(0).serial_number(), "SN-204");
  EXPECT_EQ(grants_.handed[0].etag(), "4");
  Ctl({"grant", "visit", kGrant, "--on", "2027-01-12", "--finding", "works"});
  ASSERT_THAT(grants_.visited, SizeIs(1));
  EXPECT_EQ(grants_.visited[0].name(), "grantVisits/second") << "the first that was not made";
}

TEST_F(EmploymentSupportCommandsTest, AnswersAndReports) {
  EXPECT_THAT(Ctl({"invitations", "accept", kInvitation, "--programme", "own_business", "--on", "2026-12-01"}).out,
              HasSubstr("own business"));
  ASSERT_THAT(invitations_.answered, SizeIs(1));
  EXPECT_TRUE(invitations_.answered[0].accepted());
  EXPECT_THAT(Ctl({"report", "--from", "2026-01", "--until", "2026-11"}).out,
              AllOf(HasSubstr("got a certificate"), HasSubstr("small numbers")));
  EXPECT_THAT(Ctl({"report", "--from", "2026-01", "--until", "2026-11"}, "az").out, HasSubstr("kiçik saylar"));
}

}  // namespace
}  // namespace dayaq::cli
