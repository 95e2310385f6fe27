// How far lists are counted. Counting everything within reach reads all of it: a third of a second among a million records, for a
// number that nobody reads to its last digit. Whoever needs it asks for totals or for statistics.
#ifndef SERVICES_PLATFORM_DATABASE_COUNTING_H_
#define SERVICES_PLATFORM_DATABASE_COUNTING_H_

// Answers `total`: how many rows `from_where` (" FROM ... WHERE ...") gives, 1,001 for all that is more than 1,000.
#define DAYAQ_COUNT_UP_TO_1000(from_where) "SELECT count(*) AS total FROM (SELECT 1" from_where " LIMIT 1001) AS counted"

#endif  // SERVICES_PLATFORM_DATABASE_COUNTING_H_
