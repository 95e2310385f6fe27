// The keys of the people that one transaction deals with: taken up when their rows are read, opened when a class is needed, made
// when somebody is first registered.
#ifndef SERVICES_PLATFORM_DATABASE_PERSON_KEYS_H_
#define SERVICES_PLATFORM_DATABASE_PERSON_KEYS_H_

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/access/data_classes.h"
#include "services/platform/database/params.h"
#include "services/platform/sealing/cell.h"
#include "services/platform/sealing/key_bundle.h"
#include "services/platform/sealing/key_ring.h"

namespace dayaq {

// Which of a person's keys seals fields of that class: what is kept equally long shares one.
KeyClass KeyClassOf(DataClass data_class);

// Lives and dies with its transaction, so no key outlives the call that needed it. Not thread-safe, like the transaction.
class PersonKeys {
 public:
  // With no wrapper nothing can be opened or made: sealed fields stay empty, and writing one is INTERNAL.
  explicit PersonKeys(const KeyWrapper* wrapper = nullptr) : wrapper_(wrapper) {}
  PersonKeys(const PersonKeys&) = delete;
  PersonKeys& operator=(const PersonKeys&) = delete;

  // Makes the keys of someone who is registered now and takes them up among NewKeys(). `person_uid` is the uid of its key row.
  absl::Status Create(absl::string_view person_uid);

  // Gives `to_uid` the keys that `from_uid` has, wrapped anew, and takes them up among NewKeys(): so what was sealed of a person in
  // one record stays the same person's in another, and dies with the same key. Carried before: nothing. INTERNAL when the keys of
  // `from_uid` are not at hand, or `to_uid` has others.
  absl::Status Carry(absl::string_view from_uid, absl::string_view to_uid);

  // The new keys as rows for the store to insert, {"uid","kek_id","wrapped"} each. Every key is handed out once, so that several
  // statements, and several reactions in one transaction, each store their own:
  //   INSERT INTO x.person_key (uid, kek_id, wrapped) SELECT uid, kek_id, wrapped FROM json_populate_recordset(NULL::x.person_key,
  //   $1::json)
  Param NewKeys();

  // Takes up the keys of that person as their row holds them (see key_bundle.h). SEAL_BROKEN when they have no such form.
  absl::Status Take(absl::string_view person_uid, WrappedKey wrapped);

  // Whether that person's keys were made or taken up.
  bool Knows(absl::string_view person_uid) const { return people_.contains(person_uid); }

  // The key of that person for that class, opened once; nullptr when it was destroyed or erased. SEAL_BROKEN when it cannot be
  // opened; INTERNAL for somebody who is not known here.
  absl::StatusOr<const PersonKey*> Open(absl::string_view person_uid, KeyClass key_class) const;

  // The cell, sealed for somebody else whose row it becomes; its place stays. What the former key does not open any more, because
  // it was destroyed, comes as a cell that holds nothing. FAILED_PRECONDITION with PERSON_ERASED when the other's key was
  // destroyed.
  absl::StatusOr<std::string> Reseal(absl::string_view from_uid, absl::string_view to_uid, KeyClass key_class,
                                     const CellPlace& place, absl::string_view cell) const;

  // The same keys under the current key-encryption key. What was erased comes back as destroyed.
  absl::StatusOr<WrappedKey> Rewrap(const WrappedKey& wrapped) const;

  // What is left to store of these keys when those classes are destroyed, after they were erased outside of the database (see
  // KeyWrapper::Erase): this cannot be taken back, so the transaction does it last. FAILED_PRECONDITION with KEY_UNDIVIDED when
  // another class hangs on the same key.
  absl::StatusOr<WrappedKey> Destroy(absl::string_view person_uid, const WrappedKey& wrapped,
                                     const std::set<KeyClass>& classes) const;

  // Everybody whose keys were erased, as far as this process knows by now.
  std::vector<Tombstone> erased() const { return wrapper_ == nullptr ? std::vector<Tombstone>() : wrapper_->erased(); }

  // Under which key-encryption key NewKeys() and Rewrap wrap now; 0 without a wrapper.
  uint32_t current_kek_id() const { return wrapper_ == nullptr ? 0 : wrapper_->current_kek_id(); }

  bool can_unwrap() const { return wrapper_ != nullptr; }

 private:
  struct NewKey {
    std::string person_uid;
    WrappedKey wrapped;
  };
  struct Person {
    WrappedKey wrapped;
    // By class; all classes of an undivided key open the first.
    std::array<std::optional<PersonKey>, kKeyClasses.size()> opened;
  };

  absl::StatusOr<std::optional<SecretKey>> OpenPart(const WrappedKey& wrapped, KeyClass key_class) const;
  absl::Status Add(absl::string_view person_uid, WrappedKey wrapped);

  const KeyWrapper* wrapper_;
  mutable absl::node_hash_map<std::string, Person> people_;
  std::vector<NewKey> new_keys_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_PERSON_KEYS_H_
