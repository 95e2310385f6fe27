// Calls about people that are measured: what is asked stands in a file, a request a line, in base64.
#ifndef TESTS_BENCH_PEOPLE_CALLS_H_
#define TESTS_BENCH_PEOPLE_CALLS_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace dayaq::testing {

// Makes one call with a serialised request.
using PeopleCall = std::function<grpc::Status(grpc::ClientContext&, const std::string& request)>;

// `kind`: "person" (GetSurvivor), "people" (a page of ListSurvivors), "due" (a page of a case manager's due work), "candidates"
// (FindCandidates). Nothing for any other.
PeopleCall PeopleCallOf(const std::string& kind, const std::shared_ptr<grpc::Channel>& channel);

// The requests of a file. Ends the process when there are none.
std::vector<std::string> ReadRequests(const std::string& path);
void WriteRequests(const std::string& path, const std::vector<std::string>& requests);

}  // namespace dayaq::testing

#endif  // TESTS_BENCH_PEOPLE_CALLS_H_
