#include "services/platform/text/name_folding.h"

#include <algorithm>
#include <utility>

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace dayaq {
namespace {

using Spellings = std::pair<const char*, const char*>;

// Invented people; the names are common ones.
constexpr Spellings kSame[] = {
    {"Cəfərov", "Jafarov"},
    {"Cəfərov", "Dzhafarov"},
    {"Cəfərov", "Джафаров"},
    {"Cəfərov", "Djafarov"},
    {"Cəfərov", "Ҹәфәров"},
    {"Quliyev", "Guliyev"},
    {"Quliyev", "Kuliev"},
    {"Quliyev", "Кулиев"},
    {"Quliyev", "Гулиев"},
    {"Quliyev", "Гулијев"},
    {"Məmmədov", "Mammadov"},
    {"Məmmədov", "Mamedov"},
    {"Məmmədov", "Мамедов"},
    {"Məmmədov", "Mǝmmǝdov"},
    {"Məmmədov", "Mәmmәdov"},
    {"Məmmədov", "Mämmädov"},
    {"Məmmədov", "MƏMMƏDOV"},
    {"Xəlilov", "Khalilov"},
    {"Xəlilov", "Халилов"},
    {"Füzuli", "Fuzuli"},
    {"Füzuli", "Fizuli"},
    {"Füzuli", "Физули"},
    {"Həsənov", "Гасанов"},
    {"Həsənov", "Hasanov"},
    {"Həsənov", "Gasanov"},
    {"Hüseynov", "Гусейнов"},
    {"Hüseynov", "Huseynov"},
    {"Hüseynov", "Huseinov"},
    {"Əliyev", "Aliyev"},
    {"Əliyev", "Алиев"},
    {"Əliyev", "Eliyev"},
    {"Əliyeva", "Алиева"},
    {"Əhmədov", "Ахмедов"},
    {"Əhmədov", "Akhmedov"},
    {"Əhmədov", "Ahmadov"},
    {"Rəhimov", "Рагимов"},
    {"Rəhimov", "Rahimov"},
    {"Ağayev", "Агаев"},
    {"Ağayev", "Aghayev"},
    {"Ağayev", "Agaev"},
    {"İsayev", "Исаев"},
    {"İsayev", "Isaev"},
    {"Hacıyev", "Гаджиев"},
    {"Hacıyev", "Hajiyev"},
    {"Hacıyev", "Gadzhiev"},
    {"İbrahimov", "Ибрагимов"},
    {"Mehdiyev", "Мехтиев"},
    {"Mirzəyev", "Мирзоев"},
    {"Məhəmməd", "Магомед"},
    {"Qəhrəmanov", "Кахраманов"},
    {"Heydərov", "Гейдаров"},
    {"Ceyhun", "Джейхун"},
    {"Ceyhun", "Jeyhun"},
    {"Elçin", "Эльчин"},
    {"Elçin", "Ельчин"},
    {"Elçin", "Elchin"},
    {"Gülnarə", "Гюльнара"},
    {"Gülnarə", "Gulnara"},
    {"Kamran", "Кямран"},
    {"Kamran", "Kyamran"},
    {"Yusif", "Юсиф"},
    {"Yaqub", "Якуб"},
    {"Yaqub", "Yagub"},
    {"Sevinc", "Севиндж"},
    {"Xədicə", "Хадиджа"},
    {"Xədicə", "Khadija"},
    {"Jalə", "Жаля"},
    {"Mikayıl", "Микаил"},
    {"Leyla", "Leila"},
    {"Ayşə", "Айша"},
    {"Ayaz", "Аяз"},
    {"Xəyyam", "Хайям"},
    {"Bünyad", "Бюньяд"},
    {"Zöhrə", "Зохра"},
    {"Tərtər", "Tartar"},
    {"Tərtər", "Terter"},
    {"Qazax", "Gazakh"},
    {"Qazax", "Kazakh"},
    {"Qazax", "Казах"},
    {"Gəncə", "Гянджа"},
    {"Gəncə", "Gandzha"},
    {"Şuşa", "Шуша"},
    {"Ağdam", "Агдам"},
    {"Xankəndi", "Ханкенди"},
    {"Kəlbəcər", "Кельбаджар"},
    {"Cəbrayıl", "Джебраил"},
    {"Xocavənd", "Ходжавенд"},
    {"Yevlax", "Евлах"},
    {"Laçın", "Lachin"},
    {"Qubadlı", "Gubadly"},
    {"Şəki", "S\u0327\u0259ki"},
    {"ISMAYIL", "İsmayıl"},
    // Letters of one script among those of another that they look like, and what is not seen at all.
    {"Cəfərov", "С\u0259f\u0259rov"},
    {"Xəlilov", "Хəlilоv"},
    {"Hacıyev", "Нacıyev"},
    {"Севиндж", "Сeвиндж"},
    {"Məmmədov", "Mə\u200Bmmə\u00ADdov"},
    {"İsmayıl", "I\u0307smayıl"},
    {"Çingiz", "C\u0327ingiz"},
    {"Vidadcı", "Vidacı"},
    {"Əli-ağa", "Əli  Ağa"},
    {"D'Artagnan", "Dartagnan"},
    {"André", "Andre"},
};

constexpr Spellings kDifferent[] = {
    {"Əliyev", "Vəliyev"},  {"Əliyev", "Quliyev"},  {"Məmmədov", "Məhəmmədov"}, {"Həsənov", "Hüseynov"}, {"Rauf", "Raif"},
    {"Həsənov", "Haşımov"}, {"Cəfərov", "Səfərov"}, {"Cəlilov", "Xəlilov"},     {"Nəsirov", "Nəzirov"},  {"Kərimov", "Rəhimov"},
    {"Orxan", "Urxan"},     {"Aydın", "Aytən"},     {"Elçin", "Elşən"},         {"Elçin", "Elxan"},      {"Tofiq", "Tahir"},
    {"Səbinə", "Səminə"},   {"Namiq", "Namir"},     {"Ağdam", "Ağdaş"},         {"Ağdam", "Ağsu"},       {"Zəngilan", "Zəngibasar"},
    {"Şuşa", "Susa"},       {"Bakı", "Bağça"},      {"Qəbələ", "Qobustan"},     {"Tovuz", "Taus"},       {"Murad", "Mirad"},
    {"Vüqar", "Vəkil"},     {"Anar", "Xanar"},      {"İlham", "İlqar"},
};

TEST(FoldName, SpellingsOfOneNameMeet) {
  EXPECT_GE(std::size(kSame), 60U);
  for (const auto& [a, b] : kSame) EXPECT_EQ(FoldName(a), FoldName(b)) << a << " / " << b;
}

TEST(FoldName, DifferentNamesStayApart) {
  EXPECT_GE(std::size(kDifferent), 20U);
  for (const auto& [a, b] : kDifferent) EXPECT_NE(FoldName(a), FoldName(b)) << a << " / " << b;
}

TEST(FoldName, WhatTheHeaderSaysFallsTogetherDoes) {
  for (const auto& [a, b] : {Spellings{"Əmin", "Emin"},
                             {"Seyid", "Səid"},
                             {"Kazımov", "Qazımov"},
                             {"Kazımov", "Hazımov"},
                             {"Hakim", "Xakim"},
                             {"Yelena", "Elena"}}) {
    EXPECT_EQ(FoldName(a), FoldName(b)) << a << " / " << b;
  }
  for (const auto& [a, b] : {Spellings{"Abdullah", "Abdulla"}, {"Məmmədəli", "Mədəli"}, {"Qubadlı", "Кубатлы"}}) {
    EXPECT_NE(FoldName(a), FoldName(b)) << a << " / " << b;
  }
}

TEST(FoldName, KeysAreReadableAscii) {
  EXPECT_EQ(FoldName("Çingiz Şıxəliyev"), "chingiz shigaliav");
  EXPECT_EQ(FoldName("  Əli\tAğa - 2 "), "ali aga 2");
  for (const char* nothing : {"", " ", "---", "日本", "\xff", "،"}) EXPECT_EQ(FoldName(nothing), "") << nothing;
}

TEST(FoldSurname, FormsAndSuffixesOfOneRootMeet) {
  for (const auto& [a, b] : {Spellings{"Məmmədov", "Məmmədova"},
                             {"Məmmədov", "Məmmədli"},
                             {"Məmmədov", "Məmmədzadə"},
                             {"Məmmədov", "Мамедова"},
                             {"Məmmədov", "Mammadli"},
                             {"Məmmədov", "Məmmədbəyli"},
                             {"Əliyev", "Əliyeva"},
                             {"Əliyev", "Əlizadə"},
                             {"Əliyev", "Ализаде"},
                             {"Əliyev", "Əlibəyli"},
                             {"Quliyev", "Quliyeva"},
                             {"Quliyev", "Кулиева"},
                             {"Ağayev", "Ağazadə"},
                             {"Ağayev", "Агаева"},
                             {"Rzayev", "Rzazadə"},
                             {"Rzayev", "Рзаева"},
                             {"Hacıyev", "Hacılı"},
                             {"Hacıyev", "Гаджиева"},
                             {"Cəlilov", "Cəlilli"},
                             {"Orucov", "Оруджев"},
                             {"Orucov", "Oruclu"},
                             {"Bahadurov", "Bahadurlu"},
                             {"Musayev", "Musaoğlu"},
                             {"Həsənov", "Həsənoğlu"}}) {
    EXPECT_EQ(FoldSurname(a), FoldSurname(b)) << a << " / " << b;
  }
}

TEST(FoldSurname, OtherRootsStayApartAndShortNamesWhole) {
  for (const auto& [a, b] : {Spellings{"Məmmədov", "Əhmədov"},
                             {"Əliyev", "Vəliyev"},
                             {"Həsənov", "Hüseynov"},
                             {"Quliyev", "Qulamov"},
                             {"Nəsirli", "Nəzirli"},
                             {"Musayev", "İsayev"}}) {
    EXPECT_NE(FoldSurname(a), FoldSurname(b)) << a << " / " << b;
  }
  EXPECT_EQ(FoldSurname("Əli"), "ali");
  EXPECT_EQ(FoldSurname("Veli"), "vali") << "li is no suffix where less than three letters remain";
}

TEST(FoldPatronymic, TheFathersNameRemains) {
  for (const auto& [a, b] : {Spellings{"Həsən oğlu", "Həsən qızı"},
                             {"Həsən oğlu", "Гасанович"},
                             {"Həsən oğlu", "Гасановна"},
                             {"Həsən oğlu", "Hasan oglu"},
                             {"Həsən oğlu", "Гасан оглы"},
                             {"Həsən oğlu", "Həsənoğlu"},
                             {"Əli qızı", "Алиевна"},
                             {"Əli oğlu", "Aliyevich"},
                             {"Musa oğlu", "Мусаевич"},
                             {"Həsən qızı", "Гасан кызы"},
                             {"Həsən qızı", "Hasan gizi"},
                             {"Əhməd oğlu", "Ахмедович"},
                             {"Həsən", "Həsən oğlu"}}) {
    EXPECT_EQ(FoldPatronymic(a), FoldPatronymic(b)) << a << " / " << b;
  }
  EXPECT_NE(FoldPatronymic("Həsən oğlu"), FoldPatronymic("Hüseyn oğlu"));
  EXPECT_EQ(FoldPatronymic("Əli oğlu"), "ali");
}

RC_GTEST_PROP(FoldProperty, AnyBytesGiveAsciiAndCaseDoesNotMatter, (const std::string& bytes)) {
  for (const auto& key : {FoldName(bytes), FoldSurname(bytes), FoldPatronymic(bytes)}) {
    RC_ASSERT(
        std::all_of(key.begin(), key.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' '; }));
  }
}

// A key may be folded again, as what was folded once is all that some callers have.
RC_GTEST_PROP(FoldProperty, FoldingAKeyChangesNothing, (const std::string& bytes)) {
  RC_ASSERT(FoldName(FoldName(bytes)) == FoldName(bytes));
}

RC_GTEST_PROP(FoldProperty, FoldingANameTwiceChangesNothing, ()) {
  static const std::vector<std::string> kPieces = {"ə", "a", "d", "c", "ç", "s", "h", "ş", "k",  "z", "j", "y", "e", "i", "ll", "l",
                                                   "o", "v", "x", "ğ", "g", "u", "ü", "м", "дж", "ю", "я", "й", "е", " ", "-"};
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces));
  std::string name;
  for (const std::string& piece : pieces) name += piece;
  RC_ASSERT(FoldName(FoldName(name)) == FoldName(name));
}

}  // namespace
}  // namespace dayaq
