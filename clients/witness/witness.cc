#include "clients/witness/witness.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/cosignature.h"
#include "services/platform/tlog/log_source.h"
#include "services/platform/tlog/proof.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::witness {
namespace {

WitnessAnswer Refuse(int code, absl::string_view why) { return {code, "text/plain; charset=utf-8", absl::StrCat(why, "\n")}; }

WitnessAnswer TellSize(uint64_t size) { return {409, "text/x.tlog.size", absl::StrCat(size, "\n")}; }

// Origins may hold anything that a file's name must not.
std::string FileOf(const std::string& origin) {
  return absl::StrCat(absl::BytesToHexString(tlog::View(tlog::Sha256(origin))), ".checkpoint");
}

// The line itself, without the text it is over.
std::string SignatureLine(const std::string& text, const tlog::NoteSignature& signature) {
  return tlog::FormatNote({text, {signature}}).substr(text.size() + 1);
}

}  // namespace

struct Witness::Request {
  uint64_t old_size = 0;
  std::vector<tlog::Hash> proof;
  std::string note;
  tlog::SignedCheckpoint checkpoint;
};

absl::StatusOr<std::unique_ptr<Witness>> Witness::Open(WitnessOptions options, SigningKey key) {
  if (!tlog::IsKeyName(options.name)) return absl::FailedPreconditionError("a witness's name has no spaces and no plus");
  ASSIGN_OR_RETURN(tlog::TileStore store, tlog::TileStore::Open(options.folder));
  const int lock = open(absl::StrCat(options.folder, "/.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) != 0) {
    if (lock >= 0) close(lock);
    return absl::FailedPreconditionError(absl::StrCat("another witness works in ", options.folder));
  }
  std::unique_ptr<Witness> witness(new Witness(std::move(options), std::move(key), std::move(store), lock));
  RETURN_IF_ERROR(witness->LogKeys().status());
  return witness;
}

Witness::Witness(WitnessOptions options, SigningKey key, tlog::TileStore store, int lock)
    : options_(std::move(options)), key_(std::move(key)), lock_(lock), store_(std::move(store)) {}

Witness::~Witness() { close(lock_); }

absl::StatusOr<std::vector<tlog::VerifierKey>> Witness::LogKeys() const {
  std::ifstream file(options_.logs_file, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) return absl::FailedPreconditionError(absl::StrCat("the list of logs ", options_.logs_file, " cannot be read"));
  std::vector<tlog::VerifierKey> keys;
  for (absl::string_view line : absl::StrSplit(text.str(), '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') continue;
    absl::StatusOr<tlog::VerifierKey> key = tlog::VerifierKey::Parse(line);
    if (!key.ok() || key->type() != tlog::KeyType::kNote) {
      return absl::FailedPreconditionError(absl::StrCat(options_.logs_file, ": this is no log's key: ", line));
    }
    keys.push_back(*std::move(key));
  }
  return keys;
}

absl::StatusOr<Witness::Request> Witness::Parse(absl::string_view text) {
  Request request;
  const auto line = [&text]() -> std::optional<absl::string_view> {
    const size_t end = text.find('\n');
    if (end == absl::string_view::npos) return std::nullopt;
    const absl::string_view found = text.substr(0, end);
    text.remove_prefix(end + 1);
    return found;
  };
  std::optional<absl::string_view> next = line();
  if (!next.has_value() || !absl::ConsumePrefix(&*next, "old "))
    return absl::InvalidArgumentError("the first line is 'old' and a size");
  const std::optional<uint64_t> old_size = tlog::ParseDecimal(*next);
  if (!old_size.has_value()) return absl::InvalidArgumentError("the old size is no number");
  request.old_size = *old_size;
  for (next = line(); next.has_value() && !next->empty(); next = line()) {
    const std::optional<std::string> bytes = tlog::DecodeBase64(*next);
    const std::optional<tlog::Hash> hash = bytes.has_value() ? tlog::HashFrom(*bytes) : std::nullopt;
    if (!hash.has_value() || request.proof.size() == tlog::kMostProofHashes) {
      return absl::InvalidArgumentError("a proof has at most 63 lines, each a hash in base64");
    }
    request.proof.push_back(*hash);
  }
  if (!next.has_value()) return absl::InvalidArgumentError("the proof ends with an empty line");
  request.note = std::string(text);
  ASSIGN_OR_RETURN(request.checkpoint, tlog::ParseCheckpoint(request.note));
  if (request.old_size > request.checkpoint.checkpoint.size)
    return absl::InvalidArgumentError("the old size is larger than the new one");
  return request;
}

absl::StatusOr<tlog::Checkpoint> Witness::Last(const std::string& origin) const {
  const std::unique_ptr<tlog::LogSource> folder = tlog::FolderSource(options_.folder);
  const absl::StatusOr<std::string> note = folder->Read(FileOf(origin), tlog::kMostNoteBytes);
  if (absl::IsNotFound(note.status())) return tlog::Checkpoint{origin, 0, tlog::EmptyRoot(), {}};
  RETURN_IF_ERROR(note.status());
  ASSIGN_OR_RETURN(tlog::SignedCheckpoint last, tlog::ParseCheckpoint(*note));
  if (last.checkpoint.origin != origin) return absl::DataLossError("the kept checkpoint is of another log");
  return last.checkpoint;
}

WitnessAnswer Witness::AddCheckpoint(absl::string_view text) {
  const absl::StatusOr<Request> request = Parse(text);
  if (!request.ok()) return Refuse(400, request.status().message());
  const absl::StatusOr<std::vector<tlog::VerifierKey>> keys = LogKeys();
  if (!keys.ok()) return Refuse(500, "the list of logs cannot be read");
  bool known = false, right = false;
  for (const tlog::VerifierKey& key : *keys) {
    if (key.name() != request->checkpoint.checkpoint.origin) continue;
    known = true;
    right = right || tlog::OpenCheckpoint(request->note, key).ok();
  }
  if (!known) return Refuse(404, "this log is not known here");
  if (!right) return Refuse(403, "not signed by a key of this log");
  return Decide(*request);
}

// One at a time: between looking at what was signed last and keeping what is signed now nothing else is signed.
WitnessAnswer Witness::Decide(const Request& request) {
  absl::MutexLock lock(&mutex_);
  const tlog::Checkpoint& fresh = request.checkpoint.checkpoint;
  const absl::StatusOr<tlog::Checkpoint> last = Last(fresh.origin);
  if (!last.ok()) return Refuse(500, "what was signed last cannot be read");
  if (request.old_size != last->size) return TellSize(last->size);
  if (last->size == fresh.size && last->root != fresh.root) return TellSize(last->size);
  // Out of an empty tree anything may grow.
  const absl::Status consistent = last->size == 0
                                      ? (request.proof.empty() ? absl::OkStatus() : absl::DataLossError("no proof is needed"))
                                      : tlog::VerifyConsistency(last->size, fresh.size, last->root, fresh.root, request.proof);
  if (!consistent.ok()) return Refuse(422, "the proof does not lead from what was signed last to this");
  if (!store_.Replace(FileOf(fresh.origin), request.note).ok()) return Refuse(500, "the checkpoint cannot be kept");
  const tlog::NoteSignature signature =
      tlog::Cosign(request.checkpoint.note.text, options_.name, key_, static_cast<uint64_t>(absl::ToUnixSeconds(options_.clock())));
  return {200, "text/plain; charset=utf-8", SignatureLine(request.checkpoint.note.text, signature)};
}

}  // namespace dayaq::witness
