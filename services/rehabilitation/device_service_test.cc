// Devices and renewals over gRPC against a real PostgreSQL: the whole way of a device, what is refused, and what follows by itself.
#include "services/rehabilitation/device_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rehabilitation/device_test_fixture.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class DeviceServiceTest : public DeviceFixture {
 protected:
  absl::StatusOr<v1::Device> Prescribe(const v1::PrescribeDeviceRequest& request, const TestCaller& caller = kProsthetist) const {
    return Ask(&Devices::PrescribeDevice, caller, request);
  }
  std::vector<std::string> Told(absl::string_view kinds) const {
    const auto told = rehabilitation_->database().Value(
        absl::StrCat("SELECT string_agg(kind, ',' ORDER BY uid) FROM outbox.event WHERE kind LIKE '", kinds, "'"));
    EXPECT_TRUE(told.ok()) << told.status();
    if (!told.ok() || told->empty()) return {};
    return absl::StrSplit(*told, ',');
  }
  v1::Renewal Contacted(const v1::Renewal& renewal, v1::ContactOutcome outcome, const TestCaller& caller = kClerk) const {
    auto request = On<v1::RecordRenewalContactRequest>(renewal);
    request.set_outcome(outcome);
    *request.mutable_tried_on() = PartialDateOf(Today(absl::Now()));
    return Got(&Renewals::RecordRenewalContact, caller, request);
  }
};

// Survivor B of the founding documents: conventional first, then one more of a foundation beside it; what is refused on the way
// names its rule.
TEST_F(DeviceServiceTest, TheWholeWayOfADevice) {
  const survivor::v1::Survivor person = Referred();
  v1::PrescribeDeviceRequest wrong = PrescriptionFor(person, "2024-05-14");
  wrong.set_side(incident::v1::SIDE_RIGHT);
  wrong.set_payer(v1::DEVICE_PAYER_FOUNDATION);
  wrong.set_payer_institution("hospital-tartar");
  EXPECT_THAT(FaultsOf(Prescribe(wrong).status()),
              ElementsAre("side DEVICE_LIMB_NOT_LOST", "payer_institution INSTITUTION_UNKNOWN"));
  EXPECT_EQ(ReasonOf(Prescribe(PrescriptionFor(person, "2024-05-14"), kClerk).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);

  v1::Device device = Prescribed(PrescriptionFor(person, "2024-05-14"));
  EXPECT_EQ(device.state(), v1::DEVICE_STATE_PRESCRIBED);
  EXPECT_EQ(device.institution(), "rehabilitation-baku");
  EXPECT_EQ(device.survivor_uid(), person.uid());
  const auto early = Step(StepOf(device, v1::DEVICE_STEP_KIND_MEASURED, "2024-05-15"));
  EXPECT_EQ(ReasonOf(early.status()), ErrorReason::ERROR_REASON_DEVICE_STEP_OUT_OF_ORDER) << "the commission decides first";
  device = Approved(device, "2024-05-16");
  EXPECT_EQ(ReasonOf(Step(StepOf(device, v1::DEVICE_STEP_KIND_FITTED, "2024-05-20")).status()),
            ErrorReason::ERROR_REASON_DEVICE_STEP_OUT_OF_ORDER)
      << "nothing is fitted before it was measured";
  device = Stepped(device, v1::DEVICE_STEP_KIND_MEASURED, "2024-05-20");
  device = Stepped(device, v1::DEVICE_STEP_KIND_FABRICATED, "2024-06-10", {"A-1"});
  EXPECT_THAT(FaultsOf(Step(StepOf(device, v1::DEVICE_STEP_KIND_FITTED, "2024-06-09")).status()),
              ElementsAre("done_on DEVICE_DAY_IMPOSSIBLE"));
  device = Stepped(device, v1::DEVICE_STEP_KIND_FITTED, "2024-06-12");
  device = Stepped(device, v1::DEVICE_STEP_KIND_TRAINED, "2024-06-20");
  EXPECT_THAT(FaultsOf(Step(StepOf(device, v1::DEVICE_STEP_KIND_DELIVERED, "2199-07-03")).status()),
              ElementsAre("done_on IN_THE_FUTURE"));
  const v1::RecordDeviceStepRequest delivery = StepOf(device, v1::DEVICE_STEP_KIND_DELIVERED, "2024-07-03");
  device = *Step(delivery);
  EXPECT_EQ(device.state(), v1::DEVICE_STATE_DELIVERED);
  EXPECT_EQ(dayaq::ToText(device.warranty_until()), "2024-09-03");
  EXPECT_EQ(device.components_size(), 1);
  EXPECT_EQ(Step(delivery)->etag(), device.etag()) << "the same request does not act twice";

  // The renewal is there in the same moment, and lasts as scenario T14 says.
  EXPECT_EQ(LostPeople(), 0);
  const v1::Renewal renewal = RenewalNow(device);
  EXPECT_EQ(dayaq::ToText(renewal.due_on()), "2026-07-03");
  EXPECT_TRUE(renewal.term_example()) << "the row of lower limbs was not read in a source";
  EXPECT_EQ(RenewalNow(device, kClerk).device_class(), "") << "a clerk learns no diagnosis";
  EXPECT_EQ(Ask(&Devices::GetDevice, kGanjaClerk,
                [&] {
                  v1::GetDeviceRequest get;
                  get.set_name(device.name());
                  return get;
                }())
                .ok(),
            false);

  // A second device with the number of the first is not delivered; nor is one more beside it than the list allows.
  v1::PrescribeDeviceRequest second = PrescriptionFor(person, "2024-10-01", "lower-high-tech-electronic");
  second.set_payer(v1::DEVICE_PAYER_FOUNDATION);
  second.set_payer_institution("foundation");
  v1::Device high_tech = Approved(Prescribed(second), "2024-10-10");
  second.set_request_id(NewRequestId());
  EXPECT_THAT(FaultsOf(Prescribe(second).status()), ElementsAre("device_class DEVICE_TOO_MANY"));
  high_tech = Stepped(high_tech, v1::DEVICE_STEP_KIND_MEASURED, "2024-10-12");
  EXPECT_THAT(FaultsOf(Step(StepOf(high_tech, v1::DEVICE_STEP_KIND_FABRICATED, "2024-11-12", {"B-1", "A-1"})).status()),
              ElementsAre("components[1].serial SERIAL_NUMBER_TAKEN"));
  high_tech = Stepped(high_tech, v1::DEVICE_STEP_KIND_FABRICATED, "2024-11-12", {"B-1"});

  // Repairs, and a component that is replaced.
  device = Stepped(device, v1::DEVICE_STEP_KIND_REPAIR_BEGUN, "2024-12-02");
  v1::RecordDeviceStepRequest replacing = StepOf(device, v1::DEVICE_STEP_KIND_COMPONENT_REPLACED, "2024-12-05", {"A-2"});
  replacing.add_removed_uids(device.components(0).uid());
  device = *Step(replacing);
  EXPECT_EQ(device.components_size(), 2);
  device = Stepped(device, v1::DEVICE_STEP_KIND_REPAIR_DONE, "2024-12-06");
  EXPECT_EQ(device.state(), v1::DEVICE_STATE_DELIVERED);
  v1::ListDevicesRequest list;
  list.set_survivor(person.name());
  EXPECT_EQ(Got(&Devices::ListDevices, kProsthetist, list).total(), 2);
  EXPECT_EQ(Got(&Devices::ListDevices, kCaseManager, list).total(), 2) << "who looks after the person sees them too";
  EXPECT_THAT(Told("device.%"),
              ElementsAre("device.prescribed", "device.approved", "device.delivered", "device.prescribed", "device.approved"));
}

TEST_F(DeviceServiceTest, WhoWasNotReferredOrIsDeadGetsNothing) {
  const survivor::v1::Survivor person = Known();
  EXPECT_EQ(ReasonOf(Prescribe(PrescriptionFor(person, "2024-05-14")).status()), ErrorReason::ERROR_REASON_WEARER_UNKNOWN);
  const auto sent = Sent(ReferralOf(person, Given(ConsentOf(person))));
  OpenReferral(sent.name());
  const v1::Device device = Delivered(PrescriptionFor(person, "2024-05-14"), "2024-06-10", "2024-07-03", "A-1");
  Follow();
  EXPECT_EQ(RenewalNow(device).stop_reason(), v1::RENEWAL_REASON_UNSPECIFIED);
  const survivor::v1::Survivor living = Record(person.name());
  ASSERT_TRUE(Die(DeathOf(living, "2025-03-01")).ok());
  Follow();
  const v1::Renewal stopped = RenewalNow(device);
  EXPECT_EQ(stopped.state(), v1::RENEWAL_STATE_STOPPED);
  EXPECT_EQ(stopped.stop_reason(), v1::RENEWAL_REASON_DIED);
  EXPECT_EQ(ReasonOf(Prescribe(PrescriptionFor(person, "2025-05-14")).status()), ErrorReason::ERROR_REASON_WEARER_DECEASED);
  // A death recorded by mistake is taken back, and so is its consequence.
  ASSERT_TRUE(Revive(Record(person.name())).ok());
  Follow();
  EXPECT_EQ(RenewalNow(device).stop_reason(), v1::RENEWAL_REASON_UNSPECIFIED);
  EXPECT_EQ(LostPeople(), 0);
}

TEST_F(DeviceServiceTest, ARenewalBeforeItsTimeNeedsTheCommissionAndEndsTheFormerDevice) {
  const survivor::v1::Survivor person = Referred();
  const v1::Device first = Delivered(PrescriptionFor(person, "2024-05-14"), "2024-06-10", "2024-07-03", "A-1");
  v1::PrescribeDeviceRequest second = PrescriptionFor(person, "2025-01-10");
  second.set_replaces(first.name());
  EXPECT_THAT(FaultsOf(Prescribe(second).status()), ElementsAre("early_reason TERM_SHORTER_THAN_LAW"));
  second.set_early_reason(v1::EARLY_REASON_STUMP_CHANGE);
  second.set_request_id(NewRequestId());
  const v1::Device next = Prescribed(second);
  Follow();
  EXPECT_EQ(RenewalNow(first).state(), v1::RENEWAL_STATE_UNDER_WAY);
  const v1::Device trained = Trained(next, "2025-02-10", "A-2");
  const v1::Device delivered = Stepped(trained, v1::DEVICE_STEP_KIND_DELIVERED, "2025-03-03");
  Follow();
  EXPECT_EQ(DeviceNow(first).state(), v1::DEVICE_STATE_RENEWED);
  EXPECT_EQ(dayaq::ToText(DeviceNow(first).ended_on()), "2025-03-03");
  EXPECT_EQ(RenewalNow(first).state(), v1::RENEWAL_STATE_DONE);
  EXPECT_EQ(dayaq::ToText(RenewalNow(delivered).due_on()), "2027-03-03");
  // And its number is free again.
  EXPECT_EQ(DeviceNow(first).components(0).removed_on().year(), 2025);
  EXPECT_EQ(LostPeople(), 0);

  // Nobody shortens the term but the commission.
  auto decision = On<v1::DecideRenewalRequest>(RenewalNow(delivered));
  *decision.mutable_due_on() = survivor::Date("2026-03-03");
  EXPECT_THAT(FaultsOf(Ask(&Renewals::DecideRenewal, kCentreDoctor, decision).status()),
              ElementsAre("due_on TERM_SHORTER_THAN_LAW"));
  decision.set_document("18/2025");
  decision.set_request_id(NewRequestId());
  const v1::Renewal decided = Got(&Renewals::DecideRenewal, kCommission, decision);
  EXPECT_EQ(decided.basis(), v1::RENEWAL_BASIS_COMMISSION);
  Follow();
  EXPECT_EQ(dayaq::ToText(RenewalNow(delivered).due_on()), "2026-03-03") << "what was decided stays";
}

TEST_F(DeviceServiceTest, AChildGrowsUpAndWhoIsNotReachedIsLookedFor) {
  const survivor::v1::Survivor person = Referred();
  v1::PrescribeDeviceRequest request = PrescriptionFor(person, "2024-05-14");
  request.set_wearer_age(v1::WEARER_AGE_MINOR);
  *request.mutable_adult_on() = survivor::Date("2199-01-01");
  const v1::Device device = Delivered(request, "2024-06-10", "2024-07-03", "A-1");
  Follow();
  v1::Renewal renewal = RenewalNow(device);
  EXPECT_EQ(renewal.due_on().year(), 0);
  EXPECT_EQ(dayaq::ToText(renewal.review_on()), "2025-01-03");
  EXPECT_EQ(renewal.state(), v1::RENEWAL_STATE_TO_CALL) << "its day is over";
  for (int i = 0; i < 3; ++i) renewal = Contacted(renewal, v1::CONTACT_OUTCOME_NOT_REACHED);
  EXPECT_EQ(renewal.state(), v1::RENEWAL_STATE_ESCALATED);
  EXPECT_THAT(Told("renewal.escalated"), ElementsAre("renewal.escalated"));
  renewal = Contacted(renewal, v1::CONTACT_OUTCOME_REACHED);
  EXPECT_EQ(renewal.contacts_size(), 4);

  // The list of the month, and a free slot for each on it.
  v1::ListRenewalsRequest list;
  list.set_until_month("2025-01");
  EXPECT_EQ(Got(&Renewals::ListRenewals, kClerk, list).total(), 1);
  list.set_until_month("2024-12");
  EXPECT_EQ(Got(&Renewals::ListRenewals, kClerk, list).total(), 0);
  const auto proposed = Got(&Renewals::ProposeRenewalAppointments, kClerk, v1::ProposeRenewalAppointmentsRequest());
  ASSERT_EQ(proposed.proposals_size(), 1);
  EXPECT_EQ(proposed.proposals(0).slot().specialist_uid(), kProsthetistOfBaku);
  EXPECT_GT(proposed.proposals(0).slot().starts_time().seconds(), absl::ToUnixSeconds(absl::Now()));

  // The doctor decides; on the day of majority the term of adults begins for what nobody decided.
  EXPECT_THAT(Told("device.wearer_of_age"), ElementsAre("device.wearer_of_age")) << "told for a later day";
  Sql("UPDATE rehabilitation.device SET adult_on = '2025-05-01'");
  Sql("UPDATE outbox.delivery SET due_time = now() WHERE event_uid IN (SELECT uid FROM outbox.event WHERE kind = "
      "'device.wearer_of_age')");
  Follow();
  EXPECT_EQ(dayaq::ToText(RenewalNow(device).due_on()), "2026-07-03");
  EXPECT_EQ(RenewalNow(device).basis(), v1::RENEWAL_BASIS_TERM);
}

TEST_F(DeviceServiceTest, ARecalledBatchIsDueAtOnce) {
  const survivor::v1::Survivor person = Referred();
  const v1::Device device = Delivered(PrescriptionFor(person, "2024-05-14"), "2024-06-10", "2024-07-03", "A-1");
  v1::RecallDevicesRequest recall;
  recall.set_request_id(NewRequestId());
  recall.set_register_("az");
  recall.set_maker("Nümunə Ayaq");
  recall.set_document("R-2025/3");
  *recall.mutable_recalled_on() = survivor::Date("2025-02-01");
  EXPECT_THAT(FaultsOf(Ask(&Devices::RecallDevices, kCommission, recall).status()), ElementsAre("batch RECALL_UNCLEAR"));
  recall.set_batch("P-8");
  EXPECT_EQ(Got(&Devices::RecallDevices, kCommission, recall).devices_size(), 0);
  recall.set_batch("P-7");
  recall.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(Ask(&Devices::RecallDevices, kProsthetist, recall).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_THAT(Got(&Devices::RecallDevices, kCommission, recall).devices(), ElementsAre(device.name()));
  EXPECT_EQ(Got(&Devices::RecallDevices, kCommission, recall).devices_size(), 0) << "called back once";
  Follow();
  const v1::Renewal renewal = RenewalNow(device);
  EXPECT_EQ(renewal.basis(), v1::RENEWAL_BASIS_RECALL);
  EXPECT_EQ(dayaq::ToText(renewal.due_on()), "2025-02-01");
  v1::ListDevicesRequest list;
  list.set_recalled(true);
  EXPECT_EQ(Got(&Devices::ListDevices, kCommission, list).total(), 1);

  // And the list of classes, which anybody who works with devices reads.
  const auto classes = Got(&Devices::ListDeviceClasses, kClerk, v1::ListDeviceClassesRequest());
  EXPECT_GE(classes.classes_size(), 10);
  EXPECT_EQ(classes.classes(0).list_row(), "1.1.1");
  EXPECT_FALSE(classes.classes(0).example());
}

}  // namespace
}  // namespace dayaq::rehabilitation
