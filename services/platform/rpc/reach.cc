#include "services/platform/rpc/reach.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dayaq/access/v1/place.pb.h"

namespace dayaq::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsRow(const Descriptor& type) { return type.options().HasExtension(access::v1::place); }

// The text at "facts.district"; empty when the path is.
std::string TextAt(const Message& row, absl::string_view path) {
  if (path.empty()) return "";
  const Message* at = &row;
  const std::vector<std::string> names = absl::StrSplit(path, '.');
  for (size_t i = 0; i + 1 < names.size(); ++i) {
    const FieldDescriptor* field = at->GetDescriptor()->FindFieldByName(names[i]);
    if (field == nullptr || field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return "";
    at = &at->GetReflection()->GetMessage(*at, field);
  }
  const FieldDescriptor* field = at->GetDescriptor()->FindFieldByName(names.back());
  if (field == nullptr || field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) return "";
  return at->GetReflection()->GetString(*at, field);
}

RowStanding StandingOf(const Message& row) {
  const access::v1::RowPlace& place = row.GetDescriptor()->options().GetExtension(access::v1::place);
  RowStanding standing;
  standing.register_code = TextAt(row, place.register_());
  standing.district = TextAt(row, place.district());
  standing.institution = TextAt(row, place.institution());
  standing.person_uid = TextAt(row, place.person());
  return standing;
}

}  // namespace

absl::Status CheckReach(const Message& answer, const AccessPolicy& policy, const Caller& caller, absl::string_view action,
                        absl::Time now) {
  const Action* known = policy.FindAction(action);
  if (known == nullptr || !known->of_rows) return absl::OkStatus();
  const FactSet of_call = CallFacts(caller, now);
  const auto check = [&](const Message& row) {
    const FactSet facts = of_call.Or(RowFacts(caller, StandingOf(row)));
    if (policy.Decide(caller.role, action, caller.purpose, facts).allowed()) return absl::OkStatus();
    return absl::InternalError(
        absl::StrCat("the database showed a row that the policy keeps from ", caller.role, ": ", row.GetDescriptor()->full_name()));
  };
  if (IsRow(*answer.GetDescriptor())) return check(answer);
  std::vector<const FieldDescriptor*> fields;
  const google::protobuf::Reflection& reflection = *answer.GetReflection();
  reflection.ListFields(answer, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || !IsRow(*field->message_type())) continue;
    const int count = field->is_repeated() ? reflection.FieldSize(answer, field) : 1;
    for (int i = 0; i < count; ++i) {
      const absl::Status status =
          check(field->is_repeated() ? reflection.GetRepeatedMessage(answer, field, i) : reflection.GetMessage(answer, field));
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace dayaq::rpc
