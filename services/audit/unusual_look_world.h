// An invented month of one hospital and one social-protection centre: what people there do all day, and among it the looks of the
// curious. For the campaign that counts what the rules find (AD-10). All names are invented.
#ifndef SERVICES_AUDIT_UNUSUAL_LOOK_WORLD_H_
#define SERVICES_AUDIT_UNUSUAL_LOOK_WORLD_H_

#include <map>
#include <random>
#include <string>
#include <vector>

#include "services/audit/unusual_look_rules.h"

namespace dayaq::audit::testing {

// What a look was made for: ordinary work, or one of the kinds that AD-10 asks about.
enum class Made {
  kWork,
  kWithoutCase,
  kManyPeople,
  kAgainAndAgain,
  kOutsideHours,
  kSameSurname,
  kColleague,
  kWatched,
  kSearchWithoutOpening,
  kEmergency,
  kNeighbour,  // the same street, which nobody can know here
};

struct MadeTouch {
  Touch touch;
  Made made = Made::kWork;
  int episode = 0;  // looks of one curious person at one thing belong together
  bool emergency_not_justified = false;
  bool with_business = false;  // the person is a patient of the house or is paid by it
};

struct Member {
  StaffName name;
  std::string institution;
  std::string role;
};

class World {
 public:
  // About `reads` looks of ordinary work, and `each` episodes of each kind.
  World(int seed, int reads, int each);

  const std::vector<MadeTouch>& touches() const { return touches_; }  // in order of time
  const std::map<std::string, common::v1::PersonIdentity>& people() const { return people_; }
  const std::vector<Member>& staff() const { return staff_; }
  const std::map<std::string, bool>& watched() const { return watched_; }

 private:
  using Time = absl::Time;
  int Random(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool Chance(double share) { return std::uniform_real_distribution<double>(0, 1)(random_) < share; }
  common::v1::PersonIdentity SomeName();
  const Member& Somebody(const std::string& role);
  std::string AddPerson(const common::v1::PersonIdentity& name);
  std::string SomePerson();
  Time At(int day, int hour, int minute);
  Time InOffice();
  void Add(TouchKind kind, const Member& member, Time time, const std::string& person, Made made = Made::kWork, int episode = 0);
  void Assess(const std::string& person, Time time);

  // Ordinary work.
  void Stay();
  void Visit();
  void AnswerCalls();
  void CheckPayments();
  void DecideCase();
  void BusyHour();
  // Curiosity.
  void BeCurious(Made made, int episode);
  void SeedPeople(Made made, const Member& member, int episode);

  static constexpr char kPrefix[] = "survivors/";
  std::mt19937 random_;
  int population_ = 0;
  int entries_ = 0;
  int looks_ = 0;
  std::vector<std::string> families_, given_;
  std::vector<MadeTouch> touches_;
  std::map<std::string, common::v1::PersonIdentity> people_;
  std::vector<Member> staff_;
  std::map<std::string, bool> watched_;
};

}  // namespace dayaq::audit::testing

#endif  // SERVICES_AUDIT_UNUSUAL_LOOK_WORLD_H_
