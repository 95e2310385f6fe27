// HttpsSource of log_source.h: libcurl with one connection that is kept.
#include <curl/curl.h>

#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/tlog/log_source.h"

namespace dayaq::tlog {
namespace {

constexpr long kConnectMilliseconds = 5'000;
constexpr long kTotalMilliseconds = 60'000;
constexpr long kOkay = 200, kNotFound = 404, kGone = 410;

struct CurlFree {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct Body {
  std::string bytes;
  size_t most;
  bool is_too_large;
};

// libcurl's callback: anything but `size * count` ends the transfer.
size_t TakeBytes(char* bytes, size_t size, size_t count, void* target) {
  auto& body = *static_cast<Body*>(target);
  const size_t length = size * count;
  body.is_too_large = body.bytes.size() + length > body.most;
  if (body.is_too_large) return 0;
  body.bytes.append(bytes, length);
  return length;
}

class Https : public LogSource {
 public:
  Https(std::string url, std::string ca_file) : url_(std::move(url)), ca_file_(std::move(ca_file)) {
    static std::once_flag initialised;
    std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    handle_.reset(curl_easy_init());
  }

  absl::StatusOr<std::string> Read(const std::string& path, size_t most_bytes) override {
    CURL* const curl = handle_.get();
    if (curl == nullptr) return absl::UnavailableError("libcurl has no handle to give.");
    const std::string url = absl::StrCat(absl::StripSuffix(url_, "/"), "/", path);
    Body body{"", most_bytes, false};
    const CURLcode set_up[] = {
        curl_easy_setopt(curl, CURLOPT_URL, url.c_str()),
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https"),
        curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)),
        ca_file_.empty() ? CURLE_OK : curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file_.c_str()),
        ca_file_.empty() ? CURLE_OK : curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr),
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"),
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L),
        // A server may compress without being asked; the limit counts what comes out.
        curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip"),
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds),
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kTotalMilliseconds),
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, TakeBytes),
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body),
    };
    // An option that this libcurl does not know would leave a safeguard off without a word.
    for (const CURLcode code : set_up) {
      if (code != CURLE_OK) return absl::InternalError(curl_easy_strerror(code));
    }
    const CURLcode code = curl_easy_perform(curl);
    if (body.is_too_large) return absl::ResourceExhaustedError(absl::StrCat(url, " is too large."));
    if (code != CURLE_OK) return absl::UnavailableError(absl::StrCat(url, ": ", curl_easy_strerror(code)));
    long answer = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    if (answer == kNotFound || answer == kGone) return absl::NotFoundError(absl::StrCat("There is no ", url, "."));
    if (answer != kOkay) return absl::UnavailableError(absl::StrCat(url, " answered ", answer, "."));
    return std::move(body.bytes);
  }

 private:
  const std::string url_, ca_file_;
  std::unique_ptr<CURL, CurlFree> handle_;
};

}  // namespace

std::unique_ptr<LogSource> HttpsSource(std::string url, std::string ca_file) {
  return std::make_unique<Https>(std::move(url), std::move(ca_file));
}

}  // namespace dayaq::tlog
