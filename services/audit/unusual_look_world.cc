#include "services/audit/unusual_look_world.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/text/name_folding.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::audit::testing {
namespace {

constexpr int kDays = 60;
constexpr int kFirstDay = 31;  // of looks: what lies before is business of the month before
constexpr int kLastDay = 55;
constexpr int kPeople = 1500;
constexpr int kWatched = 2;

// The frequent ones of the country, and as many rare ones as it takes; roots that do not fall together when they are folded.
std::vector<std::string> Families(std::mt19937& random) {
  std::vector<std::string> names = {"Məmmədov", "Əliyev", "Həsənov", "Hüseynov", "Quliyev", "İsmayılov", "Hacıyev", "Abbasov"};
  std::set<std::string> known;
  for (const std::string& name : names) known.insert(FoldSurname(name));
  const std::vector<std::string> syllables = {"ba", "di", "fo", "la", "mi", "nu", "po", "ra",
                                              "si", "tu", "va", "zi", "bo", "du", "ri", "lo"};
  while (names.size() < 2000) {
    std::string name;
    for (int i = 0; i < 3; ++i) name += syllables[random() % syllables.size()];
    name += syllables[random() % syllables.size()].substr(0, 1) + "ov";
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    if (known.insert(FoldSurname(name)).second) names.push_back(name);
  }
  return names;
}

std::vector<std::string> Given(std::mt19937& random) {
  std::vector<std::string> names;
  std::set<std::string> known;
  const std::vector<std::string> syllables = {"Ra", "Se", "Vu", "Tu", "Na", "El", "Or", "Mu", "Fi", "Za", "Lu", "Di"};
  const std::vector<std::string> ends = {"mil", "rad", "nar", "vin", "sim", "tan", "bil", "rus", "dar",
                                         "lal", "nur", "ban", "zim", "fat", "mur", "ris", "vad", "lim"};
  while (names.size() < 200) {
    const std::string name = syllables[random() % syllables.size()] + ends[random() % ends.size()];
    if (known.insert(FoldName(name)).second) names.push_back(name);
    if (known.size() >= 200) break;
  }
  return names;
}

// A few are borne by many and most by few, as it is with names.
size_t Ranked(std::mt19937& random, size_t count, double flatness) {
  const double share = std::uniform_real_distribution<double>(0, 1)(random);
  const double n = static_cast<double>(count);
  const double rank = flatness * (std::pow((n + flatness) / flatness, share) - 1);
  return std::min(count - 1, static_cast<size_t>(rank));
}

// The same name as another clerk wrote it.
std::string OtherSpelling(std::string family, int way) {
  if (way == 1) family += "a";
  if (way == 2) family.replace(family.size() - (family[family.size() - 3] == 'y' ? 3 : 2), std::string::npos, "zadə");
  return family;
}

}  // namespace

World::World(int seed, int reads, int each) : random_(static_cast<unsigned>(seed)) {
  families_ = Families(random_);
  given_ = Given(random_);
  const struct {
    const char* institution;
    const char* role;
    int count;
  } kTeams[] = {{"hospital", "hospital_registrar", 10},
                {"hospital", "clinician", 30},
                {"centre", "caseworker", 12},
                {"centre", "disability_expert", 4}};
  for (const auto& team : kTeams) {
    for (int i = 0; i < team.count; ++i) {
      const common::v1::PersonIdentity name = SomeName();
      staff_.push_back(
          {{absl::StrCat("staff", staff_.size()), name.given_name(), name.family_name()}, team.institution, team.role});
    }
  }
  for (int i = 0; i < kPeople; ++i) AddPerson(SomeName());
  population_ = kPeople;
  for (int i = 0; i < kWatched; ++i) watched_[absl::StrCat(kPrefix, i)] = true;
  // Nine of ten are paid something, and so assessed each month. Nobody has to do with the tenth.
  for (int i = 0; i < kPeople; ++i) {
    for (int day = 1; day < kDays && i % 10 != 9; day += 30) Assess(absl::StrCat(kPrefix, i), At(day, 3, i % 60));
  }
  while (looks_ < reads) {
    const int what = Random(100);
    what < 25   ? Stay()
    : what < 50 ? Visit()
    : what < 80 ? AnswerCalls()
    : what < 84 ? CheckPayments()
    : what < 99 ? DecideCase()
                : BusyHour();
  }
  int episode = 0;
  for (int i = 0; i < each; ++i) {
    for (int made = 1; made <= static_cast<int>(Made::kNeighbour); ++made) BeCurious(static_cast<Made>(made), ++episode);
  }
  std::sort(touches_.begin(), touches_.end(), [](const MadeTouch& a, const MadeTouch& b) {
    return std::tie(a.touch.time, a.touch.entry_uid) < std::tie(b.touch.time, b.touch.entry_uid);
  });
}

// One of those that ordinary work is about.
std::string World::SomePerson() {
  const int number = Random(population_);
  return absl::StrCat(kPrefix, number % 10 == 9 ? number - 1 : number);
}

common::v1::PersonIdentity World::SomeName() {
  common::v1::PersonIdentity name;
  name.set_family_name(families_[Ranked(random_, families_.size(), 4)]);
  name.set_given_name(given_[Ranked(random_, given_.size(), 5)]);
  return name;
}

const Member& World::Somebody(const std::string& role) {
  while (true) {
    const Member& member = staff_[static_cast<size_t>(Random(static_cast<int>(staff_.size())))];
    if (member.role == role) return member;
  }
}

std::string World::AddPerson(const common::v1::PersonIdentity& name) {
  std::string person = absl::StrCat(kPrefix, people_.size());
  people_[person] = name;
  return person;
}

World::Time World::At(int day, int hour, int minute) {
  return absl::FromCivil(absl::CivilMinute(2026, 4, 1 + day, hour, minute), BakuZone()) + absl::Seconds(Random(60));
}

// A working day between nine and six; the policy's holidays are looked up by the judge, who must not find these unusual.
World::Time World::InOffice() {
  while (true) {
    const Time time = At(kFirstDay + Random(kLastDay - kFirstDay), 9 + Random(9), Random(60));
    const absl::CivilDay day = absl::ToCivilDay(time, BakuZone());
    const absl::Weekday weekday = absl::GetWeekday(day);
    // May of 2026 in policy/calendar.yaml, moved days among them.
    static constexpr int kOff[] = {9, 11, 27, 28, 29};
    const bool holiday = day.month() == 5 && std::find(std::begin(kOff), std::end(kOff), day.day()) != std::end(kOff);
    if (weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday && !holiday) return time;
  }
}

void World::Add(TouchKind kind, const Member& member, Time time, const std::string& person, Made made, int episode) {
  MadeTouch& added = touches_.emplace_back();
  added.touch = {.kind = kind,
                 .time = time,
                 .entry_uid = absl::StrFormat("e%08d", ++entries_),
                 .staff_uid = member.name.uid,
                 .institution = member.institution,
                 .role = member.role};
  if (!person.empty()) added.touch.people.push_back(person);
  added.made = made;
  added.episode = episode;
  if (made == Made::kWork && (kind == TouchKind::kOpened || kind == TouchKind::kSearched)) ++looks_;
}

void World::Assess(const std::string& person, Time time) { Add(TouchKind::kAssessed, {}, time, person); }

// Somebody is brought in, at any hour: looked up, registered, treated for some days by a ward that changes shifts, sent home.
void World::Stay() {
  const std::string person = SomePerson();
  const Member& registrar = Somebody("hospital_registrar");
  const int day = kFirstDay + Random(kLastDay - kFirstDay);
  const Time came = At(day, Random(24), Random(60));
  for (int i = Random(3); i > 0; --i) {
    Add(TouchKind::kSearched, registrar, came - absl::Minutes(i), i == 1 ? person : "");
    touches_.back().touch.by_name = true;
  }
  if (Chance(0.5)) Add(TouchKind::kOpened, registrar, came, person);
  Add(TouchKind::kChanged, registrar, came + absl::Minutes(8), person);
  Assess(person, came + absl::Minutes(9));
  const Member* ward[] = {&Somebody("clinician"), &Somebody("clinician"), &Somebody("clinician"), &Somebody("clinician")};
  const int days = 1 + Random(12);
  for (int i = 0; i < days; ++i) {
    for (int look = 1 + Random(3); look > 0; --look) {
      const Member& clinician = *ward[Random(4)];
      const Time time = came + absl::Hours(24 * i) + absl::Minutes(20 + Random(1400));
      Add(TouchKind::kOpened, clinician, time, person);
      if (Chance(0.3)) Add(TouchKind::kChanged, clinician, time + absl::Minutes(5), person);
    }
  }
}

// A former patient comes back by day. A few do not come after all, and nothing is written.
void World::Visit() {
  const std::string person = SomePerson();
  const Member& clinician = Somebody("clinician");
  const Time time = InOffice();
  if (Chance(0.5)) {
    Add(TouchKind::kSearched, Somebody("hospital_registrar"), time - absl::Minutes(15), person);
    touches_.back().touch.by_name = true;
    const Member registrar = *std::find_if(
        staff_.begin(), staff_.end(), [&](const Member& member) { return member.name.uid == touches_.back().touch.staff_uid; });
    Add(TouchKind::kOpened, registrar, time - absl::Minutes(14), person);
  }
  Add(TouchKind::kOpened, clinician, time, person);
  if (Chance(0.99)) Add(TouchKind::kChanged, clinician, time + absl::Minutes(12), person);
}

// "Why this amount?": people who are paid ring up, and now and then something is corrected. Very seldom somebody stays late.
void World::AnswerCalls() {
  const Member& caseworker = Somebody("caseworker");
  Time time = InOffice();
  if (Chance(0.01)) time += absl::Hours(20 - absl::ToCivilHour(time, BakuZone()).hour());
  for (int calls = 3 + Random(9); calls > 0; --calls) {
    const std::string person = SomePerson();
    Add(TouchKind::kOpened, caseworker, time, person);
    if (Chance(0.15)) Add(TouchKind::kChanged, caseworker, time + absl::Minutes(2), person);
    time += absl::Minutes(3 + Random(6));
  }
}

// Before a month is paid, one record after the other is checked.
void World::CheckPayments() {
  const Member& caseworker = Somebody("caseworker");
  Time time = InOffice();
  for (int records = 20 + Random(18); records > 0; --records) {
    const std::string person = SomePerson();
    Add(TouchKind::kOpened, caseworker, time, person);
    time += absl::Seconds(90 + Random(30));
  }
}

void World::DecideCase() {
  const Member& expert = Somebody("disability_expert");
  const std::string person = SomePerson();
  const Time time = InOffice();
  Add(TouchKind::kOpened, expert, time, person);
  // An expert thinks it over; seldom for longer than anybody should.
  Add(TouchKind::kChanged, Somebody("disability_expert"),
      time + (Chance(0.97) ? absl::Minutes(30 + Random(2000)) : absl::Hours(24 * 6)), person);
}

// A bus: the registrar takes up as many people as come.
void World::BusyHour() {
  const Member& registrar = Somebody("hospital_registrar");
  const Time came = At(kFirstDay + Random(kLastDay - kFirstDay), Random(24), 0);
  for (int i = 0, people = 10 + Random(24); i < people; ++i) {
    const std::string person = SomePerson();
    Add(TouchKind::kOpened, registrar, came + absl::Seconds(100 * i), person);
    Add(TouchKind::kChanged, registrar, came + absl::Seconds(100 * i + 60), person);
  }
}

void World::BeCurious(Made made, int episode) {
  const bool in_hospital = Chance(0.5);
  const Member& member = Somebody(in_hospital ? "clinician" : "caseworker");
  const Time time = InOffice();
  // Of the tenth that nobody has to do with.
  const std::string stranger = absl::StrCat(kPrefix, 10 * Random(kPeople / 10) + 9);
  switch (made) {
    case Made::kWithoutCase:
      return Add(TouchKind::kOpened, member, time, stranger, made, episode);
    case Made::kNeighbour:
      return Add(TouchKind::kOpened, member, time, SomePerson(), made, episode);
    case Made::kManyPeople:
      for (int i = 0; i < 60; ++i) {
        const std::string person = SomePerson();
        Add(TouchKind::kOpened, member, time + absl::Seconds(40 * i), person, made, episode);
      }
      return;
    case Made::kAgainAndAgain:
      for (int i = 0; i < 8; ++i) Add(TouchKind::kOpened, member, time + absl::Hours(24 * (i / 2) + i), stranger, made, episode);
      return;
    case Made::kOutsideHours: {
      const absl::CivilDay day = absl::ToCivilDay(time, BakuZone());
      const Time night = absl::FromCivil(absl::CivilHour(day) + 21 + Random(9), BakuZone());
      return Add(TouchKind::kOpened, Somebody("caseworker"), night, SomePerson(), made, episode);
    }
    case Made::kWatched:
      return Add(TouchKind::kOpened, member, time, absl::StrCat(kPrefix, Random(kWatched)), made, episode);
    case Made::kSearchWithoutOpening:
      for (int i = 0; i < 20; ++i) {
        Add(TouchKind::kSearched, member, time + absl::Minutes(i), Chance(0.5) ? SomePerson() : "", made, episode);
        touches_.back().touch.by_name = true;
      }
      return;
    case Made::kEmergency:
      Add(TouchKind::kOpened, Somebody("clinician"), time, stranger, made, episode);
      touches_.back().emergency_not_justified = true;
      return;
    default:
      return SeedPeople(made, member, episode);
  }
}

// Relatives and colleagues. Half of them are patients or are paid like everybody else, so that business gives nothing away.
void World::SeedPeople(Made made, const Member& member, int episode) {
  StaffName name = member.name;
  while (made == Made::kColleague) {
    const Member& other = Somebody(member.role);
    if (other.name.uid == member.name.uid) continue;
    name = other.name;
    break;
  }
  common::v1::PersonIdentity identity = SomeName();
  identity.set_family_name(OtherSpelling(name.family_name, episode % 3));
  if (made == Made::kColleague) identity.set_given_name(name.given_name);
  const std::string person = AddPerson(identity);
  const Time time = InOffice();
  const bool with_business = Chance(0.5);
  if (with_business) {
    Assess(person, time - absl::Hours(100));
    Add(TouchKind::kChanged, Somebody(member.role), time - absl::Hours(50), person);
  }
  Add(TouchKind::kOpened, member, time, person, made, episode);
  touches_.back().with_business = with_business;
}

}  // namespace dayaq::audit::testing
