#include "tests/support/edge_client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/sealing/uuid7.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

constexpr absl::Duration kTokenUse = absl::Minutes(4);

std::string ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Must(file.good(), "read a certificate of the edge");
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// What a shell command prints, without the line's end.
std::string Printed(const std::string& command) {
  FILE* const pipe = ::popen(command.c_str(), "r");
  Must(pipe != nullptr, "run the token command");
  std::string printed;
  std::array<char, 4096> block;
  while (const size_t read = std::fread(block.data(), 1, block.size(), pipe)) printed.append(block.data(), read);
  Must(::pclose(pipe) == 0, "get a token");
  absl::StripAsciiWhitespace(&printed);
  return printed;
}

}  // namespace

EdgeClient::EdgeClient(std::string address, const std::string& certificates, std::string token_command)
    : address_(std::move(address)),
      token_command_(std::move(token_command)),
      root_(ReadWhole(certificates + "/ca.pem")),
      certificate_(ReadWhole(certificates + "/cert.pem")),
      key_(ReadWhole(certificates + "/key.pem")) {}

std::shared_ptr<grpc::Channel> EdgeClient::NewChannel() const {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = root_;
  options.pem_cert_chain = certificate_;
  options.pem_private_key = key_;
  grpc::ChannelArguments arguments;
  // Channels with equal arguments would share one connection.
  arguments.SetString("dayaq.channel", NewUuid7(absl::Now()));
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  // The least time for one handshake, in spite of its name.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 10000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 250);
  return grpc::CreateCustomChannel(address_, grpc::SslCredentials(options), arguments);
}

void EdgeClient::Prepare(grpc::ClientContext& context, absl::Duration deadline) {
  // Also because gRPC makes progress on a lost connection only while a call waits for it.
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + deadline));
  context.AddMetadata("authorization", absl::StrCat("Bearer ", Token()));
}

std::string EdgeClient::Token() {
  absl::MutexLock lock(&mutex_);
  if (absl::Now() >= renew_at_) {
    token_ = Printed(token_command_);
    renew_at_ = absl::Now() + kTokenUse;
  }
  return token_;
}

}  // namespace dayaq::testing
