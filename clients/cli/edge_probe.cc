#include "clients/cli/edge_probe.h"

#include <grpcpp/completion_queue.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/auth_context.h>
#include <grpcpp/security/credentials.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace dayaq::cli {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(5);
// What the edge says of a path that leads to nobody (dev/edge/nginx.conf.in); services say it in other words.
constexpr char kNoSuchService[] = "unknown method";

std::string ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// "Tue, 01 Dec 2026 03:43:00 GMT"
std::optional<absl::Time> TimeOf(const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  const auto found = metadata.find("date");
  if (found == metadata.end()) return std::nullopt;
  absl::Time time;
  std::string error;
  if (!absl::ParseTime("%a, %d %b %Y %H:%M:%S GMT", std::string(found->second.data(), found->second.size()), &time, &error)) {
    return std::nullopt;
  }
  return time;
}

}  // namespace

struct EdgeProbe::Line {
  std::shared_ptr<grpc::Channel> channel;
};

EdgeProbe::EdgeProbe(const Settings& settings) : line_(std::make_unique<Line>()) {
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = ReadWhole(settings.ca);
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  line_->channel = grpc::CreateCustomChannel(settings.edge, grpc::SslCredentials(tls), arguments);
}

EdgeProbe::~EdgeProbe() = default;

Probed EdgeProbe::Ask(const std::string& service) const {
  grpc::GenericStub stub(line_->channel);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  grpc::CompletionQueue queue;
  grpc::Slice empty;
  const grpc::ByteBuffer request(&empty, 1);
  grpc::ByteBuffer answer;
  grpc::Status status;
  const absl::Time begun = absl::Now();
  const auto call = stub.PrepareUnaryCall(&context, absl::StrCat("/dayaq.", service, ".v1.Doctor/IsAnybodyThere"), request, &queue);
  call->StartCall();
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  Probed probed;
  probed.took = absl::Now() - begun;
  const bool known = status.error_code() == grpc::StatusCode::UNIMPLEMENTED;
  if (known && status.error_message() == kNoSuchService) {
    probed.answered = absl::NotFoundError("no such service");
  } else if (!known && !status.ok()) {
    probed.answered = absl::UnavailableError(status.error_message());
  }
  probed.edge_time = TimeOf(context.GetServerInitialMetadata());
  if (!probed.edge_time.has_value()) probed.edge_time = TimeOf(context.GetServerTrailingMetadata());
  if (const auto peer = context.auth_context(); peer != nullptr) {
    for (const grpc::string_ref& pem : peer->FindPropertyValues("x509_pem_cert")) {
      const absl::StatusOr<absl::Time> ends = CertificateEnds(std::string(pem.data(), pem.size()));
      if (ends.ok()) probed.certificate_ends = *ends;
    }
  }
  return probed;
}

absl::StatusOr<absl::Time> CertificateEnds(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bytes(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr),
                                                                &X509_free);
  std::tm moment = {};
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &moment) != 1) {
    return absl::InvalidArgumentError("no certificate");
  }
  return absl::FromTM(moment, absl::UTCTimeZone());
}

}  // namespace dayaq::cli
