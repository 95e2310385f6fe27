#include "services/payment/in_kind_words.h"

#include "absl/strings/str_cat.h"
#include "services/payment/in_kind_rules.h"
#include "services/payment/sentence_parts.h"

namespace dayaq::payment {
namespace {

v1::Words OutWords(v1::InKindOutReason reason) {
  switch (reason) {
    case v1::IN_KIND_OUT_REASON_DIED:
      return Say("Növbədə deyil: şəxs vəfat edib.", "Not in the queue: the person has died.");
    case v1::IN_KIND_OUT_REASON_EXCLUDED:
      return Say("Növbədə deyil: bunu istisna edən yardım alınıb.", "Not in the queue: something was received that excludes it.");
    case v1::IN_KIND_OUT_REASON_RECEIVED_EARLIER:
      return Say("Növbədə deyil: əvvəl alınıb.", "Not in the queue: it was received before.");
    case v1::IN_KIND_OUT_REASON_NO_RULE:
      return Say("Növbədə deyil: bu yardım daha verilmir.", "Not in the queue: this benefit is given no more.");
    default:
      return Say("Növbədə deyil: hüquq verən faktlar daha qüvvədə deyil.",
                 "Not in the queue: the facts that gave the right hold no more.");
  }
}

v1::Words ServedWords(const v1::InKindEntry& entry) {
  const std::string on = ToText(entry.served_on()), until = ToText(entry.served_until());
  if (entry.served_until().year() >= kForLife.year()) {
    return Say(absl::StrCat(on, " tarixində təhvil verilib; ömürdə bir dəfə verilir."),
               absl::StrCat("Handed over on ", on, "; it is given once in a life."));
  }
  return Say(absl::StrCat(on, " tarixində təhvil verilib; növbəti hüquq ", until, " tarixindən sonradır."),
             absl::StrCat("Handed over on ", on, "; the next one is due after ", until, "."));
}

v1::Words WaitingWords(const v1::InKindPlace& place, absl::CivilDay today) {
  v1::Words words =
      Say(absl::StrCat("Rayon üzrə yer: ", place.place(), ", gözləyənlər: ", place.waiting(),
                       ". Qabaqda qrupa görə: ", place.before_by_class(), ", tarixə görə: ", place.before_by_date(), "."),
          absl::StrCat("Place ", place.place(), " of ", place.waiting(), " in the district: ", place.before_by_class(),
                       " before by class, ", place.before_by_date(), " by date."));
  if (!place.entry().ready()) {
    absl::StrAppend(words.mutable_az(), " Təhvil verməzdən əvvəl təsdiqlənməli olan var.");
    absl::StrAppend(words.mutable_en(), " Something must be confirmed before it can be handed over.");
  }
  const auto passed_over = Latest(place.entry().passed_over_until());
  if (passed_over.has_value() && *passed_over >= today) {
    absl::StrAppend(words.mutable_az(), " ", ToText(place.entry().passed_over_until()), " tarixinədək ötürülür, yer saxlanılır.");
    absl::StrAppend(words.mutable_en(), " Passed over until ", ToText(place.entry().passed_over_until()), "; the place is kept.");
  }
  return words;
}

}  // namespace

v1::Words ReceiverWords(bool known, bool of_family) {
  if (of_family) {
    return known ? Say("Ailədə təhvil ala bilən var.", "Somebody of the family can take it.")
                 : Say("Ailədən kimin təhvil alacağı məlum deyil.", "Who of the family takes it is not known.");
  }
  return known ? Say("Şəxsin özü təhvil alır.", "The person takes it.")
               : Say("Şəxs vəfat edib; kimin təhvil alacağı məlum deyil.", "The person has died; who takes it is not known.");
}

v1::Words ExcludedWords(v1::InKindOutReason reason, const std::string& benefit) {
  return reason == v1::IN_KIND_OUT_REASON_EXCLUDED
             ? Say(absl::StrCat("Verilmir: “", benefit, "” alınıb."), absl::StrCat("Not given: \"", benefit, "\" was received."))
             : Say("Verilmir: akt üzrə qeyd olunub ki, əvvəl alınıb.", "Not given: it was received before, as recorded by act.");
}

v1::Words PlaceWords(const v1::InKindPlace& place, absl::CivilDay today) {
  switch (place.entry().state()) {
    case v1::IN_KIND_ENTRY_STATE_WAITING:
      return WaitingWords(place, today);
    case v1::IN_KIND_ENTRY_STATE_QUESTION:
      return Say("Növbədə yer hələ yoxdur: cavabsız sual var.", "There is no place in the queue yet: a question is open.");
    case v1::IN_KIND_ENTRY_STATE_DECLINED:
      return Say("Şəxs imtina edib; qrup və tarix saxlanılır.", "The person declined; class and day are kept.");
    case v1::IN_KIND_ENTRY_STATE_ALLOCATED:
      return Say("Ayrılıb, təhvil verilməsi gözlənilir.", "Set aside; waits to be handed over.");
    case v1::IN_KIND_ENTRY_STATE_SERVED:
      return ServedWords(place.entry());
    default:
      return OutWords(place.entry().out_reason());
  }
}

}  // namespace dayaq::payment
