// Random tables, protected, and attacked by somebody who has none of our code and another solver (z3): for each protected count it
// is asked whether two tables that agree with all that was published lie as far apart as the rule wants. 420 tables, or with
// DAYAQ_LONG 21,000; SEED=n repeats a run.
#include <gtest/gtest.h>
#include <z3++.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/statistics/protection.h"

namespace dayaq::statistics {
namespace {

using Random = std::mt19937_64;

int64_t Pick(Random& random, int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random); }

// Tables as they come: a third of the counts small, some large.
int64_t AnyCount(Random& random) {
  const int64_t kind = Pick(random, 0, 9);
  return kind < 3 ? Pick(random, 0, 4) : (kind < 7 ? Pick(random, 5, 15) : Pick(random, 10, 70));
}

// An inner table, from which the tables of a release are added up here, without the code under test.
struct World {
  std::vector<std::vector<std::string>> codes;
  std::vector<int64_t> counts;
};

World AnyWorld(Random& random, size_t ways) {
  World world;
  size_t cells = 1;
  for (size_t i = 0; i < ways; ++i) {
    std::vector<std::string> codes;
    const int64_t count = ways == 2 ? Pick(random, 2, 6) : Pick(random, 2, 3);
    for (int64_t code = 0; code < count; ++code) codes.push_back(absl::StrCat("C", code));
    cells *= codes.size();
    world.codes.push_back(std::move(codes));
  }
  for (size_t i = 0; i < cells; ++i) world.counts.push_back(AnyCount(random));
  return world;
}

// The table over those dimensions of the world.
CountTable TableOf(const World& world, const std::vector<size_t>& kept, const std::string& vintage,
                   const std::string& sensitivity) {
  CountTable table{.id = absl::StrCat("t", kept.size(), kept[0]), .measure = "m@1", .vintage = vintage, .sensitivity = sensitivity};
  for (const size_t way : kept) table.dimensions.push_back(Dimension::Of(absl::StrCat("D", way), world.codes[way]));
  table.values.assign(table.CellCount(), 0);
  for (size_t inner = 0; inner < world.counts.size(); ++inner) {
    size_t rest = inner;
    std::vector<size_t> places(world.codes.size());
    for (size_t way = world.codes.size(); way-- > 0;) {
      places[way] = rest % world.codes[way].size();
      rest /= world.codes[way].size();
    }
    for (size_t mask = 0; mask < (size_t{1} << kept.size()); ++mask) {
      std::vector<size_t> at;
      for (size_t i = 0; i < kept.size(); ++i) at.push_back((mask >> i & 1) != 0 ? world.codes[kept[i]].size() : places[kept[i]]);
      table.values[table.CellAt(at)] += world.counts[inner];
    }
  }
  return table;
}

DisclosurePolicy AnyPolicy(Random& random) {
  const int64_t thresholds[] = {3, 5, 10};
  const int64_t threshold = thresholds[Pick(random, 0, 2)];
  DisclosurePolicy policy{.edition = "random"};
  policy.classes = {{.name = "open"},
                    {.name = "public", .threshold = threshold, .least_width = threshold, .zeros_shown = Pick(random, 0, 1) == 0}};
  return policy;
}

// The outsider: knows the worlds' shapes, the policy and what was printed.
class Attacker {
 public:
  // With `merge`, it knows which counts are the same in both vintages.
  Attacker(const DisclosurePolicy& policy, bool merge) : policy_(policy), merge_(merge), solver_(context_, "QF_LIA") {}

  // The sums of all tables over one world: every margin of the inner cells.
  void KnowsWorld(const World& world, const std::string& vintage) {
    std::vector<size_t> places(world.codes.size(), 0);
    while (true) {
      AddSum(world, places, vintage);
      size_t way = 0;
      while (way < places.size() && ++places[way] > world.codes[way].size()) places[way++] = 0;
      if (way == places.size()) return;
    }
  }

  void Reads(const ProtectedTable& table) {
    for (size_t cell = 0; cell < table.table.values.size(); ++cell) {
      const int number = Variable(table.table.vintage, KeyOf(table.table, cell), table.table.values[cell]);
      if (table.showing[cell] == Showing::kShown) {
        for (const auto& side : {left_, right_})
          solver_.add(side[number] == context_.int_val(static_cast<int>(table.table.values[cell])));
      } else {
        // Where zeros are shown, a gap is no zero.
        const bool known = policy_.classes[1].zeros_shown;
        for (const auto& side : {left_, right_}) solver_.add(side[number] >= context_.int_val(known ? 1 : 0));
      }
    }
  }

  // Whether it can tell the count more closely than to within `width`.
  bool Tells(const std::string& vintage, const CountTable& table, size_t cell, int64_t width) {
    const int number = Variable(vintage, KeyOf(table, cell), table.values[cell]);
    solver_.push();
    solver_.add(left_[number] - right_[number] >= context_.int_val(static_cast<int>(width)));
    const z3::check_result result = solver_.check();
    solver_.pop();
    if (result == z3::unknown) ADD_FAILURE() << "the attacker gave up";
    return result == z3::unsat;
  }

 private:
  static std::string KeyOf(const CountTable& table, size_t cell) {
    std::map<std::string, std::string> codes;
    const std::vector<size_t> places = table.Places(cell);
    for (size_t i = 0; i < places.size(); ++i) {
      const std::string& code = table.dimensions[i].codes[places[i]];
      if (code != "_T") codes[table.dimensions[i].id] = code;
    }
    std::string key;
    for (const auto& [dimension, code] : codes) absl::StrAppend(&key, dimension, "=", code, ";");
    return key;
  }

  static std::string KeyAt(const World& world, const std::vector<size_t>& places) {
    std::string key;
    for (size_t way = 0; way < places.size(); ++way) {
      if (places[way] < world.codes[way].size()) absl::StrAppend(&key, "D", way, "=", world.codes[way][places[way]], ";");
    }
    return key;
  }

  static int64_t CountAt(const World& world, const std::vector<size_t>& places) {
    int64_t count = 0;
    for (size_t inner = 0; inner < world.counts.size(); ++inner) {
      size_t rest = inner;
      bool counted = true;
      for (size_t way = world.codes.size(); way-- > 0;) {
        const size_t place = rest % world.codes[way].size();
        rest /= world.codes[way].size();
        counted = counted && (places[way] == world.codes[way].size() || places[way] == place);
      }
      if (counted) count += world.counts[inner];
    }
    return count;
  }

  void AddSum(const World& world, const std::vector<size_t>& places, const std::string& vintage) {
    for (size_t way = 0; way < places.size(); ++way) {
      if (places[way] < world.codes[way].size()) continue;
      const int whole = Variable(vintage, KeyAt(world, places), CountAt(world, places));
      z3::expr left = context_.int_val(0), right = context_.int_val(0);
      std::vector<size_t> at = places;
      for (at[way] = 0; at[way] < world.codes[way].size(); ++at[way]) {
        const int part = Variable(vintage, KeyAt(world, at), CountAt(world, at));
        left = left + left_[part];
        right = right + right_[part];
      }
      solver_.add(left_[whole] == left);
      solver_.add(right_[whole] == right);
    }
  }

  int Variable(const std::string& vintage, const std::string& key, int64_t value) {
    const std::string name = absl::StrCat(merge_ ? "" : vintage, "/", key, "/", merge_ ? absl::StrCat(value) : "");
    const auto [found, added] = numbers_.emplace(name, static_cast<int>(left_.size()));
    if (added) {
      for (auto* side : {&left_, &right_}) {
        side->push_back(context_.int_const(absl::StrCat(side == &left_ ? "l" : "r", found->second).c_str()));
        solver_.add(side->back() >= 0);
      }
    }
    return found->second;
  }

  const DisclosurePolicy& policy_;
  const bool merge_;
  z3::context context_;
  z3::solver solver_;
  std::map<std::string, int> numbers_;
  std::vector<z3::expr> left_, right_;
};

struct Counts {
  int tables = 0, refused = 0, attacked = 0, told = 0, exact = 0, differences = 0, differences_told = 0;
  int64_t cells = 0, primary = 0, complementary = 0;
};

// A scene: one world, which tables of it are printed, and perhaps a second release some changes later.
struct Scene {
  World world;
  std::vector<std::vector<size_t>> printed;
  bool inner_printed = true;
  std::string sensitivity;
};

Scene AnyScene(Random& random) {
  Scene scene;
  const int64_t kind = Pick(random, 0, 2);
  scene.world = AnyWorld(random, kind == 0 ? 2 : 3);
  if (kind == 0) scene.printed = {{0, 1}};
  if (kind == 1) scene.printed = {{0, 1, 2}};
  if (kind == 2) {
    // Linked: the faces of a cube that is not printed itself.
    scene.printed = {{0, 1}, {0, 2}, {1, 2}};
    scene.inner_printed = false;
  }
  scene.sensitivity = Pick(random, 0, 1) == 0 ? "open" : "public";
  return scene;
}

std::vector<CountTable> TablesOf(const Scene& scene, const World& world, const std::string& vintage) {
  std::vector<CountTable> tables;
  for (const auto& kept : scene.printed) tables.push_back(TableOf(world, kept, vintage, scene.sensitivity));
  if (!scene.inner_printed) {
    tables.push_back(TableOf(world, {0, 1, 2}, vintage, scene.sensitivity));
    tables.back().printed = false;
  }
  return tables;
}

DisclosurePolicy WithDimensions(DisclosurePolicy policy) {
  for (const char* dimension : {"D0", "D1", "D2"}) policy.dimensions[dimension] = 1;
  return policy;
}

// Attacks every protected count of the releases; `worlds` by vintage.
void Attack(const DisclosurePolicy& policy, const std::vector<ProtectedRelease>& releases,
            const std::map<std::string, World>& worlds, Counts& counts) {
  Attacker attacker(policy, true);
  for (const auto& [vintage, world] : worlds) attacker.KnowsWorld(world, vintage);
  for (const ProtectedRelease& release : releases) {
    for (const ProtectedTable& table : release.tables) {
      if (table.table.printed) attacker.Reads(table);
    }
  }
  std::set<std::string> seen;
  for (const ProtectedRelease& release : releases) {
    for (const ProtectedTable& table : release.tables) {
      for (size_t cell = 0; table.table.printed && cell < table.table.values.size(); ++cell) {
        const int64_t value = table.table.values[cell];
        const bool open = table.table.sensitivity == "open" && table.table.Key(cell) == "m@1";
        const bool small = !open && value < policy.classes[1].threshold && (value > 0 || !policy.classes[1].zeros_shown);
        if (!small || !seen.insert(table.table.vintage + table.table.Key(cell)).second) continue;
        ++counts.attacked;
        if (!attacker.Tells(table.table.vintage, table.table, cell, policy.classes[1].threshold)) continue;
        ++counts.told;
        if (attacker.Tells(table.table.vintage, table.table, cell, 1)) ++counts.exact;
      }
    }
  }
}

// Whoever compares the second release with the first, over its own vintage alone.
void AttackDifferences(const DisclosurePolicy& policy, const ProtectedRelease& first, const ProtectedRelease& second,
                       const World& world, Counts& counts) {
  Attacker attacker(policy, false);
  attacker.KnowsWorld(world, "2026-02-28");
  for (const ProtectedTable& table : second.tables) {
    if (table.table.printed) attacker.Reads(table);
  }
  for (size_t which = 0; which < second.tables.size(); ++which) {
    const ProtectedTable &before = first.tables[which], &after = second.tables[which];
    for (size_t cell = 0; after.table.printed && cell < after.table.values.size(); ++cell) {
      const int64_t difference = std::abs(after.table.values[cell] - before.table.values[cell]);
      const bool open = after.table.sensitivity == "open" && after.table.Key(cell) == "m@1";
      if (open || difference == 0 || difference >= policy.classes[1].threshold || before.showing[cell] != Showing::kShown) continue;
      ++counts.differences;
      if (attacker.Tells("2026-02-28", after.table, cell, policy.classes[1].threshold)) ++counts.differences_told;
    }
  }
}

void OneScene(Random& random, Counts& counts) {
  const Scene scene = AnyScene(random);
  const DisclosurePolicy policy = WithDimensions(AnyPolicy(random));
  const ProtectedRelease first = Protect("first", TablesOf(scene, scene.world, "2026-01-31"), {}, policy);
  const AuditReport report = Audit(first, {}, policy);
  counts.tables += static_cast<int>(scene.printed.size());
  if (!report.passed()) {
    counts.refused += static_cast<int>(scene.printed.size());
    return;
  }
  counts.cells += report.loss.cells;
  counts.primary += report.loss.primary;
  counts.complementary += report.loss.complementary;
  std::map<std::string, World> worlds = {{"2026-01-31", scene.world}};
  if (Pick(random, 0, 2) > 0) return Attack(policy, {first}, worlds, counts);

  World later = scene.world;
  for (int64_t change = Pick(random, 0, 3); change > 0; --change) {
    int64_t& count = later.counts[static_cast<size_t>(Pick(random, 0, static_cast<int64_t>(later.counts.size()) - 1))];
    count = std::max<int64_t>(0, count + Pick(random, -2, 12));
  }
  const ProtectedRelease second = Protect("second", TablesOf(scene, later, "2026-02-28"), {first}, policy);
  counts.tables += static_cast<int>(scene.printed.size());
  if (!Audit(second, {first}, policy).passed()) {
    counts.refused += static_cast<int>(scene.printed.size());
    return Attack(policy, {first}, worlds, counts);
  }
  worlds["2026-02-28"] = later;
  Attack(policy, {first, second}, worlds, counts);
  AttackDifferences(policy, first, second, later, counts);
}

TEST(ProtectionCampaign, NobodyIsWorkedOutByAnotherSolver) {
  const int wanted = std::getenv("DAYAQ_LONG") != nullptr ? 21'000 : 420;
  const char* const given = std::getenv("SEED");
  const auto seed = static_cast<uint64_t>(given != nullptr ? std::atoll(given) : 18);
  Random random(seed);
  Counts counts;
  while (counts.tables < wanted && counts.told == 0) OneScene(random, counts);
  std::cout << "seed " << seed << ": " << counts.tables << " tables, " << counts.refused << " refused, " << counts.attacked
            << " protected counts attacked, " << counts.differences << " differences attacked; of " << counts.cells << " cells "
            << counts.primary << " small, " << counts.complementary << " hidden for them\n";
  EXPECT_EQ(counts.exact, 0);
  EXPECT_EQ(counts.told, 0);
  EXPECT_EQ(counts.differences_told, 0);
  EXPECT_GT(counts.attacked, counts.tables / 2);
  EXPECT_GT(counts.differences, 0);
  // What is refused is not published; a protector that refuses everything would pass all else.
  EXPECT_LT(counts.refused * 2, counts.tables);
}

}  // namespace
}  // namespace dayaq::statistics
