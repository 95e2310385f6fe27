// Invented people with their relatives, and how sources of different quality know them.
#ifndef TESTS_MATCHING_PEOPLE_H_
#define TESTS_MATCHING_PEOPLE_H_

#include <string>
#include <vector>

#include "dayaq/survivor/v1/match.pb.h"
#include "tests/matching/dice.h"
#include "tests/matching/spellings.h"

namespace dayaq::matching {

using survivor::v1::MatchFacts;

// Names, the most frequent first.
struct NameLists {
  std::vector<std::string> families, men, women;
};

// Of a file with a name a line; lines that begin with # are not names. Throws when it cannot be read.
std::vector<std::string> ReadNames(const std::string& path);

// The truth about a person.
struct Person {
  std::string family, given, father;
  // Of the husband, for women who took it.
  std::string married;
  bool woman = false;
  int year = 0, month = 0, day = 0;
  std::string district, national_id, phone;
  std::string incident;
  int incident_year = 0, incident_month = 0, incident_day = 0;
};

// What a source usually knows, and how it writes.
enum class Source { kRegister, kHospital, kArchive, kForeign, kPress };
inline constexpr int kSources = 5;
const char* NameOf(Source source);

class People {
 public:
  People(NameLists names, uint64_t seed) : names_(std::move(names)), dice_(seed) {}

  Person Anybody();
  // Same parents; `twin`: same birth date.
  Person SiblingOf(const Person& person, bool twin);
  Person ParentOf(const Person& person);
  // A grandson who bears his grandfather's name, as is the custom, or that grandfather: given and father's name change places.
  Person GrandsonOf(const Person& person);
  // Same family name and district; every second one with the same given name, after a grandfather of both.
  Person CousinOf(const Person& person);
  // Somebody unrelated of the same names.
  Person NamesakeOf(const Person& person);

  // The person as a source has them, with its gaps and slips. Two records of one person come of the same incident, of one nearby,
  // or of another.
  MatchFacts AsKnownTo(Source source, const Person& person);
  // Most records come from the register of the population and from hospitals: three in ten each; archives and foreign organisations
  // have three in twenty each, the press one in ten.
  Source AnySource();

  Dice& dice() { return dice_; }

 private:
  const std::string& Frequent(const std::vector<std::string>& names);
  std::string AnyDistrict();
  std::string AnyNationalId();
  std::string AnyPhone();
  void Hurt(Person& person);
  void FreshIdentity(Person& person);
  void WriteNames(Source source, const Person& person, common::v1::PersonIdentity& identity);
  void WriteBirth(Source source, const Person& person, common::v1::PersonIdentity& identity);
  void WriteRest(Source source, const Person& person, MatchFacts& facts);
  std::string WithSlips(std::string name);

  const NameLists names_;
  Dice dice_;
  int next_ = 0;
};

}  // namespace dayaq::matching

#endif  // TESTS_MATCHING_PEOPLE_H_
