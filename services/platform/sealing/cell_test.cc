#include "services/platform/sealing/cell.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"
#include "services/platform/base/error.h"
#include "services/platform/sealing/gcm.h"

namespace dayaq {
namespace {

constexpr CellPlace kPlace{"incident.casualty", "family_name", "018f2b7c-7b5e-7c3a-9d2e-0123456789ab"};

std::string Hex(absl::string_view digits) { return absl::HexStringToBytes(digits); }

// The Galois/Counter Mode of Operation (McGrew, Viega), test cases 13, 14 and 16: AES-256 with a 96-bit IV.
TEST(Gcm, AgreesWithThePublishedVectors) {
  const struct {
    std::string key, iv, associated, plain, sealed;
  } vectors[] = {
      {std::string(32, '\0'), std::string(12, '\0'), "", "", Hex("530f8afbc74536b9a963b4f1c4cb738b")},
      {std::string(32, '\0'), std::string(12, '\0'), "", std::string(16, '\0'),
       Hex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")},
      {Hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"), Hex("cafebabefacedbaddecaf888"),
       Hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
       Hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b3"
           "9"),
       Hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66"
           "2"
           "76fc6ece0f4e1768cddf8853bb2d551b")},
  };
  for (const auto& vector : vectors) {
    const SecretKey key = *SecretKey::FromBytes(vector.key);
    EXPECT_EQ(GcmSeal(key, vector.iv, vector.associated, vector.plain), vector.sealed);
    EXPECT_EQ(GcmOpen(key, vector.iv, vector.associated, vector.sealed), vector.plain);
  }
}

TEST(Cell, HasTheDocumentedFormat) {
  const PersonKey key(0x01020304, SecretKey::Random());
  const std::string cell = Seal(key, kPlace, "Məmmədov");
  EXPECT_EQ(cell.size(), std::strlen("Məmmədov") + kCellOverhead);
  EXPECT_EQ(cell.substr(0, 5), std::string("\x01\x01\x02\x03\x04"));
  EXPECT_EQ(PersonKey("abc", SecretKey::Random()).id(), 0xba7816bfU) << "the first four bytes of SHA-256";
}

// The same cell made by another implementation (Node's crypto) from the documented format.
TEST(Cell, OpensWhatAnotherImplementationSealed) {
  const PersonKey key(7, *SecretKey::FromBytes(std::string(32, '\x11')));
  EXPECT_EQ(Open(key, kPlace, Hex("0100000007a1a2a3a4a5a6a7a8a9aaabac5140e10dfaa2d487791d2939ab73115767aa27fea7bdd7a8d8e4"))
                .value_or("broken"),
            "Məmmədov");
}

RC_GTEST_PROP(CellProperty, WhatWasSealedOpensAndNeverLooksTheSame, (const std::string& plain)) {
  const PersonKey key(*rc::gen::arbitrary<uint32_t>(), SecretKey::Random());
  const std::string cell = Seal(key, kPlace, plain);
  RC_ASSERT(Open(key, kPlace, cell).value() == plain);
  RC_ASSERT(Seal(key, kPlace, plain) != cell);
}

// Counts the attempts that must fail, and the ones that did not.
struct Attack {
  int tried = 0;
  int opened = 0;

  void Try(const PersonKey& key, const CellPlace& place, absl::string_view cell) {
    ++tried;
    const auto plain = Open(key, place, cell);
    if (plain.ok()) ++opened;
    EXPECT_EQ(plain.status().code(), absl::StatusCode::kDataLoss);
    EXPECT_EQ(ReasonOf(plain.status()), ErrorReason::ERROR_REASON_SEAL_BROKEN);
    EXPECT_EQ(plain.status().message(), "Sealed data could not be opened.") << "every cause reads the same";
  }
};

TEST(Cell, NoneOfMoreThanAThousandSwappedCutOrEditedCellsOpens) {
  const std::string plain = "Aynur Məmmədova, AZ21NABZ00000000137010001944";
  const PersonKey key(1, SecretKey::Random());
  const PersonKey same_id(1, SecretKey::Random());
  const PersonKey same_key(2, key.key().Copy());
  const std::string cell = Seal(key, kPlace, plain);
  Attack attack;
  for (size_t bit = 0; bit < cell.size() * 8; ++bit) {
    std::string edited = cell;
    edited[bit / 8] = static_cast<char>(edited[bit / 8] ^ (1 << (bit % 8)));
    attack.Try(key, kPlace, edited);
  }
  for (size_t size = 0; size < cell.size(); ++size) {
    attack.Try(key, kPlace, absl::string_view(cell).substr(0, size));
    attack.Try(key, kPlace, absl::string_view(cell).substr(cell.size() - size));
  }
  for (int i = 0; i < 500; ++i) {
    const std::string row = absl::StrCat("018f2b7c-7b5e-7c3a-9d2e-", 100000000000 + i);
    attack.Try(key, {kPlace.table, kPlace.column, row}, cell);
    attack.Try(key, kPlace, Seal(key, {kPlace.table, kPlace.column, row}, plain));
    attack.Try(key, {kPlace.table, absl::StrCat("column_", i), kPlace.row_uid}, cell);
    attack.Try(key, {absl::StrCat("table_", i), kPlace.column, kPlace.row_uid}, cell);
  }
  // Places that would be the same if their parts were only put behind one another.
  attack.Try(key, {"incident.casualtyf", "amily_name", kPlace.row_uid}, cell);
  attack.Try(key, {"incident.casualt", "yfamily_name", kPlace.row_uid}, cell);
  attack.Try(same_id, kPlace, cell);
  attack.Try(same_key, kPlace, cell);
  attack.Try(key, kPlace, cell + std::string(1, '\0'));
  attack.Try(key, kPlace, cell + cell);
  std::cout << "changed cells tried: " << attack.tried << ", opened: " << attack.opened << "\n";
  EXPECT_GE(attack.tried, 1'000);
  EXPECT_EQ(attack.opened, 0);
  EXPECT_EQ(Open(key, kPlace, cell).value(), plain);
}

TEST(Cell, NoIvComesTwice) {
  const bool whole = std::getenv("DAYAQ_LONG") != nullptr;
  const size_t each = whole ? 1'250'000 : 125'000;
  constexpr size_t kThreads = 8;
  using Iv = std::array<char, kGcmIvSize>;
  std::vector<Iv> ivs(each * kThreads);
  const PersonKey key(1, SecretKey::Random());
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&ivs, &key, each, t] {
      for (size_t i = 0; i < each; ++i) std::memcpy(ivs[t * each + i].data(), Seal(key, kPlace, "x").data() + 5, kGcmIvSize);
    });
  }
  for (auto& thread : threads) thread.join();
  std::sort(ivs.begin(), ivs.end());
  const bool repeated = std::adjacent_find(ivs.begin(), ivs.end()) != ivs.end();
  std::cout << "IVs made by " << kThreads << " threads: " << ivs.size() << ", repeated: " << repeated << "\n";
  EXPECT_FALSE(repeated);
}

}  // namespace
}  // namespace dayaq
