// One key for the many spellings of an Azerbaijani name.
//
// A name reaches the registry in Azerbaijani Latin (with or without its dots), in the Latin alphabet of 1991 (ä), in Azerbaijani
// Cyrillic, in Russian, and in English from passports: Cəfərov, Jafarov, Dzhafarov, Ҹәфәров and Джафаров are one name. The
// functions here give equal keys (small ASCII letters, digits and single spaces) to spellings that may be of one name. A key finds
// candidates for a person to look at; equal keys prove nothing, and are never shown or stored in clear.
//
// What falls together, on purpose, because some usual spelling confuses it:
//   a ə e ä э я(after a consonant)      Məmmədov, Mammadov, Mamedov. So Əmin meets Emin.
//   i ı и ы, and y й ј                  Əliyev, Aliev. So Seyid meets Səid.
//   o ö ё, u ü у ю                      Gülnarə, Gulnara. (u and i stay apart: Rauf is not Raif.)
//   c j ж ҹ дж, zh dzh dj               Cəfərov, Dzhafarov.
//   g ğ q k x h, gh kh, г к х ғ ҝ һ     Quliyev, Guliyev, Kuliev; Həsənov, Гасанов; Əhmədov, Ахмедов. The widest of all: Kazımov,
//                                       Qazımov and Hazımov become one; so do Hakim and Xakim.
//   ç ch ч; ş sh ш щ; v w               İshaq is therefore read like Ishaq, with sh.
//   doubled letters                     Məmməd, Mamed
//   a glide y between consonant and vowel, or before e at the start: Kyamran, Kamran; Yelena, Elena.
// Letters of one script among those of another are read as the ones they look like; what is not seen (zero-width signs) is left
// out. A few irregular Russian renderings are known as words (Физули, Магомед, Мехти, Мирзо-). What stays apart: voiced and
// unvoiced (d/t, b/p: Mehdi and Мехти only as a known word), dropped h (Abdullah, Abdulla), Arabic script, misspellings, and short
// forms (Məmmədəli, Mədəli).
#ifndef SERVICES_PLATFORM_TEXT_NAME_FOLDING_H_
#define SERVICES_PLATFORM_TEXT_NAME_FOLDING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace dayaq {

// The key of a name of one or more words, words divided by one space; hyphens divide words too. Empty for text without letters or
// digits that are known here. The key of a key is the key.
std::string FoldName(absl::string_view name);

// The key of a surname without its form for sex and without its suffix (-ov -ova, -yev -yeva, -li -lı -lu -lü, -zadə, -bəyli,
// -oğlu, -qızı), where at least three letters remain: Məmmədov, Məmmədova, Məmmədli and Məmmədzadə are one. Coarser than
// FoldName: people who dropped a Soviet suffix are found, and unrelated families of one root meet.
std::string FoldSurname(absl::string_view surname);

// The key of the father's name in a patronymic: "Həsən oğlu", "Həsən qızı", "Гасанович" and "Гасановна" are one.
std::string FoldPatronymic(absl::string_view patronymic);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_TEXT_NAME_FOLDING_H_
