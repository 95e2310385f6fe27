#include "clients/cli/staff_view.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"

namespace dayaq::cli {
namespace {

using access::v1::BreakGlass;
using access::v1::Institution;
using access::v1::RoleAssignment;
using access::v1::Staff;

std::string WholeName(const Staff& staff) {
  return staff.family_name().empty() ? staff.given_name() : absl::StrCat(staff.family_name(), " ", staff.given_name());
}

// Where it counts: the country, districts, one person, or the institution alone.
std::string Where(const RoleAssignment& assignment, Language language) {
  if (assignment.national()) return Text{"bütün ölkə", "whole country"}.In(language);
  if (!assignment.person_uid().empty()) return absl::StrCat("survivors/", assignment.person_uid());
  return assignment.districts().empty() ? "-" : Listed(assignment.districts());
}

// "2026-11-29 10:00 – 2026-12-10 00:00"; open without an end.
std::string Term(const RoleAssignment& assignment) {
  const std::string until = Moment(assignment.valid_until());
  return absl::StrCat(Moment(assignment.valid_from()), " –", until.empty() ? "" : " ", until);
}

// A delegation is told from a role by what it lends.
std::string RoleOf(const RoleAssignment& assignment, Language language) {
  if (assignment.delegated_from().empty()) return assignment.role();
  return absl::StrCat(assignment.role(), Text{" (həvalə: ", " (lent: "}.In(language), Listed(assignment.delegated_actions()), ")");
}

std::string StateOf(const BreakGlass& opening, Language language) {
  if (opening.verdict() != access::v1::BREAK_GLASS_VERDICT_UNSPECIFIED) return CodeLabelOf(opening.verdict(), language);
  if (opening.review_overdue()) return Text{"! yoxlama gecikir", "! review overdue"}.In(language);
  return absl::StrCat(Text{"yoxlanmalıdır: ", "to be reviewed by "}.In(language), Moment(opening.review_due_time()));
}

}  // namespace

void PrintInstitutionLine(const Institution& institution, Language language, std::ostream& out) {
  out << institution.code() << "  " << Printable(language == Language::kAz ? institution.name_az() : institution.name_en()) << "  "
      << (institution.has_closed_time() ? Text{"bağlanıb", "closed"} : Text{"açıqdır", "open"}).In(language) << "  etag "
      << institution.etag() << "\n";
}

void PrintInstitutions(const access::v1::ListInstitutionsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table(
      {in({"kod", "code"}), in({"növ", "kind"}), in({"rayon", "district"}), in({"ad", "name"}), in({"bağlanıb", "closed"})});
  for (const Institution& one : list.institutions()) {
    table.AddRow({one.code(), one.kind(), one.district(), language == Language::kAz ? one.name_az() : one.name_en(),
                  Moment(one.closed_time())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintStaffLine(const Staff& staff, Language language, std::ostream& out) {
  out << staff.name() << "  " << Printable(WholeName(staff)) << "  "
      << (staff.has_closed_time() ? Text{"bağlanıb", "closed"} : Text{"açıqdır", "open"}).In(language) << "  etag " << staff.etag()
      << "\n";
}

void PrintStaff(const Staff& staff, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"əməkdaş", "staff"}), staff.name());
  rows.Add("etag", staff.etag());
  rows.Add(in({"şəxs", "person"}), WholeName(staff));
  rows.Add(in({"hesab", "account"}), staff.subject());
  rows.Add(in({"giriş xidməti", "identity provider"}), staff.issuer());
  rows.Add(in({"buradadır", "here since"}), Moment(staff.create_time()));
  rows.Add(in({"bağlanıb", "closed"}), Moment(staff.closed_time()));
  rows.Add(in({"sizə göstərilmir", "not shown to you"}), Listed(staff.redacted_fields()));
  rows.Print(out);
  out << "\n" << in({"Təyinatlar", "Assignments"}) << "\n";
  PrintAssignments(staff.assignments(), "", language, out);
}

void PrintStaffList(const access::v1::ListStaffResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  const bool named =
      std::any_of(list.staff().begin(), list.staff().end(), [](const Staff& staff) { return !staff.family_name().empty(); });
  std::vector<std::string> headers = {in({"əməkdaş", "staff"})};
  if (named) headers.insert(headers.end(), {in({"şəxs", "person"}), in({"hesab", "account"})});
  headers.insert(headers.end(), {in({"buradadır", "here since"}), in({"bağlanıb", "closed"})});
  Table table(headers);
  for (const Staff& staff : list.staff()) {
    std::vector<std::string> cells = {staff.name()};
    if (named) cells.insert(cells.end(), {WholeName(staff), staff.subject()});
    cells.insert(cells.end(), {Moment(staff.create_time()), Moment(staff.closed_time())});
    table.AddRow(std::move(cells));
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintSessions(const access::v1::ListSessionsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"sessiya", "session"}), in({"ilk çağırış", "first call"}), in({"son qoyulub", "revoked"})});
  for (const auto& session : list.sessions()) {
    table.AddRow({session.name(), Moment(session.create_time()), Moment(session.revoked_time())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintAssignmentLine(const RoleAssignment& assignment, Language language, std::ostream& out) {
  out << RoleOf(assignment, language) << "  staff/" << assignment.staff_uid() << "  " << assignment.institution() << "  "
      << Where(assignment, language) << "  " << CodeLabelOf(assignment.state(), language) << "  " << assignment.name() << "  etag "
      << assignment.etag() << "\n";
}

void PrintAssignments(const google::protobuf::RepeatedPtrField<RoleAssignment>& assignments, const std::string& in_use,
                      Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  const bool own = !in_use.empty();
  std::vector<std::string> headers = {in({"vəzifə", "role"}),      in({"qurum", "institution"}), in({"harada", "where"}),
                                      in({"reyestr", "register"}), in({"vəziyyət", "state"}),    in({"müddət", "term"})};
  if (own) headers.insert(headers.begin(), "");
  if (!own) headers.push_back(in({"kimin", "whose"}));
  headers.push_back(in({"təyinat", "assignment"}));
  Table table(headers);
  for (const RoleAssignment& one : assignments) {
    std::vector<std::string> cells = {RoleOf(one, language),
                                      one.institution(),
                                      Where(one, language),
                                      Listed(one.registers()),
                                      CodeLabelOf(one.state(), language),
                                      Term(one)};
    if (own) cells.insert(cells.begin(), one.uid() == in_use ? "→" : "");
    if (!own) cells.push_back(absl::StrCat("staff/", one.staff_uid()));
    cells.push_back(one.name());
    table.AddRow(std::move(cells));
  }
  table.Print(out);
}

void PrintOpeningLine(const BreakGlass& opening, Language language, std::ostream& out) {
  out << opening.number() << "  " << CodeLabelOf(opening.reason(), language) << "  " << StateOf(opening, language) << "  "
      << opening.name() << "  etag " << opening.etag() << "\n";
}

void PrintOpenings(const access::v1::ListBreakGlassesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"açılıb", "opened"}), in({"kimin qeydi", "whose record"}), in({"açan", "by"}), in({"qurum", "institution"}),
               in({"səbəb", "why"}), in({"nə vaxtadək", "until"}), in({"yoxlama", "review"}), in({"sözlə", "in words"}),
               in({"ad", "name"})});
  for (const BreakGlass& one : list.break_glasses()) {
    table.AddRow({Moment(one.create_time()), one.number(),
                  absl::StrCat(one.role(), one.opened_by().empty() ? "" : " ", one.opened_by()), one.institution(),
                  CodeLabelOf(one.reason(), language), Moment(one.has_closed_time() ? one.closed_time() : one.expire_time()),
                  StateOf(one, language), one.reason_words(), one.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
