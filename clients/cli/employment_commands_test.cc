// The commands on work as they are typed, against services that note what they are asked.
#include <fstream>
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/employment/v1/placement_service.grpc.pb.h"
#include "dayaq/employment/v1/profile_service.grpc.pb.h"
#include "dayaq/employment/v1/vacancy_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using namespace employment::v1;  // NOLINT(google-build-using-namespace)

constexpr char kProfile[] = "profiles/01900000-0000-7000-9000-000000000061";
constexpr char kVacancy[] = "vacancies/01900000-0000-7000-9000-000000000062";
constexpr char kPlacement[] = "placements/01900000-0000-7000-9000-000000000063";
constexpr char kSurvivor[] = "survivors/01900000-0000-7000-9000-000000000064";

class FakeProfiles : public ProfileService::Service {
 public:
  grpc::Status OpenProfile(grpc::ServerContext*, const OpenProfileRequest* request, Profile* response) override {
    opened.push_back(*request);
    response->set_name(kProfile);
    *response->mutable_content() = request->content();
    return grpc::Status::OK;
  }
  std::vector<OpenProfileRequest> opened;
};

class FakeVacancies : public VacancyService::Service {
 public:
  grpc::Status MatchVacancies(grpc::ServerContext*, const MatchVacanciesRequest* request,
                              MatchVacanciesResponse* response) override {
    matched.push_back(*request);
    Match& match = *response->add_matches();
    match.mutable_vacancy()->set_name(kVacancy);
    match.mutable_vacancy()->set_title("Dərzi");
    match.set_score(93);
    MatchReason& reason = *match.add_reasons();
    reason.set_points(25);
    reason.set_most_points(25);
    reason.set_text_az("Tələb olunan 1 bacarıqdan 1 var");
    reason.set_text_en("Has 1 of 1 skills asked for");
    return grpc::Status::OK;
  }
  std::vector<MatchVacanciesRequest> matched;
};

class FakePlacements : public PlacementService::Service {
 public:
  grpc::Status GetPlacement(grpc::ServerContext*, const GetPlacementRequest*, Placement* response) override {
    response->set_name(kPlacement);
    response->set_etag("4");
    response->set_state(PLACEMENT_STATE_INTRODUCED);
    return grpc::Status::OK;
  }
  grpc::Status StartPlacement(grpc::ServerContext*, const StartPlacementRequest* request, Placement* response) override {
    started.push_back(*request);
    response->set_name(kPlacement);
    response->set_state(PLACEMENT_STATE_STARTED);
    *response->mutable_starts_on() = request->starts_on();
    RetentionCheck& look = *response->add_checks();
    look.set_months(3);
    look.set_state(RETENTION_STATE_DUE);
    return grpc::Status::OK;
  }
  std::vector<StartPlacementRequest> started;
};

class EmploymentCommandsTest : public ::testing::Test {
 protected:
  FakeProfiles profiles_;
  FakeVacancies vacancies_;
  FakePlacements placements_;
  FakeEdge edge_{{&profiles_, &vacancies_, &placements_}};
  TypedCommands typed_{edge_};
};

TEST_F(EmploymentCommandsTest, AProfileIsReadFromAFile) {
  const std::string file = typed_.directory().Path("profil.yaml");
  std::ofstream(file) << "lives_in: AZ-BAR\neducation: vocational\nskills: [sewing, leather]\nfields: [textiles]\nmost_km: 50\n"
                         "abilities:\n  - {domain: walking, ability: with_adaptation, adaptations: [step_free]}\n";
  const Ended opened = typed_.Ctl({"employment", "profile", "open", kSurvivor, "--file", file}, "az");
  ASSERT_EQ(opened.code, ExitCode::kOk) << opened.err;
  ASSERT_THAT(profiles_.opened, SizeIs(1));
  EXPECT_EQ(profiles_.opened[0].survivor(), kSurvivor);
  EXPECT_EQ(profiles_.opened[0].content().skills(1), SKILL_LEATHER);
  EXPECT_EQ(profiles_.opened[0].content().abilities(0).adaptations(0), WORK_ADAPTATION_STEP_FREE);
  EXPECT_THAT(opened.out,
              AllOf(HasSubstr("tikiş, dəri işi"), HasSubstr("yerimə ilə bağlı iş: uyğunlaşdırma ilə (pilləsiz giriş)")));
}

TEST_F(EmploymentCommandsTest, MatchesAreSaidWithTheirReasons) {
  const Ended found = typed_.Ctl({"employment", "match", kProfile, "--most", "5"});
  ASSERT_EQ(found.code, ExitCode::kOk) << found.err;
  EXPECT_EQ(vacancies_.matched.at(0).most(), 5);
  EXPECT_THAT(found.out, AllOf(HasSubstr("93"), HasSubstr(kVacancy), HasSubstr("25/25  Has 1 of 1 skills asked for")));
  EXPECT_THAT(typed_.Ctl({"employment", "match", kProfile}, "az").out, HasSubstr("Tələb olunan 1 bacarıqdan 1 var"));
}

TEST_F(EmploymentCommandsTest, AContractIsRecordedAsTheRowIsNow) {
  const Ended started = typed_.Ctl({"employment", "placement", "start", kPlacement, "--contract", "ƏM-1", "--on", "2026-12-07"});
  ASSERT_EQ(started.code, ExitCode::kOk) << started.err;
  ASSERT_THAT(placements_.started, SizeIs(1));
  EXPECT_EQ(placements_.started[0].etag(), "4");
  EXPECT_EQ(placements_.started[0].contract_number(), "ƏM-1");
  EXPECT_EQ(dayaq::ToText(placements_.started[0].starts_on()), "2026-12-07");
  EXPECT_THAT(started.out, AllOf(HasSubstr("works"), HasSubstr("3 months: ")));
}

}  // namespace
}  // namespace dayaq::cli
