// The statistics service as it runs beside the incident and the survivor service on one database, for integration tests: people who
// were hurt in years gone by and known since, figures about them, and short ways to call. Nobody in it exists.
#ifndef SERVICES_STATISTICS_STATISTICS_TEST_FIXTURE_H_
#define SERVICES_STATISTICS_STATISTICS_TEST_FIXTURE_H_

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "dayaq/statistics/v1/indicator_service.grpc.pb.h"
#include "dayaq/statistics/v1/release_service.grpc.pb.h"
#include "dayaq/statistics/v1/table_service.grpc.pb.h"
#include "services/statistics/statistics_parts.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::statistics {

using dayaq::testing::FaultsOf;
using dayaq::testing::NewRequestId;
using dayaq::testing::TestCaller;

inline const TestCaller kStatistician{"xatira-statistician"};
inline const TestCaller kChecker{"leyla-checker"};

class StatisticsFixture : public survivor::SurvivorFixture {
 protected:
  using Indicators = v1::IndicatorService::Stub;
  using Tables = v1::TableService::Stub;
  using Releases = v1::ReleaseService::Stub;

  void SetUp() override {
    SurvivorFixture::SetUp();
    if (survivor_service_ == nullptr) return;
    auto policies = StatisticsPolicies::Load("policy");
    ASSERT_TRUE(policies.ok()) << policies.status();
    statistics_parts_.emplace(*std::move(policies));
    auto started = dayaq::testing::TestService::Start("statistics", statistics_parts_->methods(), statistics_parts_->reactions(),
                                                      service_->shared_database());
    ASSERT_TRUE(started.ok()) << started.status();
    statistics_ = *std::move(started);
    indicators_ = v1::IndicatorService::NewStub(statistics_->Channel());
    tables_ = v1::TableService::NewStub(statistics_->Channel());
    releases_ = v1::ReleaseService::NewStub(statistics_->Channel());
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Indicators::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return statistics_->Call(*indicators_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Tables::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return statistics_->Call(*tables_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Releases::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return statistics_->Call(*releases_, method, caller, request);
  }

  using SurvivorFixture::Ask;
  using SurvivorFixture::Hurt;

  // Everything that was told is taken in, by the survivor service and by this one.
  void Follow() const {
    const auto handled = dayaq::testing::ReactAll({survivor_service_.get(), statistics_.get()});
    EXPECT_TRUE(handled.ok()) << handled.status();
  }
  void Sql(const std::string& statement) const {
    const absl::Status done = statistics_->database().Execute(statement);
    ASSERT_TRUE(done.ok()) << done;
  }
  std::string Value(const std::string& statement) const {
    const auto value = statistics_->database().Value(statement);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or("");
  }
  int64_t Number(const std::string& statement) const {
    int64_t number = -1;
    EXPECT_TRUE(absl::SimpleAtoi(Value(statement), &number)) << statement;
    return number;
  }

  // So many people hurt in each of the years 2023 and 2024, one in five killed, one in eight a woman, known some days later.
  void Hurt(int incidents_a_year, unsigned seed = 7) const {
    incident::v1::StartImportRequest start;
    start.set_request_id(NewRequestId());
    start.set_mapping("legacy-sample");
    start.set_mapping_version(1);
    start.set_register_("az");
    start.set_file_name("legacy.csv");
    start.set_file_sha256(std::string(64, 'a'));
    const auto import = Import(&incident::v1::ImportService::Stub::StartImport, incident::kLoader, start);
    ASSERT_TRUE(import.ok()) << import.status();
    incident::v1::ImportIncidentsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(import->name());
    std::mt19937 random(seed);
    const auto upto = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    static constexpr const char* kDistricts[] = {"AZ-TAR", "AZ-BAR", "AZ-AGM"};
    int row = 0;
    for (int i = 0; i < incidents_a_year * 2; ++i) {
      incident::v1::ImportedIncident& incident = *request.add_incidents();
      incident.set_group_hash(absl::StrFormat("%032d", i + 1));
      const int year = 2023 + i % 2, month = 1 + upto(12);
      *incident.mutable_facts()->mutable_occurred_on() =
          *PartialDateFromText(upto(15) == 0 ? absl::StrCat(year) : absl::StrFormat("%d-%02d-%02d", year, month, 1 + upto(28)));
      *incident.mutable_known_on() = *PartialDateFromText(absl::StrFormat("%d-01-%02d", year + 1, 1 + upto(28)));
      incident.mutable_facts()->set_district(kDistricts[upto(3)]);
      incident.mutable_facts()->set_device_category(static_cast<incident::v1::DeviceCategory>(1 + upto(9)));
      incident.set_document("legacy.csv");
      for (int people = 1 + upto(4); people > 0; --people) {
        incident::v1::ImportedCasualty& casualty = *incident.add_casualties();
        casualty.mutable_source()->set_row(++row);
        casualty.mutable_source()->set_row_hash(absl::StrFormat("%032d", row));
        casualty.mutable_source()->set_occurrence(1);
        incident::v1::CasualtyFacts& facts = *casualty.mutable_facts();
        facts.set_outcome(upto(5) == 0 ? incident::v1::OUTCOME_KILLED : incident::v1::OUTCOME_INJURED);
        facts.set_sex(upto(8) == 0 ? common::v1::SEX_FEMALE : common::v1::SEX_MALE);
        facts.set_civil_status(static_cast<incident::v1::CivilStatus>(1 + upto(5)));
        facts.set_activity(static_cast<incident::v1::Activity>(1 + upto(18)));
        const int age = upto(80);
        facts.mutable_age()->set_min_years(age);
        facts.mutable_age()->set_max_years(age + upto(3));
      }
    }
    const auto loaded = Import(&incident::v1::ImportService::Stub::ImportIncidents, incident::kLoader, request);
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    for (const auto& result : loaded->results()) {
      ASSERT_EQ(result.outcome(), incident::v1::ImportedRowResult::OUTCOME_TAKEN) << result.ShortDebugString();
    }
  }

  static v1::TableSpec Spec(const std::string& indicator, const std::vector<std::string>& dimensions, const std::string& from,
                            const std::string& until, v1::TimeStep step = v1::TIME_STEP_UNSPECIFIED) {
    v1::TableSpec spec;
    spec.set_indicator("az-provisional/" + indicator);
    for (const std::string& dimension : dimensions) spec.add_dimensions(dimension);
    *spec.mutable_from() = *PartialDateFromText(from);
    *spec.mutable_until() = *PartialDateFromText(until);
    spec.set_step(step);
    return spec;
  }
  absl::StatusOr<v1::FigureTable> Table(const v1::TableSpec& spec, const std::string& known_until = "",
                                        const TestCaller& caller = kStatistician) const {
    v1::GetTableRequest request;
    *request.mutable_table() = spec;
    if (!known_until.empty()) *request.mutable_known_until() = *PartialDateFromText(known_until);
    return Ask(&Tables::GetTable, caller, request);
  }
  // The figure of a cell as it is shown; "Q" when it is hidden, "?" when there is no such cell.
  static std::string Cell(const v1::FigureTable& table, const std::vector<std::string>& codes) {
    for (const v1::FigureCell& cell : table.cells()) {
      if (std::vector<std::string>(cell.codes().begin(), cell.codes().end()) != codes) continue;
      return cell.status() == v1::CELL_STATUS_HIDDEN ? "Q" : cell.value();
    }
    return "?";
  }

  static v1::DraftReleaseRequest Drafting(const std::vector<v1::TableSpec>& tables, const std::string& known_until = "") {
    v1::DraftReleaseRequest request;
    request.set_request_id(NewRequestId());
    request.set_title_az("Nümunə buraxılış");
    request.set_title_en("Sample release");
    for (const v1::TableSpec& table : tables) *request.add_tables() = table;
    if (!known_until.empty()) *request.mutable_known_until() = *PartialDateFromText(known_until);
    return request;
  }
  template <typename Request>
  static Request Step(const v1::Release& release) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(release.name());
    request.set_etag(release.etag());
    return request;
  }
  v1::Release Drafted(const v1::DraftReleaseRequest& request) const {
    auto drafted = Ask(&Releases::DraftRelease, kStatistician, request);
    EXPECT_TRUE(drafted.ok()) << drafted.status();
    return drafted.value_or(v1::Release());
  }
  v1::Release Published(const v1::Release& draft) const {
    const auto checked = Ask(&Releases::CheckRelease, Strongly(kChecker), Step<v1::CheckReleaseRequest>(draft));
    EXPECT_TRUE(checked.ok()) << checked.status();
    auto published =
        Ask(&Releases::PublishRelease, Strongly(kStatistician), Step<v1::PublishReleaseRequest>(checked.value_or(v1::Release())));
    EXPECT_TRUE(published.ok()) << published.status();
    return published.value_or(v1::Release());
  }
  v1::VerifyReleaseResponse Verified(const v1::Release& release) const {
    v1::VerifyReleaseRequest request;
    request.set_name(release.name());
    const auto verified = Ask(&Releases::VerifyRelease, kChecker, request);
    EXPECT_TRUE(verified.ok()) << verified.status();
    return verified.value_or(v1::VerifyReleaseResponse());
  }

  // The layer as it is now, without when it learnt what.
  std::string LayerNow() const {
    return Value(
        "SELECT coalesce(string_agg((to_jsonb(f) - 'kept_from' - 'kept_until')::text, E'\\n' ORDER BY f.pseudonym, "
        "f.part, f.recorded_from), '') "
        "FROM statistics.fact f WHERE f.kept_until = 'infinity'");
  }
  // Made anew from nothing.
  std::string LayerRebuilt() const {
    Sql("SET session_replication_role = replica; DELETE FROM statistics.fact; SET session_replication_role = origin; "
        "SELECT outbox.emit(jsonb_build_array("
        "jsonb_build_object('uid', gen_random_uuid(), 'kind', 'layer.goes_on', 'resource', "
        "'layers/incidents/00000000-0000-0000-0000-000000000000'),"
        "jsonb_build_object('uid', gen_random_uuid(), 'kind', 'layer.goes_on', 'resource', "
        "'layers/survivors/00000000-0000-0000-0000-000000000000'),"
        "jsonb_build_object('uid', gen_random_uuid(), 'kind', 'layer.goes_on', 'resource', "
        "'layers/amounts/00000000-0000-0000-0000-000000000000')))");
    Follow();
    return LayerNow();
  }

  std::optional<StatisticsParts> statistics_parts_;
  std::unique_ptr<dayaq::testing::TestService> statistics_;
  std::unique_ptr<Indicators> indicators_;
  std::unique_ptr<Tables> tables_;
  std::unique_ptr<Releases> releases_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_STATISTICS_TEST_FIXTURE_H_
