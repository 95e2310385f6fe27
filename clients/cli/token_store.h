// What signing in gives, kept between commands in one file that only its owner may read.
#ifndef CLIENTS_CLI_TOKEN_STORE_H_
#define CLIENTS_CLI_TOKEN_STORE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace dayaq::cli {

struct Tokens {
  std::string issuer;
  std::string access_token;
  std::string refresh_token;
  std::string id_token;
  absl::Time expires_at;
  std::string role_assignment;  // the one the user chose at login; empty: the service knows
};

class TokenStore {
 public:
  explicit TokenStore(std::string state_directory) : path_(std::move(state_directory) + "/tokens.json") {}

  // UNAUTHENTICATED when nobody is signed in, or the tokens are of another provider.
  absl::StatusOr<Tokens> Load(const std::string& issuer) const;
  absl::Status Save(const Tokens& tokens) const;
  void Forget() const;

 private:
  std::string path_;
};

// Who a token speaks of, read from it without verifying (that is the services' work): for display only.
struct TokenClaims {
  std::string subject;
  std::string name;
  std::string session;
};
TokenClaims ClaimsForDisplay(const Tokens& tokens);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_TOKEN_STORE_H_
