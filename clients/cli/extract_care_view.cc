#include "clients/cli/extract_care_view.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

constexpr Text kNotForYou = {"Bu hissə sizin vəzifəniz üçün deyil.", "This part is not for your role."};
constexpr Text kNothing = {"Heç nə yazılmayıb.", "Nothing is recorded."};

void Heading(Text heading, Language language, std::ostream& out) {
  out << "\n\n" << heading.In(language) << "\n" << std::string(40, '-') << "\n";
}

// One line: what is known, in this order, parted by commas.
void Line(std::vector<std::string> words, std::ostream& out) {
  words.erase(std::remove(words.begin(), words.end(), ""), words.end());
  out << "  " << Printable(absl::StrJoin(words, ", ")) << "\n";
}

// The list of one part: a heading, then a line each; or that there is none, or that it is not for the caller.
template <typename Answer, typename Item, typename Print>
void Part(Text heading, const std::optional<Answer>& answer,
          const google::protobuf::RepeatedPtrField<Item>& (Answer::*items)() const, Language language, std::ostream& out,
          Print print) {
  Heading(heading, language, out);
  if (!answer.has_value()) {
    out << kNotForYou.In(language) << "\n";
    return;
  }
  for (const auto& item : ((*answer).*items)()) print(item);
  if (((*answer).*items)().empty()) out << kNothing.In(language) << "\n";
}

void PrintTreatment(const survivor::v1::Treatment& treatment, Language language, std::ostream& out) {
  const auto& facts = treatment.facts();
  Line({Stretch(facts.begun_on(), facts.ended_on()), CodeLabelOf(facts.kind(), language),
        facts.care_place().empty() ? facts.care_institution() : facts.care_place(), facts.note()},
       out);
}

// What is difficult, and how much; the rest is left out.
void PrintAssessment(const survivor::v1::Functioning& assessment, Language language, std::ostream& out) {
  if (assessment.has_withdrawn_time()) return;
  std::vector<std::string> words = {dayaq::ToText(assessment.assessed_on()), CodeLabelOf(assessment.status(), language)};
  for (const auto& answer : assessment.answers()) {
    if (answer.answer() == survivor::v1::FUNCTIONING_ANSWER_NO_DIFFICULTY) continue;
    words.push_back(absl::StrCat(CodeLabelOf(answer.domain(), language), ": ", CodeLabelOf(answer.answer(), language)));
  }
  Line(std::move(words), out);
}

void PrintPlan(const survivor::v1::Case& one, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Line({Stretch(one.opened_on(), one.closed_on()), CodeLabelOf(one.state(), language), CodeLabelOf(one.close_reason(), language),
        one.owner_institution()},
       out);
  for (const auto& need : one.needs()) {
    Line({in({"  ehtiyac", "  need"}), CodeLabelOf(need.kind(), language), need.words(), CodeLabelOf(need.state(), language)}, out);
  }
  for (const auto& goal : one.goals()) {
    Line({in({"  məqsəd", "  goal"}), goal.words(), dayaq::ToText(goal.due_on()), CodeLabelOf(goal.state(), language)}, out);
  }
  for (const auto& service : one.services()) {
    Line({in({"  xidmət", "  service"}), CodeLabelOf(service.kind(), language),
          Stretch(service.given_from(), service.given_until())},
         out);
  }
  for (const auto& follow_up : one.follow_ups()) {
    if (follow_up.has_done_on() || one.has_closed_on()) continue;
    Line({in({"  sizinlə danışacağıq", "  we talk to you"}), dayaq::ToText(follow_up.due_on())}, out);
  }
}

void PrintOwnConsent(const survivor::v1::Consent& consent, Language language, std::ostream& out) {
  std::vector<std::string> shared;
  for (const int code : consent.classes()) shared.push_back(CodeLabelOf(static_cast<survivor::v1::SharedClass>(code), language));
  Line({CodeLabelOf(consent.purpose(), language), CodeLabelOf(consent.state(), language),
        absl::StrCat(consent.recipient_institution(), consent.recipient_kind()),
        absl::StrCat(Text{"nə paylaşılır: ", "what is shared: "}.In(language), absl::StrJoin(shared, " + ")),
        Stretch(consent.given_on(), consent.valid_until()),
        absl::StrCat(Text{"geri götürmək: ", "to take it back: "}.In(language), consent.how_to_withdraw())},
       out);
}

void PrintOwnReferral(const survivor::v1::Referral& referral, Language language, std::ostream& out) {
  Line({Moment(referral.create_time()), CodeLabelOf(referral.service(), language),
        absl::StrCat(referral.from_institution(), " → ", referral.institution()), CodeLabelOf(referral.state(), language),
        CodeLabelOf(referral.refusal(), language), CodeLabelOf(referral.outcome(), language), referral.answer_words()},
       out);
}

}  // namespace

void PrintCare(const RecordExtract& extract, Language language, std::ostream& out) {
  using namespace survivor::v1;  // NOLINT(google-build-using-namespace)
  Part({"Müalicələr", "Treatments"}, extract.treatments, &ListTreatmentsResponse::treatments, language, out,
       [&](const Treatment& one) { PrintTreatment(one, language, out); });
  Part({"Gündəlik həyatda nə çətindir", "What is difficult in daily life"}, extract.functioning,
       &ListFunctioningResponse::functioning, language, out, [&](const Functioning& one) { PrintAssessment(one, language, out); });
  Part({"Sizin üçün nə planlaşdırılıb", "What is planned for you"}, extract.cases, &ListCasesResponse::cases, language, out,
       [&](const Case& one) { PrintPlan(one, language, out); });
  Part({"Razılıqlarınız", "Your consents"}, extract.consents, &ListConsentsResponse::consents, language, out,
       [&](const Consent& one) { PrintOwnConsent(one, language, out); });
  Part({"Göndərişlər", "Referrals"}, extract.referrals, &ListReferralsResponse::referrals, language, out,
       [&](const Referral& one) { PrintOwnReferral(one, language, out); });
}

}  // namespace dayaq::cli
