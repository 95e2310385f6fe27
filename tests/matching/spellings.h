// How an Azerbaijani name is written elsewhere, and what goes wrong when it is typed.
#ifndef TESTS_MATCHING_SPELLINGS_H_
#define TESTS_MATCHING_SPELLINGS_H_

#include <string>

#include "tests/matching/dice.h"

namespace dayaq::matching {

enum class Script { kLatin, kWithoutDots, kOf1991, kCyrillic, kRussian, kEnglish };

// A name in Azerbaijani Latin as somebody would write it in that script; where usage varies (Гасанов, Хасанов), by chance.
std::string Written(const std::string& name, Script script, Dice& dice);

// The father's name as that script's papers have it: "Rauf", "Rauf oğlu", "Рауфович".
std::string FatherWritten(const std::string& father, bool woman, Script script, Dice& dice);

// One slip of the fingers: a letter left out, doubled, exchanged for another or swapped with its neighbour.
std::string Mistyped(const std::string& name, Dice& dice);

// Letters of the other script that look the same, or a sign that nobody sees.
std::string Disguised(const std::string& name, Dice& dice);

// "Məmmədova" of "Məmmədov".
std::string ForWoman(const std::string& family_name);

// "Məmmədli", "Məmməd" or "Məmmədzadə" of "Məmmədov"; others stay.
std::string WithoutSovietSuffix(const std::string& family_name, Dice& dice);

}  // namespace dayaq::matching

#endif  // TESTS_MATCHING_SPELLINGS_H_
