#include "services/audit/unusual_look_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/audit/unusual_look_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/message_json.h"
#include "services/platform/database/text_forms.h"

namespace dayaq::audit::unusual_look_store {
namespace {

constexpr int kMostDoings = 50'000;
constexpr int kMostNames = 100'000;

const char* NameOf(Stage stage) { return stage == Stage::kAtOnce ? "AT_ONCE" : "LAST"; }

Param List(const std::set<std::string>& texts) { return std::vector<std::string>(texts.begin(), texts.end()); }

absl::Status ReadEntry(const Row& row, LoggedEntry& entry) {
  std::string canonical;
  RETURN_IF_ERROR(row.ReadOctets("canonical", &canonical));
  RETURN_IF_ERROR(row.Read({{"resources", &entry.resources}}));
  return entry.entry.ParseFromString(canonical) ? absl::OkStatus() : absl::DataLossError("an audit entry that cannot be read");
}

absl::StatusOr<std::vector<LoggedEntry>> ReadDoings(const absl::StatusOr<std::vector<Row>>& rows) {
  RETURN_IF_ERROR(rows.status());
  std::vector<LoggedEntry> entries;
  for (const Row& row : *rows) RETURN_IF_ERROR(ReadEntry(row, entries.emplace_back()));
  return entries;
}

absl::StatusOr<std::map<std::string, std::string>> ReadPairs(const absl::StatusOr<std::vector<Row>>& rows, absl::string_view key) {
  RETURN_IF_ERROR(rows.status());
  std::map<std::string, std::string> pairs;
  for (const Row& row : *rows) {
    std::string name, person;
    RETURN_IF_ERROR(row.Read({{key, &name}, {"person", &person}}));
    pairs.emplace(std::move(name), std::move(person));
  }
  return pairs;
}

void AddText(absl::string_view key, absl::string_view text, std::string& json) {
  if (text.empty()) return;
  absl::StrAppend(&json, ",\"", key, "\":");
  AppendJsonText(text, json);
}

std::string JsonOf(const Noted& noted) {
  std::string json = "{\"uid\":";
  AppendJsonText(noted.uid, json);
  AddText("entry_uid", noted.look->entry_uid, json);
  AddText("look_time", TimeText(noted.look->time), json);
  AddText("staff_uid", noted.look->staff_uid, json);
  AddText("role", noted.look->role, json);
  AddText("institution", noted.look->institution, json);
  AddText("purpose", noted.look->purpose, json);
  AddText("action", noted.look->action, json);
  AddText("person", noted.finding.person, json);
  const auto quoted = [](std::string* out, v1::UnusualLookReason reason) {
    absl::StrAppend(out, "\"", v1::UnusualLookReason_Name(reason), "\"");
  };
  absl::StrAppend(&json, ",\"score\":", noted.finding.score, ",\"reasons\":[", absl::StrJoin(noted.finding.reasons, ",", quoted),
                  "]}");
  return json;
}

}  // namespace

absl::StatusOr<std::vector<LoggedEntry>> EntriesToJudge(Stage stage, int days_over, int most, Transaction& transaction) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kEntriesToJudge, {NameOf(stage), days_over, most}, most));
  std::vector<LoggedEntry> entries;
  for (const Row& row : rows) {
    LoggedEntry& entry = entries.emplace_back();
    RETURN_IF_ERROR(row.Read({{"log", &entry.log}, {"seq", &entry.seq}}));
    RETURN_IF_ERROR(ReadEntry(row, entry));
  }
  return entries;
}

absl::Status KeepJudged(Stage stage, int32_t log, int64_t seq, Transaction& transaction) {
  return transaction.Execute(kKeepJudged, {NameOf(stage), log, seq});
}

absl::StatusOr<std::vector<LoggedEntry>> DoingsOf(const std::set<std::string>& staff, absl::Time since, absl::Time until,
                                                  Transaction& transaction) {
  return ReadDoings(transaction.All<Row>(kDoingsOf, {List(staff), since, until, kMostDoings}, kMostDoings));
}

absl::StatusOr<std::vector<LoggedEntry>> DoingsTo(const std::vector<std::string>& names, const std::set<std::string>& institutions,
                                                  absl::Time since, absl::Time until, Transaction& transaction) {
  return ReadDoings(transaction.All<Row>(kDoingsTo, {names, List(institutions), since, until, kMostDoings}, kMostDoings));
}

absl::StatusOr<std::map<std::string, std::string>> PeopleBehind(const std::set<std::string>& casualties,
                                                                const std::set<std::string>& entitlements,
                                                                Transaction& transaction) {
  return ReadPairs(transaction.All<Row>(kPeopleBehind, {List(casualties), List(entitlements)}, kMostNames), "uid");
}

absl::StatusOr<std::map<std::string, std::string>> NamesOf(const std::set<std::string>& survivors, Transaction& transaction) {
  return ReadPairs(transaction.All<Row>(kNamesOfPeople, {List(survivors)}, kMostNames), "name");
}

absl::StatusOr<std::set<std::string>> WatchedAmong(const std::set<std::string>& survivors, Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kWatchedAmong, {List(survivors)}));
  std::vector<std::string> watched;
  RETURN_IF_ERROR(row.Read({{"watched", &watched}}));
  return std::set<std::string>(watched.begin(), watched.end());
}

absl::StatusOr<std::map<std::string, std::vector<StaffName>>> NamesOfStaff(const std::set<std::string>& institutions,
                                                                           Transaction& transaction) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kNamesOfStaff, {List(institutions)}, kMostNames));
  std::map<std::string, std::vector<StaffName>> names;
  for (const Row& row : rows) {
    std::string institution;
    StaffName name;
    RETURN_IF_ERROR(row.Read({{"institution", &institution},
                              {"staff_uid", &name.uid},
                              {"given_name", &name.given_name},
                              {"family_name", &name.family_name}}));
    names[institution].push_back(std::move(name));
  }
  return names;
}

absl::StatusOr<std::vector<v1::PersonToCompare>> Identities(const std::vector<std::string>& survivors, Transaction& transaction) {
  return transaction.All<v1::PersonToCompare>(kIdentitiesToCompare, {survivors}, static_cast<int>(kMostIdentities));
}

absl::StatusOr<std::vector<Emergency>> EmergenciesNotJustified(const std::set<std::string>& staff,
                                                               const std::set<std::string>& survivors, Transaction& transaction) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows,
                   transaction.All<Row>(kEmergenciesNotJustified, {List(staff), List(survivors)}, kMostDoings));
  std::vector<Emergency> emergencies;
  for (const Row& row : rows) {
    Emergency& emergency = emergencies.emplace_back();
    RETURN_IF_ERROR(row.Read({{"staff_uid", &emergency.staff_uid},
                              {"person", &emergency.survivor},
                              {"opened", &emergency.opened},
                              {"ended", &emergency.ended}}));
  }
  return emergencies;
}

absl::StatusOr<int32_t> Note(const std::vector<Noted>& found, Transaction& transaction) {
  if (found.empty()) return 0;
  const auto json = [](std::string* out, const Noted& noted) { out->append(JsonOf(noted)); };
  ASSIGN_OR_RETURN(const Row row,
                   transaction.One<Row>(kNoteUnusualLooks, {absl::StrCat("[", absl::StrJoin(found, ",", json), "]")}));
  int32_t fresh = 0;
  RETURN_IF_ERROR(row.Read({{"fresh", &fresh}}));
  return fresh;
}

}  // namespace dayaq::audit::unusual_look_store
