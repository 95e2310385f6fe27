// Records as they are first stored: ids, times, keys, tokens.
#ifndef SERVICES_SURVIVOR_NEW_RECORD_H_
#define SERVICES_SURVIVOR_NEW_RECORD_H_

#include <string>
#include <vector>

#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

// The record that a casualty opens: who the person is, as far as the casualty says, dead when the casualty tells of a death. Its
// key, if the casualty has one, is the casualty's.
absl::StatusOr<v1::Survivor> NewRecord(const v1::RegisteredCasualty& casualty, rpc::Call& call);

// Sees to it that there is a key for what is sealed in the record: one is made unless the one that stands was read with it.
absl::Status NeedKey(const v1::Survivor& survivor, rpc::Call& call);

// What the person can be found by.
std::vector<SurvivorToken> TokensFor(const v1::Survivor& survivor, const rpc::Call& call);

// The token of a national id; empty when it is no such id.
std::string NationalIdToken(const common::v1::PersonIdentity& identity, const rpc::Call& call);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_NEW_RECORD_H_
