#include "clients/cli/match_view.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using survivor::v1::Match;
using survivor::v1::MatchReason;
using survivor::v1::Survivor;

// "+12.30" of 1230 hundredths of a bit; the sign says whether it speaks for one person.
std::string Weight(int hundredths) { return absl::StrFormat("%+.2f", hundredths / 100.0); }

void PrintReasons(const google::protobuf::RepeatedPtrField<MatchReason>& reasons, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"nə müqayisə edilib", "compared by"}), in({"nəticə", "the two"}), in({"çəki (bit)", "weight (bits)"})});
  for (const MatchReason& reason : reasons) {
    table.AddRow({CodeLabelOf(reason.field(), language), CodeLabelOf(reason.agreement(), language), Weight(reason.weight())});
  }
  table.Print(out);
}

// One line of the comparison; a mark where the two say different things.
void AddLine(const std::string& label, const std::string& ours, const std::string& theirs, Table& table) {
  if (ours.empty() && theirs.empty()) return;
  table.AddRow({label, ours, theirs, ours == theirs ? "=" : ours.empty() || theirs.empty() ? "" : "≠"});
}

std::string IncidentDays(const Survivor& survivor) {
  std::vector<std::string> days;
  for (const auto& casualty : survivor.casualties()) days.push_back(dayaq::ToText(casualty.occurred_on()));
  std::string text;
  for (const std::string& day : days) absl::StrAppend(&text, text.empty() ? "" : ", ", day);
  return text;
}

void PrintSideBySide(const Survivor& a, const Survivor& b, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  const auto &one = a.identity(), &two = b.identity();
  Table table({"", in({"köhnə qeyd", "older record"}), in({"yeni qeyd", "newer record"}), ""});
  AddLine(in({"nömrə", "number"}), a.number(), b.number(), table);
  AddLine(in({"soyad", "family name"}), one.family_name(), two.family_name(), table);
  AddLine(in({"ad", "given name"}), one.given_name(), two.given_name(), table);
  AddLine(in({"ata adı", "father's name"}), one.father_name(), two.father_name(), table);
  AddLine(in({"FİN", "national id"}), one.national_id(), two.national_id(), table);
  AddLine(in({"doğulub", "born"}), dayaq::ToText(one.birth_date()), dayaq::ToText(two.birth_date()), table);
  AddLine(in({"cins", "sex"}), CodeLabelOf(a.sex(), language), CodeLabelOf(b.sex(), language), table);
  AddLine(in({"telefon", "telephone"}), one.phone(), two.phone(), table);
  AddLine(in({"ünvan", "address"}), one.address(), two.address(), table);
  AddLine(in({"rayon", "district"}), a.district(), b.district(), table);
  AddLine(in({"vəziyyət", "state"}), CodeLabelOf(a.state(), language), CodeLabelOf(b.state(), language), table);
  AddLine(in({"hadisələr", "incidents"}), IncidentDays(a), IncidentDays(b), table);
  AddLine("etag", a.etag(), b.etag(), table);
  table.Print(out);
}

}  // namespace

void PrintMatchList(const survivor::v1::ListMatchesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"çəki (bit)", "weight (bits)"}), in({"nəticə", "verdict"}), in({"köhnə qeyd", "older record"}),
               in({"yeni qeyd", "newer record"}), in({"vəziyyət", "state"}), "uid"});
  for (const Match& match : list.matches()) {
    table.AddRow({Weight(match.score()), CodeLabelOf(match.verdict(), language), absl::StrCat("survivors/", match.survivor_uid()),
                  absl::StrCat("survivors/", match.other_uid()), CodeLabelOf(match.state(), language), match.uid()});
  }
  table.Print(out);
  if (list.total() > 0) out << "\n" << InAll(list.total(), language) << "\n";
  if (list.for_supervisor() > 0) {
    out << in({"Qeydlərdən biri sizə açıq olmayan suallar: ", "Questions of which you see one record only: "})
        << list.for_supervisor() << in({" — rəhbərinizə müraciət edin.", " — refer them to your supervisor."}) << "\n";
  }
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintMatch(const Match& match, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add("uid", match.uid());
  rows.Add("etag", match.etag());
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(match.state(), language));
  rows.Add(in({"nəticə", "verdict"}), absl::StrCat(CodeLabelOf(match.verdict(), language), " (", Weight(match.score()), ")"));
  rows.Add(in({"qayda", "weighed by"}), match.policy_version());
  rows.Add(in({"cavab", "answer"}), match.answer());
  rows.Add(in({"soruşulub", "asked"}), Moment(match.create_time()));
  rows.Print(out);
  out << "\n";
  PrintSideBySide(match.survivor(), match.other(), language, out);
  out << "\n";
  PrintReasons(match.reasons(), language, out);
}

void PrintCandidates(const survivor::v1::FindCandidatesResponse& found, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"çəki (bit)", "weight (bits)"}), in({"nəticə", "verdict"}), in({"nömrə", "number"}), in({"şəxs", "person"}),
               in({"doğulub", "born"}), in({"rayon", "district"}), in({"ad", "name"})});
  for (const auto& candidate : found.candidates()) {
    const Survivor& survivor = candidate.survivor();
    table.AddRow({Weight(candidate.score().score()), CodeLabelOf(candidate.score().verdict(), language), survivor.number(),
                  FullName(survivor.identity()), dayaq::ToText(survivor.identity().birth_date()), survivor.district(),
                  survivor.name()});
  }
  table.Print(out);
  if (found.too_many()) {
    out << "\n" << in({"Oxşar qeyd çoxdur; daha çox məlumat verin.", "Many are alike; say more of the person."}) << "\n";
  }
  if (found.refer_to_supervisor()) {
    out << "\n"
        << in({"Sizə açıq olmayan oxşar qeyd var; rəhbərinizə müraciət edin.",
               "A record out of your reach is alike; refer to your supervisor."})
        << "\n";
  }
}

void PrintSweep(const survivor::v1::MatchSweep& sweep, Language language, std::ostream& out) {
  constexpr int kWidth = 30;
  const auto in = [language](Text text) { return text.In(language); };
  const int filled = sweep.total() > 0 ? static_cast<int>(std::min<int64_t>(kWidth, kWidth * sweep.done() / sweep.total())) : 0;
  std::string bar;
  for (int i = 0; i < kWidth; ++i) bar += i < filled ? "█" : "░";
  out << bar << "  " << sweep.done() << " / " << sweep.total() << "\n";
  FactRows rows;
  rows.Add(in({"reyestr", "register"}), sweep.register_());
  if (sweep.kind() == survivor::v1::SWEEP_KIND_TOKENS) {
    rows.Add(in({"açarları yazılan qeydlər", "records whose tokens were written"}), absl::StrCat(sweep.found()));
  } else {
    rows.Add(in({"müqayisə edilən cütlər", "pairs weighed"}), absl::StrCat(sweep.weighed()));
    rows.Add(in({"tapılan suallar", "questions found"}), absl::StrCat(sweep.found()));
  }
  rows.Add(in({"qayda", "weighed by"}), sweep.policy_version());
  rows.Add(in({"başlayıb", "begun"}), Moment(sweep.create_time()));
  rows.Add(in({"son addım", "last step"}), Moment(sweep.update_time()));
  rows.Add(in({"bitib", "finished"}), Moment(sweep.finish_time()));
  rows.Print(out);
}

}  // namespace dayaq::cli
