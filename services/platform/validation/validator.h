// Checks a request against the rules that stand on its fields (proto/dayaq/rules/v1/rules.proto), by reflection.
//
// What is checked, on every field at every depth, elements of lists and values of maps included:
//
//   rule                 fits                         says                                                     reason
//   (none)               string                       valid UTF-8 without NUL                                  TEXT_MALFORMED
//   (none)               float, double                a finite number                                          OUT_OF_RANGE
//   (none)               PartialDate                  a possible date: calendar has it, 1900 to 2200           DATE_IMPOSSIBLE
//   (none)               Timestamp                    years 1 to 9999                                          DATE_IMPOSSIBLE
//   (none)               any message                  nested at most 32 deep                                   REQUEST_TOO_LARGE
//   required             message, string, bytes,      message set; string, bytes, list, map not empty; enum    REQUIRED
//                        enum, list, map, optional    not zero; optional number or bool set; of a PartialDate the year
//   string.min_len       string, bytes                at least so many code points in NFC; bytes: bytes        TOO_SHORT
//   string.max_len       string, bytes                at most so many (default 200); bytes: bytes              TOO_LONG
//   string.pattern       string                       RE2 matches the whole text in NFC                        PATTERN_MISMATCH
//   string.uuid          string                       36 lower-case characters                                 PATTERN_MISMATCH
//   number.gte, lte      integer, float, double       in the range, bounds included                            OUT_OF_RANGE
//   enum.defined_only    enum                         a value that this version defines                        ENUM_UNDEFINED
//   repeated.min_items   list, map                    at least so many                                         TOO_FEW_ITEMS
//   repeated.max_items   list, map                    at most so many (default 100)                            TOO_MANY_ITEMS
//   repeated.checked_apart list                  nothing: the service checks each element and refuses it alone  -
//   time.past            Timestamp, PartialDate       not after now; of a partial date, its earliest day       IN_THE_FUTURE
//   time.min_year        Timestamp, PartialDate       not before that year (Timestamp: UTC)                    OUT_OF_RANGE
//
// An empty string or bytes field counts as absent, so that only `required` can fault it; an empty element of a list is there and
// must follow the rules. A number without `optional` is always there, 0 included. Keys of maps are text of at most 200 code
// points. Elements beyond a list's limit are not looked at. Rules that need two fields belong to the service's *_rules.cc.
#ifndef SERVICES_PLATFORM_VALIDATION_VALIDATOR_H_
#define SERVICES_PLATFORM_VALIDATION_VALIDATOR_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/platform/base/error.h"

namespace dayaq {

inline constexpr int kMaxMessageDepth = 32;

// At start: whether every rule on `message`, and on every message reachable from it, can be kept. FAILED_PRECONDITION names the
// first field that has a rule kind this binary does not know, a rule that does not fit its type, an invalid pattern, bounds that
// contradict each other, or no data class. Inside google.* messages nothing is asked.
absl::Status CheckMessageRules(const google::protobuf::Descriptor& message);

// The same for every request and response of a service.
absl::Status CheckServiceRules(const google::protobuf::ServiceDescriptor& service);

// Adds every fault of `request` to `found`, each with its path ("incident.casualties[0].died_on") and what would be right, never
// with the value that was sent; of a map the key is such a value, so its path is "labels[*]". Expects that CheckMessageRules
// passed. Safe to call from many threads. `now` is the moment that `past` means.
void Validate(const google::protobuf::Message& request, absl::Time now, Violations& found);

// Clears every field that is marked google.api.field_behavior = OUTPUT_ONLY: what a client sends there is ignored (AIP-203).
void ClearOutputOnly(google::protobuf::Message& request);

// Puts every string into Unicode normalisation form C (AIP-210), so that equal text is equal bytes. Malformed text stays as it
// is, for Validate to name.
void NormaliseText(google::protobuf::Message& request);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_VALIDATION_VALIDATOR_H_
