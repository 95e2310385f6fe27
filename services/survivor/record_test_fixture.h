// Short ways to change what records follow, for tests of that. Every name is invented.
#ifndef SERVICES_SURVIVOR_RECORD_TEST_FIXTURE_H_
#define SERVICES_SURVIVOR_RECORD_TEST_FIXTURE_H_

#include <functional>
#include <string>
#include <vector>

#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {

class RecordFixture : public SurvivorFixture {
 protected:
  incident::v1::Casualty CorrectedCasualty(const incident::v1::Incident& incident, const std::vector<std::string>& fields,
                                           const std::function<void(incident::v1::CasualtyFacts&)>& change) const {
    const incident::v1::Incident present = Read(incident.name());
    incident::v1::CorrectCasualtyRequest request = incident::ReportFixture::CorrectionOf(present.casualties(0), fields);
    change(*request.mutable_facts());
    auto corrected = Call(&incident::IncidentFixture::Stub::CorrectCasualty, incident::kRegistrar, request);
    EXPECT_TRUE(corrected.ok()) << corrected.status();
    return corrected.value_or(incident::v1::Casualty());
  }
  void Rejected(const incident::v1::Incident& incident) const {
    incident::v1::RejectIncidentRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(incident.name());
    request.set_etag(Read(incident.name(), kAnama).etag());
    request.set_reason("Hadisə olmayıb");
    const auto rejected = Call(&incident::IncidentFixture::Stub::RejectIncident, kAnama, request);
    EXPECT_TRUE(rejected.ok()) << rejected.status();
  }
  // A herder of that national id who was killed.
  static incident::v1::RegisterIncidentRequest KilledOn(const std::string& national_id, absl::string_view day) {
    incident::v1::RegisterIncidentRequest request = Hurt(national_id, day);
    PersonOf(request).set_outcome(incident::v1::OUTCOME_KILLED);
    *PersonOf(request).mutable_died_on() = Date(day);
    return request;
  }
  incident::v1::Incident Merged(const incident::v1::Incident& kept, const incident::v1::Incident& duplicate) const {
    incident::v1::MergeIncidentsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(kept.name());
    request.set_etag(Read(kept.name(), kAnama).etag());
    request.set_duplicate(duplicate.name());
    request.set_duplicate_etag(Read(duplicate.name(), kAnama).etag());
    request.set_reason("Eyni hadisədir");
    incident::v1::CasualtyPair& pair = *request.add_pairs();
    pair.set_kept_uid(kept.casualties(0).uid());
    pair.set_duplicate_uid(duplicate.casualties(0).uid());
    auto merged = Call(&incident::IncidentFixture::Stub::MergeIncidents, kAnama, request);
    EXPECT_TRUE(merged.ok()) << merged.status();
    return merged.value_or(incident::v1::Incident());
  }
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_RECORD_TEST_FIXTURE_H_
