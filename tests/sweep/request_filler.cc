#include "tests/sweep/request_filler.h"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "dayaq/payment/v1/suspension.pb.h"
#include "google/api/field_behavior.pb.h"
#include "google/protobuf/field_mask.pb.h"
#include "services/platform/text/partial_date.h"
#include "services/platform/validation/field_rules.h"
#include "tests/support/test_service.h"

namespace dayaq::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::Reflection;

constexpr size_t kDeepest = 6;

bool IsOutputOnly(const FieldDescriptor& field) {
  for (int i = 0; i < field.options().ExtensionSize(google::api::field_behavior); ++i) {
    if (field.options().GetExtension(google::api::field_behavior, i) == google::api::OUTPUT_ONLY) return true;
  }
  return false;
}

bool IsPaging(const FieldDescriptor& field) {
  return field.name() == "page_size" || field.name() == "page_token" || field.name() == "request_id" ||
         field.name() == "validate_only";
}

// The kind of row that a text names; "" when it names none.
std::string KindOf(const FieldDescriptor& field) {
  if (field.type() != FieldDescriptor::TYPE_STRING || field.name() == "request_id") return "";
  const auto& rules = RulesOf(field).string();
  if (rules.uuid()) return field.full_name();
  if (!absl::StrContains(rules.pattern(), kUuidPattern)) return "";
  std::vector<std::string> collections;
  for (absl::string_view part : absl::StrSplit(rules.pattern(), '/')) {
    if (!absl::StrContains(part, "[0-9a-f]")) collections.emplace_back(part);
  }
  std::string kind;
  for (const std::string& collection : collections) absl::StrAppend(&kind, kind.empty() ? "" : "/", collection);
  // Nothing but a UUID: a bare one.
  return kind.empty() ? field.full_name() : kind;
}

// What a message needs although no rule on a single field says so.
bool IsNeeded(const FieldDescriptor& field) {
  static const auto* kNeeded = new std::set<std::string>{"dayaq.incident.v1.IncidentFacts.occurred_on",
                                                         "dayaq.incident.v1.IncidentFacts.district",
                                                         "dayaq.incident.v1.Incident.casualties",
                                                         "dayaq.incident.v1.Casualty.facts",
                                                         "dayaq.incident.v1.CasualtyFacts.outcome",
                                                         "dayaq.survivor.v1.DisabilityDecision.percent",
                                                         "dayaq.survivor.v1.DisabilityDecision.cause",
                                                         "dayaq.survivor.v1.DisabilityDecision.decided_on",
                                                         "dayaq.survivor.v1.DisabilityDecision.valid_from",
                                                         "dayaq.rehabilitation.v1.Centre.visits",
                                                         "dayaq.rehabilitation.v1.VisitOffer.minutes",
                                                         "dayaq.rehabilitation.v1.Centre.hours",
                                                         "dayaq.rehabilitation.v1.OpeningHours.closes_minute",
                                                         "dayaq.rehabilitation.v1.Session.minutes",
                                                         "dayaq.rehabilitation.v1.Measure.with_device",
                                                         "dayaq.rehabilitation.v1.BookSeriesRequest.count",
                                                         "dayaq.rehabilitation.v1.BookSeriesRequest.every_days",
                                                         "dayaq.payment.v1.ProposeAllocationRequest.items",
                                                         "dayaq.employment.v1.RecordRetentionRequest.months",
                                                         "dayaq.employment.v1.EnrolGroupRequest.workers",
                                                         "dayaq.employment.v1.ProposeGrantRequest.planned",
                                                         "dayaq.employment.v1.RevisePlanRequest.planned",
                                                         "dayaq.employment.v1.DecideGrantRequest.granted",
                                                         "dayaq.employment.v1.GrantLine.quantity",
                                                         "dayaq.employment.v1.GrantLine.unit_qepik",
                                                         "dayaq.employment.v1.HandOverAssetsRequest.assets",
                                                         "dayaq.employment.v1.GrantAsset.line",
                                                         "dayaq.employment.v1.Vacancy.hours_week",
                                                         "dayaq.employment.v1.Vacancy.places",
                                                         "dayaq.employment.v1.Course.places"};
  return RulesOf(field).required() || kNeeded->count(field.full_name()) > 0;
}

// Visits every field a caller may fill in, from the request down.
void ForEachField(const Descriptor& message, FieldPath& path, const std::function<void(const FieldPath&)>& visit) {
  if (path.size() >= kDeepest) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    if (IsOutputOnly(*field) || std::find(path.begin(), path.end(), field) != path.end()) continue;
    path.push_back(field);
    visit(path);
    if (field->message_type() != nullptr && !absl::StartsWith(field->message_type()->full_name(), "google.")) {
      ForEachField(*field->message_type(), path, visit);
    }
    path.pop_back();
  }
}

// Makes one request; see FillRequest.
class Filler {
 public:
  Filler(const KnownIds& ids, const FieldPath& forced, std::string text) : ids_(ids), forced_(forced), text_(std::move(text)) {}

  void Fill(Message& message, size_t depth, bool on_way) {
    const Descriptor& descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) {
      const FieldDescriptor* field = descriptor.field(i);
      const bool next = on_way && depth < forced_.size() && forced_[depth] == field;
      if (next || (IsNeeded(*field) && depth < kDeepest)) FillField(message, *field, depth, next);
    }
  }

 private:
  void FillField(Message& message, const FieldDescriptor& field, size_t depth, bool on_way) {
    const Reflection& reflection = *message.GetReflection();
    if (field.message_type() != nullptr) {
      Message* child = field.is_repeated() ? reflection.AddMessage(&message, &field) : reflection.MutableMessage(&message, &field);
      FillMessage(*child, depth + 1, on_way);
      // Money is stopped, somebody passed over, and a vacancy open, until a day to come.
      if (field.name() == "suspended_until" || field.name() == "passed_over_until" || field.name() == "closes_on") {
        static_cast<common::v1::PartialDate&>(*child) = PartialDateOf(absl::ToCivilDay(absl::Now(), BakuZone()) + 7);
      }
      // A period begins before it ends.
      if (field.name() == "looks_from") {
        const FieldDescriptor& seconds = *child->GetDescriptor()->FindFieldByName("seconds");
        child->GetReflection()->SetInt64(child, &seconds, child->GetReflection()->GetInt64(*child, &seconds) - 7200);
      }
    } else if (field.type() == FieldDescriptor::TYPE_STRING || field.type() == FieldDescriptor::TYPE_BYTES) {
      const std::string text = on_way && depth + 1 == forced_.size() && !text_.empty() ? text_ : TextFor(field);
      field.is_repeated() ? reflection.AddString(&message, &field, text) : reflection.SetString(&message, &field, text);
    } else if (field.enum_type() != nullptr) {
      // The first of what is found by looking may be that nobody looked yet; the second is a finding in every list.
      // ... and what ends something does not leave it open.
      const std::string& type = field.containing_type()->name();
      const bool ends = field.name() == "state" && (absl::StartsWith(type, "End") || absl::StartsWith(type, "Settle"));
      // Why a thing is given up or comes back, people say from the third on.
      const bool of_thing = field.enum_type()->name() == "InKindEndReason";
      const int place = of_thing ? 3 : field.name() == "verdict" || ends ? 2 : 1;
      const int value = AppealsAgainstSuspension(field)
                            ? static_cast<int>(payment::v1::APPEAL_GROUND_SUSPENSION)
                            : field.enum_type()->value(field.enum_type()->value_count() > place ? place : 0)->number();
      field.is_repeated() ? reflection.AddEnumValue(&message, &field, value) : reflection.SetEnumValue(&message, &field, value);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      reflection.SetBool(&message, &field, true);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
      reflection.SetInt32(&message, &field, static_cast<int32_t>(std::max(1.0, RulesOf(field).number().gte())));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
      reflection.SetInt64(&message, &field, 1);
    } else {
      throw std::logic_error(absl::StrCat("tests/sweep does not know how to fill ", field.full_name()));
    }
  }

  // An appeal names a suspension with the ground that says so, and with no other.
  bool AppealsAgainstSuspension(const FieldDescriptor& field) const {
    return field.full_name() == "dayaq.payment.v1.LodgeEntitlementAppealRequest.ground" && !forced_.empty() &&
           forced_.back()->name() == "suspension";
  }

  void FillMessage(Message& message, size_t depth, bool on_way) {
    const std::string& type = message.GetDescriptor()->full_name();
    const Reflection& reflection = *message.GetReflection();
    const auto set_number = [&](const char* name, int value) {
      reflection.SetInt32(&message, message.GetDescriptor()->FindFieldByName(name), value);
    };
    if (type == "dayaq.common.v1.PartialDate") {
      set_number("year", 2026);
      set_number("month", 3);
      set_number("day", 4);
    } else if (type == "google.protobuf.Timestamp") {
      reflection.SetInt64(&message, message.GetDescriptor()->FindFieldByName("seconds"), absl::ToUnixSeconds(absl::Now()) + 3600);
    } else {
      Fill(message, depth, on_way);
    }
  }

  std::string TextFor(const FieldDescriptor& field) const {
    if (field.name() == "request_id") return NewRequestId();
    if (absl::EndsWith(field.name(), "etag")) return EtagFor(*field.containing_type());
    if (const std::string kind = KindOf(field); !kind.empty()) {
      for (const std::string& key : {field.full_name(), kind}) {
        if (const auto known = ids_.by_kind.find(key); known != ids_.by_kind.end()) return known->second;
      }
      throw std::logic_error(
          absl::StrCat("say in tests/sweep/sweep_house.cc which row ", field.full_name(), " (", kind, ") names"));
    }
    // Letters of two names.
    if (field.full_name() == "dayaq.survivor.v1.SearchSurvivorsRequest.words") return "Nüm Nüm";
    if (field.name() == "iban") return "AZ77AIIB38001944194419441944";
    const auto& rules = RulesOf(field).string();
    if (rules.pattern().empty()) return std::string(std::max<size_t>(rules.min_len(), 12), 'a');
    // Texts of a form that reflection cannot make up; what a name promises first.
    static const auto* kByName =
        new std::map<std::string, const char*>{{"role", "guardian"},        {"institution", "hospital-barda"},
                                               {"purpose", "care"},         {"issuer", "https://login.dayaq.test"},
                                               {"district", "AZ-BAR"},      {"actions", "incident.read"},
                                               {"action", "incident.read"}, {"reason", "ACTION_DENIED"},
                                               {"article", "177.1"},        {"source_account", "state-budget"}};
    if (const auto named = kByName->find(field.name()); named != kByName->end()) return named->second;
    for (const char* known :
         {"az", "AZ-BAR", "10234", "12:30", "2026-12", "5ABCDE7", "funeral-benefit", "payment.assess", "legacy-register",
          "roles/clinician", "institutions/hospital-barda", "88-ABCDE-ABCDE", "0", "reconciliations/2026-03-04", "1234567890",
          "1234567", "az-provisional/P1", "indicatorSets/az-provisional/indicators/P1"}) {
      if (RE2::FullMatch(known, CompiledPattern(rules.pattern()))) return known;
    }
    if (RE2::FullMatch(std::string(64, 'a'), CompiledPattern(rules.pattern()))) return std::string(64, 'a');
    throw std::logic_error(absl::StrCat("say in tests/sweep/request_filler.cc what fits ", field.full_name()));
  }

  std::string EtagFor(const Descriptor& request) const {
    const FieldDescriptor* name = request.FindFieldByName("name");
    if (name == nullptr) return "1";
    for (const std::string& key : {name->full_name(), KindOf(*name)}) {
      if (const auto known = ids_.etags.find(key); known != ids_.etags.end()) return known->second;
    }
    return "1";
  }

  const KnownIds& ids_;
  const FieldPath& forced_;
  const std::string text_;
};

// What rules do not say: which fields a correction may name.
void FillMask(Message& request) {
  const FieldDescriptor* mask = request.GetDescriptor()->FindFieldByName("update_mask");
  if (mask == nullptr) return;
  auto& paths = static_cast<google::protobuf::FieldMask&>(*request.GetReflection()->MutableMessage(&request, mask));
  for (const char* part : {"facts", "details"}) {
    const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(part);
    if (field == nullptr) continue;
    // An operational code that every corrector may write.
    Message& facts = *request.GetReflection()->MutableMessage(&request, field);
    for (const char* name : {"area_type", "sex"}) {
      const FieldDescriptor* code = facts.GetDescriptor()->FindFieldByName(name);
      if (code == nullptr) continue;
      facts.GetReflection()->SetEnumValue(&facts, code, 1);
      paths.add_paths(name);
    }
  }
}

std::unique_ptr<Message> New(const Descriptor& type) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

}  // namespace

std::string PathText(const FieldPath& path) {
  std::string text;
  for (const FieldDescriptor* field : path) absl::StrAppend(&text, text.empty() ? "" : ".", field->name());
  return text;
}

std::vector<IdField> IdFieldsOf(const Descriptor& request) {
  std::vector<IdField> found;
  FieldPath path;
  ForEachField(request, path, [&](const FieldPath& at) {
    if (std::string kind = KindOf(*at.back()); !kind.empty()) found.push_back({at, std::move(kind)});
  });
  return found;
}

std::vector<FieldPath> FilterFieldsOf(const Descriptor& request) {
  std::vector<FieldPath> found;
  FieldPath path;
  ForEachField(request, path, [&](const FieldPath& at) {
    const FieldDescriptor& last = *at.back();
    if (at.size() > 1 ? at.front()->name() != "filter" : IsPaging(last) || last.name() == "filter") return;
    if (std::any_of(at.begin(), at.end() - 1, [](const FieldDescriptor* on) { return IsPartialDate(*on); })) return;
    found.push_back(at);
  });
  return found;
}

KnownIds AbsentIds(const KnownIds& like) {
  KnownIds absent;
  for (const auto& [kind, name] : like.by_kind) {
    std::string other;
    for (absl::string_view part : absl::StrSplit(name, '/')) {
      absl::StrAppend(&other, other.empty() ? "" : "/", part.size() == 36 ? absl::string_view(NewRequestId()) : part);
    }
    absent.by_kind.emplace(kind, other);
  }
  return absent;
}

std::unique_ptr<Message> FillRequest(const Descriptor& type, const KnownIds& ids, const FieldPath& id_path, const std::string& id) {
  auto request = New(type);
  Filler(ids, id_path, id).Fill(*request, 0, true);
  FillMask(*request);
  return request;
}

std::unique_ptr<Message> FillFilter(const Descriptor& type, const KnownIds& ids, const FieldPath& path, const std::string& text) {
  auto request = New(type);
  Filler(ids, path, path.back()->type() == FieldDescriptor::TYPE_STRING ? text : "").Fill(*request, 0, true);
  return request;
}

}  // namespace dayaq::testing
