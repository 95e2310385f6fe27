// `dayaqctl doctor` as it is typed, against a house that is partly ill.
#include "clients/cli/edge_probe.h"
#include "clients/cli/typed_commands.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "dayaq/outbox/v1/outbox_service.grpc.pb.h"
#include "dayaq/payment/v1/recount_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// A minute ago unless said otherwise: so late is nobody's fault.
class FakeOutbox : public outbox::v1::OutboxService::Service {
 public:
  grpc::Status ListParkedDeliveries(grpc::ServerContext*, const outbox::v1::ListParkedDeliveriesRequest*,
                                    outbox::v1::ListParkedDeliveriesResponse* response) override {
    outbox::v1::WaitingDeliveries& one = *response->add_waiting();
    one.set_subscriber("payment.assess");
    one.set_due(3);
    *one.mutable_oldest_due_time() = Timestamp(absl::Now() - late);
    one.set_parked(parked);
    return grpc::Status::OK;
  }
  absl::Duration late = absl::Minutes(1);
  int64_t parked = 0;
};

class FakeAudit : public audit::v1::AuditService::Service {
 public:
  grpc::Status GetLogStatus(grpc::ServerContext*, const audit::v1::GetLogStatusRequest*, audit::v1::LogStatus* status) override {
    status->set_size(100);
    status->set_published_size(100);
    status->set_waiting(2);
    *status->mutable_oldest_waiting_time() = Timestamp(absl::Now() - late);
    return grpc::Status::OK;
  }
  absl::Duration late = absl::Seconds(1);
};

class FakeRecount : public payment::v1::RecountService::Service {
 public:
  grpc::Status GetRecount(grpc::ServerContext*, const payment::v1::GetRecountRequest* request,
                          payment::v1::Recount* recount) override {
    if (request->kind() != payment::v1::RECOUNT_KIND_CHECK) return {grpc::StatusCode::INVALID_ARGUMENT, ""};
    if (!looked) return {grpc::StatusCode::NOT_FOUND, ""};
    recount->set_total(500);
    recount->mutable_counts()->set_done(500);
    recount->mutable_counts()->set_unserved(unserved);
    return grpc::Status::OK;
  }
  bool looked = true;
  int64_t unserved = 0;
};

class DoctorTest : public ::testing::Test {
 protected:
  FakeOutbox outbox_;
  FakeAudit audit_;
  FakeRecount recount_;
  FakeEdge edge_{{&outbox_, &audit_, &recount_}};
  TypedCommands typed_{edge_};
};

TEST_F(DoctorTest, SaysWhatIsWellAndWhatItDoesNotSee) {
  const Ended ended = typed_.Ctl({"doctor"});
  EXPECT_THAT(ended.out, AllOf(HasSubstr("✓ service incident: "), HasSubstr("certificate of the edge: "),
                               HasSubstr("✓ events that wait, the oldest is late by: 3, 60 s"), HasSubstr("✓ nothing is parked"),
                               HasSubstr("✓ entries that wait for a place: 2, 1 s; published 100 / 100"),
                               HasSubstr("✓ nobody was passed over, looked at: 500 / 500"), Not(HasSubstr("does not answer"))))
      << ended.err;
}

TEST_F(DoctorTest, SaysWhatIsIllAndWhatToDo) {
  outbox_.late = absl::Hours(1);
  outbox_.parked = 4;
  audit_.late = absl::Minutes(3);
  recount_.unserved = 2;
  const Ended ended = typed_.Ctl({"doctor"});
  EXPECT_EQ(ended.code, ExitCode::kRefused);
  EXPECT_THAT(
      ended.out,
      AllOf(HasSubstr("✗ payment.assess: 3 events wait, 3600 s\n    → docs/operations/alerts.md#dayaqeventsunheard"),
            HasSubstr("✗ payment.assess: 4 parked\n    → dayaqctl reactions list"), HasSubstr("✗ entries that wait for a place"),
            HasSubstr("✗ passed over: 2\n"), Not(HasSubstr("nothing is parked"))));
}

TEST_F(DoctorTest, SaysWhatNobodyHasLookedAtYet) {
  recount_.looked = false;
  EXPECT_THAT(typed_.Ctl({"doctor"}).out, HasSubstr("? whether anybody was passed over (nobody has looked yet)"));
}

TEST_F(DoctorTest, AProbeSaysThatNobodyIsThere) {
  Settings settings = edge_.settings();
  settings.edge = "127.0.0.1:1";
  const Probed probed = EdgeProbe(settings).Ask("incident");
  EXPECT_EQ(probed.answered.code(), absl::StatusCode::kUnavailable);
  EXPECT_FALSE(probed.certificate_ends.has_value());
}

TEST(CertificateEnds, RefusesWhatIsNoCertificate) { EXPECT_FALSE(CertificateEnds("-----BEGIN NOTHING-----").ok()); }

}  // namespace
}  // namespace dayaq::cli
