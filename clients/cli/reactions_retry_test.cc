// Trying again everything that is parked, against an outbox that cuts its list as the services do.
#include "clients/cli/reactions_retry.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/fake_edge.h"
#include "dayaq/outbox/v1/outbox_service.grpc.pb.h"
#include "dayaq/outbox/v1/outbox_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"

namespace dayaq::cli {
namespace {

using outbox::v1::ParkedDelivery;

constexpr int kCut = 500;

class FakeOutbox : public outbox::v1::OutboxService::Service {
 public:
  grpc::Status ListParkedDeliveries(grpc::ServerContext*, const outbox::v1::ListParkedDeliveriesRequest* request,
                                    outbox::v1::ListParkedDeliveriesResponse* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    ++lists;
    for (const ParkedDelivery& delivery : parked) {
      const bool asked_for = request->subscriber().empty() || delivery.subscriber() == request->subscriber();
      if (asked_for && response->deliveries_size() < kCut) *response->add_deliveries() = delivery;
    }
    return grpc::Status::OK;
  }

  grpc::Status RequeueDelivery(grpc::ServerContext*, const outbox::v1::RequeueDeliveryRequest* request,
                               ParkedDelivery* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    const auto found =
        std::find_if(parked.begin(), parked.end(), [&](const ParkedDelivery& one) { return one.name() == request->name(); });
    if (found == parked.end()) return FakeEdge::Wire(NotFound());
    *response = *found;
    if (request->name() == taken_by_another) {
      parked.erase(found);
      return FakeEdge::Wire(NotFound());
    }
    requeued.push_back(request->name());
    if (request->name() != parks_again) parked.erase(found);
    return grpc::Status::OK;
  }

  void Park(int count, const std::string& subscriber, const std::string& reason) {
    for (int i = 0; i < count; ++i) {
      ParkedDelivery& delivery = parked.emplace_back();
      delivery.set_name(absl::StrCat("parked/", subscriber, "-", reason, "-", i));
      delivery.set_subscriber(subscriber);
      delivery.set_reason(reason);
    }
  }

  std::mutex mutex;
  std::vector<ParkedDelivery> parked;
  std::vector<std::string> requeued;
  std::string taken_by_another;
  std::string parks_again;
  int lists = 0;
};

class RetryAllTest : public ::testing::Test {
 protected:
  absl::StatusOr<int64_t> Retry(const RetryFilter& filter = {}) {
    const auto client = Client::OpenWith(edge_.settings(), {}, edge_.TokensFor(absl::Minutes(5)));
    if (!client.ok()) return client.status();
    return RetryAll(**client, filter, [this](int64_t so_far) { told_.push_back(so_far); });
  }

  FakeOutbox outbox_;
  FakeEdge edge_{{&outbox_}};
  std::vector<int64_t> told_;
};

TEST_F(RetryAllTest, GoesOnListByListUntilNothingIsLeft) {
  outbox_.Park(kCut + 3, "payment.assess", "INTERNAL");
  const auto requeued = Retry();
  ASSERT_TRUE(requeued.ok()) << requeued.status();
  EXPECT_EQ(*requeued, kCut + 3);
  EXPECT_TRUE(outbox_.parked.empty());
  EXPECT_EQ(outbox_.lists, 3);
  ASSERT_FALSE(told_.empty());
  EXPECT_EQ(told_.front(), 1);
  EXPECT_EQ(told_.back(), kCut + 3);
}

TEST_F(RetryAllTest, NothingIsParked) {
  EXPECT_EQ(Retry().value_or(-1), 0);
  EXPECT_TRUE(told_.empty());
}

TEST_F(RetryAllTest, LeavesOtherReactionsAndReasonsAlone) {
  outbox_.Park(2, "payment.assess", "INTERNAL");
  outbox_.Park(2, "payment.assess", "SEAL_BROKEN");
  outbox_.Park(2, "survivor.keep_records", "INTERNAL");
  EXPECT_EQ(Retry({.subscriber = "payment.assess", .reason = "INTERNAL"}).value_or(-1), 2);
  EXPECT_THAT(outbox_.requeued, ::testing::Each(::testing::HasSubstr("payment.assess-INTERNAL")));
  EXPECT_EQ(outbox_.parked.size(), 4U);
}

TEST_F(RetryAllTest, DoesNotCountWhatSomebodyElseWasFasterWithNorTryTwiceWhatParksAgain) {
  outbox_.Park(3, "payment.assess", "INTERNAL");
  outbox_.taken_by_another = outbox_.parked[0].name();
  outbox_.parks_again = outbox_.parked[1].name();
  EXPECT_EQ(Retry().value_or(-1), 2);
  EXPECT_EQ(outbox_.requeued.size(), 2U);
}

TEST_F(RetryAllTest, SaysThatItCannotSeeBehindAFullListOfOtherReasons) {
  outbox_.Park(kCut, "payment.assess", "INTERNAL");
  outbox_.Park(1, "payment.assess", "SEAL_BROKEN");
  const absl::Status status = Retry({.subscriber = "", .reason = "SEAL_BROKEN"}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("--subscriber"));
  EXPECT_TRUE(outbox_.requeued.empty());
}

}  // namespace
}  // namespace dayaq::cli
