// Registers the canaries through the edge, looks for them as a caseworker would, and makes the mistakes that people make:
// particulars of a person in fields that are not for them. Run by run.sh, inside a test house.
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "services/platform/sealing/uuid7.h"
#include "tests/atrest/canaries.h"
#include "tests/support/edge_client.h"
#include "tests/support/invented_incidents.h"

ABSL_FLAG(std::string, address, "", "host:port of the edge");
ABSL_FLAG(std::string, certificates, "", "folder with ca.pem, cert.pem and key.pem");
ABSL_FLAG(std::string, registrar_token, "", "shell command that prints a hospital registrar's token");
ABSL_FLAG(std::string, caseworker_token, "", "shell command that prints a caseworker's token");
ABSL_FLAG(uint64_t, people, 20, "how many");

namespace dayaq::testing {
namespace {

using incident::v1::IncidentService;
using survivor::v1::SurvivorService;

constexpr absl::Duration kDeadline = absl::Seconds(20);

class Ward {
 public:
  Ward()
      : registrar_(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_registrar_token)),
        caseworker_(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_caseworker_token)),
        incidents_(IncidentService::NewStub(registrar_.NewChannel())),
        survivors_(SurvivorService::NewStub(caseworker_.NewChannel())) {}

  bool Register(const Canary& canary) {
    beside_ = absl::StrCat(canary.national_id, " ", canary.iban);
    incident::v1::RegisterIncidentRequest request = InventedInjury(random_, 1);
    incident::v1::CasualtyFacts& facts = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
    common::v1::PersonIdentity& identity = *facts.mutable_identity();
    identity.set_family_name(canary.family_name);
    identity.set_given_name(canary.given_name);
    identity.set_father_name(canary.father_name);
    identity.set_national_id(canary.national_id);
    identity.set_phone(canary.phone);
    identity.set_address(canary.address);
    facts.set_clinical_note(absl::StrCat(canary.given_name, " ", canary.family_name, " özü danışdı. Hesab: ", canary.iban,
                                         ", tel. ", canary.phone, "."));
    incident::v1::Incident answer;
    return Note(Call(registrar_, *incidents_, &IncidentService::Stub::RegisterIncident, request, answer));
  }

  // Whether the record that came of it is found by each of name and national id.
  bool Find(const Canary& canary) {
    survivor::v1::ListSurvivorsRequest by_name, by_id;
    by_name.mutable_filter()->set_person_name(absl::StrCat(canary.family_name, " ", canary.given_name));
    by_id.mutable_filter()->set_national_id(canary.national_id);
    for (const auto& request : {by_name, by_id}) {
      survivor::v1::ListSurvivorsResponse answer;
      if (!Note(Call(caseworker_, *survivors_, &SurvivorService::Stub::ListSurvivors, request, answer))) return false;
      if (answer.survivors_size() != 1) return false;
    }
    return true;
  }

  // Each is refused; what was typed may be told to nobody.
  int Mistype(const Canary& canary) {
    int refused = 0;
    incident::v1::RegisterIncidentRequest request = InventedInjury(random_, 1);
    incident::v1::CasualtyFacts& facts = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
    facts.mutable_identity()->set_national_id(canary.phone);
    facts.mutable_identity()->set_phone(canary.family_name);
    facts.set_nationality(canary.national_id);
    request.set_request_id(canary.family_name);
    request.mutable_incident()->mutable_facts()->set_district(canary.given_name);
    incident::v1::Incident incident;
    refused += !Call(registrar_, *incidents_, &IncidentService::Stub::RegisterIncident, request, incident).ok();
    incident::v1::GetIncidentRequest get;
    get.set_name(absl::StrCat("incidents/", canary.national_id));
    refused += !Call(registrar_, *incidents_, &IncidentService::Stub::GetIncident, get, incident).ok();
    survivor::v1::ListSurvivorsRequest list;
    list.set_page_token(canary.iban);
    list.mutable_filter()->set_number(canary.phone);
    survivor::v1::ListSurvivorsResponse answer;
    refused += !Call(caseworker_, *survivors_, &SurvivorService::Stub::ListSurvivors, list, answer).ok();
    survivor::v1::GetSurvivorRequest of_nobody;
    of_nobody.set_name(absl::StrCat("survivors/", canary.family_name));
    survivor::v1::Survivor survivor;
    refused += !Call(caseworker_, *survivors_, &SurvivorService::Stub::GetSurvivor, of_nobody, survivor).ok();
    return refused;
  }

 private:
  template <typename Stub, typename Request, typename Response>
  grpc::Status Call(EdgeClient& edge, Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response& response) {
    grpc::ClientContext context;
    edge.Prepare(context, kDeadline);
    // Command lines write what they like beside a request, too.
    for (const char* key : {"traceparent", "x-request-id"}) context.AddMetadata(key, beside_);
    return (stub.*method)(&context, request, &response);
  }

  static bool Note(const grpc::Status& status) {
    if (!status.ok()) std::cerr << status.error_code() << " " << status.error_message() << "\n";
    return status.ok();
  }

  EdgeClient registrar_, caseworker_;
  std::unique_ptr<IncidentService::Stub> incidents_;
  std::unique_ptr<SurvivorService::Stub> survivors_;
  std::mt19937_64 random_{1};
  std::string beside_;
};

int Run() {
  const uint64_t people = absl::GetFlag(FLAGS_people);
  Ward ward;
  uint64_t registered = 0, found = 0;
  int refused = 0;
  for (uint64_t number = 0; number < people; ++number) registered += ward.Register(CanaryOf(number));
  // Records open by themselves, soon.
  const absl::Time patience = absl::Now() + absl::Minutes(3);
  for (uint64_t number = 0; number < people; ++number) {
    while (!ward.Find(CanaryOf(number))) {
      if (absl::Now() > patience) break;
      absl::SleepFor(absl::Milliseconds(200));
    }
    found += ward.Find(CanaryOf(number));
    refused += ward.Mistype(CanaryOf(number));
  }
  std::cout << registered << " registered, " << found << " found by name and by national id, " << refused
            << " mistyped calls refused\n";
  return registered == people && found == people && refused == static_cast<int>(4 * people) ? 0 : 1;
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return dayaq::testing::Run();
}
