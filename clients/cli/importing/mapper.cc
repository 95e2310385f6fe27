#include "clients/cli/importing/mapper.h"

#include <openssl/sha.h>

#include <array>
#include <cstring>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/importing/field_rules.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/validation/validator.h"

namespace dayaq::importing {
namespace {

using incident::v1::ImportedIncident;
using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;
// Half a digest is enough to tell rows of one file apart, and halves the memory.
using ShortDigest = std::array<unsigned char, 16>;

constexpr int64_t kProgressRows = 1000;
constexpr absl::string_view kRowDomain = "dayaq import row 1";
constexpr absl::string_view kGroupDomain = "dayaq import group 1";

// SHA-256 with the length before each part, so that no two lists of cells run together.
class CellHash {
 public:
  explicit CellHash(absl::string_view domain) { Add(domain); }
  void Add(absl::string_view part) {
    uint64_t size = part.size();
    for (int i = 0; i < 8; ++i, size >>= 8) bytes_.push_back(static_cast<char>(size & 0xFF));
    bytes_.append(part.data(), part.size());
  }
  Digest Finish() const {
    Digest digest;
    SHA256(reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size(), digest.data());
    return digest;
  }

 private:
  std::string bytes_;
};

Digest RowHash(const std::vector<std::string>& cells) {
  CellHash hash(kRowDomain);
  for (const std::string& cell : cells) hash.Add(cell);
  return hash.Finish();
}

Digest GroupHash(const Mapping& mapping, const std::vector<std::string>& cells) {
  CellHash hash(kGroupDomain);
  for (const int column : mapping.group_by) hash.Add(cells[static_cast<size_t>(column)]);
  return hash.Finish();
}

ShortDigest Short(const Digest& digest) {
  ShortDigest result;
  std::memcpy(result.data(), digest.data(), result.size());
  return result;
}

std::string Bytes(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

// Two messages are equal exactly when these are: maps and floats aside, fields are written in order.
std::string Serialized(const google::protobuf::Message& message) { return message.SerializeAsString(); }

}  // namespace

absl::Status Mapper::Scan(const Progress& progress) {
  RETURN_IF_ERROR(table_.Open());
  absl::flat_hash_map<ShortDigest, uint32_t> group_of;
  absl::flat_hash_map<ShortDigest, uint32_t> occurrences;
  TableRow row;
  while (table_.Next(row)) {
    if (rows() >= kMostRows)
      return absl::InvalidArgumentError(absl::StrCat("The file has more than ", kMostRows, " rows: divide it."));
    const auto index = static_cast<uint32_t>(rows_.size());
    rows_.push_back({row.record.offset, index, 0});
    // A faulty row stands alone: nobody knows where it belongs.
    uint32_t group = static_cast<uint32_t>(groups_.size());
    if (row.record.ok()) {
      NotePlaces(row.record.cells);
      rows_.back().occurrence = ++occurrences[Short(RowHash(row.record.cells))];
      group = group_of.try_emplace(Short(GroupHash(mapping_, row.record.cells)), group).first->second;
    }
    if (group == groups_.size()) {
      groups_.push_back({index, index});
    } else {
      rows_[groups_[group].last].next = index;
      groups_[group].last = index;
    }
    if (progress && rows() % kProgressRows == 0) progress(rows());
  }
  if (progress) progress(rows());
  return absl::OkStatus();
}

void Mapper::NotePlaces(const std::vector<std::string>& cells) {
  for (const GazetteerLevel& level : mapping_.gazetteer) {
    std::vector<RowFault> ignored;  // the rules of fields report them
    const std::string code = DistrictCode(mapping_, level.code, cells, ignored);
    if (code.empty() || places_.count(code) > 0) continue;
    incident::v1::Place place;
    place.set_code(code);
    place.set_register_(mapping_.target.code());
    place.set_title(cells[static_cast<size_t>(level.title)]);
    if (level.parent.has_value()) place.set_parent(DistrictCode(mapping_, *level.parent, cells, ignored));
    places_.emplace(code, std::move(place));
  }
}

std::vector<incident::v1::Place> Mapper::places() const {
  std::vector<incident::v1::Place> result;
  for (const auto& [code, place] : places_) result.push_back(place);
  return result;
}

bool Mapper::Next(ImportedIncident& incident, const Refuse& refuse) {
  while (group_ < groups_.size()) {
    incident.Clear();
    if (!inside_group_) {
      next_row_ = groups_[group_].first;
      group_facts_.clear();
      inside_group_ = true;
    }
    size_t bytes = 0;
    for (bool last = false; !last && incident.casualties_size() < kMostCasualtiesAPiece && bytes < kMostBytesAPiece;) {
      const uint32_t index = next_row_;
      const int before = incident.casualties_size();
      TakeRow(index, incident, refuse);
      if (incident.casualties_size() > before) bytes += incident.casualties(before).ByteSizeLong();
      next_row_ = rows_[index].next;
      last = next_row_ == index;
      if (last) {
        inside_group_ = false;
        ++group_;
      }
    }
    if (incident.casualties_size() + incident.rows_size() > 0) return true;
  }
  return false;
}

void Mapper::TakeRow(uint32_t index, ImportedIncident& incident, const Refuse& refuse) {
  TableRow row;
  table_.ReadAgain(rows_[index].offset, static_cast<int64_t>(index) + 1, row);
  if (!row.record.ok()) {
    refuse({row.number, {{"row", row.record.reason, row.record.fault}}});
    return;
  }
  const std::vector<std::string>& cells = row.record.cells;
  std::vector<RowFault> faults;
  const bool person = !mapping_.event_only.has_value() ||
                      !mapping_.event_only->words.contains(cells[static_cast<size_t>(mapping_.event_only->column)]);
  incident::v1::ImportedRow source;
  source.set_row(row.number);
  source.set_row_hash(Bytes(RowHash(cells)));
  source.set_occurrence(static_cast<int32_t>(rows_[index].occurrence));
  incident::v1::ImportedCasualty casualty;
  *casualty.mutable_source() = source;
  const bool facts_hold = MapIncidentFacts(row, incident, faults);
  if (person) MapCasualty(cells, casualty, faults);
  if (!facts_hold || !faults.empty()) {
    refuse({row.number, std::move(faults)});
    return;
  }
  if (person) {
    *incident.add_casualties() = std::move(casualty);
  } else {
    *incident.add_rows() = std::move(source);
  }
}

// Maps what the row says of the incident; the first good row of a group speaks for it, and no other may contradict it.
bool Mapper::MapIncidentFacts(const TableRow& row, ImportedIncident& incident, std::vector<RowFault>& faults) {
  const std::vector<std::string>& cells = row.record.cells;
  incident::v1::IncidentFacts facts = mapping_.incident_constants;
  for (const FieldRule& rule : mapping_.incident_fields) ApplyRule(mapping_, rule, cells, facts, faults);
  ImportedIncident known;
  if (mapping_.incident_known_on.has_value()) ApplyRule(mapping_, *mapping_.incident_known_on, cells, known, faults);
  if (!faults.empty()) return false;
  const std::string serialized = Serialized(facts) + Serialized(known);
  if (group_facts_.empty()) {
    CheckRules(facts, faults);
    if (!faults.empty()) return false;
    group_facts_ = serialized;
    group_row_ = row.number;
  } else if (group_facts_ != serialized) {
    faults.push_back({"row", common::v1::ERROR_REASON_IMPORT_ROW_INVALID,
                      absl::StrCat("the row says something else of the incident than row ", group_row_,
                                   ", with which it is grouped: correct one, or add the column to group_by")});
    return false;
  }
  if (!incident.has_facts()) {
    *incident.mutable_facts() = std::move(facts);
    if (known.has_known_on()) *incident.mutable_known_on() = known.known_on();
    incident.set_group_hash(Bytes(GroupHash(mapping_, cells)));
    incident.set_document(absl::StrCat(mapping_.document, ", row ", row.number));
    KeepWords(mapping_.incident_words, cells, *incident.mutable_original_words());
  }
  return true;
}

void Mapper::MapCasualty(const std::vector<std::string>& cells, incident::v1::ImportedCasualty& casualty,
                         std::vector<RowFault>& faults) const {
  *casualty.mutable_facts() = mapping_.casualty_constants;
  const size_t before = faults.size();
  for (const FieldRule& rule : mapping_.casualty_fields) ApplyRule(mapping_, rule, cells, *casualty.mutable_facts(), faults);
  if (mapping_.casualty_known_on.has_value()) ApplyRule(mapping_, *mapping_.casualty_known_on, cells, casualty, faults);
  KeepWords(mapping_.casualty_words, cells, *casualty.mutable_original_words());
  if (faults.size() == before) CheckRules(casualty, faults);
}

void Mapper::KeepWords(const std::vector<KeptColumn>& columns, const std::vector<std::string>& cells,
                       google::protobuf::RepeatedPtrField<incident::v1::OriginalWord>& words) const {
  for (const KeptColumn& kept : columns) {
    const std::string& cell = cells[static_cast<size_t>(kept.column)];
    if (cell.empty()) continue;
    incident::v1::OriginalWord& word = *words.Add();
    word.set_field(kept.field);
    word.set_column(mapping_.headers[static_cast<size_t>(kept.column)]);
    word.set_words(cell);
  }
}

// The same rules as the service's, so that one faulty row is refused alone and not with everyone of its incident.
void Mapper::CheckRules(const google::protobuf::Message& message, std::vector<RowFault>& faults) const {
  Violations found;
  Validate(message, now_, found);
  for (const auto& violation : found.bad_request().field_violations()) {
    common::v1::ErrorReason reason = common::v1::ERROR_REASON_UNSPECIFIED;
    common::v1::ErrorReason_Parse("ERROR_REASON_" + violation.reason(), &reason);
    faults.push_back({violation.field(), reason, violation.description()});
  }
}

}  // namespace dayaq::importing
