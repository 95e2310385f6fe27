// What to correct, as people say it on the command line.
#ifndef CLIENTS_CLI_CORRECTION_INPUT_H_
#define CLIENTS_CLI_CORRECTION_INPUT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace dayaq::cli {

struct CorrectionInput {
  std::string file;                // fields in a YAML file; empty: none
  std::vector<std::string> set;    // field=value
  std::vector<std::string> clear;  // fields that become unknown
};

// Fills the new values and the mask: what `set` and `clear` name, and the keys of the file. INVALID_ARGUMENT when nothing is named.
absl::Status FillCorrection(const CorrectionInput& input, google::protobuf::Message& values, google::protobuf::FieldMask& mask);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_CORRECTION_INPUT_H_
