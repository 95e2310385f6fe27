// Carries one mapped file to the import service: batches, a few at a time, and exact counts of what became of the rows.
//
// A run can be killed at any moment and started again: the service knows the rows it has and says so.
#ifndef CLIENTS_CLI_IMPORT_RUN_H_
#define CLIENTS_CLI_IMPORT_RUN_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/import_report.h"
#include "clients/cli/importing/mapper.h"
#include "dayaq/incident/v1/import_service.pb.h"

namespace dayaq::cli {

// One message carries at most so much; the edge and the service take 4 MiB.
inline constexpr int kMostIncidentsABatch = 500;
inline constexpr size_t kMostBytesABatch = 2 * 1024 * 1024;
inline constexpr size_t kBatchesInFlight = 3;

struct ImportCounts {
  int64_t taken = 0;
  int64_t known = 0;
  int64_t refused = 0;
  int64_t incidents = 0;
  // Of the people taken or known.
  int64_t people = 0;
  int64_t men = 0;
  int64_t women = 0;
  int64_t sex_unknown = 0;
  int64_t killed = 0;
  int64_t injured = 0;
  int64_t outcome_unknown = 0;
  int64_t minors = 0;

  int64_t rows() const { return taken + known + refused; }
};

class ImportRun {
 public:
  // Sends one batch; called from several threads at once.
  using Send = std::function<absl::StatusOr<incident::v1::ImportIncidentsResponse>(const incident::v1::ImportIncidentsRequest&)>;
  using Progress = std::function<void(int64_t rows)>;

  ImportRun(importing::Mapper& mapper, ImportReport& report, Send send, Progress progress)
      : mapper_(mapper), report_(report), send_(std::move(send)), progress_(std::move(progress)) {}

  // Sends everything the mapper gives into the import of that name. The first batch that fails ends the run; what was answered
  // before stands in counts().
  absl::Status Run(const std::string& import_name, bool validate_only);

  const ImportCounts& counts() const { return counts_; }

 private:
  struct Batch {
    incident::v1::ImportIncidentsRequest request;
    std::future<absl::StatusOr<incident::v1::ImportIncidentsResponse>> answer;
  };

  void Launch(incident::v1::ImportIncidentsRequest request);
  absl::Status TakeOldest();
  absl::Status TakeAnswer(const incident::v1::ImportIncidentsRequest& request,
                          const incident::v1::ImportIncidentsResponse& response);
  void CountPerson(const incident::v1::CasualtyFacts& facts);

  importing::Mapper& mapper_;
  ImportReport& report_;
  const Send send_;
  const Progress progress_;
  ImportCounts counts_;
  std::set<std::string> groups_;
  std::deque<Batch> in_flight_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_IMPORT_RUN_H_
