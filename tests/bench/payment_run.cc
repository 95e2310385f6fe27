// How long a run of a million instalments takes from what is due to files for the bank, and how much memory the service needs,
// beside a bare SELECT and COPY of the same rows. Runs inside a test cluster:
//   dev/test-cluster.sh build/release/tests/bench/payment_run [PEOPLE]
// Nothing here judges.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/payment/account_queries.h"
#include "services/payment/run_parts.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/wrapper_queries.h"
#include "services/platform/sealing/uuid7.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_service.h"

namespace dayaq::payment {
namespace {

constexpr int kUsualPeople = 1000000;
constexpr int kBatch = 1000;
constexpr char kRunUid[] = "01900000-0000-7000-8000-00000000b0b0";

using Clock = std::chrono::steady_clock;
double SecondsOf(const Clock::time_point& begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

long PeakMegabytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

std::string NumberedUid(const char* kind, int number) { return absl::StrFormat("01900000-0000-7000-8%s-%012d", kind, number); }

// Entitlements of invented people, each with one instalment that is due.
absl::Status FillEntitlements(const testing::TestDatabase& database, int people) {
  const std::string numbered = absl::StrCat("generate_series(1, ", people, ") AS n");
  return database.Execute(absl::StrCat(
      "SET session_replication_role = replica; "
      "INSERT INTO payment.benefit_rule (benefit, version, content_hash, title, occasion, frequency, steps) "
      "VALUES ('invented', 1, repeat('a', 64), '{}', 'OCCASION_PERSON', 'FREQUENCY_MONTHLY', '[]'); "
      "INSERT INTO payment.entitlement (uid, etag, survivor_uid, beneficiary, beneficiary_uid, benefit, rule_version, state, "
      "entitled_qepik, currency, releasable, explanation, register, district, institution, create_time, update_time) "
      "SELECT ('01900000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, 1, "
      "('01900000-0000-7000-8002-' || lpad(n::text, 12, '0'))::uuid, 'BENEFICIARY_SURVIVOR', "
      "('01900000-0000-7000-8002-' || lpad(n::text, 12, '0'))::uuid, 'invented', 1, 'ENTITLEMENT_STATE_ACTIVE', 25000, 'AZN', "
      "true, "
      "'{}', 'az', 'AZ-TAR', 'hospital-tartar', now(), now() FROM ",
      numbered,
      "; INSERT INTO payment.assessment (uid, entitlement_uid, because_of, explanation, create_time, register, district, "
      "institution) "
      "SELECT ('01900000-0000-7000-8003-' || lpad(n::text, 12, '0'))::uuid, ('01900000-0000-7000-8001-' || lpad(n::text, 12, "
      "'0'))::uuid, "
      "'survivor.opened', '{}', now(), 'az', 'AZ-TAR', 'hospital-tartar' FROM ",
      numbered,
      "; INSERT INTO payment.instalment (uid, entitlement_uid, period, sequence, kind, amount_qepik, currency, due_on, "
      "assessment_uid, "
      "create_time, register, district, institution) "
      "SELECT ('01900000-0000-7000-8004-' || lpad(n::text, 12, '0'))::uuid, ('01900000-0000-7000-8001-' || lpad(n::text, 12, "
      "'0'))::uuid, "
      "'2026-11', 0, 'INSTALMENT_KIND_REGULAR', 25000, 'AZN', '2026-11-01', "
      "('01900000-0000-7000-8003-' || lpad(n::text, 12, '0'))::uuid, now(), 'az', 'AZ-TAR', 'hospital-tartar' FROM ",
      numbered, "; RESET session_replication_role; ANALYZE payment.entitlement; ANALYZE payment.instalment"));
}

// Up to so many accounts behind a number.
std::vector<v1::PayeeAccount> SomeAccounts(int begin, int people) {
  std::vector<v1::PayeeAccount> accounts;
  for (int n = begin; n < begin + kBatch && n <= people; ++n) {
    v1::PayeeAccount& account = accounts.emplace_back();
    account.set_uid(NumberedUid("005", n));
    account.set_survivor_uid(NumberedUid("002", n));
    account.set_payee_uid(account.survivor_uid());
    account.set_holder(v1::ACCOUNT_HOLDER_PAYEE);
    account.mutable_details()->set_iban("AZ77AIIB38001944194419441944");
    account.mutable_details()->set_holder_name("Nümunəzadə Şükür Əli oğlu");
    account.set_number_end("1944");
    account.set_bank("AIIBAZ2X");
    account.set_state(v1::ACCOUNT_STATE_IN_USE);
    *account.mutable_hold_until_time() = Timestamp(absl::Now() - absl::Hours(1));
    account.set_register_("az");
    account.set_district("AZ-TAR");
    account.set_institution("hospital-tartar");
  }
  return accounts;
}

// An account for each, sealed as the service seals them.
absl::Status FillAccounts(const testing::TestService& service, int people) {
  const rpc::Kit& kit = service.host().kit();
  for (int begin = 1; begin <= people; begin += kBatch) {
    RETURN_IF_ERROR(
        InTransaction(kit.pool, absl::Now() + absl::Minutes(1), &kit.key_wrapper, [&](Transaction& transaction) -> absl::Status {
          const rpc::ContextRequest wanted{.issuer = testing::kTestIssuer, .subject = "kamran-supervisor", .session = "bench"};
          const rpc::SignedContext context = rpc::SignContext(kit, wanted, absl::Now());
          ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(rpc::kBegin, {context.text, Octets{context.mac}}));
          RETURN_IF_ERROR(rpc::CallerFrom(kit, row, transaction).status());
          const std::vector<v1::PayeeAccount> accounts = SomeAccounts(begin, people);
          for (const v1::PayeeAccount& account : accounts) RETURN_IF_ERROR(transaction.keys().Create(account.uid()));
          return transaction.Execute(kAddAccount,
                                     {Rows(accounts), transaction.keys().NewKeys(), "[]", "az", "AZ-TAR", "hospital-tartar"});
        }));
  }
  return service.database().Execute("ANALYZE payment.payee_account; ANALYZE payment.person_key");
}

bool Timed(const char* what, const absl::Status& status, const Clock::time_point& begun) {
  if (!status.ok()) std::fprintf(stderr, "%s: %s\n", what, status.ToString().c_str());
  std::printf("%-58s %7.2f s  %5ld MB at most\n", what, SecondsOf(begun), PeakMegabytes());
  return status.ok();
}

absl::Status WorkOff(const testing::TestService& service) {
  for (;;) {
    const auto done = service.React();
    if (!done.ok()) return done.status();
    if (*done == 0) return absl::OkStatus();
  }
}

absl::Status Emit(const testing::TestDatabase& database, const std::string& kind, const std::string& resource) {
  return database.Execute(absl::StrCat("SELECT outbox.emit('[{\"uid\":\"", NewUuid7(absl::Now()), "\",\"kind\":\"", kind,
                                       "\",\"resource\":\"", resource, "\"}]')"));
}

int Run(int people) {
  const testing::TemporaryDirectory directory;
  auto policy = LoadPaymentPolicy("policy");
  auto calendar = WorkingCalendar::Load("policy");
  if (!policy.ok() || !calendar.ok()) return EXIT_FAILURE;
  const int per_file = policy->orders_per_file;
  RunParts parts(*std::move(policy), *std::move(calendar), {.share_percent = 20}, directory.path());
  const auto started = testing::TestService::Start("payment", parts.methods(), parts.reactions());
  if (!started.ok()) {
    std::fprintf(stderr, "%s\n", started.status().ToString().c_str());
    return EXIT_FAILURE;
  }
  const testing::TestService& service = **started;
  const testing::TestDatabase& database = service.database();

  auto begun = Clock::now();
  if (!Timed("making entitlements and instalments", FillEntitlements(database, people), begun)) return EXIT_FAILURE;
  begun = Clock::now();
  if (!Timed("making accounts", FillAccounts(service, people), begun)) return EXIT_FAILURE;
  const absl::Status proposed = database.Execute(absl::StrCat(
      "INSERT INTO payment.payment_run (uid, etag, register, institution, execute_on, due_until, source_account, source, state, "
      "orders_per_file, create_time, update_time) VALUES ('",
      kRunUid, "', 1, 'az', 'payment-fund', '2026-12-01', '2026-12-01', 'state-budget', ",
      R"('{"name": "FOND", "tax_number": "1000000001", "iban": "AZ74NABZ00000000000000000001", "bank": "NABZAZ2C", "category_purpose": "SSBE"}')",
      ", 'PAYMENT_RUN_STATE_COLLECTING', ", per_file, ", now(), now())"));
  if (!proposed.ok() || !Emit(database, "payment.run_proposed", absl::StrCat("paymentRuns/", kRunUid)).ok()) return EXIT_FAILURE;

  begun = Clock::now();
  if (!Timed("collecting: entitlements to orders", WorkOff(service), begun)) return EXIT_FAILURE;
  begun = Clock::now();
  const absl::Status released = database.Execute(absl::StrCat(
      "UPDATE payment.payment_order SET state = 'PAYMENT_ORDER_STATE_READY', because = 'run' WHERE run_uid = '", kRunUid,
      "'; SET session_replication_role = replica; UPDATE payment.payment_run SET state = 'PAYMENT_RUN_STATE_RELEASED', "
      "release_time = "
      "date_trunc('second', now()), released_by = gen_random_uuid(), approved_by = gen_random_uuid(), verified_by = "
      "gen_random_uuid(), "
      "available_qepik = total_qepik; RESET session_replication_role; ANALYZE payment.payment_order"));
  if (!Timed("releasing", released, begun)) return EXIT_FAILURE;
  for (int number = 1; number <= (people + per_file - 1) / per_file; ++number) {
    if (!Emit(database, "payment.file_wanted", absl::StrCat("paymentRuns/", kRunUid, "/files/", number)).ok()) return EXIT_FAILURE;
  }
  begun = Clock::now();
  if (!Timed("released run to files, one after the other", WorkOff(service), begun)) return EXIT_FAILURE;
  const double files = SecondsOf(begun);
  begun = Clock::now();
  const absl::Status floor = database.Execute(absl::StrCat(
      "COPY (SELECT o.uid, o.uetr, o.amount_qepik, o.purpose, o.remittance, a.bank, a.details, k.wrapped FROM "
      "payment.payment_order o "
      "JOIN payment.payee_account a ON a.uid = o.account_uid JOIN payment.person_key k ON k.uid = a.uid WHERE o.run_uid = '",
      kRunUid, "' ORDER BY o.uid) TO '/dev/null'"));
  if (!Timed("bare SELECT and COPY of the same rows", floor, begun)) return EXIT_FAILURE;
  std::printf("files take %.1f times the bare COPY\n", files / SecondsOf(begun));
  const auto count = database.Value(
      "SELECT count(*) || ' files, ' || sum(orders) || ' orders, ' || sum(bytes) / 1048576 || ' MB' FROM payment.payment_file");
  if (count.ok()) std::printf("%s\n", count->c_str());
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace dayaq::payment

int main(int argc, char** argv) {
  int people = 0;
  const bool said = argc > 1 && absl::SimpleAtoi(argv[1], &people) && people > 0;
  return dayaq::payment::Run(said ? people : dayaq::payment::kUsualPeople);
}
