// From what people call a thing to its resource.
#ifndef CLIENTS_CLI_RESOURCE_NAMES_H_
#define CLIENTS_CLI_RESOURCE_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/client.h"
#include "dayaq/incident/v1/incident.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"

namespace dayaq::cli {

// What was meant: "incidents/{uuid}", the UUID alone, or a short number as read over the telephone.
struct Reference {
  std::string name;    // set for the first two
  std::string number;  // set for the last
};
absl::StatusOr<Reference> ParseIncidentReference(const std::string& text);
absl::StatusOr<Reference> ParseSurvivorReference(const std::string& text);

// "entitlements/{uuid}" or the UUID alone; entitlements have no numbers.
absl::StatusOr<std::string> ParseEntitlementName(const std::string& text);

// The incident or survivor as it is now, with its etag. A number is looked up in the national register.
absl::StatusOr<incident::v1::Incident> FetchIncident(Client& client, const std::string& text);
absl::StatusOr<survivor::v1::Survivor> FetchSurvivor(Client& client, const std::string& text);

// "survivors/{uuid}" of what was meant, asking only when it is a number.
absl::StatusOr<std::string> SurvivorName(Client& client, const std::string& text);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_RESOURCE_NAMES_H_
