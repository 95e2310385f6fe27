#include "services/employment/invitation_store.h"

#include <utility>

#include "services/employment/invitation_queries.h"
#include "services/employment/support_names.h"
#include "services/employment/support_rules.h"
#include "services/employment/support_sql.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

constexpr int kMostOfAPerson = 1000;
constexpr int kMostCells = 20000;

std::string StateName(int state) { return v1::InvitationState_Name(static_cast<v1::InvitationState>(state)); }

absl::Status ReadPlace(const Row& row, Proposable& person) {
  return row.Read({{"survivor_uid", &person.survivor_uid},
                   {"survivor_number", &person.survivor_number},
                   {"register", &person.register_code},
                   {"district", &person.district},
                   {"deceased", &person.deceased}});
}

}  // namespace

absl::StatusOr<v1::Invitation> InvitationStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Invitation>(kInvitation, {uid}));
}

absl::StatusOr<v1::Invitation> InvitationStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockInvitation, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Invitation>> InvitationStore::List(Transaction& transaction,
                                                                  const v1::ListInvitationsRequest& request,
                                                                  absl::string_view after, int limit) const {
  const std::string person = request.survivor().empty() ? "" : UidOf(request.survivor());
  return Named(transaction.All<v1::Invitation>(
      kInvitations, {OrNull(person), StatesOrNull(request.states(), StateName), OrNull(after), limit}, limit));
}

absl::Status InvitationStore::Add(Transaction& transaction, const v1::Invitation& invitation) const {
  const absl::Status added = transaction.Execute(kAddInvitation, {Rows(invitation)});
  if (ConstraintOf(added) != "invitation_once") return added;
  return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_INVITED_ALREADY,
                   "The person was invited, and the invitation is open or was accepted.");
}

absl::Status InvitationStore::Change(Transaction& transaction, const v1::Invitation& invitation) const {
  return transaction.Execute(kChangeInvitation, {Rows(invitation), invitation.uid()});
}

absl::StatusOr<Proposable> InvitationStore::ReferredHere(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kReferredToUs, {survivor_uid}));
  Proposable person;
  RETURN_IF_ERROR(ReadPlace(row, person));
  return person;
}

absl::StatusOr<std::optional<Proposable>> InvitationStore::MayBeProposed(Transaction& transaction,
                                                                         absl::string_view resource) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kMayBeProposed, {resource}));
  if (!row.has_value()) return std::optional<Proposable>();
  Proposable person;
  RETURN_IF_ERROR(ReadPlace(*row, person));
  std::string adult_on;
  RETURN_IF_ERROR(row->Read({{"adult_on", &adult_on}}));
  if (const auto day = PartialDateFromText(adult_on); day.has_value() && day->day() != 0) person.adult_on = DayOf(*day);
  return std::optional<Proposable>(std::move(person));
}

absl::StatusOr<bool> InvitationStore::WasInvited(Transaction& transaction, absl::string_view survivor_uid) const {
  return Known(transaction, kWasInvited, {survivor_uid});
}

absl::StatusOr<std::vector<std::string>> InvitationStore::Withdraw(Transaction& transaction, absl::string_view survivor_uid,
                                                                   const std::vector<v1::InvitationState>& states) const {
  std::vector<std::string> names;
  for (const v1::InvitationState state : states) names.push_back(StateName(state));
  return TextsOf(transaction.All<Row>(kWithdrawInvitations, {survivor_uid, names}, kMostOfAPerson), "uid");
}

absl::Status InvitationStore::Erase(Transaction& transaction, absl::string_view survivor_uid) const {
  return transaction.One<Row>(kEraseSupport, {survivor_uid}).status();
}

absl::StatusOr<std::vector<v1::DueWork>> InvitationStore::Due(Transaction& transaction, const std::string& until, int limit) const {
  return transaction.All<v1::DueWork>(kDueWork, {until, limit}, limit);
}

absl::Status InvitationStore::Count(Transaction& transaction, const v1::CountSupportRequest& request,
                                    v1::CountSupportResponse& report) const {
  ASSIGN_OR_RETURN(
      std::vector<v1::SupportCell> cells,
      transaction.All<v1::SupportCell>(
          kSupportCounts, {ToText(request.first_month()), ToText(request.last_month()), OrNull(request.district())}, kMostCells));
  for (v1::SupportCell& cell : cells) *report.add_cells() = std::move(cell);
  return absl::OkStatus();
}

}  // namespace dayaq::employment
