#include "clients/cli/yaml_tree.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(YamlTree, KeepsOrderAndPlaces) {
  const absl::StatusOr<YamlNode> root = ParseYamlTree("b: 1\na:\n  - x\n  - {k: v}\n", "f.yaml");
  ASSERT_TRUE(root.ok()) << root.status();
  EXPECT_EQ(root->keys[0].text, "b");
  const YamlNode* list = root->Find("a");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->items[1].Find("k")->text, "v");
  EXPECT_EQ(list->items[1].line, 4);
  EXPECT_EQ(root->Find("c"), nullptr);
  EXPECT_EQ(list->items[0].Find("k"), nullptr);
}

TEST(YamlTree, ReadsJsonToo) {
  const absl::StatusOr<YamlNode> root = ParseYamlTree("{\"a\": [1, \"05\"], \"b\": {\"c\": \"ə\"}}", "f.json");
  ASSERT_TRUE(root.ok()) << root.status();
  EXPECT_EQ(root->Find("a")->items[1].text, "05");
  EXPECT_EQ(root->Find("b")->Find("c")->text, "ə");
}

TEST(YamlTree, RefusesWhatIsNotText) {
  EXPECT_THAT(std::string(ParseYamlTree("a: \xC3\x28", "f.yaml").status().message()), StartsWith("f.yaml:"));
  EXPECT_THAT(std::string(ParseYamlTree(std::string("a: b\0c", 6), "f.yaml").status().message()), HasSubstr("NUL"));
}

TEST(YamlTree, AStrayMarkEndsInARefusalAndNotInAnEndlessLoop) {
  for (const char* text : {", x: y", "a: b\n]\n", "]", "a: {b\nc: d\n", "a: [b\nc}: d\n", "}", "a: b\n}"}) {
    EXPECT_FALSE(ParseYamlTree(text, "f.yaml").ok()) << text;
  }
}

TEST(YamlTree, FaultsAreListedUpToALimit) {
  YamlFaults faults("f.yaml");
  EXPECT_TRUE(faults.ToStatus().ok());
  YamlNode where;
  for (int i = 1; i <= 60; ++i) {
    where.line = i;
    faults.Add(where, "wrong");
  }
  EXPECT_THAT(std::string(faults.ToStatus().message()), HasSubstr("f.yaml:50:0: wrong\nand 10 more"));
}

}  // namespace
}  // namespace dayaq
