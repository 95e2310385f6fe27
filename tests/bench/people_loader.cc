// Fills a house's database with records of invented people, as many as a nation has, the way the survivor service opens records:
// with keys, sealed names and tokens. Every seventh person has a second record, by another source. Prints a line when it is
// through.
//
// Beside them it writes what callers of two districts will ask (people_calls.h), and who is who.
//
//   people_loader --flagfile=.dayaq/run/survivor.flags --people=1000000 --out=FOLDER
#include <algorithm>
#include <atomic>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/case_service.pb.h"
#include "dayaq/survivor/v1/match_service.pb.h"
#include "dayaq/survivor/v1/survivor_service.pb.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/people/candidate_tokens.h"
#include "services/platform/rpc/as_service.h"
#include "services/platform/sealing/uuid7.h"
#include "services/platform/service/host.h"
#include "services/survivor/record_store.h"
#include "tests/bench/people_calls.h"
#include "tests/matching/labelled_pairs.h"
#include "tests/support/must.h"

ABSL_FLAG(int, people, 1000000, "how many people");
ABSL_FLAG(uint64_t, seed, 1, "of the invented people");
ABSL_FLAG(std::string, names, "tests/data/matching", "folder of the name lists");
ABSL_FLAG(std::string, out, "",
          "folder for truth (a line a record: its uid, and the number of the person it is about) and KIND.requests");
ABSL_FLAG(std::string, institution, "hospital-tartar", "whose records they are");

namespace dayaq {
namespace {

using survivor::v1::AttachedCasualty;
using survivor::v1::Survivor;

constexpr size_t kBatch = 500;
constexpr int kThreads = 2;
constexpr size_t kAsked = 2000, kAskedApart = 97;
constexpr int kPage = 50;
// The lists hold some hundred family names; a nation of a million has thousands. Those here are put together of syllables.
constexpr int kMoreFamilies = 3000;

matching::NameLists Names() {
  const std::string place = absl::GetFlag(FLAGS_names);
  matching::NameLists names{matching::ReadNames(place + "/family_names.txt"), matching::ReadNames(place + "/men.txt"),
                            matching::ReadNames(place + "/women.txt")};
  static const std::vector<std::string> kHeads = {"Ab", "Ar", "Bə", "Cə", "Da", "El", "Fə", "Gü", "Ha", "İl", "Kə", "Lə", "Mə",
                                                  "Nə", "Or", "Pə", "Qa", "Ra", "Sə", "Tə", "Və", "Xə", "Yu", "Za", "Şa"};
  static const std::vector<std::string> kMiddles = {"ba", "da", "fi", "ği", "lə", "mi", "nu",
                                                    "ri", "sə", "ta", "vi", "xa", "yə", "zi"};
  static const std::vector<std::string> kTails = {"dov", "mov", "nov", "rov", "lı", "zadə", "yev", "rli", "bəyli", "qızılov"};
  for (int i = 0; i < kMoreFamilies; ++i) {
    const size_t head = i % kHeads.size(), middle = i / kHeads.size() % kMiddles.size();
    const size_t tail = i / (kHeads.size() * kMiddles.size()) % kTails.size();
    names.families.push_back(absl::StrCat(kHeads[head], kMiddles[middle], kTails[tail]));
  }
  return names;
}

// Incidents of the invented people have names, rows have uids.
std::string IncidentUid(const std::string& name) {
  const size_t dash = name.rfind('-');
  return absl::StrFormat("00000002-0000-7000-8000-%012d", std::stoll(name.substr(dash + 1)));
}

class Loader {
 public:
  explicit Loader(const rpc::Kit& kit) : kit_(kit), population_(Invent()) {}

  void Run();

 private:
  static matching::Population Invent() {
    matching::People people(Names(), absl::GetFlag(FLAGS_seed));
    return matching::MakePopulation(people, absl::GetFlag(FLAGS_people));
  }

  void Work();
  absl::Status Open(size_t from, Transaction& transaction, std::vector<std::string>& uids) const;
  Survivor RecordOf(const matching::MatchFacts& facts) const;
  void WriteTruth() const;
  void WriteWhatIsAsked() const;

  const rpc::Kit& kit_;
  const matching::Population population_;
  const absl::Time begun_ = absl::Now();
  std::atomic<size_t> next_ = 0;
  std::mutex mutex_;
  std::map<size_t, std::vector<std::string>> uids_;
};

Survivor Loader::RecordOf(const matching::MatchFacts& facts) const {
  Survivor survivor;
  survivor.set_uid(NewUuid7(absl::Now()));
  survivor.set_etag("1");
  survivor.set_register_("az");
  survivor.set_district(facts.districts_size() == 0 ? "AZ-TAR" : facts.districts(0));
  survivor.set_institution(absl::GetFlag(FLAGS_institution));
  survivor.set_state(survivor::v1::SURVIVOR_STATE_LIVING);
  *survivor.mutable_identity() = facts.identity();
  survivor.set_sex(facts.sex());
  *survivor.mutable_create_time() = Timestamp(absl::Now());
  *survivor.mutable_update_time() = Timestamp(absl::Now());
  return survivor;
}

absl::Status Loader::Open(size_t from, Transaction& transaction, std::vector<std::string>& uids) const {
  const size_t until = std::min(from + kBatch, population_.records.size());
  survivor::NewRecords records;
  uids.clear();
  for (size_t i = from; i < until; ++i) {
    const matching::MatchFacts& facts = population_.records[i];
    Survivor& survivor = records.survivors.emplace_back(RecordOf(facts));
    uids.push_back(survivor.uid());
    RETURN_IF_ERROR(transaction.keys().Create(survivor.uid()));
    AttachedCasualty& link = records.links.emplace_back();
    link.set_casualty_uid(NewUuid7(absl::Now()));
    link.set_survivor_uid(survivor.uid());
    link.set_incident_uid(IncidentUid(facts.incidents_size() == 0 ? absl::StrCat("-9", i) : facts.incidents(0).uid()));
    if (facts.incidents_size() != 0) *link.mutable_occurred_on() = facts.incidents(0).occurred_on();
    link.set_outcome(incident::v1::OUTCOME_INJURED);
    *link.mutable_create_time() = survivor.create_time();
    const auto token = [this](absl::string_view kind, absl::string_view text) { return kit_.index.Token(kind, text); };
    for (IdentityToken& made : CandidateTokensOf(survivor.identity(), survivor.district(), token)) {
      records.tokens.push_back({std::move(made), survivor.uid()});
    }
  }
  return survivor::RecordStore().Open(transaction, records, true).status();
}

void Loader::Work() {
  while (true) {
    const size_t from = next_.fetch_add(kBatch);
    if (from >= population_.records.size()) return;
    std::vector<std::string> uids;
    const absl::Status opened = rpc::AsService(kit_, absl::Now() + absl::Seconds(100),
                                               [&](Transaction& transaction) { return Open(from, transaction, uids); });
    if (!opened.ok()) std::cerr << opened << "\n";
    testing::Must(opened.ok(), "open records");
    const std::lock_guard lock(mutex_);
    uids_[from] = std::move(uids);
    if (uids_.size() % 100 == 0) std::cerr << "records: " << uids_.size() * kBatch << " of " << population_.records.size() << "\n";
  }
}

void Loader::WriteTruth() const {
  std::ofstream truth(absl::GetFlag(FLAGS_out) + "/truth");
  for (const auto& entry : uids_) {
    for (size_t i = 0; i < entry.second.size(); ++i) truth << entry.second[i] << " " << population_.who[entry.first + i] << "\n";
  }
}

// Of people within reach of who asks; every 97th, so that neighbours in the database are none here.
void Loader::WriteWhatIsAsked() const {
  std::map<std::string, std::vector<std::string>> asked;
  for (size_t i = 0; i < population_.records.size() && asked["person"].size() < kAsked; i += kAskedApart) {
    const matching::MatchFacts& facts = population_.records[i];
    const std::string district = facts.districts_size() == 0 ? "" : facts.districts(0);
    if (district != "AZ-TAR" && district != "AZ-BAR") continue;
    survivor::v1::GetSurvivorRequest person;
    person.set_name(absl::StrCat("survivors/", uids_.at(i / kBatch * kBatch)[i % kBatch]));
    asked["person"].push_back(person.SerializeAsString());
    survivor::v1::FindCandidatesRequest candidates;
    *candidates.mutable_identity() = facts.identity();
    candidates.set_sex(facts.sex());
    candidates.set_district(district);
    asked["candidates"].push_back(candidates.SerializeAsString());
  }
  survivor::v1::ListSurvivorsRequest people;
  people.set_page_size(kPage);
  asked["people"].push_back(people.SerializeAsString());
  survivor::v1::ListDueWorkRequest due;
  due.set_page_size(kPage);
  asked["due"].push_back(due.SerializeAsString());
  for (const auto& [kind, requests] : asked) {
    testing::WriteRequests(absl::StrCat(absl::GetFlag(FLAGS_out), "/", kind, ".requests"), requests);
  }
}

void Loader::Run() {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back([this] { Work(); });
  for (std::thread& thread : threads) thread.join();
  WriteTruth();
  WriteWhatIsAsked();
  std::cout << population_.records.size() << " records, " << population_.doubled << " people twice, "
            << absl::ToInt64Seconds(absl::Now() - begun_) << " s\n";
}

}  // namespace
}  // namespace dayaq

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("survivor", argc, argv);
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());
  dayaq::Loader((*host)->kit()).Run();
  return 0;
}
