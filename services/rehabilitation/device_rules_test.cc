#include "services/rehabilitation/device_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "services/rehabilitation/device_test_data.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> FaultsOfPrescription(const v1::PrescribeDeviceRequest& request, const std::vector<v1::Device>& others = {},
                                              const v1::Device* replaced = nullptr, const v1::Renewal* renewal = nullptr,
                                              bool limb_lost = true) {
  const v1::Wearer wearer = WearerOf(limb_lost);
  Violations found;
  CheckPrescription(request, {wearer, others, replaced, renewal}, ShippedPolicy(), found);
  return FaultsOf(found);
}

v1::Device InState(v1::DeviceState state) {
  v1::Device device;
  device.set_state(state);
  *device.mutable_prescribed_on() = On("2025-01-06");
  return device;
}

std::vector<std::string> FaultsOfStep(const v1::RecordDeviceStepRequest& request, const v1::Device& device,
                                      const v1::Renewal* replaced = nullptr) {
  Violations found;
  CheckStep(request, device, replaced, found);
  return FaultsOf(found);
}

v1::DeviceComponent Component(const std::string& serial, const std::string& uid = "") {
  v1::DeviceComponent component;
  component.set_uid(uid);
  component.set_kind(v1::COMPONENT_KIND_FOOT);
  component.set_maker("Nümunə");
  component.set_serial(serial);
  return component;
}

// Scenario T15: prescribed on 2025-03-14, twenty working days, 20 to 24 March off.
TEST(DeviceRules, T15TwentyWorkingDaysOfMaking) {
  const v1::Device device = Prescribed(PrescriptionOf("2025-03-14", "upper-conventional"), ShippedPolicy(), CalendarOfT15());
  EXPECT_EQ(dayaq::ToText(device.making_due_on()), "2025-04-16");
  EXPECT_EQ(device.state(), v1::DEVICE_STATE_PRESCRIBED);
}

// Scenario T14, the warranty.
TEST(DeviceRules, T14TwoMonthsOfWarranty) {
  EXPECT_EQ(dayaq::ToText(DeliveredOn("2024-07-03", "upper-conventional").warranty_until()), "2024-09-03");
}

TEST(DeviceRules, ACalendarThatDoesNotKnowTheYearGivesNoDayAndRefusesNothing) {
  const v1::Device device = Prescribed(PrescriptionOf("2070-03-14"), ShippedPolicy(), CalendarOfT15());
  EXPECT_EQ(device.making_due_on().year(), 0);
}

TEST(DeviceRules, ASoundPrescriptionHasNoFault) {
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06")), IsEmpty());
  v1::PrescribeDeviceRequest wheelchair = PrescriptionOf("2025-01-06", "wheelchair-manual");
  wheelchair.clear_side();
  EXPECT_THAT(FaultsOfPrescription(wheelchair, {}, nullptr, nullptr, false), IsEmpty());
}

TEST(DeviceRules, ALimbThatWasNotLostGetsNoProsthesis) {
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06"), {}, nullptr, nullptr, false),
              ElementsAre("side DEVICE_LIMB_NOT_LOST"));
  v1::PrescribeDeviceRequest request = PrescriptionOf("2025-01-06");
  request.clear_side();
  EXPECT_THAT(FaultsOfPrescription(request), ElementsAre("side DEVICE_LIMB_NOT_LOST"));
  request.set_side(incident::v1::SIDE_BOTH);
  EXPECT_THAT(FaultsOfPrescription(request), ElementsAre("side DEVICE_LIMB_NOT_LOST")) << "two sides are two devices";
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06", "wheelchair-manual")), ElementsAre("side DEVICE_LIMB_NOT_LOST"));
  EXPECT_THAT(LevelsOf(Limb::kNone), IsEmpty());
  EXPECT_EQ(LevelsOf(Limb::kUpper).size() + LevelsOf(Limb::kLower).size(), static_cast<size_t>(incident::v1::AmputationLevel_MAX));
}

TEST(DeviceRules, AllFaultsOfAPrescriptionAreToldAtOnce) {
  v1::PrescribeDeviceRequest request = PrescriptionOf("2025-01-06");
  request.set_payer(v1::DEVICE_PAYER_FOUNDATION);
  *request.mutable_adult_on() = On("2030-01-01");
  request.set_early_reason(v1::EARLY_REASON_UNUSABLE);
  EXPECT_THAT(FaultsOfPrescription(request, {}, nullptr, nullptr, false),
              ElementsAre("adult_on WEARER_AGE_CONTRADICTS", "payer_institution PAYER_CONTRADICTS", "side DEVICE_LIMB_NOT_LOST",
                          "early_reason DEVICE_NOT_RENEWABLE"));
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06", "sledge")), ElementsAre("device_class DEVICE_CLASS_UNKNOWN"));
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01")), ElementsAre("prescribed_on DATE_NOT_WHOLE"));
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2005-01-06", kHighTech)), ElementsAre("device_class DEVICE_CLASS_UNKNOWN"))
      << "not on the list yet";
}

TEST(DeviceRules, AMinorIsUnderEighteen) {
  v1::PrescribeDeviceRequest request = PrescriptionOf("2025-01-06");
  request.set_wearer_age(v1::WEARER_AGE_MINOR);
  EXPECT_THAT(FaultsOfPrescription(request), ElementsAre("adult_on WEARER_AGE_CONTRADICTS"));
  *request.mutable_adult_on() = On("2025-01-06");
  EXPECT_THAT(FaultsOfPrescription(request), ElementsAre("wearer_age WEARER_AGE_CONTRADICTS"));
  *request.mutable_adult_on() = On("2025");
  EXPECT_THAT(FaultsOfPrescription(request), IsEmpty()) << "perhaps under 18: protected as a minor";
}

TEST(DeviceRules, TheListSaysHowManyAtOnceAndWhatBesideWhat) {
  const v1::Device conventional = DeliveredOn("2024-07-03");
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06", kHighTech), {conventional}), IsEmpty()) << "survivor B";
  const v1::Device high_tech = DeliveredOn("2024-07-03", kHighTech);
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06", kHighTech), {high_tech}),
              ElementsAre("device_class DEVICE_TOO_MANY"));
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06", "lower-high-tech"), {high_tech}),
              ElementsAre("device_class DEVICE_TOO_MANY"));
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06"), {conventional}), IsEmpty()) << "two by diagnosis";
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06"), {conventional, conventional}),
              ElementsAre("device_class DEVICE_TOO_MANY"));
  v1::Device other_side = high_tech;
  other_side.set_side(incident::v1::SIDE_RIGHT);
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06", kHighTech), {other_side}), IsEmpty());
  v1::Device lost = high_tech;
  lost.set_state(v1::DEVICE_STATE_LOST);
  EXPECT_THAT(FaultsOfPrescription(PrescriptionOf("2025-01-06", kHighTech), {lost}), IsEmpty());
}

TEST(DeviceRules, ATermShorterThanLawNeedsTheCommission) {
  const v1::Device device = DeliveredOn("2024-07-03");
  const v1::Renewal renewal = RenewalAt(device, "2024-07-03");
  v1::PrescribeDeviceRequest request = PrescriptionOf("2025-01-06");
  request.set_replaces(absl::StrCat("devices/", device.uid()));
  EXPECT_THAT(FaultsOfPrescription(request, {device}, &device, &renewal), ElementsAre("early_reason TERM_SHORTER_THAN_LAW"));
  request.set_early_reason(v1::EARLY_REASON_STUMP_CHANGE);
  EXPECT_THAT(FaultsOfPrescription(request, {device}, &device, &renewal), IsEmpty());
  request.clear_early_reason();
  *request.mutable_prescribed_on() = On("2026-05-05");
  EXPECT_THAT(FaultsOfPrescription(request, {device}, &device, &renewal), IsEmpty()) << "made in time for the due day";
  *request.mutable_prescribed_on() = On("2026-05-03");
  EXPECT_THAT(FaultsOfPrescription(request, {device}, &device, &renewal), ElementsAre("early_reason TERM_SHORTER_THAN_LAW"));
}

TEST(DeviceRules, WhatIsReplacedIsADeviceOfThisPersonForThatLimb) {
  v1::PrescribeDeviceRequest request = PrescriptionOf("2026-07-06");
  request.set_replaces("devices/01900000-0000-7000-b000-000000000001");
  EXPECT_THAT(FaultsOfPrescription(request), ElementsAre("replaces DEVICE_NOT_RENEWABLE"));
  v1::Device device = DeliveredOn("2024-07-03");
  const v1::Renewal renewal = RenewalAt(device, "2024-07-03");
  device.set_side(incident::v1::SIDE_RIGHT);
  EXPECT_THAT(FaultsOfPrescription(request, {device}, &device, &renewal), ElementsAre("replaces DEVICE_NOT_RENEWABLE"));
  device.set_side(incident::v1::SIDE_LEFT);
  device.set_state(v1::DEVICE_STATE_RETURNED);
  EXPECT_THAT(FaultsOfPrescription(request, {device}, &device, &renewal), ElementsAre("replaces DEVICE_NOT_RENEWABLE"));
}

TEST(DeviceRules, NothingIsFittedBeforeItWasMeasured) {
  const absl::Status refused = CheckOrder(InState(v1::DEVICE_STATE_APPROVED), v1::DEVICE_STEP_KIND_FITTED);
  EXPECT_EQ(ReasonOf(refused), ErrorReason::ERROR_REASON_DEVICE_STEP_OUT_OF_ORDER);
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(CheckOrder(InState(v1::DEVICE_STATE_PRESCRIBED), v1::DEVICE_STEP_KIND_MEASURED).ok())
      << "the commission decides first";
  EXPECT_TRUE(CheckOrder(InState(v1::DEVICE_STATE_APPROVED), v1::DEVICE_STEP_KIND_MEASURED).ok());
}

TEST(DeviceRules, DaysFollowEachOther) {
  v1::Device device = InState(v1::DEVICE_STATE_APPROVED);
  *device.mutable_decided_on() = On("2025-01-10");
  EXPECT_THAT(FaultsOfStep(StepOf(v1::DEVICE_STEP_KIND_MEASURED, "2025-01-09"), device),
              ElementsAre("done_on DEVICE_DAY_IMPOSSIBLE"));
  EXPECT_THAT(FaultsOfStep(StepOf(v1::DEVICE_STEP_KIND_MEASURED, "2025-01"), device), ElementsAre("done_on DATE_NOT_WHOLE"));
  EXPECT_THAT(FaultsOfStep(StepOf(v1::DEVICE_STEP_KIND_MEASURED, "2025-01-10"), device), IsEmpty());
  v1::DecideDeviceRequest decision;
  *decision.mutable_decided_on() = On("2025-01-05");
  Violations found;
  CheckDecision(decision, InState(v1::DEVICE_STATE_PRESCRIBED), found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("decided_on DEVICE_DAY_IMPOSSIBLE"));
}

TEST(DeviceRules, NothingIsDeliveredWithoutANumber) {
  v1::Device device = InState(v1::DEVICE_STATE_TRAINED);
  const v1::RecordDeviceStepRequest delivery = StepOf(v1::DEVICE_STEP_KIND_DELIVERED, "2025-02-10");
  EXPECT_THAT(FaultsOfStep(delivery, device), ElementsAre("components SERIAL_NUMBER_MISSING"));
  *device.add_components() = Component("A1", "u1");
  EXPECT_THAT(FaultsOfStep(delivery, device), IsEmpty());
  *device.mutable_components(0)->mutable_removed_on() = On("2025-02-01");
  EXPECT_THAT(FaultsOfStep(delivery, device), ElementsAre("components SERIAL_NUMBER_MISSING"));
}

TEST(DeviceRules, ADeliveryBeforeTheTermIsOverNeedsTheCommission) {
  v1::Device device = InState(v1::DEVICE_STATE_TRAINED);
  *device.add_components() = Component("A1", "u1");
  const v1::Renewal before = RenewalAt(DeliveredOn("2024-07-03"), "2024-07-03");
  EXPECT_THAT(FaultsOfStep(StepOf(v1::DEVICE_STEP_KIND_DELIVERED, "2026-07-02"), device, &before),
              ElementsAre("done_on TERM_SHORTER_THAN_LAW"));
  EXPECT_THAT(FaultsOfStep(StepOf(v1::DEVICE_STEP_KIND_DELIVERED, "2026-07-03"), device, &before), IsEmpty());
  device.set_early_reason(v1::EARLY_REASON_UNUSABLE);
  EXPECT_THAT(FaultsOfStep(StepOf(v1::DEVICE_STEP_KIND_DELIVERED, "2026-07-02"), device, &before), IsEmpty());
}

TEST(DeviceRules, ComponentsComeAndGoWithTheirSteps) {
  v1::Device device = InState(v1::DEVICE_STATE_DELIVERED);
  *device.add_components() = Component("A1", "u1");
  v1::RecordDeviceStepRequest replacing = StepOf(v1::DEVICE_STEP_KIND_COMPONENT_REPLACED, "2025-02-10");
  EXPECT_THAT(FaultsOfStep(replacing, device), ElementsAre("components COMPONENT_IMPOSSIBLE"));
  *replacing.add_components() = Component("B1");
  replacing.add_removed_uids("u1");
  EXPECT_THAT(FaultsOfStep(replacing, device), IsEmpty());
  replacing.add_removed_uids("u1");
  *replacing.add_components() = Component("B1");
  EXPECT_THAT(FaultsOfStep(replacing, device),
              ElementsAre("components[1].serial SERIAL_NUMBER_TAKEN", "removed_uids[1] COMPONENT_IMPOSSIBLE"));
  v1::RecordDeviceStepRequest adjusting = StepOf(v1::DEVICE_STEP_KIND_ADJUSTED, "2025-02-10");
  *adjusting.add_components() = Component("B1");
  adjusting.add_removed_uids("u1");
  EXPECT_THAT(FaultsOfStep(adjusting, device), ElementsAre("components COMPONENT_IMPOSSIBLE", "removed_uids COMPONENT_IMPOSSIBLE"));
}

TEST(DeviceRules, FollowUpsAndRepairsHaveTheirDays) {
  v1::Device device = DeliveredOn("2025-01-31");
  EXPECT_EQ(dayaq::ToText(device.follow_up_on()), "2025-02-28");
  const auto take = [&device](v1::DeviceStepKind kind, absl::string_view day) {
    TakeStep(StepOf(kind, day), ShippedPolicy(), CalendarOfT15(), absl::UnixEpoch(), device);
  };
  take(v1::DEVICE_STEP_KIND_FOLLOWED_UP, "2025-03-02");
  EXPECT_EQ(dayaq::ToText(device.follow_up_on()), "2025-04-30");
  take(v1::DEVICE_STEP_KIND_REPAIR_BEGUN, "2025-03-14");
  EXPECT_EQ(dayaq::ToText(device.repair_due_on()), "2025-04-02") << "ten working days over Novruz";
  EXPECT_EQ(device.state(), v1::DEVICE_STATE_IN_REPAIR);
  take(v1::DEVICE_STEP_KIND_REPAIR_DONE, "2025-03-20");
  EXPECT_EQ(device.repair_due_on().year(), 0);
  take(v1::DEVICE_STEP_KIND_FOLLOWED_UP, "2026-02-10");
  EXPECT_EQ(device.follow_up_on().year(), 0) << "none is left";
  take(v1::DEVICE_STEP_KIND_LOST, "2026-03-10");
  EXPECT_EQ(dayaq::ToText(device.ended_on()), "2026-03-10");
}

// Whatever is tried in whatever order: who has a device went through every step before it, once begun never back, and an end is an
// end.
RC_GTEST_PROP(DeviceRules, TheStateMachineNeverSkips, ()) {
  const auto tried = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, static_cast<int>(v1::DeviceStepKind_MAX) + 1));
  v1::DeviceState state = v1::DEVICE_STATE_APPROVED;
  std::vector<v1::DeviceStepKind> taken;
  // More than half of the tries are the step that comes next, so that devices come far.
  for (const int try_this : tried) {
    for (const int kind : {try_this, static_cast<int>(taken.size()) + 1}) {
      const auto step = static_cast<v1::DeviceStepKind>(std::min(kind, static_cast<int>(v1::DeviceStepKind_MAX)));
      const auto next = StateAfter(state, step);
      if (!next.has_value()) continue;
      RC_ASSERT(!IsEnded(state));
      RC_ASSERT(!IsInHand(state) || !IsUnderWay(*next));
      RC_ASSERT(IsInHand(state) || !IsUnderWay(*next) || *next == state || *next == state + 1);
      if (IsInHand(*next) && !IsInHand(state)) RC_ASSERT(state == v1::DEVICE_STATE_TRAINED);
      state = *next;
      taken.push_back(step);
    }
  }
  if (!IsInHand(state)) return;
  std::vector<v1::DeviceStepKind> first_of_each;
  std::set<int> seen;
  for (const v1::DeviceStepKind step : taken) {
    if (step <= v1::DEVICE_STEP_KIND_DELIVERED && seen.insert(step).second) first_of_each.push_back(step);
  }
  RC_ASSERT(first_of_each == (std::vector<v1::DeviceStepKind>{v1::DEVICE_STEP_KIND_MEASURED, v1::DEVICE_STEP_KIND_FABRICATED,
                                                              v1::DEVICE_STEP_KIND_FITTED, v1::DEVICE_STEP_KIND_TRAINED,
                                                              v1::DEVICE_STEP_KIND_DELIVERED}));
}

TEST(DeviceRules, EveryStateIsUnderWayInHandOrEnded) {
  for (int state = v1::DEVICE_STATE_PRESCRIBED; state <= v1::DeviceState_MAX; ++state) {
    const auto one = static_cast<v1::DeviceState>(state);
    EXPECT_EQ(IsUnderWay(one) + IsInHand(one) + IsEnded(one), 1) << v1::DeviceState_Name(one);
    for (int kind = 0; kind <= v1::DeviceStepKind_MAX; ++kind) {
      EXPECT_FALSE(IsEnded(one) && StateAfter(one, static_cast<v1::DeviceStepKind>(kind)).has_value()) << v1::DeviceState_Name(one);
    }
  }
}

}  // namespace
}  // namespace dayaq::rehabilitation
