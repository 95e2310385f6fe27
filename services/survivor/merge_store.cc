#include "services/survivor/merge_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/case.pb.h"
#include "dayaq/survivor/v1/consent.pb.h"
#include "dayaq/survivor/v1/family.pb.h"
#include "dayaq/survivor/v1/functioning.pb.h"
#include "dayaq/survivor/v1/referral.pb.h"
#include "dayaq/survivor/v1/request_service.pb.h"
#include "dayaq/survivor/v1/treatment.pb.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/message_json.h"
#include "services/platform/database/message_table.h"
#include "services/platform/database/text_forms.h"
#include "services/survivor/merge_queries.h"

namespace dayaq::survivor {
namespace {

// A person has hundreds of rows at most; a limit all the same.
constexpr int kMostFacts = 20000;

// A cell of a fact that moves, as it lies now.
struct SealedCell {
  std::string kind, uid, column, octets;
  std::optional<int64_t> history_uid;
};

// The messages of which something is sealed, by the table they lie in.
absl::StatusOr<const MessageTable*> TableOf(absl::string_view kind) {
  for (const auto* type : {v1::Case::descriptor(), v1::Need::descriptor(), v1::Goal::descriptor(), v1::FollowUp::descriptor(),
                           v1::Functioning::descriptor(), v1::Treatment::descriptor(), v1::FamilyMember::descriptor(),
                           v1::Consent::descriptor(), v1::CorrectionRequest::descriptor(), v1::ReferralSheet::descriptor()}) {
    const MessageTable& table = MessageTable::Of(*type);
    if (table.table() == absl::StrCat("survivor.", kind)) return &table;
  }
  return absl::InternalError(absl::StrCat("nothing is known to be sealed in survivor.", kind));
}

// One member of a JSON object; what is empty is left out.
void Add(absl::string_view name, absl::string_view text, std::string& object) {
  if (text.empty()) return;
  absl::StrAppend(&object, object.size() > 1 ? "," : "", "\"", name, "\":");
  AppendJsonText(text, object);
}

std::string Json(const std::vector<FactMove>& moves) {
  std::string rows = "[";
  for (const FactMove& move : moves) {
    std::string row = "{";
    Add("kind", move.kind, row);
    Add("uid", move.uid, row);
    Add("record_uid", move.to_uid, row);
    Add("case_uid", move.case_uid, row);
    Add("left_case_uid", move.left_case_uid, row);
    absl::StrAppend(&rows, rows.size() > 1 ? "," : "", row, "}");
  }
  return rows + "]";
}

std::string Json(const SealedCell& cell) {
  std::string row = "{";
  Add("kind", cell.kind, row);
  Add("uid", cell.uid, row);
  Add("column_name", cell.column, row);
  Add("cell", OctetsText(cell.octets), row);
  if (cell.history_uid.has_value()) absl::StrAppend(&row, ",\"history_uid\":", *cell.history_uid);
  return row + "}";
}

absl::Status Reseal(const FactMove& move, PersonKeys& keys, SealedCell& cell) {
  ASSIGN_OR_RETURN(const MessageTable* table, TableOf(cell.kind));
  const StoredColumn* column = table->Find(cell.column);
  if (column == nullptr || !column->sealed) return absl::InternalError(absl::StrCat(cell.column, " is not sealed"));
  if (!keys.Knows(move.to_uid)) RETURN_IF_ERROR(keys.Create(move.to_uid));
  ASSIGN_OR_RETURN(cell.octets, keys.Reseal(move.from_uid, move.to_uid, KeyClassOf(column->data_class),
                                            {table->table(), cell.column, cell.uid}, cell.octets));
  return absl::OkStatus();
}

}  // namespace

absl::Status MergeStore::Merge(Transaction& transaction, const v1::RecordMerge& merge) const {
  RETURN_IF_ERROR(transaction.Execute(kInsertMerge, {Rows(merge)}));
  RETURN_IF_ERROR(transaction.All<Row>(kTakeIn, {merge.survivor_uid(), merge.merged_uid(), merge.death_taken()}, 1).status());
  // Other questions about the record that goes are asked about the one that carries on.
  return transaction.Execute(kDropMatchesOf, {merge.merged_uid()});
}

absl::StatusOr<std::optional<v1::RecordMerge>> MergeStore::MergeInForce(Transaction& transaction,
                                                                        absl::string_view merged_uid) const {
  return transaction.Maybe<v1::RecordMerge>(kMergeInForce, {merged_uid});
}

absl::StatusOr<std::vector<RecordFact>> MergeStore::Facts(Transaction& transaction, absl::string_view merge_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kFactsOfMerge, {merge_uid}, kMostFacts));
  std::vector<RecordFact> facts(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    RecordFact& fact = facts[i];
    RETURN_IF_ERROR(rows[i].Read({{"kind", &fact.kind},
                                  {"uid", &fact.uid},
                                  {"record_uid", &fact.record_uid},
                                  {"rests_on", &fact.rests_on},
                                  {"bound", &fact.bound},
                                  {"later", &fact.later},
                                  {"open", &fact.open}}));
  }
  return facts;
}

absl::StatusOr<std::string> MergeStore::SealedAnew(Transaction& transaction, absl::string_view merge_uid,
                                                   const std::vector<FactMove>& moves) const {
  std::vector<std::string> kinds, uids;
  for (const FactMove& move : moves) {
    kinds.push_back(move.kind);
    uids.push_back(move.uid);
  }
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kSealedFacts, {merge_uid, kinds, uids}, kMostFacts));
  std::string cells = "[";
  for (const Row& row : rows) {
    SealedCell cell;
    RETURN_IF_ERROR(
        row.Read({{"kind", &cell.kind}, {"uid", &cell.uid}, {"history_uid", &cell.history_uid}, {"column_name", &cell.column}}));
    RETURN_IF_ERROR(row.ReadOctets("cell", &cell.octets));
    const auto move = std::find_if(moves.begin(), moves.end(),
                                   [&cell](const FactMove& one) { return one.uid == cell.uid && one.kind == cell.kind; });
    if (move == moves.end()) return absl::InternalError("a sealed fact that nobody moves");
    RETURN_IF_ERROR(Reseal(*move, transaction.keys(), cell));
    absl::StrAppend(&cells, cells.size() > 1 ? "," : "", Json(cell));
  }
  return cells + "]";
}

absl::Status MergeStore::GiveBack(Transaction& transaction, const v1::RecordMerge& undone, const std::vector<FactMove>& moves,
                                  bool death) const {
  ASSIGN_OR_RETURN(const std::string cells, SealedAnew(transaction, undone.uid(), moves));
  RETURN_IF_ERROR(transaction.Execute(kAddMergeKeys, {transaction.keys().NewKeys()}));
  RETURN_IF_ERROR(transaction.Execute(
      kUndoMerge, {undone.uid(), TimeOf(undone.undone_time()), undone.undone_by_uid(), undone.undone_reason()}));
  return transaction.All<Row>(kGiveBack, {undone.uid(), Json(moves), cells, death}, 1).status();
}

}  // namespace dayaq::survivor
