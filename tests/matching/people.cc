#include "tests/matching/people.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace dayaq::matching {
namespace {

// How likely a source knows a fact. The rest of the birth date: the year alone; what is left over is not known at all.
struct Knowledge {
  double national_id, phone, father, whole_date, year, district, incident;
};
constexpr std::array<Knowledge, kSources> kKnowledge = {{
    {0.90, 0.55, 0.97, 0.97, 0.03, 0.98, 0.90},  // register of the population
    {0.45, 0.60, 0.85, 0.85, 0.12, 0.95, 0.85},  // hospital
    {0.00, 0.00, 0.90, 0.65, 0.33, 0.95, 0.85},  // archive
    {0.10, 0.50, 0.55, 0.60, 0.37, 0.92, 0.85},  // foreign organisation
    {0.00, 0.00, 0.45, 0.10, 0.85, 0.97, 0.92},  // press
}};

Script ScriptOf(Source source, Dice& dice) {
  switch (source) {
    case Source::kArchive:
      return dice.Chance(0.6) ? Script::kRussian : dice.Chance(0.7) ? Script::kCyrillic : Script::kOf1991;
    case Source::kForeign:
      return dice.Chance(0.85) ? Script::kEnglish : Script::kRussian;
    default:
      return dice.Chance(0.88) ? Script::kLatin : Script::kWithoutDots;
  }
}

// Slips: how often each happens to a record or a field.
constexpr double kMistyped = 0.05, kDisguised = 0.03, kSuffixDropped = 0.04, kMaleForm = 0.08, kMarried = 0.3,
                 kFieldsSwapped = 0.04, kOneField = 0.07, kDayMonthSwapped = 0.02, kDigitWrong = 0.03, kYearOff = 0.03,
                 kFirstOfJanuary = 0.04, kOtherPhone = 0.25, kIdMistyped = 0.02, kOtherDistrict = 0.15, kSexMissing = 0.05,
                 kSexWrong = 0.003, kSameIncident = 0.5, kNearIncident = 0.35;

int DaysIn(int month) { return month == 2 ? 28 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31; }

void SetDate(int year, int month, int day, common::v1::PartialDate& date) {
  date.set_year(year);
  date.set_month(month);
  date.set_day(std::min(day, month == 0 ? 0 : DaysIn(month)));
}

}  // namespace

std::vector<std::string> ReadNames(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " cannot be read");
  std::vector<std::string> names;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') names.push_back(line);
  }
  return names;
}

// The n-th name is about 1/(n+6) as frequent as all together: what counts of surnames show in many countries (Zipf).
const std::string& People::Frequent(const std::vector<std::string>& names) {
  const double most = std::log((static_cast<double>(names.size()) + 6) / 6);
  const double at = 6 * (std::exp(most * dice_.Of(1 << 20) / (1 << 20)) - 1);
  return names[std::min(static_cast<size_t>(at), names.size() - 1)];
}

std::string People::AnyDistrict() {
  static const std::vector<std::string> kDistricts = {
      "AZ-BA",  "AZ-AGM", "AZ-FUZ", "AZ-TAR", "AZ-BAR", "AZ-CAB", "AZ-GOR", "AZ-AGC", "AZ-GA", "AZ-KAL", "AZ-LAC", "AZ-QBI",
      "AZ-ZAN", "AZ-XVD", "AZ-SUS", "AZ-TOV", "AZ-QAZ", "AZ-GAD", "AZ-BEY", "AZ-IMI", "AZ-SM", "AZ-LA",  "AZ-SA",  "AZ-YE"};
  return Frequent(kDistricts);
}

std::string People::AnyNationalId() {
  static const std::string kSigns = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  std::string id;
  for (int i = 0; i < 7; ++i) id += kSigns[dice_.Of(static_cast<int>(kSigns.size()))];
  return id;
}

std::string People::AnyPhone() { return absl::StrFormat("+99450%07d", dice_.Of(10000000)); }

void People::Hurt(Person& person) {
  person.incident = absl::StrCat("incident-", next_++);
  const int first = std::min(std::max(1991, person.year + 5), 2024);
  person.incident_year = dice_.Between(first, std::max(first, std::min(2025, person.year + 75)));
  person.incident_month = dice_.Between(1, 12);
  person.incident_day = dice_.Between(1, 28);
}

void People::FreshIdentity(Person& person) {
  person.national_id = AnyNationalId();
  person.phone = AnyPhone();
}

Person People::Anybody() {
  Person person;
  person.woman = dice_.Chance(0.3);
  person.family = Frequent(names_.families);
  person.given = Frequent(person.woman ? names_.women : names_.men);
  person.father = Frequent(names_.men);
  if (person.woman && dice_.Chance(kMarried)) person.married = Frequent(names_.families);
  person.year = dice_.Between(1940, 2015);
  person.month = dice_.Between(1, 12);
  person.day = dice_.Between(1, DaysIn(person.month));
  person.district = AnyDistrict();
  FreshIdentity(person);
  Hurt(person);
  return person;
}

Person People::SiblingOf(const Person& person, bool twin) {
  Person sibling = person;
  FreshIdentity(sibling);
  sibling.married.clear();
  sibling.woman = twin ? person.woman : dice_.Chance(0.3);
  while (sibling.given == person.given) sibling.given = Frequent(sibling.woman ? names_.women : names_.men);
  if (!twin) {
    sibling.year += dice_.Chance(0.25) ? 0 : dice_.Between(1, 5);
    sibling.month = dice_.Between(1, 12);
    sibling.day = dice_.Between(1, 28);
  }
  if (dice_.Chance(0.4)) sibling.phone = person.phone;
  if (!dice_.Chance(0.4)) Hurt(sibling);
  return sibling;
}

Person People::ParentOf(const Person& person) {
  Person parent = person;
  FreshIdentity(parent);
  parent.woman = false;
  parent.married.clear();
  parent.given = person.father;
  while (parent.father == person.father) parent.father = Frequent(names_.men);
  parent.year = person.year - dice_.Between(20, 40);
  parent.month = dice_.Between(1, 12);
  parent.day = dice_.Between(1, 28);
  if (dice_.Chance(0.4)) parent.phone = person.phone;
  if (!dice_.Chance(0.4)) Hurt(parent);
  return parent;
}

Person People::GrandsonOf(const Person& person) {
  Person grandson = ParentOf(person);
  grandson.given = person.father;
  grandson.father = person.woman ? Frequent(names_.men) : person.given;
  const int apart = dice_.Between(40, 60);
  grandson.year = person.year > 1970 ? person.year - apart : person.year + apart;
  Hurt(grandson);
  return grandson;
}

Person People::CousinOf(const Person& person) {
  Person cousin = SiblingOf(person, false);
  if (dice_.Chance(0.5)) {
    cousin.given = person.given;
    cousin.woman = person.woman;
  }
  while (cousin.father == person.father) cousin.father = Frequent(names_.men);
  cousin.year = person.year + dice_.Between(-8, 8);
  cousin.phone = AnyPhone();
  if (dice_.Chance(0.6)) cousin.district = AnyDistrict();
  return cousin;
}

Person People::NamesakeOf(const Person& person) {
  Person namesake = Anybody();
  namesake.woman = person.woman;
  namesake.married.clear();
  namesake.family = person.family;
  namesake.given = person.given;
  if (dice_.Chance(0.2)) namesake.father = person.father;
  return namesake;
}

std::string People::WithSlips(std::string name) {
  if (dice_.Chance(kMistyped)) name = Mistyped(name, dice_);
  if (dice_.Chance(kDisguised)) name = Disguised(name, dice_);
  return name;
}

void People::WriteNames(Source source, const Person& person, common::v1::PersonIdentity& identity) {
  const Script script = ScriptOf(source, dice_);
  std::string family = person.family;
  if (!person.married.empty() && dice_.Chance(0.35)) family = person.married;
  if (dice_.Chance(kSuffixDropped)) family = WithoutSovietSuffix(family, dice_);
  if (person.woman && !dice_.Chance(kMaleForm)) family = ForWoman(family);
  family = WithSlips(Written(family, script, dice_));
  std::string given = WithSlips(Written(person.given, script, dice_));
  std::string father;
  if (dice_.Chance(kKnowledge[static_cast<size_t>(source)].father)) {
    father = FatherWritten(WithSlips(person.father), person.woman, script, dice_);
  }
  if (dice_.Chance(kOneField)) {
    const bool english = script == Script::kEnglish;
    identity.set_family_name(english ? absl::StrCat(given, " ", family, " ", father)
                                     : absl::StrCat(family, " ", given, " ", father));
    return;
  }
  if (dice_.Chance(kFieldsSwapped)) std::swap(family, given);
  identity.set_family_name(family);
  identity.set_given_name(given);
  identity.set_father_name(father);
}

void People::WriteBirth(Source source, const Person& person, common::v1::PersonIdentity& identity) {
  const Knowledge& knowledge = kKnowledge[static_cast<size_t>(source)];
  int year = person.year, month = person.month, day = person.day;
  // Press and archives count from the age, and come out a year wrong more often.
  const bool counted = source == Source::kPress || source == Source::kArchive;
  if (dice_.Chance(counted ? 3 * kYearOff : kYearOff)) year += dice_.Chance(0.5) ? 1 : -1;
  if (dice_.Chance(knowledge.whole_date)) {
    if (dice_.Chance(kDayMonthSwapped) && day <= 12) std::swap(day, month);
    if (dice_.Chance(kDigitWrong)) (dice_.Chance(0.5) ? day : month) = dice_.Between(1, 12);
    if (dice_.Chance(kFirstOfJanuary)) day = month = 1;
    SetDate(year, month, day, *identity.mutable_birth_date());
  } else if (dice_.Chance(knowledge.year / (1 - knowledge.whole_date))) {
    SetDate(year, 0, 0, *identity.mutable_birth_date());
  }
}

void People::WriteRest(Source source, const Person& person, MatchFacts& facts) {
  const Knowledge& knowledge = kKnowledge[static_cast<size_t>(source)];
  if (dice_.Chance(knowledge.national_id)) {
    std::string id = person.national_id;
    if (dice_.Chance(kIdMistyped)) id[dice_.Of(7)] = AnyNationalId()[0];
    facts.mutable_identity()->set_national_id(id);
  }
  if (dice_.Chance(knowledge.phone)) facts.mutable_identity()->set_phone(dice_.Chance(kOtherPhone) ? AnyPhone() : person.phone);
  if (!dice_.Chance(kSexMissing)) {
    const bool woman = dice_.Chance(kSexWrong) != person.woman;
    facts.set_sex(woman ? common::v1::SEX_FEMALE : common::v1::SEX_MALE);
  }
  if (dice_.Chance(knowledge.district)) facts.add_districts(dice_.Chance(kOtherDistrict) ? AnyDistrict() : person.district);
  if (!dice_.Chance(knowledge.incident)) return;
  survivor::v1::MatchIncident& incident = *facts.add_incidents();
  int day = person.incident_day, year = person.incident_year;
  if (dice_.Chance(kSameIncident)) {
    incident.set_uid(person.incident);
  } else {
    incident.set_uid(absl::StrCat("incident-", next_++));
    if (dice_.Chance(kNearIncident / (1 - kSameIncident))) {
      day = std::min(28, day + dice_.Of(4));
    } else {
      year = std::min(2025, year + dice_.Between(1, 9));
    }
  }
  SetDate(year, person.incident_month, day, *incident.mutable_occurred_on());
}

const char* NameOf(Source source) {
  static constexpr const char* kNames[] = {"register of the population", "hospital", "archive", "foreign organisation", "press"};
  return kNames[static_cast<int>(source)];
}

Source People::AnySource() {
  const int at = dice_.Of(20);
  return at < 6    ? Source::kRegister
         : at < 12 ? Source::kHospital
         : at < 15 ? Source::kArchive
         : at < 18 ? Source::kForeign
                   : Source::kPress;
}

MatchFacts People::AsKnownTo(Source source, const Person& person) {
  MatchFacts facts;
  facts.set_uid(absl::StrCat("record-", next_++));
  WriteNames(source, person, *facts.mutable_identity());
  WriteBirth(source, person, *facts.mutable_identity());
  WriteRest(source, person, facts);
  return facts;
}

}  // namespace dayaq::matching
