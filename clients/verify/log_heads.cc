// LogCheck of log_check.h, first half: what is signed.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/verify/log_check.h"

namespace dayaq::verify {
namespace {

constexpr char kCheckpoint[] = "checkpoint";
constexpr char kWitnessed[] = "checkpoint.witnessed";
constexpr size_t kMostEntryBytes = 65'536;

}  // namespace

std::optional<Finding> LogCheck::ReadHeads() {
  // Before the checkpoint: in a log that grows meanwhile, what was read earlier is not ahead of what is read later.
  const auto witnessed = source_.Read(kWitnessed, tlog::kMostNoteBytes);
  const auto seal = source_.Read(tlog::kSealPath, tlog::kMostNoteBytes);
  if (auto finding = ReadCheckpoint(); finding.has_value()) return finding;
  if (auto finding = OpenWitnessed(witnessed); finding.has_value()) return finding;
  if (auto finding = OpenSealOf(seal); finding.has_value()) return finding;
  // Nobody signs a sealed log any more.
  if (auto finding = seal_.has_value() ? std::nullopt : CheckAge(); finding.has_value()) return finding;
  return ReadOpening();
}

std::optional<Finding> LogCheck::OpenSigned(const std::string& note, const std::string& path,
                                            tlog::SignedCheckpoint& opened) const {
  const absl::StatusOr<tlog::SignedCheckpoint> parsed = tlog::ParseCheckpoint(note);
  if (!parsed.ok()) return Finding{Fault::kCheckpointMalformed, path, {}, {}, std::string(parsed.status().message())};
  // An origin may have had several keys, one after the other.
  absl::Status refusal = absl::NotFoundError(absl::StrCat("none of the keys given is of ", parsed->checkpoint.origin));
  Fault fault = Fault::kOtherOrigin;
  for (const tlog::VerifierKey& key : trust_.keys) {
    if (key.name() != parsed->checkpoint.origin) continue;
    absl::StatusOr<tlog::SignedCheckpoint> verified = tlog::OpenCheckpoint(note, key);
    if (verified.ok()) {
      opened = *std::move(verified);
      return std::nullopt;
    }
    refusal = verified.status();
    fault = Fault::kNotSigned;
  }
  return Finding{fault, path, {}, {}, std::string(refusal.message())};
}

std::optional<Finding> LogCheck::ReadCheckpoint() {
  absl::StatusOr<std::string> note = source_.Read(kCheckpoint, tlog::kMostNoteBytes);
  if (absl::IsResourceExhausted(note.status())) return Finding{Fault::kCheckpointMalformed, kCheckpoint, {}, {}, "too long"};
  // Without a checkpoint there is nothing that could be accused.
  if (!note.ok()) return Finding{Fault::kUnreachable, kCheckpoint, {}, {}, std::string(note.status().message())};
  if (auto finding = OpenSigned(*note, kCheckpoint, head_); finding.has_value()) return finding;
  if (!head_.checkpoint.extensions.empty()) return Finding{Fault::kCheckpointMalformed, kCheckpoint, {}, {}, "extension lines"};
  note_ = *std::move(note);
  for (const tlog::VerifierKey& key : trust_.keys) {
    if (key.name() == head_.checkpoint.origin && tlog::VerifyNote(head_.note, key).ok()) key_ = &key;
  }
  return std::nullopt;
}

std::optional<Finding> LogCheck::OpenWitnessed(const absl::StatusOr<std::string>& note) {
  if (trust_.witnesses.witnesses.empty()) return std::nullopt;
  // Lines on the newest checkpoint itself count first; mostly they are on an earlier one.
  if (auto newest = tlog::CheckWitnesses(head_.note, trust_.witnesses); newest.ok() && !newest->empty()) {
    cosigned_ = *std::move(newest);
    witnessed_size_ = head_.checkpoint.size;
    return std::nullopt;
  }
  if (absl::IsNotFound(note.status())) {
    if (trust_.witnesses.quorum == 0) return std::nullopt;
    return Finding{Fault::kTooFewWitnesses, kWitnessed, {}, {}, std::string(note.status().message())};
  }
  if (!note.ok()) return Unread(note.status(), kWitnessed);
  tlog::SignedCheckpoint witnessed;
  if (auto finding = OpenSigned(*note, kWitnessed, witnessed); finding.has_value()) return finding;
  if (witnessed.checkpoint.origin != head_.checkpoint.origin) return Finding{Fault::kOtherOrigin, kWitnessed, {}, {}, ""};
  tlog::WitnessPolicy anyone = trust_.witnesses;
  anyone.quorum = 0;
  auto cosigned = tlog::CheckWitnesses(witnessed.note, anyone);
  if (!cosigned.ok()) return Finding{Fault::kWitnessWrong, kWitnessed, {}, {}, std::string(cosigned.status().message())};
  if (cosigned->size() < trust_.witnesses.quorum) {
    return Finding{Fault::kTooFewWitnesses, kWitnessed, {}, {}, absl::StrCat(cosigned->size(), " < ", trust_.witnesses.quorum)};
  }
  cosigned_ = *std::move(cosigned);
  witnessed_size_ = witnessed.checkpoint.size;
  if (witnessed_size_ > head_.checkpoint.size) {
    return Finding{
        Fault::kWitnessedAhead, kCheckpoint, head_.checkpoint.size, {}, absl::StrCat(witnessed_size_, " leaves were witnessed")};
  }
  marks_.push_back({witnessed_size_, witnessed.checkpoint.root, Fault::kWitnessedDiffers, kWitnessed});
  return std::nullopt;
}

// As many witnesses as are asked for have looked lately.
std::optional<Finding> LogCheck::CheckAge() const {
  const absl::Time oldest = now_ - trust_.most_witness_age;
  const auto fresh = std::count_if(cosigned_.begin(), cosigned_.end(), [oldest](const tlog::Cosigned& one) {
    return absl::FromUnixSeconds(static_cast<int64_t>(one.unix_seconds)) >= oldest;
  });
  if (static_cast<size_t>(fresh) >= trust_.witnesses.quorum) return std::nullopt;
  return Finding{Fault::kWitnessStale, kWitnessed, {}, {}, absl::StrCat(fresh, " < ", trust_.witnesses.quorum)};
}

std::optional<Finding> LogCheck::OpenSealOf(const absl::StatusOr<std::string>& note) {
  if (absl::IsNotFound(note.status())) return std::nullopt;
  if (absl::IsUnavailable(note.status())) return Unread(note.status(), tlog::kSealPath);
  if (!note.ok()) return Finding{Fault::kSealWrong, tlog::kSealPath, {}, {}, std::string(note.status().message())};
  const absl::StatusOr<tlog::Seal> seal = tlog::OpenSeal(*note, *key_);
  if (!seal.ok()) return Finding{Fault::kSealWrong, tlog::kSealPath, {}, {}, std::string(seal.status().message())};
  if (seal->last.size != head_.checkpoint.size) {
    return Finding{Fault::kGrewAfterSeal,
                   kCheckpoint,
                   std::min(seal->last.size, head_.checkpoint.size),
                   {},
                   absl::StrCat("sealed at ", seal->last.size, ", now ", head_.checkpoint.size)};
  }
  if (seal->last.root != head_.checkpoint.root) {
    return Finding{Fault::kGrewAfterSeal, kCheckpoint, 0, seal->last.size - 1, "the seal has another root"};
  }
  seal_ = *seal;
  return std::nullopt;
}

std::optional<Finding> LogCheck::ReadOpening() {
  absl::StatusOr<std::string> bytes = source_.Read(tlog::kOpeningPath, kMostEntryBytes);
  if (absl::IsNotFound(bytes.status())) return std::nullopt;
  if (!bytes.ok()) return Unread(bytes.status(), tlog::kOpeningPath);
  opening_ = *std::move(bytes);
  return std::nullopt;
}

std::optional<Finding> LogCheck::Expect(const RunState& state, const std::string& copy) {
  if (state.checkpoint.origin != head_.checkpoint.origin) {
    return Finding{Fault::kBadInput, "--state", {}, {}, absl::StrCat("the state is of ", state.checkpoint.origin)};
  }
  if (state.checkpoint.size > head_.checkpoint.size) {
    return Finding{Fault::kRolledBack,
                   kCheckpoint,
                   head_.checkpoint.size,
                   {},
                   absl::StrCat("now ", head_.checkpoint.size, ", then ", state.checkpoint.size)};
  }
  marks_.push_back({state.checkpoint.size, state.checkpoint.root, Fault::kForked, "--state"});
  expected_ = state;
  former_copy_ = copy;
  return std::nullopt;
}

}  // namespace dayaq::verify
