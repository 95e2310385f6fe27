#include "services/platform/rpc/event_json.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/log/log.h"

namespace dayaq::rpc {

using google::protobuf::util::TimeUtil;

std::string EventsJson(const std::vector<outbox::v1::Event>& events) {
  std::string json = "[";
  for (const outbox::v1::Event& event : events) {
    absl::StrAppend(&json, json.size() > 1 ? "," : "", "{\"uid\":", JsonString(event.uid()), ",\"kind\":", JsonString(event.kind()),
                    ",\"resource\":", JsonString(event.resource()), ",\"trace_id\":", JsonString(event.trace_id()));
    // RFC 3339 in UTC, which PostgreSQL reads whatever its time zone is.
    if (event.has_due_time()) absl::StrAppend(&json, ",\"due_time\":\"", TimeUtil::ToString(event.due_time()), "\"");
    json += '}';
  }
  return json + "]";
}

std::string ResourceOf(const google::protobuf::Message& response) {
  for (const char* key : {"name", "uid"}) {
    const auto* field = response.GetDescriptor()->FindFieldByName(key);
    if (field != nullptr && field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING && !field->is_repeated()) {
      return response.GetReflection()->GetString(response, field);
    }
  }
  return "";
}

}  // namespace dayaq::rpc
