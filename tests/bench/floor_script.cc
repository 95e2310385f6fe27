#include "tests/bench/floor_script.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "services/platform/sealing/uuid7.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

constexpr size_t kUidSize = 36;
// As JSON has the token of a national id, in hexadecimal digits.
constexpr absl::string_view kIdTokenHead = "\"kind\":\"national_id\",\"token\":\"\\\\x";
constexpr size_t kIdTokenSize = 32, kFreshSize = 12;
constexpr absl::string_view kFresh = "@@", kSeeded = "@E", kClaimed = "@D";
constexpr int64_t kFarAway = 4102444800000;  // 2100-01-01 in milliseconds.

class ScriptWriter {
 public:
  ScriptWriter(absl::string_view name, absl::string_view incident_uid, bool is_read, const FloorOptions& options)
      : name_(name), options_(options) {
    known_[std::string(incident_uid)] = absl::StrCat("00000001-0000-7000-8000-", is_read ? kSeeded : kFresh);
  }

  void AddTransaction(const RecordedTransaction& transaction);
  void TakeLogin(absl::string_view login) { absl::StrAppend(&script_.sql, "SET SESSION AUTHORIZATION ", login, ";\n"); }
  FloorScript Take() && { return std::move(script_); }

 private:
  void Add(RecordedStatement statement);
  void SignAnew(RecordedStatement& statement) const;
  static void ClaimOne(RecordedStatement& statement);
  void LearnDelivery(const RecordedStatement& statement);
  void LearnIdTokens(const std::string& value);
  std::string Templated(const std::string& value);
  std::string Expression(const std::optional<std::string>& value);

  const std::string name_;
  const FloorOptions& options_;
  // What stands for ids, and for the tokens of national ids.
  std::map<std::string, std::string> known_, tokens_;
  int claims_ = 0;
  FloorScript script_;
};

// The context is the first value of the statement that begins a request, its signature the second.
void ScriptWriter::SignAnew(RecordedStatement& statement) const {
  if (statement.values.size() < 2 || !absl::StartsWith(statement.values[0].value_or(""), "{\"service\":")) return;
  std::string& context = *statement.values[0];
  const size_t expires = context.find("\"expires\":");
  Must(expires != std::string::npos, "find the end of a context");
  context = absl::StrCat(context.substr(0, expires), "\"expires\":", kFarAway, "}");
  statement.values[1] = absl::StrCat("\\x", absl::BytesToHexString(options_.context_mac.Sign(context)));
}

// Of a subscriber that the services do not know; and never more than one, which is what was recorded.
void ScriptWriter::ClaimOne(RecordedStatement& statement) {
  Must(statement.values.size() == 2 && statement.values[0].has_value(), "find the subscriber of a claim");
  statement.values[0]->append("_floor");
  statement.values[1] = std::string("1");
}

// The delivery that a reaction completes, an array of one, is the one its claim answered with.
void ScriptWriter::LearnDelivery(const RecordedStatement& statement) {
  for (const std::optional<std::string>& value : statement.values) {
    std::string uid = value.value_or("");
    uid.erase(std::remove_if(uid.begin(), uid.end(), [](char c) { return c == '{' || c == '"' || c == '}'; }), uid.end());
    if (IsUuid(uid)) known_[uid] = std::string(kClaimed);
  }
}

void ScriptWriter::LearnIdTokens(const std::string& value) {
  for (size_t at = 0; (at = value.find(kIdTokenHead.data(), at)) != std::string::npos;) {
    at += kIdTokenHead.size();
    const std::string token = value.substr(at, kIdTokenSize);
    tokens_[token] = absl::StrCat(token.substr(0, kIdTokenSize - kFreshSize), kFresh);
  }
}

// The value with a mark in place of what must be fresh in each id of the recorded call.
std::string ScriptWriter::Templated(const std::string& value) {
  std::string out;
  for (size_t at = 0; at < value.size();) {
    const std::string uid = value.substr(at, kUidSize);
    auto known = known_.find(uid);
    if (known == known_.end() && Uuid7Time(uid).value_or(absl::InfinitePast()) >= options_.recorded_since) {
      known = known_.emplace(uid, absl::StrFormat("%08d-0000-7000-8000-%s", known_.size() + 1, kFresh)).first;
    }
    if (known == known_.end()) {
      out.push_back(value[at++]);
      continue;
    }
    out.append(known->second);
    at += kUidSize;
  }
  for (const auto& [token, fresh] : tokens_) out = absl::StrReplaceAll(out, {{token, fresh}});
  return out;
}

std::string ScriptWriter::Expression(const std::optional<std::string>& value) {
  if (!value.has_value()) return "NULL";
  const bool is_context = absl::StartsWith(*value, "{\"service\":");
  const std::string templated = is_context ? *value : Templated(*value);
  const std::string variable = absl::StrCat(name_, "_", script_.variables.size());
  script_.variables.emplace_back(variable, templated);
  std::string expression = absl::StrCat(":", variable);
  const auto put = [&](absl::string_view mark, absl::string_view in_its_place) {
    if (!absl::StrContains(templated, mark)) return;
    expression = absl::StrCat("replace(", expression, ", '", mark, "', :", in_its_place, ")");
  };
  put(kFresh, "fresh");
  put(kSeeded, "seeded");
  put(kClaimed, absl::StrCat(name_, "_claim", claims_, "_delivery_uid"));
  return expression;
}

void ScriptWriter::Add(RecordedStatement statement) {
  SignAnew(statement);
  const bool is_claim = absl::StrContains(statement.sql, "outbox.claim(");
  if (is_claim) ClaimOne(statement);
  if (absl::StrContains(statement.sql, "outbox.complete(")) LearnDelivery(statement);
  std::vector<std::string> expressions;
  for (const std::optional<std::string>& value : statement.values) expressions.push_back(Expression(value));
  std::string sql;
  for (size_t at = 0; at < statement.sql.size();) {
    size_t number = 0, end = at + 1;
    while (statement.sql[at] == '$' && end < statement.sql.size() &&
           absl::ascii_isdigit(static_cast<unsigned char>(statement.sql[end]))) {
      number = number * 10 + static_cast<size_t>(statement.sql[end++] - '0');
    }
    if (number == 0) {
      sql.push_back(statement.sql[at++]);
      continue;
    }
    Must(number <= expressions.size(), "find the value of a parameter");
    sql += expressions[number - 1];
    at = end;
  }
  // \aset, not \gset: when all that waits is held by others at the moment, the claim answers nothing, and that is no error.
  const std::string end = is_claim ? absl::StrCat(" \\aset ", name_, "_claim", ++claims_, "_\n") : ";\n";
  absl::StrAppend(&script_.sql, absl::StripAsciiWhitespace(sql), end);
}

void ScriptWriter::AddTransaction(const RecordedTransaction& transaction) {
  for (const RecordedStatement& statement : transaction) {
    for (const std::optional<std::string>& value : statement.values) LearnIdTokens(value.value_or(""));
  }
  absl::StrAppend(&script_.sql, "BEGIN;\n");
  for (const RecordedStatement& statement : transaction) Add(statement);
  absl::StrAppend(&script_.sql, "COMMIT;\n");
}

constexpr absl::string_view kFreshNumber =
    "\\set count :count + 1\n\\set fresh 100000000000 + :round * 1000000000 + :count * 100 + :client_id\n";

}  // namespace

FloorScript MakeFloorScript(absl::string_view name, const RecordedTransaction& transaction, absl::string_view incident_uid,
                            bool is_read, const FloorOptions& options) {
  ScriptWriter writer(name, incident_uid, is_read, options);
  writer.AddTransaction(transaction);
  FloorScript script = std::move(writer).Take();
  std::string head(kFreshNumber);
  if (is_read) absl::StrAppend(&head, "\\set seeded 100000000000 + random(1, ", options.seeded, ") * 100 + random(0, 3)\n");
  script.sql = head + script.sql;
  return script;
}

FloorScript MakeJourneyScript(absl::string_view name, const std::vector<JourneyPart>& parts, absl::string_view incident_uid,
                              const FloorOptions& options) {
  ScriptWriter writer(name, incident_uid, false, options);
  for (const JourneyPart& part : parts) {
    writer.TakeLogin(part.login);
    writer.AddTransaction(part.transaction);
  }
  FloorScript script = std::move(writer).Take();
  script.sql = std::string(kFreshNumber) + script.sql;
  return script;
}

}  // namespace dayaq::testing
