#include "clients/cli/disability_view.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using survivor::v1::CorrectionRequest;
using survivor::v1::ExaminationReferral;

template <typename Code>
std::string CodesOf(const google::protobuf::RepeatedField<int>& codes, Language language) {
  std::vector<std::string> words;
  for (const int code : codes) words.push_back(CodeLabelOf(static_cast<Code>(code), language));
  return absl::StrJoin(words, ", ");
}

// "! 5 iş günü gecikir", "3 iş günü qalıb"; why it was closed when it is.
std::string ClockWords(const ExaminationReferral& referral, Language language) {
  const bool az = language == Language::kAz;
  if (referral.state() != survivor::v1::EXAMINATION_STATE_OPEN) {
    return absl::StrCat(dayaq::ToText(referral.closed_on()), referral.return_reason() == 0 ? "" : "  ",
                        CodeLabelOf(referral.return_reason(), language));
  }
  if (referral.calendar_unknown()) return az ? "? təqvimdə il yoxdur" : "? the calendar lacks the year";
  if (referral.working_days_overdue() > 0) {
    return absl::StrCat("! ", referral.working_days_overdue(), az ? " iş günü gecikir" : " working days overdue");
  }
  return absl::StrCat(referral.working_days_left(), az ? " iş günü qalıb" : " working days left");
}

}  // namespace

std::string ContactWords(const survivor::v1::ContactPreference& preference, Language language) {
  if (preference.channel() == 0) return "";
  std::string words = CodeLabelOf(preference.channel(), language);
  if (preference.channel() != survivor::v1::CONTACT_CHANNEL_ANY) words = absl::StrCat("! ", words);
  if (!preference.refused_purposes().empty()) {
    absl::StrAppend(&words, language == Language::kAz ? "; istəmir: " : "; not for: ",
                    CodesOf<survivor::v1::ContactPurpose>(preference.refused_purposes(), language));
  }
  return words;
}

std::string DecisionMakeUp(const survivor::v1::DisabilityDecision& decision, Language language) {
  std::vector<std::string> parts;
  for (const auto& impairment : decision.impairments()) {
    parts.push_back(absl::StrCat(CodeLabelOf(impairment.function_group(), language), " ", impairment.percent(), " %"));
  }
  for (const auto& cause : decision.stated_causes()) {
    parts.push_back(
        absl::StrCat(CodeLabelOf(cause.cause(), language), cause.percent() == 0 ? "" : absl::StrCat(" ", cause.percent(), " %")));
  }
  if (decision.term_basis() != 0) parts.push_back(CodeLabelOf(decision.term_basis(), language));
  if (decision.corrects_entry()) parts.push_back(Text{"səhv yazılmış qərarı düzəldir", "corrects a wrong entry"}.In(language));
  return absl::StrJoin(parts, "; ");
}

void PrintExaminationReferral(const ExaminationReferral& referral, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"iş nömrəsi", "case"}), referral.case_number());
  rows.Add(in({"ad", "name"}), referral.name());
  rows.Add("etag", referral.etag());
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(referral.state(), language));
  rows.Add(in({"nə üçün", "what for"}), CodeLabelOf(referral.kind(), language));
  rows.Add(in({"göndərən", "sent by"}), referral.sending_institution());
  rows.Add(in({"alınıb", "received"}), dayaq::ToText(referral.received_on()));
  rows.Add(in({"son gün", "due"}), absl::StrCat(dayaq::ToText(referral.due_on()), "  ", ClockWords(referral, language)));
  rows.Add(in({"pozulmuş funksiyalar", "impaired"}), CodesOf<survivor::v1::FunctionGroup>(referral.function_groups(), language));
  if (referral.military()) rows.Add(in({"hərbi", "military"}), in({"✓ HHK sənədi var", "✓ with the document of the commission"}));
  rows.Print(out);
}

void PrintExaminationReferrals(const survivor::v1::ListExaminationReferralsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"iş", "case"}), in({"vəziyyət", "state"}), in({"alınıb", "received"}), in({"son gün", "due"}),
               in({"saat", "clock"}), in({"nə üçün", "what for"}), in({"göndərən", "sent by"}), in({"kimin", "of"}),
               in({"ad", "name"})});
  for (const ExaminationReferral& referral : list.examination_referrals()) {
    table.AddRow({referral.case_number(), CodeLabelOf(referral.state(), language), dayaq::ToText(referral.received_on()),
                  dayaq::ToText(referral.due_on()), ClockWords(referral, language), CodeLabelOf(referral.kind(), language),
                  referral.sending_institution(), absl::StrCat("survivors/", referral.survivor_uid()), referral.name()});
  }
  table.Print(out);
  if (list.total() > 0) out << "\n" << InAll(list.total(), language) << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintAppealLine(const survivor::v1::DecisionAppeal& appeal, Language language, std::ostream& out) {
  out << appeal.name() << "  " << CodeLabelOf(appeal.state(), language) << "  etag " << appeal.etag() << "\n";
}

void PrintAppeals(const survivor::v1::ListAppealsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"verilib", "lodged"}), in({"haraya", "with"}), in({"vəziyyət", "state"}), in({"baxılıb", "decided"}),
               in({"qərar", "decision"}), in({"yeni qərar", "new decision"}), in({"ad", "name"})});
  for (const auto& appeal : list.appeals()) {
    table.AddRow({dayaq::ToText(appeal.lodged_on()), CodeLabelOf(appeal.commission(), language),
                  CodeLabelOf(appeal.state(), language), dayaq::ToText(appeal.decided_on()), appeal.decision_uid(),
                  appeal.deciding_decision_uid(), appeal.name()});
  }
  table.Print(out);
  if (list.total() > 0) out << "\n" << InAll(list.total(), language) << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintCorrectionLine(const CorrectionRequest& asked, Language language, std::ostream& out) {
  out << asked.name() << "  " << CodeLabelOf(asked.state(), language) << "  etag " << asked.etag() << "\n";
}

void PrintCorrections(const survivor::v1::ListCorrectionRequestsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  for (const CorrectionRequest& asked : list.correction_requests()) {
    FactRows rows;
    rows.Add(in({"müraciət", "request"}), asked.name());
    rows.Add(in({"vəziyyət", "state"}), absl::StrCat(CodeLabelOf(asked.state(), language), "  etag ", asked.etag()));
    rows.Add(in({"kimin", "of"}), absl::StrCat("survivors/", asked.survivor_uid()));
    rows.Add(in({"nə barədə", "about"}), CodeLabelOf(asked.matter(), language));
    rows.Add(in({"sözləri", "words"}), asked.words());
    rows.Add(in({"yazılıb", "asked"}), absl::StrCat(Moment(asked.create_time()), "  ", CodeLabelOf(asked.said_by(), language)));
    rows.Add(in({"rədd səbəbi", "declined since"}), CodeLabelOf(asked.decline_reason(), language));
    rows.Add(in({"cavab", "answer"}), asked.answer());
    rows.Add(in({"cavab verilib", "answered"}), asked.has_resolve_time() ? Moment(asked.resolve_time()) : "");
    rows.Print(out);
    out << "\n";
  }
  if (list.correction_requests().empty()) out << in({"Müraciət yoxdur.", "There are no requests."}) << "\n";
  if (list.total() > 0) out << InAll(list.total(), language) << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
