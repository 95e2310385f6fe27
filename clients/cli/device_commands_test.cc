// The commands on devices and renewals as they are typed, against a service that notes what it is asked.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "clients/cli/fake_edge.h"
#include "clients/cli/program.h"
#include "dayaq/rehabilitation/v1/device_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using namespace rehabilitation::v1;  // NOLINT(google-build-using-namespace)

constexpr char kDevice[] = "devices/01900000-0000-7000-9000-000000000041";
constexpr char kRenewal[] = "renewals/01900000-0000-7000-9000-000000000041";
constexpr char kSurvivor[] = "survivors/01900000-0000-7000-9000-000000000042";
constexpr char kComponent[] = "01900000-0000-7000-9000-000000000043";

common::v1::PartialDate Day(const char* text) { return *dayaq::PartialDateFromText(text); }

class FakeDevices : public DeviceService::Service {
 public:
  grpc::Status GetDevice(grpc::ServerContext*, const GetDeviceRequest*, Device* response) override {
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status PrescribeDevice(grpc::ServerContext*, const PrescribeDeviceRequest* request, Device* response) override {
    prescribed.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status RecordDeviceStep(grpc::ServerContext*, const RecordDeviceStepRequest* request, Device* response) override {
    steps.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }

  std::vector<PrescribeDeviceRequest> prescribed;
  std::vector<RecordDeviceStepRequest> steps;

 private:
  static Device Known() {
    Device device;
    device.set_name(kDevice);
    device.set_etag("4");
    device.set_device_class("lower-conventional");
    device.set_side(incident::v1::SIDE_LEFT);
    device.set_state(DEVICE_STATE_DELIVERED);
    *device.mutable_warranty_until() = Day("2024-09-03");
    DeviceComponent& component = *device.add_components();
    component.set_uid(kComponent);
    component.set_kind(COMPONENT_KIND_FOOT);
    component.set_serial("A-1");
    return device;
  }
};

class FakeRenewals : public RenewalService::Service {
 public:
  grpc::Status ListRenewals(grpc::ServerContext*, const ListRenewalsRequest* request, ListRenewalsResponse* response) override {
    listed.push_back(*request);
    *response->add_renewals() = Known();
    return grpc::Status::OK;
  }
  grpc::Status GetRenewal(grpc::ServerContext*, const GetRenewalRequest*, Renewal* response) override {
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status RecordRenewalContact(grpc::ServerContext*, const RecordRenewalContactRequest* request, Renewal* response) override {
    contacts.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status ForecastRenewals(grpc::ServerContext*, const ForecastRenewalsRequest* request,
                                ForecastRenewalsResponse* response) override {
    forecasts.push_back(*request);
    for (const int expected : {10, 20}) {
      ExpectedRenewals& line = *response->add_expected();
      line.set_institution("rehabilitation-baku");
      line.set_device_class("lower-conventional");
      line.set_month(expected == 10 ? "2026-12" : "2027-01");
      line.set_expected(expected);
      line.set_low80(expected - 3);
      line.set_high80(expected + 3);
      line.set_low95(expected - 5);
      line.set_high95(expected * 2);
    }
    DeviceSurvival& survival = *response->add_survival();
    survival.set_device_class("lower-conventional");
    survival.set_short_history(true);
    return grpc::Status::OK;
  }

  std::vector<ListRenewalsRequest> listed;
  std::vector<RecordRenewalContactRequest> contacts;
  std::vector<ForecastRenewalsRequest> forecasts;

 private:
  static Renewal Known() {
    Renewal renewal;
    renewal.set_name(kRenewal);
    renewal.set_etag("2");
    renewal.set_state(RENEWAL_STATE_ESCALATED);
    *renewal.mutable_due_on() = Day("2026-07-03");
    RenewalContact& contact = *renewal.add_contacts();
    *contact.mutable_tried_on() = Day("2026-06-01");
    contact.set_outcome(CONTACT_OUTCOME_NOT_REACHED);
    return renewal;
  }
};

struct Ended {
  ExitCode code;
  std::string out;
  std::string err;
};

class DeviceCommandsTest : public ::testing::Test {
 protected:
  DeviceCommandsTest() {
    std::filesystem::create_directory(directory_.Path(".dayaq"));
    config_ = directory_.Path(".dayaq/dayaqctl.yaml");
    std::ofstream(config_) << "edge: " << edge_.settings().edge << "\nca: " << edge_.settings().ca
                           << "\nissuer: " << edge_.settings().issuer << "\nclient_id: dayaqctl\n";
    const absl::StatusOr<Settings> settings = LoadSettings(config_);
    EXPECT_TRUE(settings.ok()) << settings.status();
    EXPECT_TRUE(TokenStore(settings->state_directory).Save(edge_.TokensFor(absl::Minutes(5))).ok());
  }
  Ended Ctl(std::vector<std::string> words, const std::string& language = "en") {
    words.insert(words.begin(), "dayaqctl");
    words.insert(words.end(), {"--config", config_, "--lang", language});
    std::vector<const char*> arguments;
    arguments.reserve(words.size());
    for (const std::string& word : words) arguments.push_back(word.c_str());
    std::ostringstream out, err;
    const ExitCode code = RunProgram(static_cast<int>(arguments.size()), arguments.data(), out, err);
    return {code, out.str(), err.str()};
  }

  dayaq::testing::TemporaryDirectory directory_;
  FakeDevices devices_;
  FakeRenewals renewals_;
  FakeEdge edge_{{&devices_, &renewals_}};
  std::string config_;
};

TEST_F(DeviceCommandsTest, APrescriptionIsForAnAdultAndPaidByTheStateUnlessItSaysOtherwise) {
  const Ended done =
      Ctl({"device", "prescribe", kSurvivor, "--class", "lower-conventional", "--side", "left", "--on", "2026-11-20"});
  ASSERT_EQ(done.code, ExitCode::kOk) << done.err;
  ASSERT_THAT(devices_.prescribed, SizeIs(1));
  EXPECT_EQ(devices_.prescribed[0].side(), incident::v1::SIDE_LEFT);
  EXPECT_EQ(devices_.prescribed[0].payer(), DEVICE_PAYER_STATE);
  EXPECT_EQ(devices_.prescribed[0].wearer_age(), WEARER_AGE_ADULT);
  EXPECT_THAT(done.out, AllOf(HasSubstr("delivered"), HasSubstr("2024-09-03"), HasSubstr("A-1"), HasSubstr("foot")));
  EXPECT_THAT(Ctl({"device", "show", kDevice}, "az").out, AllOf(HasSubstr("təhvil verilib"), HasSubstr("zəmanət")));
}

TEST_F(DeviceCommandsTest, AStepNamesComponentsByNumberAndComesWithTheVersionThatStands) {
  ASSERT_EQ(Ctl({"device", "step", kDevice, "--kind", "component_replaced", "--on", "2026-11-20", "--component",
                 "knee,Nümunə,B-2,P7", "--removed", "1"})
                .code,
            ExitCode::kOk);
  ASSERT_THAT(devices_.steps, SizeIs(1));
  const RecordDeviceStepRequest& step = devices_.steps[0];
  EXPECT_EQ(step.etag(), "4");
  EXPECT_EQ(step.components(0).kind(), COMPONENT_KIND_KNEE);
  EXPECT_EQ(step.components(0).serial(), "B-2");
  EXPECT_EQ(step.removed_uids(0), kComponent);
  EXPECT_EQ(Ctl({"device", "step", kDevice, "--kind", "fitted", "--on", "2026-11-20", "--removed", "2"}).code, ExitCode::kBadInput);
  EXPECT_EQ(Ctl({"device", "step", kDevice, "--kind", "fitted", "--on", "2026-11-20", "--component", "knee"}).code,
            ExitCode::kBadInput);
}

TEST_F(DeviceCommandsTest, TheCallInListAndWhatCameOfCalling) {
  const Ended due = Ctl({"renewals", "due", "--until", "2026-12", "--state", "escalated"});
  ASSERT_EQ(due.code, ExitCode::kOk) << due.err;
  EXPECT_EQ(renewals_.listed[0].until_month(), "2026-12");
  EXPECT_EQ(renewals_.listed[0].states(0), RENEWAL_STATE_ESCALATED);
  EXPECT_THAT(due.out, AllOf(HasSubstr("2026-07-03"), HasSubstr("not reached: look for them"), HasSubstr("2026-06-01 no answer")));
  ASSERT_EQ(Ctl({"renewals", "call", kRenewal, "--outcome", "reached", "--on", "2026-11-20"}).code, ExitCode::kOk);
  EXPECT_EQ(renewals_.contacts[0].outcome(), CONTACT_OUTCOME_REACHED);
  EXPECT_EQ(renewals_.contacts[0].etag(), "2");
}

TEST_F(DeviceCommandsTest, TheForecastIsATableWithASmallChart) {
  const Ended forecast = Ctl({"renewals", "forecast", "--months", "2"});
  ASSERT_EQ(forecast.code, ExitCode::kOk) << forecast.err;
  EXPECT_EQ(renewals_.forecasts[0].months(), 2);
  // Forty columns for the highest end of an interval, 40: a column a device.
  EXPECT_THAT(forecast.out,
              AllOf(HasSubstr("7–13"), HasSubstr("██████████──────────\n"), HasSubstr("15–40"), HasSubstr("the history is short")));
}

}  // namespace
}  // namespace dayaq::cli
