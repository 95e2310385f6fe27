#include "services/platform/sealing/uuid7.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq {
namespace {

constexpr int64_t kFurthestStepBackMs = 10'000;
constexpr int64_t kMostMs = (int64_t{1} << 48) - 1;
constexpr uint16_t kCounterEnd = 1 << 12;

// Gives every call a (millisecond, counter) above the one before.
class Sequence {
 public:
  std::pair<int64_t, uint16_t> Next(int64_t now_ms, uint16_t fresh_counter) {
    absl::MutexLock lock(&mutex_);
    if (now_ms > last_ms_ || now_ms < last_ms_ - kFurthestStepBackMs) {
      last_ms_ = now_ms;
      counter_ = fresh_counter;
    } else if (++counter_ == kCounterEnd) {
      ++last_ms_;
      counter_ = fresh_counter;
    }
    return {last_ms_, counter_};
  }

 private:
  absl::Mutex mutex_;
  int64_t last_ms_ ABSL_GUARDED_BY(mutex_) = -1;
  uint16_t counter_ ABSL_GUARDED_BY(mutex_) = 0;
};

bool IsHyphenPlace(size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

// `counter` has 12 bits, of the eight bytes of `rest` 62 bits are taken.
std::string Text(int64_t ms, uint16_t counter, absl::string_view rest) {
  std::string bytes(16, '\0');
  for (size_t i = 0; i < 6; ++i) bytes[i] = static_cast<char>(ms >> (40 - 8 * i));
  bytes[6] = static_cast<char>(0x70 | counter >> 8);
  bytes[7] = static_cast<char>(counter & 0xFF);
  std::copy(rest.begin(), rest.begin() + 8, bytes.begin() + 8);
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  const std::string hex = absl::BytesToHexString(bytes);
  const absl::string_view digits = hex;
  return absl::StrCat(digits.substr(0, 8), "-", digits.substr(8, 4), "-", digits.substr(12, 4), "-", digits.substr(16, 4), "-",
                      digits.substr(20));
}

// The last of ten bytes, those that Text leaves.
uint16_t Bits12(absl::string_view ten_bytes) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(ten_bytes[i]); };
  return static_cast<uint16_t>((byte(8) << 8 | byte(9)) & (kCounterEnd - 1));
}

int64_t MillisOf(absl::Time time) { return std::clamp<int64_t>(absl::ToUnixMillis(time), 0, kMostMs); }

}  // namespace

std::string NewUuid7(absl::Time now) {
  static Sequence& sequence = *new Sequence;
  std::string random(10, '\0');
  FillRandom(random.data(), random.size());
  const auto [ms, counter] = sequence.Next(MillisOf(now), static_cast<uint16_t>(Bits12(random) & (kCounterEnd / 2 - 1)));
  return Text(ms, counter, random);
}

std::string Uuid7Of(absl::Time time, absl::string_view digest) { return Text(MillisOf(time), Bits12(digest), digest); }

bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (IsHyphenPlace(i) ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

std::optional<absl::Time> Uuid7Time(absl::string_view text) {
  int64_t ms = 0;
  if (!IsUuid(text) || text[14] != '7' || absl::string_view("89ab").find(text[19]) == absl::string_view::npos) return std::nullopt;
  if (!absl::SimpleHexAtoi(absl::StrCat(text.substr(0, 8), text.substr(9, 4)), &ms)) return std::nullopt;
  return absl::FromUnixMillis(ms);
}

}  // namespace dayaq
