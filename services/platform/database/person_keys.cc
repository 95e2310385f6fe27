#include "services/platform/database/person_keys.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/message_json.h"
#include "services/platform/database/text_forms.h"

namespace dayaq {

absl::Status PersonKeys::Create(absl::string_view person_uid) {
  if (wrapper_ == nullptr) return absl::InternalError("this transaction has no key wrapper to make a key with");
  return Add(person_uid, SecretKey::Random());
}

absl::Status PersonKeys::Carry(absl::string_view from_uid, absl::string_view to_uid) {
  const PersonKey* from = Find(from_uid);
  if (from == nullptr) return absl::InternalError("the key to carry was not read");
  if (const PersonKey* to = Find(to_uid); to != nullptr && to->key().view() == from->key().view()) return absl::OkStatus();
  return Add(to_uid, from->key().Copy());
}

absl::Status PersonKeys::Add(absl::string_view person_uid, SecretKey key) {
  ASSIGN_OR_RETURN(WrappedKey wrapped, wrapper_->Wrap(key));
  if (!keys_.try_emplace(std::string(person_uid), person_uid, std::move(key)).second) {
    return absl::InternalError("a person has one key only");
  }
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

absl::StatusOr<const PersonKey*> PersonKeys::Unwrap(absl::string_view person_uid, const WrappedKey& wrapped) {
  if (const PersonKey* known = Find(person_uid); known != nullptr) return known;
  if (wrapper_ == nullptr) return absl::InternalError("this transaction has no key wrapper to open a key with");
  ASSIGN_OR_RETURN(SecretKey key, wrapper_->Unwrap(wrapped));
  return &keys_.try_emplace(std::string(person_uid), person_uid, std::move(key)).first->second;
}

const PersonKey* PersonKeys::Find(absl::string_view person_uid) const {
  const auto found = keys_.find(person_uid);
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace dayaq
