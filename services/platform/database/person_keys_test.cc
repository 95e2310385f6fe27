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
  mutable int wraps = 0;
  mutable int unwraps = 0;

 private:
  SecretKey kek_ = SecretKey::Random();
};

TEST(PersonKeys, ANewKeyIsAtHandAndListedForStoring) {
  OneKeyWrapper wrapper;
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Create(kPerson).ok());
  EXPECT_NE(keys.Find(kPerson), nullptr);
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
  EXPECT_NE(keys.Find(kPerson), nullptr);
}

TEST(PersonKeys, ACarriedKeyIsTheSameKeyUnderAnotherUid) {
  OneKeyWrapper wrapper;
  const SecretKey data_key = SecretKey::Random();
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Unwrap(kPerson, *wrapper.Wrap(data_key)).ok());
  ASSERT_TRUE(keys.Carry(kPerson, kRecord).ok());
  ASSERT_NE(keys.Find(kRecord), nullptr);
  EXPECT_EQ(keys.Find(kRecord)->key().view(), data_key.view());
  EXPECT_NE(keys.Find(kRecord)->id(), keys.Find(kPerson)->id());
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

TEST(PersonKeys, AStoredKeyIsUnwrappedOnceAndOpensWhatTheNewOneSealed) {
  OneKeyWrapper wrapper;
  const SecretKey data_key = SecretKey::Random();
  const WrappedKey stored = *wrapper.Wrap(data_key);
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Unwrap(kPerson, stored).ok());
  ASSERT_TRUE(keys.Unwrap(kPerson, stored).ok());
  EXPECT_EQ(wrapper.unwraps, 1);
  EXPECT_EQ(keys.Find(kPerson)->key().view(), data_key.view());
}

TEST(PersonKeys, ASecondKeyForOnePersonIsRefused) {
  OneKeyWrapper wrapper;
  PersonKeys keys(&wrapper);
  ASSERT_TRUE(keys.Create(kPerson).ok());
  EXPECT_FALSE(keys.Create(kPerson).ok());
}

TEST(PersonKeys, AChangedWrappedKeyDoesNotOpen) {
  OneKeyWrapper wrapper;
  PersonKeys keys(&wrapper);
  WrappedKey stored = *wrapper.Wrap(SecretKey::Random());
  stored.bytes[3] = static_cast<char>(stored.bytes[3] ^ 1);
  EXPECT_EQ(ReasonOf(keys.Unwrap(kPerson, stored).status()), ErrorReason::ERROR_REASON_SEAL_BROKEN);
}

TEST(PersonKeys, WithoutAWrapperNothingIsMade) {
  PersonKeys keys;
  EXPECT_FALSE(keys.can_unwrap());
  EXPECT_EQ(keys.Create(kPerson).code(), absl::StatusCode::kInternal);
  EXPECT_EQ(keys.NewKeys().text(), "[]");
}

}  // namespace
}  // namespace dayaq
