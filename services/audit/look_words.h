// Looks in words that people read, in both languages: institution, role, purpose, action and kinds of data. Pure.
#ifndef SERVICES_AUDIT_LOOK_WORDS_H_
#define SERVICES_AUDIT_LOOK_WORDS_H_

#include <map>
#include <string>

#include "dayaq/access/v1/institution.pb.h"
#include "dayaq/audit/v1/look.pb.h"
#include "services/platform/access/access_policy.h"

namespace dayaq::audit {

// By code.
using Institutions = std::map<std::string, access::v1::Institution>;

// What a kind of data is, as the person whom it is about would say it; empty for what says nothing about anybody.
PolicyWords SeenWords(access::v1::DataClass data_class);

// Says everything that the line has as a code. A code that neither the policy nor the list knows any more stands for itself.
void SetWords(const AccessPolicy& policy, const Institutions& institutions, v1::Look& look);

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOOK_WORDS_H_
