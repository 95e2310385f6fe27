// Applies one rule of a mapping to one row.
#ifndef CLIENTS_CLI_IMPORTING_FIELD_RULES_H_
#define CLIENTS_CLI_IMPORTING_FIELD_RULES_H_

#include <string>
#include <vector>

#include "clients/cli/importing/mapping.h"
#include "clients/cli/importing/row_fault.h"
#include "google/protobuf/message.h"

namespace dayaq::importing {

// Sets the field that `rule` names in `facts` from the row's cells (in the order of mapping.columns), or leaves it unset where the
// cell says that nothing is known. Adds a fault when the cell says something the mapping does not foresee.
void ApplyRule(const Mapping& mapping, const FieldRule& rule, const std::vector<std::string>& cells,
               google::protobuf::Message& facts, std::vector<RowFault>& faults);

// The district code a row means; empty, with a fault, when the cell holds none.
std::string DistrictCode(const Mapping& mapping, const DistrictRule& rule, const std::vector<std::string>& cells,
                         std::vector<RowFault>& faults);

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_FIELD_RULES_H_
