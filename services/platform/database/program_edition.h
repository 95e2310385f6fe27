// Which edition of the programs this is, as far as the database cares (db/deploy/program_editions.sql).
#ifndef SERVICES_PLATFORM_DATABASE_PROGRAM_EDITION_H_
#define SERVICES_PLATFORM_DATABASE_PROGRAM_EDITION_H_

namespace dayaq {

// Raised by one when programs stop using something that a later migration takes away; that migration names the new number. A build
// of the tests may say another one.
#ifndef DAYAQ_PROGRAM_EDITION
#define DAYAQ_PROGRAM_EDITION 1
#endif
inline constexpr int kProgramEdition = DAYAQ_PROGRAM_EDITION;

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_PROGRAM_EDITION_H_
