// One payday after the other, from people who are hurt to what their bank says, while the payment service dies again and again;
// after each the money is counted.
#ifndef TESTS_PAYDAY_PAYDAY_H_
#define TESTS_PAYDAY_PAYDAY_H_

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "dayaq/payment/v1/bank_service.grpc.pb.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "services/platform/sealing/uuid7.h"
#include "tests/payday/bank_ledger.h"
#include "tests/payday/mishaps.h"
#include "tests/payday/office.h"
#include "tests/payday/recount.h"
#include "tests/support/invented_bank.h"
#include "tests/support/service_child.h"

namespace dayaq::testing {

// The test house that it goes on in; see the flags of main.cc.
struct PaydayHouse {
  std::string service, service_log, address, incident_address, certificates, token_command, database, crash_database,
      bank_certificates, bank_files;
  int points = 0;
  uint64_t seed = 0;
};

// What a restore drill does at its moments: shell commands, and where to leave what the bank sent and what it knows.
struct DrillPlan {
  std::string backup, mark, answers, ledger;
};

class Payday {
 public:
  explicit Payday(PaydayHouse house);

  // Until everything that was to happen has happened.
  void DieOften();
  // Paydays without mishaps, until nothing is due any more.
  void PayTheRest();
  // Paydays around the moment that a drill goes back to: before and after the backup; one whose file lies at the bank at that
  // moment and is answered only later; one that takes place afterwards, so that the restored database knows nothing of it. The
  // service has stopped at the end.
  void PayForADrill(const DrillPlan& plan);
  std::vector<MoneyVerdict> Judge();
  void Report() const;

 private:
  using Accounts = payment::v1::PayeeAccountService::Stub;
  using Runs = payment::v1::PaymentRunService::Stub;
  using Banks = payment::v1::BankService::Stub;

  void Do(const std::string& sql) const;
  // Whatever the service does by itself is done.
  void Settle();
  template <typename Request>
  static Request Fresh() {
    Request request;
    request.set_request_id(NewUuid7(absl::Now()));
    return request;
  }
  template <typename Request>
  static Request Fresh(const std::string& name, const std::string& etag) {
    Request request = Fresh<Request>();
    request.set_name(name);
    request.set_etag(etag);
    return request;
  }

  // One payday from beginning to end; how many orders it had.
  int OnePayday(int newcomers, bool all_paid);
  // Up to the file that is at the bank; how many orders are in it.
  int Send(int newcomers, bool all_paid);
  // From the bank's answers, booked on a day, to the reconciliation.
  void Hear(absl::CivilDay booked_on);
  std::vector<std::string> HurtPeople(int count);
  void GiveAccount(const std::string& survivor_uid);
  void CloseDaysBefore();
  payment::v1::PaymentRun Propose();
  payment::v1::PaymentRun Reach(const payment::v1::PaymentRun& run, payment::v1::PaymentRunState state, const char* step);
  payment::v1::PaymentRun LetGo(payment::v1::PaymentRun run);
  void BringFiles(const payment::v1::PaymentRun& run, bool all_paid);
  std::string ReadFile(const payment::v1::PaymentFile& file);
  void HearTheBank(absl::CivilDay booked_on);
  // Leaves a file of the bank, with its signature beside it, where the drill's plan says; nowhere without one.
  void Keep(const std::string& file, const std::string& signature);
  void LeaveLedger(const std::string& path, const std::map<std::string, LedgerOrder>& known_then) const;
  void AnswerQuestions();
  // Removes a file that was made, has it made again, and compares.
  void MakeAgain(const payment::v1::PaymentFile& file);
  void CheckMoney(bool at_the_end);

  const PaydayHouse house_;
  std::mt19937_64 random_;
  Office office_, ward_;
  ServiceChild service_;
  Mishaps mishaps_;
  InventedBank bank_;
  BankLedger ledger_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Runs> runs_;
  std::unique_ptr<Banks> banks_;
  std::unique_ptr<incident::v1::IncidentService::Stub> incidents_;
  std::string answers_;  // folder, "" outside of a drill
  int kept_ = 0;
  std::map<std::string, std::string> account_of_;  // by survivor
  std::map<std::string, std::string> contents_;    // of files, by name
  std::string paid_until_;
  int paydays_ = 0, other_bytes_ = 0, made_again_ = 0, next_ = 0;
  std::map<std::string, int64_t> violations_;  // over all recounts
  std::vector<std::string> questions_;         // in their order
};

}  // namespace dayaq::testing

#endif  // TESTS_PAYDAY_PAYDAY_H_
