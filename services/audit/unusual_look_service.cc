#include "services/audit/unusual_look_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/audit/audit_names.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::audit {
namespace {

constexpr char kReviewed[] = "unusual_look.reviewed";
constexpr char kWatchChanged[] = "watched_record.changed";

// Where a list goes on: whether the last one was open, its points and its uid.
std::string CursorOf(const v1::UnusualLook& look) {
  return absl::StrCat(look.state() == v1::UNUSUAL_LOOK_STATE_OPEN ? 1 : 0, "|", look.score(), "|", look.uid());
}
std::optional<v1::UnusualLook> Behind(const std::string& cursor) {
  const std::vector<std::string> parts = absl::StrSplit(cursor, '|');
  int32_t score = 0;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[1], &score)) return std::nullopt;
  v1::UnusualLook look;
  look.set_state(parts[0] == "1" ? v1::UNUSUAL_LOOK_STATE_OPEN : v1::UNUSUAL_LOOK_STATE_EXPLAINED);
  look.set_score(score);
  look.set_uid(parts[2]);
  return look;
}

}  // namespace

absl::StatusOr<v1::ListUnusualLooksResponse> UnusualLookService::ListUnusualLooks(const v1::ListUnusualLooksRequest& request,
                                                                                  Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::UnusualLook> all,
                   store_.ListLooks(call.transaction(), request.state(), request.staff_uid(), Behind(after), size + 1));
  v1::ListUnusualLooksResponse response;
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(CursorOf(all.back()), request));
  }
  for (v1::UnusualLook& look : all) *response.add_unusual_looks() = std::move(look);
  return response;
}

absl::Status UnusualLookService::CheckRequest(const v1::ReviewUnusualLookRequest& request, Call& /*call*/, Violations& found) {
  if (request.verdict() == v1::UNUSUAL_LOOK_STATE_OPEN) {
    found.Add("verdict", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "A review finds a look explained or confirmed.");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::UnusualLook> UnusualLookService::ReviewUnusualLook(const v1::ReviewUnusualLookRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::UnusualLook look, store_.GetLookToReview(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), look.etag()));
  call.Before(look);
  RETURN_IF_ERROR(call.Authorise({.register_code = look.register_(),
                                  .district = look.district(),
                                  .institution = look.institution(),
                                  .subject_uid = look.staff_uid(),
                                  .made_by_institution = look.institution()}));
  if (look.state() != v1::UNUSUAL_LOOK_STATE_OPEN) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "It was reviewed already.");
  }
  RETURN_IF_ERROR(store_.Review(call.transaction(), look.uid(), request.verdict(), request.verdict_words()));
  call.Emit(kReviewed, look.name());
  return Reread(look.name(), call);
}

absl::StatusOr<v1::WatchedRecord> UnusualLookService::SetWatchedRecord(const v1::SetWatchedRecordRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::WatchedRecord record, store_.FindToWatch(call.transaction(), request.number()));
  record.set_watched(request.watched());
  record.set_words(request.words());
  RETURN_IF_ERROR(store_.Watch(call.transaction(), record));
  call.Emit(kWatchChanged, WatchedRecordName(record.uid()));
  return RereadWatched(record.uid(), call);
}

absl::StatusOr<v1::ListWatchedRecordsResponse> UnusualLookService::ListWatchedRecords(const v1::ListWatchedRecordsRequest& request,
                                                                                      Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::WatchedRecord> all,
                   store_.ListWatched(call.transaction(), request.ended_too(), after, size + 1));
  v1::ListWatchedRecordsResponse response;
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::WatchedRecord& record : all) *response.add_watched_records() = std::move(record);
  return response;
}

absl::StatusOr<v1::UnusualLook> UnusualLookService::Reread(const std::string& name, Call& call) {
  return store_.GetLook(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::WatchedRecord> UnusualLookService::RereadWatched(const std::string& name, Call& call) {
  return store_.GetWatched(call.transaction(), UidOf(name));
}

void UnusualLookService::Bind(rpc::Methods& methods) {
  using S = UnusualLookService;
  methods.Read("ListUnusualLooks", *this, &S::ListUnusualLooks);
  methods.Change("ReviewUnusualLook", *this, &S::CheckRequest, &S::ReviewUnusualLook, &S::Reread);
  methods.Change("SetWatchedRecord", *this, &S::SetWatchedRecord, &S::RereadWatched);
  methods.Read("ListWatchedRecords", *this, &S::ListWatchedRecords);
}

}  // namespace dayaq::audit
