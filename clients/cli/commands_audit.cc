// audit search, show, who-looked, status: who did or saw what.
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/access_input.h"
#include "clients/cli/audit_view.h"
#include "clients/cli/pinned_keys.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using audit::v1::SearchEntriesResponse;
using audit::v1::WhoLookedResponse;

struct SearchFlags {
  std::string resource;
  std::string staff;
  std::string institution;
  std::string from;
  std::string until;
  std::string for_purpose;
  std::string in_role;
  std::string method;
  std::string decision;
  std::string reason;
  PageFlags pages;
};

// A survivor by number is looked up; everything else is named as it is.
absl::StatusOr<std::string> ResourceOf(const std::string& text, Client& client) {
  if (text.empty() || (absl::StrContains(text, '/') && !absl::StartsWith(text, "survivors/"))) return text;
  return SurvivorName(client, text);
}

absl::Status RunSearch(const SearchFlags& flags, Program& program) {
  AccessInput input(program.language());
  audit::v1::SearchEntriesRequest request;
  audit::v1::EntryFilter& filter = *request.mutable_filter();
  if (!flags.staff.empty()) filter.set_staff_uid(input.Uid("staff", flags.staff));
  if (!flags.institution.empty()) filter.set_institution(input.InstitutionCode(flags.institution));
  if (!flags.in_role.empty()) filter.set_role(input.Role(flags.in_role));
  if (!flags.from.empty()) *filter.mutable_from_time() = input.Beginning(flags.from);
  if (!flags.until.empty()) *filter.mutable_until_time() = input.End(flags.until);
  if (!flags.decision.empty()) input.Set("decision", flags.decision, filter);
  filter.set_purpose(flags.for_purpose);
  filter.set_method(flags.method);
  filter.set_reason(absl::AsciiStrToUpper(flags.reason));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*filter.mutable_resource(), ResourceOf(flags.resource, *client));
  ASSIGN_OR_RETURN(const SearchEntriesResponse list,
                   FetchPages(*client, &audit::v1::AuditService::Stub::SearchEntries, std::move(request), flags.pages,
                              &SearchEntriesResponse::mutable_entries));
  program.Answer(list, [&] { PrintEntries(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShow(const std::string& name, Program& program) {
  AccessInput input(program.language());
  audit::v1::GetEntryRequest request;
  request.set_name(input.Name("auditEntries", name));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const audit::v1::AuditEntry entry, client->Call(&audit::v1::AuditService::Stub::GetEntry, request));
  program.Answer(entry, [&] { PrintEntry(entry, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunWhoLooked(const SearchFlags& flags, Program& program) {
  AccessInput input(program.language());
  audit::v1::WhoLookedRequest request;
  if (!flags.from.empty()) *request.mutable_from_time() = input.Beginning(flags.from);
  if (!flags.until.empty()) *request.mutable_until_time() = input.End(flags.until);
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.resource.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_name(), SurvivorName(*client, flags.resource));
  }
  ASSIGN_OR_RETURN(const WhoLookedResponse looks, FetchPages(*client, &audit::v1::AuditService::Stub::WhoLooked, std::move(request),
                                                             flags.pages, &WhoLookedResponse::mutable_looks));
  program.Answer(looks, [&] { PrintLooks(looks, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunStatus(Program& program) {
  ASSIGN_OR_RETURN(const Settings settings, program.LoadSettings());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const audit::v1::LogStatus status,
                   client->Call(&audit::v1::AuditService::Stub::GetLogStatus, audit::v1::GetLogStatusRequest()));
  if (!status.key().empty()) RETURN_IF_ERROR(PinnedKeys(settings.state_directory).Pin(status.key()));
  program.Answer(status, [&] { PrintLogStatus(status, program.language(), program.out()); });
  return absl::OkStatus();
}

void AddPeriod(Command& command, SearchFlags& flags, const Program& program) {
  command.add_option(
      "--from", flags.from,
      program.In({"bu vaxtdan: 2026-11-01 və ya “2026-11-01 08:00” (Bakı)", "from: 2026-11-01 or \"2026-11-01 08:00\" (Baku)"}));
  command.add_option("--until", flags.until, program.In({"bu vaxtadək", "until"}));
}

void AddSearch(Command& audit, Program& program) {
  const auto flags = std::make_shared<SearchFlags>();
  Command* search = audit.add_subcommand(
      "search", program.In({"yazıları axtar; susmaya görə son 31 gün", "search entries; by default of the last 31 days"}));
  search->add_option("--resource", flags->resource,
                     program.In({"nəyi: survivors/…, qısa nömrə (şəxsə aid hər şey), entitlements/…, …",
                                 "what: survivors/… or a short number (everything of the person), entitlements/…, …"}));
  search->add_option("--staff", flags->staff, program.In({"kim: staff/…", "who: staff/…"}));
  search->add_option("--institution", flags->institution, program.In({"hansı qurum", "which institution"}));
  search->add_option("--in-role", flags->in_role, program.In({"hansı vəzifədə", "in which role"}));
  search->add_option("--for-purpose", flags->for_purpose, program.In({"hansı məqsədlə", "for which purpose"}));
  search->add_option("--method", flags->method, program.In({"üsul", "method"}));
  search->add_option("--decision", flags->decision, program.In({"ALLOWED, DENIED, FAILED", "ALLOWED, DENIED, FAILED"}));
  search->add_option("--reason", flags->reason, program.In({"imtinanın səbəbi: ACTION_DENIED", "why refused: ACTION_DENIED"}));
  AddPeriod(*search, *flags, program);
  AddPageFlags(*search, flags->pages, program);
  search->footer(
      "\n  dayaqctl audit search --resource 30000018 --from 2026-11-01\n"
      "  dayaqctl audit search --staff staff/0190… --decision denied --all --json\n");
  search->callback([flags, &program] { program.action = [flags, &program] { return RunSearch(*flags, program); }; });
}

void AddWhoLooked(Command& audit, Program& program) {
  const auto flags = std::make_shared<SearchFlags>();
  Command* looked = audit.add_subcommand(
      "who-looked", program.In({"mənim (və ya bu şəxsin) qeydimə kim baxıb", "who looked at my record, or at this person's"}));
  looked->add_option("person", flags->resource,
                     program.In({"survivors/… və ya qısa nömrə; öz qeydiniz üçün boş saxlayın",
                                 "survivors/… or a short number; leave it out for your own record"}));
  AddPeriod(*looked, *flags, program);
  AddPageFlags(*looked, flags->pages, program);
  looked->footer("\n  dayaqctl audit who-looked\n  dayaqctl audit who-looked survivors/0190… --from 2026-11-01 --all\n");
  looked->callback([flags, &program] { program.action = [flags, &program] { return RunWhoLooked(*flags, program); }; });
}

}  // namespace

void AddAuditCommands(Command& app, Program& program) {
  Command& audit = *app.add_subcommand(
      "audit", program.In({"kim nə edib, kim nəyə baxıb: yazılar, sübutlar", "who did or saw what: entries, proofs"}));
  audit.require_subcommand(1);
  AddWhoLooked(audit, program);
  AddSearch(audit, program);

  const auto name = std::make_shared<std::string>();
  Command* show = audit.add_subcommand("show", program.In({"bir yazı, bütün sahələri ilə", "one entry with all its fields"}));
  show->add_option("entry", *name, program.In({"yazı: auditEntries/…", "the entry: auditEntries/…"}))->required();
  show->footer("\n  dayaqctl audit show 0190…\n");
  show->callback([name, &program] { program.action = [name, &program] { return RunShow(*name, program); }; });

  Command* status = audit.add_subcommand("status", program.In({"jurnal necədir: ölçü, dərc, gözləyənlər, imzalar",
                                                               "how the log stands: size, published, waiting, signers"}));
  status->footer("\n  dayaqctl audit status\n");
  status->callback([&program] { program.action = [&program] { return RunStatus(program); }; });
  AddProofCommands(audit, program);
  AddUnusualCommands(audit, program);
  AddWithholdingCommands(audit, program);
}

}  // namespace dayaq::cli
