// Looks at the edge and at who answers behind it, without anybody's token: for `dayaqctl doctor`.
#ifndef CLIENTS_CLI_EDGE_PROBE_H_
#define CLIENTS_CLI_EDGE_PROBE_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/settings.h"

namespace dayaq::cli {

// What one look brought.
struct Probed {
  // Is there somebody who knows what was asked, if only to say that there is no such method? Else UNAVAILABLE: nobody, or
  // NOT_FOUND: the edge knows no such service.
  absl::Status answered;
  // The edge's clock, when its answer told it: whole seconds.
  std::optional<absl::Time> edge_time;
  // Until when the edge's certificate is valid, when there was a line at all.
  std::optional<absl::Time> certificate_ends;
  // How long the answer took.
  absl::Duration took;
};

class EdgeProbe {
 public:
  explicit EdgeProbe(const Settings& settings);
  ~EdgeProbe();

  // Asks the service of this name ("incident") for a method that nobody has.
  Probed Ask(const std::string& service) const;

 private:
  struct Line;
  std::unique_ptr<Line> line_;
};

// When the first certificate of a PEM text ends; INVALID_ARGUMENT when it holds none.
absl::StatusOr<absl::Time> CertificateEnds(const std::string& pem);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_EDGE_PROBE_H_
