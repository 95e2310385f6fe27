// AC-6: what is broken is refused with file, line and what is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/access/access_policy.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;

// Every kind of rule once, as short as may be. Lines are counted below.
constexpr char kGood[] = R"(version: 2
purposes:
  care: {az: "Qayğı", en: Care}
  emergency: {az: "Təcili", en: Emergency}
  money: {az: "Pul", en: Money}
actions:
  record.read: {az: a, en: b}
  record.change: {az: a, en: b, needs: [step_up]}
  record.approve: {az: a, en: b}
  place.list: {az: a, en: b, rows: false}
roles:
  nurse:
    title: {az: "Tibb bacısı", en: Nurse}
    purposes: [care, emergency]
    rows:
      - in_district
      - {when: [break_glass], purposes: [emergency]}
    reads: [PUBLIC, HEALTH]
    writes: [PUBLIC]
    actions:
      - record.read
      - {action: record.change, when: [in_institution], purposes: [care]}
      - place.list
  clerk:
    title: {az: a, en: b}
    purposes: [money]
    rows: [national]
    powerful: true
    reads: [PUBLIC]
    writes: []
    actions: [record.read, record.approve]
deny:
  - name: clerks_see_no_health
    roles: [clerk]
    classes: [HEALTH]
    because: {az: a, en: b}
  - name: not_by_delegation
    actions: [record.change]
    when: [delegated]
    because: {az: a, en: b}
separate:
  - name: two_people
    steps: [record.change, record.approve]
    because: {az: a, en: b}
incompatible:
  - roles: [nurse, clerk]
    because: {az: a, en: b}
)";

TEST(PolicyReader, ReadsWhatStandsThere) {
  const auto policy = AccessPolicy::Parse(kGood, "access.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  const PolicyContent& content = policy->content();
  EXPECT_EQ(content.purposes.at("care").az, "Qayğı");
  ASSERT_EQ(content.actions.size(), 4u);
  EXPECT_EQ(content.actions[1].needs, FactSet{Fact::kStepUp});
  EXPECT_TRUE(content.actions[1].of_rows);
  EXPECT_FALSE(content.actions[3].of_rows);

  ASSERT_EQ(content.roles.size(), 2u);
  const Role& nurse = content.roles[0];
  EXPECT_EQ(nurse.name, "nurse");
  EXPECT_EQ(nurse.default_purpose, "care");
  ASSERT_EQ(nurse.rows.size(), 2u);
  EXPECT_EQ(nurse.rows[0].purposes, nurse.purposes);
  EXPECT_EQ(nurse.rows[1].when, FactSet{Fact::kBreakGlass});
  EXPECT_EQ(nurse.rows[1].purposes, std::set<std::string>{"emergency"});
  EXPECT_EQ(nurse.grants.at("record.read").purposes, nurse.purposes);
  EXPECT_EQ(nurse.grants.at("record.change").purposes, std::set<std::string>{"care"});
  EXPECT_EQ(nurse.grants.at("record.change").needs, FactSet{Fact::kInInstitution});
  EXPECT_EQ(nurse.reads, (DataClassSet{DataClass::DATA_CLASS_PUBLIC, DataClass::DATA_CLASS_HEALTH}));
  EXPECT_FALSE(nurse.powerful);
  EXPECT_TRUE(content.roles[1].powerful);

  // A separation denies every step but the first to whoever took an earlier one.
  ASSERT_EQ(content.denials.size(), 3u);
  EXPECT_EQ(content.denials[2].name, "two_people");
  EXPECT_EQ(content.denials[2].actions, std::set<std::string>{"record.approve"});
  EXPECT_EQ(content.denials[2].when, FactSet{Fact::kTookPart});
  EXPECT_EQ(content.separations[0].steps, (std::vector<std::string>{"record.change", "record.approve"}));
  EXPECT_EQ(content.incompatible[0].roles, (std::set<std::string>{"clerk", "nurse"}));
}

TEST(PolicyReader, TheShippedFileLoads) {
  const auto policy = AccessPolicy::Load("policy/access.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->hash().size(), 64u);
  EXPECT_THAT(AccessPolicy::Load("policy/absent.yaml").status().message(), HasSubstr("policy/absent.yaml"));
}

TEST(PolicyReader, TheHashIsOfEveryByte) {
  const auto policy = AccessPolicy::Parse(kGood, "access.yaml");
  const auto other = AccessPolicy::Parse(absl::StrCat(kGood, "# a word\n"), "access.yaml");
  ASSERT_TRUE(policy.ok() && other.ok());
  EXPECT_NE(policy->hash(), other->hash());
}

// `from` of the good file becomes `to`; the fault says `why`, at that line (0: the reader knows no line).
struct Broken {
  std::string from;
  std::string to;
  std::string why;
  int line;
};

const std::vector<Broken>& BrokenYaml() {
  static const auto* cases = new std::vector<Broken>{
      {"    writes: [PUBLIC]\n", "    writes: [PUBLIC]\n    wriets: []\n", "unknown key 'wriets'", 20},
      {"    writes: [PUBLIC]\n", "    writes: [PUBLIC]\n    writes: []\n", "key 'writes' stands twice", 20},
      {"  clerk:\n", "  nurse:\n", "key 'nurse' stands twice", 24},
      {"rows: [national]", "rows: &a [national]", "anchors are not allowed", 27},
      {"rows: [national]", "rows: *a", "not valid YAML", 27},
      {"rows: [national]", "rows: !!seq [national]", "tags are not allowed", 27},
      {"rows: [national]", "rows: [national", "not valid YAML", 28},
      {"    rows: [national]", "\trows: [national]", "a tab", 27},
      {"    rows: [national]", "    rows:", "a value is missing", 27},
      {"    rows: [national]", "    rows: national", "must be a list", 27},
      {"version: 2", "version: 02", "octal", 1},
      {"version: 2", "version: 1", "version must be 2", 1},
      {"version: 2\n", "", "'version' is missing", 1},
      {"incompatible:", "---\nincompatible:", "second document", 45},
      {"incompatible:", "incompatibel:", "unknown key 'incompatibel'", 45},
      {"incompatible:", absl::StrCat("#", std::string(300 * 1024, '#'), "\nincompatible:"), "larger than 256 KiB", 0},
      {kGood, "- a\n", "must be a map", 1},
      {kGood, "", "must be a map", 1},
  };
  return *cases;
}

const std::vector<Broken>& BrokenRules() {
  static const auto* cases = new std::vector<Broken>{
      {"en: Care}", "en: Care, de: Pflege}", "unknown key 'de'", 3},
      {"en: Care}", "en: \"\"}", "words must not be empty", 3},
      {"  care: {", "  Care: {", "'Care' does not have the form", 3},
      {"  record.read: {", "  record: {", "'record' does not have the form", 7},
      {"  record.read: {az: a, en: b}", "  record.read: {az: a}", "'en' is missing", 7},
      {"needs: [step_up]", "needs: [stepup]", "'stepup' is no fact", 8},
      {"needs: [step_up]", "needs: []", "at least one fact", 8},
      {"needs: [step_up]", "needs: [step_up, step_up]", "fact 'step_up' is listed twice", 8},
      {"rows: false", "rows: no", "must be true or false", 10},
      {"    title: {az: \"Tibb bacısı\", en: Nurse}\n", "", "'title' is missing", 13},
      {"  nurse:\n", "  nurse-one:\n", "'nurse-one' does not have the form", 13},
      {"purposes: [care, emergency]", "purposes: [care, cure]", "'cure' is no purpose", 14},
      {"purposes: [care, emergency]", "purposes: []", "at least one purpose", 14},
      {"purposes: [care, emergency]", "purposes: [care, emergency, care]", "purpose 'care' is listed twice", 14},
      {"      - in_district\n", "      - in_distrikt\n", "'in_distrikt' is no fact", 16},
      {"      - in_district\n", "      - step_up\n", "facts about rows alone", 16},
      {"{when: [break_glass], purposes: [emergency]}", "{when: [break_glass], purposes: [money]}", "none of the role's purposes",
       17},
      {"{when: [break_glass], purposes: [emergency]}", "{when: [break_glass], purposes: []}", "at least one purpose", 17},
      {"{when: [break_glass], purposes: [emergency]}", "{purposes: [emergency]}", "'when' is missing", 17},
      {"reads: [PUBLIC, HEALTH]", "reads: [PUBLIC, HELTH]", "'HELTH' is no data class", 18},
      {"reads: [PUBLIC, HEALTH]", "reads: [UNSPECIFIED]", "'UNSPECIFIED' is no data class", 18},
      {"reads: [PUBLIC, HEALTH]", "reads: [PUBLIC, PUBLIC]", "class PUBLIC is listed twice", 18},
      {"      - record.read\n", "      - record.erase\n", "'record.erase' is no action", 21},
      {"      - place.list\n", "      - record.read\n", "action 'record.read' is listed twice", 23},
      {"when: [in_institution], purposes: [care]", "purposes: [money]", "none of the role's purposes", 22},
      {"when: [in_institution], purposes: [care]", "unless: [in_institution]", "unknown key 'unless'", 22},
      {"rows: [national]", "rows: []", "no way to rows is open", 31},
      {"powerful: true", "powerful: yes", "must be true or false", 28},
      {"    roles: [clerk]", "    roles: [cleric]", "'cleric' is no role", 34},
      {"    roles: [clerk]", "    roles: []", "leave the key out", 34},
      {"    classes: [HEALTH]", "    classes: [PUBLIC]", "role 'clerk' reads PUBLIC", 33},
      {"    classes: [HEALTH]\n", "", "either actions or classes", 33},
      {"    classes: [HEALTH]", "    classes: [HEALTH]\n    when: [delegated]", "denied always", 33},
      {"    when: [delegated]\n", "", "'when' is missing", 37},
      {"name: not_by_delegation", "name: clerks_see_no_health", "'clerks_see_no_health' stands twice", 37},
      {"name: two_people", "name: not_by_delegation", "'not_by_delegation' stands twice", 42},
      {"steps: [record.change, record.approve]", "steps: [record.approve]", "two steps at least", 43},
      {"steps: [record.change, record.approve]", "steps: [record.change, record.sign]", "'record.sign' is no action", 43},
      {"roles: [nurse, clerk]", "roles: [nurse]", "two roles at least", 46},
      {"roles: [nurse, clerk]", "roles: [nurse, nurse]", "role 'nurse' is listed twice", 46},
  };
  return *cases;
}

void ExpectRefused(const std::vector<Broken>& cases) {
  for (const Broken& broken : cases) {
    SCOPED_TRACE(absl::StrCat(broken.from.substr(0, 60), " -> ", broken.to.substr(0, 60)));
    std::string bad = kGood;
    const size_t at = bad.find(broken.from);
    ASSERT_NE(at, std::string::npos);
    bad.replace(at, broken.from.size(), broken.to);
    const absl::Status status = AccessPolicy::Parse(bad, "access.yaml").status();
    ASSERT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    const std::string place = broken.line > 0 ? absl::StrCat("access.yaml:", broken.line, ":") : "access.yaml:";
    EXPECT_THAT(std::string(status.message()), ::testing::StartsWith(place));
    EXPECT_THAT(std::string(status.message()), HasSubstr(broken.why));
  }
}

TEST(PolicyReader, BrokenYamlIsRefusedWithItsLine) { ExpectRefused(BrokenYaml()); }

TEST(PolicyReader, BrokenRulesAreRefusedWithTheirLine) {
  ExpectRefused(BrokenRules());
  std::printf("AC-6: broken policy files refused: %zu\n", BrokenYaml().size() + BrokenRules().size());
}

}  // namespace
}  // namespace dayaq
