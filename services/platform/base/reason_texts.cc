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
      return "Hazırkı vəziyyət bu addıma imkan vermir.";
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
    case ErrorReason::ERROR_REASON_PERCENT_MISMATCH:
      return "Göstərilən faiz pozuntulardan və ya səbəblərdən alınan faizə uyğun deyil.";
    case ErrorReason::ERROR_REASON_TERM_MUST_BE_INDEFINITE:
      return "Əlillik o qədər il fasiləsiz davam edib ki, qanuna görə müddətsiz müəyyən edilməlidir.";
    case ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN:
      return "İş günləri təqvimində lazım olan il yoxdur.";
    case ErrorReason::ERROR_REASON_CORRECTION_IMPOSSIBLE:
      return "Düzəliş bu şəxsin qərarını onun ilk günündən əvəz etməlidir.";
    case ErrorReason::ERROR_REASON_REFERRAL_INVALID:
      return "Göndəriş yoxdur, başqa şəxsə aiddir və ya bağlanıb.";
    case ErrorReason::ERROR_REASON_MILITARY_DOCUMENT_MISSING:
      return "Hərbi xidmətdə xəsarət alan şəxs hərbi-həkim komissiyasının sənədi ilə göndərilir.";
    case ErrorReason::ERROR_REASON_REQUEST_CLOSED:
      return "Müraciətə artıq cavab verilib.";
    case ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE:
      return "Bu qərardan belə şikayət verilə bilməz və ya şikayətə artıq baxılıb.";
    case ErrorReason::ERROR_REASON_CAUSE_MISMATCH:
      return "Göstərilən səbəb daha yaxşı sosial müdafiə verən səbəb deyil.";
    case ErrorReason::ERROR_REASON_REFERRAL_OPEN:
      return "Bu şəxsin açıq göndərişi artıq var.";
    case ErrorReason::ERROR_REASON_DEVICE_CLASS_UNKNOWN:
      return "Cihazların siyahısında həmin gün belə növ yoxdur.";
    case ErrorReason::ERROR_REASON_DEVICE_STEP_OUT_OF_ORDER:
      return "Bu addımın növbəsi deyil: təyinat, qərar, ölçü, hazırlanma, sınaq, öyrətmə, təhvil bir-birinin ardınca gəlir.";
    case ErrorReason::ERROR_REASON_DEVICE_LIMB_NOT_LOST:
      return "Bu tərəfdə həmin ətrafın amputasiyası qeyd edilməyib və ya cihaz ətrafa taxılmır.";
    case ErrorReason::ERROR_REASON_DEVICE_TOO_MANY:
      return "Siyahıya görə eyni vaxtda bundan artıq verilmir.";
    case ErrorReason::ERROR_REASON_TERM_SHORTER_THAN_LAW:
      return "İstifadə müddəti bitməyib; onu yalnız komissiya qısalda bilər.";
    case ErrorReason::ERROR_REASON_SERIAL_NUMBER_TAKEN:
      return "Bu istehsalçı və seriya nömrəsi ilə başqa hissə istifadədədir.";
    case ErrorReason::ERROR_REASON_SERIAL_NUMBER_MISSING:
      return "Seriya nömrəsi olan heç olmasa bir hissə qeyd edilmədən cihaz təhvil verilmir.";
    case ErrorReason::ERROR_REASON_DEVICE_DAY_IMPOSSIBLE:
      return "Gün özündən əvvəlki addımdan qabaqdır və ya ondan çox uzaqdır.";
    case ErrorReason::ERROR_REASON_WEARER_AGE_CONTRADICTS:
      return "Yetkinlik yaşına çatmayanın 18 yaşının nə vaxt tamam olduğu deyilir, böyüyün deyilmir.";
    case ErrorReason::ERROR_REASON_PAYER_CONTRADICTS:
      return "Ödəyən fondun adı deyilir; dövlət ödəyirsə, heç kimin adı deyilmir.";
    case ErrorReason::ERROR_REASON_DEVICE_NOT_RENEWABLE:
      return "Əvəz ediləcək cihaz bu şəxsdə həmin ətraf və tərəf üçün olan cihaz deyil.";
    case ErrorReason::ERROR_REASON_WEARER_DECEASED:
      return "Şəxs vəfat edib.";
    case ErrorReason::ERROR_REASON_WEARER_UNKNOWN:
      return "Bu şəxs həmin mərkəzə göndərilməyib.";
    case ErrorReason::ERROR_REASON_COMPONENT_IMPOSSIBLE:
      return "Hissələr yalnız buna aid addımda quraşdırılır və ya çıxarılır, hər biri bir dəfə.";
    case ErrorReason::ERROR_REASON_RENEWAL_CLOSED:
      return "Bu yenilənmə üzrə indi heç kim çağırılmır və ya o bitib.";
    case ErrorReason::ERROR_REASON_RECALL_UNCLEAR:
      return "Geri çağırış ya partiyanı, ya da seriya nömrələrini göstərir.";
    case ErrorReason::ERROR_REASON_CASE_OPEN_ALREADY:
      return "Bu şəxsin açıq işi artıq var; eyni vaxtda bir iş açıq olur.";
    case ErrorReason::ERROR_REASON_CASE_CLOSED:
      return "İş bağlanıb; əvvəlcə onu yenidən açın.";
    case ErrorReason::ERROR_REASON_CASE_NOT_CLOSED:
      return "Yalnız bağlanmış iş yenidən açıla bilər.";
    case ErrorReason::ERROR_REASON_GOALS_OPEN:
      return "Açıq məqsədlər var; işi bağlamaq üçün onların nə olduğunu deyin.";
    case ErrorReason::ERROR_REASON_CASE_PART_NOT_OPEN:
      return "İşdə belə ehtiyac, məqsəd, xidmət və ya izləmə yoxdur və ya artıq bitib.";
    case ErrorReason::ERROR_REASON_SUPPORT_NEEDS_CONSENT:
      return "Psixososial dəstək və zərərçəkmişlərin bir-birinə dəstəyi üçün şəxsin bu məqsədlə razılığı lazımdır; qüvvədə olan "
             "razılıq yoxdur.";
    case ErrorReason::ERROR_REASON_CASE_FULL:
      return "İşdə hər növdən ən çox 200 yazı ola bilər.";
    case ErrorReason::ERROR_REASON_FUNCTIONING_ANSWERS_INVALID:
      return "Bir sahə iki dəfə cavablandırılıb, çatışmır və ya bu sorğuya aid deyil.";
    case ErrorReason::ERROR_REASON_FUNCTIONING_NOT_FOR_AGE:
      return "Bu suallar həmin yaş üçün deyil: uşaq modulu 5–17 yaş, qısa sorğu böyüklər üçündür.";
    case ErrorReason::ERROR_REASON_PROVIDER_UNKNOWN:
      return "Kataloqda belə xidmət təminatçısı yoxdur və ya həmin gün bu xidməti göstərmirdi.";
    case ErrorReason::ERROR_REASON_CONSENT_NEEDED:
      return "Paylaşmaq üçün razılıq və ya başqa hüquqi əsas göstərilməlidir.";
    case ErrorReason::ERROR_REASON_CONSENT_NOT_IN_FORCE:
      return "Razılıq qüvvədə deyil: geri götürülüb, müddəti bitib, hələ başlamayıb və ya bu şəxsin deyil.";
    case ErrorReason::ERROR_REASON_CONSENT_DOES_NOT_COVER:
      return "Razılıq bu məqsədi, məlumatı, əməliyyatı və ya qurumu əhatə etmir.";
    case ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED:
      return "Hüquqi əsas bu məlumatı paylaşmağa icazə vermir və ya siz özünüz onu görmürsünüz.";
    case ErrorReason::ERROR_REASON_GUARDIAN_NEEDED:
      return "Razılığı ailədə qeyd olunmuş qanuni nümayəndə və ya adı göstərilmiş etibarlı şəxs verməlidir.";
    case ErrorReason::ERROR_REASON_CONSENT_INCOMPLETE:
      return "Razılıqda qanunun tələb etdiyi məlumatlardan biri yoxdur və ya ziddiyyət var.";
    case ErrorReason::ERROR_REASON_REFERRAL_CLOSED:
      return "Göndərişin indiki vəziyyətində bu mümkün deyil.";
    case ErrorReason::ERROR_REASON_FAMILY_CONTRADICTION:
      return "Ailə məlumatlarında ziddiyyət var: məsələn, övlad valideyndən böyükdür.";
    case ErrorReason::ERROR_REASON_GUARDIAN_IS_MINOR:
      return "Qanuni nümayəndə yetkinlik yaşına çatmış olmalıdır.";
    case ErrorReason::ERROR_REASON_FAMILY_LINK_INVALID:
      return "Göstərilən qeyd yoxdur, şəxsin özünündür və ya artıq ailədədir.";
    case ErrorReason::ERROR_REASON_MATCH_ANSWERED:
      return "Bu suala artıq cavab verilib.";
    case ErrorReason::ERROR_REASON_RECORDS_CONTRADICT:
      return "İki qeydin məlumatları bir şəxsə aid ola bilməz; əvvəlcə onları dəqiqləşdirin.";
    case ErrorReason::ERROR_REASON_RECORD_MERGED:
      return "Bu qeyd başqa qeydlə birləşdirilib; dəyişikliyi orada edin.";
    case ErrorReason::ERROR_REASON_NOT_MERGED:
      return "Bu qeyd heç bir qeydlə birləşdirilməyib.";
    case ErrorReason::ERROR_REASON_FACTS_UNASSIGNED:
      return "Birləşdirmədən sonra əlavə edilənlərin kimə aid olduğunu göstərin.";
    case ErrorReason::ERROR_REASON_SWEEP_GOES_ON:
      return "Bu reyestrin yoxlanması hələ davam edir.";
    case ErrorReason::ERROR_REASON_SEARCH_TOO_SHORT:
      return "Axtarış üçün iki adın üç hərfini, və ya soyadı doğum ili ilə yazın.";
    case ErrorReason::ERROR_REASON_NO_CASE_TO_TAKE_IT:
      return "O biri qeydin sosial işi yoxdur; bu hissəni olduğu yerdə saxlayın.";
    case ErrorReason::ERROR_REASON_CENTRE_CLOSED:
      return "Həmin vaxt mərkəz bağlıdır, mütəxəssis işləmir və ya otaq bağlıdır.";
    case ErrorReason::ERROR_REASON_SLOT_TAKEN:
      return "Bu vaxt artıq tutulub; başqa boş vaxt seçin.";
    case ErrorReason::ERROR_REASON_PERSON_BUSY:
      return "Şəxsin həmin vaxt başqa qəbulu var.";
    case ErrorReason::ERROR_REASON_IN_THE_PAST:
      return "Keçmiş tarix və ya vaxt göstərilib; gələcək vaxt seçin.";
    case ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED:
      return "Mərkəz, mütəxəssis və ya otaq bu xidməti göstərmir.";
    case ErrorReason::ERROR_REASON_HOLD_EXPIRED:
      return "Vaxtı saxlama müddəti bitib; yenidən boş vaxt seçin.";
    case ErrorReason::ERROR_REASON_CAPACITY_REACHED:
      return "Mərkəzin bu xidmət üzrə günlük yerləri dolub.";
    case ErrorReason::ERROR_REASON_SERIES_OVERLAPS:
      return "Bu kursda həmin dövrdə artıq belə silsilə qəbullar var.";
    case ErrorReason::ERROR_REASON_EPISODE_NOT_OPEN:
      return "Reabilitasiya kursu hələ açılmayıb və ya bağlanıb.";
    case ErrorReason::ERROR_REASON_REFERRAL_NEEDED:
      return "Şəxs bu quruma göndərilməyib, göndəriş açılmayıb və ya rədd edilib.";
    case ErrorReason::ERROR_REASON_HOURS_IMPOSSIBLE:
      return "İş saatları mümkün deyil: sonu əvvəlindən tezdir və ya bir gündə kəsişir.";
    case ErrorReason::ERROR_REASON_CENTRE_EXISTS:
      return "Qurumun mərkəzi artıq var.";
    case ErrorReason::ERROR_REASON_EPISODE_OPEN_ALREADY:
      return "Şəxsin bu mərkəzdə həmin növ açıq kursu var.";
    case ErrorReason::ERROR_REASON_TOO_FAR_AHEAD:
      return "Qəbula ən çoxu bir il qabaqcadan yazılmaq olar.";
    case ErrorReason::ERROR_REASON_WAITS_ALREADY:
      return "Şəxs bu xidmət üçün artıq növbədədir.";
    case ErrorReason::ERROR_REASON_RENEWAL_HAS_APPOINTMENT:
      return "Bu yenilənmə üçün artıq vaxt saxlanılıb və ya qəbula yazılıb.";
    case ErrorReason::ERROR_REASON_NO_FREE_SLOT:
      return "Yaxın həftələrdə boş vaxt yoxdur.";
    case ErrorReason::ERROR_REASON_SPECIALIST_NOT_OF_STAFF:
      return "Bu işçi mərkəzin qurumunda işləmir.";
    case ErrorReason::ERROR_REASON_ALREADY_SUSPENDED:
      return "Bu hüquq üzrə ödəniş artıq dayandırılıb.";
    case ErrorReason::ERROR_REASON_SUSPENSION_OVER:
      return "Dayandırma artıq başa çatıb.";
    case ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON:
      return "Bunu başqa əməkdaş həll etməlidir: qərarı verən və ya müraciəti qəbul edən yox.";
    case ErrorReason::ERROR_REASON_APPEAL_UNDER_WAY:
      return "Bu hüquq barədə şikayətə hələ baxılır.";
    case ErrorReason::ERROR_REASON_APPEAL_DECIDED:
      return "Şikayət barədə qərar artıq verilib.";
    case ErrorReason::ERROR_REASON_WAIVED_TOO_MUCH:
      return "İmtina edilən məbləğ geri alınandan çox və ya əvvəlki imtinadan az ola bilməz.";
    case ErrorReason::ERROR_REASON_RECOUNT_GOES_ON:
      return "Hamının yenidən hesablanması hələ davam edir.";
    case ErrorReason::ERROR_REASON_SUSPENSION_TOO_LONG:
      return "Ödəniş bu qədər uzun müddətə dayandırıla bilməz.";
    case ErrorReason::ERROR_REASON_DOCUMENT_NEEDED:
      return "Bunun əsaslandığı sənədin nömrəsi göstərilməyib.";
    case ErrorReason::ERROR_REASON_APPEAL_GROUND_CONTRADICTS:
      return "Dayandırma yalnız ona qarşı şikayətdə göstərilir.";
    case ErrorReason::ERROR_REASON_APPEAL_REASON_CONTRADICTS:
      return "Səbəb bu qərara uyğun deyil.";
    case ErrorReason::ERROR_REASON_BENEFIT_NOT_IN_FORCE:
      return "Bu kodla qüvvədə olan yardım yoxdur.";
    case ErrorReason::ERROR_REASON_IBAN_INVALID:
      return "Azərbaycan IBAN-ı deyil və ya yoxlama rəqəmləri düz gəlmir.";
    case ErrorReason::ERROR_REASON_BANK_UNKNOWN:
      return "Bu kodla bank siyahıda yoxdur.";
    case ErrorReason::ERROR_REASON_ACCOUNT_NOT_IN_USE:
      return "Hesab əvəz olunub və ya bağlanıb.";
    case ErrorReason::ERROR_REASON_PAYEE_UNKNOWN:
      return "Ailədə belə şəxs yoxdur.";
    case ErrorReason::ERROR_REASON_GUARDIAN_UNKNOWN:
      return "Hesabı saxlayan nümayəndə ailədə yoxdur.";
    case ErrorReason::ERROR_REASON_RUN_STEP_IMPOSSIBLE:
      return "Ödəniş siyahısı bu addım üçün uyğun vəziyyətdə deyil.";
    case ErrorReason::ERROR_REASON_RUN_COLLECTING:
      return "Reyestrdə başqa ödəniş siyahısı toplanır.";
    case ErrorReason::ERROR_REASON_RUN_EMPTY:
      return "Siyahıda heç bir ödəniş yoxdur.";
    case ErrorReason::ERROR_REASON_OFFICER_LIMIT:
      return "Son günlərdə buraxdıqlarınızla birlikdə bir nəfərin həddini aşır.";
    case ErrorReason::ERROR_REASON_FUNDS_SHORT:
      return "Ödəyən hesabda vəsait çatmır.";
    case ErrorReason::ERROR_REASON_ACCOUNT_CHANGED_BY_CALLER:
      return "Siyahı sizin dəyişdiyiniz hesaba ödəyir.";
    case ErrorReason::ERROR_REASON_DAY_CLOSED:
      return "Həmin gün banklar işləmir.";
    case ErrorReason::ERROR_REASON_SOURCE_ACCOUNT_UNKNOWN:
      return "Bu kodla ödəyən hesab yoxdur.";
    case ErrorReason::ERROR_REASON_RECONCILIATION_OPEN:
      return "Əvvəlki günün bankla üzləşdirilməsi bitməyib.";
    case ErrorReason::ERROR_REASON_FILE_NOT_READY:
      return "Fayl hələ hazır deyil.";
    case ErrorReason::ERROR_REASON_RUN_OR_SURVIVOR_NEEDED:
      return "Ödəniş siyahısını və ya şəxsi göstərin.";
    case ErrorReason::ERROR_REASON_ORDER_STEP_IMPOSSIBLE:
      return "Tapşırıq bu vəziyyətə keçə bilməz.";
    case ErrorReason::ERROR_REASON_RESTORE_NOT_RECONCILED:
      return "Məlumat bazası ehtiyat surətindən bərpa olunub və hələ bankla üzləşdirilməyib.";
    case ErrorReason::ERROR_REASON_BANK_SIGNATURE_MISSING:
      return "Bank faylı bankın imzası olmadan qəbul edilmir.";
    case ErrorReason::ERROR_REASON_BANK_SIGNATURE_INVALID:
      return "Bu faylı bizim banklarımızdan heç biri imzalamayıb.";
    case ErrorReason::ERROR_REASON_BANK_FILE_MALFORMED:
      return "Bank faylı pozulub; sətir və yer göstərilib.";
    case ErrorReason::ERROR_REASON_BANK_MESSAGE_ID_TAKEN:
      return "Bank bu adla başqa fayl göndərib.";
    case ErrorReason::ERROR_REASON_BANK_FILE_NOT_OURS:
      return "Fayl bizim heç bir faylımıza cavab deyil və ya hesab bizim deyil.";
    case ErrorReason::ERROR_REASON_PAYMENT_QUESTION_ANSWERED:
      return "Ödəniş barədə bu suala artıq cavab verilib.";
    case ErrorReason::ERROR_REASON_PAYMENT_ANSWER_IMPOSSIBLE:
      return "Cavab bankın dedikləri ilə uyğun gəlmir.";
    case ErrorReason::ERROR_REASON_RECONCILIATION_TOO_EARLY:
      return "Gün hələ bitməyib.";
    case ErrorReason::ERROR_REASON_RECONCILIATION_CHANGED:
      return "Bankın sonradan bildirdikləri günün cəmlərini dəyişib; yenidən baxın.";
    case ErrorReason::ERROR_REASON_RECONCILIATION_CLOSED:
      return "Bu gün artıq bağlanıb.";
    case ErrorReason::ERROR_REASON_BENEFIT_FACT_CONTRADICTION:
      return "Akt üzrə qeydin hissələri bir-birinə uyğun gəlmir: növ, aid olduğu şəxs, tarixlər, məbləğ və ya qeydin vəziyyəti.";
    case ErrorReason::ERROR_REASON_BENEFIT_FACT_MEMBER_INVALID:
      return "Bu şəxsin ailəsində belə üzv yoxdur.";
    case ErrorReason::ERROR_REASON_BENEFIT_FACT_OVERLAPS:
      return "Həmin vaxt üçün eyni qeyd artıq var.";
    case ErrorReason::ERROR_REASON_BENEFIT_FACT_OVER:
      return "Qeyd geri götürülüb və ya akt ilə bitirilib.";
    case ErrorReason::ERROR_REASON_MESSAGE_NOT_UNTOLD:
      return "Mesaj göndərilib, yoldadır və ya şəxsə artıq xəbər verilib.";
    case ErrorReason::ERROR_REASON_RULE_FILE_FAULTY:
      return "Qayda faylında səhv var; sətir, sütun və səbəb göstərilib.";
    case ErrorReason::ERROR_REASON_RULE_VERSION_TAKEN:
      return "Qaydanın bu variantı başqa mətnlə qüvvədə olub; variantın nömrəsini artırın.";
    case ErrorReason::ERROR_REASON_RULE_VERSION_NOT_HIGHER:
      return "Yeni mətnin variantı indiyədək qüvvədə olanlardan yüksək olmalıdır.";
    case ErrorReason::ERROR_REASON_RULE_PROPOSED_ALREADY:
      return "Bu mətn artıq təklif olunub və qərar gözləyir.";
    case ErrorReason::ERROR_REASON_RULE_IN_FORCE_ALREADY:
      return "Bu mətn onsuz da qüvvədədir.";
    case ErrorReason::ERROR_REASON_RULE_UNKNOWN:
      return "Belə qayda yoxdur; əvvəlcə mətni təklif edin.";
    case ErrorReason::ERROR_REASON_RULES_NOT_COMPARABLE:
      return "Yalnız bir yardımın iki fərqli qaydası müqayisə olunur.";
    case ErrorReason::ERROR_REASON_RULE_COMPARISON_UNFIT:
      return "Müqayisə bitməyib və ya bu qaydanı qüvvədə olanla müqayisə etmir.";
    case ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE:
      return "Müqayisə köhnəlib: yenidən müqayisə edib baxın.";
    case ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE:
      return "Qayda təklifi bu addımın atıldığı vəziyyətdə deyil.";
    case ErrorReason::ERROR_REASON_RULE_OF_SOMEBODY_ELSE:
      return "Təklifi yalnız onu verən geri götürə bilər.";
    case ErrorReason::ERROR_REASON_IN_KIND_STEP_IMPOSSIBLE:
      return "Bölgü və ya əşya bu addım üçün uyğun vəziyyətdə deyil.";
    case ErrorReason::ERROR_REASON_IN_KIND_STOCK_SHORT:
      return "Ehtiyatda bu qədər qalmayıb.";
    case ErrorReason::ERROR_REASON_IN_KIND_QUEUE_EMPTY:
      return "Növbədə verilə biləcək şəxs yoxdur.";
    case ErrorReason::ERROR_REASON_IN_KIND_NOT_IN_QUEUE:
      return "Şəxs növbədə bu addım üçün uyğun vəziyyətdə deyil.";
    case ErrorReason::ERROR_REASON_IN_KIND_NOT_READY:
      return "Təhvil verməzdən əvvəl təsdiqlənməli olan var.";
    case ErrorReason::ERROR_REASON_IN_KIND_BENEFIT_UNKNOWN:
      return "Bu kodla natura şəklində yardım yoxdur.";
    case ErrorReason::ERROR_REASON_IN_KIND_WITHIN_TERM:
      return "Şəxsə artıq verilib və həmin gün onun müddəti bitməyib.";
    case ErrorReason::ERROR_REASON_IN_KIND_RECEIVER_UNKNOWN:
      return "Təhvil alan nə şəxsin özüdür, nə də ailə üzvü.";
    case ErrorReason::ERROR_REASON_IN_KIND_OTHER_YEAR:
      return "Ehtiyat başqa il üçündür.";
    case ErrorReason::ERROR_REASON_IN_KIND_EXAMPLE:
      return "Yardım nümunədir, hüquqi əsası yoxdur; ondan heç nə verilmir.";
    case ErrorReason::ERROR_REASON_IN_KIND_NUMBER_TAKEN:
      return "Bu nömrəli əşya başqasındadır və qaytarılmayıb.";
    case ErrorReason::ERROR_REASON_IN_KIND_STOCK_TAKEN:
      return "Ehtiyatdan artıq ayrılıb və ya verilib; geri götürülə bilməz.";
    case ErrorReason::ERROR_REASON_IN_KIND_STOCK_REVERSED:
      return "Ehtiyat geri götürülüb.";
    case ErrorReason::ERROR_REASON_IN_KIND_GIVEN_ELSEWHERE:
      return "Şəxsə başqa qeydi üzrə artıq verilib və həmin gün onun müddəti bitməyib.";
    case ErrorReason::ERROR_REASON_QUOTA_NOT_FOR_FAMILY:
      return "Əlilliyi olan şəxslər üçün saxlanılan yerlər ailə üzvləri üçün deyil.";
    case ErrorReason::ERROR_REASON_PROFILE_EXISTS:
      return "Şəxsin bu məşğulluq xidmətində açıq profili var.";
    case ErrorReason::ERROR_REASON_PROFILE_CLOSED:
      return "Profil bağlıdır.";
    case ErrorReason::ERROR_REASON_ADAPTATION_HELPS_ELSEWHERE:
      return "Bu uyğunlaşdırma işin həmin sahəsinə kömək etmir və ya ora lazım deyil.";
    case ErrorReason::ERROR_REASON_PROPOSAL_CONSENT_MISSING:
      return "Şəxsin işəgötürənlərə təklif olunmağa razılığı yoxdur.";
    case ErrorReason::ERROR_REASON_EMPLOYER_EXISTS:
      return "Bu VÖEN ilə işəgötürən artıq qeyd olunub.";
    case ErrorReason::ERROR_REASON_EMPLOYER_ENDED:
      return "İşəgötürən artıq fəaliyyət göstərmir.";
    case ErrorReason::ERROR_REASON_QUOTA_FULL:
      return "İşəgötürənin kvota yerləri bunun üçün çatmır.";
    case ErrorReason::ERROR_REASON_VACANCY_CLOSED:
      return "Vakansiya bağlıdır və ya müddəti bitib.";
    case ErrorReason::ERROR_REASON_VACANCY_FULL:
      return "Vakansiyanın bütün yerləri tutulub.";
    case ErrorReason::ERROR_REASON_INTRODUCED_ALREADY:
      return "Şəxs bu vakansiyaya artıq təqdim olunub.";
    case ErrorReason::ERROR_REASON_FULL_TIME_ALREADY:
      return "Şəxs həmin müddətdə başqa yerdə tam iş günü ilə işləyir.";
    case ErrorReason::ERROR_REASON_PLACEMENT_STEP_IMPOSSIBLE:
      return "İşə düzəlmənin indiki mərhələsində bu addım atıla bilməz.";
    case ErrorReason::ERROR_REASON_RETENTION_TOO_EARLY:
      return "İşdə qalmağın yoxlanma günü hələ çatmayıb.";
    case ErrorReason::ERROR_REASON_RETENTION_NOT_DUE:
      return "Belə yoxlama yoxdur, artıq aparılıb və ya ləğv olunub.";
    case ErrorReason::ERROR_REASON_DAY_OUT_OF_ORDER:
      return "Tarix özündən əvvəlki addımın tarixindən əvvəldir.";
    case ErrorReason::ERROR_REASON_INCOME_REVIEW_TOO_EARLY:
      return "Şəxsə xəbər verilib, cavab müddəti hələ bitməyib.";
    case ErrorReason::ERROR_REASON_WORKER_MAY_BE_MINOR:
      return "Şəxs yetkinlik yaşına çatmamış ola bilər; ona iş axtarılmır.";
    case ErrorReason::ERROR_REASON_NAME_PROFILE_OR_VACANCY:
      return "Profil və ya vakansiya göstərilməlidir, hər ikisi yox.";
    case ErrorReason::ERROR_REASON_COURSE_DAYS_IMPOSSIBLE:
      return "Kurs başlamazdan əvvəl bitir və ya heç bir gün dərs yoxdur.";
    case ErrorReason::ERROR_REASON_COURSE_CLOSED:
      return "Kursa yazılmaq artıq mümkün deyil: çoxdan başlayıb, bitib və ya keçirilmir.";
    case ErrorReason::ERROR_REASON_COURSE_PLACES_SHORT:
      return "Kursda bu qədər boş yer yoxdur və ya növbə gözləyənlər var.";
    case ErrorReason::ERROR_REASON_ENROLLED_ALREADY:
      return "Şəxs bu kursa artıq yazılıb və ya növbədədir.";
    case ErrorReason::ERROR_REASON_NOT_A_COURSE_DAY:
      return "Həmin gün bu kursda dərs yoxdur.";
    case ErrorReason::ERROR_REASON_EXAM_BEFORE_COURSE_END:
      return "Həmin gün kurs hələ bitməyib.";
    case ErrorReason::ERROR_REASON_ATTENDANCE_TOO_LOW:
      return "Davamiyyət imtahan üçün azdır və ya imtahan cəhdləri bitib.";
    case ErrorReason::ERROR_REASON_EXAM_NOT_PASSED:
      return "Sertifikat üçün imtahandan keçmək lazımdır.";
    case ErrorReason::ERROR_REASON_CERTIFICATE_NUMBER_TAKEN:
      return "Bu nömrə ilə başqa sertifikat var.";
    case ErrorReason::ERROR_REASON_SUPPORT_STEP_IMPOSSIBLE:
      return "İndiki vəziyyətdə bu addım atıla bilməz.";
    case ErrorReason::ERROR_REASON_NOT_INVITED:
      return "Şəxs bu proqrama dəvət olunmayıb və ya dəvəti qəbul etməyib.";
    case ErrorReason::ERROR_REASON_GRANT_WITHIN_TERM:
      return "Şəxsə özünüməşğulluq dəstəyi verilib, qaydadakı müddət hələ bitməyib.";
    case ErrorReason::ERROR_REASON_GRANT_ABOVE_CEILING:
      return "Əmlakın dəyəri qaydada göstərilən həddən çoxdur.";
    case ErrorReason::ERROR_REASON_MORE_THAN_GRANTED:
      return "Belə əmlak verilməyib və ya hamısı artıq təhvil verilib.";
    case ErrorReason::ERROR_REASON_ASSET_NUMBER_TAKEN:
      return "Bu seriya nömrəli əmlak artıq təhvil verilib.";
    case ErrorReason::ERROR_REASON_SUPPORT_WORK_OPEN:
      return "Əvvəl görülməli olan iş hələ bitməyib: monitorinq, təhvil, müqavilə müddəti və ya təsdiq.";
    case ErrorReason::ERROR_REASON_TERM_OVERLAPS:
      return "Həmin vaxt üçün başqa təhsil dövrü qeyd olunub.";
    case ErrorReason::ERROR_REASON_STUDY_CONTRADICTS:
      return "Təhsilin və ya dövrün tarixləri bir-birinə uyğun gəlmir.";
    case ErrorReason::ERROR_REASON_INVITED_ALREADY:
      return "Şəxs artıq dəvət olunub: dəvət açıqdır və ya qəbul edilib.";
    case ErrorReason::ERROR_REASON_SUPPORT_DAY_IMPOSSIBLE:
      return "Tarix özündən əvvəl olmalı hadisədən qabaqdır.";
    case ErrorReason::ERROR_REASON_INDICATOR_UNKNOWN:
      return "Belə göstərici və ya göstəricilər siyahısı yoxdur.";
    case ErrorReason::ERROR_REASON_INDICATOR_NOT_COUNTED:
      return "Bu göstərici üçün məlumat yoxdur; səbəbi tərifində yazılıb.";
    case ErrorReason::ERROR_REASON_DIMENSION_UNKNOWN:
      return "Göstərici bu bölgü üzrə verilmir və ya bölgü iki dəfə göstərilib.";
    case ErrorReason::ERROR_REASON_DIMENSION_NOT_COUNTED:
      return "Rəqəmlər qatında bu bölgü saxlanılmır.";
    case ErrorReason::ERROR_REASON_PERIOD_NOT_WHOLE:
      return "Dövrün günləri tam göstərilməli, bölünən dövr tam təqvim illərindən ibarət olmalıdır.";
    case ErrorReason::ERROR_REASON_PERIOD_UNFINISHED:
      return "Dövr göstərilən günədək bitməyib.";
    case ErrorReason::ERROR_REASON_TABLE_TOO_LARGE:
      return "Cədvəl bir dəfəyə hesablanmaq üçün çox böyükdür.";
    case ErrorReason::ERROR_REASON_DISCLOSURE_REFUSED:
      return "Bu rəqəmlər kimisə tanıtmadan dərc oluna bilməz.";
    case ErrorReason::ERROR_REASON_LAYER_BEHIND:
      return "Rəqəmlər qatı hələ bütün dəyişiklikləri almayıb.";
    case ErrorReason::ERROR_REASON_RELEASE_STEP_IMPOSSIBLE:
      return "Buraxılışın hazırkı vəziyyətində bu addım mümkün deyil.";
    case ErrorReason::ERROR_REASON_RELEASE_NOT_REPRODUCED:
      return "Yenidən hesablananda buraxılış başqa alınır.";
    case ErrorReason::ERROR_REASON_RELEASE_NOT_PUBLISHED:
      return "Buraxılış dərc olunmayıb.";
    case ErrorReason::ERROR_REASON_CELL_UNKNOWN:
      return "Cədvəldə belə xana yoxdur.";
    case ErrorReason::ERROR_REASON_SDMX_FAULTY:
      return "Fayl SDMX-ML 2.1 qaydasında deyil.";
    case ErrorReason::ERROR_REASON_TABLE_TWICE:
      return "Cədvəl buraxılışda iki dəfə göstərilib.";
    default:
      return "Naməlum səbəb.";
  }
}

}  // namespace dayaq
