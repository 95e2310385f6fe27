// The commands on benefits in kind as they are typed, against a service that notes what it is asked.
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/payment/v1/in_kind_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

constexpr char kEntry[] = "inKindEntries/01900000-0000-7000-9000-000000000081";
constexpr char kStock[] = "inKindStocks/01900000-0000-7000-9000-000000000082";
constexpr char kAllocation[] = "inKindAllocations/01900000-0000-7000-9000-000000000083";
constexpr char kItem[] = "inKindItems/01900000-0000-7000-9000-000000000084";
constexpr char kSurvivor[] = "survivors/01900000-0000-7000-9000-000000000042";

class FakeInKind : public InKindService::Service {
 public:
  grpc::Status ListInKindBenefits(grpc::ServerContext*, const ListInKindBenefitsRequest*,
                                  ListInKindBenefitsResponse* response) override {
    InKindRule& rule = *response->add_benefits();
    rule.set_benefit("car");
    rule.set_version(3);
    rule.mutable_title()->set_en("Car");
    rule.add_classes()->set_code("martyr-family");
    rule.add_classes()->set_code("war-disabled");
    return grpc::Status::OK;
  }
  grpc::Status ListQueue(grpc::ServerContext*, const ListQueueRequest* request, ListQueueResponse* response) override {
    listed.push_back(*request);
    *response->add_entries() = Known();
    response->set_total(1000);
    response->set_total_is_more(true);
    return grpc::Status::OK;
  }
  grpc::Status GetPlace(grpc::ServerContext*, const GetPlaceRequest*, InKindPlace* response) override {
    *response->mutable_entry() = Known();
    response->mutable_title()->set_en("Car");
    response->mutable_words()->set_en("Place 214 of 1020 in the district: 37 before by class, 176 by date.");
    response->set_place(214);
    response->set_place_in_register(900);
    response->set_waiting_in_register(7700);
    auto& condition = *response->mutable_entry()->mutable_explanation()->add_conditions();
    condition.set_holds(true);
    condition.mutable_words()->set_en("the person is alive");
    InKindItem& item = *response->add_items();
    item.set_name(kItem);
    item.set_etag("4");
    item.set_state(state);
    return grpc::Status::OK;
  }
  grpc::Status DeclineBenefit(grpc::ServerContext*, const DeclineBenefitRequest* request, InKindEntry* response) override {
    declined.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status PassOver(grpc::ServerContext*, const PassOverRequest* request, InKindEntry* response) override {
    passed_over.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status AddStock(grpc::ServerContext*, const AddStockRequest* request, InKindStock* response) override {
    added.push_back(*request);
    response->set_name(kStock);
    response->set_quantity(20);
    response->set_taken(3);
    return grpc::Status::OK;
  }
  grpc::Status ListStock(grpc::ServerContext*, const ListStockRequest*, ListStockResponse* response) override {
    response->add_stocks()->set_name(kStock);
    response->mutable_stocks(0)->set_etag("8");
    return grpc::Status::OK;
  }
  grpc::Status ReverseStock(grpc::ServerContext*, const ReverseStockRequest* request, InKindStock* response) override {
    reversed.push_back(*request);
    response->set_name(kStock);
    response->set_reverse_reason(request->reason());
    response->mutable_reverse_time()->set_seconds(1);
    return grpc::Status::OK;
  }
  grpc::Status ProposeAllocation(grpc::ServerContext*, const ProposeAllocationRequest* request,
                                 InKindAllocation* response) override {
    proposed.push_back(*request);
    response->set_name(kAllocation);
    response->set_state(IN_KIND_ALLOCATION_STATE_PROPOSED);
    return grpc::Status::OK;
  }
  grpc::Status GetAllocation(grpc::ServerContext*, const GetAllocationRequest*, GetAllocationResponse* response) override {
    response->mutable_allocation()->set_name(kAllocation);
    response->mutable_allocation()->set_etag("9");
    response->add_items()->set_name(kItem);
    return grpc::Status::OK;
  }
  grpc::Status ApproveAllocation(grpc::ServerContext*, const ApproveAllocationRequest* request,
                                 InKindAllocation* response) override {
    approved.push_back(*request);
    response->set_state(IN_KIND_ALLOCATION_STATE_APPROVED);
    return grpc::Status::OK;
  }
  grpc::Status HandOver(grpc::ServerContext*, const HandOverRequest* request, InKindItem* response) override {
    handed_over.push_back(*request);
    response->set_name(kItem);
    response->set_state(IN_KIND_ITEM_STATE_HANDED_OVER);
    *response->mutable_handed_on() = request->handed_on();
    *response->mutable_given_until() = *dayaq::PartialDateFromText("2199-12-31");
    return grpc::Status::OK;
  }
  grpc::Status ReturnItem(grpc::ServerContext*, const ReturnItemRequest* request, InKindItem* response) override {
    returned.push_back(*request);
    response->set_state(IN_KIND_ITEM_STATE_RETURNED);
    return grpc::Status::OK;
  }

  InKindItemState state = IN_KIND_ITEM_STATE_APPROVED;
  std::vector<ListQueueRequest> listed;
  std::vector<DeclineBenefitRequest> declined;
  std::vector<PassOverRequest> passed_over;
  std::vector<AddStockRequest> added;
  std::vector<ReverseStockRequest> reversed;
  std::vector<ProposeAllocationRequest> proposed;
  std::vector<ApproveAllocationRequest> approved;
  std::vector<HandOverRequest> handed_over;
  std::vector<ReturnItemRequest> returned;

 private:
  static InKindEntry Known() {
    InKindEntry entry;
    entry.set_name(kEntry);
    entry.set_etag("6");
    entry.set_survivor_uid("01900000-0000-7000-9000-000000000042");
    entry.set_benefit("car");
    entry.set_class_code("war-disabled");
    entry.set_state(IN_KIND_ENTRY_STATE_WAITING);
    *entry.mutable_entitled_on() = *dayaq::PartialDateFromText("2024-01-01");
    return entry;
  }
};

class InKindCommandsTest : public ::testing::Test {
 protected:
  FakeInKind in_kind_;
  FakeEdge edge_{{&in_kind_}};
  TypedCommands typed_{edge_};
};

TEST_F(InKindCommandsTest, AQueueAndAPlaceAreReadInPlainTables) {
  const Ended queue = typed_.Ctl({"benefit", "in-kind", "queue", "car", "--district", "AZ-TAR", "--state", "waiting"});
  ASSERT_EQ(queue.code, ExitCode::kOk) << queue.err;
  ASSERT_THAT(in_kind_.listed, SizeIs(1));
  EXPECT_EQ(in_kind_.listed[0].benefit(), "car");
  EXPECT_EQ(in_kind_.listed[0].district(), "AZ-TAR");
  EXPECT_EQ(in_kind_.listed[0].states(0), IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_THAT(queue.out,
              AllOf(HasSubstr(kEntry), HasSubstr("war-disabled"), HasSubstr("2024-01-01"), HasSubstr("waits"), HasSubstr("1,000")));
  const Ended own = typed_.Ctl({"benefit", "in-kind", "queue", "--survivor", kSurvivor}, "az");
  ASSERT_EQ(own.code, ExitCode::kOk) << own.err;
  EXPECT_EQ(in_kind_.listed[1].survivor(), kSurvivor);
  EXPECT_THAT(own.out, HasSubstr("növbədədir"));
  const Ended place = typed_.Ctl({"benefit", "in-kind", "place", kEntry});
  ASSERT_EQ(place.code, ExitCode::kOk) << place.err;
  EXPECT_THAT(place.out,
              AllOf(HasSubstr("Place 214 of 1020"), HasSubstr("900 / 7700"), HasSubstr("the person is alive"), HasSubstr(kItem)));
  EXPECT_THAT(typed_.Ctl({"benefit", "in-kind", "list"}).out, HasSubstr("martyr-family, war-disabled"));
}

TEST_F(InKindCommandsTest, WhatPeopleDecideAboutAPlaceNamesItsVersion) {
  const Ended declined = typed_.Ctl({"benefit", "in-kind", "decline", kEntry, "--reason", "has_one", "--document", "7"});
  ASSERT_EQ(declined.code, ExitCode::kOk) << declined.err;
  EXPECT_EQ(in_kind_.declined[0].etag(), "6");
  EXPECT_EQ(in_kind_.declined[0].reason(), DECLINE_REASON_HAS_ONE);
  const Ended passed =
      typed_.Ctl({"benefit", "in-kind", "pass-over", kEntry, "--reason", "in_care", "--until", "2026-12-31", "--etag", "5"});
  ASSERT_EQ(passed.code, ExitCode::kOk) << passed.err;
  EXPECT_EQ(in_kind_.passed_over[0].etag(), "5");
  EXPECT_EQ(dayaq::ToText(in_kind_.passed_over[0].passed_over_until()), "2026-12-31");
  EXPECT_EQ(typed_.Ctl({"benefit", "in-kind", "decline", kEntry, "--reason", "bored", "--document", "7"}).code,
            ExitCode::kBadInput);
  EXPECT_EQ(typed_.Ctl({"benefit", "in-kind", "decline", kEntry, "--reason", "has_one"}).code, ExitCode::kBadInput);
}

TEST_F(InKindCommandsTest, StockSaidByMistakeIsTakenBackInTheVersionThatStands) {
  const Ended reversed = typed_.Ctl({"benefit", "in-kind", "reverse-stock", kStock, "--reason", "Yanlış rayon"});
  ASSERT_EQ(reversed.code, ExitCode::kOk) << reversed.err;
  ASSERT_THAT(in_kind_.reversed, SizeIs(1));
  EXPECT_EQ(in_kind_.reversed[0].name(), kStock);
  EXPECT_EQ(in_kind_.reversed[0].etag(), "8");
  EXPECT_THAT(reversed.out, AllOf(HasSubstr("taken back"), HasSubstr("Yanlış rayon")));
  EXPECT_EQ(typed_.Ctl({"benefit", "in-kind", "reverse-stock", kStock}).code, ExitCode::kBadInput) << "without a reason";
}

TEST_F(InKindCommandsTest, ThingsGoFromStockToAPersonStepByStep) {
  const Ended stock =
      typed_.Ctl({"benefit", "in-kind", "add-stock", "car", "--year", "2026", "--count", "20", "--document", "Akt 12"});
  ASSERT_EQ(stock.code, ExitCode::kOk) << stock.err;
  EXPECT_EQ(in_kind_.added[0].quantity(), 20);
  EXPECT_THAT(stock.out, HasSubstr("17"));
  const Ended allocate = typed_.Ctl({"benefit", "in-kind", "allocate", kStock, "--count", "5"});
  ASSERT_EQ(allocate.code, ExitCode::kOk) << allocate.err;
  EXPECT_EQ(in_kind_.proposed[0].items(), 5);
  EXPECT_THAT(allocate.out, HasSubstr("waits for approval"));
  const Ended approve = typed_.Ctl({"benefit", "in-kind", "approve", kAllocation});
  ASSERT_EQ(approve.code, ExitCode::kOk) << approve.err;
  EXPECT_EQ(in_kind_.approved[0].etag(), "9");
  const Ended over = typed_.Ctl({"benefit", "in-kind", "hand-over", kEntry, "--on", "2026-11-30", "--number", "90-AA-123"});
  ASSERT_EQ(over.code, ExitCode::kOk) << over.err;
  EXPECT_EQ(in_kind_.handed_over[0].name(), kItem);
  EXPECT_EQ(in_kind_.handed_over[0].etag(), "4");
  EXPECT_THAT(over.out, AllOf(HasSubstr("handed over"), HasSubstr("for life")));
  in_kind_.state = IN_KIND_ITEM_STATE_HANDED_OVER;
  ASSERT_EQ(typed_.Ctl({"benefit", "in-kind", "return", kEntry, "--reason", "faulty"}).code, ExitCode::kOk);
  EXPECT_EQ(in_kind_.returned[0].reason(), IN_KIND_END_REASON_FAULTY);
  // Nothing is set aside any more.
  EXPECT_NE(typed_.Ctl({"benefit", "in-kind", "hand-over", kEntry, "--on", "2026-11-30", "--number", "1"}).code, ExitCode::kOk);
}

}  // namespace
}  // namespace dayaq::cli
