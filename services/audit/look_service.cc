#include "services/audit/look_service.h"

#include <string>
#include <utility>
#include <vector>

#include "services/audit/audit_names.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::audit {
namespace {

// Entries that one page is folded from, at most.
constexpr int kMostEntries = 2000;

absl::StatusOr<Period> PeriodOf(const v1::WhoLookedRequest& request, absl::Time now) {
  Period period{absl::UnixEpoch(), now + absl::Seconds(1)};
  if (request.has_from_time()) period.from = TimeOf(request.from_time());
  if (request.has_until_time()) period.until = TimeOf(request.until_time());
  Violations found;
  if (period.from >= period.until) {
    found.Add("until_time", ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, "The end comes after the beginning.");
  }
  RETURN_IF_ERROR(found.ToStatus());
  return period;
}

struct Shown {
  std::vector<LookedEntry> entries;
  std::vector<EntryCursor> places;  // of those entries
};

// What the caller may see of it. What is left out is named in the audit entry of this call.
absl::StatusOr<Shown> Show(const std::vector<StoredLook>& stored, Call& call) {
  Shown shown;
  for (const StoredLook& look : stored) {
    if (!look.withheld_by.empty() && look.canonical.empty()) {
      call.Touch(WithholdingName(look.withheld_by));
      continue;
    }
    ASSIGN_OR_RETURN(v1::Entry entry, EntryFrom(look.canonical));
    shown.entries.push_back({std::move(entry), look.withheld_by.empty() ? "" : WithholdingName(look.withheld_by)});
    shown.places.push_back(look.place);
  }
  return shown;
}

}  // namespace

absl::StatusOr<v1::WhoLookedResponse> LookService::WhoLooked(const v1::WhoLookedRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const Period period, PeriodOf(request, call.now()));
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  ASSIGN_OR_RETURN(const std::string person,
                   store_.PersonWithinReach(call.transaction(), request.name().empty() ? "" : UidOf(request.name())));
  ASSIGN_OR_RETURN(const std::vector<StoredLook> stored,
                   store_.LooksAt(call.transaction(), person, period, CursorOf(cursor), kMostEntries));
  ASSIGN_OR_RETURN(const Shown shown, Show(stored, call));
  ASSIGN_OR_RETURN(const Institutions institutions, store_.AllInstitutions(call.transaction()));
  FoldedLooks folded = FoldLooks(shown.entries, static_cast<size_t>(rpc::PageSize(request.page_size())));

  v1::WhoLookedResponse response;
  response.set_name(SurvivorName(person));
  for (v1::Look& look : folded.looks) {
    SetWords(policy_, institutions, look);
    *response.add_looks() = std::move(look);
  }
  if (folded.taken < shown.entries.size()) {
    response.set_next_page_token(call.PageToken(CursorText(shown.places[folded.taken - 1]), request));
  } else if (stored.size() == kMostEntries) {
    response.set_next_page_token(call.PageToken(CursorText(stored.back().place), request));
  }
  return response;
}

void LookService::Bind(rpc::Methods& methods) { methods.Read("WhoLooked", *this, &LookService::WhoLooked); }

}  // namespace dayaq::audit
