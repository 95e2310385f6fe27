#include "clients/cli/web_client.h"

#include <curl/curl.h>

#include <mutex>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

namespace dayaq::cli {
namespace {

constexpr size_t kLargestAnswer = 1024 * 1024;
constexpr long kConnectMilliseconds = 3000;
constexpr long kTotalMilliseconds = 10000;

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

std::string Encode(absl::string_view text) {
  std::string result;
  for (const char c : text) {
    if (IsUnreserved(c)) {
      result.push_back(c);
    } else {
      absl::StrAppendFormat(&result, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return result;
}

std::string Decode(absl::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      result += absl::HexStringToBytes(text.substr(i + 1, 2));
      i += 2;
    } else {
      result.push_back(text[i] == '+' ? ' ' : text[i]);
    }
  }
  return result;
}

size_t TakeBytes(char* bytes, size_t size, size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  if (body.size() + size * count > kLargestAnswer) return 0;
  body.append(bytes, size * count);
  return size * count;
}

}  // namespace

struct WebClient::Handle {
  CURL* curl = nullptr;
  Handle() {
    static std::once_flag initialised;
    std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    curl = curl_easy_init();
  }
  ~Handle() {
    if (curl != nullptr) curl_easy_cleanup(curl);
  }
};

std::string EncodeForm(const FormFields& fields) {
  std::string result;
  for (const auto& [name, value] : fields) absl::StrAppend(&result, result.empty() ? "" : "&", Encode(name), "=", Encode(value));
  return result;
}

std::string QueryParameter(absl::string_view url, absl::string_view name) {
  const size_t question = url.find('?');
  if (question == absl::string_view::npos) return "";
  const absl::string_view query = url.substr(question + 1, url.find('#') - question - 1);
  for (absl::string_view pair : absl::StrSplit(query, '&')) {
    const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(pair, absl::MaxSplits('=', 1));
    if (Decode(parts.first) == name) return Decode(parts.second);
  }
  return "";
}

WebClient::WebClient(std::string ca_file) : handle_(std::make_unique<Handle>()), ca_file_(std::move(ca_file)) {}
WebClient::~WebClient() = default;

absl::StatusOr<WebAnswer> WebClient::Get(const std::string& url) { return Perform(url, nullptr); }

absl::StatusOr<WebAnswer> WebClient::Post(const std::string& url, const FormFields& form) {
  const std::string encoded = EncodeForm(form);
  return Perform(url, &encoded);
}

absl::StatusOr<WebAnswer> WebClient::Perform(const std::string& url, const std::string* form) {
  CURL* curl = handle_->curl;
  if (curl == nullptr) return absl::InternalError("libcurl has no handle to give.");
  WebAnswer answer;
  const CURLcode set_up[] = {
      curl_easy_setopt(curl, CURLOPT_URL, url.c_str()),
      curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https"),
      curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file_.c_str()),
      curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr),
      curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)),
      curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"),
      curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L),
      curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds),
      curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kTotalMilliseconds),
      curl_easy_setopt(curl, CURLOPT_COOKIEFILE, ""),
      curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L),
      curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, TakeBytes),
      curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body),
      form == nullptr ? curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L)
                      : curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(form->size())),
      form == nullptr ? CURLE_OK : curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, form->c_str()),
  };
  // An option that this libcurl does not know would leave a safeguard off without a word.
  for (const CURLcode code : set_up) {
    if (code != CURLE_OK) return absl::InternalError(curl_easy_strerror(code));
  }
  if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK) {
    return absl::UnavailableError(absl::StrCat("The identity provider cannot be reached: ", curl_easy_strerror(code), "."));
  }
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
  const char* location = nullptr;
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
  if (location != nullptr) answer.location = location;
  return answer;
}

}  // namespace dayaq::cli
