// How long everybody takes to be assessed by a changed rule, as the service does it: lanes in a thread each, people read in one go,
// unchanged answers written nowhere. Beside it the floor: the same rows read by one statement. Runs inside a test cluster:
//   dev/test-cluster.sh build/release/tests/bench/recount_cost [PEOPLE [THREADS]]
// Nothing here judges.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "dayaq/payment/v1/benefit_rule_service.grpc.pb.h"
#include "services/payment/benefit_register.h"
#include "services/payment/payment_parts.h"
#include "tests/support/test_service.h"

namespace dayaq::payment {
namespace {

constexpr int kUsualPeople = 1000000;
constexpr int kUsualThreads = 2;

double SecondsOf(const std::chrono::steady_clock::time_point& begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

bool Say(const absl::Status& status) {
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok();
}

// Invented people; every third has a decision in force, which every benefit of disability asks about.
absl::Status Fill(const testing::TestDatabase& database, int people) {
  return database.Execute(absl::StrCat(
      "SET session_replication_role = replica; "
      "INSERT INTO survivor.survivor (uid, number, etag, register, district, institution, state, create_time, update_time, "
      "identity_confirmed_time) "
      "SELECT gen_random_uuid(), (1000000 + n)::text, 1, 'az', 'AZ-TAR', 'hospital-tartar', 'SURVIVOR_STATE_LIVING', now(), now(), "
      "NULL "
      "FROM generate_series(1, ",
      people,
      ") AS n; "
      "INSERT INTO survivor.disability_decision (uid, survivor_uid, percent, stated_percent, band, cause, decided_on, valid_from, "
      "act_number, in_force_from, institution, create_time, register, district, survivor_institution) "
      "SELECT gen_random_uuid(), uid, 65, 65, 'DISABILITY_BAND_61_80', 'DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS', "
      "'2025-09-01', "
      "'2025-09-01', '17-A', '2025-09-01', 'expertise-agency', now(), 'az', 'AZ-TAR', 'hospital-tartar' "
      "FROM survivor.survivor WHERE number::integer % 3 = 0; "
      "ANALYZE survivor.survivor; ANALYZE survivor.disability_decision"));
}

// Works off everything that is due, in so many threads.
bool React(const testing::TestService& service, int threads) {
  std::vector<std::thread> working;
  std::vector<absl::Status> ended(static_cast<size_t>(threads));
  for (int i = 0; i < threads; ++i) {
    working.emplace_back([&service, &ended, i] { ended[static_cast<size_t>(i)] = service.React().status(); });
  }
  for (std::thread& thread : working) thread.join();
  for (const absl::Status& status : ended) {
    if (!Say(status)) return false;
  }
  return true;
}

bool Pass(const testing::TestService& service, PaymentParts& parts, int threads, const char* what) {
  const auto begun = std::chrono::steady_clock::now();
  if (!Say(parts.Prepare(service.host().kit())) || !React(service, threads)) return false;
  const double seconds = SecondsOf(begun);
  // What the lanes came to; a lane that is busy is waited for by the other threads.
  const auto row = service.database().Value(
      "SELECT (SELECT sum(done) || ' people, ' || sum(started) || ' started, ' || sum(changed) || ' changed' FROM "
      "payment.recount_lane l "
      "WHERE l.recount_uid = r.uid) || CASE WHEN r.finish_time IS NULL THEN ', NOT FINISHED' ELSE '' END FROM payment.recount r "
      "WHERE r.kind = 'RECOUNT_KIND_ASSESS' "
      "ORDER BY r.uid DESC LIMIT 1");
  std::printf("%-52s %8.2f s   %s\n", what, seconds, row.value_or("?").c_str());
  return true;
}

void Floor(const testing::TestDatabase& database) {
  const auto begun = std::chrono::steady_clock::now();
  const auto value = database.Value(
      "SELECT count(*) || ' rows' FROM (SELECT s.uid, s.state, d.percent, d.band, c.outcome, e.explanation, (SELECT "
      "sum(i.amount_qepik) FROM "
      "payment.instalment i WHERE i.entitlement_uid = e.uid) AS entitled FROM survivor.survivor s LEFT JOIN "
      "survivor.disability_decision d ON "
      "d.survivor_uid = s.uid LEFT JOIN survivor.casualty c ON c.survivor_uid = s.uid LEFT JOIN payment.entitlement e ON "
      "e.survivor_uid = "
      "s.uid OFFSET 0) AS read");
  std::printf("%-52s %8.2f s   %s\n", "floor: the same rows, one statement", SecondsOf(begun), value.value_or("?").c_str());
}

// A version of the rules in which the amounts of one benefit are others, or none is.
PaymentPolicies Changed(const PaymentPolicies& policies, const std::string& benefit, int by_qepik) {
  PaymentPolicies changed = policies;
  for (v1::BenefitRule& rule : changed.benefits) {
    if (rule.benefit() != benefit) continue;
    rule.set_version(rule.version() + (by_qepik == 0 ? 1 : 2));
    rule.set_content_hash(std::string(64, by_qepik == 0 ? 'a' : 'b'));
    for (v1::BandAmount& amount : *rule.mutable_steps()->rbegin()->mutable_by_band())
      amount.set_amount_qepik(amount.amount_qepik() + by_qepik);
  }
  return changed;
}

// The same question on paper: who gains and who loses by other amounts, in the same lanes.
bool Compared(testing::TestService& service, const PaymentPolicies& policies, int threads) {
  std::ifstream stream("policy/benefits/disability-allowance.yaml", std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  int version = 0;
  for (const v1::BenefitRule& rule : policies.benefits) {
    if (rule.benefit() == "disability-allowance") version = rule.version();
  }
  content = absl::StrReplaceAll(
      content,
      {{absl::StrCat("\nversion: ", version, "\n"), absl::StrCat("\nversion: ", version + 5, "\n")}, {"\"250.00\"", "\"249.00\""}});
  const auto stub = v1::BenefitRuleService::NewStub(service.Channel());
  v1::ProposeRuleRequest propose;
  propose.set_request_id(testing::NewRequestId());
  propose.set_content(content);
  const auto proposal = service.Call(*stub, &v1::BenefitRuleService::Stub::ProposeRule,
                                     testing::Strongly(testing::TestCaller{"kamran-verifier"}), propose);
  if (!Say(proposal.status())) return false;
  const auto begun = std::chrono::steady_clock::now();
  v1::CompareRulesRequest compare;
  compare.set_request_id(testing::NewRequestId());
  compare.set_new_hash(proposal->content_hash());
  const auto comparison = service.Call(*stub, &v1::BenefitRuleService::Stub::CompareRules,
                                       testing::Strongly(testing::TestCaller{"kamran-verifier"}), compare);
  if (!Say(comparison.status()) || !React(service, threads)) return false;
  const auto row = service.database().Value(
      "SELECT sum(l.losing) || ' lose ' || sum(l.month_qepik) || ' qepik a month' || CASE WHEN (SELECT finish_time IS NULL FROM "
      "payment.recount WHERE kind = 'RECOUNT_KIND_COMPARE') THEN ', NOT FINISHED' ELSE '' END FROM payment.rule_comparison_line l");
  std::printf("%-52s %8.2f s   %s\n", "compared on paper: who gains and who loses", SecondsOf(begun), row.value_or("?").c_str());
  return true;
}

bool PassBy(const PaymentPolicies& policies, testing::TestService& with, int threads, const char* what) {
  PaymentParts parts(policies);
  auto service = testing::TestService::Start("payment", parts.methods(), parts.reactions(), with.shared_database());
  if (!Say(service.status())) return false;
  return Pass(**service, parts, threads, what);
}

int Run(int people, int threads) {
  auto policies = PaymentPolicies::Load("policy");
  if (!Say(policies.status())) return EXIT_FAILURE;
  PaymentParts parts(*policies);
  auto service = testing::TestService::Start("payment", parts.methods(), parts.reactions());
  if (!Say(service.status())) return EXIT_FAILURE;
  const auto begun = std::chrono::steady_clock::now();
  if (!Say(Fill((*service)->database(), people))) return EXIT_FAILURE;
  std::printf("%d people, every third with a decision, made in %.0f s; %d threads\n", people, SecondsOf(begun), threads);
  if (!Pass(**service, parts, threads, "all rules for the first time: entitlements start")) return EXIT_FAILURE;
  Floor((*service)->database());
  if (!Compared(**service, *policies, threads)) return EXIT_FAILURE;
  const bool ok =
      PassBy(Changed(*policies, "disability-allowance", 0), **service, threads, "a new version that answers the same") &&
      PassBy(Changed(*policies, "disability-allowance", 1000), **service, threads, "a new version with other amounts");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace dayaq::payment

int main(int argc, char** argv) {
  int people = 0, threads = 0;
  const bool said = argc > 1 && absl::SimpleAtoi(argv[1], &people) && people > 0;
  const bool said_threads = argc > 2 && absl::SimpleAtoi(argv[2], &threads) && threads > 0;
  return dayaq::payment::Run(said ? people : dayaq::payment::kUsualPeople, said_threads ? threads : dayaq::payment::kUsualThreads);
}
