#include "tests/payday/payday.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <pqxx/pqxx>
#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/text/partial_date.h"
#include "tests/support/must.h"
#include "tests/support/survivor_rows.h"

namespace dayaq::testing {

using namespace payment::v1;  // NOLINT(google-build-using-namespace)
using incident::v1::IncidentService;

namespace {

constexpr char kPayingAccount[] = "AZ74NABZ00000000000000000001";
constexpr int kPeoplePerPayday = 3;
// One of each band.
constexpr std::array<int, 3> kPercents = {50, 65, 90};
// More would not end: something is due again and again.
constexpr int kMostQuietPaydays = 6;
constexpr absl::Duration kLongestWait = absl::Minutes(2);

}  // namespace

Payday::Payday(PaydayHouse house)
    : house_(std::move(house)),
      random_(house_.seed),
      office_(house_.address, house_.certificates, house_.token_command, house_.seed + 1),
      ward_(house_.incident_address, house_.certificates, house_.token_command, house_.seed + 2),
      service_(absl::StrSplit(house_.service, ' '), house_.service_log),
      mishaps_(service_, house_.database, house_.crash_database, house_.points, house_.seed + 3),
      bank_("payday-bank"),
      ledger_(kPayingAccount, house_.seed + 4) {
  std::ofstream(house_.bank_certificates + "/" + bank_.name() + ".pem") << bank_.certificate_pem();
  accounts_ = PayeeAccountService::NewStub(office_.channel());
  runs_ = PaymentRunService::NewStub(office_.channel());
  banks_ = BankService::NewStub(office_.channel());
  incidents_ = IncidentService::NewStub(ward_.channel());
  service_.Start();
}

void Payday::Do(const std::string& sql) const {
  pqxx::connection connection(house_.database);
  pqxx::work work(connection);
  work.exec("SET LOCAL session_replication_role = replica; " + sql);
  work.commit();
}

void Payday::Settle() {
  const absl::Time end = absl::Now() + kLongestWait;
  while (DueDeliveries(house_.database) > 0) {
    if (absl::Now() >= end) throw std::runtime_error("deliveries are due and nobody makes them");
    absl::SleepFor(absl::Milliseconds(20));
  }
}

std::vector<std::string> Payday::HurtPeople(int count) {
  auto request = Fresh<incident::v1::RegisterIncidentRequest>();
  incident::v1::Incident& incident = *request.mutable_incident();
  incident.set_register_("az");
  *incident.mutable_facts()->mutable_occurred_on() = *PartialDateFromText("2025-04-04");
  incident.mutable_facts()->set_district("AZ-TAR");
  incident.mutable_facts()->set_device_category(incident::v1::DEVICE_CATEGORY_AP_MINE);
  for (int i = 0; i < count; ++i) incident.add_casualties()->mutable_facts()->set_outcome(incident::v1::OUTCOME_INJURED);
  request.mutable_report()->set_source(incident::v1::SOURCE_KIND_HOSPITAL);
  request.mutable_report()->set_document("Forma 066");
  const auto registered = ward_.Ask("aysel-registrar", *incidents_, &IncidentService::Stub::RegisterIncident, request);
  auto verify = Fresh<incident::v1::VerifyIncidentRequest>(registered.name(), registered.etag());
  verify.set_reason("Yerində yoxlanılıb");
  ward_.Ask("tural-anama", *incidents_, &IncidentService::Stub::VerifyIncident, verify);

  std::vector<std::string> survivors;
  std::string rows, events;
  for (int i = 0; i < count; ++i) {
    const std::string uid = NewUuid7(absl::Now());
    const TestDecision decision{.percent = kPercents[random_() % kPercents.size()]};
    absl::StrAppend(&rows, OpenSurvivorRows(uid, 7000000 + ++next_, registered, i), "; ", DecisionRow(uid, decision), "; ",
                    ConfirmIdentityRow(uid), "; ");
    absl::StrAppend(&events, events.empty() ? "" : ",", "{\"uid\":\"", NewUuid7(absl::Now()),
                    "\",\"kind\":\"survivor.opened\",\"resource\":\"survivors/", uid, "\"}");
    survivors.push_back(uid);
  }
  Do(rows);
  mishaps_.During("assess", [&] {
    Do(absl::StrCat("SELECT outbox.emit('[", events, "]')"));
    Settle();
  });
  return survivors;
}

void Payday::GiveAccount(const std::string& survivor_uid) {
  const std::string iban = InventedIban(static_cast<uint64_t>(++next_));
  auto request = Fresh<SetPayeeAccountRequest>();
  request.set_survivor("survivors/" + survivor_uid);
  request.set_iban(iban);
  request.set_holder_name("Əliyev Əli Şükür oğlu");
  request.set_document("Ərizə 1");
  PayeeAccount account;
  mishaps_.During("set an account",
                  [&] { account = office_.Change("samir-caseworker", *accounts_, &Accounts::SetPayeeAccount, request); });
  account_of_[survivor_uid] = iban;
  auto answer = Fresh<AnswerPayeeAccountRequest>(account.name(), account.etag());
  answer.set_reason("Bankın məktubu");
  mishaps_.During("answer for an account",
                  [&] { office_.Change("kamran-verifier", *accounts_, &Accounts::AnswerPayeeAccount, answer); });
}

void Payday::CloseDaysBefore() {
  const auto days = office_.Ask("sanan-reconciler", *banks_, &Banks::ListReconciliations, ListReconciliationsRequest());
  for (const std::string& day : days.open_days()) {
    auto reconcile = Fresh<ReconcileDayRequest>();
    *reconcile.mutable_day() = *PartialDateFromText(day);
    const auto reckoned = office_.Change("sanan-reconciler", *banks_, &Banks::ReconcileDay, reconcile);
    auto close = Fresh<CloseReconciliationRequest>(reckoned.name(), reckoned.etag());
    close.set_reason("Gecə keçdi");
    office_.Change("sanan-reconciler", *banks_, &Banks::CloseReconciliation, close);
  }
}

PaymentRun Payday::Propose() {
  const auto calendar = WorkingCalendar::Load("policy");
  Must(calendar.ok(), "load the calendar");
  // Tomorrow or later, so that midnight does no harm.
  absl::CivilDay day = absl::ToCivilDay(absl::Now(), BakuZone()) + 1;
  while (!calendar->IsWorkingDay(day).value_or(false)) ++day;
  auto request = Fresh<ProposeRunRequest>();
  *request.mutable_execute_on() = PartialDateOf(day);
  request.set_source_account("state-budget");
  paid_until_ = absl::FormatCivilTime(day);
  PaymentRun run;
  mishaps_.During("propose", [&] { run = office_.Change("kamran-supervisor", *runs_, &Runs::ProposeRun, request); });
  return Reach(run, PAYMENT_RUN_STATE_PROPOSED, "collect");
}

PaymentRun Payday::Reach(const PaymentRun& run, PaymentRunState state, const char* step) {
  GetRunRequest request;
  request.set_name(run.name());
  PaymentRun now;
  mishaps_.During(step, [&] {
    const absl::Time end = absl::Now() + kLongestWait;
    for (now = run; now.state() != state; absl::SleepFor(absl::Milliseconds(10))) {
      if (absl::Now() >= end) throw std::runtime_error(absl::StrCat("a run stays ", PaymentRunState_Name(now.state())));
      now = office_.Ask("kamran-verifier", *runs_, &Runs::GetRun, request);
    }
  });
  return now;
}

PaymentRun Payday::LetGo(PaymentRun run) {
  const auto verify = Fresh<VerifyRunRequest>(run.name(), run.etag());
  mishaps_.During("verify", [&] { run = office_.Change("kamran-verifier", *runs_, &Runs::VerifyRun, verify); });
  auto approve = Fresh<ApproveRunRequest>(run.name(), run.etag());
  approve.set_available_qepik(run.total_qepik());
  approve.set_funds_document("Xəzinə 7");
  mishaps_.During("approve", [&] { run = office_.Change("aytan-approver", *runs_, &Runs::ApproveRun, approve); });
  const auto release = Fresh<ReleaseRunRequest>(run.name(), run.etag());
  mishaps_.During("release", [&] { run = office_.Change("ilqar-releaser", *runs_, &Runs::ReleaseRun, release); });
  return Reach(run, PAYMENT_RUN_STATE_FILED, "write files");
}

std::string Payday::ReadFile(const PaymentFile& file) {
  std::string content;
  mishaps_.During("take a file", [&] {
    content.clear();
    ReadRunFileRequest request;
    request.set_name(file.name());
    do {
      request.set_offset(static_cast<int64_t>(content.size()));
      content +=
          office_.Ask("ilqar-releaser", *runs_, &Runs::ReadRunFile, request, ErrorReason::ERROR_REASON_FILE_NOT_READY).content();
    } while (static_cast<int64_t>(content.size()) < file.bytes());
  });
  return content;
}

void Payday::MakeAgain(const PaymentFile& file) {
  std::filesystem::remove(house_.bank_files + "/" + file.file_name());
  Do(absl::StrCat("SELECT outbox.emit('[{\"uid\":\"", NewUuid7(absl::Now()), "\",\"kind\":\"payment.file_made\",\"resource\":\"",
                  file.name(), "\"}]')"));
  ++made_again_;
  if (ReadFile(file) != contents_.at(file.name())) ++other_bytes_;
}

void Payday::BringFiles(const PaymentRun& run, bool all_paid) {
  ListRunFilesRequest request;
  request.set_run(run.name());
  const auto list = office_.Ask("ilqar-releaser", *runs_, &Runs::ListRunFiles, request);
  for (const PaymentFile& file : list.files()) {
    contents_[file.name()] = ReadFile(file);
    if (random_() % 3 == 0) MakeAgain(file);
    ledger_.Take(contents_[file.name()], all_paid);
  }
}

void Payday::HearTheBank(absl::CivilDay booked_on) {
  for (const std::string& file : ledger_.Answers(booked_on)) {
    const std::string signature = bank_.Sign(file);
    Keep(file, signature);
    // One in five comes twice, by another person or on another day.
    for (int times = random_() % 5 == 0 ? 2 : 1; times > 0; --times) {
      auto request = Fresh<SubmitBankFileRequest>();
      request.set_content(file);
      request.set_signature(signature);
      mishaps_.During("hear the bank", [&] { office_.Change("sanan-reconciler", *banks_, &Banks::SubmitBankFile, request); });
    }
  }
}

void Payday::AnswerQuestions() {
  ListPaymentQuestionsRequest open;
  open.add_states(PAYMENT_QUESTION_STATE_OPEN);
  open.set_page_size(200);
  const auto questions = office_.Ask("sanan-reconciler", *banks_, &Banks::ListPaymentQuestions, open);
  for (const PaymentQuestion& question : questions.questions()) {
    auto answer = Fresh<AnswerPaymentQuestionRequest>(question.name(), question.etag());
    answer.set_answer(PAYMENT_ANSWER_PAY_AGAIN);
    answer.set_reason("Hesab yenidən açılıb");
    mishaps_.During("answer a question",
                    [&] { office_.Change("sanan-reconciler", *banks_, &Banks::AnswerPaymentQuestion, answer); });
  }
}

int Payday::OnePayday(int newcomers, bool all_paid) {
  const int orders = Send(newcomers, all_paid);
  Hear(absl::ToCivilDay(absl::Now(), BakuZone()));
  return orders;
}

int Payday::Send(int newcomers, bool all_paid) {
  ++paydays_;
  if (newcomers > 0) {
    for (const std::string& survivor : HurtPeople(newcomers)) GiveAccount(survivor);
  }
  // As if three days had passed.
  Do("UPDATE payment.payee_account SET hold_until_time = now() - interval '1 minute'");
  CloseDaysBefore();
  PaymentRun run = Propose();
  const int orders = run.orders();
  if (orders > 0) {
    run = LetGo(run);
    BringFiles(run, all_paid);
  } else {
    auto reject = Fresh<RejectRunRequest>(run.name(), run.etag());
    reject.set_reason("Heç nə ödənilmir");
    office_.Change("kamran-verifier", *runs_, &Runs::RejectRun, reject);
  }
  return orders;
}

void Payday::Hear(absl::CivilDay booked_on) {
  HearTheBank(booked_on);
  AnswerQuestions();
  auto reconcile = Fresh<ReconcileDayRequest>();
  *reconcile.mutable_day() = PartialDateOf(absl::ToCivilDay(absl::Now(), BakuZone()));
  mishaps_.During("reconcile", [&] { office_.Change("sanan-reconciler", *banks_, &Banks::ReconcileDay, reconcile); });
  Settle();
}

void Payday::CheckMoney(bool at_the_end) {
  const Known known{ledger_, office_.told(), account_of_, paid_until_};
  for (const MoneyVerdict& verdict : RecountMoney(house_.database, known, at_the_end)) {
    if (violations_.count(verdict.question) == 0) questions_.push_back(verdict.question);
    violations_[verdict.question] += verdict.violations;
    if (verdict.violations > 0) absl::PrintF("after payday %d: not so: %s (%d)\n", paydays_, verdict.question, verdict.violations);
  }
}

void Payday::DieOften() {
  while (!mishaps_.AllHappened()) {
    const int orders = OnePayday(kPeoplePerPayday, false);
    CheckMoney(false);
    absl::PrintF("payday %d: %d orders; %d times killed, %d times cut off so far\n", paydays_, orders, mishaps_.kills(),
                 mishaps_.cuts());
    std::fflush(stdout);
  }
}

void Payday::PayTheRest() {
  for (int i = 0; i < kMostQuietPaydays; ++i) {
    const int orders = OnePayday(0, true);
    CheckMoney(false);
    if (orders == 0 && !ledger_.AnyLate()) return;
  }
  throw std::runtime_error("something is due again and again");
}

std::vector<MoneyVerdict> Payday::Judge() {
  // Every file once more, as it was.
  for (const auto& [name, content] : contents_) {
    PaymentFile file;
    file.set_name(name);
    file.set_bytes(static_cast<int64_t>(content.size()));
    if (ReadFile(file) != content) ++other_bytes_;
  }
  CheckMoney(true);
  std::vector<MoneyVerdict> verdicts;
  for (const std::string& question : questions_) verdicts.push_back({question, violations_.at(question)});
  verdicts.push_back({"no order lies in two files", ledger_.repeated()});
  verdicts.push_back({"every file has the same bytes, read again and made again", other_bytes_});
  verdicts.push_back({"the service stops in good order", service_.Stop() == 0 ? 0 : 1});
  verdicts.push_back(
      {"somebody was paid, and something had to be asked for again", ledger_.orders().empty() || office_.retries() == 0});
  return verdicts;
}

void Payday::Report() const {
  std::map<std::string, int> fates;
  for (const auto& [id, order] : ledger_.orders()) ++fates[order.State()];
  absl::PrintF("%d paydays, %d people, %d orders at the bank:", paydays_, account_of_.size(), ledger_.orders().size());
  for (const auto& [state, count] : fates) absl::PrintF(" %s %d", state, count);
  absl::PrintF("\n%d files, %d made again; %d changes told of, %d sent again after their answer, %d tries failed\n",
               contents_.size(), made_again_, office_.told().size(), office_.repeated(), office_.retries());
  absl::PrintF("%d points: %d times kill -9, %d times connections cut%s;", mishaps_.kills() + mishaps_.cuts(), mishaps_.kills(),
               mishaps_.cuts(), mishaps_.crashed() ? ", PostgreSQL killed once" : "");
  for (const auto& [step, count] : mishaps_.by_step()) absl::PrintF(" %s %d", step, count);
  absl::PrintF("\n");
}

}  // namespace dayaq::testing
