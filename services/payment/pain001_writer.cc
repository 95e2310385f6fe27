#include "services/payment/pain001_writer.h"

#include <fcntl.h>
#include <libxml/xmlwriter.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/payment/bank_text.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr char kNamespace[] = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
constexpr char kCurrency[] = "AZN";
constexpr size_t kLongestName = 140;
constexpr size_t kLongestRemittance = 140;
constexpr size_t kBuffer = 1 << 18;

// The file, its length and its digest, as bytes come.
class Sink {
 public:
  explicit Sink(int file) : file_(file), digest_(EVP_MD_CTX_new()) {
    EVP_DigestInit_ex(digest_, EVP_sha256(), nullptr);
    buffer_.reserve(kBuffer);
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  ~Sink() {
    EVP_MD_CTX_free(digest_);
    if (file_ >= 0) close(file_);
  }

  // As libxml2 calls it: how many bytes were taken, or -1.
  static int Write(void* sink, const char* bytes, int length) { return static_cast<Sink*>(sink)->Take(bytes, length); }
  static int Close(void*) { return 0; }

  absl::StatusOr<PainFile> Finish() {
    if (!Flush() || fsync(file_) != 0) return Failed();
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash;
    unsigned int size = 0;
    EVP_DigestFinal_ex(digest_, hash.data(), &size);
    const int file = std::exchange(file_, -1);
    if (close(file) != 0) return Failed();
    return PainFile{absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(hash.data()), size)), bytes_};
  }

  absl::Status Failed() const { return absl::DataLossError(absl::StrCat("a bank file cannot be written: ", std::strerror(errno))); }

 private:
  int Take(const char* bytes, int length) {
    buffer_.append(bytes, static_cast<size_t>(length));
    return buffer_.size() < kBuffer || Flush() ? length : -1;
  }
  bool Flush() {
    EVP_DigestUpdate(digest_, buffer_.data(), buffer_.size());
    bytes_ += static_cast<int64_t>(buffer_.size());
    for (size_t done = 0; done < buffer_.size();) {
      const ssize_t written = write(file_, buffer_.data() + done, buffer_.size() - done);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      done += static_cast<size_t>(written);
    }
    buffer_.clear();
    return true;
  }

  int file_;
  EVP_MD_CTX* digest_;
  std::string buffer_;
  int64_t bytes_ = 0;
};

const xmlChar* Xml(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

class XmlPain001Writer : public Pain001Writer {
 public:
  XmlPain001Writer(int file, PainHead head) : sink_(file), head_(std::move(head)) {}
  ~XmlPain001Writer() override {
    if (writer_ != nullptr) xmlFreeTextWriter(writer_);
  }
  XmlPain001Writer(const XmlPain001Writer&) = delete;
  XmlPain001Writer& operator=(const XmlPain001Writer&) = delete;

  absl::Status Begin() {
    xmlOutputBufferPtr output = xmlOutputBufferCreateIO(&Sink::Write, &Sink::Close, &sink_, nullptr);
    if (output == nullptr) return absl::InternalError("libxml2 makes no buffer");
    // Takes the buffer along.
    writer_ = xmlNewTextWriter(output);
    if (writer_ == nullptr) return absl::InternalError("libxml2 makes no writer");
    Note(xmlTextWriterStartDocument(writer_, nullptr, "UTF-8", nullptr));
    Open("Document");
    Note(xmlTextWriterWriteAttribute(writer_, Xml("xmlns"), Xml(kNamespace)));
    Open("CstmrCdtTrfInitn");
    WriteGroupHead();
    WritePaymentHead();
    return failed_ ? Broken() : absl::OkStatus();
  }

  absl::Status Add(const PainTransfer& transfer) override {
    ++transfers_;
    total_qepik_ += transfer.amount_qepik;
    Open("CdtTrfTxInf");
    Open("PmtId");
    Leaf("InstrId", transfer.end_to_end_id);
    Leaf("EndToEndId", transfer.end_to_end_id);
    Leaf("UETR", transfer.uetr);
    Shut();
    Open("Amt");
    Open("InstdAmt");
    Note(xmlTextWriterWriteAttribute(writer_, Xml("Ccy"), Xml(kCurrency)));
    Note(xmlTextWriterWriteString(writer_, Xml(AmountText(transfer.amount_qepik).c_str())));
    Shut();
    Shut();
    Agent("CdtrAgt", transfer.bank);
    Open("Cdtr");
    Leaf("Nm", ToBankText(transfer.holder_name, kLongestName));
    Shut();
    Account("CdtrAcct", transfer.iban, false);
    Open("Purp");
    Leaf("Cd", transfer.purpose);
    Shut();
    Open("RmtInf");
    Leaf("Ustrd", ToBankText(transfer.remittance, kLongestRemittance));
    Shut();
    Shut();
    return failed_ ? Broken() : absl::OkStatus();
  }

  absl::StatusOr<PainFile> Finish() override {
    if (transfers_ != head_.transfers || total_qepik_ != head_.total_qepik) {
      return absl::InternalError("the transfers are not those that the head of the message says");
    }
    Note(xmlTextWriterEndDocument(writer_));
    Note(xmlTextWriterFlush(writer_));
    if (failed_) return Broken();
    return sink_.Finish();
  }

 private:
  void Note(int result) { failed_ = failed_ || result < 0; }
  absl::Status Broken() const { return sink_.Failed(); }
  void Open(const char* name) { Note(xmlTextWriterStartElement(writer_, Xml(name))); }
  void Shut() { Note(xmlTextWriterEndElement(writer_)); }
  void Leaf(const char* name, const std::string& text) { Note(xmlTextWriterWriteElement(writer_, Xml(name), Xml(text.c_str()))); }

  void Agent(const char* name, const std::string& bic) {
    Open(name);
    Open("FinInstnId");
    Leaf("BICFI", bic);
    Shut();
    Shut();
  }
  void Account(const char* name, const std::string& iban, bool with_currency) {
    Open(name);
    Open("Id");
    Leaf("IBAN", iban);
    Shut();
    if (with_currency) Leaf("Ccy", kCurrency);
    Shut();
  }
  void Counts() {
    Leaf("NbOfTxs", absl::StrCat(head_.transfers));
    Leaf("CtrlSum", AmountText(head_.total_qepik));
  }

  void WriteGroupHead() {
    Open("GrpHdr");
    Leaf("MsgId", head_.message_id);
    Leaf("CreDtTm", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", head_.made, absl::UTCTimeZone()));
    Counts();
    Open("InitgPty");
    Leaf("Nm", head_.source.name());
    Open("Id");
    Open("OrgId");
    Open("Othr");
    Leaf("Id", head_.source.tax_number());
    Open("SchmeNm");
    Leaf("Prtry", "VOEN");
    for (int i = 0; i < 5; ++i) Shut();
    Shut();
  }

  // One payment for one day and one account that pays.
  void WritePaymentHead() {
    Open("PmtInf");
    Leaf("PmtInfId", absl::StrCat(head_.message_id, "P1"));
    Leaf("PmtMtd", "TRF");
    Leaf("BtchBookg", "true");
    Counts();
    Open("PmtTpInf");
    Open("CtgyPurp");
    Leaf("Cd", head_.source.category_purpose());
    Shut();
    Shut();
    Open("ReqdExctnDt");
    Leaf("Dt", head_.execute_on);
    Shut();
    Open("Dbtr");
    Leaf("Nm", head_.source.name());
    Shut();
    Account("DbtrAcct", head_.source.iban(), true);
    Agent("DbtrAgt", head_.source.bank());
    Leaf("ChrgBr", "DEBT");
  }

  Sink sink_;
  const PainHead head_;
  xmlTextWriterPtr writer_ = nullptr;
  bool failed_ = false;
  int64_t transfers_ = 0;
  int64_t total_qepik_ = 0;
};

}  // namespace

std::string AmountText(int64_t qepik) { return absl::StrFormat("%d.%02d", qepik / 100, qepik % 100); }

absl::StatusOr<std::unique_ptr<Pain001Writer>> Pain001Writer::Create(const std::string& path, const PainHead& head) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return absl::DataLossError(absl::StrCat("a bank file cannot be made: ", std::strerror(errno)));
  auto writer = std::make_unique<XmlPain001Writer>(file, head);
  RETURN_IF_ERROR(writer->Begin());
  return std::unique_ptr<Pain001Writer>(std::move(writer));
}

}  // namespace dayaq::payment
