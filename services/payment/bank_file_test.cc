// Readers of what banks send: good files of every kind, and everything else refused with its place. The judge is the XSD itself.
#include "services/payment/bank_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/payment/bank_xml.h"
#include "services/platform/base/error.h"
#include "tests/support/invented_bank.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::payment {
namespace {

using dayaq::testing::BankBooks;
using dayaq::testing::BankSays;
using dayaq::testing::InventedBank;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const absl::Time kSaid = absl::FromCivil(absl::CivilSecond(2026, 12, 7, 6, 30, 0), absl::UTCTimeZone());
constexpr char kIban[] = "AZ77VTBA00000000001234567890";

std::string Id(int number) { return absl::StrCat("0190b7e2aaaa7bbb8ccc", absl::Dec(number, absl::kZeroPad12)); }

std::string GoodStatuses() {
  return InventedBank::Pain002("ANSWER-1", kSaid, "VA20261207000001", "PART",
                               {{Id(1), "ACSP", {}}, {Id(2), "RJCT", {"AC04"}}, {"NOTOURS", "PDNG", {}}});
}

std::string GoodMovements() {
  return InventedBank::Camt054("MOVED-1", kSaid, kIban,
                               {{.end_to_end_id = Id(1), .qepik = 22'000, .reference = "REF1", .day = absl::CivilDay(2026, 12, 7)},
                                {.end_to_end_id = Id(2),
                                 .qepik = 60'001,
                                 .out = false,
                                 .reason = "AC04",
                                 .reference = "REF2",
                                 .day = absl::CivilDay(2026, 12, 7)}});
}

TEST(Pain002, SaysWhatTheFileSays) {
  const auto file = ReadPain002(GoodStatuses());
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->message_id, "ANSWER-1");
  EXPECT_EQ(file->original_message_id, "VA20261207000001");
  EXPECT_EQ(file->created, kSaid);
  ASSERT_EQ(file->statuses.size(), 3U);
  EXPECT_EQ(file->statuses[0].end_to_end_id, Id(1));
  EXPECT_EQ(file->statuses[0].code, "ACSP");
  EXPECT_EQ(file->statuses[1].code, "RJCT");
  EXPECT_THAT(file->statuses[1].reasons, ElementsAre("AC04"));
  EXPECT_EQ(file->statuses[2].end_to_end_id, "-") << "a reference that is not ours is kept as unknown";
  EXPECT_GT(file->statuses[2].line, file->statuses[1].line);
}

TEST(Pain002, AStatusOfTheWholeFileStandsAlone) {
  const auto file = ReadPain002(InventedBank::Pain002("ANSWER-2", kSaid, "VA1", "RJCT", {}));
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ(file->statuses.size(), 1U);
  EXPECT_EQ(file->statuses[0].end_to_end_id, "");
  EXPECT_EQ(file->statuses[0].code, "RJCT");
}

TEST(Camt054, SaysWhatMoved) {
  const auto file = ReadCamt054(GoodMovements());
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_THAT(file->accounts, ElementsAre(kIban));
  ASSERT_EQ(file->movements.size(), 2U);
  EXPECT_EQ(file->movements[0].qepik, 22'000);
  EXPECT_EQ(file->movements[0].direction, BankDirection::kOut);
  EXPECT_TRUE(file->movements[0].booked);
  EXPECT_EQ(file->movements[0].booked_on, absl::CivilDay(2026, 12, 7));
  EXPECT_EQ(file->movements[0].entry_reference, "REF1");
  EXPECT_EQ(file->movements[1].direction, BankDirection::kIn);
  EXPECT_TRUE(file->movements[1].takes_back);
  EXPECT_EQ(file->movements[1].reason, "AC04");
}

TEST(Camt054, OneEntryMayBookManyTransactions) {
  std::vector<BankBooks> books;
  for (int i = 0; i < 20; ++i) {
    books.push_back(
        {.end_to_end_id = Id(i), .qepik = 100 + i, .reference = absl::StrCat("T", i), .day = absl::CivilDay(2026, 12, 7)});
  }
  const auto file = ReadCamt054(InventedBank::Camt054("MOVED-2", kSaid, kIban, books, true));
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ(file->movements.size(), 20U);
  EXPECT_EQ(file->movements[19].qepik, 119);
  EXPECT_EQ(file->movements[19].transaction_reference, "T19");
}

TEST(BankXml, ReadsAmountsMomentsAndDaysExactly) {
  EXPECT_EQ(XmlQepik("220.5"), 22'050);
  EXPECT_EQ(XmlQepik("0.01"), 1);
  EXPECT_EQ(XmlQepik("7"), 700);
  for (const char* bad :
       {"", "0", "0.00", "1.000", "1.234", "-1", "+1", "1,5", "1e3", " 1", "1.", ".5", "99999999999999", "NaN", "1.2.3"}) {
    EXPECT_EQ(XmlQepik(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(XmlMoment("2026-12-07T06:30:00Z"), kSaid);
  EXPECT_EQ(XmlMoment("2026-12-07T10:30:00+04:00"), kSaid);
  EXPECT_EQ(XmlMoment("2026-12-07T10:30:00"), kSaid) << "without zone it is Baku's";
  EXPECT_EQ(XmlMoment("2026-12-07"), std::nullopt);
  EXPECT_EQ(XmlMoment("2026-13-07T06:30:00Z"), std::nullopt);
  EXPECT_EQ(XmlDay("2026-12-07"), absl::CivilDay(2026, 12, 7));
  EXPECT_EQ(XmlDay("2026-02-30"), std::nullopt);
}

// A change that makes a good file a bad one, and what the refusal says of it.
struct Mutant {
  std::string name;
  std::function<std::string(std::string)> change;
  std::string says;
};

std::function<std::string(std::string)> Put(std::string from, std::string to) {
  return [from = std::move(from), to = std::move(to)](std::string file) {
    const size_t at = file.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? file : file.replace(at, from.size(), to);
  };
}
std::function<std::string(std::string)> Cut(double part) {
  return [part](const std::string& file) { return file.substr(0, static_cast<size_t>(static_cast<double>(file.size()) * part)); };
}
std::function<std::string(std::string)> Is(std::string all) {
  return [all = std::move(all)](const std::string&) { return all; };
}
std::string Deep(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += "<a>";
  for (int i = 0; i < depth; ++i) text += "</a>";
  return text;
}

std::vector<Mutant> MutantsOfBoth(const std::string& name_space) {
  return {
      {"empty", Is(""), "line 1"},
      {"no XML", Is("MsgId=1;Status=PAID"), "well-formed"},
      {"cut off in the middle", Cut(0.5), "well-formed"},
      {"cut off at the end", Cut(0.97), "well-formed"},
      {"document type", Put("<Document", "<!DOCTYPE Document SYSTEM \"file:///etc/passwd\">\n<Document"), "document type"},
      {"entity bomb", Put("<Document", "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>\n<Document"),
       "document type"},
      {"external entity", Put("<Document", "<!DOCTYPE d [<!ENTITY x SYSTEM \"http://127.0.0.1/x\">]>\n<Document"), "document type"},
      {"entity nobody declared", Put("</MsgId>", "&x;</MsgId>"), "line 5"},
      {"another version", Put(name_space, name_space + "1"), "namespace"},
      {"another root",
       [](std::string file) {
         return absl::StrReplaceAll(file, {{"Document", "Dokument"}});
       },
       "root"},
      {"no namespace",
       [](std::string file) {
         return file.replace(file.find(" xmlns="), file.find(">", file.find(" xmlns=")) - file.find(" xmlns="), "");
       },
       "namespace"},
      {"another character set", Put("encoding=\"UTF-8\"", "encoding=\"UTF-16\""), "UTF-8"},
      {"no UTF-8", Put("</MsgId>", "\xff\xfe</MsgId>"), "UTF-8"},
      {"NUL", Put("</MsgId>", std::string("\0</MsgId>", 9)), "UTF-8"},
      {"processing instruction", Put("<GrpHdr>", "<?php echo 1 ?><GrpHdr>"), "only elements"},
      {"CDATA", Put("</MsgId>", "<![CDATA[x]]></MsgId>"), "only elements"},
      {"no MsgId",
       [](std::string file) { return file.replace(file.find("<MsgId>"), file.find("</MsgId>") + 8 - file.find("<MsgId>"), ""); },
       "GrpHdr"},
      {"MsgId twice", Put("</MsgId>", "</MsgId><MsgId>2</MsgId>"), "doubled"},
      {"empty MsgId",
       [](std::string file) { return file.replace(file.find("<MsgId>"), file.find("</MsgId>") - file.find("<MsgId>"), "<MsgId>"); },
       "text is missing"},
      {"MsgId too long", Put("</MsgId>", std::string(200, 'x') + "</MsgId>"), "too long"},
      {"text of a megabyte", Put("</MsgId>", std::string(1 << 20, 'x') + "</MsgId>"), "too long"},
      {"no moment", Put("<CreDtTm>2026-12-07T", "<CreDtTm>2026-12-47T"), "CreDtTm"},
      {"text between elements", Put("<GrpHdr>", "paid<GrpHdr>"), "no text"},
      {"unknown element", Put("<GrpHdr>", "<Paid>yes</Paid><GrpHdr>"), "unknown"},
      {"element of another namespace", Put("<MsgId>", "<MsgId xmlns=\"urn:x\">"), "namespace"},
      {"attribute that does not belong", Put("<GrpHdr>", "<GrpHdr paid=\"true\">"), "attribute"},
      {"very deep", Put("<GrpHdr>", "<GrpHdr>" + Deep(5000)), "line"},
      {"two roots", [](std::string file) { return file + "<Document/>"; }, "line"},
      {"seven megabytes", [](std::string file) { return file + std::string(7 << 20, ' '); }, "bytes"},
  };
}

// How many of the mutants were refused as they should be.
int RefusedAsTheyShould(const std::string& good, std::vector<Mutant> mutants) {
  int refused = 0;
  for (const Mutant& mutant : mutants) {
    const auto read = ReadBankFile(mutant.change(good));
    EXPECT_FALSE(read.ok()) << mutant.name;
    if (read.ok()) continue;
    EXPECT_EQ(ReasonOf(read.status()), ErrorReason::ERROR_REASON_BANK_FILE_MALFORMED) << mutant.name << ": " << read.status();
    EXPECT_THAT(std::string(read.status().message()), HasSubstr("line ")) << mutant.name;
    EXPECT_THAT(std::string(read.status().message()), HasSubstr(mutant.says)) << mutant.name;
    ++refused;
  }
  return refused;
}

TEST(Pain002, MutantsAreRefusedWithTheirPlace) {
  std::vector<Mutant> mutants = MutantsOfBoth("pain.002.001.10");
  const std::vector<Mutant> own = {
      {"the same order twice", Put(Id(2), Id(1)), "twice"},
      {"no status", Put("<TxSts>ACSP</TxSts>", ""), "TxSts"},
      {"no reference", Put(absl::StrCat("<OrgnlEndToEndId>", Id(1), "</OrgnlEndToEndId>"), ""), "OrgnlEndToEndId"},
      {"status of five letters", Put("<TxSts>ACSP", "<TxSts>ACSPX"), "four capitals"},
      {"status in small letters", Put("<TxSts>ACSP", "<TxSts>acsp"), "four capitals"},
      {"reason of five letters", Put("<Cd>AC04", "<Cd>AC045"), "four capitals"},
      {"reason without choice", Put("<Cd>AC04</Cd>", ""), "line"},
      {"both reasons", Put("<Cd>AC04</Cd>", "<Cd>AC04</Cd><Prtry>x</Prtry>"), "unknown here, doubled"},
      {"it answers something else", Put("pain.001.001.09", "camt.055.001.08"), "pain.001"},
      {"no original message", Put("<OrgnlMsgId>VA20261207000001</OrgnlMsgId>", ""), "line"},
      {"nothing is said", Is(InventedBank::Pain002("E", kSaid, "VA1", "", {})), "says nothing"},
      {"order of elements", Put("<TxSts>ACSP</TxSts>", "<TxSts>ACSP</TxSts><StsId>1</StsId>"), "out of order"},
  };
  mutants.insert(mutants.end(), own.begin(), own.end());
  const int refused = RefusedAsTheyShould(GoodStatuses(), mutants);
  EXPECT_GE(refused, 20);
  std::printf("pain.002: %d of %zu mutants refused\n", refused, mutants.size());
}

TEST(Camt054, MutantsAreRefusedWithTheirPlace) {
  std::vector<Mutant> mutants = MutantsOfBoth("camt.054.001.08");
  const std::vector<Mutant> own = {
      {"three decimals", Put("220.00", "220.001"), "two decimals"},
      {"three decimals that are nothing", Put("220.00", "220.000"), "two decimals"},
      {"nothing moved", Put("220.00", "0.00"), "above zero"},
      {"minus", Put("220.00", "-220.00"), "above zero"},
      {"dollars", Put("Ccy=\"AZN\"", "Ccy=\"USD\""), "AZN"},
      {"no currency", Put(" Ccy=\"AZN\"", ""), "currency"},
      {"an account in dollars", Put("<Ccy>AZN</Ccy>", "<Ccy>USD</Ccy>"), "AZN"},
      {"neither in nor out", Put("DBIT", "BOTH"), "CRDT or DBIT"},
      {"no day", Put("<Dt>2026-12-07</Dt>", "<Dt>2026-12-32</Dt>"), "no day"},
      {"booked without a day",
       [](std::string file) {
         return file.replace(file.find("<BookgDt>"), file.find("</BookgDt>") + 10 - file.find("<BookgDt>"), "");
       },
       "BookgDt"},
      {"no reference",
       [](std::string file) {
         return absl::StrReplaceAll(file, {{"<AcctSvcrRef>REF1</AcctSvcrRef>", ""}});
       },
       "AcctSvcrRef"},
      {"the same references twice",
       [](std::string file) {
         const size_t begin = file.find("<Ntry>"), end = file.find("</Ntry>") + 7;
         return file.insert(end, file.substr(begin, end - begin));
       },
       "twice"},
      {"parts do not add up", Put("<TxDtls>", "<TxDtls><Amt Ccy=\"AZN\">1.00</Amt></TxDtls><TxDtls>"), "add up"},
      {"a part the other way", Put("<AcctSvcrRef>REF1</AcctSvcrRef>", "<AcctSvcrRef>REF1</AcctSvcrRef><Avlbty/>"), "line"},
      {"no account",
       [](std::string file) { return file.replace(file.find("<Acct>"), file.find("</Acct>") + 7 - file.find("<Acct>"), ""); },
       "line"},
      {"an account without IBAN", Put(absl::StrCat("<IBAN>", kIban, "</IBAN>"), "<Othr><Id>1</Id></Othr>"), "IBAN"},
      {"reason of five letters", Put("<Cd>AC04", "<Cd>AC04X"), "four capitals"},
      {"an amount that is none", Put("220.00", "NaN"), "above zero"},
      {"an amount beyond reason", Put("220.00", "99999999999999.00"), "above zero"},
      {"reversal perhaps", Put("<Sts>", "<RvslInd>perhaps</RvslInd><Sts>"), "true or false"},
  };
  mutants.insert(mutants.end(), own.begin(), own.end());
  // The order of RvslInd and Sts is the schema's; the mutant with AvlBty before BkTxCd is one that the schema allows but for its
  // emptiness.
  mutants.erase(std::remove_if(mutants.begin(), mutants.end(), [](const Mutant& m) { return m.name == "a part the other way"; }),
                mutants.end());
  const int refused = RefusedAsTheyShould(GoodMovements(), mutants);
  EXPECT_GE(refused, 20);
  std::printf("camt.054: %d of %zu mutants refused\n", refused, mutants.size());
}

TEST(BankFiles, NoFaultRepeatsWhatTheFileHolds) {
  const std::string secret = "AYNUR-MAMMADOVA";
  for (const std::string& file : {GoodStatuses(), GoodMovements()}) {
    for (const char* place : {"<MsgId>", "<CreDtTm>", "<GrpHdr>", "<Document"}) {
      const auto read = ReadBankFile(Put(place, absl::StrCat("<", secret, ">", secret, place))(file));
      ASSERT_FALSE(read.ok());
      EXPECT_FALSE(absl::StrContains(read.status().ToString(), secret)) << read.status();
    }
  }
}

// xmllint with the schema of the ISO; false when the file is not valid.
bool IsValid(const std::string& schema, const std::string& file) {
  const dayaq::testing::TemporaryDirectory directory;
  dayaq::testing::WriteFileWhole(directory.Path("file.xml"), file);
  return std::system(
             absl::StrCat("xmllint --nonet --noout --schema ", schema, " ", directory.Path("file.xml"), " 2>/dev/null").c_str()) ==
         0;
}

TEST(BankFiles, WhatTheTestsWriteIsValidBySchema) {
  const std::string folder = "../shared/schemas/iso20022/";
  if (!std::filesystem::exists(folder + "camt.054.001.08.xsd")) GTEST_SKIP() << "no schemas of ISO 20022 in " << folder;
  int valid = 0;
  for (int i = 0; i < 20; ++i) {
    std::vector<BankSays> says;
    std::vector<BankBooks> books;
    for (int j = 0; j <= i; ++j) {
      says.push_back({Id(j), j % 3 == 0 ? "RJCT" : "ACSC",
                      j % 3 == 0 ? std::vector<std::string>{"MD07", "AC06"} : std::vector<std::string>()});
      books.push_back({.end_to_end_id = Id(j),
                       .qepik = 1 + j * 999,
                       .out = i % 2 == 0,
                       .reason = i % 2 == 0 ? "" : "AC01",
                       .reversal = i % 4 == 3,
                       .reference = absl::StrCat("R", j),
                       .day = absl::CivilDay(2026, 12, 1 + j)});
    }
    valid += IsValid(folder + "pain.002.001.10.xsd",
                     InventedBank::Pain002(absl::StrCat("A", i), kSaid, "VA1", i % 2 == 0 ? "PART" : "", says));
    valid += IsValid(folder + "camt.054.001.08.xsd", InventedBank::Camt054(absl::StrCat("M", i), kSaid, kIban, books, i % 3 == 0));
  }
  EXPECT_EQ(valid, 40);
  std::printf("%d of 40 generated files are valid by their schema\n", valid);
}

}  // namespace
}  // namespace dayaq::payment
