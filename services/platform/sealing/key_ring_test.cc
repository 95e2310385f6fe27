#include "services/platform/sealing/key_ring.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"

namespace dayaq {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kHexKey[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

SecretKey KeyOf(absl::string_view hex) { return *SecretKey::FromBytes(absl::HexStringToBytes(hex)); }

class KeyFiles : public testing::Test {
 protected:
  KeyFiles() {
    std::string pattern = testing::TempDir() + "/keys.XXXXXX";
    directory_ = mkdtemp(pattern.data());
    std::filesystem::create_directory(directory_ + "/kek");
  }
  ~KeyFiles() override { std::filesystem::remove_all(directory_); }

  std::string Write(const std::string& name, absl::string_view content, mode_t mode = 0600) {
    const std::string path = directory_ + "/kek/" + name;
    std::ofstream(path) << content;
    chmod(path.c_str(), mode);
    return path;
  }

  std::string directory_;
};

// RFC 3394, section 4.6.
TEST(KeyWrap, AgreesWithTheVectorOfTheRfc) {
  const SecretKey kek = KeyOf(kHexKey);
  const SecretKey key = KeyOf("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f");
  const auto wrapped = WrapKey(kek, key);
  ASSERT_TRUE(wrapped.ok());
  EXPECT_EQ(absl::BytesToHexString(*wrapped), "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21");
  const auto unwrapped = UnwrapKey(kek, *wrapped);
  ASSERT_TRUE(unwrapped.ok());
  EXPECT_EQ(unwrapped->view(), key.view());
}

TEST(KeyWrap, NoChangedBitAndNoOtherLengthIsUnwrapped) {
  const SecretKey kek = SecretKey::Random();
  const std::string wrapped = *WrapKey(kek, SecretKey::Random());
  for (size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
    std::string changed = wrapped;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(ReasonOf(UnwrapKey(kek, changed).status()), ErrorReason::ERROR_REASON_SEAL_BROKEN) << bit;
  }
  for (size_t size = 0; size < wrapped.size(); ++size) EXPECT_FALSE(UnwrapKey(kek, wrapped.substr(0, size)).ok()) << size;
  EXPECT_FALSE(UnwrapKey(kek, wrapped + wrapped).ok());
  EXPECT_FALSE(UnwrapKey(SecretKey::Random(), wrapped).ok());
}

TEST_F(KeyFiles, TheHighestIdWrapsAndEveryIdUnwraps) {
  Write("2.key", std::string(64, 'a'));
  const SecretKey data_key = SecretKey::Random();
  const auto old_ring = KeyRing::Load(directory_);
  ASSERT_TRUE(old_ring.ok()) << old_ring.status();
  const WrappedKey old_wrapped = *(*old_ring)->Wrap(data_key);
  EXPECT_EQ(old_wrapped.kek_id, 2U);

  Write("10.key", absl::StrCat(kHexKey, "\n"));
  Write("notes.txt", "not a key");
  const auto ring = KeyRing::Load(directory_);
  ASSERT_TRUE(ring.ok()) << ring.status();
  EXPECT_EQ((*ring)->current_kek_id(), 10U);
  EXPECT_EQ((*ring)->Wrap(data_key)->kek_id, 10U);
  EXPECT_EQ((*ring)->Unwrap(old_wrapped)->view(), data_key.view());
  EXPECT_EQ((*old_ring)->Unwrap(*(*ring)->Wrap(data_key))->view(), data_key.view()) << "it looks again";
  EXPECT_EQ((*ring)->Unwrap({3, old_wrapped.bytes}).status().code(), absl::StatusCode::kDataLoss) << "its key is not there";
}

TEST_F(KeyFiles, FilesThatOthersMayReadAreRefused) {
  for (const mode_t mode : {0604, 0644, 0666, 0620, 0601}) {
    const std::string path = Write("1.key", kHexKey, mode);
    EXPECT_THAT(std::string(ReadKeyFile(path).status().message()), HasSubstr("readable by others")) << std::oct << mode;
    EXPECT_EQ(KeyRing::Load(directory_).status().code(), absl::StatusCode::kFailedPrecondition);
  }
  for (const mode_t mode : {0400, 0600, 0440, 0640}) {
    EXPECT_TRUE(ReadKeyFile(Write("1.key", kHexKey, mode)).ok()) << std::oct << mode;
  }
}

TEST_F(KeyFiles, FilesOfAnotherFormAreRefusedWithoutRepeatingThem) {
  for (const char* content : {"", "abcd", "zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                              "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00"}) {
    const absl::Status status = ReadKeyFile(Write("1.key", content)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << content;
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("0102030405")));
  }
  EXPECT_FALSE(ReadKeyFile(Write("1.key", std::string(100'000, 'a'))).ok());
  EXPECT_FALSE(ReadKeyFile(directory_).ok());
  EXPECT_FALSE(ReadKeyFile(directory_ + "/absent.key").ok());
}

TEST_F(KeyFiles, ARingNeedsAKeyAndNumbersForNames) {
  EXPECT_THAT(std::string(KeyRing::Load(directory_).status().message()), HasSubstr("holds no key"));
  EXPECT_FALSE(KeyRing::Load(directory_ + "/absent").ok());
  for (const char* name : {"0.key", "01.key", "one.key", "-1.key", "4294967296.key"}) {
    const std::string path = Write(name, kHexKey);
    EXPECT_THAT(std::string(KeyRing::Load(directory_).status().message()), HasSubstr("named by a number")) << name;
    std::filesystem::remove(path);
  }
}

// The rings of two processes on one folder.
TEST_F(KeyFiles, ANewKeyIsCurrentHereAtOnceAndUnwrappedElsewhereAtOnce) {
  Write("1.key", kHexKey);
  const auto here = KeyRing::Load(directory_), there = KeyRing::Load(directory_);
  ASSERT_TRUE(here.ok() && there.ok());
  const SecretKey data_key = SecretKey::Random();
  const auto made = (*here)->CreateKek();
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(*made, 2U);
  EXPECT_EQ((*here)->current_kek_id(), 2U);
  EXPECT_TRUE(ReadKeyFile(directory_ + "/kek/2.key").ok());
  EXPECT_EQ((*there)->Unwrap(*(*here)->Wrap(data_key))->view(), data_key.view()) << "an unknown id is looked for at once";
  EXPECT_EQ((*there)->CreateKek().value_or(0), 3U);
  EXPECT_THAT((*here)->List(), testing::ElementsAre(1U, 2U, 3U));
}

TEST_F(KeyFiles, NoKeyTakesThePlaceOfAnotherWhoeverIsFaster) {
  Write("1.key", kHexKey);
  std::vector<std::thread> threads;
  absl::Mutex mutex;
  std::multiset<uint32_t> made;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto ring = KeyRing::Load(directory_);
      for (int n = 0; n < 5; ++n) {
        const auto id = (*ring)->CreateKek();
        absl::MutexLock lock(&mutex);
        if (id.ok()) made.insert(*id);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const uint32_t id : made) EXPECT_EQ(made.count(id), 1U) << id;
  EXPECT_EQ((*KeyRing::Load(directory_))->List().size(), made.size() + 1);
}

TEST_F(KeyFiles, ADestroyedKeyIsGoneAndTheCurrentOneIsNotDestroyed) {
  Write("1.key", kHexKey);
  const auto ring = KeyRing::Load(directory_);
  const WrappedKey old = *(*ring)->Wrap(SecretKey::Random());
  EXPECT_EQ((*ring)->DestroyKek(1).code(), absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE((*ring)->CreateKek().ok());
  ASSERT_TRUE((*ring)->DestroyKek(1).ok());
  ASSERT_TRUE((*ring)->DestroyKek(1).ok()) << "gone already";
  EXPECT_EQ(ReasonOf((*ring)->Unwrap(old).status()), ErrorReason::ERROR_REASON_SEAL_BROKEN);
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory_ + "/kek")) files.push_back(entry.path().filename());
  EXPECT_THAT(files, testing::ElementsAre("2.key"));
}

TEST_F(KeyFiles, AnErasedKeyIsUnwrappedByNobodyAnyMore) {
  Write("1.key", kHexKey);
  const auto here = KeyRing::Load(directory_), there = KeyRing::Load(directory_);
  const SecretKey erased = SecretKey::Random(), kept = SecretKey::Random();
  const WrappedKey wrapped = *(*here)->Wrap(erased), other = *(*here)->Wrap(kept);
  const Tombstone stone{FingerprintOf(erased), "018f2b7c-7b5e-7c3a-9d2e-0123456789ab", "IDENTITY"};
  ASSERT_TRUE((*here)->Erase({stone}).ok());
  ASSERT_TRUE((*here)->Erase({stone}).ok());
  // What a crash left of a line that was never told.
  std::ofstream(directory_ + "/erased", std::ios::app) << "0123abc";
  EXPECT_EQ(ReasonOf((*here)->Unwrap(wrapped).status()), ErrorReason::ERROR_REASON_PERSON_ERASED);
  EXPECT_EQ((*here)->Unwrap(other)->view(), kept.view());
  const Tombstone second{FingerprintOf(SecretKey::Random()), "018f2b7c-7b5e-7c3a-9d2e-0123456789ab", "HEALTH"};
  ASSERT_TRUE((*there)->Erase({second}).ok());
  EXPECT_EQ(ReasonOf((*there)->Unwrap(wrapped).status()), ErrorReason::ERROR_REASON_PERSON_ERASED) << "read along";

  const auto restarted = KeyRing::Load(directory_);
  ASSERT_TRUE(restarted.ok());
  EXPECT_EQ(ReasonOf((*restarted)->Unwrap(wrapped).status()), ErrorReason::ERROR_REASON_PERSON_ERASED);
  ASSERT_EQ((*restarted)->erased().size(), 2U);
  EXPECT_EQ((*restarted)->erased()[0].person_uid, stone.person_uid);
  EXPECT_EQ((*restarted)->erased()[1].key_class, "HEALTH");
}

TEST(SecretKey, LeavesNothingBehind) {
  alignas(SecretKey) unsigned char memory[sizeof(SecretKey)];
  const unsigned char nothing[sizeof(SecretKey)] = {};
  auto* key = new (memory) SecretKey(SecretKey::Random());
  ASSERT_NE(std::memcmp(memory, nothing, sizeof(memory)), 0);
  key->~SecretKey();
  EXPECT_EQ(std::memcmp(memory, nothing, sizeof(memory)), 0) << "when it is destroyed";

  key = new (memory) SecretKey(SecretKey::Random());
  const SecretKey moved = std::move(*key);
  EXPECT_EQ(std::memcmp(memory, nothing, sizeof(memory)), 0) << "when it is moved away";
  EXPECT_EQ(moved.Copy().view(), moved.view());
  key->~SecretKey();
}

TEST(SecretKey, HasThirtyTwoBytesAndIsNeverTheSame) {
  EXPECT_FALSE(SecretKey::FromBytes("short").ok());
  EXPECT_FALSE(SecretKey::FromBytes(std::string(33, 'x')).ok());
  EXPECT_NE(SecretKey::Random().view(), SecretKey::Random().view());
}

}  // namespace
}  // namespace dayaq
