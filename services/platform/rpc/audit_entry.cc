#include "services/platform/rpc/audit_entry.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/database/text_forms.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/sealing/secret_key.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::rpc {
namespace {

using audit::v1::Decision;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::TimeUtil;

constexpr int kMostNames = 100;
constexpr int kMostAsked = 32;
constexpr int kDeepestAsked = 3;

bool IsDenial(absl::StatusCode code) {
  return code == absl::StatusCode::kPermissionDenied || code == absl::StatusCode::kUnauthenticated;
}

// Fields that every request may have for its own sake, and that tell nothing of what was looked for.
bool IsOfForm(absl::string_view field) {
  return field == "page_size" || field == "page_token" || field == "read_mask" || field == "request_id" || field == "validate_only";
}

// "survivors/018f…", also nested: what names a resource by its uid can be written down, whatever else a caller put there cannot.
bool IsResourceName(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  if (parts.size() < 2 || parts.size() > 4 || parts.size() % 2 != 0) return false;
  for (size_t i = 0; i < parts.size(); i += 2) {
    const auto is_letter = [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); };
    if (parts[i].empty() || parts[i].size() > 32 || !std::all_of(parts[i].begin(), parts[i].end(), is_letter)) return false;
    if (!IsUuid(parts[i + 1])) return false;
  }
  return true;
}

void AddAsked(const Message& request, bool read, const std::string& prefix, audit::v1::Entry& entry) {
  const google::protobuf::Reflection& reflection = *request.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(request, &fields);
  for (const FieldDescriptor* field : fields) {
    if (entry.asked_size() == kMostAsked) return;
    if (IsOfForm(field->name())) continue;
    std::string path = prefix + field->name();
    const bool single_message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated();
    const bool ours = single_message && !absl::StartsWith(field->message_type()->full_name(), "google.");
    if (ours && read && std::count(path.begin(), path.end(), '.') + 1 < kDeepestAsked) {
      AddAsked(reflection.GetMessage(request, field), read, path + ".", entry);
      continue;
    }
    const bool text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && field->type() == FieldDescriptor::TYPE_STRING;
    const std::string value = text && !field->is_repeated() ? reflection.GetString(request, field) : "";
    if (IsResourceName(value) || IsUuid(value)) {
      entry.add_asked(absl::StrCat(path, "=", value));
    } else if (read) {
      entry.add_asked(std::move(path));
    }
  }
}

// Resources that the request named: "name=survivors/018f…".
std::vector<std::string> ResourcesAsked(const audit::v1::Entry& entry) {
  std::vector<std::string> names;
  for (const absl::string_view asked : entry.asked()) {
    const size_t equals = asked.find('=');
    if (equals == absl::string_view::npos || !IsResourceName(asked.substr(equals + 1))) continue;
    std::string name(asked.substr(equals + 1));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

absl::Time TimeOf(const audit::v1::Entry& entry) { return absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(entry.time())); }

}  // namespace

audit::v1::Entry NewEntry(absl::string_view service, absl::string_view method, absl::string_view action, absl::Time now) {
  audit::v1::Entry entry;
  entry.set_schema_version(1);
  entry.set_uid(NewUuid7(now));
  *entry.mutable_time() = Timestamp(now);
  entry.set_service(std::string(service));
  entry.set_method(std::string(method));
  entry.set_action(std::string(action));
  entry.set_decision(Decision::DECISION_ALLOWED);
  std::string nonce(32, '\0');
  FillRandom(nonce.data(), nonce.size());
  entry.set_nonce(nonce);
  return entry;
}

void SetCaller(const Caller& caller, audit::v1::Entry& entry) {
  entry.set_staff_uid(caller.staff_uid);
  entry.set_on_behalf_of(caller.on_behalf_of);
  entry.set_session(caller.session);
  entry.set_role(caller.role);
  entry.set_institution(caller.institution);
  entry.set_purpose(caller.purpose);
}

void SetAsked(const google::protobuf::Message& request, bool read, audit::v1::Entry& entry) {
  entry.clear_asked();
  AddAsked(request, read, "", entry);
}

void SetDisclosure(const Disclosure& disclosure, AuditRecord& record) {
  audit::v1::Entry& entry = record.entry;
  record.resources = disclosure.resources;
  entry.clear_resources();
  entry.set_resource_count(static_cast<int64_t>(disclosure.resources.size()));
  for (const std::string& resource : disclosure.resources) {
    if (entry.resources_size() == kMostNames) break;
    entry.add_resources(resource);
  }
  entry.clear_resources_hash();
  if (disclosure.resources.size() > kMostNames) {
    entry.set_resources_hash(Sha256(absl::StrJoin(disclosure.resources, "\n") + "\n"));
  }
  entry.clear_disclosed();
  for (int value = 1; value <= access::v1::DataClass_MAX; ++value) {
    if (disclosure.classes.Has(static_cast<DataClass>(value))) entry.add_disclosed(static_cast<DataClass>(value));
  }
}

void SetOutcome(const absl::Status& status, AuditRecord& record) {
  if (status.ok()) return;
  SetDisclosure({.resources = ResourcesAsked(record.entry)}, record);
  audit::v1::Entry& entry = record.entry;
  entry.set_decision(IsDenial(status.code()) ? Decision::DECISION_DENIED : Decision::DECISION_FAILED);
  entry.set_reason(std::string(ReasonName(ReasonOf(status))));
  entry.clear_after_hash();
}

Params AppendParams(const AuditRecord& record, absl::string_view canonical) {
  const audit::v1::Entry& entry = record.entry;
  return {entry.uid(),
          TimeOf(entry),
          Octets{std::string(canonical)},
          OrNull(entry.staff_uid()),
          OrNull(entry.institution()),
          OrNull(entry.role()),
          OrNull(entry.purpose()),
          entry.service(),
          entry.method(),
          audit::v1::Decision_Name(entry.decision()),
          OrNull(entry.reason()),
          record.resources};
}

std::string EntriesJson(const std::vector<AuditRecord>& records) {
  std::string json = "[";
  for (const AuditRecord& record : records) {
    const audit::v1::Entry& entry = record.entry;
    absl::StrAppend(&json, json.size() > 1 ? ",{" : "{", "\"uid\":", JsonString(entry.uid()));
    const auto add = [&json](const char* name, absl::string_view text) {
      if (!text.empty()) absl::StrAppend(&json, ",\"", name, "\":", JsonString(text));
    };
    add("recorded_at", TimeText(TimeOf(entry)));
    // Not as a log value, which is cut when it is long. "\x" and hexadecimal digits: only the backslash needs its escape.
    absl::StrAppend(&json, ",\"canonical\":\"\\", OctetsText(CanonicalBytes(entry)), "\"");
    add("staff_uid", entry.staff_uid());
    add("institution", entry.institution());
    add("role", entry.role());
    add("purpose", entry.purpose());
    add("service", entry.service());
    add("method", entry.method());
    add("decision", audit::v1::Decision_Name(entry.decision()));
    add("reason", entry.reason());
    const auto quoted = [](std::string* out, const std::string& resource) { out->append(JsonString(resource)); };
    absl::StrAppend(&json, ",\"resources\":[", absl::StrJoin(record.resources, ",", quoted), "]}");
  }
  return json + "]";
}

}  // namespace dayaq::rpc
