#include "services/platform/sealing/cell.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "openssl/evp.h"
#include "openssl/sha.h"
#include "services/platform/sealing/cipher.h"
#include "services/platform/sealing/gcm.h"

namespace dayaq {
namespace {

constexpr char kVersion = 1;
constexpr size_t kIdSize = 4;
constexpr size_t kHeadSize = 1 + kIdSize + kGcmIvSize;
static_assert(kCellOverhead == kHeadSize + kGcmTagSize);

std::string BigEndian(uint32_t number) {
  return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8),
          static_cast<char>(number)};
}

// Every part with its length before it: no two places give the same bytes.
std::string AssociatedData(uint32_t key_id, const CellPlace& place) {
  std::string data(1, kVersion);
  data += BigEndian(key_id);
  for (const absl::string_view part : {place.table, place.column, place.row_uid}) {
    data += BigEndian(static_cast<uint32_t>(part.size()));
    data.append(part.data(), part.size());
  }
  return data;
}

// Something that cannot fail has failed: going on would store what nobody can open, or in clear.
void Require(bool holds) {
  if (holds) return;
  std::fputs("a cell could not be sealed: the process ends\n", stderr);
  std::abort();
}

}  // namespace

PersonKey::PersonKey(absl::string_view uid, SecretKey key) : id_(0), key_(std::move(key)) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  Require(EVP_Digest(uid.data(), uid.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1);
  for (size_t i = 0; i < kIdSize; ++i) id_ = id_ << 8 | digest[i];
}

std::string Seal(const PersonKey& key, const CellPlace& place, absl::string_view plain) {
  Require(plain.size() <= kMostCellBytes);
  std::string iv(kGcmIvSize, '\0');
  FillRandom(iv.data(), iv.size());
  const auto sealed = GcmSeal(key.key(), iv, AssociatedData(key.id(), place), plain);
  Require(sealed.has_value());
  return absl::StrCat(absl::string_view(&kVersion, 1), BigEndian(key.id()), iv, *sealed);
}

absl::StatusOr<std::string> Open(const PersonKey& key, const CellPlace& place, absl::string_view cell) {
  if (cell.size() < kCellOverhead || cell.size() > kMostCellBytes + kCellOverhead || cell[0] != kVersion ||
      cell.substr(1, kIdSize) != BigEndian(key.id())) {
    return SealBroken();
  }
  auto plain = GcmOpen(key.key(), cell.substr(1 + kIdSize, kGcmIvSize), AssociatedData(key.id(), place), cell.substr(kHeadSize));
  if (!plain.has_value()) return SealBroken();
  return *std::move(plain);
}

}  // namespace dayaq
