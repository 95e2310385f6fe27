#include "services/platform/tls/test_peer_server.h"

#include <grpcpp/generic/generic_stub.h>
#include <openssl/bn.h>

#include <chrono>

#include "absl/synchronization/notification.h"
#include "services/platform/tls/openssl_types.h"
#include "services/platform/tls/peer.h"

namespace dayaq::testing {
namespace {

grpc::ByteBuffer ToBuffer(const std::string& text) {
  const grpc::Slice slice(text);
  return grpc::ByteBuffer(&slice, 1);
}

std::string ToText(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string text;
  if (!buffer.Dump(&slices).ok()) return text;
  for (const grpc::Slice& slice : slices) text.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return text;
}

std::string SerialOf(const grpc::AuthContext& context) {
  const auto pems = context.FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
  if (pems.size() != 1) return "";
  const tls::Memory text = tls::Over(absl::string_view(pems[0].data(), pems[0].size()));
  const tls::Certificate leaf(PEM_read_bio_X509(text.get(), nullptr, tls::NoPassword, nullptr));
  const std::unique_ptr<BIGNUM, tls::Freer<BN_free>> number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(leaf.get()), nullptr));
  char* const digits = BN_bn2hex(number.get());
  std::string serial(digits);
  OPENSSL_free(digits);
  return serial;
}

// Answers at once and goes away.
class Answer : public grpc::ServerGenericBidiReactor {
 public:
  explicit Answer(const absl::StatusOr<std::string>& caller) {
    if (!caller.ok()) {
      Finish(grpc::Status(static_cast<grpc::StatusCode>(caller.status().code()), std::string(caller.status().message())));
      return;
    }
    buffer_ = ToBuffer(*caller);
    StartWriteAndFinish(&buffer_, grpc::WriteOptions(), grpc::Status::OK);
  }
  void OnDone() override { delete this; }

 private:
  grpc::ByteBuffer buffer_;
};

}  // namespace

class PeerServer::Service : public grpc::CallbackGenericService {
  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override {
    return new Answer(PeerSpiffeId(*context->auth_context()));
  }
};

PeerServer::PeerServer(const std::shared_ptr<grpc::ServerCredentials>& credentials) : service_(std::make_unique<Service>()) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", credentials, &port_);
  builder.RegisterCallbackGenericService(service_.get());
  server_ = builder.BuildAndStart();
}

PeerServer::~PeerServer() { server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(2)); }

std::shared_ptr<grpc::Channel> OwnChannel(const std::string& address,
                                          const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

PeerAnswer Ask(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
  const grpc::ByteBuffer request = ToBuffer("who am I?");
  grpc::ByteBuffer response;
  PeerAnswer answer;
  absl::Notification is_done;
  stub.UnaryCall(&context, "/dayaq.test.Peer/Ask", grpc::StubOptions(), &request, &response, [&](grpc::Status status) {
    answer.status = std::move(status);
    is_done.Notify();
  });
  is_done.WaitForNotification();
  if (answer.status.ok()) {
    answer.caller = ToText(response);
    answer.server_serial = SerialOf(*context.auth_context());
  }
  return answer;
}

PeerAnswer Ask(const std::string& address, const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  return Ask(OwnChannel(address, credentials));
}

std::shared_ptr<grpc::ChannelCredentials> ClientOf(const IssuedCertificate& issued, const std::string& ca_pem) {
  return grpc::SslCredentials(
      {.pem_root_certs = ca_pem, .pem_private_key = issued.key_pem, .pem_cert_chain = issued.certificate_pem});
}

}  // namespace dayaq::testing
