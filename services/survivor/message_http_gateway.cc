// HttpGateway of message_gateway.h: libcurl, told to trust one file and to follow nothing.
#include <curl/curl.h>

#include <fstream>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/log/log.h"
#include "services/survivor/message_gateway.h"

namespace dayaq::survivor {
namespace {

constexpr long kConnectMilliseconds = 2000;
constexpr long kTotalMilliseconds = 8000;

struct CurlFreer {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListFreer {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, ListFreer>;

// What the gateway says in words is not kept: it may repeat the number.
size_t Forget(char*, size_t size, size_t count, void*) { return size * count; }

absl::StatusOr<std::string> ReadToken(const std::string& path) {
  std::ifstream file(path);
  std::string token;
  if (!std::getline(file, token) || token.empty()) return absl::UnavailableError("no token");
  return token;
}

absl::StatusOr<Headers> HeadersFor(const OutgoingMessage& message, const std::string& token) {
  Headers headers;
  for (const std::string& line : {std::string("Content-Type: application/json; charset=utf-8"),
                                  absl::StrCat("Idempotency-Key: ", message.uid), absl::StrCat("Authorization: Bearer ", token)}) {
    curl_slist* const longer = curl_slist_append(headers.get(), line.c_str());
    if (longer == nullptr) return absl::ResourceExhaustedError("libcurl has no list to give");
    static_cast<void>(headers.release());
    headers.reset(longer);
  }
  return headers;
}

// What an answer means. Who is refused us (a token that is over, an address that moved) would be refused everybody's messages: that
// is mended by an operator, and the messages wait. Only what is wrong with this one message is final.
HandedOver Meaning(long code) {
  if (code >= 200 && code < 300) return {Handover::kTaken, ""};
  HandedOver over{Handover::kNoAnswer, absl::StrCat("http ", code)};
  if (code == 400 || code == 410 || code == 413 || code == 422) over.how = Handover::kRefused;
  return over;
}

class PostsToGateway : public MessageGateway {
 public:
  explicit PostsToGateway(HttpGatewayOptions options) : options_(std::move(options)) {}

  HandedOver Send(const OutgoingMessage& message) override {
    const std::unique_ptr<CURL, CurlFreer> handle(curl_easy_init());
    const absl::StatusOr<std::string> token = ReadToken(options_.token_file);
    if (!token.ok()) return {Handover::kNoAnswer, "no token"};
    const absl::StatusOr<Headers> headers = HeadersFor(message, *token);
    if (handle == nullptr || !headers.ok()) return {Handover::kNoAnswer, "no memory"};
    const std::string body = absl::StrCat("{\"id\":", JsonString(message.uid), ",\"to\":", JsonString(message.phone),
                                          ",\"text\":", JsonString(message.text), "}");
    CURL* const curl = handle.get();
    const CURLcode set_up[] = {
        curl_easy_setopt(curl, CURLOPT_URL, options_.url.c_str()),
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https"),
        curl_easy_setopt(curl, CURLOPT_CAINFO, options_.ca_file.c_str()),
        curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr),
        curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)),
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"),
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L),
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds),
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kTotalMilliseconds),
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers->get()),
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data()),
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size())),
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Forget),
    };
    // An option that this libcurl does not know would leave a safeguard off without a word.
    for (const CURLcode code : set_up) {
      if (code != CURLE_OK) return {Handover::kNoAnswer, absl::StrCat("curl ", static_cast<int>(code))};
    }
    if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK)
      return {Handover::kNoAnswer, absl::StrCat("curl ", static_cast<int>(code))};
    long answer = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    return Meaning(answer);
  }

 private:
  const HttpGatewayOptions options_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<MessageGateway>> HttpGateway(HttpGatewayOptions options) {
  if (!absl::StartsWith(options.url, "https://")) return absl::FailedPreconditionError("--message_gateway_url must be https");
  if (options.ca_file.empty() || options.token_file.empty()) {
    return absl::FailedPreconditionError("--message_gateway_url needs --message_gateway_ca and --message_gateway_token_file");
  }
  static std::once_flag initialised;
  std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  return std::unique_ptr<MessageGateway>(std::make_unique<PostsToGateway>(std::move(options)));
}

}  // namespace dayaq::survivor
