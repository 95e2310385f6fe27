#include "services/platform/base/strict_yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "tests/support/temporary_directory.h"

namespace dayaq {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string FaultIn(const std::string& yaml) {
  const auto parsed = StrictYaml::Parse(yaml, "rules.yaml");
  if (parsed.ok()) return "taken";
  EXPECT_EQ(parsed.status().code(), absl::StatusCode::kFailedPrecondition);
  return std::string(parsed.status().message());
}

StrictYaml Read(const std::string& yaml) {
  auto parsed = StrictYaml::Parse(yaml, "rules.yaml");
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return *std::move(parsed);
}

std::string Nested(int depth) {
  std::string yaml = "a:";
  for (int i = 1; i < depth; ++i) absl::StrAppend(&yaml, "\n", std::string(static_cast<size_t>(i), ' '), "a:");
  return yaml + " 1\n";
}

struct Refusal {
  const char* name;
  std::string yaml;
  std::string fault;
};
void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.name; }

class StrictYamlRefusal : public ::testing::TestWithParam<Refusal> {};

TEST_P(StrictYamlRefusal, NamesFileLineColumnAndWhatIsWrong) {
  EXPECT_THAT(FaultIn(GetParam().yaml), StartsWith(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    All, StrictYamlRefusal,
    ::testing::Values(Refusal{"DoubledKey", "a: 1\nb: 2\na: 3\n", "rules.yaml:3:1: key 'a' stands twice"},
                      Refusal{"DoubledKeyInAList", "l:\n  - x: 1\n    x: 2\n", "rules.yaml:3:5: key 'x' stands twice"},
                      Refusal{"DoubledKeyInFlowStyle", "m: {x: 1, x: 1}\n", "rules.yaml:1:11: key 'x' stands twice"},
                      Refusal{"DoubledKeyQuotedOnce", "a: 1\n\"a\": 2\n", "rules.yaml:2:1: key 'a' stands twice"},
                      Refusal{"Anchor", "a: 1\nb: &x 2\n", "rules.yaml:2:4: anchors are not allowed"},
                      Refusal{"AnchorOfAList", "a: &x [1]\n", "rules.yaml:1:4: anchors are not allowed"},
                      Refusal{"AnchorOfAMap", "a: &x {b: 1}\n", "rules.yaml:1:4: anchors are not allowed"},
                      Refusal{"AnchorOfNothing", "a: &x\n", "rules.yaml:1:4: anchors are not allowed"},
                      Refusal{"AnchorOfAKey", "&x a: 1\n", "rules.yaml:1:1: anchors are not allowed"},
                      Refusal{"AliasWithoutAnchor", "a: *x\n", "rules.yaml:1:4: not valid YAML"},
                      Refusal{"Tag", "a: 1\nb: !!int 2\n", "rules.yaml:2:4: tags are not allowed"},
                      Refusal{"TagOfOurOwn", "a: !money 2\n", "rules.yaml:1:4: tags are not allowed"},
                      Refusal{"TagOfAList", "a: !!set [1]\n", "rules.yaml:1:4: tags are not allowed"},
                      Refusal{"TagOfAMap", "a: !rule {b: 1}\n", "rules.yaml:1:4: tags are not allowed"},
                      Refusal{"MergeKey", "a: 1\n<<: {b: 2}\n", "rules.yaml:2:1: merge keys are not allowed"},
                      Refusal{"Octal", "a: 1\nb: 017\n", "rules.yaml:2:4: looks like an octal number"},
                      Refusal{"NegativeOctal", "b: -017\n", "rules.yaml:1:4: looks like an octal number"},
                      Refusal{"OctalAsKey", "017: b\n", "rules.yaml:1:1: looks like an octal number"},
                      Refusal{"MissingValue", "a: 1\nb:\n", "rules.yaml:2:1: a value is missing"},
                      Refusal{"Null", "a: null\n", "rules.yaml:1:1: a value is missing"},
                      Refusal{"Tilde", "a: ~\n", "rules.yaml:1:1: a value is missing"},
                      Refusal{"MissingItem", "a:\n  - 1\n  -\n", "rules.yaml:2:5: a value is missing after this"},
                      Refusal{"TwoDocuments", "a: 1\n---\nb: 2\n", "rules.yaml:2:1: a second document"},
                      Refusal{"Tab", "a: 1\nb:\n\tc: 2\n", "rules.yaml:3:1: a tab"},
                      Refusal{"TabInText", "a: one\ttwo\n", "rules.yaml:1:7: a tab"},
                      Refusal{"TooDeep", Nested(17), "rules.yaml:17:17: nested too deep"},
                      Refusal{"AbyssOfLists", "a: " + std::string(200'000, '['), "rules.yaml:1:"},
                      Refusal{"AbyssOfMaps", "a: " + std::string(200'000, '{'), "rules.yaml:1:"},
                      Refusal{"Broken", "a: 1\nb: [1\n", "rules.yaml:3:1: not valid YAML"},
                      Refusal{"ListAsKey", "? [a]\n: 1\n", "rules.yaml:1:3: a key must be plain text"},
                      Refusal{"ListAtTheTop", "- a\n", "rules.yaml:1:1: the file must be a map of keys"},
                      Refusal{"TextAtTheTop", "a\n", "rules.yaml:1:1: the file must be a map of keys"},
                      Refusal{"Nothing", "", "rules.yaml:1:1: the file must be a map of keys"},
                      Refusal{"TooLarge", "a: 1\n" + std::string(256 * 1024, '#'), "rules.yaml: larger than 256 KiB"}),
    [](const ::testing::TestParamInfo<Refusal>& tried) { return tried.param.name; });

TEST(StrictYaml, SixteenLevelsAreTaken) { EXPECT_EQ(FaultIn(Nested(16)), "taken"); }

TEST(StrictYaml, TwoHundredAndFiftySixKibibytesAreTaken) {
  EXPECT_EQ(FaultIn("a: 1\n" + std::string(256 * 1024 - 5, '#')), "taken");
}

TEST(StrictYaml, ScalarsAreTextsWhateverTheyLookLike) {
  const StrictYaml root = Read("a: yes\nb: 1.50\nc: \"017\"\nd: 0\ne: '<<'\nf: \"null\"\ng: Füzuli\nh: ''\n");
  EXPECT_EQ(*root.ChildText("a"), "yes");
  EXPECT_EQ(*root.ChildText("b"), "1.50");
  EXPECT_EQ(*root.ChildText("c"), "017");
  EXPECT_EQ(*root.ChildText("d"), "0");
  EXPECT_EQ(*root.ChildText("e"), "<<");
  EXPECT_EQ(*root.ChildText("f"), "null");
  EXPECT_EQ(*root.ChildText("g"), "Füzuli");
  EXPECT_EQ(*root.ChildText("h"), "");
}

TEST(StrictYaml, EntriesAndItemsKeepTheOrderOfTheFile) {
  const StrictYaml root = Read("b: [z, a]\na: {c: 1}\n");
  std::vector<std::string> keys;
  const auto entries = root.Entries();
  ASSERT_TRUE(entries.ok());
  for (const auto& [key, child] : *entries) keys.push_back(key);
  EXPECT_THAT(keys, ElementsAre("b", "a"));
  const auto items = root.Child("b")->Items();
  ASSERT_TRUE(items.ok());
  std::vector<std::string> texts;
  for (const StrictYaml& item : *items) texts.push_back(*item.Text());
  EXPECT_THAT(texts, ElementsAre("z", "a"));
}

TEST(StrictYaml, AskingForAnotherShapeIsAFaultAtThatPlace) {
  const StrictYaml root = Read("a: 1\nb: [x]\nc:\n  d: 1\n");
  EXPECT_EQ(root.Child("e").status().message(), "rules.yaml:1:1: key 'e' is missing");
  EXPECT_EQ(root.ChildText("b").status().message(), "rules.yaml:2:4: must be plain text");
  EXPECT_EQ(root.Child("a")->Items().status().message(), "rules.yaml:1:4: must be a list");
  EXPECT_EQ(root.Child("b")->Entries().status().message(), "rules.yaml:2:4: must be a map of keys");
  EXPECT_EQ(root.Child("b")->OnlyKeys({"x"}).message(), "rules.yaml:2:4: must be a map of keys");
  EXPECT_EQ(root.Child("c")->line(), 4);
  EXPECT_EQ(root.Child("c")->column(), 3);
  EXPECT_TRUE(root.Has("a"));
  EXPECT_FALSE(root.Has("e"));
  EXPECT_FALSE(root.Child("b")->Has("x"));
}

TEST(StrictYaml, AnUnknownKeyIsNamedWhereItStands) {
  const StrictYaml root = Read("a: 1\ntypo:\n  d: 1\n");
  EXPECT_EQ(root.OnlyKeys({"a", "b"}).message(), "rules.yaml:2:1: unknown key 'typo'");
  EXPECT_TRUE(root.OnlyKeys({"a", "typo"}).ok());
}

TEST(StrictYaml, AFileThatCannotBeReadOrIsTooLargeIsNamed) {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.path() + "/large.yaml";
  EXPECT_THAT(std::string(ReadPolicyFile(path).status().message()), HasSubstr("large.yaml: cannot be read"));
  const std::string largest(256 * 1024, '#');
  std::ofstream(path) << largest;
  ASSERT_TRUE(ReadPolicyFile(path).ok());
  EXPECT_EQ(*ReadPolicyFile(path), largest);
  std::ofstream(path) << largest << "#";
  EXPECT_THAT(std::string(ReadPolicyFile(path).status().message()), HasSubstr("large.yaml: larger than 256 KiB"));
}

}  // namespace
}  // namespace dayaq
