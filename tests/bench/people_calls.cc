#include "tests/bench/people_calls.h"

#include <fstream>
#include <utility>

#include "absl/strings/escaping.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

template <typename Service, typename Request, typename Response>
PeopleCall CallOf(const std::shared_ptr<grpc::Channel>& channel,
                  grpc::Status (Service::Stub::*method)(grpc::ClientContext*, const Request&, Response*)) {
  const std::shared_ptr<typename Service::Stub> stub = Service::NewStub(channel);
  return [stub, method](grpc::ClientContext& context, const std::string& serialised) {
    Request request;
    Must(request.ParseFromString(serialised), "read a request");
    Response response;
    return (stub.get()->*method)(&context, request, &response);
  };
}

}  // namespace

PeopleCall PeopleCallOf(const std::string& kind, const std::shared_ptr<grpc::Channel>& channel) {
  using survivor::v1::CaseService, survivor::v1::MatchService, survivor::v1::SurvivorService;
  if (kind == "person") return CallOf<SurvivorService>(channel, &SurvivorService::Stub::GetSurvivor);
  if (kind == "people") return CallOf<SurvivorService>(channel, &SurvivorService::Stub::ListSurvivors);
  if (kind == "due") return CallOf<CaseService>(channel, &CaseService::Stub::ListDueWork);
  if (kind == "candidates") return CallOf<MatchService>(channel, &MatchService::Stub::FindCandidates);
  return nullptr;
}

std::vector<std::string> ReadRequests(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> requests;
  for (std::string line; std::getline(file, line);) Must(absl::Base64Unescape(line, &requests.emplace_back()), "read base64");
  Must(!requests.empty(), "read requests");
  return requests;
}

void WriteRequests(const std::string& path, const std::vector<std::string>& requests) {
  std::ofstream file(path);
  for (const std::string& request : requests) file << absl::Base64Escape(request) << "\n";
}

}  // namespace dayaq::testing
