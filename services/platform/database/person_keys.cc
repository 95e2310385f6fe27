#include "services/platform/database/person_keys.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/message_json.h"
#include "services/platform/database/text_forms.h"

namespace dayaq {
namespace {

absl::Status NoWrapper() { return absl::InternalError("this transaction has no key wrapper to make or open a key with"); }

absl::Status BadForm() {
  return MakeError(absl::StatusCode::kDataLoss, ErrorReason::ERROR_REASON_SEAL_BROKEN, "Sealed data could not be opened.");
}

// Puts the key of one class into a bundle that is being made; every part must come under one key-encryption key, which changes
// under our hands now and then.
bool Append(const WrappedKey& part, WrappedKey& bundle) {
  if (bundle.kek_id == 0) bundle.kek_id = part.kek_id;
  bundle.bytes += part.bytes;
  return part.kek_id == bundle.kek_id;
}

// Keys of one person by class: one for all, or one each, none where destroyed.
using Keys = std::vector<std::optional<SecretKey>>;

absl::StatusOr<WrappedKey> WrapAll(const KeyWrapper& wrapper, const Keys& keys) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    WrappedKey bundle;
    bool same = true;
    for (const std::optional<SecretKey>& key : keys) {
      if (!key.has_value()) {
        bundle.bytes.append(kWrappedKeySize, '\0');
        continue;
      }
      ASSIGN_OR_RETURN(const WrappedKey part, wrapper.Wrap(*key));
      same = Append(part, bundle) && same;
    }
    // Nothing is wrapped any more: no key-encryption key is needed, and none must wait for this row.
    if (bundle.kek_id == 0) bundle.kek_id = wrapper.current_kek_id();
    if (same) return bundle;
  }
  return absl::AbortedError("the key-encryption key keeps changing");
}

size_t PartsOf(absl::string_view bundle) { return IsUndivided(bundle) ? 1 : kKeyClasses.size(); }

}  // namespace

KeyClass KeyClassOf(DataClass data_class) {
  switch (data_class) {
    case DataClass::DATA_CLASS_HEALTH:
    case DataClass::DATA_CLASS_DISABILITY:
      return KeyClass::kHealth;
    case DataClass::DATA_CLASS_FINANCE:
      return KeyClass::kFinance;
    default:
      return KeyClass::kIdentity;
  }
}

absl::Status PersonKeys::Create(absl::string_view person_uid) {
  if (wrapper_ == nullptr) return NoWrapper();
  Keys keys;
  for (size_t i = 0; i < kKeyClasses.size(); ++i) keys.emplace_back(SecretKey::Random());
  ASSIGN_OR_RETURN(WrappedKey wrapped, WrapAll(*wrapper_, keys));
  return Add(person_uid, std::move(wrapped));
}

absl::Status PersonKeys::Carry(absl::string_view from_uid, absl::string_view to_uid) {
  const auto from = people_.find(from_uid);
  if (from == people_.end()) return absl::InternalError("the keys to carry were not read");
  Keys keys;
  bool same = Knows(to_uid);
  for (size_t i = 0; i < PartsOf(from->second.wrapped.bytes); ++i) {
    ASSIGN_OR_RETURN(const PersonKey* key, Open(from_uid, kKeyClasses[i]));
    keys.push_back(key == nullptr ? std::nullopt : std::optional(key->key().Copy()));
    if (!same) continue;
    ASSIGN_OR_RETURN(const PersonKey* known, Open(to_uid, kKeyClasses[i]));
    same = (key == nullptr) == (known == nullptr) && (key == nullptr || key->key().view() == known->key().view());
  }
  if (same) return absl::OkStatus();
  ASSIGN_OR_RETURN(WrappedKey wrapped, WrapAll(*wrapper_, keys));
  return Add(to_uid, std::move(wrapped));
}

absl::Status PersonKeys::Add(absl::string_view person_uid, WrappedKey wrapped) {
  if (Knows(person_uid)) return absl::InternalError("a person has one set of keys only");
  people_[std::string(person_uid)].wrapped = wrapped;
  new_keys_.push_back({std::string(person_uid), std::move(wrapped)});
  return absl::OkStatus();
}

Param PersonKeys::NewKeys() {
  std::string rows = "[";
  for (const NewKey& key : new_keys_) {
    absl::StrAppend(&rows, rows.size() > 1 ? ",{\"uid\":" : "{\"uid\":");
    AppendJsonText(key.person_uid, rows);
    absl::StrAppend(&rows, ",\"kek_id\":", key.wrapped.kek_id, ",\"wrapped\":");
    AppendJsonText(OctetsText(key.wrapped.bytes), rows);
    rows.push_back('}');
  }
  rows.push_back(']');
  new_keys_.clear();
  return rows;
}

absl::Status PersonKeys::Take(absl::string_view person_uid, WrappedKey wrapped) {
  if (!IsKeyBundle(wrapped.bytes)) return BadForm();
  if (!Knows(person_uid)) people_[std::string(person_uid)].wrapped = std::move(wrapped);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<SecretKey>> PersonKeys::OpenPart(const WrappedKey& wrapped, KeyClass key_class) const {
  if (wrapper_ == nullptr) return NoWrapper();
  if (!IsKeyBundle(wrapped.bytes)) return BadForm();
  if (IsDestroyed(wrapped.bytes, key_class)) return std::optional<SecretKey>();
  auto key = wrapper_->Unwrap({wrapped.kek_id, std::string(PartOf(wrapped.bytes, key_class))});
  if (ReasonOf(key.status()) == ErrorReason::ERROR_REASON_PERSON_ERASED) return std::optional<SecretKey>();
  RETURN_IF_ERROR(key.status());
  return std::optional<SecretKey>(*std::move(key));
}

absl::StatusOr<const PersonKey*> PersonKeys::Open(absl::string_view person_uid, KeyClass key_class) const {
  const auto found = people_.find(person_uid);
  if (found == people_.end()) return absl::InternalError("the person's keys are not at hand");
  Person& person = found->second;
  std::optional<PersonKey>& slot = person.opened[IsUndivided(person.wrapped.bytes) ? 0 : static_cast<size_t>(key_class)];
  if (!slot.has_value()) {
    ASSIGN_OR_RETURN(std::optional<SecretKey> key, OpenPart(person.wrapped, key_class));
    if (!key.has_value()) return static_cast<const PersonKey*>(nullptr);
    slot.emplace(person_uid, *std::move(key));
  }
  return &*slot;
}

absl::StatusOr<std::string> PersonKeys::Reseal(absl::string_view from_uid, absl::string_view to_uid, KeyClass key_class,
                                               const CellPlace& place, absl::string_view cell) const {
  ASSIGN_OR_RETURN(const PersonKey* from, Open(from_uid, key_class));
  ASSIGN_OR_RETURN(const PersonKey* to, Open(to_uid, key_class));
  if (to == nullptr) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PERSON_ERASED,
                     "What is known of this person was erased: nothing of it can be filled in again.");
  }
  std::string plain;
  if (from != nullptr) {
    ASSIGN_OR_RETURN(plain, dayaq::Open(*from, place, cell));
  }
  return Seal(*to, place, plain);
}

absl::StatusOr<WrappedKey> PersonKeys::Rewrap(const WrappedKey& wrapped) const {
  Keys keys;
  for (size_t i = 0; i < PartsOf(wrapped.bytes); ++i) {
    ASSIGN_OR_RETURN(std::optional<SecretKey> key, OpenPart(wrapped, kKeyClasses[i]));
    keys.push_back(std::move(key));
  }
  return WrapAll(*wrapper_, keys);
}

absl::StatusOr<WrappedKey> PersonKeys::Destroy(absl::string_view person_uid, const WrappedKey& wrapped,
                                               const std::set<KeyClass>& classes) const {
  if (!IsKeyBundle(wrapped.bytes)) return BadForm();
  if (IsUndivided(wrapped.bytes) && classes.size() < kKeyClasses.size()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_KEY_UNDIVIDED,
                     "This key is one for all classes of data: all of them can be erased, or none.");
  }
  std::vector<Tombstone> stones;
  WrappedKey left = wrapped;
  for (const KeyClass key_class : classes) {
    ASSIGN_OR_RETURN(const std::optional<SecretKey> key, OpenPart(wrapped, key_class));
    if (key.has_value()) stones.push_back({FingerprintOf(*key), std::string(person_uid), std::string(NameOf(key_class))});
    if (!IsUndivided(wrapped.bytes)) {
      left.bytes.replace(static_cast<size_t>(key_class) * kWrappedKeySize, kWrappedKeySize, kWrappedKeySize, '\0');
    }
  }
  // A key that is one for all leaves the mark of three that are none.
  if (IsUndivided(wrapped.bytes)) left.bytes.assign(kKeyBundleSize, '\0');
  RETURN_IF_ERROR(wrapper_->Erase(stones));
  return left;
}

}  // namespace dayaq
