// What matching two records costs: folding one (the profile), comparing two that are folded, comparing two as they come, and making
// the texts a record is found by. Prints nanoseconds, the mean over invented records.
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/people/candidate_tokens.h"
#include "services/platform/sealing/blind_index.h"
#include "services/survivor/matching_rules.h"
#include "tests/matching/labelled_pairs.h"

ABSL_FLAG(int, pairs, 2000, "pairs of records");
ABSL_FLAG(int, rounds, 20, "how often each is weighed");
ABSL_FLAG(std::string, policy, "policy/matching.yaml", "weights");
ABSL_FLAG(std::string, names, "tests/data/matching", "folder of the name lists");

namespace dayaq {
namespace {

using matching::LabelledPair;
using survivor::MatchProfile;

// Mean nanoseconds of one `work`; what it returns keeps the compiler from leaving it out.
template <typename Work>
int64_t Mean(const std::vector<LabelledPair>& pairs, int rounds, int64_t& kept, const Work& work) {
  const absl::Time begun = absl::Now();
  for (int round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < pairs.size(); ++i) kept += work(i);
  }
  return absl::ToInt64Nanoseconds(absl::Now() - begun) / (static_cast<int64_t>(pairs.size()) * rounds);
}

int Run() {
  const auto policy = survivor::LoadMatching(absl::GetFlag(FLAGS_policy));
  if (!policy.ok()) {
    std::cerr << policy.status() << "\n";
    return 1;
  }
  const std::string place = absl::GetFlag(FLAGS_names);
  matching::People people({matching::ReadNames(place + "/family_names.txt"), matching::ReadNames(place + "/men.txt"),
                           matching::ReadNames(place + "/women.txt")},
                          1);
  const std::vector<LabelledPair> pairs = matching::MakePairs(people, absl::GetFlag(FLAGS_pairs));
  std::vector<MatchProfile> a, b;
  for (const LabelledPair& pair : pairs) {
    a.push_back(ProfileOf(pair.a, *policy));
    b.push_back(ProfileOf(pair.b, *policy));
  }
  const BlindIndex index(std::string(32, 'k'));
  const auto token = [&index](absl::string_view kind, absl::string_view text) { return index.Token(kind, text); };
  const int rounds = absl::GetFlag(FLAGS_rounds);
  int64_t kept = 0, tokens = 0;
  const int64_t folding = Mean(pairs, rounds, kept, [&](size_t i) { return ProfileOf(pairs[i].a, *policy).family.folded.size(); });
  const int64_t comparing = Mean(pairs, rounds, kept, [&](size_t i) { return Compare(a[i], b[i], *policy).score(); });
  const int64_t both = Mean(pairs, rounds, kept, [&](size_t i) { return Compare(pairs[i].a, pairs[i].b, *policy).score(); });
  const int64_t texts =
      Mean(pairs, rounds, kept, [&](size_t i) { return ListCandidateKeys(pairs[i].a.identity(), "AZ-TAR").size(); });
  const int64_t keyed =
      Mean(pairs, rounds, tokens, [&](size_t i) { return CandidateTokensOf(pairs[i].a.identity(), "AZ-TAR", token).size(); });
  std::cout << "fold one record: " << folding << " ns; compare two folded: " << comparing << " ns; two as they come: " << both
            << " ns; texts of one: " << texts << " ns; keyed tokens of one: " << keyed << " ns ("
            << static_cast<double>(tokens) / (static_cast<double>(pairs.size()) * rounds) << " tokens)\n";
  return kept == 0 ? 1 : 0;
}

}  // namespace
}  // namespace dayaq

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return dayaq::Run();
}
