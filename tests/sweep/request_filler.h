// Requests made by reflection, so that a new method is swept without anybody writing a test for it: every required field holds
// something that its rules allow, and ids are what the sweep wants them to be.
#ifndef TESTS_SWEEP_REQUEST_FILLER_H_
#define TESTS_SWEEP_REQUEST_FILLER_H_

#include <google/protobuf/message.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dayaq::testing {

// A field of a request, from the request down. Repeated fields on the way get one element.
using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

// "filter.casualty_uid".
std::string PathText(const FieldPath& path);

// A field that names a row, and the kind of row.
struct IdField {
  FieldPath path;
  std::string kind;  // the collection of a resource name ("incidents", "incidents/casualties"), or the field for a bare uid
};

// Every field of a request that names a row: a pattern with a UUID in it, or a UUID that is no request id. Fields that only the
// service fills in are none.
std::vector<IdField> IdFieldsOf(const google::protobuf::Descriptor& request);

// Every field that narrows a list down, nested ones too; paging is none.
std::vector<FieldPath> FilterFieldsOf(const google::protobuf::Descriptor& request);

// What ids stand for: one value a kind, or a field's full name where one field differs; and the etag of the row of a kind.
struct KnownIds {
  std::map<std::string, std::string> by_kind;
  std::map<std::string, std::string> etags;
};

// Ids that nothing has, of the kinds of `like`.
KnownIds AbsentIds(const KnownIds& like);

// A request of that type. Ids are those of `ids`, but the field at `id_path` is `id`; with a fresh request id each time.
std::unique_ptr<google::protobuf::Message> FillRequest(const google::protobuf::Descriptor& request, const KnownIds& ids,
                                                       const FieldPath& id_path = {}, const std::string& id = "");

// A request of that type in which nothing is set but what is required and the field at `path`: text as given where it is a text.
std::unique_ptr<google::protobuf::Message> FillFilter(const google::protobuf::Descriptor& request, const KnownIds& ids,
                                                      const FieldPath& path, const std::string& text);

}  // namespace dayaq::testing

#endif  // TESTS_SWEEP_REQUEST_FILLER_H_
