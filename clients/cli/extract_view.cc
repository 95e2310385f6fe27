#include "clients/cli/extract_view.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/audit_view.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/device_view.h"
#include "clients/cli/disability_view.h"
#include "clients/cli/entitlement_view.h"
#include "clients/cli/extract_care_view.h"
#include "clients/cli/in_kind_view.h"
#include "clients/cli/message_view.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using survivor::v1::DisabilityDecision;

constexpr Text kNotForYou = {"Bu hissə sizin vəzifəniz üçün deyil.", "This part is not for your role."};
constexpr Text kNothing = {"Heç nə yazılmayıb.", "Nothing is recorded."};

void Heading(Text heading, Language language, std::ostream& out) {
  const std::string words = heading.In(language);
  out << "\n\n" << words << "\n" << std::string(40, '-') << "\n";
}

void PrintWho(const RecordExtract& extract, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  const survivor::v1::Survivor& record = extract.record;
  out << in({"ŞƏXSİN QEYDİNDƏN ÇIXARIŞ", "EXTRACT FROM A PERSON'S RECORD"}) << "\n\n";
  FactRows rows;
  rows.Add(in({"hazırlanıb (Bakı)", "made (Baku)"}), absl::FormatTime("%Y-%m-%d %H:%M", extract.made, dayaq::BakuZone()));
  rows.Add(in({"qeydin nömrəsi", "number of the record"}), record.number());
  rows.Add(in({"şəxs", "person"}), FullName(record.identity()));
  rows.Add(in({"FİN", "national id"}), record.identity().national_id());
  rows.Add(in({"doğulub", "born"}), dayaq::ToText(record.identity().birth_date()));
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(record.state(), language));
  rows.Add(in({"telefon", "telephone"}), record.identity().phone());
  rows.Add(in({"ünvan", "address"}), record.identity().address());
  rows.Add(in({"şəxsiyyət", "identity"}), record.has_identity_confirmed_time() ? in({"təsdiqlənib", "confirmed"})
                                                                               : in({"hələ təsdiqlənməyib", "not confirmed yet"}));
  rows.Add(in({"ƏLAQƏ", "CONTACT"}), ContactWords(record.contact_preference(), language));
  rows.Add(in({"sizə göstərilmir", "not shown to you"}), Listed(record.redacted_fields()));
  rows.Print(out);
}

void PrintIncidents(const survivor::v1::Survivor& record, Language language, std::ostream& out) {
  Heading({"Nə baş verib", "What happened"}, language, out);
  for (const auto& casualty : record.casualties()) {
    if (casualty.set_aside()) continue;
    out << "  " << dayaq::ToText(casualty.occurred_on()) << "  " << CodeLabelOf(casualty.outcome(), language) << "\n";
  }
  if (record.casualties().empty()) out << kNothing.In(language) << "\n";
}

void PrintDecision(const DisabilityDecision& decision, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"əlillik", "disability"}), absl::StrCat(decision.percent(), " %  (", CodeLabelOf(decision.band(), language), ")"));
  rows.Add(in({"səbəb", "cause"}), CodeLabelOf(decision.cause(), language));
  rows.Add(in({"nədən ibarətdir", "made of"}), DecisionMakeUp(decision, language));
  const std::string stretch = Stretch(decision.in_force_from(), decision.in_force_until());
  rows.Add(in({"qüvvədədir", "in force"}),
           stretch.empty() ? in({"qüvvədə deyil: başqa qərar əvəz edib", "never: another took its place"}) : stretch);
  rows.Add(in({"akt", "act"}), absl::StrCat(decision.act_number(), ", ", dayaq::ToText(decision.decided_on())));
  rows.Print(out);
  out << "\n";
}

void PrintDecisions(const RecordExtract& extract, Language language, std::ostream& out) {
  Heading({"Əlillik qərarları", "Disability decisions"}, language, out);
  for (const DisabilityDecision& decision : extract.record.decisions()) PrintDecision(decision, language, out);
  if (extract.record.decisions().empty()) out << kNothing.In(language) << "\n";
  if (extract.examinations.has_value() && !extract.examinations->examination_referrals().empty()) {
    Heading({"Ekspertizaya göndərişlər", "Referrals to the examination"}, language, out);
    PrintExaminationReferrals(*extract.examinations, language, out);
  }
  if (extract.appeals.has_value() && !extract.appeals->appeals().empty()) {
    Heading({"Şikayətlər", "Appeals"}, language, out);
    PrintAppeals(*extract.appeals, language, out);
  }
}

void PrintDevices(const RecordExtract& extract, Language language, std::ostream& out) {
  Heading({"Protezlər və digər cihazlar", "Prostheses and other devices"}, language, out);
  PrintWornDevices(extract.record.devices(), language, out);
  if (extract.record.devices().empty()) out << kNothing.In(language) << "\n";
}

void PrintMoney(const RecordExtract& extract, Language language, std::ostream& out) {
  Heading({"Sizə nə düşür və niyə", "What is owed, and why"}, language, out);
  if (!extract.entitlements.has_value()) {
    out << kNotForYou.In(language) << "\n";
    return;
  }
  for (const auto& answer : *extract.entitlements) {
    PrintExplanation(answer, language, out);
    out << "\n";
  }
  if (extract.entitlements->empty()) out << kNothing.In(language) << "\n";
}

void PrintInKind(const RecordExtract& extract, Language language, std::ostream& out) {
  Heading({"Natura yardımları: növbədəki yeriniz", "Benefits in kind: your place in the queue"}, language, out);
  if (!extract.in_kind.has_value()) {
    out << kNotForYou.In(language) << "\n";
    return;
  }
  PrintOwnPlaces(*extract.in_kind, language, out);
  if (extract.in_kind->empty()) out << kNothing.In(language) << "\n";
}

// What was paid, when, and to which account.
void PrintPayments(const RecordExtract& extract, Language language, std::ostream& out) {
  Heading({"Nə ödənilib", "What was paid"}, language, out);
  if (!extract.payments.has_value()) {
    out << kNotForYou.In(language) << "\n";
    return;
  }
  std::map<std::string, std::string> ends;  // of account numbers, by uid
  if (extract.accounts.has_value()) {
    for (const payment::v1::PayeeAccount& account : extract.accounts->accounts()) ends[account.uid()] = account.number_end();
  }
  for (const payment::v1::PaymentOrder& order : extract.payments->orders()) {
    out << Moment(order.update_time()) << "  " << Money(order.amount_qepik(), language) << "  " << order.benefit() << "  "
        << CodeLabelOf(order.state(), language);
    if (order.recovered_qepik() > 0) {
      out << "  " << Text{"artıq ödənişə tutulub", "taken for what was too much"}.In(language) << " "
          << Money(order.recovered_qepik(), language);
    }
    const auto end = ends.find(order.account_uid());
    if (end != ends.end()) out << "  " << Text{"hesab …", "account …"}.In(language) << end->second;
    out << "\n";
  }
  if (extract.payments->orders().empty()) out << kNothing.In(language) << "\n";
}

// Days that a person has to know of: when a decision ends, when a device is renewed, when the experts have to answer.
void PrintDates(const RecordExtract& extract, Language language, std::ostream& out) {
  std::vector<std::pair<std::string, std::string>> days;
  for (const survivor::v1::WornDevice& device : extract.record.devices()) {
    if (device.has_ended_on() || !device.has_due_on()) continue;
    days.emplace_back(
        dayaq::ToText(device.due_on()),
        Text{"protezin yenilənmə günü: mərkəz əvvəlcədən zəng edəcək", "the prosthesis is renewed: the centre calls before it"}.In(
            language));
  }
  for (const DisabilityDecision& decision : extract.record.decisions()) {
    if (decision.has_in_force_until() && decision.replaced_by_uid().empty()) {
      days.emplace_back(dayaq::ToText(decision.in_force_until()),
                        Text{"əlillik qərarının son günü: ondan əvvəl yenidən müayinə olunun",
                             "last day of the disability decision: be examined again before it"}
                            .In(language));
    }
  }
  if (extract.examinations.has_value()) {
    for (const auto& referral : extract.examinations->examination_referrals()) {
      if (referral.state() != survivor::v1::EXAMINATION_STATE_OPEN) continue;
      days.emplace_back(dayaq::ToText(referral.due_on()),
                        Text{"ekspertiza bu günədək qərar verməlidir", "the experts decide by this day"}.In(language));
    }
  }
  if (days.empty()) return;
  std::sort(days.begin(), days.end());
  Heading({"Tarixlər", "Dates"}, language, out);
  for (const auto& day : days) out << "  " << day.first << "  " << day.second << "\n";
}

void PrintTheirWord(const RecordExtract& extract, Language language, std::ostream& out) {
  Heading({"Düzəliş müraciətləriniz", "Your requests for correction"}, language, out);
  if (extract.corrections.has_value()) {
    PrintCorrections(*extract.corrections, language, out);
  } else {
    out << kNotForYou.In(language) << "\n";
  }
  Heading({"Sizə göndərilən qısa mesajlar", "Short messages that were sent to you"}, language, out);
  if (extract.messages.has_value()) {
    PrintMessages(*extract.messages, language, out);
  } else {
    out << kNotForYou.In(language) << "\n";
  }
  Heading({"Qeydə kim baxıb", "Who looked at the record"}, language, out);
  if (extract.looks.has_value()) {
    PrintLooks(*extract.looks, language, out);
  } else {
    out << kNotForYou.In(language) << "\n";
  }
  out << "\n"
      << Text{"Səhv görürsünüzsə, bildirin: dayaqctl correction ask, və ya sosial işçiyə deyin.",
              "If something is wrong, say so: dayaqctl correction ask, or tell a caseworker."}
             .In(language)
      << "\n";
}

std::string JsonOf(const google::protobuf::Message& message) {
  std::ostringstream text;
  PrintJson(message, text);
  return std::string(absl::StripAsciiWhitespace(text.str()));
}

template <typename M>
std::string JsonOrNull(const std::optional<std::vector<M>>& parts) {
  if (!parts.has_value()) return "null";
  std::string list = "[";
  for (const M& part : *parts) absl::StrAppend(&list, list.size() > 1 ? "," : "", JsonOf(part));
  return list + "]";
}

template <typename M>
std::string JsonOrNull(const std::optional<M>& part) {
  return part.has_value() ? JsonOf(*part) : "null";
}

}  // namespace

void PrintExtract(const RecordExtract& extract, Language language, std::ostream& out) {
  PrintWho(extract, language, out);
  PrintIncidents(extract.record, language, out);
  PrintDevices(extract, language, out);
  PrintCare(extract, language, out);
  PrintDecisions(extract, language, out);
  PrintMoney(extract, language, out);
  PrintInKind(extract, language, out);
  PrintPayments(extract, language, out);
  PrintDates(extract, language, out);
  PrintTheirWord(extract, language, out);
}

void PrintExtractJson(const RecordExtract& extract, std::ostream& out) {
  out << "{\"made\":" << JsonString(absl::FormatTime(absl::RFC3339_sec, extract.made, absl::UTCTimeZone()))
      << ",\"record\":" << JsonOf(extract.record) << ",\"treatments\":" << JsonOrNull(extract.treatments)
      << ",\"functioning\":" << JsonOrNull(extract.functioning) << ",\"cases\":" << JsonOrNull(extract.cases)
      << ",\"consents\":" << JsonOrNull(extract.consents) << ",\"referrals\":" << JsonOrNull(extract.referrals)
      << ",\"entitlements\":" << JsonOrNull(extract.entitlements) << ",\"in_kind\":" << JsonOrNull(extract.in_kind)
      << ",\"payments\":" << JsonOrNull(extract.payments) << ",\"examinations\":" << JsonOrNull(extract.examinations)
      << ",\"appeals\":" << JsonOrNull(extract.appeals) << ",\"corrections\":" << JsonOrNull(extract.corrections)
      << ",\"messages\":" << JsonOrNull(extract.messages) << ",\"looks\":" << JsonOrNull(extract.looks) << "}\n";
}

}  // namespace dayaq::cli
