#include "services/platform/access/access_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dayaq {
namespace {

using ::testing::HasSubstr;

constexpr char kHead[] = "version: 1\npurposes:\n  care: {az: \"Qayğı\", en: Care}\nroles:\n";
constexpr char kNurse[] =
    "  nurse:\n    title: {az: a, en: b}\n    purposes: [care]\n    actions: [incident.read]\n    reads: [PUBLIC, HEALTH]\n    "
    "writes: []\n";

std::string ErrorOf(const std::string& yaml) { return std::string(AccessPolicy::Parse(yaml, "access.yaml").status().message()); }

TEST(AccessPolicy, TheShippedFileLoadsAndKeepsHealthFromAnama) {
  const auto policy = AccessPolicy::Load("policy/access.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_TRUE(policy->Allows("hospital_registrar", "incident.register"));
  EXPECT_FALSE(policy->Allows("anama_officer", "incident.register"));
  EXPECT_TRUE(policy->Allows("anama_officer", "incident.verify"));
  EXPECT_FALSE(policy->FindRole("anama_officer")->reads.Has(DataClass::DATA_CLASS_HEALTH));
  EXPECT_FALSE(policy->FindRole("anama_officer")->reads.Has(DataClass::DATA_CLASS_IDENTITY));
}

TEST(AccessPolicy, WhatIsNotSaidIsNotAllowed) {
  const auto policy = AccessPolicy::Parse(std::string(kHead) + kNurse, "access.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_TRUE(policy->Allows("nurse", "incident.read"));
  EXPECT_FALSE(policy->Allows("nurse", "incident.list"));
  EXPECT_FALSE(policy->Allows("doctor", "incident.read"));
  EXPECT_EQ(policy->FindRole("doctor"), nullptr);
  EXPECT_FALSE(policy->CheckActionsKnown({"incident.read", "incident.erase"}).ok());
  EXPECT_TRUE(policy->CheckActionsKnown({"incident.read"}).ok());
}

TEST(AccessPolicy, EveryBrokenFileIsRefusedWithItsLine) {
  const std::string good = std::string(kHead) + kNurse;
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    return bad;
  };
  const std::vector<std::pair<std::string, std::string>> cases = {
      {good + kNurse, "stands twice"},
      {with("writes: []", "writes: []\n    wriets: []"), "unknown key 'wriets'"},
      {with("HEALTH", "HELTH"), "'HELTH' is no data class"},
      {with("HEALTH", "UNSPECIFIED"), "is no data class"},
      {with("purposes: [care]", "purposes: [cure]"), "'cure' is not listed"},
      {with("purposes: [care]", "purposes: []"), "at least one purpose"},
      {with("incident.read", "read"), "does not have the form"},
      {with("[incident.read]", "[incident.read, incident.read]"), "listed twice"},
      {with("[incident.read]", "&a [incident.read]"), "anchors are not allowed"},
      {with("reads: [PUBLIC, HEALTH]", "reads: *a"), "not valid YAML"},
      {with("version: 1", "version: 017"), "octal"},
      {with("version: 1", "version: 2"), "version must be 1"},
      {with("version: 1", "version: !!int 1"), "tags are not allowed"},
      {with("    reads:", "\treads:"), "a tab"},
      {with("writes: []", "writes:"), "a value is missing"},
      {with("    title: {az: a, en: b}\n", ""), "'title' is missing"},
      {good + "---\nversion: 1\n", "second document"},
      {good + std::string(300 * 1024, '#'), "larger than 256 KiB"},
      {"- a\n", "must be a map"},
      {"version: [1\n", "not valid YAML"},
      {"", "must be a map"},
  };
  for (const auto& [yaml, expected] : cases) {
    EXPECT_THAT(ErrorOf(yaml), HasSubstr(expected));
    EXPECT_THAT(ErrorOf(yaml), HasSubstr("access.yaml"));
  }
  std::printf("broken policy files refused: %zu of %zu\n", cases.size(), cases.size());
}

}  // namespace
}  // namespace dayaq
