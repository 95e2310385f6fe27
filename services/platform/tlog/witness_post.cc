// PostToWitness of witness_client.h: libcurl, told to trust one file and to follow nothing.
#include <curl/curl.h>

#include <memory>
#include <mutex>
#include <utility>

#include "services/platform/tlog/witness_client.h"

namespace dayaq::tlog {
namespace {

constexpr long kConnectMilliseconds = 2000;
constexpr long kTotalMilliseconds = 5000;
// Signature lines, or a number.
constexpr size_t kMostBytes = 16 * 1024;

struct CurlFreer {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListFreer {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// libcurl's callback: anything but `size * count` ends the transfer.
size_t TakeBytes(char* bytes, size_t size, size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  const size_t length = size * count;
  if (body.size() + length > kMostBytes) return 0;
  body.append(bytes, length);
  return length;
}

absl::StatusOr<WitnessAnswer> PostOnce(const std::string& url, const std::string& request, const std::string& ca_file) {
  static std::once_flag initialised;
  std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const std::unique_ptr<CURL, CurlFreer> handle(curl_easy_init());
  const std::unique_ptr<curl_slist, ListFreer> headers(curl_slist_append(nullptr, "Content-Type: text/plain; charset=utf-8"));
  if (handle == nullptr || headers == nullptr) return absl::ResourceExhaustedError("libcurl has no handle to give");
  CURL* const curl = handle.get();
  WitnessAnswer answer;
  const CURLcode set_up[] = {
      curl_easy_setopt(curl, CURLOPT_URL, url.c_str()),
      // Plain http only where it does not leave the machine: ParseWitnessList.
      curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http"),
      ca_file.empty() ? CURLE_OK : curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str()),
      ca_file.empty() ? CURLE_OK : curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr),
      curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)),
      curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"),
      curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L),
      curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds),
      curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kTotalMilliseconds),
      curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get()),
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.data()),
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.size())),
      curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, TakeBytes),
      curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body),
  };
  // An option that this libcurl does not know would leave a safeguard off without a word.
  for (const CURLcode code : set_up) {
    if (code != CURLE_OK) return absl::InternalError(curl_easy_strerror(code));
  }
  if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK) return absl::UnavailableError(curl_easy_strerror(code));
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.code);
  return answer;
}

}  // namespace

WitnessPost PostToWitness(std::string ca_file) {
  return [ca_file = std::move(ca_file)](const std::string& url, const std::string& body) { return PostOnce(url, body, ca_file); };
}

}  // namespace dayaq::tlog
