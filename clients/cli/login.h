// Signing in: OpenID Connect, authorization code with PKCE (S256), the answer taken on the loopback.
#ifndef CLIENTS_CLI_LOGIN_H_
#define CLIENTS_CLI_LOGIN_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/settings.h"
#include "clients/cli/token_store.h"
#include "clients/cli/web_client.h"

namespace dayaq::cli {

// RFC 7636: a fresh secret of 43 characters, and what of it goes into the address.
std::string NewCodeVerifier();
std::string CodeChallenge(absl::string_view verifier);

// How somebody has to prove who they are: what moves money or gives rights asks for the strong way, not longer than five minutes
// ago.
enum class SignIn { kOrdinary, kStrong };

class Login {
 public:
  explicit Login(const Settings& settings) : settings_(settings), web_(settings.ca) {}

  // Lets `show` tell the user the address to open, and waits up to five minutes for the browser to come back.
  absl::StatusOr<Tokens> InBrowser(const std::function<void(const std::string& url)>& show, SignIn sign_in = SignIn::kOrdinary);

  // Fills in the development provider's form for one of its invented people. INVALID_ARGUMENT when it does not know them or is no
  // development provider.
  absl::StatusOr<Tokens> As(const std::string& subject, SignIn sign_in = SignIn::kOrdinary);

  // Fresh tokens for the refresh token; UNAUTHENTICATED when the session is over.
  absl::StatusOr<Tokens> Refresh(const Tokens& tokens);

  // Tells the provider that the refresh token is not needed any more; a provider that is away is no failure.
  void Revoke(const Tokens& tokens);

 private:
  struct Attempt {
    std::string verifier;
    std::string state;
    std::string redirect;
    std::string url;
  };

  absl::Status Discover();
  Attempt Begin(const std::string& redirect, SignIn sign_in) const;
  absl::StatusOr<Tokens> Finish(const Attempt& attempt, const std::string& answer_url);
  absl::StatusOr<Tokens> Exchange(const FormFields& form);

  const Settings& settings_;
  WebClient web_;
  std::string authorization_endpoint_;
  std::string token_endpoint_;
  std::string revocation_endpoint_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_LOGIN_H_
