#include "services/payment/assessment_words.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "dayaq/incident/v1/code_lists.pb.h"
#include "dayaq/survivor/v1/code_lists.pb.h"
#include "services/payment/sentence_parts.h"

namespace dayaq::payment {
namespace {

// Caseworkers of long standing think in the degrees of before 2022-07-01.
Name BandName(survivor::v1::DisabilityBand band) {
  switch (band) {
    case survivor::v1::DISABILITY_BAND_31_60:
      return {"31-60 % (keçmiş III dərəcə)", "31-60 % (formerly degree III)"};
    case survivor::v1::DISABILITY_BAND_61_80:
      return {"61-80 % (keçmiş II dərəcə)", "61-80 % (formerly degree II)"};
    case survivor::v1::DISABILITY_BAND_81_100:
      return {"81-100 % (keçmiş I dərəcə)", "81-100 % (formerly degree I)"};
    default:
      return {"əlillik müəyyən edilməyib", "no disability"};
  }
}

Name CauseName(survivor::v1::DisabilityCause cause) {
  switch (cause) {
    case survivor::v1::DISABILITY_CAUSE_GENERAL_ILLNESS:
      return {"ümumi xəstəlik", "general illness"};
    case survivor::v1::DISABILITY_CAUSE_INDUSTRIAL_INJURY:
      return {"istehsalat zədəsi", "industrial injury"};
    case survivor::v1::DISABILITY_CAUSE_OCCUPATIONAL_DISEASE:
      return {"peşə xəstəliyi", "occupational disease"};
    case survivor::v1::DISABILITY_CAUSE_CHERNOBYL_CLEANUP:
      return {"Çernobıl AES-də qəzanın ləğvi", "clean-up of the Chernobyl accident"};
    case survivor::v1::DISABILITY_CAUSE_MILITARY_SERVICE_PERIOD:
      return {"hərbi xidmət dövrü", "period of military service"};
    case survivor::v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS:
      return {"hərbi əməliyyatlar keçirilən zonada olmaq", "being in a zone of military operations"};
    case survivor::v1::DISABILITY_CAUSE_TERROR:
      return {"terror hadisəsi", "a terror event"};
    case survivor::v1::DISABILITY_CAUSE_DEFENCE_OF_TERRITORIAL_INTEGRITY:
      return {"ərazi bütövlüyünün, müstəqilliyin və konstitusiya quruluşunun müdafiəsi",
              "defence of territorial integrity, independence and constitutional order"};
    case survivor::v1::DISABILITY_CAUSE_JANUARY_20:
      return {"1990-cı ilin 20 Yanvar hadisələri", "the events of 20 January 1990"};
    case survivor::v1::DISABILITY_CAUSE_MILITARY_DUTIES:
      return {"hərbi xidmət vəzifələrinin (xidməti vəzifələrin) yerinə yetirilməsi", "performing military (service) duties"};
    case survivor::v1::DISABILITY_CAUSE_CHERNOBYL_MILITARY_DUTIES:
      return {"Çernobıl AES-də hərbi xidmət vəzifələrinin yerinə yetirilməsi", "military duties at Chernobyl"};
    default:
      return {"göstərilməyib", "not stated"};
  }
}

Name OutcomeName(incident::v1::Outcome outcome) {
  switch (outcome) {
    case incident::v1::OUTCOME_INJURED:
      return {"xəsarət alıb", "injured"};
    case incident::v1::OUTCOME_KILLED:
      return {"həlak olub", "killed"};
    default:
      return {"məlum deyil", "not known"};
  }
}

}  // namespace

v1::Words LivingWords(bool dead, const PartialDate& died_on, bool monthly, Certainty holds) {
  if (!dead) return Say("Şəxs sağdır.", "The person is alive.");
  const std::string az = absl::StrCat("Şəxs vəfat edib, vəfat tarixi: ", DateAz(died_on));
  const std::string en = absl::StrCat("The person has died, day of death: ", DateEn(died_on));
  if (monthly && holds == Certainty::kCertainly)
    return Say(az + "; şərt həmin vaxtadək ödənilir.", en + "; the condition holds until then.");
  if (holds == Certainty::kCertainly)
    return Say(az + "; hadisə günü şəxs sağ idi.", en + "; on the day of the event the person was alive.");
  if (holds == Certainty::kPossibly)
    return Say(az + "; hadisə günü sağ olub-olmadığı bilinmir.",
               en + "; it is not known whether the person was alive on the day of the event.");
  return Say(az + ".", en + ".");
}

v1::Words DeceasedWords(bool dead, const PartialDate& died_on) {
  if (!dead) return Say("Şəxsin vəfatı qeydə alınmayıb.", "No death of the person is recorded.");
  return Say(absl::StrCat("Şəxs vəfat edib, vəfat tarixi: ", DateAz(died_on), "."),
             absl::StrCat("The person has died, day of death: ", DateEn(died_on), "."));
}

v1::Words DeathSinceWords(bool dead, const PartialDate& died_on, const PartialDate& since, Certainty holds) {
  if (!dead) return DeceasedWords(dead, died_on);
  const std::string az =
      absl::StrCat("Vəfat tarixi: ", DateAz(died_on), "; ödəniş ", ToText(since), " tarixindən sonrakı vəfatlara aiddir");
  const std::string en = absl::StrCat("Day of death: ", DateEn(died_on), "; it is paid for deaths from ", ToText(since), " on");
  if (holds == Certainty::kPossibly)
    return Say(az + ", tarix bunu müəyyən etməyə imkan vermir.", en + ", which this date does not decide.");
  return Say(az + ".", en + ".");
}

v1::Words DisabilityWords(const v1::DisabilityFact* decision) {
  if (decision == nullptr) {
    return Say("Qaydada sayılan səbəblərdən biri ilə qüvvədə olan əlillik qərarı yoxdur.",
               "No disability decision for one of the causes that count is in force.");
  }
  const Name band = BandName(decision->band()), cause = CauseName(decision->cause());
  std::string az = absl::StrCat("Əlillik müəyyən edilib: ", band.az, ", səbəb: ", cause.az, ", ", ToText(decision->in_force_from()),
                                " tarixindən");
  std::string en =
      absl::StrCat("Disability decided: ", band.en, ", cause: ", cause.en, ", from ", ToText(decision->in_force_from()));
  if (decision->has_in_force_until()) {
    absl::StrAppend(&az, " ", ToText(decision->in_force_until()), " tarixinədək");
    absl::StrAppend(&en, " until ", ToText(decision->in_force_until()));
  }
  return Say(az + ".", en + ".");
}

v1::Words OutcomeWords(const v1::CasualtyFact* casualty, Certainty holds) {
  if (casualty == nullptr)
    return Say("Bu hadisədə zərərçəkmə artıq bu şəxsin adına sayılmır.", "This casualty does not count as this person any more.");
  const Name outcome = OutcomeName(casualty->outcome());
  const bool counts = holds == Certainty::kCertainly;
  return Say(absl::StrCat("Hadisənin nəticəsi: ", outcome.az, counts ? "." : "; ödəniş buna aid deyil."),
             absl::StrCat("What became of the person: ", outcome.en, counts ? "." : "; it is not paid for this."));
}

v1::Words IncidentSinceWords(const v1::CasualtyFact* casualty, const PartialDate& since, Certainty holds) {
  if (casualty == nullptr) return OutcomeWords(nullptr, holds);
  const std::string az = absl::StrCat("Hadisənin tarixi: ", DateAz(casualty->occurred_on()), "; ödəniş ", ToText(since),
                                      " tarixindən sonrakı hadisələrə aiddir");
  const std::string en = absl::StrCat("Day of the incident: ", DateEn(casualty->occurred_on()), "; it is paid for incidents from ",
                                      ToText(since), " on");
  if (holds == Certainty::kPossibly)
    return Say(az + ", tarix bunu müəyyən etməyə imkan vermir.", en + ", which this date does not decide.");
  return Say(az + ".", en + ".");
}

v1::Words AmountWords(int64_t amount_qepik, const v1::AmountStep& step, const v1::AmountStep* before, int64_t before_qepik,
                      const v1::DisabilityFact* decision) {
  std::string az = absl::StrCat(Money(amount_qepik, ','), ": ");
  std::string en = absl::StrCat(Money(amount_qepik, '.'), ": ");
  if (decision != nullptr) {
    absl::StrAppend(&az, BandName(decision->band()).az, " üzrə, ");
    absl::StrAppend(&en, BandName(decision->band()).en, ", ");
  }
  absl::StrAppend(&az, ToText(step.from()), " tarixindən tətbiq olunan məbləğ");
  absl::StrAppend(&en, "the amount in force from ", ToText(step.from()));
  if (before != nullptr && before_qepik == amount_qepik) {
    absl::StrAppend(&az, "; əvvəl də eyni məbləğ idi");
    absl::StrAppend(&en, "; it was the same before");
  } else if (before != nullptr) {
    absl::StrAppend(&az, "; ", ToText(before->until()), " tarixinədək ", Money(before_qepik, ','), " idi");
    absl::StrAppend(&en, "; until ", ToText(before->until()), " it was ", Money(before_qepik, '.'));
  }
  absl::StrAppend(&az, step.assumed() ? ". Bu dövr üçün məbləğ fərz edilir: mənbədə təsdiqi yoxdur." : ".");
  absl::StrAppend(&en, step.assumed() ? ". For this time the amount is assumed: no source confirms it." : ".");
  return Say(std::move(az), std::move(en));
}

namespace {

v1::Words PayeeWords(bool met, bool of_family) {
  if (of_family) {
    return met ? Say("Ödənişi kimin alacağı məlumdur.", "Who receives the money is known.")
               : Say("Ödənişi kimin alacağı məlum deyil.", "Who receives the money is not known.");
  }
  return met ? Say("Ödəniş şəxsin özünə çatır.", "The person is paid directly.")
             : Say("Şəxs vəfat edib; ödənişi kimin alacağı məlum deyil.",
                   "The person has died; who receives the money is not known.");
}

}  // namespace

v1::Words NeedWords(v1::ReleaseNeed need, bool met, bool of_family) {
  switch (need) {
    case v1::RELEASE_NEED_INCIDENT_VERIFIED:
      return met ? Say("ANAMA hadisəni təsdiq edib.", "The mine action agency has verified the incident.")
                 : Say("ANAMA hadisəni hələ təsdiq etməyib.", "The mine action agency has not yet verified the incident.");
    case v1::RELEASE_NEED_INJURY_CONFIRMED:
      return met ? Say("Tibb müəssisəsi zərərçəkəni təsdiq edib.", "A health institution has confirmed the casualty.")
                 : Say("Heç bir tibb müəssisəsi zərərçəkəni təsdiq etməyib.", "No health institution has confirmed the casualty.");
    case v1::RELEASE_NEED_IDENTITY_CONFIRMED:
      return met ? Say("Şəxsiyyət təsdiq olunub.", "The identity is confirmed.")
                 : Say("Şəxsiyyət hələ təsdiq olunmayıb.", "The identity is not yet confirmed.");
    case v1::RELEASE_NEED_PAYEE_KNOWN:
      return PayeeWords(met, of_family);
    case v1::RELEASE_NEED_AMOUNT_CERTAIN:
      return met ? Say("Bütün məbləğlər mənbəyə əsaslanır.", "Every amount rests on a source.")
                 : Say("Mənbəyə əsaslanan məbləğ tam deyil: məbləğ yoxdur, yaxud fərz edilir.",
                       "Not every amount rests on a source: there is none, or it is assumed.");
    default:
      return {};
  }
}

v1::Words SomeAmountsWaitWords() {
  return Say("Mənbəyə əsaslanan məbləğlər ödənilir; məbləği fərz edilən aylar mənbə tapılanadək gözləyir.",
             "Amounts that rest on a source are paid; months whose amount is assumed wait until a source is found.");
}

v1::Words AmountUnknownWords(const PartialDate& first_known) {
  return Say(absl::StrCat(ToText(first_known), " tarixindən əvvəl tətbiq olunan məbləğ qaydada yoxdur; mənbə tapılmalıdır."),
             absl::StrCat("The rule knows no amount before ", ToText(first_known), "; a source must be found."));
}

v1::Words DeathDayUnknownWords(const PartialDate& died_on) {
  return Say(absl::StrCat("Vəfat tarixi kifayət qədər dəqiq deyil (", DateAz(died_on), "); yalnız şübhəsiz olan hesablanıb."),
             absl::StrCat("The day of death is not known well enough (", DateEn(died_on), "); only what is certain was counted."));
}

v1::Words IncidentDayUnknownWords(const PartialDate& occurred_on) {
  return Say(absl::StrCat("Hadisənin tarixi kifayət qədər dəqiq deyil (", DateAz(occurred_on), ")."),
             absl::StrCat("The day of the incident is not known well enough (", DateEn(occurred_on), ")."));
}

v1::Words CauseWords(survivor::v1::DisabilityCause cause) {
  const Name name = CauseName(cause);
  return Say(std::string(name.az), std::string(name.en));
}

v1::Words DisabilityFactWords(const v1::DisabilityFact& decision) {
  const Name band = BandName(decision.band()), cause = CauseName(decision.cause());
  std::string az = absl::StrCat("Əlillik: ", decision.percent(), " %, ", band.az, ", səbəb: ", cause.az);
  std::string en = absl::StrCat("Disability: ", decision.percent(), " %, band ", band.en, ", cause: ", cause.en);
  if (!decision.act_number().empty()) {
    absl::StrAppend(&az, ", akt № ", decision.act_number());
    absl::StrAppend(&en, ", act no. ", decision.act_number());
  }
  return Say(az + ".", en + ".");
}

v1::Words CasualtyFactWords(const v1::CasualtyFact& casualty) {
  const Name outcome = OutcomeName(casualty.outcome());
  return Say(absl::StrCat("Hadisə: ", DateAz(casualty.occurred_on()), ", nəticəsi: ", outcome.az, "."),
             absl::StrCat("Incident: ", DateEn(casualty.occurred_on()), ", what became of the person: ", outcome.en, "."));
}

}  // namespace dayaq::payment
