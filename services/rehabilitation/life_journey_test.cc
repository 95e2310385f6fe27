// Thirty years at a rehabilitation centre, through its handlers and a real database: the two survivors of the founding documents, a
// child who grows up, a batch that is called back, a month without the centre. The services are told the time
// (docs/adr/0040-people-and-their-time.md); at the end of every month nobody is lost. Every name is invented. Three years in the
// ordinary run; thirty with DAYAQ_LONG.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>

#include "services/rehabilitation/people_test_fixture.h"
#include "services/rehabilitation/renewal_rules.h"

namespace dayaq::rehabilitation {
namespace {

class LifeJourneyTest : public PeopleFixture {
 protected:
  void Adjust(HostOptions& options) override {
    PeopleFixture::Adjust(options);
    options.clock = [this] { return Now(); };
  }
  int YearsKnown() const override { return 35; }
  void SetUp() override {
    PeopleFixture::SetUp();
    if (rehabilitation_ == nullptr) return;
    // Entries of years to come: a house makes the partition of a month when it comes.
    Sql("CREATE TABLE audit.entry_later PARTITION OF audit.entry DEFAULT; CREATE TABLE audit.look_later PARTITION OF audit.look "
        "DEFAULT");
  }

  // The real time until the first day is begun.
  absl::Time Now() const { return now_.load() == 0 ? absl::Now() : absl::FromUnixSeconds(now_.load()); }
  absl::CivilDay TodayThere() const { return Today(Now()); }
  std::string DayText() const { return absl::FormatCivilTime(TodayThere()); }

  // Noon of a day, with everything that was to be told until then.
  void Become(absl::CivilDay day) {
    now_.store(absl::ToUnixSeconds(At(day, 12)));
    Sql(absl::StrCat(
        "UPDATE outbox.delivery SET due_time = now() WHERE state = 'WAITING' AND due_time > now() AND due_time <= to_timestamp(",
        now_.load(), ")"));
    Tell("retention.day", absl::StrCat("days/", DayText()));
    FollowAll();
  }

  // A device from the prescription to the delivery, all today.
  v1::Device Make(v1::PrescribeDeviceRequest request) {
    *request.mutable_prescribed_on() = PartialDateOf(TodayThere());
    request.set_request_id(NewRequestId());
    auto prescribed = Ask(&Devices::PrescribeDevice, kProsthetist, request);
    if (ReasonOf(prescribed.status()) == ErrorReason::ERROR_REASON_WEARER_UNKNOWN) {
      // The referral of years ago is over: they are referred anew.
      survivor::v1::Survivor person;
      person.set_name(request.survivor());
      person.set_uid(UidOf(request.survivor()));
      Refer(person);
      ++referrals_;
      request.set_request_id(NewRequestId());
      prescribed = Ask(&Devices::PrescribeDevice, kProsthetist, request);
    }
    EXPECT_TRUE(prescribed.ok()) << DayText() << " " << prescribed.status();
    if (!prescribed.ok()) return {};
    const std::string day = DayText();
    const v1::Device made = Trained(*prescribed, day, absl::StrCat("S-", ++serials_));
    const v1::Device delivered = Stepped(made, v1::DEVICE_STEP_KIND_DELIVERED, day);
    ++delivered_;
    FollowAll();
    return delivered;
  }
  v1::PrescribeDeviceRequest For(const survivor::v1::Survivor& person, const std::string& device_class,
                                 incident::v1::Side side) const {
    auto request = PrescriptionFor(person, DayText(), device_class);
    request.set_side(side);
    return request;
  }

  // Whoever is on the call-in list comes: called, a slot kept and confirmed, the next device made.
  void WorkThroughTheList() {
    v1::ListRenewalsRequest list;
    list.set_institution("rehabilitation-baku");
    for (const auto state : {v1::RENEWAL_STATE_TO_CALL, v1::RENEWAL_STATE_ESCALATED}) list.add_states(state);
    const auto due = Got(&Renewals::ListRenewals, kProsthetist, list);
    for (const v1::Renewal& listed : due.renewals()) {
      v1::Renewal renewal = listed;
      auto contact = On<v1::RecordRenewalContactRequest>(renewal);
      contact.set_outcome(v1::CONTACT_OUTCOME_REACHED);
      *contact.mutable_tried_on() = PartialDateOf(TodayThere());
      renewal = Got(&Renewals::RecordRenewalContact, kProsthetist, contact);
      auto held = Ask(&Renewals::HoldRenewalSlot, kProsthetist, On<v1::HoldRenewalSlotRequest>(renewal));
      if (held.ok()) {
        Done(&Appointments::ConfirmHold, kProsthetist, On<v1::ConfirmHoldRequest>(*held));
        ++held_;
      } else {
        ++without_slot_[std::string(ReasonName(ReasonOf(held.status())))];
      }
      RenewDevice(renewal);
    }
  }
  void RenewDevice(const v1::Renewal& renewal) {
    v1::GetDeviceRequest get;
    get.set_name(absl::StrCat("devices/", renewal.uid()));
    const v1::Device device = Got(&Devices::GetDevice, kProsthetist, get);
    v1::PrescribeDeviceRequest request;
    request.set_survivor(absl::StrCat("survivors/", device.survivor_uid()));
    request.set_device_class(device.device_class());
    request.set_side(device.side());
    request.set_payer(v1::DEVICE_PAYER_STATE);
    const bool minor = device.wearer_age() == v1::WEARER_AGE_MINOR && TodayThere() < *Latest(device.adult_on());
    request.set_wearer_age(minor ? v1::WEARER_AGE_MINOR : v1::WEARER_AGE_ADULT);
    if (minor) *request.mutable_adult_on() = device.adult_on();
    request.set_replaces(device.name());
    const bool due = renewal.due_on().year() != 0 && DayOfPartial(renewal.due_on()) <= TodayThere();
    // Called in two months ahead; before the day itself the commission has to agree.
    if (!due) request.set_early_reason(minor ? v1::EARLY_REASON_GROWTH : v1::EARLY_REASON_UNUSABLE);
    const v1::Device next = Make(request);
    if (next.uid().empty()) return;
    EXPECT_EQ(DeviceNow(device).state(), v1::DEVICE_STATE_RENEWED) << DayText();
    ++renewed_;
  }
  static absl::CivilDay DayOfPartial(const PartialDate& day) { return *Earliest(day); }

  // Nobody is lost: the query that an operator runs; and every living wearer has a day, a review or a reason, and a day on which
  // the house looks.
  void NobodyIsLost() {
    ++months_;
    lost_ += LostPeople();
    EXPECT_EQ(LostPeople(), 0) << DayText();
    EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.renewal WHERE stop_reason IS NULL AND next_on IS NULL AND state NOT IN "
                    "('RENEWAL_STATE_ESCALATED', 'RENEWAL_STATE_UNDER_WAY')"),
              0)
        << DayText();
    in_use_ =
        Count("SELECT count(*) FROM rehabilitation.device WHERE state IN ('DEVICE_STATE_DELIVERED', 'DEVICE_STATE_IN_REPAIR')");
  }

  std::atomic<int64_t> now_{0};
  int serials_ = 0, delivered_ = 0, renewed_ = 0, held_ = 0, referrals_ = 0, months_ = 0;
  int64_t lost_ = 0, in_use_ = 0;
  std::map<std::string, int> without_slot_;
};

TEST_F(LifeJourneyTest, NobodyIsLostInAnyMonth) {
  const int years = std::getenv("DAYAQ_LONG") != nullptr ? 30 : 3;
  const absl::CivilDay begin = Today(absl::Now()) + 1;
  // She lost a leg and an arm as a girl of 21; he the lower third of the left leg, and is to have a second, high-tech one of a
  // foundation; a child who comes of age in the second year.
  incident::v1::RegisterIncidentRequest hers = Hurt("7ABCDE7", "1998");
  incident::v1::Amputation& arm = *PersonOf(hers).add_amputations();
  arm.set_level(incident::v1::AMPUTATION_LEVEL_TRANSRADIAL);
  arm.set_side(incident::v1::SIDE_RIGHT);
  PersonOf(hers).clear_age();
  PersonOf(hers).mutable_identity()->clear_birth_date();
  const survivor::v1::Survivor she = Refer(OpenedRecord(hers)), he = Refer(Person("2024-02-04")),
                               child = Refer(Person("2025-03-05"));
  Become(begin);
  Make(For(she, "lower-conventional", incident::v1::SIDE_LEFT));
  Make(For(she, "upper-conventional", incident::v1::SIDE_RIGHT));
  const v1::Device his = Make(For(he, "lower-conventional", incident::v1::SIDE_LEFT));
  auto by_foundation = For(he, "lower-high-tech-electronic", incident::v1::SIDE_LEFT);
  by_foundation.set_payer(v1::DEVICE_PAYER_FOUNDATION);
  by_foundation.set_payer_institution("foundation");
  Make(by_foundation);
  auto of_child = For(child, "lower-conventional", incident::v1::SIDE_LEFT);
  of_child.set_wearer_age(v1::WEARER_AGE_MINOR);
  *of_child.mutable_adult_on() = PartialDateOf(begin + 500);
  Make(of_child);
  NobodyIsLost();

  const absl::CivilMonth first(begin);
  int called_in_by_closure = 0, recalled = 0;
  for (int month = 1; month <= years * 12; ++month) {
    Become(absl::CivilDay(first + month) + 14);
    // A batch turns out to be faulty once in ten years: every device of it is due at once.
    if (month % 120 == 8) {
      v1::RecallDevicesRequest recall;
      recall.set_request_id(NewRequestId());
      recall.set_register_("az");
      recall.set_maker("Nümunə Ayaq");
      recall.add_serials(absl::StrCat("S-", serials_));
      recall.set_document(absl::StrCat("R-", month));
      *recall.mutable_recalled_on() = PartialDateOf(TodayThere());
      recalled += Got(&Devices::RecallDevices, kCommission, recall).devices_size();
      FollowAll();
    }
    WorkThroughTheList();
    // The centre is rebuilt for a month, once in ten years: whoever is expected is called in.
    if (month % 120 == 22) {
      v1::AddClosureRequest closing;
      closing.set_request_id(NewRequestId());
      closing.set_parent(std::string("centres/") + kBaku);
      *closing.mutable_closure()->mutable_first_day() = PartialDateOf(TodayThere() + 1);
      *closing.mutable_closure()->mutable_last_day() = PartialDateOf(TodayThere() + 30);
      closing.mutable_closure()->set_reason(v1::CLOSURE_REASON_REPAIR);
      called_in_by_closure += Done(&Centres::AddClosure, kClerk, closing).called_in();
      EXPECT_EQ(Count(absl::StrCat(
                    "SELECT count(*) FROM rehabilitation.appointment WHERE state = 'APPOINTMENT_STATE_BOOKED' AND starts_time > "
                    "to_timestamp(",
                    now_.load(), ") AND starts_time < to_timestamp(", now_.load(), ") + interval '29 days'")),
                0);
    }
    NobodyIsLost();
  }
  // The child is of age, and the term of the list holds for them as for anybody.
  EXPECT_EQ(
      Count(absl::StrCat(
          "SELECT count(*) FROM rehabilitation.renewal r JOIN rehabilitation.device d ON d.uid = r.uid WHERE d.survivor_uid = '",
          child.uid(), "' AND r.stop_reason IS NULL AND r.due_on IS NULL")),
      0);
  EXPECT_EQ(recalled, (years + 9) / 10);
  EXPECT_GE(renewed_, years) << "five devices of two to three years each";
  EXPECT_EQ(in_use_, 5);
  // A death at the end stops it all.
  ASSERT_TRUE(Die(DeathOf(Record(she.name()), DayText())).ok());
  FollowAll();
  NobodyIsLost();
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM rehabilitation.renewal WHERE stop_reason IS NULL AND survivor_uid = '",
                               she.uid(), "'")),
            0);
  std::cout << "simulated years: " << years << ", month ends: " << months_ << ", devices delivered: " << delivered_
            << ", renewed: " << renewed_ << ", slots kept and confirmed: " << held_ << ", referred anew: " << referrals_
            << ", recalled: " << recalled << ", called in by the closure: " << called_in_by_closure
            << ", lost people over all months: " << lost_ << "\n";
  for (const auto& [reason, count] : without_slot_) std::cout << "  no slot was kept, " << reason << ": " << count << "\n";
}

}  // namespace
}  // namespace dayaq::rehabilitation
