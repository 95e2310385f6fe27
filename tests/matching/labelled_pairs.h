// Pairs of records of which it is known whether they are of one person.
#ifndef TESTS_MATCHING_LABELLED_PAIRS_H_
#define TESTS_MATCHING_LABELLED_PAIRS_H_

#include <string>
#include <vector>

#include "dayaq/survivor/v1/match.pb.h"
#include "tests/matching/people.h"

namespace dayaq::matching {

// Who the two records of a pair are of.
enum class Pairing { kOnePerson, kSiblings, kTwins, kParentAndChild, kGrandfatherAndGrandson, kCousins, kNamesakes, kStrangers };
inline constexpr int kPairings = 8;
const char* NameOf(Pairing pairing);

struct LabelledPair {
  Pairing pairing = Pairing::kOnePerson;
  MatchFacts a, b;
  // The one of the two sources that knows less.
  Source poorer = Source::kRegister;
};

// Half of them of one person; the other half relatives, namesakes and, one in four, people who have nothing in common.
std::vector<LabelledPair> MakePairs(People& people, int count);

// T18 of the scenarios, for a person: the three names and oğlu or qızı in one field; Russian without father; English in English
// order.
std::vector<MatchFacts> FormsOf(const Person& person, Dice& dice);

// A register with records of some people twice: who[i] is the number of the person whose record records[i] is.
struct Population {
  std::vector<MatchFacts> records;
  std::vector<int> who;
  int doubled = 0;
};
Population MakePopulation(People& people, int count);

}  // namespace dayaq::matching

#endif  // TESTS_MATCHING_LABELLED_PAIRS_H_
