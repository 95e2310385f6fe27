#include "services/platform/rpc/audit_entry.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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
using google::protobuf::util::TimeUtil;

constexpr int kMostNames = 100;

bool IsDenial(absl::StatusCode code) {
  return code == absl::StatusCode::kPermissionDenied || code == absl::StatusCode::kUnauthenticated;
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

void SetDisclosure(const Disclosure& disclosure, audit::v1::Entry& entry) {
  entry.clear_resources();
  entry.set_resource_count(static_cast<int64_t>(disclosure.resources.size()));
  std::string all;
  for (const std::string& resource : disclosure.resources) {
    if (entry.resources_size() < kMostNames) entry.add_resources(resource);
    absl::StrAppend(&all, resource, "\n");
  }
  entry.clear_resources_hash();
  if (disclosure.resources.size() > kMostNames) entry.set_resources_hash(Sha256(all));
  entry.clear_disclosed();
  for (int value = 1; value <= access::v1::DataClass_MAX; ++value) {
    if (disclosure.classes.Has(static_cast<DataClass>(value))) entry.add_disclosed(static_cast<DataClass>(value));
  }
}

void SetOutcome(const absl::Status& status, audit::v1::Entry& entry) {
  if (status.ok()) return;
  entry.set_decision(IsDenial(status.code()) ? Decision::DECISION_DENIED : Decision::DECISION_FAILED);
  entry.set_reason(std::string(ReasonName(ReasonOf(status))));
  entry.clear_disclosed();
  entry.clear_after_hash();
}

Params AppendParams(const audit::v1::Entry& entry) {
  return {entry.uid(),
          TimeOf(entry),
          Octets{CanonicalBytes(entry)},
          OrNull(entry.staff_uid()),
          OrNull(entry.institution()),
          OrNull(entry.role()),
          OrNull(entry.purpose()),
          entry.service(),
          entry.method(),
          audit::v1::Decision_Name(entry.decision()),
          OrNull(entry.reason()),
          entry.resources()};
}

std::string EntriesJson(const std::vector<audit::v1::Entry>& entries) {
  std::string json = "[";
  for (const audit::v1::Entry& entry : entries) {
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
    absl::StrAppend(&json, ",\"resources\":[", absl::StrJoin(entry.resources(), ",", quoted), "]}");
  }
  return json + "]";
}

}  // namespace dayaq::rpc
