#include "clients/cli/code_labels.h"

namespace dayaq::cli {

const std::vector<LabelledCode>& CodeLabels() {
  static const auto* const kLabels = new std::vector<LabelledCode>{
      {"INCIDENT_STATE_REPORTED", {"məlumat verilib", "reported"}},
      {"INCIDENT_STATE_VERIFIED", {"təsdiqlənib", "verified"}},
      {"INCIDENT_STATE_REJECTED", {"rədd edilib", "rejected"}},
      {"INCIDENT_STATE_MERGED", {"birləşdirilib", "merged"}},

      {"SOURCE_KIND_HOSPITAL", {"xəstəxana", "hospital"}},
      {"SOURCE_KIND_MINE_ACTION_AGENCY", {"ANAMA", "mine action agency"}},
      {"SOURCE_KIND_POLICE", {"polis", "police"}},
      {"SOURCE_KIND_RED_CRESCENT", {"Qızıl Aypara", "Red Crescent"}},
      {"SOURCE_KIND_DISTRICT_AUTHORITY", {"icra hakimiyyəti", "district authority"}},
      {"SOURCE_KIND_PRESS", {"mətbuat", "press"}},
      {"SOURCE_KIND_REGISTER", {"başqa reyestr", "another register"}},
      {"SOURCE_KIND_OTHER", {"digər", "other"}},

      {"ACCIDENT_CLASS_DEMINING", {"minatəmizləmə zamanı", "demining accident"}},
      {"ACCIDENT_CLASS_MINE", {"mina", "mine"}},
      {"ACCIDENT_CLASS_UXO_AXO", {"partlamamış sursat", "UXO or AXO"}},
      {"ACCIDENT_CLASS_CLUSTER", {"kaset sursatı", "cluster munition"}},
      {"ACCIDENT_CLASS_IED", {"əldəqayırma qurğu", "improvised device"}},
      {"ACCIDENT_CLASS_STORED_AMMUNITION", {"saxlanılan sursat", "stored ammunition"}},
      {"ACCIDENT_CLASS_OTHER", {"digər", "other"}},
      {"ACCIDENT_CLASS_UNKNOWN", {"naməlum", "unknown"}},

      {"DEVICE_CATEGORY_AP_MINE", {"piyada əleyhinə mina", "anti-personnel mine"}},
      {"DEVICE_CATEGORY_AV_MINE", {"tank əleyhinə mina", "anti-vehicle mine"}},
      {"DEVICE_CATEGORY_MINE_UNSPECIFIED", {"mina, növü bəlli deyil", "mine of unknown kind"}},
      {"DEVICE_CATEGORY_SUBMUNITION", {"kaset elementi", "submunition"}},
      {"DEVICE_CATEGORY_UXO", {"partlamamış sursat", "unexploded ordnance"}},
      {"DEVICE_CATEGORY_AXO", {"atılmış sursat", "abandoned ordnance"}},
      {"DEVICE_CATEGORY_IMPROVISED_MINE", {"əldəqayırma mina", "improvised mine"}},
      {"DEVICE_CATEGORY_BOOBY_TRAP", {"tələ", "booby-trap"}},
      {"DEVICE_CATEGORY_OTHER", {"digər", "other"}},
      {"DEVICE_CATEGORY_UNKNOWN", {"naməlum", "unknown"}},

      {"ANSWER_YES", {"bəli", "yes"}},
      {"ANSWER_NO", {"xeyr", "no"}},
      {"ANSWER_UNKNOWN", {"naməlum", "unknown"}},

      {"TIME_BAND_NIGHT", {"gecə", "night"}},
      {"TIME_BAND_MORNING", {"səhər", "morning"}},
      {"TIME_BAND_AFTERNOON", {"günorta", "afternoon"}},
      {"TIME_BAND_EVENING", {"axşam", "evening"}},

      {"AREA_TYPE_RURAL", {"çöl", "countryside"}},
      {"AREA_TYPE_VILLAGE", {"kənd", "village"}},
      {"AREA_TYPE_URBAN", {"şəhər", "town"}},
      {"AREA_TYPE_UNKNOWN", {"naməlum", "unknown"}},

      {"POINT_METHOD_GNSS", {"peyk qəbuledicisi", "satellite receiver"}},
      {"POINT_METHOD_MAP", {"xəritədən", "from a map"}},
      {"POINT_METHOD_BEARING", {"istiqamət və məsafə", "bearing and distance"}},
      {"POINT_METHOD_CENTROID", {"yaşayış məntəqəsinin mərkəzi", "centre of the place"}},
      {"POINT_METHOD_WITNESS", {"şahid", "witness"}},

      {"SEX_FEMALE", {"qadın", "female"}},
      {"SEX_MALE", {"kişi", "male"}},
      {"SEX_UNKNOWN", {"naməlum", "unknown"}},

      {"CIVIL_STATUS_CIVILIAN", {"mülki", "civilian"}},
      {"CIVIL_STATUS_MILITARY", {"hərbçi", "military"}},
      {"CIVIL_STATUS_SECURITY", {"polis, sərhəd, təhlükəsizlik", "security forces"}},
      {"CIVIL_STATUS_DEMINER", {"minaaxtaran", "deminer"}},
      {"CIVIL_STATUS_UNKNOWN", {"naməlum", "unknown"}},

      {"ACTIVITY_PASSING", {"yaxından keçirdi", "passing nearby"}},
      {"ACTIVITY_FARMING", {"əkinçilik", "farming"}},
      {"ACTIVITY_COLLECTING", {"ot, odun, su toplama", "collecting food, wood, water"}},
      {"ACTIVITY_HERDING", {"mal-qara otarma", "herding"}},
      {"ACTIVITY_HUNTING", {"ov, balıqçılıq", "hunting, fishing"}},
      {"ACTIVITY_HOUSEHOLD", {"ev işi", "household work"}},
      {"ACTIVITY_PLAYING", {"oyun, istirahət", "playing"}},
      {"ACTIVITY_TAMPERING", {"sursata toxunma", "tampering"}},
      {"ACTIVITY_TRAVELLING", {"nəqliyyatda", "travelling"}},
      {"ACTIVITY_WALKING", {"yolla getmə", "walking"}},
      {"ACTIVITY_CONSTRUCTION", {"tikinti, təmir", "construction"}},
      {"ACTIVITY_DEMINING", {"minatəmizləmə", "demining"}},
      {"ACTIVITY_MILITARY_OR_POLICE", {"hərbi və ya polis xidməti", "military or police duty"}},
      {"ACTIVITY_MANUAL_ERADICATION", {"əkinin əllə məhvi", "manual eradication"}},
      {"ACTIVITY_RESCUE", {"xilasetmə", "rescue"}},
      {"ACTIVITY_UNAUTHORISED_ENTRY", {"icazəsiz giriş", "unauthorised entry"}},
      {"ACTIVITY_OTHER", {"digər", "other"}},
      {"ACTIVITY_UNKNOWN", {"naməlum", "unknown"}},

      {"OUTCOME_INJURED", {"yaralanıb", "injured"}},
      {"OUTCOME_KILLED", {"həlak olub", "killed"}},
      {"OUTCOME_UNKNOWN", {"naməlum", "unknown"}},

      {"BODY_PART_HEAD_NECK", {"baş, boyun", "head, neck"}},
      {"BODY_PART_EYE", {"göz", "eye"}},
      {"BODY_PART_EAR", {"qulaq", "ear"}},
      {"BODY_PART_CHEST", {"döş qəfəsi", "chest"}},
      {"BODY_PART_BACK", {"bel, onurğa", "back"}},
      {"BODY_PART_ABDOMEN", {"qarın", "abdomen"}},
      {"BODY_PART_PELVIS", {"çanaq", "pelvis"}},
      {"BODY_PART_ARM", {"qol", "arm"}},
      {"BODY_PART_HAND", {"əl", "hand"}},
      {"BODY_PART_LOWER_LIMB", {"ayaq (dəqiqləşməyib)", "leg or foot"}},
      {"BODY_PART_LEG", {"baldır, bud", "leg"}},
      {"BODY_PART_FOOT", {"pəncə", "foot"}},
      {"BODY_PART_MULTIPLE", {"çoxsaylı", "several"}},
      {"BODY_PART_OTHER", {"digər", "other"}},

      {"SIDE_LEFT", {"sol", "left"}},
      {"SIDE_RIGHT", {"sağ", "right"}},
      {"SIDE_BOTH", {"hər iki", "both"}},
      {"SIDE_UNKNOWN", {"naməlum", "unknown"}},

      {"INJURY_KIND_WOUND", {"yara, qırıq", "wound, fracture"}},
      {"INJURY_KIND_BURN", {"yanıq", "burn"}},
      {"INJURY_KIND_AMPUTATION", {"amputasiya", "amputation"}},
      {"INJURY_KIND_DYSFUNCTION", {"funksiya itkisi", "loss of function"}},
      {"INJURY_KIND_BLAST", {"kontuziya", "blast injury"}},

      {"AMPUTATION_LEVEL_TRANSHUMERAL", {"bazu", "transhumeral"}},
      {"AMPUTATION_LEVEL_TRANSRADIAL", {"said", "transradial"}},
      {"AMPUTATION_LEVEL_TRANSFEMORAL", {"bud", "transfemoral"}},
      {"AMPUTATION_LEVEL_TRANSTIBIAL", {"baldır", "transtibial"}},
      {"AMPUTATION_LEVEL_PARTIAL_FOOT", {"pəncənin bir hissəsi", "partial foot"}},
      {"AMPUTATION_LEVEL_PARTIAL_HAND", {"əlin bir hissəsi", "partial hand"}},
      {"AMPUTATION_LEVEL_FINGER", {"əl barmağı", "finger"}},
      {"AMPUTATION_LEVEL_TOE", {"ayaq barmağı", "toe"}},

      {"DUPLICATE_STATE_OPEN", {"açıq", "open"}},
      {"DUPLICATE_STATE_DISMISSED", {"eyni deyil", "not the same"}},
      {"DUPLICATE_STATE_MERGED", {"birləşdirilib", "merged"}},
  };
  return *kLabels;
}

}  // namespace dayaq::cli
