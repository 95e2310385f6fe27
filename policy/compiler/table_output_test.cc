// What was linked is what stands in the file.
#include "policy/compiler/table_output.h"

#include <gtest/gtest.h>

namespace dayaq {
namespace {

void ExpectSame(const PolicyWords& linked, const PolicyWords& read) {
  EXPECT_EQ(linked.az, read.az);
  EXPECT_EQ(linked.en, read.en);
}

void ExpectSameRole(const Role& linked, const Role& read) {
  SCOPED_TRACE(read.name);
  EXPECT_EQ(linked.name, read.name);
  ExpectSame(linked.title, read.title);
  EXPECT_EQ(linked.purposes, read.purposes);
  EXPECT_EQ(linked.default_purpose, read.default_purpose);
  EXPECT_EQ(linked.reads, read.reads);
  EXPECT_EQ(linked.writes, read.writes);
  EXPECT_EQ(linked.powerful, read.powerful);
  EXPECT_EQ(linked.background, read.background);
  EXPECT_EQ(linked.of_person, read.of_person);
  ASSERT_EQ(linked.rows.size(), read.rows.size());
  for (size_t i = 0; i < read.rows.size(); ++i) {
    EXPECT_EQ(linked.rows[i].when, read.rows[i].when);
    EXPECT_EQ(linked.rows[i].purposes, read.rows[i].purposes);
  }
  ASSERT_EQ(linked.grants.size(), read.grants.size());
  for (const auto& [action, grant] : read.grants) {
    ASSERT_EQ(linked.grants.count(action), 1u) << action;
    EXPECT_EQ(linked.grants.at(action).purposes, grant.purposes) << action;
    EXPECT_EQ(linked.grants.at(action).needs, grant.needs) << action;
  }
}

TEST(LinkedPolicy, SaysWhatTheFileSays) {
  const auto policy = policy::LoadPolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  const PolicyContent& linked = LinkedPolicy().content();
  const PolicyContent& read = policy->content();
  ASSERT_EQ(linked.roles.size(), read.roles.size());
  for (size_t i = 0; i < read.roles.size(); ++i) ExpectSameRole(linked.roles[i], read.roles[i]);
  ASSERT_EQ(linked.purposes.size(), read.purposes.size());
  for (const auto& [name, words] : read.purposes) ExpectSame(linked.purposes.at(name), words);
  ASSERT_EQ(linked.actions.size(), read.actions.size());
  for (size_t i = 0; i < read.actions.size(); ++i) {
    EXPECT_EQ(linked.actions[i].name, read.actions[i].name);
    ExpectSame(linked.actions[i].title, read.actions[i].title);
    EXPECT_EQ(linked.actions[i].needs, read.actions[i].needs);
    EXPECT_EQ(linked.actions[i].of_rows, read.actions[i].of_rows);
  }
}

TEST(LinkedPolicy, HasTheRulesOfTheFileAndIsKnownByTheHashOfTheFolder) {
  const auto policy = policy::LoadPolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  const PolicyContent& linked = LinkedPolicy().content();
  const PolicyContent& read = policy->content();
  ASSERT_EQ(linked.denials.size(), read.denials.size());
  for (size_t i = 0; i < read.denials.size(); ++i) {
    EXPECT_EQ(linked.denials[i].name, read.denials[i].name);
    EXPECT_EQ(linked.denials[i].roles, read.denials[i].roles);
    EXPECT_EQ(linked.denials[i].actions, read.denials[i].actions);
    EXPECT_EQ(linked.denials[i].classes, read.denials[i].classes);
    EXPECT_EQ(linked.denials[i].when, read.denials[i].when);
    ExpectSame(linked.denials[i].because, read.denials[i].because);
  }
  ASSERT_EQ(linked.separations.size(), read.separations.size());
  for (size_t i = 0; i < read.separations.size(); ++i) EXPECT_EQ(linked.separations[i].steps, read.separations[i].steps);
  ASSERT_EQ(linked.incompatible.size(), read.incompatible.size());
  for (size_t i = 0; i < read.incompatible.size(); ++i) EXPECT_EQ(linked.incompatible[i].roles, read.incompatible[i].roles);
  EXPECT_EQ(linked.hash, *PolicyHash("policy"));
}

TEST(LinkedPolicy, IsWrittenTheSameEachTime) {
  const auto policy = policy::LoadPolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy::DecisionTable(*policy), policy::DecisionTable(*policy));
  EXPECT_EQ(policy::DecisionTable(LinkedPolicy()), policy::DecisionTable(*policy));
  EXPECT_FALSE(policy::LoadPolicy("policy/absent").ok());
}

}  // namespace
}  // namespace dayaq
