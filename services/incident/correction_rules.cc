#include "services/incident/correction_rules.h"

#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/incident/casualty_rules.h"

namespace dayaq::incident {
namespace {

using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::util::FieldMaskUtil;

constexpr size_t kLongestPath = 60;

bool IsField(const std::string& path, const Message& facts) {
  return !path.empty() && path.size() <= kLongestPath && FieldMaskUtil::GetFieldDescriptors(facts.GetDescriptor(), path, nullptr);
}

// Sources are noted for each field of facts, those of an identity one level deeper: "outcome", "identity.phone".
std::string NotedAs(const std::string& path) {
  constexpr absl::string_view kIdentity = "identity.";
  return path.substr(0, path.find('.', absl::StartsWith(path, kIdentity) ? kIdentity.size() : 0));
}

void NoteCorrected(const std::string& path, FactSources& sources) {
  const std::string field = NotedAs(path);
  for (int i = sources.size() - 1; i >= 0; --i) {
    const std::string& noted = sources.Get(i).field();
    if (noted == field || absl::StartsWith(noted, field + ".")) sources.DeleteSubrange(i, 1);
  }
  sources.Add()->set_field(field);
}

}  // namespace

void TakeCorrection(const FieldMask& mask, const Message& stated, Message& known, FactSources& sources, Violations& found) {
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    if (!IsField(path, known)) {
      found.Add(absl::StrCat("update_mask.paths[", i, "]"), ErrorReason::ERROR_REASON_MASK_INVALID,
                "Name fields of facts, for example settlement.");
      continue;
    }
    const std::string name = path.substr(0, path.find('.'));
    const auto* field = known.GetDescriptor()->FindFieldByName(name);
    FieldMask one;
    one.add_paths(path);
    if (path == name) known.GetReflection()->ClearField(&known, field);
    FieldMaskUtil::MergeMessageTo(stated, one, options, &known);
    NoteCorrected(path, sources);
  }
}

bool Takes(const FieldMask& mask, const std::string& field) {
  return std::any_of(mask.paths().begin(), mask.paths().end(),
                     [&field](const std::string& path) { return path.substr(0, path.find('.')) == field; });
}

void CheckDayAgainstPeople(const v1::Incident& incident, const std::string& path, Violations& found) {
  Violations of_people;
  for (const v1::Casualty& casualty : incident.casualties()) {
    v1::CasualtyFacts facts = casualty.facts();
    DeriveAge(facts, incident.facts().occurred_on());  // The age at the incident follows the day; it does not speak against it.
    CheckCasualty(facts, incident.facts().occurred_on(), "", of_people);
  }
  std::set<std::string> told;
  for (const auto& fault : of_people.bad_request().field_violations()) {
    ErrorReason reason = ErrorReason::ERROR_REASON_UNSPECIFIED;
    if (!told.insert(fault.reason()).second || !common::v1::ErrorReason_Parse("ERROR_REASON_" + fault.reason(), &reason)) continue;
    found.Add(path, reason, "This day contradicts what is known of someone hurt: " + fault.description());
  }
}

}  // namespace dayaq::incident
