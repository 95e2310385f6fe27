// Short ways to report on incidents and to correct them, for integration tests.
#ifndef SERVICES_INCIDENT_REPORT_TEST_FIXTURE_H_
#define SERVICES_INCIDENT_REPORT_TEST_FIXTURE_H_

#include <string>
#include <vector>

#include "services/incident/incident_test_fixture.h"

namespace dayaq::incident {

class ReportFixture : public IncidentFixture {
 protected:
  v1::Incident Registered(v1::RegisterIncidentRequest request = Herding()) const {
    auto made = Register(request);
    EXPECT_TRUE(made.ok()) << made.status();
    return made.value_or(v1::Incident());
  }
  v1::Incident Read(const std::string& name, const TestCaller& caller = kRegistrar) const {
    auto read = Get(caller, name);
    EXPECT_TRUE(read.ok()) << read.status();
    return read.value_or(v1::Incident());
  }

  static v1::AddReportRequest ReportOn(const v1::Incident& incident, v1::SourceKind source) {
    v1::AddReportRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(incident.name());
    request.set_etag(incident.etag());
    request.mutable_report()->set_source(source);
    return request;
  }
  static v1::CasualtyFacts& SayOf(v1::AddReportRequest& request, const std::string& casualty_uid,
                                  v1::Outcome outcome = v1::OUTCOME_INJURED) {
    v1::CasualtyStatement& statement = *request.mutable_report()->add_statements();
    statement.set_casualty_uid(casualty_uid);
    statement.mutable_facts()->set_outcome(outcome);
    return *statement.mutable_facts();
  }
  v1::Incident Added(const TestCaller& caller, const v1::AddReportRequest& request) const {
    auto added = Call(&Stub::AddReport, caller, request);
    EXPECT_TRUE(added.ok()) << added.status();
    return added.value_or(v1::Incident());
  }

  static v1::CorrectCasualtyRequest CorrectionOf(const v1::Casualty& casualty, const std::vector<std::string>& fields) {
    v1::CorrectCasualtyRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(casualty.name());
    request.set_etag(casualty.etag());
    request.set_reason("Sənədlə dəqiqləşdirilib");
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return request;
  }
  static v1::CorrectIncidentRequest CorrectionOf(const v1::Incident& incident, const std::vector<std::string>& fields) {
    v1::CorrectIncidentRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(incident.name());
    request.set_etag(incident.etag());
    request.set_reason("Yerində dəqiqləşdirilib");
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return request;
  }
};

inline void SetDate(common::v1::PartialDate& date, int year, int month = 0, int day = 0) {
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
}

inline const v1::FactSource* SourceOf(const google::protobuf::RepeatedPtrField<v1::FactSource>& sources, const std::string& field) {
  for (const v1::FactSource& source : sources) {
    if (source.field() == field) return &source;
  }
  return nullptr;
}

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_REPORT_TEST_FIXTURE_H_
