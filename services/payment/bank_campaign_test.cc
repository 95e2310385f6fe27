// Banks as they are: files late, twice, overlapping and in any order, brought by several people at once. What became of each order
// is known beforehand by its story, written down by hand; and recounted in SQL from the lines alone. 200 files, or with DAYAQ_LONG
// ten thousand; SEED=n repeats a run.
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "services/payment/bank_test_fixture.h"

namespace dayaq::payment {
namespace {

const absl::CivilDay kDay(2026, 11, 20);
const absl::Time kStart = absl::FromCivil(absl::CivilSecond(2026, 11, 20, 6, 0, 0), absl::UTCTimeZone());

// One thing that a bank says of an order, and when in its own time.
struct Said {
  int minute = 0;
  std::string status;  // "" for a movement
  std::string reason;
  bool out = false;
  int64_t more = 0;  // than was ordered
  int number = 0;    // which movement of the order
};

// What happens to an order at the bank, and what must become of it.
struct Story {
  const char* name;
  std::vector<Said> said;
  const char* state;
  const char* questions;
};

Said Status(int minute, const char* code, const char* reason = "") { return {.minute = minute, .status = code, .reason = reason}; }
Said Out(int minute, int number = 0, int64_t more = 0) { return {.minute = minute, .out = true, .more = more, .number = number}; }
Said Back(int minute, const char* reason, int number = 0) { return {.minute = minute, .reason = reason, .number = number}; }

const std::vector<Story>& Stories() {
  static const auto* const kStories = new std::vector<Story>{
      {"paid", {Status(1, "RCVD"), Status(2, "ACSP"), Out(3)}, "SETTLED", ""},
      {"paid without a word", {Out(3)}, "SETTLED", ""},
      {"paid, and executed is told last", {Status(1, "ACTC"), Out(2), Status(4, "ACSC")}, "SETTLED", ""},
      {"silence", {}, "SENT", ""},
      {"received only", {Status(1, "RCVD"), Status(2, "PDNG")}, "SENT", ""},
      {"accepted only", {Status(1, "PDNG"), Status(2, "ACSP")}, "ACCEPTED", ""},
      {"said to be executed, nothing moved", {Status(1, "ACSP"), Status(3, "ACCC")}, "ACCEPTED", ""},
      {"no such account", {Status(1, "PDNG"), Status(2, "RJCT", "AC01")}, "REJECTED", "ACCOUNT_WRONG"},
      {"refused after it was accepted", {Status(1, "ACSP"), Status(3, "RJCT", "AC06")}, "REJECTED", "ACCOUNT_BLOCKED"},
      {"another name", {Status(2, "RJCT", "BE01")}, "REJECTED", "NAME_DISAGREES"},
      {"dead", {Status(2, "RJCT", "MD07")}, "REJECTED", "PAYEE_DECEASED"},
      {"taken for a repetition", {Status(2, "RJCT", "AM05")}, "REJECTED", "DUPLICATE"},
      {"a reason nobody knows", {Status(2, "RJCT", "ZZ99")}, "REJECTED", "OTHER_REASON"},
      {"came back", {Status(1, "ACSC"), Out(2), Back(3, "AC04")}, "RETURNED", "ACCOUNT_CLOSED"},
      {"came back, and the payment is told never", {Back(3, "AC04")}, "RETURNED", "ACCOUNT_CLOSED"},
      {"came back and was paid once more", {Out(1), Back(2, "TM01"), Out(3, 1)}, "SETTLED", "CUT_OFF,PAID_TWICE"},
      {"paid twice", {Out(1), Out(2, 1)}, "SETTLED", "PAID_TWICE"},
      {"another amount", {Status(1, "ACSP"), Out(2, 0, 1)}, "HELD", "AMOUNT_DIFFERS"},
      {"blocked", {Status(1, "ACSP"), Status(3, "BLCK")}, "HELD", "HELD_BY_BANK"},
      {"blocked, then let go", {Status(1, "BLCK"), Status(3, "ACSP"), Out(4)}, "SETTLED", "HELD_BY_BANK"},
      {"refused and accepted later", {Status(1, "RJCT", "AC04"), Status(3, "ACSC")}, "HELD", "ACCOUNT_CLOSED,CONTRADICTION"},
      {"refused and paid", {Status(1, "RJCT", "AC04"), Out(3)}, "SETTLED", "ACCOUNT_CLOSED,PAID_AFTER_REFUSAL"},
      {"an unknown status", {Status(1, "PAID")}, "SENT", "STATUS_UNKNOWN"},
      {"an unknown status after an accepted one", {Status(1, "ACSP"), Status(2, "OKOK")}, "ACCEPTED", "STATUS_UNKNOWN"},
  };
  return *kStories;
}

class BankCampaign : public BankFixture {
 protected:
  // Everything that is said, in files of at most `at_most` lines: statuses of one minute share a message, since its time is theirs.
  std::vector<std::string> FilesOf(const FiledRun& run, const std::vector<const Story*>& stories, std::mt19937_64& random) {
    std::map<int, std::vector<BankSays>> statuses;
    std::vector<BankBooks> movements;
    for (size_t i = 0; i < stories.size(); ++i) {
      const SentOrder& order = run.orders[i];
      for (const Said& said : stories[i]->said) {
        if (!said.status.empty()) {
          statuses[said.minute].push_back(
              {order.id, said.status, said.reason.empty() ? std::vector<std::string>() : std::vector<std::string>{said.reason}});
        } else {
          movements.push_back({.end_to_end_id = order.id,
                               .qepik = order.qepik + said.more,
                               .out = said.out,
                               .reason = said.reason,
                               .reference = absl::StrCat(said.out ? "O" : "I", said.number, order.id.substr(4)),
                               .day = kDay});
        }
      }
    }
    std::vector<std::string> files;
    for (auto& [minute, says] : statuses) {
      std::shuffle(says.begin(), says.end(), random);
      for (size_t begin = 0; begin < says.size();) {
        const size_t end = std::min(says.size(), begin + 1 + random() % 6);
        files.push_back(InventedBank::Pain002(
            absl::StrCat("A", ++files_made_), kStart + absl::Minutes(minute), run.message_id, "PART",
            std::vector<BankSays>(says.begin() + static_cast<ptrdiff_t>(begin), says.begin() + static_cast<ptrdiff_t>(end))));
        begin = end;
      }
    }
    std::shuffle(movements.begin(), movements.end(), random);
    for (size_t begin = 0; begin < movements.size();) {
      const size_t end = std::min(movements.size(), begin + 1 + random() % 6);
      std::vector<BankBooks> books(movements.begin() + static_cast<ptrdiff_t>(begin),
                                   movements.begin() + static_cast<ptrdiff_t>(end));
      // Overlapping: lines that another file tells too; and what is nobody's.
      if (random() % 3 == 0) books.push_back(movements[random() % movements.size()]);
      if (random() % 10 == 0)
        books.push_back({.end_to_end_id = "", .qepik = 7, .reference = absl::StrCat("FEE", files_made_), .day = kDay});
      std::sort(books.begin(), books.end(), [](const BankBooks& a, const BankBooks& b) { return a.reference < b.reference; });
      books.erase(std::unique(books.begin(), books.end(),
                              [](const BankBooks& a, const BankBooks& b) { return a.reference == b.reference; }),
                  books.end());
      files.push_back(InventedBank::Camt054(absl::StrCat("M", ++files_made_), kStart + absl::Hours(2), kPayingAccount, books));
      begin = end;
    }
    return files;
  }

  // Brings all files, four people at a time. How many were refused.
  int Bring(const std::vector<std::string>& files) const {
    std::atomic<size_t> next = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> people;
    for (int i = 0; i < 4; ++i) {
      people.emplace_back([&] {
        for (size_t at = next++; at < files.size(); at = next++) {
          const auto taken = Submit(files[at]);
          if (taken.ok()) continue;
          ++refused;
          ADD_FAILURE() << taken.status();
        }
      });
    }
    for (std::thread& person : people) person.join();
    return refused;
  }

  int files_made_ = 0;
};

TEST_F(BankCampaign, InWhateverOrderFilesComeEveryOrderEndsWhereItMust) {
  const size_t wanted = std::getenv("DAYAQ_LONG") == nullptr ? 200 : 10'000;
  const char* const given = std::getenv("SEED");
  const uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::mt19937_64 random(seed);
  size_t brought = 0, repeated = 0;
  int orders = 0, wrong = 0, refused = 0;
  std::map<std::string, int> ends;
  while (brought < wanted) {
    const int count = 120;
    const FiledRun run = FileRun(count, kDay);
    std::vector<const Story*> stories;
    for (int i = 0; i < count; ++i) stories.push_back(&Stories()[random() % Stories().size()]);
    std::vector<std::string> files = FilesOf(run, stories, random);
    // A quarter comes twice; nothing comes in the order in which it was made.
    for (size_t i = files.size() / 4; i > 0; --i, ++repeated) files.push_back(files[random() % files.size()]);
    std::shuffle(files.begin(), files.end(), random);
    refused += Bring(files);
    brought += files.size();
    for (size_t i = 0; i < stories.size(); ++i) {
      const std::string state = StateOfOrder(run.orders[i]), questions = QuestionsOf(run.orders[i]);
      ++orders;
      ++ends[state];
      if (state == stories[i]->state && questions == stories[i]->questions) continue;
      ++wrong;
      ADD_FAILURE() << stories[i]->name << ": " << state << " [" << questions << "] instead of " << stories[i]->state << " ["
                    << stories[i]->questions << "]";
    }
  }
  EXPECT_EQ(wrong, 0);
  // Recounted from the lines alone, by nobody of the above: what moved is what orders and strangers say it is.
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payment_order o WHERE (o.state = 'PAYMENT_ORDER_STATE_SETTLED') <> "
                  "(SELECT count(*) FILTER (WHERE l.kind = 'BANK_LINE_KIND_OUT' AND l.amount_qepik = o.amount_qepik) > "
                  "count(*) FILTER (WHERE l.kind = 'BANK_LINE_KIND_BACK' AND l.amount_qepik = o.amount_qepik) "
                  "FROM payment.bank_line l WHERE l.order_uid = o.uid)"),
            0);
  EXPECT_EQ(Count("SELECT count(*) FROM (SELECT line_hash FROM payment.bank_line GROUP BY line_hash HAVING count(*) > 1) AS twice"),
            0);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.bank_message m WHERE m.lines - m.lines_repeated <> "
                  "(SELECT count(*) FROM payment.bank_line l WHERE l.message_uid = m.uid)"),
            0);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payment_order_instalment i JOIN payment.payment_order o ON o.uid = i.order_uid "
                  "WHERE i.live <> (o.state NOT IN ('PAYMENT_ORDER_STATE_REJECTED', 'PAYMENT_ORDER_STATE_RETURNED', "
                  "'PAYMENT_ORDER_STATE_CANCELLED'))"),
            0);
  const auto day = Reconcile(kDay);
  ASSERT_TRUE(day.ok()) << day.status();
  EXPECT_EQ(day->ordered(), orders);
  EXPECT_EQ(day->moved_qepik(),
            Count("SELECT coalesce(sum(amount_qepik), 0) FROM payment.bank_line WHERE kind = 'BANK_LINE_KIND_OUT'"));
  EXPECT_EQ(day->returned_qepik(),
            Count("SELECT coalesce(sum(amount_qepik), 0) FROM payment.bank_line WHERE kind = 'BANK_LINE_KIND_BACK'"));
  std::string said;
  for (const auto& [state, number] : ends) absl::StrAppend(&said, ", ", number, " ", state);
  std::printf("seed %llu: %zu files brought (%zu of them again), %d refused; %d orders%s; %d ended wrongly\n",
              static_cast<unsigned long long>(seed), brought, repeated, refused, orders, said.c_str(), wrong);
}

}  // namespace
}  // namespace dayaq::payment
