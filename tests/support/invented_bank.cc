#include "tests/support/invented_bank.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/pem.h>

#include <cstdlib>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "re2/re2.h"

namespace dayaq::testing {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

std::string Element(absl::string_view name, absl::string_view text) { return absl::StrCat("<", name, ">", text, "</", name, ">"); }

std::string Amount(int64_t qepik) { return absl::StrFormat("<Amt Ccy=\"AZN\">%d.%02d</Amt>", qepik / 100, qepik % 100); }

std::string Moment(absl::Time time) { return absl::FormatTime("%Y-%m-%d%ET%H:%M:%SZ", time, absl::UTCTimeZone()); }

std::string Reasons(const std::vector<std::string>& reasons) {
  std::string text;
  for (const std::string& reason : reasons) {
    absl::StrAppend(&text, Element("StsRsnInf", Element("Rsn", Element("Cd", reason))));
  }
  return text;
}

std::string Transaction(const BankBooks& book, bool alone) {
  std::string references;
  if (!alone && !book.reference.empty()) absl::StrAppend(&references, Element("AcctSvcrRef", book.reference));
  if (!book.end_to_end_id.empty()) absl::StrAppend(&references, Element("EndToEndId", book.end_to_end_id));
  const std::string back = book.reason.empty() ? "" : Element("RtrInf", Element("Rsn", Element("Cd", book.reason)));
  return Element("TxDtls", absl::StrCat(references.empty() ? "" : Element("Refs", references), Amount(book.qepik), back));
}

std::string Entry(const std::vector<BankBooks>& books, absl::string_view reference) {
  int64_t sum = 0;
  std::string details;
  for (const BankBooks& book : books) {
    sum += book.qepik;
    absl::StrAppend(&details, Transaction(book, books.size() == 1));
  }
  const BankBooks& first = books.front();
  return Element("Ntry",
                 absl::StrCat(Amount(sum), Element("CdtDbtInd", first.out ? "DBIT" : "CRDT"),
                              first.reversal ? Element("RvslInd", "true") : "", Element("Sts", Element("Cd", first.entry_status)),
                              Element("BookgDt", Element("Dt", absl::FormatCivilTime(first.day))),
                              reference.empty() ? "" : Element("AcctSvcrRef", reference),
                              Element("BkTxCd", Element("Prtry", Element("Cd", "PMNT"))), Element("NtryDtls", details)));
}

std::string Document(absl::string_view format, absl::string_view body) {
  return absl::StrCat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:", format,
                      "\">\n", absl::StrReplaceAll(body, {{"><", ">\n<"}}), "\n</Document>\n");
}

}  // namespace

std::string InventedIban(uint64_t number, absl::string_view bank) {
  const std::string account = absl::StrCat(bank, absl::StrFormat("%020d", number));
  // ISO 7064, MOD 97-10: as if the check digits were 00, letters as 10 to 35.
  int remainder = 0;
  for (const char c : absl::StrCat(account, "AZ00")) {
    remainder = absl::ascii_isdigit(static_cast<unsigned char>(c)) ? (remainder * 10 + (c - '0')) % 97
                                                                   : (remainder * 100 + (c - 'A' + 10)) % 97;
  }
  return absl::StrCat("AZ", absl::StrFormat("%02d", 98 - remainder), account);
}

InventedBank::InventedBank(const std::string& name) : name_(name) {
  issued_ = TestAuthority(name + " authority").Issue({.dns_names = {name + ".example"}});
}

std::string InventedBank::Sign(absl::string_view bytes) const {
  using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;
  const Bio key_text(BIO_new_mem_buf(issued_.key_pem.data(), static_cast<int>(issued_.key_pem.size())), BIO_free);
  const Bio certificate_text(BIO_new_mem_buf(issued_.certificate_pem.data(), static_cast<int>(issued_.certificate_pem.size())),
                             BIO_free);
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr),
                                                           EVP_PKEY_free);
  const std::unique_ptr<X509, void (*)(X509*)> certificate(PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr),
                                                           X509_free);
  const Bio content(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), BIO_free);
  const std::unique_ptr<CMS_ContentInfo, void (*)(CMS_ContentInfo*)> cms(
      CMS_sign(certificate.get(), key.get(), nullptr, content.get(), CMS_DETACHED | CMS_BINARY), CMS_ContentInfo_free);
  Require(cms != nullptr);
  const Bio out(BIO_new(BIO_s_mem()), BIO_free);
  Require(i2d_CMS_bio(out.get(), cms.get()) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return std::string(data, static_cast<size_t>(size));
}

std::string InventedBank::MessageIdOf(absl::string_view pain001) {
  std::string id;
  Require(RE2::PartialMatch(std::string(pain001), "<MsgId>([^<]+)</MsgId>", &id));
  return id;
}

std::vector<OrderAtBank> InventedBank::OrdersIn(absl::string_view pain001) {
  static const LazyRE2 kTransaction = {"(?s)<CdtTrfTxInf>(.*?)</CdtTrfTxInf>"};
  std::vector<OrderAtBank> orders;
  re2::StringPiece rest(pain001.data(), pain001.size()), transaction;
  while (RE2::FindAndConsume(&rest, *kTransaction, &transaction)) {
    OrderAtBank& order = orders.emplace_back();
    std::string manats, qepik;
    Require(RE2::PartialMatch(transaction, "<EndToEndId>([^<]+)</EndToEndId>", &order.end_to_end_id));
    Require(RE2::PartialMatch(transaction, "<InstdAmt Ccy=\"AZN\">([0-9]+)\\.([0-9]{2})</InstdAmt>", &manats, &qepik));
    Require(RE2::PartialMatch(transaction, "(?s)<CdtrAcct>.*?<IBAN>([^<]+)</IBAN>", &order.iban));
    int64_t whole = 0, part = 0;
    Require(absl::SimpleAtoi(manats, &whole) && absl::SimpleAtoi(qepik, &part));
    order.qepik = whole * 100 + part;
  }
  return orders;
}

std::string InventedBank::Pain002(absl::string_view message_id, absl::Time created, absl::string_view original_message_id,
                                  absl::string_view group_status, const std::vector<BankSays>& says) {
  std::string transactions;
  for (const BankSays& one : says) {
    absl::StrAppend(&transactions, Element("TxInfAndSts", absl::StrCat(Element("OrgnlEndToEndId", one.end_to_end_id),
                                                                       Element("TxSts", one.status), Reasons(one.reasons))));
  }
  const std::string group = absl::StrCat(Element("OrgnlMsgId", original_message_id), Element("OrgnlMsgNmId", "pain.001.001.09"),
                                         group_status.empty() ? "" : Element("GrpSts", group_status));
  return Document(
      "pain.002.001.10",
      Element("CstmrPmtStsRpt",
              absl::StrCat(Element("GrpHdr", absl::StrCat(Element("MsgId", message_id), Element("CreDtTm", Moment(created)))),
                           Element("OrgnlGrpInfAndSts", group),
                           transactions.empty()
                               ? ""
                               : Element("OrgnlPmtInfAndSts", absl::StrCat(Element("OrgnlPmtInfId", "1"), transactions)))));
}

std::string InventedBank::Camt054(absl::string_view message_id, absl::Time created, absl::string_view iban,
                                  const std::vector<BankBooks>& books, bool together) {
  std::string entries;
  if (together && !books.empty()) {
    entries = Entry(books, absl::StrCat("BATCH", message_id));
  } else {
    for (const BankBooks& book : books) absl::StrAppend(&entries, Entry({book}, book.reference));
  }
  const std::string header = Element("GrpHdr", absl::StrCat(Element("MsgId", message_id), Element("CreDtTm", Moment(created))));
  const std::string account = Element("Acct", absl::StrCat(Element("Id", Element("IBAN", iban)), Element("Ccy", "AZN")));
  return Document("camt.054.001.08",
                  Element("BkToCstmrDbtCdtNtfctn",
                          absl::StrCat(header, Element("Ntfctn", absl::StrCat(Element("Id", message_id), account, entries)))));
}

}  // namespace dayaq::testing
