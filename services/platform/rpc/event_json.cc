#include "services/platform/rpc/event_json.h"

#include "absl/strings/str_cat.h"
#include "services/platform/log/log.h"

namespace dayaq::rpc {

std::string EventsJson(const std::vector<outbox::v1::Event>& events) {
  std::string json = "[";
  for (const outbox::v1::Event& event : events) {
    absl::StrAppend(&json, json.size() > 1 ? "," : "", "{\"uid\":", JsonString(event.uid()), ",\"kind\":", JsonString(event.kind()),
                    ",\"resource\":", JsonString(event.resource()), ",\"trace_id\":", JsonString(event.trace_id()), "}");
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
