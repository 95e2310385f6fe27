#include "services/employment/match_words.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dayaq::employment {
namespace {

WorkWords AdaptationSentence(const v1::MatchReason& reason) {
  std::vector<std::string> az, en;
  for (const int adaptation : reason.adaptations()) {
    const WorkWords words = WordsOf(static_cast<v1::WorkAdaptation>(adaptation));
    az.push_back(words.az);
    en.push_back(words.en);
  }
  const std::string all_az = absl::StrJoin(az, ", "), all_en = absl::StrJoin(en, ", ");
  if (reason.to_arrange()) {
    return {absl::StrCat("Uyğunlaşdırma mümkündür, işəgötürən hazırdır: ", all_az),
            absl::StrCat("The employer is ready to adapt: ", all_en)};
  }
  return {absl::StrCat("İş yeri uyğunlaşdırılıb: ", all_az), absl::StrCat("Adapted already: ", all_en)};
}

}  // namespace

WorkWords WordsOf(v1::WorkAdaptation adaptation) {
  switch (adaptation) {
    case v1::WORK_ADAPTATION_STEP_FREE:
      return {"pilləsiz giriş (panduş və ya lift)", "no steps (ramp or lift)"};
    case v1::WORK_ADAPTATION_ACCESSIBLE_TOILET:
      return {"rahat sanitar qovşaq", "accessible toilet"};
    case v1::WORK_ADAPTATION_SEATED_WORK:
      return {"oturaq iş", "seated work"};
    case v1::WORK_ADAPTATION_ADJUSTABLE_DESK:
      return {"hündürlüyü dəyişən masa", "adjustable desk"};
    case v1::WORK_ADAPTATION_SCREEN_READER:
      return {"ekranı səsləndirən proqram", "screen reader"};
    case v1::WORK_ADAPTATION_LARGE_PRINT:
      return {"iri şrift və ya böyüdücü", "large print or magnifier"};
    case v1::WORK_ADAPTATION_SIGN_INTERPRETER:
      return {"jest dili tərcüməçisi", "sign language interpreter"};
    case v1::WORK_ADAPTATION_WRITTEN_TASKS:
      return {"yazılı tapşırıqlar", "tasks in writing"};
    case v1::WORK_ADAPTATION_LIGHT_SIGNALS:
      return {"işıq və ya titrəmə siqnalları", "light or vibration signals"};
    case v1::WORK_ADAPTATION_ONE_HAND_TOOLS:
      return {"bir əllə işləyən alətlər", "one-handed tools"};
    case v1::WORK_ADAPTATION_VOICE_INPUT:
      return {"səslə yazma", "voice input"};
    case v1::WORK_ADAPTATION_LIFTING_AID:
      return {"qaldırıcı", "lifting aid"};
    case v1::WORK_ADAPTATION_EXTRA_BREAKS:
      return {"əlavə fasilələr", "extra breaks"};
    case v1::WORK_ADAPTATION_FLEXIBLE_HOURS:
      return {"çevik iş saatları", "flexible hours"};
    case v1::WORK_ADAPTATION_JOB_COACH:
      return {"iş yerində köməkçi", "job coach"};
    case v1::WORK_ADAPTATION_WORK_FROM_HOME:
      return {"evdən iş", "work from home"};
    case v1::WORK_ADAPTATION_TRANSPORT_TO_WORK:
      return {"işə gediş-gəliş nəqliyyatı", "transport to work"};
    case v1::WORK_ADAPTATION_QUIET_PLACE:
      return {"sakit yer", "quiet place"};
    default:
      return {"naməlum", "unknown"};
  }
}

WorkWords WordsOf(const v1::MatchReason& reason) {
  switch (reason.kind()) {
    case v1::MATCH_REASON_KIND_FIELD:
      return reason.points() == reason.most_points()
                 ? WorkWords{"Ən çox istənilən iş sahəsidir", "The field of work that is wished for most"}
                 : WorkWords{"İstənilən iş sahələrindən biridir", "One of the fields of work that are wished for"};
    case v1::MATCH_REASON_KIND_SKILLS:
      if (reason.asked() == 0) return {"Xüsusi bacarıq tələb olunmur", "No special skills are asked for"};
      return {absl::StrCat("Tələb olunan ", reason.asked(), " bacarıqdan ", reason.met(), " var"),
              absl::StrCat("Has ", reason.met(), " of ", reason.asked(), " skills asked for")};
    case v1::MATCH_REASON_KIND_ADAPTATION:
      return AdaptationSentence(reason);
    case v1::MATCH_REASON_KIND_DISTANCE:
      if (reason.met() == 0) return {"Elə yaşadığı rayondadır və ya evdən işlənir", "In the same district, or done at home"};
      return {absl::StrCat("Rayon mərkəzləri arasında təxminən ", reason.met(), " km"),
              absl::StrCat("About ", reason.met(), " km between the districts")};
    case v1::MATCH_REASON_KIND_SCHEDULE:
      return {"İş qrafiki uyğundur", "The schedule suits"};
    case v1::MATCH_REASON_KIND_EDUCATION:
      return {"Təhsil səviyyəsi kifayətdir", "Schooling suffices"};
    case v1::MATCH_REASON_KIND_WAGE:
      return {"Əmək haqqı gözləniləndən az deyil", "The wage is not below what is looked for"};
    case v1::MATCH_REASON_KIND_QUOTA:
      return {"Kvota yeridir", "A place kept by quota"};
    default:
      return {"naməlum", "unknown"};
  }
}

void PutInWords(v1::MatchReason& reason) {
  const WorkWords words = WordsOf(reason);
  reason.set_text_az(words.az);
  reason.set_text_en(words.en);
}

}  // namespace dayaq::employment
