// The payment service whole, with invented rules of benefits in kind: people who wait, things that are there, people who give them.
#ifndef SERVICES_PAYMENT_IN_KIND_TEST_FIXTURE_H_
#define SERVICES_PAYMENT_IN_KIND_TEST_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dayaq/payment/v1/in_kind_service.grpc.pb.h"
#include "services/payment/in_kind_names.h"
#include "services/payment/in_kind_test_data.h"
#include "services/payment/payment_test_fixture.h"

namespace dayaq::payment {

using dayaq::testing::Strongly;

inline const TestCaller kSupervisorInKind{"kamran-supervisor"};  // a caseworker of the whole register
inline const TestCaller kApproverInKind{"aytan-approver"};

class InKindFixture : public PaymentFixture {
 protected:
  InKindFixture() { in_kind_directory_ = kInventedInKindRules; }

  void SetUp() override {
    PaymentFixture::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    in_kind_ = v1::InKindService::NewStub(payment_->Channel());
  }

  using InKind = v1::InKindService::Stub;
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (InKind::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return payment_->Call(*in_kind_, method, caller, request);
  }

  // Somebody in Tərtər with that percent since that day, confirmed, and in the queues they have a right to.
  std::string Entitled(int percent, const std::string& from) const {
    const std::string uid = OpenSurvivor("2021-03-04");
    Decide(uid, {.percent = percent, .from = from, .until = "", .recorded = "2025-09-10T09:00:00Z"});
    ConfirmIdentity(uid);
    React("survivor.opened", uid);
    return uid;
  }
  v1::InKindEntry EntryOf(const std::string& survivor_uid, const std::string& benefit = "car") const {
    v1::ListQueueRequest request;
    request.set_survivor("survivors/" + survivor_uid);
    const auto list = Ask(&InKind::ListQueue, kCaseworker, request);
    EXPECT_TRUE(list.ok()) << list.status();
    if (!list.ok()) return {};
    for (const v1::InKindEntry& entry : list->entries()) {
      if (entry.benefit() == benefit) return entry;
    }
    return {};
  }
  v1::InKindPlace PlaceOf(const std::string& survivor_uid, const std::string& benefit = "car",
                          const TestCaller& caller = kCaseworker) const {
    v1::GetPlaceRequest request;
    request.set_name(EntryOf(survivor_uid, benefit).name());
    const auto place = Ask(&InKind::GetPlace, caller, request);
    EXPECT_TRUE(place.ok()) << place.status();
    return place.value_or(v1::InKindPlace());
  }
  std::vector<std::string> QueueOf(const std::string& benefit = "car") const {
    v1::ListQueueRequest request;
    request.set_benefit(benefit);
    request.set_district("AZ-TAR");
    const auto list = Ask(&InKind::ListQueue, kCaseworker, request);
    EXPECT_TRUE(list.ok()) << list.status();
    std::vector<std::string> people;
    if (list.ok()) {
      for (const v1::InKindEntry& entry : list->entries()) people.push_back(entry.survivor_uid());
    }
    return people;
  }

  int Year() const { return static_cast<int>(Today(absl::Now()).year()); }
  std::string TodayText() const { return absl::FormatCivilTime(Today(absl::Now())); }

  absl::StatusOr<v1::InKindStock> AddStock(int quantity, const std::string& benefit = "car", const std::string& district = "AZ-TAR",
                                           const TestCaller& caller = kVerifier) const {
    v1::AddStockRequest request;
    request.set_request_id(NewRequestId());
    request.set_benefit(benefit);
    request.set_year(Year());
    request.set_quantity(quantity);
    request.set_document("Akt 12");
    request.set_district(district);
    return Ask(&InKind::AddStock, caller, request);
  }
  v1::InKindStock StockOf(const std::string& name) const {
    const auto list = Ask(&InKind::ListStock, kVerifier, v1::ListStockRequest());
    EXPECT_TRUE(list.ok()) << list.status();
    if (list.ok()) {
      for (const v1::InKindStock& stock : list->stocks()) {
        if (stock.name() == name) return stock;
      }
    }
    return {};
  }
  absl::StatusOr<v1::InKindAllocation> Propose(const v1::InKindStock& stock, int items,
                                               const TestCaller& caller = kCaseworker) const {
    v1::ProposeAllocationRequest request;
    request.set_request_id(NewRequestId());
    request.set_stock(stock.name());
    request.set_items(items);
    return Ask(&InKind::ProposeAllocation, caller, request);
  }
  absl::StatusOr<v1::InKindAllocation> Approve(const v1::InKindAllocation& allocation,
                                               const TestCaller& caller = Strongly(kApproverInKind)) const {
    v1::ApproveAllocationRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(allocation.name());
    request.set_etag(allocation.etag());
    return Ask(&InKind::ApproveAllocation, caller, request);
  }
  absl::StatusOr<v1::InKindAllocation> Reject(const v1::InKindAllocation& allocation, const TestCaller& caller = kVerifier) const {
    v1::RejectAllocationRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(allocation.name());
    request.set_etag(allocation.etag());
    request.set_reason("Yanlış ehtiyat");
    return Ask(&InKind::RejectAllocation, caller, request);
  }
  v1::GetAllocationResponse AllocationOf(const std::string& name) const {
    v1::GetAllocationRequest request;
    request.set_name(name);
    const auto answer = Ask(&InKind::GetAllocation, kVerifier, request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(v1::GetAllocationResponse());
  }
  absl::StatusOr<v1::InKindItem> HandOver(const v1::InKindItem& item, const std::string& number,
                                          const std::string& received_by = "", const TestCaller& caller = kCaseworker) const {
    v1::HandOverRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(item.name());
    request.set_etag(item.etag());
    *request.mutable_handed_on() = Date(TodayText());
    request.set_thing_number(number);
    request.set_received_by(received_by);
    return Ask(&InKind::HandOver, caller, request);
  }
  template <typename Request>
  static Request EndOf(const v1::InKindItem& item, v1::InKindEndReason reason) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(item.name());
    request.set_etag(item.etag());
    request.set_reason(reason);
    return request;
  }
  absl::StatusOr<v1::InKindItem> Withdraw(const v1::InKindItem& item) const {
    return Ask(&InKind::WithdrawItem, kCaseworker, EndOf<v1::WithdrawItemRequest>(item, v1::IN_KIND_END_REASON_NOT_FETCHED));
  }
  absl::StatusOr<v1::InKindItem> Return(const v1::InKindItem& item) const {
    return Ask(&InKind::ReturnItem, kCaseworker, EndOf<v1::ReturnItemRequest>(item, v1::IN_KIND_END_REASON_FAULTY));
  }

  // Many who wait, as the assessment would have put them there; their uids in the order of the queue.
  std::vector<std::string> ManyWait(int count) const {
    std::vector<std::string> uids;
    std::string rows;
    for (int i = 0; i < count; ++i) {
      uids.push_back(absl::StrCat("00000000-0000-7000-8a00-", absl::Dec(i, absl::kZeroPad12)));
      absl::StrAppend(
          &rows, i == 0 ? "" : ", ", "('", uids.back(), "', 1, '", NewRequestId(),
          "', 'car', 1, 'IN_KIND_ENTRY_STATE_WAITING', 'moderate', 3, '2022-01-01', 'BENEFICIARY_SURVIVOR', true, 'az', "
          "'AZ-TAR', 'hospital-tartar', now(), now())");
    }
    Write(absl::StrCat(
        "INSERT INTO payment.in_kind_entry (uid, etag, survivor_uid, benefit, rule_version, state, class_code, "
        "class_rank, entitled_on, beneficiary, ready, register, district, institution, create_time, update_time) VALUES ",
        rows));
    return uids;
  }

  std::unique_ptr<InKind> in_kind_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_TEST_FIXTURE_H_
