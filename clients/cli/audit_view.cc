#include "clients/cli/audit_view.h"

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"

namespace dayaq::cli {
namespace {

using audit::v1::Entry;
using audit::v1::Look;
using audit::v1::Withholding;

// "/dayaq.incident.v1.IncidentService/GetIncident" is long, and its end says it.
std::string ShortMethod(const std::string& method) {
  return method.rfind('/') == std::string::npos || method[0] != '/' ? method : method.substr(method.rfind('/') + 1);
}

std::string Outcome(const Entry& entry, Language language) {
  const std::string decision = CodeLabelOf(entry.decision(), language);
  return entry.reason().empty() ? decision : absl::StrCat(decision, " (", entry.reason(), ")");
}

std::string Classes(const google::protobuf::RepeatedField<int>& classes, Language language) {
  std::vector<std::string> names;
  for (const int value : classes) names.push_back(CodeLabelOf(static_cast<access::v1::DataClass>(value), language));
  return absl::StrJoin(names, ", ");
}

// "2026-11-29 10:00", or with until when, where a line is of several times.
std::string WhenOf(const Look& look) {
  const std::string first = Moment(look.first_time()), last = Moment(look.last_time());
  return first == last ? last : absl::StrCat(first, " – ", last.substr(0, 10) == first.substr(0, 10) ? last.substr(11) : last);
}

std::string WhoOf(const Look& look, Language language) {
  const bool az = language == Language::kAz;
  if (look.by_system()) return az ? "sistemin özü" : "the system itself";
  std::string who = az ? look.role_az() : look.role_en();
  if (who.empty()) who = az ? "tanınmamış hesab" : "an account without a role";
  const std::string& institution = az ? look.institution_az() : look.institution_en();
  if (!institution.empty()) absl::StrAppend(&who, ", ", institution);
  if (look.by_delegation()) absl::StrAppend(&who, az ? " (həmkarının əvəzinə)" : " (for a colleague)");
  return Printable(who);
}

std::string WhatOf(const Look& look, Language language) {
  const bool az = language == Language::kAz;
  std::string what = az ? look.action_az() : look.action_en();
  if (!look.by_system()) absl::StrAppend(&what, ": ", CodeLabelOf(look.kind(), language));
  if (look.in_list()) absl::StrAppend(&what, az ? " (siyahıda)" : " (in a list)");
  if (look.in_emergency()) absl::StrAppend(&what, az ? " ! təcili açılış" : " ! in an emergency");
  if (look.only_checked()) absl::StrAppend(&what, az ? " (yalnız yoxlama)" : " (a check only)");
  return Printable(what);
}

}  // namespace

void PrintEntries(const audit::v1::SearchEntriesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"vaxt", "time"}), in({"yazı", "entry"}), in({"vəzifə", "role"}), in({"qurum", "institution"}),
               in({"nə", "what"}), in({"neçə", "of"}), in({"nəticə", "outcome"})});
  for (const audit::v1::AuditEntry& one : list.entries()) {
    const Entry& entry = one.entry();
    table.AddRow({Moment(entry.time()), entry.uid(), entry.role(), entry.institution(), ShortMethod(entry.method()),
                  absl::StrCat(entry.resource_count()), Outcome(entry, language)});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintEntryFields(const Entry& entry, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"vaxt", "time"}), Moment(entry.time()));
  rows.Add(in({"əməkdaş", "staff"}), entry.staff_uid());
  rows.Add(in({"kimin əvəzinə", "on behalf of"}), entry.on_behalf_of());
  rows.Add(in({"hesab", "account"}), Printable(entry.account()));
  rows.Add(in({"vəzifə", "role"}), entry.role());
  rows.Add(in({"qurum", "institution"}), entry.institution());
  rows.Add(in({"məqsəd", "purpose"}), entry.purpose());
  rows.Add(in({"sessiya", "session"}), Printable(entry.session()));
  rows.Add(in({"xidmət", "service"}), entry.service());
  rows.Add(in({"kimdən", "peer"}), Printable(entry.peer()));
  rows.Add(in({"üsul", "method"}), Printable(entry.method()));
  rows.Add(in({"hərəkət", "action"}), entry.action());
  rows.Add(in({"soruşulan", "asked by"}), Printable(Listed(entry.asked())));
  rows.Add(in({"nəticə", "outcome"}), Outcome(entry, language));
  rows.Add(in({"yalnız yoxlama", "a check only"}), entry.validate_only() ? Mark(true) : "");
  rows.Add(in({"təkrar", "replayed"}), entry.replayed() ? Mark(true) : "");
  rows.Add(in({"zənglər", "calls"}), entry.calls() > 0 ? absl::StrCat(entry.calls()) : "");
  rows.Add(in({"göstərilən", "disclosed"}), Classes(entry.disclosed(), language));
  rows.Add(in({"qeydlər", "resources"}), absl::StrCat(entry.resource_count()));
  rows.Add(in({"qeydlərin heşi", "hash of them"}), absl::BytesToHexString(entry.resources_hash()));
  rows.Add(in({"əvvəlki heş", "hash before"}), absl::BytesToHexString(entry.before_hash()));
  rows.Add(in({"sonrakı heş", "hash after"}), absl::BytesToHexString(entry.after_hash()));
  rows.Add(in({"sorğu", "request"}), entry.request_id());
  rows.Add(in({"iz", "trace"}), Printable(entry.trace_id()));
  rows.Print(out);
  for (const std::string& resource : entry.resources()) out << "  " << Printable(resource) << "\n";
}

void PrintEntry(const audit::v1::AuditEntry& entry, Language language, std::ostream& out) {
  out << entry.name() << "  ";
  if (entry.origin().empty()) {
    out << Text{"jurnalda hələ yeri yoxdur", "has no place in the log yet"}.In(language) << "\n";
  } else {
    out << entry.origin() << " № " << entry.index() << "\n";
  }
  PrintEntryFields(entry.entry(), language, out);
}

void PrintLooks(const audit::v1::WhoLookedResponse& looks, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  const bool az = language == Language::kAz;
  bool names = false;
  for (const Look& look : looks.looks()) names = names || !look.staff_uid().empty();
  std::vector<std::string> headers = {in({"nə vaxt (Bakı)", "when (Baku)"}),
                                      in({"dəfə", "times"}),
                                      in({"kim", "who"}),
                                      in({"nə", "what"}),
                                      in({"nə üçün", "what for"}),
                                      in({"nə görüb", "what was seen"})};
  if (names) headers.push_back(in({"əməkdaş", "staff"}));
  Table table(std::move(headers));
  for (const Look& look : looks.looks()) {
    std::vector<std::string> row = {WhenOf(look),
                                    absl::StrCat(look.count()),
                                    WhoOf(look, language),
                                    WhatOf(look, language),
                                    az ? look.purpose_az() : look.purpose_en(),
                                    absl::StrJoin(az ? look.seen_az() : look.seen_en(), "; ")};
    if (names) row.push_back(absl::StrCat(look.staff_uid(), look.withheld_by().empty() ? "" : " ", look.withheld_by()));
    table.AddRow(std::move(row));
  }
  if (table.empty()) {
    out << in({"Bu müddətdə heç kim baxmayıb.", "Nobody looked in this time."}) << "\n";
  } else {
    table.Print(out);
  }
  PrintNextPage(looks.next_page_token(), language, out);
}

void PrintLogStatus(const audit::v1::LogStatus& status, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"jurnal", "log"}), status.origin());
  rows.Add(in({"yazılar", "entries"}), absl::StrCat(status.size()));
  rows.Add(in({"dərc olunub", "published"}), absl::StrCat(status.published_size(), "  ", Moment(status.published_time())));
  rows.Add(in({"yer gözləyir", "waiting"}), absl::StrCat(status.waiting(), "  ", Moment(status.oldest_waiting_time())));
  rows.Add(in({"adla tapılır", "found by name"}), absl::StrCat(status.indexed()));
  rows.Add(in({"imzalar", "signed by"}), Listed(status.signers()));
  rows.Add(in({"açar", "key"}), status.key());
  rows.Print(out);
  for (const audit::v1::LogRecord& log : status.logs()) {
    if (!log.has_sealed_time()) continue;
    out << "  " << log.origin() << "  " << log.size() << "  " << in({"bağlanıb: ", "sealed "}) << Moment(log.sealed_time()) << "\n";
  }
}

void PrintWithholdings(const audit::v1::ListWithholdingsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"gizlətmə", "withholding"}), in({"şəxs", "person"}), in({"baxışlar", "looks"}), in({"kimin", "of whom"}),
               in({"əsas", "basis"}), in({"son", "ends"}), in({"vəziyyət", "state"})});
  for (const Withholding& one : list.withholdings()) {
    const std::string whom = absl::StrCat(one.looks_institution(), one.looks_staff_uid().empty() ? "" : " ", one.looks_staff_uid());
    table.AddRow({one.name(), absl::StrCat("survivors/", one.person_uid()),
                  absl::StrCat(Moment(one.looks_from()), " – ", Moment(one.looks_until())), whom.empty() ? "-" : whom,
                  absl::StrCat(CodeLabelOf(one.legal_act(), language), ", ", in({"maddə ", "article "}), one.article()),
                  Moment(one.end_time()), CodeLabelOf(one.state(), language)});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintWithholdingLine(const Withholding& withholding, Language language, std::ostream& out) {
  out << withholding.name() << "  " << CodeLabelOf(withholding.state(), language) << "  " << Text{"son: ", "ends "}.In(language)
      << Moment(withholding.end_time()) << "  etag " << withholding.etag() << "\n";
}

}  // namespace dayaq::cli
