#include "services/statistics/layer_store.h"

#include <iterator>
#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/statistics/layer_queries.h"

namespace dayaq::statistics {
namespace {

// Versions of the records of one step: those of a record that was changed a thousand times fit.
constexpr int kMostVersions = 500'000;
// Records that hang together with those of one step.
constexpr int kMostRelated = 100'000;

absl::StatusOr<std::vector<ToldVersion>> VersionsOf(Transaction& transaction, const Query& query, const Params& params) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(query, params, kMostVersions));
  std::vector<ToldVersion> told;
  told.reserve(rows.size());
  for (const Row& row : rows) {
    ToldVersion& version = told.emplace_back();
    RETURN_IF_ERROR(row.Read({{"kind", &version.kind},
                              {"uid", &version.uid},
                              {"parent_uid", &version.parent_uid},
                              {"part", &version.part},
                              {"recorded_from", &version.recorded_from},
                              {"recorded_until", &version.recorded_until},
                              {"register", &version.registered_in},
                              {"occurred_on", &version.occurred_on},
                              {"begun_on", &version.begun_on},
                              {"due_on", &version.due_on},
                              {"ended_on", &version.ended_on},
                              {"died_on", &version.died_on},
                              {"district", &version.district},
                              {"outcome", &version.outcome},
                              {"sex", &version.sex},
                              {"least_age", &version.least_age},
                              {"most_age", &version.most_age},
                              {"civil_status", &version.civil_status},
                              {"activity", &version.activity},
                              {"device", &version.device},
                              {"benefit", &version.benefit},
                              {"service", &version.service},
                              {"relation", &version.relation},
                              {"share", &version.share},
                              {"value", &version.value}}));
  }
  return told;
}

absl::StatusOr<std::vector<std::string>> UidsOf(Transaction& transaction, const Query& query, const Params& params, int most) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(query, params, most));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

std::vector<std::string> Column(const Layer& layer, std::string Fact::*column) {
  std::vector<std::string> values;
  values.reserve(layer.facts.size());
  for (const Fact& fact : layer.facts) values.push_back(fact.*column);
  return values;
}

}  // namespace

absl::StatusOr<std::string> LayerStore::Hold(Transaction& transaction) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kHoldLayer));
  std::string moment;
  RETURN_IF_ERROR(row.Read({{"moment", &moment}}));
  return moment;
}

absl::StatusOr<int64_t> LayerStore::Waiting(Transaction& transaction) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kLayerWaits));
  int64_t waiting = 0;
  RETURN_IF_ERROR(row.Read({{"waiting", &waiting}}));
  return waiting;
}

absl::StatusOr<std::vector<ToldVersion>> LayerStore::OfIncidents(Transaction& transaction,
                                                                 const std::vector<std::string>& uids) const {
  return VersionsOf(transaction, kToldOfIncidents, {uids});
}

absl::StatusOr<std::vector<ToldVersion>> LayerStore::OfSurvivors(Transaction& transaction, const std::vector<std::string>& uids,
                                                                 int paid_within_days) const {
  ASSIGN_OR_RETURN(std::vector<ToldVersion> told, VersionsOf(transaction, kToldOfSurvivors, {uids}));
  ASSIGN_OR_RETURN(std::vector<ToldVersion> devices, VersionsOf(transaction, kToldOfDevices, {uids}));
  ASSIGN_OR_RETURN(std::vector<ToldVersion> payments, VersionsOf(transaction, kToldOfPayments, {uids, paid_within_days}));
  for (std::vector<ToldVersion>* more : {&devices, &payments}) {
    told.insert(told.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
  }
  return told;
}

absl::StatusOr<std::vector<ToldVersion>> LayerStore::OfAmounts(Transaction& transaction, absl::string_view resource) const {
  return VersionsOf(transaction, kToldOfAmounts, {resource});
}

absl::StatusOr<std::vector<std::string>> LayerStore::Related(Transaction& transaction,
                                                             const std::vector<std::string>& survivors) const {
  return UidsOf(transaction, kRelated, {survivors}, kMostRelated);
}

absl::StatusOr<std::vector<std::string>> LayerStore::IncidentsOf(Transaction& transaction,
                                                                 const std::vector<std::string>& survivors) const {
  return UidsOf(transaction, kIncidentsOf, {survivors}, kMostRelated);
}

absl::StatusOr<std::vector<std::string>> LayerStore::RecordsOfDevice(Transaction& transaction, absl::string_view resource) const {
  return UidsOf(transaction, kRecordsOfDevice, {resource}, kMostRelated);
}

absl::StatusOr<std::vector<std::string>> LayerStore::RecordsPaid(Transaction& transaction, absl::string_view resource,
                                                                 absl::string_view after, int most) const {
  return UidsOf(transaction, kRecordsPaid, {resource, after, most}, most);
}

absl::StatusOr<std::vector<std::string>> LayerStore::IncidentsAfter(Transaction& transaction, absl::string_view uid,
                                                                    int most) const {
  return UidsOf(transaction, kIncidentsAfter, {uid, most}, most);
}

absl::StatusOr<std::vector<std::string>> LayerStore::SurvivorsAfter(Transaction& transaction, absl::string_view uid,
                                                                    int most) const {
  return UidsOf(transaction, kSurvivorsAfter, {uid, most}, most);
}

absl::Status LayerStore::Keep(Transaction& transaction, const Layer& layer, absl::string_view moment) const {
  if (layer.pseudonyms.empty()) return absl::OkStatus();
  const std::vector<std::string> kinds = Column(layer, &Fact::kind), pseudonyms = Column(layer, &Fact::pseudonym),
                                 parents = Column(layer, &Fact::parent), from = Column(layer, &Fact::recorded_from),
                                 until = Column(layer, &Fact::recorded_until), registers = Column(layer, &Fact::registered_in),
                                 occurred = Column(layer, &Fact::occurred_on), ended = Column(layer, &Fact::ended_on),
                                 districts = Column(layer, &Fact::district), outcomes = Column(layer, &Fact::outcome),
                                 sexes = Column(layer, &Fact::sex), ages = Column(layer, &Fact::age_band),
                                 statuses = Column(layer, &Fact::civ_status), activities = Column(layer, &Fact::activity),
                                 devices = Column(layer, &Fact::device), parts = Column(layer, &Fact::part),
                                 benefits = Column(layer, &Fact::benefit), services = Column(layer, &Fact::service),
                                 relations = Column(layer, &Fact::relation), shares = Column(layer, &Fact::share),
                                 numbers = Column(layer, &Fact::value);
  const Params facts = {layer.pseudonyms, moment, kinds,     pseudonyms, parents,   from,   until,    registers,
                        occurred,         ended,  districts, outcomes,   sexes,     ages,   statuses, activities,
                        devices,          parts,  benefits,  services,   relations, shares, numbers};
  RETURN_IF_ERROR(transaction.Execute(kCloseFacts, facts));
  return transaction.Execute(kAddFacts, facts);
}

}  // namespace dayaq::statistics
