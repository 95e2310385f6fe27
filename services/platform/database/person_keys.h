// The keys of the people that one transaction deals with: opened when their rows are read, made when they are first registered.
#ifndef SERVICES_PLATFORM_DATABASE_PERSON_KEYS_H_
#define SERVICES_PLATFORM_DATABASE_PERSON_KEYS_H_

#include <string>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/database/params.h"
#include "services/platform/sealing/cell.h"
#include "services/platform/sealing/key_ring.h"

namespace dayaq {

// Lives and dies with its transaction, so no key outlives the call that needed it. Not thread-safe, like the transaction.
class PersonKeys {
 public:
  // With no wrapper nothing can be opened or made: sealed fields stay empty, and writing one is INTERNAL.
  explicit PersonKeys(const KeyWrapper* wrapper = nullptr) : wrapper_(wrapper) {}
  PersonKeys(const PersonKeys&) = delete;
  PersonKeys& operator=(const PersonKeys&) = delete;

  // Makes a key for someone who is registered now and takes it up among NewKeys(). `person_uid` is the uid of its key row.
  absl::Status Create(absl::string_view person_uid);

  // Gives `to_uid` the key that `from_uid` has, wrapped anew, and takes it up among NewKeys(): so what was sealed of a person in
  // one record stays the same person's in another, and dies with the same key. Carried before: nothing. INTERNAL when the key of
  // `from_uid` is not at hand, or `to_uid` has another one.
  absl::Status Carry(absl::string_view from_uid, absl::string_view to_uid);

  // The new keys as rows for the store to insert, {"uid","kek_id","wrapped"} each. Every key is handed out once, so that several
  // statements, and several reactions in one transaction, each store their own:
  //   INSERT INTO x.person_key (uid, kek_id, wrapped) SELECT uid, kek_id, wrapped FROM json_populate_recordset(NULL::x.person_key,
  //   $1::json)
  Param NewKeys();

  // The key of that person as its row holds it; unwrapped once. SEAL_BROKEN when it cannot be.
  absl::StatusOr<const PersonKey*> Unwrap(absl::string_view person_uid, const WrappedKey& wrapped);

  // The key of that person, if it was made or unwrapped before.
  const PersonKey* Find(absl::string_view person_uid) const;

  bool can_unwrap() const { return wrapper_ != nullptr; }

 private:
  struct NewKey {
    std::string person_uid;
    WrappedKey wrapped;
  };

  absl::Status Add(absl::string_view person_uid, SecretKey key);

  const KeyWrapper* wrapper_;
  absl::node_hash_map<std::string, PersonKey> keys_;
  std::vector<NewKey> new_keys_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_PERSON_KEYS_H_
