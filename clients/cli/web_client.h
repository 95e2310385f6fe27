// The little HTTP that signing in needs: one user's cookies, one trusted authority, no redirects followed by itself.
#ifndef CLIENTS_CLI_WEB_CLIENT_H_
#define CLIENTS_CLI_WEB_CLIENT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::cli {

struct WebAnswer {
  long status = 0;
  std::string location;  // where a redirect leads, absolute; empty without one
  std::string body;
};

using FormFields = std::vector<std::pair<std::string, std::string>>;

// name=value&... percent-encoded.
std::string EncodeForm(const FormFields& fields);

// The value of a parameter in the query of an address, decoded; empty when there is none.
std::string QueryParameter(absl::string_view url, absl::string_view name);

class WebClient {
 public:
  // Trusts only the authorities in `ca_file`; uses no proxy; keeps cookies as long as it lives.
  explicit WebClient(std::string ca_file);
  ~WebClient();

  // https only. UNAVAILABLE when there is no answer within 10 s or it is longer than 1 MiB.
  absl::StatusOr<WebAnswer> Get(const std::string& url);
  absl::StatusOr<WebAnswer> Post(const std::string& url, const FormFields& form);

 private:
  struct Handle;
  absl::StatusOr<WebAnswer> Perform(const std::string& url, const std::string* form);
  std::unique_ptr<Handle> handle_;
  std::string ca_file_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_WEB_CLIENT_H_
