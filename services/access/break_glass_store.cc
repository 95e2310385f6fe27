#include "services/access/break_glass_store.h"

#include <string>
#include <utility>

#include "services/access/access_names.h"
#include "services/access/break_glass_queries.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::access {

absl::StatusOr<std::optional<v1::BreakGlass>> BreakGlassStore::Find(Transaction& transaction, absl::string_view number,
                                                                    absl::string_view token) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kFindForEmergency, {OrNull(number), token.empty() ? Param(std::nullopt)
                                                                                                         : Param(Octets{token})}));
  std::string uid, found_number, register_code, district;
  RETURN_IF_ERROR(
      row.Read({{"uid", &uid}, {"short_number", &found_number}, {"register", &register_code}, {"district", &district}}));
  if (uid.empty()) return std::optional<v1::BreakGlass>();
  v1::BreakGlass found;
  found.set_person_uid(uid);
  found.set_number(found_number);
  found.set_register_(register_code);
  found.set_district(district);
  return std::optional<v1::BreakGlass>(std::move(found));
}

absl::Status BreakGlassStore::Open(Transaction& transaction, const v1::BreakGlass& opening) const {
  return transaction.Execute(kOpenBreakGlass, {opening.uid(), opening.person_uid(), opening.number(), opening.register_(),
                                               opening.district(), opening.reason(), opening.reason_words()});
}

absl::StatusOr<v1::BreakGlass> BreakGlassStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::BreakGlass opening, transaction.One<v1::BreakGlass>(kBreakGlass, {uid}));
  opening.set_name(BreakGlassName(opening.uid()));
  return opening;
}

absl::StatusOr<v1::BreakGlass> BreakGlassStore::GetToReview(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockBreakGlass, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::BreakGlass>> BreakGlassStore::List(Transaction& transaction, bool to_review,
                                                                  const std::optional<v1::BreakGlass>& after, int limit) const {
  const Param overdue = after.has_value() ? Param(after->review_overdue()) : Param(std::nullopt);
  const Param uid = after.has_value() ? Param(after->uid()) : Param(std::nullopt);
  ASSIGN_OR_RETURN(std::vector<v1::BreakGlass> all,
                   transaction.All<v1::BreakGlass>(kBreakGlasses, {to_review, overdue, uid, limit}, limit));
  for (v1::BreakGlass& opening : all) opening.set_name(BreakGlassName(opening.uid()));
  return all;
}

absl::StatusOr<bool> BreakGlassStore::Close(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCloseBreakGlass, {uid}));
  bool done = false;
  RETURN_IF_ERROR(row.Read({{"done", &done}}));
  return done;
}

absl::Status BreakGlassStore::Review(Transaction& transaction, absl::string_view uid, v1::BreakGlassVerdict verdict,
                                     absl::string_view words) const {
  return transaction.Execute(kReviewBreakGlass, {uid, verdict, words});
}

absl::Status BreakGlassStore::MarkOverdue(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kMarkOverdue, {uid});
}

}  // namespace dayaq::access
