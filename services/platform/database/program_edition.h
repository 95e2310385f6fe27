// Which edition of the programs this is, as far as the database cares (db/deploy/program_editions.sql).
#ifndef SERVICES_PLATFORM_DATABASE_PROGRAM_EDITION_H_
#define SERVICES_PLATFORM_DATABASE_PROGRAM_EDITION_H_

namespace dayaq {

// Raised by one when programs stop using something that a later migration takes away; that migration names the new number. A build
// of the tests may say another one.
#ifdef DAYAQ_PROGRAM_EDITION
inline constexpr int kProgramEdition = DAYAQ_PROGRAM_EDITION;
#else
inline constexpr int kProgramEdition = 1;
#endif

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_PROGRAM_EDITION_H_
