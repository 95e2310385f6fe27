#include "services/survivor/new_record.h"

#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/platform/people/candidate_tokens.h"
#include "services/platform/sealing/blind_index.h"
#include "services/survivor/attachment_rules.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {

using rpc::Call;

absl::StatusOr<v1::Survivor> NewRecord(const v1::RegisteredCasualty& casualty, Call& call) {
  v1::Survivor survivor;
  survivor.set_uid(call.NewUid());
  survivor.set_etag("1");
  survivor.set_register_(casualty.register_());
  survivor.set_district(casualty.district());
  survivor.set_institution(casualty.institution());
  survivor.set_state(v1::SURVIVOR_STATE_LIVING);
  if (casualty.has_identity()) *survivor.mutable_identity() = casualty.identity();
  survivor.set_sex(casualty.sex());
  *survivor.mutable_create_time() = Timestamp(call.now());
  *survivor.mutable_update_time() = Timestamp(call.now());
  TakeDeath({casualty}, call.now(), survivor);
  SetNames(survivor);
  PersonKeys& keys = call.transaction().keys();
  if (keys.Knows(casualty.uid())) RETURN_IF_ERROR(keys.Carry(casualty.uid(), survivor.uid()));
  return survivor;
}

absl::Status NeedKey(const v1::Survivor& survivor, Call& call) {
  const bool sealed = survivor.has_identity() || survivor.has_contacts();
  if (!sealed || call.transaction().keys().Knows(survivor.uid())) return absl::OkStatus();
  return call.transaction().keys().Create(survivor.uid());
}

std::vector<SurvivorToken> TokensFor(const v1::Survivor& survivor, const Call& call) {
  std::vector<SurvivorToken> tokens;
  for (IdentityToken& token :
       CandidateTokensOf(survivor.identity(), survivor.home_district().empty() ? survivor.district() : survivor.home_district(),
                         [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); })) {
    tokens.push_back({std::move(token), survivor.uid()});
  }
  return tokens;
}

std::string NationalIdToken(const common::v1::PersonIdentity& identity, const Call& call) {
  const std::optional<std::string> id = NormaliseNationalId(identity.national_id());
  return id.has_value() ? call.Token(kNationalIdToken, *id) : "";
}

}  // namespace dayaq::survivor
