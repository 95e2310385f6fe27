#include "services/survivor/reactions.h"

namespace dayaq::survivor {

std::vector<rpc::Reaction> SurvivorReactions(const RecordService& records) {
  return {{.subscriber = "survivor.keep_records",
           .action = "survivor.keep_records",
           .react_all = [&records](const std::vector<rpc::Told>& told) { return records.KeepRecords(told); },
           .workers = 2}};
}

}  // namespace dayaq::survivor
