#include "clients/cli/sharing_view.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using survivor::v1::Consent;
using survivor::v1::FamilyMember;
using survivor::v1::Referral;
using survivor::v1::ReferralSheet;
using survivor::v1::ReferralStatus;

// The words of each code, with a comma between.
template <typename Code>
std::string Codes(const google::protobuf::RepeatedField<int>& codes, Language language) {
  std::vector<std::string> words;
  for (const int code : codes) words.push_back(CodeLabelOf(static_cast<Code>(code), language));
  return absl::StrJoin(words, ", ");
}

std::string Amputations(const survivor::v1::SharedHealth& health, Language language) {
  std::vector<std::string> words;
  for (const auto& amputation : health.amputations()) {
    words.push_back(absl::StrCat(CodeLabelOf(amputation.level(), language), " (", CodeLabelOf(amputation.side(), language), ")"));
  }
  return absl::StrJoin(words, ", ");
}

void AddSheet(const ReferralSheet& sheet, Language language, FactRows& rows) {
  const auto in = [language](Text text) { return text.In(language); };
  rows.Add(in({"şəxs", "person"}), FullName(sheet.identity()));
  rows.Add(in({"FİN", "national id"}), sheet.identity().national_id());
  rows.Add(in({"doğulub", "born"}), dayaq::ToText(sheet.identity().birth_date()));
  rows.Add(in({"telefon", "telephone"}), sheet.contact().phone());
  rows.Add(in({"ünvan", "address"}), sheet.contact().address());
  rows.Add(in({"yaxını", "contact person"}), sheet.contact().contacts().contact_person());
  rows.Add(in({"amputasiya", "amputations"}), Amputations(sheet.health(), language));
  rows.Add(in({"ehtiyac", "needs"}), sheet.health().needs());
  rows.Add(in({"əlillik", "disability"}), CodeLabelOf(sheet.disability_band(), language));
  rows.Add(in({"əlillik müddəti", "disability until"}), dayaq::ToText(sheet.disability_until()));
  rows.Add(in({"iş və təlim", "work and training"}), sheet.employment());
}

std::string Basis(const ReferralStatus& status, Language language) {
  const std::string words = CodeLabelOf(status.legal_basis(), language);
  if (!status.consent_uid().empty()) return absl::StrCat(words, ": consents/", status.consent_uid());
  return absl::StrCat(words, ": ", status.legal_act(), ", ", status.article());
}

// Referral and ReferralStatus tell alike how far it is.
void AddStatus(const ReferralStatus& status, Language language, FactRows& rows) {
  const auto in = [language](Text text) { return text.In(language); };
  rows.Add(in({"ad", "name"}), status.name());
  rows.Add("etag", status.etag());
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(status.state(), language));
  rows.Add(in({"gecikir", "late"}), CodeLabelOf(status.overdue(), language));
  rows.Add(in({"qeydin nömrəsi", "record number"}), status.survivor_number());
  rows.Add(in({"xidmət", "service"}), CodeLabelOf(status.service(), language));
  rows.Add(in({"təcililik", "urgency"}), CodeLabelOf(status.urgency(), language));
  rows.Add(in({"göndərən", "from"}), status.from_institution());
  rows.Add(in({"alan", "to"}), status.institution());
  rows.Add(in({"nə istənilir", "asked for"}), status.request_words());
  rows.Add(in({"əsas", "legal basis"}), Basis(status, language));
  rows.Add(in({"paylaşılıb", "shared"}), Codes<survivor::v1::SharedClass>(status.shared_classes(), language));
  rows.Add(in({"göndərilib", "sent"}), Moment(status.create_time()));
  rows.Add(in({"baxılıb", "seen"}), Moment(status.seen_time()));
  rows.Add(in({"cavab müddəti", "answer due"}), status.has_answer_time() ? "" : Moment(status.answer_due_time()));
  rows.Add(in({"cavab verilib", "answered"}), Moment(status.answer_time()));
  rows.Add(in({"bağlanıb", "closed"}), Moment(status.close_time()));
  rows.Add(in({"səbəb", "why"}), CodeLabelOf(status.refusal(), language));
  rows.Add(in({"nəticə", "outcome"}), CodeLabelOf(status.outcome(), language));
  rows.Add(in({"cavab", "answer"}), status.answer_words());
}

// What both tell.
ReferralStatus StatusOf(const Referral& referral) {
  ReferralStatus status;
  // Both messages number these fields alike; a fresh copy holds no sheet.
  Referral bare = referral;
  bare.clear_sheet();
  status.ParseFromString(bare.SerializeAsString());
  status.DiscardUnknownFields();
  return status;
}

std::vector<std::string> Headers(Language language) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  return {in({"qeyd", "record"}),   in({"xidmət", "service"}),  in({"təcililik", "urgency"}),
          in({"göndərən", "from"}), in({"alan", "to"}),         in({"vəziyyət", "state"}),
          in({"gecikir", "late"}),  in({"göndərilib", "sent"}), in({"ad", "name"})};
}

void AddRow(const ReferralStatus& status, Language language, Table& table) {
  table.AddRow({status.survivor_number(), CodeLabelOf(status.service(), language), CodeLabelOf(status.urgency(), language),
                status.from_institution(), status.institution(), CodeLabelOf(status.state(), language),
                CodeLabelOf(status.overdue(), language), Moment(status.create_time()), status.name()});
}

}  // namespace

void PrintConsentLine(const Consent& consent, Language language, std::ostream& out) {
  out << CodeLabelOf(consent.purpose(), language) << "  " << CodeLabelOf(consent.state(), language) << "  " << consent.name()
      << "  etag " << consent.etag() << "\n";
  for (const std::string& referral : consent.referrals()) {
    out << Text{"  paylaşılanlar götürüldü: ", "  what was shared was removed: "}.In(language) << referral << "\n";
  }
}

void PrintConsents(const survivor::v1::ListConsentsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  if (list.consents().empty()) {
    out << in({"Razılıq yoxdur: cavab \"xeyr\"dir.", "No consent: the answer is no."}) << "\n";
    return;
  }
  Table table({in({"məqsəd", "purpose"}), in({"məlumat", "data"}), in({"kimə", "to whom"}), in({"müddət", "term"}),
               in({"verən", "given by"}), in({"vəziyyət", "state"}), "etag", in({"ad", "name"})});
  for (const Consent& consent : list.consents()) {
    table.AddRow({CodeLabelOf(consent.purpose(), language), Codes<survivor::v1::SharedClass>(consent.classes(), language),
                  absl::StrCat(consent.recipient_institution(), consent.recipient_kind()),
                  Stretch(consent.given_on(), consent.valid_until()), CodeLabelOf(consent.given_by(), language),
                  CodeLabelOf(consent.state(), language), consent.etag(), consent.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintReferralLine(const ReferralStatus& status, Language language, std::ostream& out) {
  out << CodeLabelOf(status.state(), language) << "  " << status.institution() << "  " << status.name() << "  etag "
      << status.etag() << "\n";
}

void PrintReferralLine(const Referral& referral, Language language, std::ostream& out) {
  PrintReferralLine(StatusOf(referral), language, out);
}

void PrintReferral(const ReferralStatus& status, Language language, std::ostream& out) {
  FactRows rows;
  AddStatus(status, language, rows);
  rows.Print(out);
}

void PrintReferral(const Referral& referral, Language language, std::ostream& out) {
  FactRows rows;
  AddStatus(StatusOf(referral), language, rows);
  AddSheet(referral.sheet(), language, rows);
  rows.Add(Text{"sizə göstərilmir", "not shown to you"}.In(language), Listed(referral.redacted_fields()));
  rows.Print(out);
}

void PrintReferrals(const survivor::v1::ListSentReferralsResponse& list, Language language, std::ostream& out) {
  Table table(Headers(language));
  for (const ReferralStatus& status : list.referrals()) AddRow(status, language, table);
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintReferrals(const survivor::v1::ListReferralsResponse& list, Language language, std::ostream& out) {
  Table table(Headers(language));
  for (const Referral& referral : list.referrals()) AddRow(StatusOf(referral), language, table);
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintFamilyMemberLine(const FamilyMember& member, Language language, std::ostream& out) {
  out << CodeLabelOf(member.relation(), language) << "  " << FullName(member.identity()) << "  " << member.name() << "  etag "
      << member.etag() << "\n";
  const std::string doubts = Codes<survivor::v1::FamilyDoubt>(member.doubts(), language);
  if (!doubts.empty()) out << Text{"  şübhə: ", "  doubt: "}.In(language) << doubts << "\n";
}

void PrintFamily(const survivor::v1::ListFamilyResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"kimdir", "relation"}), in({"şəxs", "person"}), in({"doğulub", "born"}),
               in({"dolayı zərərçəkən", "indirect victim"}), in({"himayədə", "dependant"}), in({"tələbə", "student"}),
               in({"nümayəndə", "guardian"}), in({"bitib", "ended"}), in({"şübhə", "doubt"}), "etag", in({"ad", "name"})});
  for (const FamilyMember& member : list.members()) {
    table.AddRow({CodeLabelOf(member.relation(), language), FullName(member.identity()),
                  dayaq::ToText(member.identity().birth_date()), Mark(member.indirect_victim()), Mark(member.is_dependant()),
                  Mark(member.is_student()), Mark(member.is_guardian()), dayaq::ToText(member.ended_on()),
                  Codes<survivor::v1::FamilyDoubt>(member.doubts(), language), member.etag(), member.name()});
  }
  table.Print(out);
  out << in({"dolayı zərərçəkən: ", "indirect victims: "}) << list.indirect_victims() << in({", himayədə: ", ", dependants: "})
      << list.dependants() << in({", tələbə: ", ", students: "}) << list.students() << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintVictims(const survivor::v1::CountVictimsResponse& counts, Language language, std::ostream& out) {
  FactRows rows;
  rows.Add(Text{"birbaşa zərərçəkən", "direct victims"}.In(language), absl::StrCat(counts.direct()));
  rows.Add(Text{"onlardan vəfat edən", "of them dead"}.In(language), absl::StrCat(counts.direct_dead()));
  rows.Add(Text{"dolayı zərərçəkən (ailə)", "indirect victims (families)"}.In(language), absl::StrCat(counts.indirect()));
  rows.Print(out);
}

}  // namespace dayaq::cli
