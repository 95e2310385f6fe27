// Rows of the statistics service for the sweep. A release is nobody's, so that whoever may read figures may read all of them: out
// of reach is one that is not there.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

// $UID, $TABLE.
constexpr char kRows[] = R"sql(
  SET session_replication_role = replica;
  INSERT INTO statistics.release (uid, etag, register, title_az, title_en, cut_off, known_until, snapshot, tables, definitions, disclosure_edition, records,
                                  record_root, content, content_hash, drafted_by_uid, create_time, update_time)
    VALUES ('$UID', 1, 'az', 'Nümunə', 'Sample', '2024-12-31', '2025-06-30', '2026-01-01T00:00:00.000000Z',
            '[{"indicator": "az-provisional/P1", "from": {"year": 2024, "month": 1, "day": 1}, "until": {"year": 2024, "month": 12, "day": 31}}]',
            '["az-provisional/P1@1"]', '2026-11-example', 0, repeat('0', 64), 'x', encode(sha256('x'), 'hex'), gen_random_uuid(), now(), now());
  INSERT INTO statistics.release_table (uid, release_uid, place, indicator, version, measure, vintage, sensitivity, dimensions, cells)
    VALUES ('$TABLE', '$UID', 0, 'az-provisional/P1', 1, 'casualties', '2025-06-30', 'open', '[{"id": "TIME_PERIOD", "codes": ["2024"]}]',
            '{"values": ["0"], "statuses": ["CELL_STATUS_SHOWN"], "widths": ["0"], "rounding_bases": ["0"], "least": ["0"], "open": [true]}');
  RESET session_replication_role;
)sql";

}  // namespace

void SweepHouse::AddStatisticsIds(KnownIds& ids, bool within_reach) {
  const std::string release = NewRequestId();
  if (within_reach) {
    const absl::Status made =
        incident_->database().Execute(absl::StrReplaceAll(kRows, {{"$UID", release}, {"$TABLE", NewRequestId()}}));
    EXPECT_TRUE(made.ok()) << made;
  }
  ids.by_kind.emplace("releases", absl::StrCat("releases/", release));
}

}  // namespace dayaq::testing
