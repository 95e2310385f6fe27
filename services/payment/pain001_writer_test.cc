#include "services/payment/pain001_writer.h"

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/payment/bank_text.h"
#include "services/payment/iban.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::payment {
namespace {

constexpr char kIban[] = "AZ77AIIB38001944194419441944";

PainHead SomeHead(int64_t transfers, int64_t total) {
  PainHead head{.message_id = "DQ20261130R12F1",
                .made = absl::FromUnixSeconds(1796000000),
                .execute_on = "2026-12-01",
                .transfers = transfers,
                .total_qepik = total,
                .source = {}};
  head.source.set_name("SOSIAL MUDAFIE FONDU NUMUNE");
  head.source.set_tax_number("1000000001");
  head.source.set_iban("AZ74NABZ00000000000000000001");
  head.source.set_bank("NABZAZ2C");
  head.source.set_category_purpose("SSBE");
  return head;
}

PainTransfer SomeTransfer(const std::string& name, int64_t amount) {
  return {.end_to_end_id = "0190000000007000a000000000000001",
          .uetr = "8a562c67-ca16-48ba-b074-65581be6f001",
          .amount_qepik = amount,
          .bank = "AIIBAZ2X",
          .iban = kIban,
          .holder_name = name,
          .purpose = "SSBE",
          .remittance = "SOSIAL ODENIS 07.2025"};
}

std::string Content(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

class Pain001 : public ::testing::Test {
 protected:
  std::string Written(const std::vector<std::string>& names, absl::StatusOr<PainFile>* written = nullptr) const {
    int64_t total = 0;
    for (size_t i = 0; i < names.size(); ++i) total += static_cast<int64_t>(i) + 1;
    const std::string path = directory_.Path("file.xml");
    auto writer = Pain001Writer::Create(path, SomeHead(static_cast<int64_t>(names.size()), total));
    EXPECT_TRUE(writer.ok()) << writer.status();
    for (size_t i = 0; i < names.size(); ++i) {
      EXPECT_TRUE((*writer)->Add(SomeTransfer(names[i], static_cast<int64_t>(i) + 1)).ok());
    }
    const auto file = (*writer)->Finish();
    EXPECT_TRUE(file.ok()) << file.status();
    if (written != nullptr) *written = file;
    return Content(path);
  }

  dayaq::testing::TemporaryDirectory directory_;
};

// The schema of the ISO, read once; nothing where the shared files are not there.
class Judge {
 public:
  Judge() {
    const char* const shared = std::getenv("DAYAQ_SHARED");
    const std::string path = absl::StrCat(shared == nullptr ? "../shared" : shared, "/schemas/iso20022/pain.001.001.09.xsd");
    if (!std::filesystem::exists(path)) return;
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(path.c_str());
    schema_ = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
  }
  Judge(const Judge&) = delete;
  Judge& operator=(const Judge&) = delete;
  ~Judge() { xmlSchemaFree(schema_); }

  bool is_there() const { return schema_ != nullptr; }
  bool Accepts(const std::string& file) const {
    xmlDocPtr document = xmlReadMemory(file.data(), static_cast<int>(file.size()), nullptr, nullptr,
                                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    if (document == nullptr) return false;
    xmlSchemaValidCtxtPtr valid = xmlSchemaNewValidCtxt(schema_);
    xmlSchemaSetValidErrors(valid, nullptr, nullptr, nullptr);
    xmlSchemaSetValidStructuredErrors(
        valid, [](void*, xmlErrorPtr) {}, nullptr);
    const int result = xmlSchemaValidateDoc(valid, document);
    xmlSchemaFreeValidCtxt(valid);
    xmlFreeDoc(document);
    return result == 0;
  }

 private:
  xmlSchemaPtr schema_ = nullptr;
};

// A name as somebody may type it, by accident or on purpose: always with two letters, as accounts must have.
std::string HostileName(std::mt19937& random) {
  static const std::vector<std::string> kParts = {
      "Ə",  "ə",        "Ş",       "ş",       "Ğ",    "ğ",    "ı",      "İ",       "Ö",      "ö", "Ü",   "ü",    "Ç",
      "ç",  "Məmmədov", "Гасан",   "Ҹәфәров", "<",    ">",    "&",      "&amp;",   "\"",     "'", "]]>", "<!--", "-->",
      "\t", "\n",       "/",       "//",      "\x01", "\x7f", "\u200f", "\u0000x", "\ufffe", "𝕊", "李",  "مريم", "'; DROP TABLE",
      "é",  "ß",        "e\u0301", "  ",      "-",    ":",    "(",      ")",       "+",      "{", "}",   "%s",   "$",
      "\\", "\xff",     "\xc3"};
  std::uniform_int_distribution<size_t> part(0, kParts.size() - 1);
  std::uniform_int_distribution<int> length(0, 60);
  std::string name = "Ay";
  for (int i = length(random); i > 0; --i) absl::StrAppend(&name, kParts[part(random)]);
  return name;
}

TEST_F(Pain001, SaysWhatTheBankNeedsAndNothingElse) {
  absl::StatusOr<PainFile> written;
  const std::string file = Written({"Məmmədov Əli Şükür oğlu", "Cəfərova Gülnarə"}, &written);
  for (const char* part :
       {"<MsgId>DQ20261130R12F1</MsgId>", "<NbOfTxs>2</NbOfTxs><CtrlSum>0.03</CtrlSum>", "<Nm>Memmedov Eli Sukur oglu</Nm>",
        "<InstdAmt Ccy=\"AZN\">0.01</InstdAmt>", "<EndToEndId>0190000000007000a000000000000001</EndToEndId>",
        "<Purp><Cd>SSBE</Cd></Purp>", "<ReqdExctnDt><Dt>2026-12-01</Dt></ReqdExctnDt>", "<Prtry>VOEN</Prtry>"}) {
    EXPECT_NE(file.find(part), std::string::npos) << part << "\n" << file;
  }
  EXPECT_EQ(written->bytes, static_cast<int64_t>(file.size()));
  EXPECT_EQ(file, Written({"Məmmədov Əli Şükür oğlu", "Cəfərova Gülnarə"}, &written)) << "made again it has the same bytes";
}

TEST_F(Pain001, RefusesTransfersThatTheHeadDoesNotSay) {
  auto writer = Pain001Writer::Create(directory_.Path("file.xml"), SomeHead(1, 100));
  ASSERT_TRUE((*writer)->Add(SomeTransfer("Ay Su", 99)).ok());
  EXPECT_FALSE((*writer)->Finish().ok());
  EXPECT_FALSE(Pain001Writer::Create(directory_.Path("no/such/folder.xml"), SomeHead(1, 1)).ok());
}

TEST_F(Pain001, FilesWithHostileNamesAreValid) {
  const Judge judge;
  if (!judge.is_there()) GTEST_SKIP() << "pain.001.001.09.xsd is not here (DAYAQ_SHARED)";
  std::mt19937 random(20261130);
  constexpr int kFiles = 1000;
  int valid = 0;
  int64_t transfers = 0;
  for (int i = 0; i < kFiles; ++i) {
    std::vector<std::string> names;
    for (int n = 1 + i % 4; n > 0; --n) names.push_back(HostileName(random));
    transfers += static_cast<int64_t>(names.size());
    const std::string file = Written(names);
    if (judge.Accepts(file)) {
      ++valid;
    } else {
      ADD_FAILURE() << file;
    }
  }
  std::printf("pain.001: %d of %d files valid, %lld transfers\n", valid, kFiles, static_cast<long long>(transfers));
  EXPECT_EQ(valid, kFiles);
}

TEST_F(Pain001, TheJudgeSeesMutants) {
  const Judge judge;
  if (!judge.is_there()) GTEST_SKIP() << "pain.001.001.09.xsd is not here (DAYAQ_SHARED)";
  const std::string file = Written({"Ay Su", "Su Ay"});
  const std::vector<std::pair<std::string, std::string>> mutations = {
      {"<PmtMtd>TRF</PmtMtd>", "<PmtMtd>XXX</PmtMtd>"},
      {"<PmtMtd>TRF</PmtMtd>", ""},
      {"pain.001.001.09\"", "pain.001.001.03\""},
      {"<NbOfTxs>2</NbOfTxs>", "<NbOfTxs>two</NbOfTxs>"},
      {"<NbOfTxs>2</NbOfTxs>", "<NbOfTxs>-2</NbOfTxs>"},
      {"<CtrlSum>0.03</CtrlSum>", "<CtrlSum>0,03</CtrlSum>"},
      {"Ccy=\"AZN\"", "Ccy=\"azn\""},
      {"Ccy=\"AZN\"", ""},
      {">0.01<", ">-0.01<"},
      {">0.01<", ">0.0000001<"},
      {"8a562c67-ca16-48ba", "8a562c67-ca16-78ba"},
      {"<EndToEndId>0190000000007000a000000000000001</EndToEndId>", ""},
      {"0190000000007000a000000000000001", "01900000-0000-7000-a000-000000000001"},
      {"<IBAN>AZ77", "<IBAN>az77"},
      {"<IBAN>AZ77", "<IBAN>AZ 77"},
      {"<BICFI>AIIBAZ2X</BICFI>", "<BICFI>AIIB</BICFI>"},
      {"<Nm>Ay Su</Nm>", "<Nm></Nm>"},
      {"<Nm>Ay Su</Nm>", absl::StrCat("<Nm>", std::string(141, 'a'), "</Nm>")},
      {"<Cd>SSBE</Cd></Purp>", "<Cd>SSBENEFIT</Cd></Purp>"},
      {"<Dt>2026-12-01</Dt>", "<Dt>2026-13-01</Dt>"},
      {"<Dt>2026-12-01</Dt>", "2026-12-01"},
      {"<ChrgBr>DEBT</ChrgBr>", "<ChrgBr>BOTH</ChrgBr>"},
      {"<Ustrd>", "<Strd>"},
      {"<GrpHdr>", "<GrpHdr><Extra/>"},
      {"<MsgId>DQ20261130R12F1</MsgId>", absl::StrCat("<MsgId>", std::string(36, 'D'), "</MsgId>")},
      {"</Document>", ""},
      {"2026-11-29T", "2026-11-31T"},
  };
  ASSERT_TRUE(judge.Accepts(file)) << file;
  int refused = 0, made = 0;
  for (const auto& [from, to] : mutations) {
    std::string mutant = file;
    const size_t at = mutant.find(from);
    if (at == std::string::npos) continue;
    mutant.replace(at, from.size(), to);
    ++made;
    refused += judge.Accepts(mutant) ? 0 : 1;
  }
  std::printf("pain.001: %d of %d mutants refused\n", refused, made);
  EXPECT_EQ(refused, made);
  EXPECT_GE(made, 20);
}

TEST(BankText, KeepsToTheLettersOfBanks) {
  EXPECT_EQ(ToBankText("Məmmədov Əli Şükür oğlu", 140), "Memmedov Eli Sukur oglu");
  EXPECT_EQ(ToBankText("Гасанов Ҹәфәр", 140), "Gasanov Cefer");
  EXPECT_EQ(ToBankText("//A//b/", 140), "A/b");
  EXPECT_EQ(ToBankText("  a\t\tb  ", 140), "a b");
  EXPECT_EQ(ToBankText("a<b>&c", 140), "a b c");
  EXPECT_EQ(ToBankText("李 مريم", 140), "");
  EXPECT_EQ(ToBankText("abcdef", 3), "abc");
  EXPECT_EQ(ToBankText("e\xcc\x81", 10), "e");
  std::mt19937 random(7);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = ToBankText(HostileName(random), 140);
    EXPECT_LE(text.size(), 140U);
    EXPECT_EQ(ToBankText(text, 140), text) << "it is what it becomes";
    EXPECT_EQ(text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ "),
              std::string::npos)
        << text;
  }
}

TEST(Iban, IsCheckedToTheDigit) {
  EXPECT_EQ(NormaliseIban("az21 nabz 0000-0000 1370 1000 1944"), "AZ21NABZ00000000137010001944");
  EXPECT_EQ(BankOf("AZ21NABZ00000000137010001944"), "NABZ");
  for (const char* wrong : {"", "AZ21NABZ0000000013701000194", "AZ22NABZ00000000137010001944", "DE21NABZ00000000137010001944",
                            "AZ21NAB100000000137010001944", "AZ21NABZ0000000O137010001944", "AZ21NABZ00000000137010001944X",
                            "AZ21NABZ00000000137010\xc4\xb1", "AZ00NABZ00000000137010001944"}) {
    EXPECT_FALSE(NormaliseIban(wrong).has_value()) << wrong;
  }
  // One digit wrong, or two neighbours changed over, is always seen.
  const std::string right = kIban;
  int tried = 0, refused = 0;
  for (size_t i = 8; i < right.size(); ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      if (c == right[i]) continue;
      std::string wrong = right;
      wrong[i] = c;
      ++tried;
      refused += NormaliseIban(wrong).has_value() ? 0 : 1;
    }
    if (i + 1 < right.size() && right[i] != right[i + 1]) {
      std::string wrong = right;
      std::swap(wrong[i], wrong[i + 1]);
      ++tried;
      refused += NormaliseIban(wrong).has_value() ? 0 : 1;
    }
  }
  std::printf("IBAN: %d of %d slips refused\n", refused, tried);
  EXPECT_EQ(refused, tried);
}

}  // namespace
}  // namespace dayaq::payment
