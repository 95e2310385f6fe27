// What a day brings to all renewals at once is what the rule says of each. And the statements against the migrated schema.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_split.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/rehabilitation/device_queries.h"
#include "services/rehabilitation/device_rules.h"
#include "services/rehabilitation/device_test_fixture.h"
#include "services/rehabilitation/renewal_keeper.h"
#include "services/rehabilitation/renewal_queries.h"
#include "services/rehabilitation/renewal_rules.h"

namespace dayaq::rehabilitation {
namespace {

class RenewalSweepTest : public DeviceFixture {
 protected:
  // Devices in the hands of invented people of one centre, each with a renewal; without the way that leads there.
  void Fill(int count) const {
    Sql(absl::StrCat(
        "INSERT INTO rehabilitation.device (uid, etag, survivor_uid, device_class, payer, wearer_age, state, prescribed_on, "
        "decided_on, "
        "decision_document, delivered_on, create_time, update_time, register, district, institution) "
        "SELECT ('01900000-0000-7000-c000-' || lpad(n::text, 12, '0'))::uuid, 1, gen_random_uuid(), "
        "CASE n % 3 WHEN 0 THEN 'lower-conventional' WHEN 1 THEN 'upper-conventional' ELSE 'wheelchair-manual' END, "
        "'DEVICE_PAYER_STATE', "
        "'WEARER_AGE_ADULT', 'DEVICE_STATE_DELIVERED', day, day, '1', day, now(), now(), 'az', 'AZ-TAR', 'rehabilitation-baku' "
        "FROM (SELECT n, to_char('2020-01-01'::date + n * 7 % 2000, 'YYYY-MM-DD') AS day FROM generate_series(1, ",
        count, ") AS n) AS d"));
    Sql("INSERT INTO rehabilitation.renewal (uid, etag, survivor_uid, device_class, state, due_on, basis, review_on, term_example, "
        "call_in_on, "
        "next_on, create_time, update_time, register, district, institution) "
        "SELECT d.uid, 1, d.survivor_uid, d.device_class, CASE n % 4 WHEN 1 THEN 'RENEWAL_STATE_TO_CALL' WHEN 2 THEN "
        "'RENEWAL_STATE_REACHED' "
        "WHEN 3 THEN 'RENEWAL_STATE_UNDER_WAY' ELSE 'RENEWAL_STATE_WAITING' END, "
        "CASE WHEN n % 5 > 0 THEN to_char(day + 60, 'YYYY-MM-DD') END, CASE WHEN n % 5 > 0 THEN 'RENEWAL_BASIS_TERM' END, "
        "CASE WHEN n % 5 = 0 THEN to_char(day, 'YYYY-MM-DD') END, false, to_char(day, 'YYYY-MM-DD'), "
        "CASE WHEN n % 4 <> 3 THEN to_char(day, 'YYYY-MM-DD') END, now(), now(), register, district, institution "
        "FROM (SELECT *, (right(uid::text, 12))::integer AS n, (delivered_on::date + interval '6 months')::date AS day "
        "      FROM rehabilitation.device WHERE right(left(uid::text, 24), 5) = 'c000-') AS d");
  }
  std::vector<v1::Renewal> All() const {
    std::vector<v1::Renewal> all;
    const absl::Status read = rehabilitation_->As("", [&](Transaction& transaction) -> absl::Status {
      static constexpr Query kAll{
          "test.all_renewals",
          "SELECT {columns:dayaq.rehabilitation.v1.Renewal} FROM rehabilitation.renewal ORDER BY uid LIMIT 5000"};
      auto rows = transaction.All<v1::Renewal>(kAll, {}, 5000);
      if (rows.ok()) all = *std::move(rows);
      return rows.status();
    });
    EXPECT_TRUE(read.ok()) << read;
    return all;
  }
  int64_t Swept(absl::CivilDay today, int most) const {
    int64_t swept = 0;
    const absl::Status done = rehabilitation_->As("", [&](Transaction& transaction) -> absl::Status {
      const auto part =
          SweepPart(rehabilitation_parts_->policies().devices.follow_up, today, static_cast<size_t>(most), transaction);
      swept = part.ok() ? static_cast<int64_t>(part->renewals) : 0;
      return part.status();
    });
    EXPECT_TRUE(done.ok()) << done;
    return swept;
  }
};

TEST_F(RenewalSweepTest, TheSweepDoesToAllWhatTheRuleSaysOfOne) {
  Fill(1500);
  const FollowUpRule& rule = rehabilitation_parts_->policies().devices.follow_up;
  int64_t changes = 0;
  // A clock of its own: months leap by, as thirty years would.
  for (const absl::CivilDay today : {absl::CivilDay(2021, 2, 28), absl::CivilDay(2022, 8, 31), absl::CivilDay(2023, 12, 31),
                                     absl::CivilDay(2024, 2, 29), absl::CivilDay(2027, 1, 1)}) {
    std::vector<v1::Renewal> expected = All();
    ASSERT_EQ(expected.size(), 1500U);
    int64_t due = 0;
    for (v1::Renewal& renewal : expected) {
      const std::string before = renewal.SerializeAsString();
      Advance(rule, today, renewal);
      due += renewal.SerializeAsString() != before;
    }
    // In bounded parts, until one is not full.
    int64_t swept = 0, part = 0;
    do {
      part = Swept(today, 200);
      ASSERT_LE(part, 200);
      swept += part;
    } while (part == 200);
    EXPECT_EQ(swept, due) << absl::FormatCivilTime(today);
    const std::vector<v1::Renewal> now = All();
    for (size_t i = 0; i < now.size(); ++i) {
      ASSERT_EQ(now[i].state(), expected[i].state()) << now[i].uid();
      ASSERT_EQ(dayaq::ToText(now[i].next_on()), dayaq::ToText(expected[i].next_on())) << now[i].uid();
    }
    changes += swept;
  }
  EXPECT_GT(changes, 1000);
  EXPECT_EQ(LostPeople(), 0);
}

TEST_F(RenewalSweepTest, EveryFieldHasAColumnAndNoStatementReadsALargeTableFromEndToEnd) {
  for (const auto* const message : {v1::Device::descriptor(), v1::Renewal::descriptor()}) {
    EXPECT_EQ(rehabilitation_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *message, {}); }),
              absl::OkStatus());
  }
  EXPECT_EQ(rehabilitation_->As(
                "",
                [&](Transaction& transaction) {
                  return CheckColumns(transaction, *v1::DeviceComponent::descriptor(), {"register", "district", "institution"});
                }),
            absl::OkStatus());
  const auto plans = [&](const std::string& subject, const std::vector<Query>& queries) {
    return rehabilitation_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(
          transaction, queries,
          {"rehabilitation.device", "rehabilitation.device_component", "rehabilitation.renewal", "rehabilitation.device_history",
           "rehabilitation.renewal_history", "survivor.survivor", "survivor.casualty", "incident.casualty"});
    });
  };
  EXPECT_EQ(plans(kProsthetist.subject, {kWearer,        kDevicesOf,       kDueOf,         kSerialsTaken,     kIsFoundation,
                                         kDevice,        kLockDevice,      kComponents,    kDevices,          kCountDevices,
                                         kAddDevice,     kStepDevice,      kAddComponents, kRemoveComponents, kRemoveAllComponents,
                                         kRenewal,       kLockRenewal,     kAddRenewal,    kKeepRenewal,      kRenewals,
                                         kCountRenewals, kRenewalsOfPerson}),
            absl::OkStatus());
  EXPECT_EQ(plans(kClerk.subject, {kRenewals, kCountRenewals, kRenewal, kLockRenewal, kContactRenewal, kRenewalAppointment}),
            absl::OkStatus());
  EXPECT_EQ(plans(kCommission.subject, {kDecideDevice, kDevices, kRenewals, kCountRenewals, kDecideRenewal, kToRecall, kRecall}),
            absl::OkStatus());
  EXPECT_EQ(plans("", {kDeliveredTo, kDevice, kLockDevice, kSuccessor, kEndRenewed, kRemoveAllComponents, kRenewal, kLockRenewal,
                       kAddRenewal, kKeepRenewal, kDueRenewals, kAdvanceRenewals}),
            absl::OkStatus());
}

// The forecast counts what its caller may see, and says when its history is short.
TEST_F(RenewalSweepTest, TheForecastCountsByCentre) {
  Fill(900);
  v1::ForecastRenewalsRequest request;
  request.set_months(6);
  const auto forecast = Got(&Renewals::ForecastRenewals, kCommission, request);
  EXPECT_EQ(forecast.survival_size(), 3);
  EXPECT_EQ(forecast.expected_size(), 18);
  EXPECT_EQ(forecast.stock_size(), 3);
  for (const v1::DeviceSurvival& one : forecast.survival()) {
    EXPECT_EQ(one.devices(), 300);
    EXPECT_TRUE(one.short_history()) << "nothing was renewed yet";
  }
  for (const v1::ExpectedRenewals& line : forecast.expected()) {
    EXPECT_GT(line.expected(), 0);
    EXPECT_LE(line.low95(), line.low80());
    EXPECT_LE(line.high80(), line.high95());
  }
  EXPECT_EQ(Got(&Renewals::ForecastRenewals, kProsthetist, request).expected_size(), 18);
  EXPECT_EQ(Got(&Renewals::ForecastRenewals, kGanjaClerk, request).expected_size(), 0) << "of its own centre, and no other";
  request.set_device_class("wheelchair-manual");
  EXPECT_EQ(Got(&Renewals::ForecastRenewals, kCommission, request).expected_size(), 6);
}

}  // namespace
}  // namespace dayaq::rehabilitation
