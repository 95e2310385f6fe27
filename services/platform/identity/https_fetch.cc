// FetchFromHttps of key_endpoint.h: libcurl, told to trust one file and to follow nothing.
#include <curl/curl.h>

#include <memory>
#include <mutex>
#include <utility>

#include "services/platform/identity/key_endpoint.h"

namespace dayaq {
namespace {

constexpr long kConnectMilliseconds = 2000;
constexpr long kTotalMilliseconds = 5000;
constexpr long kOkay = 200;

struct CurlFreer {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

// libcurl's callback: anything but `size * count` ends the transfer.
size_t TakeBytes(char* bytes, size_t size, size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  const size_t length = size * count;
  if (body.size() + length > KeySet::kMostBytes) return 0;
  body.append(bytes, length);
  return length;
}

absl::StatusOr<std::string> FetchOnce(const std::string& url, const std::string& ca_file) {
  static std::once_flag initialised;
  std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const std::unique_ptr<CURL, CurlFreer> handle(curl_easy_init());
  if (handle == nullptr) return absl::ResourceExhaustedError("The keys cannot be fetched: libcurl has no handle to give.");
  std::string body;
  CURL* const curl = handle.get();
  const CURLcode set_up[] = {
      curl_easy_setopt(curl, CURLOPT_URL, url.c_str()),
      curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https"),
      curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str()),
      curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr),
      curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)),
      curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"),
      curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L),
      curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds),
      curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kTotalMilliseconds),
      curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, TakeBytes),
      curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body),
  };
  // An option that this libcurl does not know would leave a safeguard off without a word.
  for (const CURLcode code : set_up) {
    if (code != CURLE_OK) return absl::InternalError(curl_easy_strerror(code));
  }
  if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK) return absl::UnavailableError(curl_easy_strerror(code));
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  if (answer != kOkay) return absl::UnavailableError("The key endpoint answered something else than 200.");
  return body;
}

}  // namespace

FetchKeys FetchFromHttps(std::string url, std::string ca_file) {
  return [url = std::move(url), ca_file = std::move(ca_file)] { return FetchOnce(url, ca_file); };
}

}  // namespace dayaq
