#include "clients/cli/own_record.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/resource_names.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {

absl::StatusOr<std::string> RecordMeant(Client& client, const std::string& text) {
  if (!text.empty()) return SurvivorName(client, text);
  ASSIGN_OR_RETURN(const access::v1::MyAccess mine,
                   client.Call(&access::v1::AccessService::Stub::GetMyAccess, access::v1::GetMyAccessRequest()));
  if (mine.assignment().person_uid().empty()) {
    return absl::InvalidArgumentError("Kimin qeydi? Nömrə və ya survivors/… yazın. · Whose record? Give a number or survivors/…");
  }
  return absl::StrCat("survivors/", mine.assignment().person_uid());
}

}  // namespace dayaq::cli
