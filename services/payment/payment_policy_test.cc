#include "services/payment/payment_policy.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/platform/base/strict_yaml.h"

namespace dayaq::payment {
namespace {

TEST(PaymentPolicy, ReadsTheFileOfTheHouse) {
  const auto policy = LoadPaymentPolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->account_hold, absl::Hours(72));
  EXPECT_EQ(policy->banks.at("NABZ"), "NABZAZ2C");
  EXPECT_EQ(policy->source_accounts.at("state-budget").bank(), "NABZAZ2C");
  EXPECT_EQ(policy->PurposeOf("disability-allowance").code, "SSBE");
  EXPECT_EQ(policy->PurposeOf("funeral-benefit").code, "GOVT");
}

TEST(PaymentPolicy, RefusesWhatWouldGoWrong) {
  const auto yaml = ReadPolicyFile("policy/payments.yaml");
  ASSERT_TRUE(yaml.ok());
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"hold_hours: 72", "hold_hours: 0"},
      {"iban: AZ74", "iban: AZ75"},
      {"bank: NABZAZ2C", "bank: IBAZAZ2X"},
      {"category_purpose: SSBE", "category_purpose: GWLT"},
      {"{code: GOVT,", "{code: CCHD,"},
      {"{code: GOVT,", "{code: Govt,"},
      {"tax_number: \"1000000001\"", "tax_number: \"1000000003\""},
      {"code: IBAZ", "code: NABZ"},
      {"order_qepik: 4000000", "order_qepik: 4000000.5"},
      {"days: 30", "days: many"},
      {"orders_per_file: 50000", "orders_per_file: 1000000"},
      {"version: 1", "version: 2"},
      {"limits:", "limit:"},
      {"SOSIAL ODENIS", "SOSİAL ÖDƏNİŞ"},
  };
  for (const auto& [from, to] : faults) {
    std::string wrong = *yaml;
    const size_t at = wrong.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    wrong.replace(at, from.size(), to);
    const auto policy = ParsePaymentPolicy(wrong, "payments.yaml");
    EXPECT_FALSE(policy.ok()) << to;
    EXPECT_NE(policy.status().message().find("payments.yaml:"), absl::string_view::npos) << policy.status();
  }
}

}  // namespace
}  // namespace dayaq::payment
