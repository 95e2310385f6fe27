#include "clients/cli/incident_input.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/yaml_tree.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

constexpr char kExample[] =
    R"(# Bir hadisə və onda zərər çəkən hər kəs, bir dəfəyə: ya hamısı yazılır, ya heç nə. Burada heç kim gerçək deyil.
# One incident and everyone hurt in it, as one act: all of it is stored, or none. Nobody here is real.
#
# Bilinməyən sahəni yazmayın. Tarixlər bilindiyi qədər: 2026, 2026-11 və ya 2026-11-19.
# Leave out what is not known. Dates as far as known: 2026, 2026-11 or 2026-11-19.

report:
  source: HOSPITAL            # HOSPITAL, MINE_ACTION_AGENCY, POLICE, RED_CRESCENT, DISTRICT_AUTHORITY, PRESS, OTHER
  document: "qəbul jurnalı 2026/118"
  reported_on: 2026-11-19

incident:
  occurred_on: 2026-11-19
  occurred_at: "14:20"        # və ya / or: time_band: AFTERNOON
  district: AZ-TAR            # dayaqctl places
  settlement: Nümunəkənd
  point: {latitude: 40.345, longitude: 46.93, precision_metres: 300, method: WITNESS}
  area_type: RURAL
  accident_class: MINE
  device_category: AP_MINE
  marked: "NO"                # YES, NO, UNKNOWN
  former_contact_line: "YES"

casualties:
  - identity:
      family_name: Nümunəli
      given_name: Rəşad
      father_name: Əli
      birth_date: 1984-06
    sex: MALE
    civil_status: CIVILIAN
    activity: HERDING
    outcome: INJURED
    risk_education_before: "NO"
    injuries:
      - {part: FOOT, side: RIGHT, kind: AMPUTATION}
    amputations:
      - {level: TRANSTIBIAL, side: RIGHT, third: MIDDLE, done_on: 2026-11-19}
    diagnoses:
      - {nature_code: S88.1, external_cause_code: Y36.8}
    care_steps:
      - {kind: FIRST_AID, minutes_after: 10, detail: "turna, yoldaşı tərəfindən · tourniquet, by a friend"}
      - {kind: ADMISSION, minutes_after: 75, done_on: 2026-11-19, institution: hospital-tartar}
      - {kind: SURGERY, done_on: 2026-11-19}
  - identity: {family_name: Nümunəyeva, given_name: Çiçək}
    sex: FEMALE
    age: 30-40
    outcome: KILLED
    died_on: 2026-11-19
)";

void FillCasualty(const YamlNode& node, IncidentInput& input, bool as_statement, YamlFaults& faults) {
  if (!as_statement) {
    FillFromYaml(node, *input.incident.add_casualties()->mutable_facts(), faults);
    return;
  }
  incident::v1::CasualtyStatement& statement = *input.report.add_statements();
  YamlNode facts = node;
  for (size_t i = 0; i < facts.keys.size(); ++i) {
    if (facts.keys[i].text != "casualty_uid") continue;
    statement.set_casualty_uid(facts.items[i].text);
    facts.keys.erase(facts.keys.begin() + static_cast<std::ptrdiff_t>(i));
    facts.items.erase(facts.items.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  FillFromYaml(facts, *statement.mutable_facts(), faults);
}

absl::StatusOr<IncidentInput> FromTree(const YamlNode& root, YamlFaults faults, bool as_statements) {
  IncidentInput input;
  input.incident.set_register_(kNationalRegister);
  for (size_t i = 0; i < root.keys.size(); ++i) {
    const YamlNode& node = root.items[i];
    const std::string& key = root.keys[i].text;
    if (key == "register") {
      input.incident.set_register_(node.text);
    } else if (key == "report") {
      FillFromYaml(node, input.report, faults);
    } else if (key == "incident") {
      FillFromYaml(node, as_statements ? *input.report.mutable_stated_facts() : *input.incident.mutable_facts(), faults);
    } else if (key == "casualties" && node.kind == YamlNode::Kind::kList) {
      for (const YamlNode& item : node.items) FillCasualty(item, input, as_statements, faults);
    } else if (key == "casualties") {
      faults.Add(node, "casualties is a list: each begins with a hyphen");
    } else {
      faults.Add(root.keys[i], absl::StrCat("unknown key ", key, "; known here: register, report, incident, casualties"));
    }
  }
  RETURN_IF_ERROR(faults.ToStatus());
  return input;
}

// Names that are shorter than the contract's.
const std::map<std::string, std::string>& ShortNames() {
  static const auto* const kNames = new std::map<std::string, std::string>{
      {"family", "identity.family_name"}, {"given", "identity.given_name"}, {"father", "identity.father_name"},
      {"fin", "identity.national_id"},    {"born", "identity.birth_date"},  {"phone", "identity.phone"},
      {"address", "identity.address"},    {"status", "civil_status"},       {"died", "died_on"},
  };
  return *kNames;
}

}  // namespace

absl::string_view IncidentExample() { return kExample; }

absl::StatusOr<IncidentInput> ParseIncidentFile(absl::string_view text, absl::string_view file_name, bool as_statements) {
  ASSIGN_OR_RETURN(const YamlNode root, ParseYamlTree(text, file_name));
  return FromTree(root, YamlFaults(std::string(file_name)), as_statements);
}

absl::StatusOr<IncidentInput> ReadIncidentFile(const std::string& path, bool as_statements) {
  ASSIGN_OR_RETURN(const YamlNode root, ReadYamlTree(path));
  return FromTree(root, YamlFaults(path), as_statements);
}

absl::StatusOr<incident::v1::CasualtyFacts> ParseCasualtyFlag(const std::string& text) {
  static const LazyRE2 kPair = {R"(\s*([a-z_][a-z0-9_.]*)\s*=(.*))"};
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& piece : std::vector<std::string>(absl::StrSplit(text, ','))) {
    std::string name;
    std::string value;
    if (RE2::FullMatch(piece, *kPair, &name, &value)) {
      pairs.emplace_back(name, value);
    } else if (!pairs.empty()) {
      absl::StrAppend(&pairs.back().second, ",", piece);
    } else {
      return absl::InvalidArgumentError(
          "--casualty consists of name=value pairs: family=..., given=..., sex=MALE, outcome=INJURED");
    }
  }
  incident::v1::CasualtyFacts facts;
  for (const auto& [name, value] : pairs) {
    const auto known = ShortNames().find(name);
    RETURN_IF_ERROR(SetFromText(known == ShortNames().end() ? name : known->second, absl::StripAsciiWhitespace(value), facts));
  }
  return facts;
}

}  // namespace dayaq::cli
