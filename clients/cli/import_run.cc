#include "clients/cli/import_run.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::cli {
namespace {

using incident::v1::CasualtyFacts;
using incident::v1::ImportedIncident;
using incident::v1::ImportedRowResult;
using incident::v1::ImportIncidentsRequest;
using incident::v1::ImportIncidentsResponse;

constexpr int kAdult = 18;

}  // namespace

absl::Status ImportRun::Run(const std::string& import_name, bool validate_only) {
  const importing::Mapper::Refuse refuse = [this](const importing::RowRefusal& refusal) {
    ++counts_.refused;
    report_.Add(refusal);
  };
  const auto fresh = [&] {
    ImportIncidentsRequest request;
    request.set_name(import_name);
    request.set_validate_only(validate_only);
    return request;
  };
  ImportIncidentsRequest request = fresh();
  size_t bytes = 0;
  ImportedIncident incident;
  while (mapper_.Next(incident, refuse)) {
    const size_t size = incident.ByteSizeLong();
    if (request.incidents_size() > 0 && (request.incidents_size() >= kMostIncidentsABatch || bytes + size > kMostBytesABatch)) {
      if (in_flight_.size() >= kBatchesInFlight) RETURN_IF_ERROR(TakeOldest());
      Launch(std::exchange(request, fresh()));
      bytes = 0;
    }
    bytes += size;
    *request.add_incidents() = std::move(incident);
  }
  if (request.incidents_size() > 0) Launch(std::move(request));
  while (!in_flight_.empty()) RETURN_IF_ERROR(TakeOldest());
  progress_(counts_.rows());
  return absl::OkStatus();
}

void ImportRun::Launch(ImportIncidentsRequest request) {
  request.set_request_id(NewUuid7(absl::Now()));
  Batch& batch = in_flight_.emplace_back();
  batch.request = std::move(request);
  // A deque leaves its elements where they are, so the thread may keep the reference.
  batch.answer = std::async(std::launch::async, [this, &sent = batch.request] { return send_(sent); });
}

absl::Status ImportRun::TakeOldest() {
  const absl::StatusOr<ImportIncidentsResponse> response = in_flight_.front().answer.get();
  const absl::Status status = response.ok() ? TakeAnswer(in_flight_.front().request, *response) : response.status();
  in_flight_.pop_front();
  progress_(counts_.rows());
  return status;
}

absl::Status ImportRun::TakeAnswer(const ImportIncidentsRequest& request, const ImportIncidentsResponse& response) {
  // Which person (or none) and which incident a row is.
  absl::flat_hash_map<int64_t, std::pair<const CasualtyFacts*, const ImportedIncident*>> sent;
  for (const ImportedIncident& incident : request.incidents()) {
    for (const auto& casualty : incident.casualties())
      sent.emplace(casualty.source().row(), std::make_pair(&casualty.facts(), &incident));
    for (const auto& row : incident.rows()) sent.emplace(row.row(), std::make_pair(nullptr, &incident));
  }
  for (const ImportedRowResult& result : response.results()) {
    const auto row = sent.find(result.row());
    if (row == sent.end())
      return absl::InternalError(absl::StrCat("The service answered for row ", result.row(), ", which was not sent."));
    report_.Add(result);
    if (result.outcome() == ImportedRowResult::OUTCOME_TAKEN || result.outcome() == ImportedRowResult::OUTCOME_KNOWN) {
      ++(result.outcome() == ImportedRowResult::OUTCOME_TAKEN ? counts_.taken : counts_.known);
      if (row->second.first != nullptr) CountPerson(*row->second.first);
      groups_.insert(row->second.second->group_hash());
      counts_.incidents = static_cast<int64_t>(groups_.size());
    } else {
      ++counts_.refused;
    }
    sent.erase(row);
  }
  if (!sent.empty()) return absl::InternalError(absl::StrCat("The service did not say what became of ", sent.size(), " rows."));
  return absl::OkStatus();
}

void ImportRun::CountPerson(const CasualtyFacts& facts) {
  ++counts_.people;
  ++(facts.sex() == common::v1::SEX_MALE     ? counts_.men
     : facts.sex() == common::v1::SEX_FEMALE ? counts_.women
                                             : counts_.sex_unknown);
  ++(facts.outcome() == incident::v1::OUTCOME_KILLED    ? counts_.killed
     : facts.outcome() == incident::v1::OUTCOME_INJURED ? counts_.injured
                                                        : counts_.outcome_unknown);
  if (facts.has_age() && facts.age().max_years() < kAdult) ++counts_.minors;
}

}  // namespace dayaq::cli
