#include "services/platform/validation/field_rules.h"

#include <memory>

#include "absl/container/node_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace dayaq {
namespace {

using google::protobuf::FieldDescriptor;

// Keyed by the text of the pattern and never by the address of a descriptor, which a later one may take over.
class PatternCache {
 public:
  const re2::RE2& Get(const std::string& pattern) {
    {
      absl::ReaderMutexLock lock(&mutex_);
      const auto found = compiled_.find(pattern);
      if (found != compiled_.end()) return *found->second;
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    auto compiled = std::make_unique<re2::RE2>(pattern, options);
    absl::MutexLock lock(&mutex_);
    return *compiled_.try_emplace(pattern, std::move(compiled)).first->second;
  }

 private:
  absl::Mutex mutex_;
  absl::node_hash_map<std::string, std::unique_ptr<re2::RE2>> compiled_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

bool IsPartialDate(const FieldDescriptor& field) { return field.message_type() == common::v1::PartialDate::descriptor(); }

bool IsTimestamp(const FieldDescriptor& field) { return field.message_type() == google::protobuf::Timestamp::descriptor(); }

const re2::RE2& CompiledPattern(const std::string& pattern) {
  static PatternCache& cache = *new PatternCache;
  return cache.Get(pattern);
}

}  // namespace dayaq
