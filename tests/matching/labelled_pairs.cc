#include "tests/matching/labelled_pairs.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace dayaq::matching {
namespace {

Pairing AnyPairing(Dice& dice) {
  if (dice.Chance(0.5)) return Pairing::kOnePerson;
  if (dice.Chance(0.25)) return Pairing::kStrangers;
  return static_cast<Pairing>(dice.Between(static_cast<int>(Pairing::kSiblings), static_cast<int>(Pairing::kNamesakes)));
}

Person OtherOf(Pairing pairing, const Person& person, People& people) {
  switch (pairing) {
    case Pairing::kSiblings:
      return people.SiblingOf(person, false);
    case Pairing::kTwins:
      return people.SiblingOf(person, true);
    case Pairing::kParentAndChild:
      return people.ParentOf(person);
    case Pairing::kGrandfatherAndGrandson:
      return people.GrandsonOf(person);
    case Pairing::kCousins:
      return people.CousinOf(person);
    case Pairing::kNamesakes:
      return people.NamesakeOf(person);
    case Pairing::kStrangers:
      return people.Anybody();
    default:
      return person;
  }
}

}  // namespace

const char* NameOf(Pairing pairing) {
  static constexpr const char* kNames[] = {
      "one person", "brothers and sisters", "twins", "father and child", "grandfather, -son", "cousins", "namesakes", "strangers"};
  return kNames[static_cast<int>(pairing)];
}

std::vector<LabelledPair> MakePairs(People& people, int count) {
  std::vector<LabelledPair> pairs;
  pairs.reserve(count);
  for (int i = 0; i < count; ++i) {
    const Person person = people.Anybody();
    const Pairing pairing = AnyPairing(people.dice());
    const Person other = OtherOf(pairing, person, people);
    const Source one = people.AnySource(), two = people.AnySource();
    pairs.push_back({pairing, people.AsKnownTo(one, person), people.AsKnownTo(two, other), std::max(one, two)});
  }
  return pairs;
}

std::vector<MatchFacts> FormsOf(const Person& person, Dice& dice) {
  std::vector<MatchFacts> forms(3);
  const std::string family = person.woman ? ForWoman(person.family) : person.family;
  forms[0].mutable_identity()->set_family_name(
      absl::StrCat(family, " ", person.given, " ", person.father, person.woman ? " qızı" : " oğlu"));
  forms[1].mutable_identity()->set_family_name(Written(family, Script::kRussian, dice));
  forms[1].mutable_identity()->set_given_name(Written(person.given, Script::kRussian, dice));
  forms[2].mutable_identity()->set_family_name(absl::StrCat(Written(person.given, Script::kEnglish, dice), " ",
                                                            Written(family, Script::kEnglish, dice), " ",
                                                            Written(person.father, Script::kEnglish, dice)));
  for (MatchFacts& form : forms) form.mutable_identity()->mutable_birth_date()->set_year(person.year);
  return forms;
}

Population MakePopulation(People& people, int count) {
  Population population;
  const auto add = [&population, &people](const Person& person, int who) {
    population.records.push_back(people.AsKnownTo(people.AnySource(), person));
    population.who.push_back(who);
  };
  Person before = people.Anybody();
  for (int who = 0; who < count; ++who) {
    // Every sixth is a relative of the one before: people who are hurt live side by side.
    const Person person = people.dice().Chance(1.0 / 6) ? people.SiblingOf(before, people.dice().Chance(0.1)) : people.Anybody();
    add(person, who);
    if (people.dice().Chance(0.15)) {
      add(person, who);
      ++population.doubled;
    }
    before = person;
  }
  return population;
}

}  // namespace dayaq::matching
