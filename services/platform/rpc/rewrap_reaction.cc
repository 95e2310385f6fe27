#include "services/platform/rpc/rewrap_reaction.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/message_json.h"
#include "services/platform/database/text_forms.h"
#include "services/platform/log/log.h"

namespace dayaq::rpc {
namespace {

constexpr absl::Duration kFirstPause = absl::Seconds(10);
constexpr int kLongestPass = 8;  // 10 s doubled eight times is most of an hour

// The statements of a service on its own keys, in its schema, which bears its name (db/deploy/kit_keys.sql). Put together from
// nothing but that name, once, when the reaction is made.
class Statements {
 public:
  explicit Statements(const std::string& service)
      : batch_name_(service + ".keys_to_rewrap"),
        rewrap_name_(service + ".rewrap_keys"),
        waiting_name_(service + ".keys_waiting"),
        batch_(absl::StrCat("SELECT uid, kek_id, wrapped FROM ", service, ".keys_to_rewrap($1, $2::uuid, $3)")),
        rewrap_(absl::StrCat("SELECT ", service, ".rewrap_keys($1::jsonb)")),
        waiting_(
            absl::StrCat("SELECT coalesce(sum(keys), 0)::bigint AS waiting FROM ", service, ".keys_by_kek() WHERE kek_id < $1")) {}

  Query batch() const { return {batch_name_, batch_}; }
  Query rewrap() const { return {rewrap_name_, rewrap_}; }
  Query waiting() const { return {waiting_name_, waiting_}; }

 private:
  std::string batch_name_, rewrap_name_, waiting_name_, batch_, rewrap_, waiting_;
};

// How far the work is: "keks/<id>/<pass>/<last uid>", or "keks/<id>" at its beginning.
struct Progress {
  int pass = 0;
  std::string after;
};

Progress ProgressOf(const std::string& resource) {
  const std::vector<std::string> parts = absl::StrSplit(resource, '/');
  Progress progress;
  if (parts.size() > 2 && !absl::SimpleAtoi(parts[2], &progress.pass)) progress.pass = 0;
  if (parts.size() > 3) progress.after = parts[3];
  return progress;
}

// Wraps one batch; the uid of its last row, "" when it was the last batch of this pass.
absl::StatusOr<std::string> RewrapBatch(const Statements& statements, int64_t kek_id, const std::string& after, int most,
                                        Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(statements.batch(), {kek_id, OrNull(after), most}, most));
  std::string json = "[", last;
  int broken = 0;
  for (const Row& row : rows) {
    WrappedKey wrapped;
    int32_t stored = 0;
    RETURN_IF_ERROR(row.Read({{"uid", &last}, {"kek_id", &stored}}));
    RETURN_IF_ERROR(row.ReadOctets("wrapped", &wrapped.bytes));
    wrapped.kek_id = static_cast<uint32_t>(stored);
    const absl::StatusOr<WrappedKey> anew = transaction.keys().Rewrap(wrapped);
    if (!anew.ok()) {
      ++broken;
      continue;
    }
    absl::StrAppend(&json, json.size() > 1 ? ",{\"uid\":" : "{\"uid\":");
    AppendJsonText(last, json);
    absl::StrAppend(&json, ",\"kek_id\":", anew->kek_id, ",\"wrapped\":");
    AppendJsonText(OctetsText(anew->bytes), json);
    json.push_back('}');
  }
  json.push_back(']');
  if (broken > 0) LogError("keys.not_rewrapped", {{"rows", broken}});
  if (!rows.empty()) RETURN_IF_ERROR(transaction.Execute(statements.rewrap(), {json}));
  return rows.size() == static_cast<size_t>(most) ? last : std::string();
}

absl::Status Rewrap(const std::string& service, const Statements& statements, int most, const outbox::v1::Event& event,
                    Call& call) {
  Transaction& transaction = call.transaction();
  const int64_t kek_id = transaction.keys().current_kek_id();
  const Progress progress = ProgressOf(event.resource());
  const std::string left = absl::StrCat(service, ".keys_left");
  ASSIGN_OR_RETURN(const std::string last, RewrapBatch(statements, kek_id, progress.after, most, call));
  if (!last.empty()) {
    call.Emit(left, absl::StrCat("keks/", kek_id, "/", progress.pass, "/", last));
    return absl::OkStatus();
  }
  // Rows that somebody held, that came under the former key meanwhile, or that do not open.
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(statements.waiting(), {kek_id}));
  int64_t waiting = 0;
  RETURN_IF_ERROR(row.Read({{"waiting", &waiting}}));
  if (waiting == 0) return absl::OkStatus();
  const int pass = std::min(progress.pass + 1, kLongestPass);
  call.EmitAt(left, absl::StrCat("keks/", kek_id, "/", pass), call.now() + kFirstPause * (1 << (pass - 1)));
  return absl::OkStatus();
}

}  // namespace

Reaction RewrapReaction(const std::string& service, int rows) {
  return {.subscriber = service + ".rewrap_keys",
          .action = service + ".rewrap_keys",
          .react = [service, statements = Statements(service), rows](
                       const outbox::v1::Event& event, Call& call) { return Rewrap(service, statements, rows, event, call); },
          .batch = 1};
}

}  // namespace dayaq::rpc
