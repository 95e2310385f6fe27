#include "clients/cli/employment_view.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace employment::v1;  // NOLINT(google-build-using-namespace)

// "tikiş, dəri işi": codes of a list in words.
template <typename Enum, typename Codes>
std::string Labels(const Codes& codes, Language language) {
  std::vector<std::string> words;
  for (const int code : codes) words.push_back(CodeLabelOf(static_cast<Enum>(code), language));
  return absl::StrJoin(words, ", ");
}

// Whom it is about: the survivor, or a member of their family.
template <typename M>
std::string Person(const M& message) {
  if (message.member_uid().empty()) return absl::StrCat("survivors/", message.survivor_uid());
  return absl::StrCat("familyMembers/", message.member_uid());
}

std::string AbilitiesOf(const ProfileContent& content, Language language) {
  std::vector<std::string> words;
  for (const DomainAbility& ability : content.abilities()) {
    std::string sentence = absl::StrCat(CodeLabelOf(ability.domain(), language), ": ", CodeLabelOf(ability.ability(), language));
    const std::string adaptations = Labels<WorkAdaptation>(ability.adaptations(), language);
    if (!adaptations.empty()) absl::StrAppend(&sentence, " (", adaptations, ")");
    words.push_back(std::move(sentence));
  }
  return absl::StrJoin(words, "; ");
}

std::string Consent(const Profile& profile, Language language) {
  if (!profile.has_consent_given_on()) return std::string(Text{"yoxdur", "none"}.In(language));
  const std::string days = Stretch(profile.consent_given_on(), profile.consent_withdrawn_on());
  return absl::StrCat(days, "  ", profile.consent_document());
}

void PrintReasons(const google::protobuf::RepeatedPtrField<MatchReason>& reasons, Language language, std::ostream& out) {
  for (const MatchReason& reason : reasons) {
    out << "    " << reason.points() << "/" << reason.most_points() << "  "
        << (Text{reason.text_az().c_str(), reason.text_en().c_str()}.In(language)) << "\n";
  }
}

}  // namespace

void PrintProfile(const Profile& profile, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  const ProfileContent& content = profile.content();
  FactRows rows;
  rows.Add(in({"profil", "profile"}), profile.name());
  rows.Add(in({"şəxs", "person"}), Person(profile));
  rows.Add(in({"qeydin nömrəsi", "number of the record"}), profile.survivor_number());
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(profile.state(), language));
  rows.Add(in({"təklif olunmağa razılıq", "consent to be proposed"}), Consent(profile, language));
  rows.Add(in({"yaşadığı rayon", "lives in"}), content.lives_in());
  rows.Add(in({"təhsil", "education"}), CodeLabelOf(content.education(), language));
  rows.Add(in({"bacarıqlar", "skills"}), Labels<Skill>(content.skills(), language));
  rows.Add(in({"dillər", "languages"}), Labels<WorkLanguage>(content.languages(), language));
  rows.Add(in({"istədiyi sahələr", "fields wished for"}), Labels<WorkField>(content.fields(), language));
  rows.Add(in({"iş qrafiki", "schedules"}), Labels<WorkSchedule>(content.schedules(), language));
  rows.Add(in({"sürücülük", "driving"}), Labels<DrivingCategory>(content.driving(), language));
  rows.Add(in({"ən çox, km", "at most, km"}), std::to_string(content.most_km()));
  rows.Add(in({"evdən iş", "work at home"}), Mark(content.home_work()));
  if (content.least_salary_qepik() > 0) rows.Add(in({"ən azı", "at least"}), Money(content.least_salary_qepik(), language));
  rows.Add(in({"işin şərtləri", "how work is done"}), AbilitiesOf(content, language));
  rows.Add(in({"sizə göstərilmir", "not shown to you"}), Listed(profile.redacted_fields()));
  rows.Add("etag", profile.etag());
  rows.Print(out);
  for (const PastJob& job : content.past_jobs()) {
    out << "  - " << job.occupation() << "  " << Stretch(job.first_day(), job.last_day()) << "  "
        << CodeLabelOf(job.field(), language) << "\n";
  }
}

void PrintProfiles(const ListProfilesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"profil", "profile"}), in({"şəxs", "person"}), in({"nömrə", "number"}), in({"vəziyyət", "state"}),
               in({"razılıq", "consent"}), in({"rayon", "district"}), in({"sahələr", "fields"})});
  for (const Profile& profile : list.profiles()) {
    table.AddRow({profile.name(), Person(profile), profile.survivor_number(), CodeLabelOf(profile.state(), language),
                  Mark(profile.has_consent_given_on() && !profile.has_consent_withdrawn_on()), profile.content().lives_in(),
                  Labels<WorkField>(profile.content().fields(), language)});
  }
  table.Print(out);
  if (list.total() > 0) out << InAll(list.total(), language) << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintEmployer(const Employer& employer, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"işəgötürən", "employer"}), employer.name());
  rows.Add(in({"adı", "title"}), employer.title());
  rows.Add(in({"VÖEN", "taxpayer number"}), employer.tax_id());
  rows.Add(in({"rayon", "district"}), employer.district());
  rows.Add(in({"telefon", "telephone"}), employer.phone());
  rows.Add(in({"kvota yerləri", "places by quota"}), absl::StrCat(employer.quota_taken(), " / ", employer.quota_places()));
  rows.Add(in({"bağlanıb", "ended on"}), dayaq::ToText(employer.ended_on()));
  rows.Add("etag", employer.etag());
  rows.Print(out);
}

void PrintEmployers(const ListEmployersResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"işəgötürən", "employer"}), in({"adı", "title"}), in({"VÖEN", "taxpayer number"}), in({"rayon", "district"}),
               in({"kvota", "quota"})});
  for (const Employer& employer : list.employers()) {
    table.AddRow({employer.name(), employer.title(), employer.tax_id(), employer.district(),
                  absl::StrCat(employer.quota_taken(), " / ", employer.quota_places())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintVacancy(const Vacancy& vacancy, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"vakansiya", "vacancy"}), vacancy.name());
  rows.Add(in({"işəgötürən", "employer"}), absl::StrCat("employers/", vacancy.employer_uid()));
  rows.Add(in({"peşə", "occupation"}), vacancy.title());
  rows.Add(in({"sahə", "field"}), CodeLabelOf(vacancy.field(), language));
  rows.Add(in({"rayon", "district"}), vacancy.district());
  rows.Add(in({"iş qrafiki", "schedule"}), absl::StrCat(CodeLabelOf(vacancy.schedule(), language), ", ", vacancy.hours_week()));
  rows.Add(in({"əmək haqqı", "wage"}), Money(vacancy.salary_qepik(), language));
  rows.Add(in({"bacarıqlar", "skills"}), Labels<Skill>(vacancy.skills(), language));
  rows.Add(in({"dillər", "languages"}), Labels<WorkLanguage>(vacancy.languages(), language));
  rows.Add(in({"iş nəyə əsaslanır", "rests on"}), Labels<FunctionDomain>(vacancy.rests_on(), language));
  rows.Add(in({"uyğunlaşdırılıb", "adapted"}), Labels<WorkAdaptation>(vacancy.adaptations_there(), language));
  rows.Add(in({"uyğunlaşdırıla bilər", "can be adapted"}), Labels<WorkAdaptation>(vacancy.adaptations_possible(), language));
  rows.Add(in({"kvota yeri", "by quota"}), Mark(vacancy.quota()));
  rows.Add(in({"yerlər", "places"}), absl::StrCat(vacancy.places_taken(), " / ", vacancy.places()));
  rows.Add(in({"son gün", "closes on"}), dayaq::ToText(vacancy.closes_on()));
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(vacancy.state(), language));
  rows.Add("etag", vacancy.etag());
  rows.Print(out);
}

void PrintVacancies(const ListVacanciesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"vakansiya", "vacancy"}), in({"peşə", "occupation"}), in({"sahə", "field"}), in({"rayon", "district"}),
               in({"əmək haqqı", "wage"}), in({"yerlər", "places"}), in({"son gün", "closes on"}), in({"vəziyyət", "state"})});
  for (const Vacancy& vacancy : list.vacancies()) {
    table.AddRow({vacancy.name(), vacancy.title(), CodeLabelOf(vacancy.field(), language), vacancy.district(),
                  Money(vacancy.salary_qepik(), language), absl::StrCat(vacancy.places_taken(), " / ", vacancy.places()),
                  dayaq::ToText(vacancy.closes_on()), CodeLabelOf(vacancy.state(), language)});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintMatches(const MatchVacanciesResponse& answer, Language language, std::ostream& out) {
  for (const Match& match : answer.matches()) {
    out << match.score() << "  " << match.vacancy().name() << "  " << match.vacancy().title() << "  " << match.vacancy().district()
        << "  " << Money(match.vacancy().salary_qepik(), language) << "\n";
    PrintReasons(match.reasons(), language, out);
  }
  out << Text{"baxılan vakansiyalar: ", "vacancies looked at: "}.In(language) << answer.looked_at() << "\n";
}

void PrintProposal(const Proposal& proposal, Language language, std::ostream& out) {
  out << proposal.score() << "  " << proposal.name() << "  profiles/" << proposal.profile_uid() << "  vacancies/"
      << proposal.vacancy_uid() << "  " << CodeLabelOf(proposal.state(), language) << "\n";
  PrintReasons(proposal.reasons(), language, out);
}

void PrintProposals(const ListProposalsResponse& list, Language language, std::ostream& out) {
  for (const Proposal& proposal : list.proposals()) PrintProposal(proposal, language, out);
}

void PrintPlacement(const Placement& placement, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"işə düzəlmə", "placement"}), placement.name());
  rows.Add(in({"şəxs", "person"}), Person(placement));
  rows.Add(in({"vakansiya", "vacancy"}), absl::StrCat("vacancies/", placement.vacancy_uid()));
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(placement.state(), language));
  rows.Add(in({"təqdim olunub", "introduced on"}), dayaq::ToText(placement.introduced_on()));
  rows.Add(in({"müsahibə", "interviewed on"}), dayaq::ToText(placement.interviewed_on()));
  if (placement.has_starts_on()) {
    rows.Add(in({"işləyir", "works"}), Stretch(placement.starts_on(), placement.ended_on()));
    rows.Add(in({"müqavilə", "contract"}), placement.contract_number());
    rows.Add(in({"həftədə saat", "hours a week"}), std::to_string(placement.hours_week()));
    rows.Add(in({"əmək haqqı", "wage"}), Money(placement.salary_qepik(), language));
  }
  if (placement.question() != PLACEMENT_QUESTION_UNSPECIFIED) {
    rows.Add(in({"sual", "question"}), CodeLabelOf(placement.question(), language));
  }
  if (placement.end_reason() != PLACEMENT_END_REASON_UNSPECIFIED) {
    rows.Add(in({"niyə bitib", "why it ended"}), CodeLabelOf(placement.end_reason(), language));
  }
  if (placement.not_taken_reason() != NOT_TAKEN_REASON_UNSPECIFIED) {
    rows.Add(in({"niyə götürülməyib", "why not taken"}), CodeLabelOf(placement.not_taken_reason(), language));
  }
  rows.Add("etag", placement.etag());
  rows.Print(out);
  for (const PlaceAdaptation& adaptation : placement.adaptations()) {
    out << "  " << Mark(adaptation.state() == PLACE_ADAPTATION_STATE_DONE) << " " << CodeLabelOf(adaptation.adaptation(), language)
        << "  " << CodeLabelOf(adaptation.state(), language) << "\n";
  }
  for (const RetentionCheck& look : placement.checks()) {
    out << "  " << look.months() << Text{" ay: ", " months: "}.In(language) << dayaq::ToText(look.due_on()) << "  "
        << CodeLabelOf(look.state(), language);
    if (look.result() != RETENTION_RESULT_UNSPECIFIED) out << "  " << CodeLabelOf(look.result(), language);
    out << "\n";
  }
}

void PrintPlacements(const ListPlacementsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"işə düzəlmə", "placement"}), in({"şəxs", "person"}), in({"vakansiya", "vacancy"}), in({"vəziyyət", "state"}),
               in({"təqdim olunub", "introduced on"}), in({"işləyir", "works"})});
  for (const Placement& placement : list.placements()) {
    table.AddRow({placement.name(), Person(placement), absl::StrCat("vacancies/", placement.vacancy_uid()),
                  CodeLabelOf(placement.state(), language), dayaq::ToText(placement.introduced_on()),
                  placement.has_starts_on() ? Stretch(placement.starts_on(), placement.ended_on()) : ""});
  }
  table.Print(out);
  if (list.total() > 0) out << InAll(list.total(), language) << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintLooksDue(const ListRetentionDueResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"gün", "day"}), in({"ay", "months"}), in({"işə düzəlmə", "placement"}), in({"şəxs", "person"})});
  for (const RetentionCheck& look : list.checks()) {
    table.AddRow({dayaq::ToText(look.due_on()), std::to_string(look.months()), absl::StrCat("placements/", look.placement_uid()),
                  Person(look)});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
