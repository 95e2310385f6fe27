#include "services/platform/rpc/call_context.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/wrapper_queries.h"

namespace dayaq::rpc {
namespace {

constexpr absl::Duration kContextLifetime = absl::Seconds(150);
constexpr char kOwnRole[] = "background";

// JSON of text that comes from tokens and metadata: bytes beyond ASCII pass as they are (checked UTF-8), controls are escaped.
std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) continue;
    out += c;
  }
  return out + "\"";
}

}  // namespace

SignedContext SignContext(const Kit& kit, const ContextRequest& request, absl::Time now) {
  SignedContext context;
  // The database's names of roles begin with the service.
  const absl::string_view own_role = absl::StripPrefix(request.own_role, absl::StrCat(kit.service, "_"));
  context.text = absl::StrCat(
      "{\"service\":", Quoted(kit.service),
      ",\"actor\":", own_role.empty() ? "\"staff\"" : absl::StrCat("\"service\",\"role\":", Quoted(own_role)),
      ",\"iss\":", Quoted(request.issuer), ",\"sub\":", Quoted(request.subject), ",\"sid\":", Quoted(request.session),
      ",\"assignment\":", Quoted(request.assignment), ",\"purpose\":", Quoted(request.purpose),
      ",\"request_id\":", Quoted(request.request_id), ",\"expires\":", absl::ToUnixMillis(now + kContextLifetime), "}");
  context.mac = kit.context_mac.Sign(context.text);
  return context;
}

std::string BackgroundRole(const Kit& kit) { return absl::StrCat(kit.service, "_", kOwnRole); }

std::string BackgroundRoleFor(const Kit& kit, absl::string_view action) {
  for (const Role& role : kit.policy.roles()) {
    if (!role.background || !absl::StartsWith(role.name, absl::StrCat(kit.service, "_"))) continue;
    if (kit.policy.Allows(role.name, action)) return role.name;
  }
  return "";
}

absl::StatusOr<Caller> CallerFrom(const Kit& kit, const Row& row, Transaction& transaction) {
  Caller caller;
  RETURN_IF_ERROR(row.Read({{"staff_uid", &caller.staff_uid},
                            {"role", &caller.role},
                            {"institution", &caller.institution},
                            {"districts", &caller.districts},
                            {"national", &caller.national},
                            {"registers", &caller.registers},
                            {"purpose", &caller.purpose},
                            {"session", &caller.session},
                            {"on_behalf_of", &caller.on_behalf_of},
                            {"delegated_actions", &caller.delegated_actions},
                            {"person_uid", &caller.person_uid},
                            {"opened_persons", &caller.opened_persons}}));
  if (!caller.person_uid.empty()) {
    ASSIGN_OR_RETURN(const Row own, transaction.One<Row>(kOwnRecords));
    RETURN_IF_ERROR(own.Read({{"own_records", &caller.own_records}}));
  }
  // The database calls what services do by themselves without the service's name; the policy has one list for all.
  if (absl::EndsWith(caller.role, kOwnRole)) caller.role = absl::StrCat(kit.service, "_", caller.role);
  const Role* role = kit.policy.FindRole(caller.role);
  if (role == nullptr) return caller;  // Reads and writes nothing; the next step refuses every action.
  if (caller.purpose.empty()) caller.purpose = role->default_purpose;
  if (role->purposes.count(caller.purpose) == 0) caller.purpose.clear();
  caller.reads = role->reads;
  caller.writes = role->writes;
  transaction.SetColumns(caller.role, role->reads, role->writes);
  return caller;
}

}  // namespace dayaq::rpc
