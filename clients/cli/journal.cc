#include "clients/cli/journal.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/settings.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::cli {
namespace {

constexpr size_t kKeyBytes = 32;
constexpr absl::Duration kLongestLife = absl::Hours(24);

// The request without its id, in one form.
std::string Content(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  if (const auto* field = copy->GetDescriptor()->FindFieldByName("request_id"); field != nullptr)
    copy->GetReflection()->ClearField(copy.get(), field);
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  copy->SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

std::string Mac(const std::string& key, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
       digest.data(), &size);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest.data()), size));
}

}  // namespace

absl::StatusOr<std::string> Journal::Key() {
  std::error_code error;
  std::filesystem::create_directories(directory_, error);
  const std::string path = absl::StrCat(directory_, "/key");
  if (absl::StatusOr<std::string> key = ReadPrivateFile(path); key.ok() && key->size() == kKeyBytes) return key;
  std::string key(kKeyBytes, '\0');
  RAND_bytes(reinterpret_cast<unsigned char*>(key.data()), static_cast<int>(key.size()));
  RETURN_IF_ERROR(WritePrivateFile(path, key));
  return key;
}

absl::StatusOr<Journal::Entry> Journal::Begin(const std::string& who, const std::string& method,
                                              const google::protobuf::Message& request, absl::Time now) {
  ASSIGN_OR_RETURN(const std::string key, Key());
  Entry entry;
  entry.path = absl::StrCat(directory_, "/", Mac(key, absl::StrCat(who.size(), ":", who, method, "\n", Content(request))));
  if (const absl::StatusOr<std::string> before = ReadPrivateFile(entry.path); before.ok()) {
    const std::vector<std::string> lines = absl::StrSplit(*before, '\n');
    int64_t seconds = 0;
    if (lines.size() >= 2 && IsUuid(lines[0]) && absl::SimpleAtoi(lines[1], &seconds) &&
        now - absl::FromUnixSeconds(seconds) < kLongestLife) {
      entry.request_id = lines[0];
      entry.continued = true;
      return entry;
    }
  }
  entry.request_id = NewUuid7(now);
  RETURN_IF_ERROR(WritePrivateFile(entry.path, absl::StrCat(entry.request_id, "\n", absl::ToUnixSeconds(now), "\n")));
  return entry;
}

void Journal::End(const Entry& entry) const { unlink(entry.path.c_str()); }

}  // namespace dayaq::cli
