// Tokens to search sealed values by: equal values give equal tokens, and without the key nobody can compute one.
//
// A token leaks that two rows are equal, hence frequencies: make none for values of few kinds (sex, district, diagnosis).
#ifndef SERVICES_PLATFORM_SEALING_BLIND_INDEX_H_
#define SERVICES_PLATFORM_SEALING_BLIND_INDEX_H_

#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/node_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "services/platform/sealing/signer.h"

namespace dayaq {

// Keyed tokens of one register. Safe to use from many threads.
class BlindIndex {
 public:
  // 32 bytes that never lie in the database and are no data key's kin.
  explicit BlindIndex(absl::string_view key) : mac_(key) {}

  // 16 bytes: HMAC-SHA256 of the value, cut, under a key of its own for each kind ("national_id", "phone", "name"). The same value
  // under two kinds gives two unrelated tokens. A kind is a name from the code, never something a caller sent.
  std::string Token(absl::string_view kind, absl::string_view normalised) const;

 private:
  const Mac& MacOf(absl::string_view kind) const;

  const Mac mac_;
  // Keying costs several times what signing does, and kinds are few.
  mutable absl::Mutex mutex_;
  mutable absl::node_hash_map<std::string, Mac> by_kind_ ABSL_GUARDED_BY(mutex_);
};

// The FIN as the identity card has it: seven capital letters (without I and O) and digits; spaces and hyphens of every kind are
// dropped and small letters raised. Nothing when what remains is not a FIN: no letter is guessed, not even O for 0.
std::optional<std::string> NormaliseNationalId(absl::string_view written);

// A telephone number in its international form ("+994501234567"). Azerbaijani numbers are known with +994, 00994, 994, 0 or
// nothing before their nine digits; a foreign one needs + or 00 and has 8 to 15 digits. Spaces, hyphens, dots, slashes and brackets
// are dropped, and so is the (0) some write after the country code. Nothing for anything else.
std::optional<std::string> NormalisePhone(absl::string_view written);

// An Azerbaijani account as the bank writes it for machines: AZ, two check digits, four letters of the bank, twenty letters or
// digits. Separators of every kind are dropped, small letters raised, and "IBAN" before it left out. Nothing when the check digits
// (ISO 7064, mod 97) do not fit or it is another country's.
std::optional<std::string> NormaliseIban(absl::string_view written);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_BLIND_INDEX_H_
