#include "services/platform/database/person_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/base/error.h"
#include "services/platform/database/text_forms.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;

constexpr char kPerson[] = "0190a7f2-0000-7000-8000-000000000001";

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
