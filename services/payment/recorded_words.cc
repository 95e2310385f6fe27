// Sentences about what is recorded by act, about families, and about what is taken off.
#include "absl/strings/str_cat.h"
#include "services/payment/assessment_words.h"
#include "services/payment/sentence_parts.h"

namespace dayaq::payment {
namespace {

using survivor::v1::BenefitFactKind;

Name KindName(BenefitFactKind kind) {
  switch (kind) {
    case survivor::v1::BENEFIT_FACT_KIND_MARTYR:
      return {"şəhid statusu", "martyr status"};
    case survivor::v1::BENEFIT_FACT_KIND_BLINDNESS:
      return {"gözdən əlillik", "blindness"};
    case survivor::v1::BENEFIT_FACT_KIND_CARES_FOR:
      return {"şəxsə qulluq edilməsi", "care for the person"};
    case survivor::v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY:
      return {"əyani təhsil", "full-time study"};
    case survivor::v1::BENEFIT_FACT_KIND_FUNERAL_COST:
      return {"dəfn xərclərinin çəkilməsi", "bearing the cost of the funeral"};
    case survivor::v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT:
      return {"əvvəlki ödəniş", "an earlier payout"};
    case survivor::v1::BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT:
      return {"fərdi hesablanmış məbləğ", "an amount worked out for the person"};
    case survivor::v1::BENEFIT_FACT_KIND_PENSION_GRANTED:
      return {"əmək pensiyasının təyin edilməsi", "a labour pension that was granted"};
    case survivor::v1::BENEFIT_FACT_KIND_DEATH_IN_SERVICE:
      return {"hərbi xidmət vəzifələrini yerinə yetirərkən həlak olma", "death while performing military service duties"};
    case survivor::v1::BENEFIT_FACT_KIND_REMARRIAGE:
      return {"yenidən nikaha girmə", "another marriage"};
    case survivor::v1::BENEFIT_FACT_KIND_DISABLED_SINCE_CHILDHOOD:
      return {"18 yaşadək müəyyən edilmiş əlillik", "disability since before the age of 18"};
    case survivor::v1::BENEFIT_FACT_KIND_RAISED_IN_CHILDRENS_HOME:
      return {"uşaq evində tərbiyə alma", "being raised in a children's home"};
    case survivor::v1::BENEFIT_FACT_KIND_NO_OTHER_SUPPORT:
      return {"qanunla saxlamağa borclu şəxsin olmaması", "having nobody who is bound by law to keep them"};
    case survivor::v1::BENEFIT_FACT_KIND_KEPT_BY_THE_DEAD:
      return {"vəfat edənin himayəsində olma", "having been kept by the dead person"};
    default:
      return {"göstərilməyib", "not stated"};
  }
}

Name RelationName(survivor::v1::FamilyRelation relation) {
  switch (relation) {
    case survivor::v1::FAMILY_RELATION_SPOUSE:
      return {"həyat yoldaşı", "husband or wife"};
    case survivor::v1::FAMILY_RELATION_CHILD:
      return {"övlad", "child"};
    case survivor::v1::FAMILY_RELATION_PARENT:
      return {"valideyn", "parent"};
    case survivor::v1::FAMILY_RELATION_SIBLING:
      return {"bacı və ya qardaş", "brother or sister"};
    case survivor::v1::FAMILY_RELATION_GRANDPARENT:
      return {"nənə və ya baba", "grandparent"};
    case survivor::v1::FAMILY_RELATION_GRANDCHILD:
      return {"nəvə", "grandchild"};
    case survivor::v1::FAMILY_RELATION_GUARDIAN:
      return {"qəyyum", "guardian"};
    case survivor::v1::FAMILY_RELATION_OTHER_DEPENDANT:
      return {"himayədə olan başqa şəxs", "another dependant"};
    default:
      return {"ailədən olmayan şəxs", "somebody outside the family"};
  }
}

void AddAct(const v1::RecordedFact& fact, std::string& az, std::string& en) {
  absl::StrAppend(&az, ", akt № ", fact.act_number(), ", ", DateAz(fact.holds_from()), " tarixindən");
  absl::StrAppend(&en, ", act no. ", fact.act_number(), ", from ", DateEn(fact.holds_from()));
  if (!fact.has_holds_until()) return;
  absl::StrAppend(&az, " ", ToText(fact.holds_until()), " tarixinədək");
  absl::StrAppend(&en, " until ", ToText(fact.holds_until()));
}

}  // namespace

v1::Words RecordedKindWords(BenefitFactKind kind) {
  const Name name = KindName(kind);
  return Say(std::string(name.az), std::string(name.en));
}

v1::Words RecordedWords(const v1::Condition& condition, const v1::RecordedFact* fact) {
  if (fact != nullptr) {
    const Name kind = KindName(fact->kind());
    std::string az = absl::StrCat("Akt üzrə qeyd edilib: ", kind.az), en = absl::StrCat("Recorded by act: ", kind.en);
    AddAct(*fact, az, en);
    return Say(az + ".", en + ".");
  }
  std::string az = "Akt üzrə qeyd yoxdur: ", en = "Not recorded by act: ";
  for (int i = 0; i < condition.recorded_size(); ++i) {
    const Name kind = KindName(condition.recorded(i));
    absl::StrAppend(&az, i > 0 ? "; " : "", kind.az);
    absl::StrAppend(&en, i > 0 ? "; " : "", kind.en);
  }
  return Say(az + ".", en + ".");
}

v1::Words DisabilityBeforeWords(const v1::DisabilityFact* first, const PartialDate& before) {
  if (first == nullptr) {
    return Say("Qaydada sayılan səbəblərdən biri ilə əlillik qərarı yoxdur.",
               "There is no disability decision for one of the causes that count.");
  }
  return Say(absl::StrCat("Əlilliyin başlanğıcı: ", DateAz(first->in_force_from()), "; ödəniş ", ToText(before),
                          " tarixindən əvvəl müəyyən edilmiş əlilliyə aiddir."),
             absl::StrCat("The disability began on ", DateEn(first->in_force_from()), "; it is paid for those decided before ",
                          ToText(before), "."));
}

v1::Words RecordedFactWords(const v1::RecordedFact& fact) {
  const Name kind = KindName(fact.kind());
  std::string az = absl::StrCat("Akt üzrə: ", kind.az), en = absl::StrCat("By act: ", kind.en);
  if (fact.amount_qepik() > 0) {
    absl::StrAppend(&az, ", ", Money(fact.amount_qepik(), ','));
    absl::StrAppend(&en, ", ", Money(fact.amount_qepik(), '.'));
  }
  AddAct(fact, az, en);
  return Say(az + ".", en + ".");
}

v1::Words FamilyFactWords(const v1::FamilyFact& member) {
  const Name relation = RelationName(member.relation());
  std::string az = absl::StrCat("Ödənişi alan: ", relation.az), en = absl::StrCat("Who receives: ", relation.en);
  if (!ToText(member.of_age_on()).empty()) {
    absl::StrAppend(&az, ", 18 yaşın tamam olduğu tarix: ", ToText(member.of_age_on()));
    absl::StrAppend(&en, ", of age on ", ToText(member.of_age_on()));
  }
  return Say(az + ".", en + ".");
}

v1::Words IndividualAmountWords(int64_t amount_qepik) {
  return Say(absl::StrCat(Money(amount_qepik, ','), ": şəxs üçün fərdi hesablanıb və akt üzrə qeyd edilib."),
             absl::StrCat(Money(amount_qepik, '.'), ": worked out for the person and recorded by act."));
}

void AddShareWords(int64_t part_qepik, int sharers, v1::Words& words) {
  absl::StrAppend(words.mutable_az(), " ", sharers, " nəfər arasında bərabər bölünür, bu şəxsin payı: ", Money(part_qepik, ','),
                  ".");
  absl::StrAppend(words.mutable_en(), " Divided equally among ", sharers, "; this person's share is ", Money(part_qepik, '.'), ".");
}

v1::Words DeductionWords(v1::DeductionKind kind, int64_t amount_qepik, const v1::BenefitRule* because_of) {
  const std::string az = Money(amount_qepik, ','), en = Money(amount_qepik, '.');
  switch (kind) {
    case v1::DEDUCTION_KIND_YIELDS:
      return Say(
          absl::StrCat(az, " ödənilmir: bu vaxt üçün “", because_of == nullptr ? "" : because_of->title().az(), "” üstün tutulur."),
          absl::StrCat(en, " is not paid: for this time \"", because_of == nullptr ? "" : because_of->title().en(),
                       "\" goes before it."));
    case v1::DEDUCTION_KIND_CEILING:
      return Say(absl::StrCat(az, " ödənilmir: başqa ödənişlərlə birlikdə yuxarı hədd aşılır."),
                 absl::StrCat(en, " is not paid: together with other benefits it would exceed the ceiling."));
    case v1::DEDUCTION_KIND_PAID_EARLIER:
      return Say(absl::StrCat(az, " çıxılır: əvvəl ödənilib."), absl::StrCat(en, " is taken off: it was paid before."));
    default:
      return Say("Bu vaxt üçün ödənilmir: qaydada nəzərdə tutulandan uzaq keçmişdir.",
                 "Not paid for this time: it lies longer back than the rule pays.");
  }
}

v1::Words BirthDayUnknownWords() {
  return Say("Ailə üzvünün doğum tarixi kifayət qədər dəqiq deyil; yalnız şübhəsiz olan hesablanıb.",
             "The birth date of the member of the family is not known well enough; only what is certain was counted.");
}

v1::Words MemberEndUnknownWords() {
  return Say("Ailə üzvlüyünün bitdiyi və ya üzvün vəfat etdiyi tarix kifayət qədər dəqiq deyil; yalnız şübhəsiz olan hesablanıb.",
             "The day on which the member left the family or died is not known well enough; only what is certain was counted.");
}

v1::Words BeneficiaryUnknownWords() {
  return Say("Ödənişi kimin alacağı qeydə alınmayıb.", "Who receives the benefit is not recorded.");
}

v1::Words IndividualAmountMissingWords(absl::string_view period) {
  return Say(absl::StrCat("Məbləğ hər şəxs üçün ayrıca hesablanır; bu vaxt üçün qeyd edilməyib: ", period, "."),
             absl::StrCat("The amount is worked out for each person; none is recorded for ", period, "."));
}

}  // namespace dayaq::payment
