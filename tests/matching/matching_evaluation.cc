// What the matching of policy/matching.yaml is worth on invented people: recall and precision over thresholds, candidates, kinds of
// mistakes, the forms of T18, and a whole register (run.sh; docs/matching.md says how to read it).
#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/platform/people/candidate_tokens.h"
#include "services/survivor/matching_rules.h"
#include "tests/matching/labelled_pairs.h"

ABSL_FLAG(int, pairs, 6000, "labelled pairs");
ABSL_FLAG(int, people, 3000, "people of the register");
ABSL_FLAG(uint64_t, seed, 20261129, "what chance begins with; 1 to 99 are for tuning, the published figures come from others");
ABSL_FLAG(std::string, policy, "policy/matching.yaml", "weights");
ABSL_FLAG(std::string, names, "tests/data/matching", "folder of the name lists");
ABSL_FLAG(std::string, more_names, "../shared/data/names/az_names.csv", "kind,sex,name,source; skipped where absent");
ABSL_FLAG(int, show, 0, "so many mistakes are written out: the people are invented");

namespace dayaq::matching {
namespace {

using survivor::Compare;
using survivor::MatchingPolicy;
using survivor::MatchProfile;
using survivor::ProfileOf;
using survivor::v1::MatchVerdict;

// What the weights were made for; and what they must still be worth on names whose frequencies they do not know.
constexpr double kLeast = 0.98, kLeastElsewhere = 0.96, kLeastProposePrecision = 0.9999, kLeastOfRegister = 0.96;

class Checks {
 public:
  void Hold(bool holds, const std::string& what) {
    std::cout << (holds ? "ok " : "not ok ") << what << "\n";
    ++(holds ? passed_ : failed_);
  }
  void Skip(const std::string& what) {
    std::cout << "skipped " << what << "\n";
    ++skipped_;
  }
  int End() const {
    std::cout << passed_ << " passed, " << failed_ << " failed, " << skipped_ << " skipped\n";
    return failed_ == 0 ? 0 : 1;
  }

 private:
  int passed_ = 0, failed_ = 0, skipped_ = 0;
};

// Right and wrong answers to one question.
struct Tally {
  int found = 0, missed = 0, wrong = 0;
  void Add(bool one_person, bool said) { ++(one_person ? (said ? found : missed) : (said ? wrong : none)); }
  double recall() const { return found + missed == 0 ? 1 : static_cast<double>(found) / (found + missed); }
  double precision() const { return found + wrong == 0 ? 1 : static_cast<double>(found) / (found + wrong); }
  int none = 0;
};

struct Weighed {
  const LabelledPair* pair = nullptr;
  MatchProfile a, b;
  bool candidates = false;
};

// As the survivor service takes tokens: without a key here, the text itself.
std::set<std::string> KeysOf(const MatchFacts& facts) {
  const auto make = [](absl::string_view kind, absl::string_view text) { return absl::StrCat(kind, "=", text); };
  std::set<std::string> keys;
  for (IdentityToken& token : CandidateTokensOf(facts.identity(), facts.districts_size() == 0 ? "" : facts.districts(0), make)) {
    if (IsCandidateKind(token.kind)) keys.insert(std::move(token.token));
  }
  return keys;
}

bool Meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& key) { return b.contains(key); });
}

std::vector<Weighed> Weigh(const std::vector<LabelledPair>& pairs, const MatchingPolicy& policy) {
  std::vector<Weighed> all;
  all.reserve(pairs.size());
  for (const LabelledPair& pair : pairs) {
    all.push_back({&pair, ProfileOf(pair.a, policy), ProfileOf(pair.b, policy), Meet(KeysOf(pair.a), KeysOf(pair.b))});
  }
  return all;
}

bool OnePerson(const Weighed& pair) { return pair.pair->pairing == Pairing::kOnePerson; }

// What people would be asked, or what would be proposed: `least` is the verdict that counts.
Tally TallyOf(const std::vector<Weighed>& pairs, const MatchingPolicy& policy, MatchVerdict least) {
  Tally tally;
  for (const Weighed& pair : pairs) tally.Add(OnePerson(pair), Compare(pair.a, pair.b, policy).verdict() >= least);
  return tally;
}

void PrintCurve(const std::vector<Weighed>& pairs, const MatchingPolicy& policy) {
  std::cout << "\nbits   ask: recall  precision   propose: recall  precision\n";
  for (int bits = 4; bits <= 40; bits += bits < 20 ? 1 : 4) {
    MatchingPolicy tried = policy;
    tried.ask_from = tried.propose_from = 100 * bits;
    const Tally ask = TallyOf(pairs, tried, survivor::v1::MATCH_VERDICT_ASK);
    const Tally propose = TallyOf(pairs, tried, survivor::v1::MATCH_VERDICT_PROPOSE);
    std::cout << absl::StreamFormat("%4d        %.4f     %.4f            %.4f     %.4f\n", bits, ask.recall(), ask.precision(),
                                    propose.recall(), propose.precision());
  }
}

void PrintKinds(const std::vector<Weighed>& pairs, const MatchingPolicy& policy) {
  std::array<std::array<int, 4>, kPairings> counts{};
  for (const Weighed& pair : pairs) {
    auto& row = counts[static_cast<size_t>(pair.pair->pairing)];
    ++row[0];
    ++row[Compare(pair.a, pair.b, policy).verdict()];
  }
  std::cout << "\nthe two records are of      pairs   none    ask  propose\n";
  for (int i = 0; i < kPairings; ++i) {
    std::cout << absl::StreamFormat("%-25s %7d %6d %6d   %6d\n", NameOf(static_cast<Pairing>(i)), counts[i][0],
                                    counts[i][survivor::v1::MATCH_VERDICT_NONE], counts[i][survivor::v1::MATCH_VERDICT_ASK],
                                    counts[i][survivor::v1::MATCH_VERDICT_PROPOSE]);
  }
}

void PrintSources(const std::vector<Weighed>& pairs, const MatchingPolicy& policy) {
  std::array<Tally, kSources> tallies{};
  for (const Weighed& pair : pairs) {
    tallies[static_cast<size_t>(pair.pair->poorer)].Add(
        OnePerson(pair), Compare(pair.a, pair.b, policy).verdict() != survivor::v1::MATCH_VERDICT_NONE);
  }
  std::cout << "\nthe poorer source is        one person   ask: recall  precision\n";
  for (int i = 0; i < kSources; ++i) {
    std::cout << absl::StreamFormat("%-27s %10d        %.4f     %.4f\n", NameOf(static_cast<Source>(i)),
                                    tallies[i].found + tallies[i].missed, tallies[i].recall(), tallies[i].precision());
  }
}

void ShowMistakes(const std::vector<Weighed>& pairs, const MatchingPolicy& policy, int most) {
  for (const Weighed& pair : pairs) {
    const auto score = Compare(pair.a, pair.b, policy);
    if (most == 0) return;
    const bool right = (score.verdict() != survivor::v1::MATCH_VERDICT_NONE) == OnePerson(pair);
    if (right && (pair.candidates || !OnePerson(pair))) continue;
    --most;
    std::cout << (right ? "\nno shared text: " : "\n") << NameOf(pair.pair->pairing) << " " << score.score() << "\n  "
              << pair.pair->a.ShortDebugString() << "\n  " << pair.pair->b.ShortDebugString() << "\n ";
    for (const auto& reason : score.reasons()) {
      if (reason.weight() != 0)
        std::cout << " " << survivor::v1::MatchField_Name(reason.field()).substr(12) << " " << reason.weight();
    }
    std::cout << "\n";
  }
}

void EvaluatePairs(const std::string& what, People& people, int count, double least, const MatchingPolicy& policy, Checks& checks) {
  const std::vector<LabelledPair> labelled = MakePairs(people, count);
  const std::vector<Weighed> pairs = Weigh(labelled, policy);
  const Tally ask = TallyOf(pairs, policy, survivor::v1::MATCH_VERDICT_ASK);
  const Tally propose = TallyOf(pairs, policy, survivor::v1::MATCH_VERDICT_PROPOSE);
  Tally candidates, both;
  for (const Weighed& pair : pairs) {
    candidates.Add(OnePerson(pair), pair.candidates);
    both.Add(OnePerson(pair), pair.candidates && Compare(pair.a, pair.b, policy).verdict() != survivor::v1::MATCH_VERDICT_NONE);
  }
  std::cout << "\n== " << what << ": " << count << " pairs, " << ask.found + ask.missed << " of one person\n";
  PrintKinds(pairs, policy);
  PrintSources(pairs, policy);
  PrintCurve(pairs, policy);
  ShowMistakes(pairs, policy, absl::GetFlag(FLAGS_show));
  std::cout << "\n";
  checks.Hold(candidates.recall() >= least,
              absl::StrFormat("%s: candidates are found by shared texts, recall %.4f", what, candidates.recall()));
  checks.Hold(ask.recall() >= least && ask.precision() >= least,
              absl::StrFormat("%s: ask at %.1f bits, recall %.4f, precision %.4f", what, policy.ask_from / 100.0, ask.recall(),
                              ask.precision()));
  checks.Hold(both.recall() >= least && both.precision() >= least,
              absl::StrFormat("%s: found as a candidate and asked about, recall %.4f, precision %.4f", what, both.recall(),
                              both.precision()));
  checks.Hold(
      propose.precision() >= kLeastProposePrecision && propose.wrong == 0 && propose.found > 0,
      absl::StrFormat("%s: propose at %.1f bits, recall %.4f, precision %.4f, %d wrong of %d", what, policy.propose_from / 100.0,
                      propose.recall(), propose.precision(), propose.wrong, propose.found + propose.wrong));
}

// T18, for as many people: the three forms are one group, and stay one whatever form is added.
void EvaluateForms(People& people, int count, const MatchingPolicy& policy, Checks& checks) {
  int asked = 0, found = 0, all = 0;
  for (int i = 0; i < count; ++i) {
    const std::vector<MatchFacts> forms = FormsOf(people.Anybody(), people.dice());
    for (size_t a = 0; a < forms.size(); ++a) {
      for (size_t b = a + 1; b < forms.size(); ++b) {
        ++all;
        const bool ask = Compare(forms[a], forms[b], policy).verdict() == survivor::v1::MATCH_VERDICT_ASK;
        asked += ask ? 1 : 0;
        if (!ask) std::cout << "T18: " << forms[a].ShortDebugString() << " / " << forms[b].ShortDebugString() << "\n";
        found += Meet(KeysOf(forms[a]), KeysOf(forms[b])) ? 1 : 0;
      }
    }
  }
  checks.Hold(asked == all, absl::StrFormat("T18: %d of %d pairs of forms of %d people are asked about", asked, all, count));
  checks.Hold(found == all, absl::StrFormat("T18: %d of %d share a text", found, all));
}

// As services/survivor/match_queries.h chooses: a text counts one in the number of older records it leads to, nothing with more
// than a hundred; who counts a tenth or more together is compared, the twenty that count most.
constexpr size_t kMostOfText = 100, kMostCompared = 20;
constexpr double kLeastShared = 0.1;

std::vector<int> OlderCandidates(const std::set<std::string>& keys, const std::map<std::string, std::vector<int>>& by_key) {
  std::map<int, double> shared;
  for (const std::string& key : keys) {
    const auto older = by_key.find(key);
    if (older == by_key.end() || older->second.size() > kMostOfText) continue;
    for (const int other : older->second) shared[other] += 1.0 / static_cast<double>(older->second.size());
  }
  std::vector<std::pair<double, int>> ranked;
  for (const auto& [other, weight] : shared) {
    if (weight >= kLeastShared) ranked.emplace_back(-weight, other);
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > kMostCompared) ranked.resize(kMostCompared);
  std::vector<int> candidates;
  for (const auto& one : ranked) candidates.push_back(one.second);
  return candidates;
}

// A whole register, swept: everybody is compared with the older ones that they share rare texts with.
void EvaluateRegister(People& people, int count, const MatchingPolicy& policy, Checks& checks) {
  const Population population = MakePopulation(people, count);
  std::map<std::string, std::vector<int>> by_key;
  std::vector<MatchProfile> profiles;
  std::vector<std::pair<int, int>> candidates;
  size_t fullest = 0;
  for (size_t i = 0; i < population.records.size(); ++i) {
    const int at = static_cast<int>(i);
    profiles.push_back(ProfileOf(population.records[i], policy));
    const std::set<std::string> keys = KeysOf(population.records[i]);
    for (const int other : OlderCandidates(keys, by_key)) candidates.emplace_back(other, at);
    for (const std::string& key : keys) {
      by_key[key].push_back(at);
      fullest = std::max(fullest, by_key[key].size());
    }
  }
  const auto records = static_cast<double>(profiles.size());
  Tally ask, propose;
  for (const auto& [a, b] : candidates) {
    const MatchVerdict verdict = Compare(profiles[a], profiles[b], policy).verdict();
    const bool one = population.who[a] == population.who[b];
    ask.Add(one, verdict != survivor::v1::MATCH_VERDICT_NONE);
    propose.Add(one, verdict == survivor::v1::MATCH_VERDICT_PROPOSE);
  }
  ask.missed = population.doubled - ask.found;
  std::cout << absl::StreamFormat(
      "\n== a register of %d records, %d people twice: %.1f texts a record, at most %d records share one, %.1f pairs a record "
      "compared\n",
      profiles.size(), population.doubled, static_cast<double>(by_key.size()) / records, fullest,
      static_cast<double>(candidates.size()) / records);
  std::cout << absl::StreamFormat("   asked %d, of them one person %d (%.4f); found of all doubled %.4f\n", ask.found + ask.wrong,
                                  ask.found, ask.precision(), ask.recall());
  checks.Hold(ask.recall() >= kLeastOfRegister, absl::StrFormat("register: %.4f of the doubled are found", ask.recall()));
  checks.Hold(propose.wrong == 0, absl::StrFormat("register: %d proposed, %d wrong", propose.found + propose.wrong, propose.wrong));
}

// The shared list has names of its own; family names stand in it in both forms, and the one for men is taken.
NameLists ReadMoreNames(const std::string& path) {
  NameLists names;
  for (const std::string& line : ReadNames(path)) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    if (cells.size() < 3 || cells[0] == "kind") continue;
    if (cells[0] == "family" && cells[1] != "F") names.families.push_back(cells[2]);
    if (cells[0] == "given") (cells[1] == "F" ? names.women : names.men).push_back(cells[2]);
  }
  return names;
}

int Run() {
  const auto policy = survivor::LoadMatching(absl::GetFlag(FLAGS_policy));
  Checks checks;
  checks.Hold(policy.ok(), absl::StrCat("weights are read ", policy.status().message()));
  if (!policy.ok()) return checks.End();
  const std::string place = absl::GetFlag(FLAGS_names), more = absl::GetFlag(FLAGS_more_names);
  const uint64_t seed = absl::GetFlag(FLAGS_seed);
  const int pairs = absl::GetFlag(FLAGS_pairs);
  std::cout << "seed " << seed << "\n";
  const NameLists names{ReadNames(place + "/family_names.txt"), ReadNames(place + "/men.txt"), ReadNames(place + "/women.txt")};
  People people(names, seed);
  EvaluatePairs("invented names", people, pairs, kLeast, *policy, checks);
  EvaluateForms(people, pairs / 10, *policy, checks);
  EvaluateRegister(people, absl::GetFlag(FLAGS_people), *policy, checks);
  if (!std::ifstream(more)) {
    checks.Skip("az_names.csv: not there");
  } else {
    People others(ReadMoreNames(more), seed + 1);
    EvaluatePairs("az_names.csv", others, pairs / 3, kLeastElsewhere, *policy, checks);
  }
  return checks.End();
}

}  // namespace
}  // namespace dayaq::matching

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return dayaq::matching::Run();
}
