#include "services/incident/import_store.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/incident/import_queries.h"
#include "services/incident/incident_names.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/text_forms.h"

namespace dayaq::incident {
namespace {

// JSON of our own values: hex, uids, numbers and codes, none of which needs escaping.
std::string RowsJson(const std::vector<TakenRow>& rows, const v1::Import& import) {
  std::string json = "[";
  for (const TakenRow& row : rows) {
    absl::StrAppend(&json, json.size() > 1 ? "," : "", "{\"identity\":\"\\\\x", absl::BytesToHexString(row.identity),
                    "\",\"import_uid\":\"", import.uid(), "\",\"incident_uid\":\"", row.incident_uid, "\",\"casualty_uid\":");
    absl::StrAppend(&json, row.casualty_uid.empty() ? "null" : absl::StrCat("\"", row.casualty_uid, "\""),
                    ",\"row_number\":", row.row, ",\"register\":\"", import.register_(), "\"}");
  }
  return json + "]";
}

std::string GroupsJson(const std::map<std::string, std::string>& groups, const v1::Import& import) {
  std::string json = "[";
  for (const auto& [identity, incident_uid] : groups) {
    absl::StrAppend(&json, json.size() > 1 ? "," : "", "{\"identity\":\"\\\\x", absl::BytesToHexString(identity),
                    "\",\"incident_uid\":\"", incident_uid, "\",\"register\":\"", import.register_(), "\"}");
  }
  return json + "]";
}

std::string CountsJson(const std::map<std::string, AddedCounts>& added) {
  std::string json = "[";
  for (const auto& [uid, counts] : added) {
    absl::StrAppend(&json, json.size() > 1 ? "," : "", "{\"uid\":\"", uid, "\",\"killed\":", counts.killed);
    absl::StrAppend(&json, ",\"injured\":", counts.injured, ",\"outcome_unknown\":", counts.outcome_unknown, "}");
  }
  return json + "]";
}

// Where a casualty lies, the statement knows.
std::string TokensJson(const std::vector<CasualtyToken>& tokens) {
  std::string json = "[";
  for (const CasualtyToken& token : tokens) {
    absl::StrAppend(&json, json.size() > 1 ? "," : "", TokenRow(token.identity, {{"casualty_uid", token.casualty_uid}}));
  }
  return json + "]";
}

absl::StatusOr<v1::Import> Named(absl::StatusOr<v1::Import> import) {
  if (import.ok()) import->set_name(ImportName(import->uid()));
  return import;
}

}  // namespace

absl::Status ImportStore::AddRegister(Transaction& transaction, const v1::Register& definition) const {
  return transaction.Execute(kInsertRegister, {definition.code(), definition.title(), definition.country()});
}

absl::Status ImportStore::AddPlaces(Transaction& transaction, const google::protobuf::RepeatedPtrField<v1::Place>& places) const {
  return transaction.Execute(kInsertPlaces, {Rows(places)});
}

absl::StatusOr<v1::Import> ImportStore::InsertOrGet(Transaction& transaction, const v1::Import& import) const {
  RETURN_IF_ERROR(transaction.Execute(kInsertImport, {Rows(import)}));
  return Named(transaction.One<v1::Import>(kImportOfFile,
                                           {import.register_(), import.mapping(), import.mapping_version(), import.file_sha256()}));
}

absl::StatusOr<v1::Import> ImportStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Import>(kImport, {uid}));
}

absl::Status ImportStore::Finish(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kFinishImport, {uid});
}

absl::StatusOr<std::map<std::string, KnownRow>> ImportStore::KnownRows(Transaction& transaction,
                                                                       const std::vector<std::string>& identities) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kKnownRows, {OctetsTexts(identities)}, 100000));
  std::map<std::string, KnownRow> known;
  for (const Row& row : rows) {
    std::string identity;
    KnownRow found;
    RETURN_IF_ERROR(
        row.Read({{"identity", &identity}, {"incident_uid", &found.incident_uid}, {"casualty_uid", &found.casualty_uid}}));
    known[absl::HexStringToBytes(identity)] = std::move(found);
  }
  return known;
}

absl::StatusOr<std::map<std::string, std::string>> ImportStore::KnownGroups(Transaction& transaction,
                                                                            const std::vector<std::string>& identities) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kKnownGroups, {OctetsTexts(identities)}, 1000));
  std::map<std::string, std::string> known;
  for (const Row& row : rows) {
    std::string identity, incident_uid;
    RETURN_IF_ERROR(row.Read({{"identity", &identity}, {"incident_uid", &incident_uid}}));
    known[absl::HexStringToBytes(identity)] = incident_uid;
  }
  return known;
}

absl::Status ImportStore::InsertBatch(Transaction& transaction, const v1::Import& import, const ImportBatch& batch) const {
  RETURN_IF_ERROR(transaction.Execute(
      kInsertBatch, {Rows(batch.incidents), Rows(batch.casualties), Rows(batch.reports), RowsJson(batch.rows, import),
                     GroupsJson(batch.groups, import), transaction.keys().NewKeys()}));
  if (!batch.tokens.empty()) RETURN_IF_ERROR(transaction.Execute(kInsertImportedTokens, {TokensJson(batch.tokens)}));
  if (batch.added.empty()) return absl::OkStatus();
  return transaction.Execute(kAddCounts, {CountsJson(batch.added)});
}

absl::StatusOr<v1::Import> ImportStore::CountRows(Transaction& transaction, absl::string_view uid, int64_t taken, int64_t known,
                                                  int64_t refused) const {
  return Named(transaction.One<v1::Import>(kCountRows, {uid, taken, known, refused}));
}

}  // namespace dayaq::incident
