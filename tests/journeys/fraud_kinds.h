// Ways to steal from the payments before money leaves, and honest people who must not be stopped beside them.
#ifndef TESTS_JOURNEYS_FRAUD_KINDS_H_
#define TESTS_JOURNEYS_FRAUD_KINDS_H_

#include <vector>

namespace dayaq::testing {

enum class Trick {
  kHonest,
  kHonestInCyrillic,
  kHonestWithNewAccount,
  // Ghosts.
  kNothingConfirmed,
  kNotVerified,
  kNotIdentified,
  kTwoRolesAtOnce,
  kDead,
  kThreeInsiders,
  // Claimed twice.
  kSameNumberTwice,
  kOtherSpelling,
  kExcludedBenefit,
  // Accounts.
  kSwapBehindApproval,
  kSwapBeforeRun,
  kSharedAccount,
  kOtherName,
  kAnswersItself,
  kSwapInVictimsName,
  // Split.
  kAboveOrderLimit,
  kOverDays,
  kOverAccounts,
  kOneOfficer,
};

struct Kind {
  Trick trick;
  const char* family;
  const char* name;
  // How many in a batch.
  int count = 1;
  // What is known to get through: it is counted, and not failed for.
  const char* gets_through = nullptr;
};

inline const std::vector<Kind>& Kinds() {
  static const auto* const kKinds = new std::vector<Kind>{
      {Trick::kHonest, "honest", "account in the own name", 4},
      {Trick::kHonestInCyrillic, "honest", "name written in Cyrillic by the bank", 1},
      {Trick::kHonestWithNewAccount, "honest", "another account, long before", 1},
      {Trick::kNothingConfirmed, "ghost", "registered by one insider"},
      {Trick::kNotVerified, "ghost", "identified by an accomplice, incident not verified"},
      {Trick::kNotIdentified, "ghost", "incident verified, nobody identified"},
      {Trick::kTwoRolesAtOnce, "ghost", "one person asks for two of the confirming roles"},
      {Trick::kDead, "ghost", "a dead person's money goes on"},
      {Trick::kThreeInsiders, "ghost", "hospital, agency and caseworker conspire", 1, "three insiders of three institutions"},
      {Trick::kSameNumberTwice, "twice", "two hospitals, one national id"},
      {Trick::kOtherSpelling, "twice", "another alphabet, no number", 2},
      {Trick::kExcludedBenefit, "twice", "a benefit that another excludes"},
      {Trick::kSwapBehindApproval, "account", "swapped behind the proposal"},
      {Trick::kSwapBeforeRun, "account", "swapped the day before"},
      {Trick::kSharedAccount, "account", "several payees, one account", 2},
      {Trick::kOtherName, "account", "in another name"},
      {Trick::kAnswersItself, "account", "who set it answers for it"},
      {Trick::kSwapInVictimsName, "account", "in the victim's name, three days waited out", 1,
       "only the person, who is told, and the bank can know"},
      {Trick::kAboveOrderLimit, "split", "one payment above the limit"},
      {Trick::kOverDays, "split", "below the limit, in two runs"},
      {Trick::kOverAccounts, "split", "below the limit, to two accounts"},
      {Trick::kOneOfficer, "split", "many runs of one officer in a day"},
  };
  return *kKinds;
}

}  // namespace dayaq::testing

#endif  // TESTS_JOURNEYS_FRAUD_KINDS_H_
