#include "services/platform/base/reason_texts.h"

namespace dayaq {

absl::string_view ReasonTextAz(ErrorReason reason) {
  switch (reason) {
    case ErrorReason::ERROR_REASON_UNSPECIFIED:
      return "Naməlum səbəb.";
    case ErrorReason::ERROR_REASON_FIELDS_INVALID:
      return "Bir və ya bir neçə sahə düzgün doldurulmayıb; heç nə yadda saxlanmadı.";
    case ErrorReason::ERROR_REASON_REQUIRED:
      return "Bu sahə mütləq doldurulmalıdır.";
    case ErrorReason::ERROR_REASON_TOO_SHORT:
      return "Mətn çox qısadır.";
    case ErrorReason::ERROR_REASON_TOO_LONG:
      return "Mətn çox uzundur.";
    case ErrorReason::ERROR_REASON_PATTERN_MISMATCH:
      return "Mətn tələb olunan formada deyil.";
    case ErrorReason::ERROR_REASON_TEXT_MALFORMED:
      return "Mətn düzgün UTF-8 deyil və ya icazəsiz simvol saxlayır.";
    case ErrorReason::ERROR_REASON_OUT_OF_RANGE:
      return "Ədəd icazə verilən hüdudlardan kənardır.";
    case ErrorReason::ERROR_REASON_ENUM_UNDEFINED:
      return "Bu kod siyahıda yoxdur.";
    case ErrorReason::ERROR_REASON_TOO_FEW_ITEMS:
      return "Siyahıda kifayət qədər element yoxdur.";
    case ErrorReason::ERROR_REASON_TOO_MANY_ITEMS:
      return "Siyahıda həddən artıq element var.";
    case ErrorReason::ERROR_REASON_IN_THE_FUTURE:
      return "Tarix gələcəkdədir.";
    case ErrorReason::ERROR_REASON_DATE_IMPOSSIBLE:
      return "Belə tarix yoxdur.";
    case ErrorReason::ERROR_REASON_MASK_INVALID:
      return "Dəyişdiriləcək sahələrin siyahısı düzgün deyil.";
    case ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID:
      return "Səhifə nişanı etibarsızdır; siyahını yenidən açın.";
    case ErrorReason::ERROR_REASON_DEADLINE_MISSING:
      return "Sorğuda vaxt həddi yoxdur və ya həddən artıq uzundur.";
    case ErrorReason::ERROR_REASON_PEER_REFUSED:
      return "Bu xidmətin müraciətinə icazə yoxdur.";
    case ErrorReason::ERROR_REASON_TOKEN_INVALID:
      return "Giriş vaxtı bitib və ya etibarsızdır; yenidən daxil olun.";
    case ErrorReason::ERROR_REASON_STAFF_UNKNOWN:
      return "Hesabınız tapılmadı və ya bağlanıb; inzibatçıya müraciət edin.";
    case ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID:
      return "Hansı rolda işlədiyinizi seçin; seçilmiş rol qüvvədə deyil.";
    case ErrorReason::ERROR_REASON_ACTION_DENIED:
      return "Rolunuz bu əməliyyata icazə vermir.";
    case ErrorReason::ERROR_REASON_NOT_FOUND:
      return "Belə qeyd yoxdur və ya onu görmək icazəniz yoxdur.";
    case ErrorReason::ERROR_REASON_ETAG_MISMATCH:
      return "Qeyd siz oxuyandan sonra dəyişdirilib; yenidən oxuyub qərar verin.";
    case ErrorReason::ERROR_REASON_REQUEST_ID_REUSED:
      return "Bu sorğu nömrəsi başqa məzmunla artıq istifadə olunub.";
    case ErrorReason::ERROR_REASON_BUSY:
      return "Sistem məşğuldur; bir azdan yenidən cəhd edin.";
    case ErrorReason::ERROR_REASON_DATABASE_UNAVAILABLE:
      return "Məlumat bazası ilə əlaqə yoxdur; eyni sorğunu yenidən göndərin, iki dəfə yazılmayacaq.";
    case ErrorReason::ERROR_REASON_DEADLINE_EXCEEDED:
      return "Sorğunun vaxtı bitdi; eyni sorğunu yenidən göndərin.";
    case ErrorReason::ERROR_REASON_INTERNAL:
      return "Xidmətdə nasazlıq var; heç nə yadda saxlanmadı. Xəta nömrəsini dəstəyə bildirin.";
    case ErrorReason::ERROR_REASON_CONFLICT:
      return "Eyni anda başqa dəyişiklik edildi; yenidən cəhd edin.";
    case ErrorReason::ERROR_REASON_SEAL_BROKEN:
      return "Şifrələnmiş məlumat açılmadı; inzibatçıya bildirin.";
    case ErrorReason::ERROR_REASON_REQUEST_TOO_LARGE:
      return "Sorğu həddən artıq böyükdür.";
    case ErrorReason::ERROR_REASON_REGISTER_UNKNOWN:
      return "Belə reyestr yoxdur.";
    case ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN:
      return "Bu rayon kodu reyestrdə yoxdur və ya həmin tarixdə qüvvədə deyildi.";
    case ErrorReason::ERROR_REASON_DEATH_BEFORE_INCIDENT:
      return "Ölüm tarixi hadisədən əvvəl ola bilməz.";
    case ErrorReason::ERROR_REASON_DEATH_WITHOUT_OUTCOME:
      return "Ölüm tarixi yalnız həlak olmuş şəxs üçün yazılır.";
    case ErrorReason::ERROR_REASON_CARE_BEFORE_INCIDENT:
      return "Tibbi yardım hadisədən əvvəl ola bilməz.";
    case ErrorReason::ERROR_REASON_CARE_AFTER_DEATH:
      return "Tibbi yardım ölümdən sonra ola bilməz.";
    case ErrorReason::ERROR_REASON_BIRTH_AFTER_INCIDENT:
      return "Doğum tarixi hadisədən sonra ola bilməz.";
    case ErrorReason::ERROR_REASON_AGE_CONTRADICTS_BIRTH:
      return "Yaş və doğum tarixi uyğun gəlmir.";
    case ErrorReason::ERROR_REASON_AMPUTATION_IMPOSSIBLE:
      return "Bu amputasiya səviyyəsi həmin ətraf üçün mümkün deyil.";
    case ErrorReason::ERROR_REASON_AMPUTATION_NOT_APPENDED:
      return "Yazılmış amputasiya dəyişdirilmir; yeni baxış sona əlavə olunur.";
    case ErrorReason::ERROR_REASON_SIDE_IMPOSSIBLE:
      return "Bədənin bu hissəsi üçün tərəf düzgün göstərilməyib.";
    case ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED:
      return "Hadisənin hazırkı vəziyyəti bu addıma imkan vermir.";
    case ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE:
      return "Yalnız eyni reyestrin iki fərqli hadisəsi birləşdirilə bilər.";
    case ErrorReason::ERROR_REASON_PAIR_IMPOSSIBLE:
      return "Bir şəxs digər hadisədə yalnız bir şəxslə eyniləşdirilə bilər.";
    case ErrorReason::ERROR_REASON_MERGE_NOT_LAST:
      return "Əvvəlcə sonrakı birləşdirməni ləğv edin.";
    case ErrorReason::ERROR_REASON_IMPORT_ROW_INVALID:
      return "İdxal sətri düzgün deyil.";
    case ErrorReason::ERROR_REASON_DIAGNOSIS_IMPOSSIBLE:
      return "Diaqnoz kodları yerində deyil (zədə kodu və xarici səbəb kodu).";
    case ErrorReason::ERROR_REASON_POINT_IMPOSSIBLE:
      return "Koordinat düzgün deyil.";
    case ErrorReason::ERROR_REASON_CASUALTIES_UNEXPECTED:
      return "Zərərçəkənlərin siyahısı bu əməliyyata uyğun deyil.";
    case ErrorReason::ERROR_REASON_BAND_MISMATCH:
      return "Göstərilən dərəcə faizə uyğun gəlmir.";
    case ErrorReason::ERROR_REASON_DECISION_BEFORE_INCIDENT:
      return "Əlillik onu yaradan hadisədən əvvəl başlaya bilməz.";
    case ErrorReason::ERROR_REASON_DECISIONS_OVERLAP:
      return "Həmin müddətdə başqa qərar qüvvədədir; əvəz olunan qərarı göstərin.";
    case ErrorReason::ERROR_REASON_REPLACED_DECISION_INVALID:
      return "Əvəz olunan qərar yoxdur, artıq əvəz edilib və ya həmin müddətə aid deyil.";
    case ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE:
      return "Qərarın müddəti mümkün deyil.";
    case ErrorReason::ERROR_REASON_DATE_NOT_WHOLE:
      return "Bu tarix tam yazılmalıdır: il, ay və gün.";
    case ErrorReason::ERROR_REASON_DEATH_BEFORE_BIRTH:
      return "Ölüm tarixi doğum tarixindən əvvəl ola bilməz.";
    case ErrorReason::ERROR_REASON_DEATH_KNOWN:
      return "Ölüm artıq qeydə alınıb.";
    case ErrorReason::ERROR_REASON_IDENTITY_INCOMPLETE:
      return "Şəxsiyyət tam deyil və ya şübhə doğurur: soyad, ad və FİN olmalıdır.";
    case ErrorReason::ERROR_REASON_NATIONAL_ID_TAKEN:
      return "Bu FİN başqa qeyddə göstərilib.";
    case ErrorReason::ERROR_REASON_KNOWN_DATE_NOT_ALLOWED:
      return "Məlum olma tarixi yalnız köhnə qeydlər yüklənəndə göstərilə bilər.";
    case ErrorReason::ERROR_REASON_NO_DEATH_KNOWN:
      return "Geri götürülə bilən ölüm qeydi yoxdur.";
    case ErrorReason::ERROR_REASON_STEP_UP_REQUIRED:
      return "Bunun üçün son 5 dəqiqədə güclü üsulla daxil olmaq lazımdır.";
    case ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE:
      return "Bu vəzifə şəxsin digər vəzifəsi ilə bir yerdə ola bilməz.";
    case ErrorReason::ERROR_REASON_ROLE_UNKNOWN:
      return "Belə vəzifə yoxdur və ya heç kimə verilə bilməz.";
    case ErrorReason::ERROR_REASON_INSTITUTION_UNKNOWN:
      return "Belə qurum yoxdur və ya bağlanıb.";
    case ErrorReason::ERROR_REASON_STAFF_CLOSED:
      return "Belə əməkdaş yoxdur və ya girişi bağlanıb.";
    case ErrorReason::ERROR_REASON_ACCOUNT_TAKEN:
      return "Bu hesabla əməkdaş artıq var.";
    case ErrorReason::ERROR_REASON_DELEGATION_TOO_WIDE:
      return "Həvalə öz səlahiyyətinizdən geniş və ya 30 gündən uzun ola bilməz.";
    case ErrorReason::ERROR_REASON_ENTRY_NOT_IN_LOG_YET:
      return "Yazı hələ jurnalda yerini tutmayıb; bir neçə saniyədən sonra yenidən soruşun.";
    case ErrorReason::ERROR_REASON_LOG_UNREADABLE:
      return "Dərc olunmuş jurnal oxunmur; operatora bildirin.";
    case ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE:
      return "Müddət mümkün deyil: son başlanğıcdan sonra və icazə verilən həddə olmalıdır.";
    case ErrorReason::ERROR_REASON_PERSON_UNKNOWN:
      return "Bu nömrə və ya FİN ilə şəxs tapılmadı və ya qeydi belə açıla bilməz.";
    case ErrorReason::ERROR_REASON_PERSON_ERASED:
      return "Şəxsin bu məlumatları silinib və yenidən doldurula bilməz.";
    case ErrorReason::ERROR_REASON_ERASURE_NOT_DUE:
      return "Qanun bu məlumatların hələ saxlanmasını tələb edir.";
    case ErrorReason::ERROR_REASON_ERASURE_CLOSED:
      return "Bu silmə təklifi artıq icra olunub və ya vaxtı keçib.";
    case ErrorReason::ERROR_REASON_KEY_UNDIVIDED:
      return "Bu şəxsin köhnə açarı yalnız bütün məlumatlar üçün birlikdə silinə bilər.";
    default:
      return "Naməlum səbəb.";
  }
}

}  // namespace dayaq
