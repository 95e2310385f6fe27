// Keeps records of people in step with the incident register: a casualty opens a record or is attached to one, and what becomes
// known of it later follows.
#ifndef SERVICES_SURVIVOR_RECORD_SERVICE_H_
#define SERVICES_SURVIVOR_RECORD_SERVICE_H_

#include <vector>

#include "absl/status/status.h"
#include "services/platform/rpc/reactions.h"
#include "services/survivor/record_store.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

class RecordService {
 public:
  // Brings the records of all casualties that these events are about to what the incident register says now. The common case,
  // people registered for the first time, takes two statements for all of them, and a third to make sure of their national ids.
  absl::Status KeepRecords(const std::vector<rpc::Told>& told) const;

 private:
  SurvivorStore survivors_;
  RecordStore records_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_RECORD_SERVICE_H_
