#include "services/platform/tls/peer.h"

#include <grpc/grpc_security_constants.h>
#include <yaml-cpp/yaml.h>

#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tls/svid.h"

namespace dayaq {
namespace {

absl::Status Refuse(absl::string_view why) {
  return MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_PEER_REFUSED, why);
}

absl::Status Fault(const YAML::Mark& mark, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("Line ", mark.line + 1, ": ", what));
}

using Callers = std::set<std::string, std::less<>>;

absl::StatusOr<Callers> ReadCallers(const YAML::Node& list) {
  if (!list.IsSequence() || list.size() == 0) return Fault(list.Mark(), "a service needs a list of callers.");
  Callers callers;
  for (const YAML::Node& item : list) {
    if (!item.IsScalar()) return Fault(item.Mark(), "a caller must be a text.");
    if (const absl::Status status = tls::CheckSpiffeId(item.Scalar()); !status.ok()) return Fault(item.Mark(), status.message());
    if (!callers.insert(item.Scalar()).second) return Fault(item.Mark(), "the caller stands twice.");
  }
  return callers;
}

absl::StatusOr<std::map<std::string, Callers, std::less<>>> ReadServices(const YAML::Node& services) {
  if (!services.IsMap() || services.size() == 0) return Fault(services.Mark(), "'services' must name at least one service.");
  std::map<std::string, Callers, std::less<>> table;
  for (const auto& entry : services) {
    if (!entry.first.IsScalar() || entry.first.Scalar().empty())
      return Fault(entry.first.Mark(), "a service's name must be a text.");
    ASSIGN_OR_RETURN(Callers callers, ReadCallers(entry.second));
    if (!table.emplace(entry.first.Scalar(), std::move(callers)).second)
      return Fault(entry.first.Mark(), "the service stands twice.");
  }
  return table;
}

}  // namespace

absl::StatusOr<std::string> PeerSpiffeId(const grpc::AuthContext& context) {
  // gRPC says "tls" of its newer credentials, which the stager makes, and "ssl" of the older.
  const std::vector<grpc::string_ref> kinds = context.FindPropertyValues(GRPC_TRANSPORT_SECURITY_TYPE_PROPERTY_NAME);
  const bool is_tls = kinds.size() == 1 && (kinds[0] == "tls" || kinds[0] == "ssl");
  if (!is_tls || !context.IsPeerAuthenticated()) return Refuse("The connection proves nobody's identity.");
  const std::vector<grpc::string_ref> uris = context.FindPropertyValues(GRPC_PEER_URI_PROPERTY_NAME);
  if (uris.size() != 1) return Refuse("The caller's certificate must hold exactly one SPIFFE id.");
  std::string id(uris[0].data(), uris[0].size());
  if (!tls::CheckSpiffeId(id).ok()) return Refuse("The caller's certificate holds no SPIFFE id of this house.");
  return id;
}

absl::StatusOr<CallTable> CallTable::Parse(const std::string& yaml) {
  try {
    const YAML::Node document = YAML::Load(yaml);
    if (!document.IsMap()) return Fault(document.Mark(), "the file must hold 'services'.");
    CallTable table;
    for (const auto& entry : document) {
      if (!entry.first.IsScalar() || entry.first.Scalar() != "services")
        return Fault(entry.first.Mark(), "only the key 'services' is known.");
      if (!table.callers_.empty()) return Fault(entry.first.Mark(), "'services' stands twice.");
      ASSIGN_OR_RETURN(table.callers_, ReadServices(entry.second));
    }
    if (table.callers_.empty()) return Fault(document.Mark(), "the file must hold 'services'.");
    return table;
  } catch (const YAML::Exception& error) {
    return Fault(error.mark, error.msg);
  }
}

absl::StatusOr<CallTable> CallTable::Load(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || !text) return absl::UnavailableError(absl::StrCat(path, " cannot be read."));
  return Parse(text.str());
}

absl::Status CallTable::CheckNamed(absl::string_view service) const {
  if (callers_.find(service) != callers_.end()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("policy/calls.yaml does not say who may call the ", service, " service: add it there"));
}

absl::Status CallTable::Check(absl::string_view service, absl::string_view peer_id) const {
  const auto callers = callers_.find(std::string(service));
  if (callers != callers_.end() && callers->second.contains(std::string(peer_id))) return absl::OkStatus();
  return Refuse("The calling service may not call this one.");
}

}  // namespace dayaq
