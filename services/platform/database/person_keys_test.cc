#include "services/platform/database/person_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/base/error.h"
#include "services/platform/database/text_forms.h"

namespace dayaq {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kPerson[] = "0190a7f2-0000-7000-8000-000000000001";
constexpr char kRecord[] = "0190a7f2-0000-7000-8000-000000000002";

// Wraps under one key of its own.
class OneKeyWrapper : public KeyWrapper {
 public:
  absl::StatusOr<WrappedKey> Wrap(const SecretKey& data_key) const override {
    auto wrapped = WrapKey(kek_, data_key);
    if (!wrapped.ok()) return wrapped.status();
    ++wraps;
    return WrappedKey{1, *std::move(wrapped)};
  }
  absl::StatusOr<SecretKey> Unwrap(const WrappedKey& wrapped) const override {
    ++unwraps;
    return UnwrapKey(kek_, wrapped.bytes);
  }
  uint32_t current_kek_id() const override { return 1; }
  absl::Status Erase(const std::vector<Tombstone>& tombstones) const override {
    for (const Tombstone& stone : tombstones) stones.push_back(stone);
    return absl::OkStatus();
  }
  mutable std::vector<Tombstone> stones;
  mutable int wraps = 0;
  mutable int unwraps = 0;

 private:
  SecretKey kek_ = SecretKey::Random();
};

// What would lie in the row.
WrappedKey BundleOf(const KeyWrapper& wrapper, const std::vector<const SecretKey*>& keys) {
  WrappedKey bundle{1, ""};
  for (const SecretKey* key : keys) {
    bundle.bytes += key == nullptr ? std::string(kWrappedKeySize, '\0') : wrapper.Wrap(*key)->bytes;
  }
  return bundle;
}

std::string KeyTextOf(const PersonKeys& keys, absl::string_view person, KeyClass key_class) {
  const auto key = keys.Open(person, key_class);
  EXPECT_TRUE(key.ok()) << key.status();
  if (!key.ok()) return "broken";
  return *key == nullptr ? "destroyed" : std::string((*key)->key().view());
}

TEST(PersonKeys, NewKeysAreAtHandOneForEachClassAndListedForStoring) {
  OneKeyWrapper wrapper;
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Create(kPerson).ok());
  ASSERT_TRUE(keys.Knows(kPerson));
  std::set<std::string> all;
  for (const KeyClass key_class : kKeyClasses) all.insert(KeyTextOf(keys, kPerson, key_class));
  EXPECT_EQ(all.size(), kKeyClasses.size()) << "no two classes share a key";
  EXPECT_THAT(keys.NewKeys().text(), HasSubstr(std::string("[{\"uid\":\"") + kPerson + "\",\"kek_id\":1,\"wrapped\":\"\\\\x"));
}

TEST(PersonKeys, ANewKeyIsHandedOutOnce) {
  OneKeyWrapper wrapper;
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Create(kPerson).ok());
  EXPECT_THAT(keys.NewKeys().text(), HasSubstr(kPerson));
  ASSERT_TRUE(keys.Create(kRecord).ok());
  EXPECT_THAT(keys.NewKeys().text(), AllOf(HasSubstr(kRecord), Not(HasSubstr(kPerson))));
  EXPECT_EQ(keys.NewKeys().text(), "[]");
  EXPECT_TRUE(keys.Knows(kPerson));
}

TEST(PersonKeys, CarriedKeysAreTheSameKeysUnderAnotherUid) {
  OneKeyWrapper wrapper;
  const SecretKey identity = SecretKey::Random(), health = SecretKey::Random();
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Take(kPerson, BundleOf(wrapper, {&identity, &health, nullptr})).ok());
  ASSERT_TRUE(keys.Carry(kPerson, kRecord).ok());
  EXPECT_EQ(KeyTextOf(keys, kRecord, KeyClass::kIdentity), identity.view());
  EXPECT_EQ(KeyTextOf(keys, kRecord, KeyClass::kHealth), health.view());
  EXPECT_EQ(KeyTextOf(keys, kRecord, KeyClass::kFinance), "destroyed") << "and what is destroyed stays so";
  EXPECT_NE((*keys.Open(kRecord, KeyClass::kIdentity))->id(), (*keys.Open(kPerson, KeyClass::kIdentity))->id());
  EXPECT_THAT(keys.NewKeys().text(), AllOf(HasSubstr(kRecord), Not(HasSubstr(kPerson))));
  ASSERT_TRUE(keys.Carry(kPerson, kRecord).ok());
  EXPECT_EQ(keys.NewKeys().text(), "[]") << "carried before";
}

TEST(PersonKeys, NoKeyIsCarriedThatIsNotAtHandNorOverAnother) {
  OneKeyWrapper wrapper;
  PersonKeys keys(&wrapper);
  EXPECT_EQ(keys.Carry(kPerson, kRecord).code(), absl::StatusCode::kInternal);
  ASSERT_TRUE(keys.Create(kPerson).ok());
  ASSERT_TRUE(keys.Create(kRecord).ok());
  EXPECT_EQ(keys.Carry(kPerson, kRecord).code(), absl::StatusCode::kInternal);
}

TEST(PersonKeys, AStoredKeyIsUnwrappedOnceAndOnlyWhenItsClassIsNeeded) {
  OneKeyWrapper wrapper;
  const SecretKey identity = SecretKey::Random(), health = SecretKey::Random();
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Take(kPerson, BundleOf(wrapper, {&identity, &health, &health})).ok());
  EXPECT_EQ(wrapper.unwraps, 0);
  EXPECT_EQ(KeyTextOf(keys, kPerson, KeyClass::kIdentity), identity.view());
  EXPECT_EQ(KeyTextOf(keys, kPerson, KeyClass::kIdentity), identity.view());
  EXPECT_EQ(wrapper.unwraps, 1);
  EXPECT_EQ(KeyTextOf(keys, kPerson, KeyClass::kHealth), health.view());
}

TEST(PersonKeys, AKeyFromBeforeKeysWereDividedOpensEveryClassAndIsCarriedAsItIs) {
  OneKeyWrapper wrapper;
  const SecretKey key = SecretKey::Random();
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Take(kPerson, *wrapper.Wrap(key)).ok());
  for (const KeyClass key_class : kKeyClasses) EXPECT_EQ(KeyTextOf(keys, kPerson, key_class), key.view());
  EXPECT_EQ(wrapper.unwraps, 1);
  ASSERT_TRUE(keys.Carry(kPerson, kRecord).ok());
  for (const KeyClass key_class : kKeyClasses) EXPECT_EQ(KeyTextOf(keys, kRecord, key_class), key.view());
}

TEST(PersonKeys, ASecondKeyForOnePersonIsRefused) {
  OneKeyWrapper wrapper;
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Create(kPerson).ok());
  EXPECT_FALSE(keys.Create(kPerson).ok());
}

TEST(PersonKeys, AChangedWrappedKeyDoesNotOpenNorOneOfAnotherLength) {
  OneKeyWrapper wrapper;
  const SecretKey key = SecretKey::Random();
  int refused = 0;
  WrappedKey stored = BundleOf(wrapper, {&key, &key, &key});
  for (size_t i = 0; i < stored.bytes.size(); ++i) {
    WrappedKey changed = stored;
    changed.bytes[i] = static_cast<char>(changed.bytes[i] ^ 1);
    PersonKeys keys(&wrapper);
    ASSERT_TRUE(keys.Take(kPerson, changed).ok());
    const KeyClass key_class = kKeyClasses[i / kWrappedKeySize];
    refused += ReasonOf(keys.Open(kPerson, key_class).status()) == ErrorReason::ERROR_REASON_SEAL_BROKEN ? 1 : 0;
  }
  EXPECT_EQ(refused, static_cast<int>(kKeyBundleSize));
  for (const size_t size : {0, 1, 39, 41, 80, 119, 121, 160}) {
    EXPECT_EQ(ReasonOf(PersonKeys(&wrapper).Take(kPerson, {1, std::string(size, 'x')})), ErrorReason::ERROR_REASON_SEAL_BROKEN)
        << size;
  }
}

TEST(PersonKeys, RewrappedKeysAreTheSameKeysAndWhatIsDestroyedStaysSo) {
  OneKeyWrapper wrapper;
  const SecretKey identity = SecretKey::Random(), health = SecretKey::Random();
  PersonKeys keys(&wrapper);
  const auto anew = keys.Rewrap(BundleOf(wrapper, {&identity, nullptr, &health}));
  ASSERT_TRUE(anew.ok()) << anew.status();
  ASSERT_TRUE(keys.Take(kPerson, *anew).ok());
  EXPECT_EQ(KeyTextOf(keys, kPerson, KeyClass::kIdentity), identity.view());
  EXPECT_EQ(KeyTextOf(keys, kPerson, KeyClass::kHealth), "destroyed");
  EXPECT_EQ(KeyTextOf(keys, kPerson, KeyClass::kFinance), health.view());
}

TEST(PersonKeys, ADestroyedClassIsGoneAndToldOutsideAndTheOthersStay) {
  OneKeyWrapper wrapper;
  const SecretKey identity = SecretKey::Random(), health = SecretKey::Random(), finance = SecretKey::Random();
  PersonKeys keys(&wrapper);
  const auto left = keys.Destroy(kPerson, BundleOf(wrapper, {&identity, &health, &finance}), {KeyClass::kHealth});
  ASSERT_TRUE(left.ok()) << left.status();
  ASSERT_EQ(wrapper.stones.size(), 1u);
  EXPECT_EQ(wrapper.stones[0].fingerprint, FingerprintOf(health));
  EXPECT_EQ(wrapper.stones[0].key_class, "HEALTH");
  ASSERT_TRUE(keys.Take(kPerson, *left).ok());
  EXPECT_EQ(KeyTextOf(keys, kPerson, KeyClass::kIdentity), identity.view());
  EXPECT_EQ(KeyTextOf(keys, kPerson, KeyClass::kHealth), "destroyed");
  const auto again = keys.Destroy(kPerson, *left, {KeyClass::kHealth});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->bytes, left->bytes);
  EXPECT_EQ(wrapper.stones.size(), 1u) << "once";
}

TEST(PersonKeys, AnUndividedKeyIsDestroyedForEveryClassOrNone) {
  OneKeyWrapper wrapper;
  const WrappedKey old = *wrapper.Wrap(SecretKey::Random());
  PersonKeys keys(&wrapper);
  EXPECT_EQ(ReasonOf(keys.Destroy(kPerson, old, {KeyClass::kHealth}).status()), ErrorReason::ERROR_REASON_KEY_UNDIVIDED);
  EXPECT_TRUE(wrapper.stones.empty());
  const auto left = keys.Destroy(kPerson, old, {kKeyClasses.begin(), kKeyClasses.end()});
  ASSERT_TRUE(left.ok());
  for (const KeyClass key_class : kKeyClasses) EXPECT_TRUE(IsDestroyed(left->bytes, key_class));
}

TEST(PersonKeys, WithoutAWrapperNothingIsMade) {
  PersonKeys keys;
  EXPECT_FALSE(keys.can_unwrap());
  EXPECT_EQ(keys.Create(kPerson).code(), absl::StatusCode::kInternal);
  EXPECT_EQ(keys.NewKeys().text(), "[]");
}

}  // namespace
}  // namespace dayaq
