// How consents, referrals and families look to people.
#ifndef CLIENTS_CLI_SHARING_VIEW_H_
#define CLIENTS_CLI_SHARING_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/survivor/v1/consent_service.pb.h"
#include "dayaq/survivor/v1/family_service.pb.h"
#include "dayaq/survivor/v1/referral_service.pb.h"

namespace dayaq::cli {

// One line: what for, how it stands, name, etag; and the referrals that a withdrawal took the sheet from.
void PrintConsentLine(const survivor::v1::Consent& consent, Language language, std::ostream& out);
void PrintConsents(const survivor::v1::ListConsentsResponse& list, Language language, std::ostream& out);

// One line: how far it is, name, etag. What a change answers with.
void PrintReferralLine(const survivor::v1::ReferralStatus& status, Language language, std::ostream& out);
void PrintReferralLine(const survivor::v1::Referral& referral, Language language, std::ostream& out);
// Everything the caller may see of it; of one that was received, with what was shared.
void PrintReferral(const survivor::v1::ReferralStatus& status, Language language, std::ostream& out);
void PrintReferral(const survivor::v1::Referral& referral, Language language, std::ostream& out);
void PrintReferrals(const survivor::v1::ListSentReferralsResponse& list, Language language, std::ostream& out);
void PrintReferrals(const survivor::v1::ListReferralsResponse& list, Language language, std::ostream& out);

void PrintFamilyMemberLine(const survivor::v1::FamilyMember& member, Language language, std::ostream& out);
void PrintFamily(const survivor::v1::ListFamilyResponse& list, Language language, std::ostream& out);
void PrintVictims(const survivor::v1::CountVictimsResponse& counts, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_SHARING_VIEW_H_
