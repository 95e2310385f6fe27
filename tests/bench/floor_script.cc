#include "tests/bench/floor_script.h"

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
constexpr absl::string_view kFresh = "@@", kSeeded = "@E";
constexpr int64_t kFarAway = 4102444800000;  // 2100-01-01 in milliseconds.

class ScriptWriter {
 public:
  ScriptWriter(absl::string_view name, absl::string_view incident_uid, bool is_read, const FloorOptions& options)
      : name_(name), options_(options) {
    known_[std::string(incident_uid)] = absl::StrCat("00000001-0000-7000-8000-", is_read ? kSeeded : kFresh);
  }

  void Add(RecordedStatement statement);
  FloorScript Take() && { return std::move(script_); }

 private:
  std::string Templated(const std::string& value);
  std::string Expression(const std::optional<std::string>& value);
  void SignAnew(RecordedStatement& statement) const;

  const std::string name_;
  const FloorOptions& options_;
  std::map<std::string, std::string> known_;
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
  return out;
}

std::string ScriptWriter::Expression(const std::optional<std::string>& value) {
  if (!value.has_value()) return "NULL";
  const bool is_context = absl::StartsWith(*value, "{\"service\":");
  const std::string templated = is_context ? *value : Templated(*value);
  const std::string variable = absl::StrCat(name_, "_", script_.variables.size());
  script_.variables.emplace_back(variable, templated);
  std::string expression = absl::StrCat(":", variable);
  if (absl::StrContains(templated, kFresh)) expression = absl::StrCat("replace(", expression, ", '", kFresh, "', :fresh)");
  if (absl::StrContains(templated, kSeeded)) expression = absl::StrCat("replace(", expression, ", '", kSeeded, "', :seeded)");
  return expression;
}

void ScriptWriter::Add(RecordedStatement statement) {
  SignAnew(statement);
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
  absl::StrAppend(&script_.sql, absl::StripAsciiWhitespace(sql), ";\n");
}

}  // namespace

FloorScript MakeFloorScript(absl::string_view name, const RecordedTransaction& transaction, absl::string_view incident_uid,
                            bool is_read, const FloorOptions& options) {
  ScriptWriter writer(name, incident_uid, is_read, options);
  for (const RecordedStatement& statement : transaction) writer.Add(statement);
  FloorScript script = std::move(writer).Take();
  std::string head = "\\set count :count + 1\n\\set fresh 100000000000 + :round * 1000000000 + :count * 100 + :client_id\n";
  if (is_read) absl::StrAppend(&head, "\\set seeded 100000000000 + random(1, ", options.seeded, ") * 100 + random(0, 3)\n");
  script.sql = absl::StrCat(head, "BEGIN;\n", script.sql, "COMMIT;\n");
  return script;
}

}  // namespace dayaq::testing
