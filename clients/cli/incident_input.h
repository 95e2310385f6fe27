// An incident as people hand it to the command line: a file, or flags for the quick case.
#ifndef CLIENTS_CLI_INCIDENT_INPUT_H_
#define CLIENTS_CLI_INCIDENT_INPUT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/incident/v1/incident.pb.h"

namespace dayaq::cli {

// The national register.
inline constexpr char kNationalRegister[] = "az";

// A documented example of the file, with invented people.
absl::string_view IncidentExample();

struct IncidentInput {
  incident::v1::Incident incident;  // register, facts, casualties
  incident::v1::Report report;      // source, document, reported_on; with add-report also what it said
};

// Reads a file with the keys `register`, `report`, `incident` and `casualties` (see IncidentExample); JSON is read too. With
// `as_statements` the incident and the casualties become what the report said; a casualty may then name `casualty_uid`.
// INVALID_ARGUMENT lists every fault with its line.
absl::StatusOr<IncidentInput> ParseIncidentFile(absl::string_view text, absl::string_view file_name, bool as_statements);
absl::StatusOr<IncidentInput> ReadIncidentFile(const std::string& path, bool as_statements);

// "family=..., given=..., sex=MALE, outcome=INJURED": family, given, father, fin, born, phone, status, born, died and any other
// field of a casualty by its name or path. A comma inside a value needs no quotes as long as no name= follows it.
absl::StatusOr<incident::v1::CasualtyFacts> ParseCasualtyFlag(const std::string& text);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_INCIDENT_INPUT_H_
