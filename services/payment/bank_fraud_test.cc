// Frauds by way of the bank, seeded: what was tried, and what was caught. 60 of them, or with DAYAQ_LONG 500; SEED=n repeats a run.
// Frauds before money leaves (ghost victims, swapped accounts, split payments) are tried where runs are tested, not here.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "services/payment/bank_test_fixture.h"

namespace dayaq::payment {
namespace {

const absl::CivilDay kDay(2026, 11, 20);
const absl::Time kSaid = absl::FromCivil(absl::CivilSecond(2026, 11, 20, 8, 0, 0), absl::UTCTimeZone());

class BankFrauds : public BankFixture {
 public:
  std::string NextId() { return absl::StrCat("F", ++files_); }
  std::string Paid(const SentOrder& order) {
    return InventedBank::Camt054(
        NextId(), kSaid, kPayingAccount,
        {{.end_to_end_id = order.id, .qepik = order.qepik, .reference = "P" + order.id.substr(4), .day = kDay}});
  }
  std::string Said(const FiledRun& run, const SentOrder& order, const std::string& status, const std::string& reason = "") {
    return InventedBank::Pain002(
        NextId(), kSaid, run.message_id, "",
        {{order.id, status, reason.empty() ? std::vector<std::string>() : std::vector<std::string>{reason}}});
  }
  bool Holds(const SentOrder& order, const std::string& what) const {
    return Count(absl::StrCat("SELECT count(*) FROM payment.payment_question WHERE order_uid = '", order.uid,
                              "' AND holds = 'QUESTION_HOLD_", what, "' AND suspicious")) == 1;
  }

  // Each answers whether the fraud was caught.
  bool ForgedByAnotherKey(std::mt19937_64&) {
    const FiledRun run = FileRun(1, kDay);
    const std::string file = Paid(run.orders[0]);
    return !SubmitSigned(file, thief_.Sign(file)).ok() && StateOfOrder(run.orders[0]) == "SENT";
  }
  bool AlteredAfterSigning(std::mt19937_64& random) {
    const FiledRun run = FileRun(2, kDay);
    std::string file = Paid(run.orders[0]);
    const std::string signature = bank_.Sign(file);
    // The other order's reference, or a digit of the amount.
    const bool reference = random() % 2 == 0;
    const size_t at = reference ? file.find(run.orders[0].id) : file.find("AZN\">") + 5;
    file.replace(at, reference ? 32 : 1, reference ? run.orders[1].id : "9");
    return !SubmitSigned(file, signature).ok() && StateOfOrder(run.orders[0]) == "SENT" && StateOfOrder(run.orders[1]) == "SENT";
  }
  bool Unsigned(std::mt19937_64& random) {
    const FiledRun run = FileRun(1, kDay);
    std::string junk(random() % 500, '\0');
    for (char& byte : junk) byte = static_cast<char>(random());
    return !SubmitSigned(Paid(run.orders[0]), junk).ok() && StateOfOrder(run.orders[0]) == "SENT";
  }
  bool SaidToBePaid(std::mt19937_64& random) {
    static const char* const kCodes[] = {"ACSC", "ACCC", "PAID", "DONE", "OK"};
    const FiledRun run = FileRun(1, kDay);
    return Submit(Said(run, run.orders[0], kCodes[random() % 5])).ok() && StateOfOrder(run.orders[0]) != "SETTLED";
  }
  bool DeadPayee(std::mt19937_64& random) {
    const FiledRun run = FileRun(1, kDay), next = FileRun(1, kDay, random() % 2 == 0 ? "PROPOSED" : "READY");
    Write(absl::StrCat("UPDATE payment.payment_order SET payee_uid = '", run.orders[0].payee_uid, "' WHERE uid = '",
                       next.orders[0].uid, "'"));
    return Submit(Said(run, run.orders[0], "RJCT", "MD07")).ok() && StateOfOrder(next.orders[0]) == "HELD" &&
           Holds(run.orders[0], "PAYEE");
  }
  bool AnotherName(std::mt19937_64&) {
    const FiledRun run = FileRun(1, kDay);
    return Submit(Said(run, run.orders[0], "RJCT", "BE01")).ok() && StateOfOrder(run.orders[0]) == "REJECTED" &&
           Holds(run.orders[0], "PAYEE");
  }
  bool PaidAgainAlthoughItLeft(std::mt19937_64&) {
    const FiledRun run = FileRun(1, kDay);
    if (!Submit(Said(run, run.orders[0], "RJCT", "AC04")).ok() || !Submit(Paid(run.orders[0])).ok()) return false;
    return !Answer(QuestionOf(run.orders[0]), v1::PAYMENT_ANSWER_PAY_AGAIN).ok() && StateOfOrder(run.orders[0]) == "SETTLED";
  }
  bool NeverSent(std::mt19937_64&) {
    const FiledRun run = FileRun(1, kDay, "PROPOSED");
    return Submit(Paid(run.orders[0])).ok() && StateOfOrder(run.orders[0]) == "PROPOSED" && Holds(run.orders[0], "ORDER") &&
           QuestionsOf(run.orders[0]) == "NOT_SENT";
  }
  bool ToldTwice(std::mt19937_64&) {
    const FiledRun run = FileRun(1, kDay);
    if (!Submit(Paid(run.orders[0])).ok() || !Submit(Paid(run.orders[0])).ok()) return false;
    return Count(absl::StrCat("SELECT count(*) FROM payment.bank_line WHERE order_uid = '", run.orders[0].uid, "'")) == 1;
  }
  bool AnswerForAnotherFile(std::mt19937_64&) {
    const FiledRun run = FileRun(1, kDay), other = FileRun(1, kDay);
    const auto taken = Submit(Said(run, other.orders[0], "RJCT", "AC01"));
    return taken.ok() && taken->lines_unmatched() == 1 && StateOfOrder(other.orders[0]) == "SENT";
  }

  InventedBank thief_;
  int files_ = 0;
};

TEST_F(BankFrauds, AreCaught) {
  struct Fraud {
    const char* name;
    bool (BankFrauds::*caught)(std::mt19937_64&);
    int tried = 0;
    int found = 0;
  };
  std::vector<Fraud> frauds = {{"file signed by another key", &BankFrauds::ForgedByAnotherKey},
                               {"file altered after it was signed", &BankFrauds::AlteredAfterSigning},
                               {"file without a signature", &BankFrauds::Unsigned},
                               {"said to be paid, nothing moved", &BankFrauds::SaidToBePaid},
                               {"dead payee, next payment under way", &BankFrauds::DeadPayee},
                               {"account in another name", &BankFrauds::AnotherName},
                               {"paid again although it left", &BankFrauds::PaidAgainAlthoughItLeft},
                               {"movement for an order never sent", &BankFrauds::NeverSent},
                               {"one movement told in two files", &BankFrauds::ToldTwice},
                               {"answer for another file's order", &BankFrauds::AnswerForAnotherFile}};
  const int wanted = std::getenv("DAYAQ_LONG") == nullptr ? 60 : 500;
  const char* const given = std::getenv("SEED");
  const uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::mt19937_64 random(seed);
  for (int i = 0; i < wanted; ++i) {
    Fraud& fraud = frauds[static_cast<size_t>(i) % frauds.size()];
    ++fraud.tried;
    const bool caught = (this->*fraud.caught)(random);
    EXPECT_TRUE(caught) << fraud.name;
    fraud.found += caught;
  }
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  for (const Fraud& fraud : frauds) std::printf("  %-38s %3d tried, %3d caught\n", fraud.name, fraud.tried, fraud.found);
}

}  // namespace
}  // namespace dayaq::payment
