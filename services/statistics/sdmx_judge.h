// The schemas of SDMX-ML 2.1 as a judge, for tests. They lie outside the checkout (DAYAQ_SHARED); where they are absent there is no
// judge, and the test says that it was skipped.
#ifndef SERVICES_STATISTICS_SDMX_JUDGE_H_
#define SERVICES_STATISTICS_SDMX_JUDGE_H_

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"

namespace dayaq::statistics {

inline std::string SharedFile(const std::string& path) {
  const char* const shared = std::getenv("DAYAQ_SHARED");
  return absl::StrCat(shared == nullptr ? "../shared" : shared, "/", path);
}

class SdmxJudge {
 public:
  static std::string SchemaFile() { return SharedFile("schemas/sdmx-ml-2.1/SDMXMessage.xsd"); }
  static bool IsHere() { return std::filesystem::exists(SchemaFile()); }

  SdmxJudge() {
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(SchemaFile().c_str());
    schema_ = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
  }
  ~SdmxJudge() { xmlSchemaFree(schema_); }
  SdmxJudge(const SdmxJudge&) = delete;
  SdmxJudge& operator=(const SdmxJudge&) = delete;

  // What stands against it goes to stderr.
  bool IsValid(const std::string& file) const {
    if (schema_ == nullptr) return false;
    xmlDocPtr document = xmlReadMemory(file.data(), static_cast<int>(file.size()), nullptr, nullptr, XML_PARSE_NONET);
    xmlSchemaValidCtxtPtr valid = xmlSchemaNewValidCtxt(schema_);
    const int result = document == nullptr ? -1 : xmlSchemaValidateDoc(valid, document);
    xmlSchemaFreeValidCtxt(valid);
    xmlFreeDoc(document);
    return result == 0;
  }

 private:
  xmlSchemaPtr schema_ = nullptr;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_SDMX_JUDGE_H_
