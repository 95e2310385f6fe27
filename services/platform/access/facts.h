// The closed list of facts that a rule of policy/access.yaml may name, and how each is found out.
//
// Each fact has three spellings, written by hand and held against each other by tests/access: here in C++, in SQL
// (policy/compiler/row_policies.cc) and in Cedar (policy/compiler/cedar_output.cc). There is no expression language: a rule is a
// list of these names.
#ifndef SERVICES_PLATFORM_ACCESS_FACTS_H_
#define SERVICES_PLATFORM_ACCESS_FACTS_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/access/caller.h"

namespace dayaq {

enum class Fact : uint8_t {
  // About the row that is asked for.
  kInRegister,       // it lies in a register of the assignment
  kInDistrict,       // it lies in a district of the assignment
  kInInstitution,    // it belongs to the assignment's institution
  kNational,         // the assignment is bound to no district
  kOwnRecord,        // it is about the person whom the assignment is for (survivor, guardian)
  kBreakGlass,       // it is about a person whose record the caller opened in an emergency, not longer than an hour ago
  kTookPart,         // the caller, or for whom they act, took an earlier step of it
  kIsSubject,        // it is about the caller, or for whom they act, as a member of the staff
  kSameInstitution,  // somebody of the caller's institution made it
  // About the call alone.
  kStepUp,     // the caller proved strongly who they are, not longer than five minutes ago
  kDelegated,  // the caller acts for somebody else
};
inline constexpr int kFactCount = 11;

// A set of facts. Value type; starts empty.
class FactSet {
 public:
  constexpr FactSet() = default;
  constexpr FactSet(std::initializer_list<Fact> facts) {
    for (const Fact fact : facts) Add(fact);
  }
  static constexpr FactSet FromBits(uint32_t bits) {
    FactSet set;
    set.bits_ = bits;
    return set;
  }
  constexpr void Add(Fact fact) { bits_ |= BitOf(fact); }
  constexpr void Remove(Fact fact) { bits_ &= ~BitOf(fact); }
  constexpr bool Has(Fact fact) const { return (bits_ & BitOf(fact)) != 0; }
  constexpr bool HasAll(FactSet other) const { return (other.bits_ & ~bits_) == 0; }
  constexpr FactSet Or(FactSet other) const { return FromBits(bits_ | other.bits_); }
  constexpr FactSet Without(FactSet other) const { return FromBits(bits_ & ~other.bits_); }
  constexpr bool empty() const { return bits_ == 0; }
  // One bit a fact, in the order of the list.
  constexpr uint32_t bits() const { return bits_; }
  friend constexpr bool operator==(FactSet a, FactSet b) { return a.bits_ == b.bits_; }

 private:
  static constexpr uint32_t BitOf(Fact fact) { return uint32_t{1} << static_cast<uint8_t>(fact); }
  uint32_t bits_ = 0;
};

// Facts about a row; until a row was looked at nobody knows them.
inline constexpr FactSet kRowFacts = {Fact::kInRegister, Fact::kInDistrict, Fact::kInInstitution,
                                      Fact::kNational,   Fact::kOwnRecord,  Fact::kBreakGlass,
                                      Fact::kTookPart,   Fact::kIsSubject,  Fact::kSameInstitution};

// "in_district"; and back, nothing for a name that is none.
absl::string_view FactName(Fact fact);
std::optional<Fact> FactOf(absl::string_view name);
// All facts, in the order of the list.
std::vector<Fact> AllFacts();
std::vector<Fact> FactsIn(FactSet set);
// "step_up, delegated".
std::string FactNames(FactSet set);
// What the fact says, as the words after "when" in a sentence a lawyer reads.
absl::string_view FactWordsAz(Fact fact);
absl::string_view FactWordsEn(Fact fact);

// A strong sign-in counts for so long (RFC 9470 max_age).
inline constexpr absl::Duration kStepUpLasts = absl::Minutes(5);
// The "acr" of a strong sign-in.
inline constexpr char kStrongSignIn[] = "urn:dayaq:acr:2";

// What of a row decides. Empty: the row has no such thing.
struct RowStanding {
  std::string register_code;
  std::string district;
  std::string institution;
  std::string person_uid;              // the survivor it is about
  std::vector<std::string> took_part;  // staff who took steps of it
  std::string subject_uid;             // the member of the staff it is about
  std::string made_by_institution;     // institution of whoever made it
};

// Facts of the call itself.
FactSet CallFacts(const Caller& caller, absl::Time now);
// Facts of a row for this caller.
FactSet RowFacts(const Caller& caller, const RowStanding& row);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_ACCESS_FACTS_H_
