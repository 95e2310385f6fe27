// The keys of one person, one for each class of what is kept for equally long, so that one class can be destroyed and the others
// stay.
//
// Stored as one value: a wrapped key (40 bytes, RFC 3394) for each class in the order below, all under one key-encryption key; 40
// zero bytes where the key was destroyed. A value of 40 bytes is a key from before keys were divided: one for all classes.
#ifndef SERVICES_PLATFORM_SEALING_KEY_BUNDLE_H_
#define SERVICES_PLATFORM_SEALING_KEY_BUNDLE_H_

#include <array>
#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "services/platform/sealing/key_ring.h"

namespace dayaq {

// The order never changes; more may follow.
enum class KeyClass { kIdentity = 0, kHealth = 1, kFinance = 2 };
inline constexpr std::array<KeyClass, 3> kKeyClasses = {KeyClass::kIdentity, KeyClass::kHealth, KeyClass::kFinance};
inline constexpr size_t kKeyBundleSize = kKeyClasses.size() * kWrappedKeySize;

inline constexpr absl::string_view kKeyClassNames[] = {"IDENTITY", "HEALTH", "FINANCE"};
inline absl::string_view NameOf(KeyClass key_class) { return kKeyClassNames[static_cast<size_t>(key_class)]; }

// Whether `bytes` has one of the two lengths.
inline bool IsKeyBundle(absl::string_view bytes) { return bytes.size() == kWrappedKeySize || bytes.size() == kKeyBundleSize; }
inline bool IsUndivided(absl::string_view bundle) { return bundle.size() == kWrappedKeySize; }

// The part of a bundle that is about the class.
inline absl::string_view PartOf(absl::string_view bundle, KeyClass key_class) {
  return IsUndivided(bundle) ? bundle : bundle.substr(static_cast<size_t>(key_class) * kWrappedKeySize, kWrappedKeySize);
}
inline bool IsDestroyed(absl::string_view bundle, KeyClass key_class) {
  return PartOf(bundle, key_class).find_first_not_of('\0') == absl::string_view::npos;
}

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_KEY_BUNDLE_H_
