// Incidents, casualties and reports as they are first stored: ids, names, times, keys, tokens.
#ifndef SERVICES_INCIDENT_NEW_RECORDS_H_
#define SERVICES_INCIDENT_NEW_RECORDS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "dayaq/incident/v1/incident.pb.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/people/identity_tokens.h"
#include "services/platform/rpc/call.h"

namespace dayaq::incident {

// The incident as it is first stored: ids, first state, people, counts.
v1::Incident Registered(const v1::Incident& stated, const std::string& report_uid, rpc::Call& call);

// A casualty of its own, with its uid, first source, whole injuries and age.
v1::Casualty NewCasualty(const v1::CasualtyFacts& facts, const v1::Incident& incident, const std::string& report_uid,
                         rpc::Call& call);

// A report as it is filed: what the source is, who files it.
v1::Report Filed(const v1::Report& stated, const std::string& uid, const v1::Incident& incident, rpc::Call& call);

// Adds what the report says of one person.
void AddStatement(v1::Report& report, const std::string& casualty_uid, const v1::CasualtyFacts& facts, rpc::Call& call);

struct CasualtyToken {
  IdentityToken identity;
  std::string casualty_uid;
};

// What the person can be found by.
std::vector<CasualtyToken> TokensFor(const v1::Casualty& casualty, const rpc::Call& call);

// Sees to it that there is a key for what is sealed of this person: one is made unless the one that stands was read with the
// person.
absl::Status NeedKey(const v1::Casualty& casualty, rpc::Call& call);

// The age from the birth date, once more; whether it changed.
bool Rederive(v1::Casualty& casualty, const v1::Incident& incident);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_NEW_RECORDS_H_
