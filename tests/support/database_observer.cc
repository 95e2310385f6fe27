#include "tests/support/database_observer.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace dayaq::testing {
namespace {

// One row of one column, its lines.
std::vector<std::string> Lines(const TestDatabase& database, absl::string_view sql) {
  const auto value = database.Value(sql);
  EXPECT_TRUE(value.ok()) << value.status();
  if (!value.ok() || value->empty()) return {};
  return absl::StrSplit(*value, '\n');
}

}  // namespace

std::string ContentsOf(const TestDatabase& database) {
  const auto contents = database.Value(R"sql(
    SELECT string_agg(format('%s.%s %s', schemaname, relname, (xpath('//c/text()', query_to_xml(format(
             'SELECT count(*) || '' '' || md5(coalesce(string_agg(t::text, '','' ORDER BY t::text), '''')) AS c FROM %I.%I AS t',
             schemaname, relname), false, true, '')))[1]), E'\n' ORDER BY schemaname, relname)
    FROM pg_stat_user_tables
    WHERE schemaname NOT IN ('audit', 'sealing', 'sqitch') AND NOT (schemaname = 'access' AND relname IN ('session', 'scope')))sql");
  EXPECT_TRUE(contents.ok()) << contents.status();
  return contents.value_or("");
}

std::vector<audit::v1::Entry> EntriesOf(const TestDatabase& database) {
  std::vector<audit::v1::Entry> entries;
  for (const std::string& line :
       Lines(database, "SELECT string_agg(encode(canonical, 'hex'), E'\\n' ORDER BY recorded_at, uid) FROM audit.entry")) {
    EXPECT_TRUE(entries.emplace_back().ParseFromString(absl::HexStringToBytes(line)));
  }
  return entries;
}

std::vector<std::string> PlacesOf(const TestDatabase& database, absl::string_view text) {
  return Lines(database,
               absl::StrCat(R"sql(
    WITH columns AS MATERIALIZED (
      SELECT n.nspname, c.relname, a.attname
      FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid JOIN pg_attribute AS a ON a.attrelid = c.oid
      WHERE n.nspname NOT IN ('information_schema', 'sqitch') AND n.nspname NOT LIKE 'pg\_%' AND c.relkind IN ('r', 'p') AND a.attnum > 0
        AND NOT a.attisdropped)
    SELECT string_agg(hit, E'\n') FROM (
      SELECT format('%s.%s.%s', nspname, relname, attname) AS hit
      FROM columns
      WHERE query_to_xml(format(
          'SELECT FROM %I.%I WHERE position(%L in %I::text) > 0 OR position(%L in %I::text) > 0 LIMIT 1', nspname, relname,
          ')sql",
                            absl::StrReplaceAll(text, {{"'", "''"}}), R"sql(', attname, ')sql", absl::BytesToHexString(text),
                            R"sql(', attname), false, true, '')::text <> '') AS found)sql"));
}

}  // namespace dayaq::testing
