#include "services/platform/rpc/request_parser.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/text/unicode.h"

namespace dayaq::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

constexpr int kDeepest = 32;
// A part of two octets becomes an object of hundreds: what a request may become is bounded before anything is made of it. The
// largest that is sent, a batch of an import (2 MB), has fewer: its parts are of eight octets and more.
constexpr int kMostParts = 250'000;

// Whether anything is left of `parts` when all fields of the message were counted, those inside others too. Groups, which no
// contract of ours has, are not looked into and leave nothing; what is broken or too deep the parser refuses.
bool IsWithin(CodedInputStream& stream, const Descriptor* type, int depth, int& parts) {
  if (depth > CodedInputStream::GetDefaultRecursionLimit()) return true;
  while (const uint32_t tag = stream.ReadTag()) {
    if (--parts < 0) return false;
    const auto wire_type = WireFormatLite::GetTagWireType(tag);
    if (wire_type == WireFormatLite::WIRETYPE_START_GROUP || wire_type == WireFormatLite::WIRETYPE_END_GROUP) return false;
    const FieldDescriptor* field = type->FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
    if (wire_type == WireFormatLite::WIRETYPE_LENGTH_DELIMITED && field != nullptr &&
        field->type() == FieldDescriptor::TYPE_MESSAGE) {
      int length = 0;
      if (!stream.ReadVarintSizeAsInt(&length)) return true;
      const auto limit = stream.PushLimit(length);
      if (!IsWithin(stream, field->message_type(), depth + 1, parts)) return false;
      if (stream.BytesUntilLimit() != 0) return true;
      stream.PopLimit(limit);
    } else if (!WireFormatLite::SkipField(&stream, tag)) {
      return true;
    }
  }
  return true;
}

// Walks the wire format along the descriptor and collects texts that are not UTF-8. Ends quietly at anything broken: the caller
// then says that the request as a whole is no message.
void FindBadText(absl::string_view bytes, const Descriptor& type, const std::string& prefix, int depth, Violations& found) {
  if (depth > kDeepest) return;
  CodedInputStream stream(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  std::map<const FieldDescriptor*, int> seen;
  while (const uint32_t tag = stream.ReadTag()) {
    const FieldDescriptor* field = type.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
    if (field == nullptr || WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      if (!WireFormatLite::SkipField(&stream, tag)) return;
      continue;
    }
    uint32_t length = 0;
    std::string value;
    if (!stream.ReadVarint32(&length) || length > bytes.size() || !stream.ReadString(&value, static_cast<int>(length))) return;
    std::string path = prefix + field->name();
    if (field->is_repeated()) absl::StrAppend(&path, "[", seen[field]++, "]");
    if (field->type() == FieldDescriptor::TYPE_STRING && !IsWellFormed(value)) {
      found.Add(path, ErrorReason::ERROR_REASON_TEXT_MALFORMED, "Text must be valid UTF-8.");
    } else if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
      FindBadText(value, *field->message_type(), path + ".", depth + 1, found);
    }
  }
}

}  // namespace

absl::Status ParseRequest(const grpc::ByteBuffer& bytes, google::protobuf::Message& request) {
  std::vector<grpc::Slice> slices;
  if (!bytes.Dump(&slices).ok()) return ParseRequest(absl::string_view("\xff"), request);
  if (slices.size() == 1)
    return ParseRequest(absl::string_view(reinterpret_cast<const char*>(slices[0].begin()), slices[0].size()), request);
  std::string whole;
  for (const grpc::Slice& slice : slices) whole.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return ParseRequest(whole, request);
}

absl::Status ParseRequest(absl::string_view bytes, google::protobuf::Message& request) {
  const auto no_message = [&request] {
    request.Clear();
    return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_FIELDS_INVALID,
                     absl::StrCat("The request is no ", request.GetDescriptor()->full_name(), "."));
  };
  CodedInputStream stream(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  int parts = kMostParts;
  if (!IsWithin(stream, request.GetDescriptor(), 0, parts)) return no_message();
  if (request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return absl::OkStatus();
  request.Clear();
  Violations found;
  FindBadText(bytes, *request.GetDescriptor(), "", 0, found);
  return found.empty() ? no_message() : found.ToStatus();
}

grpc::Status WriteResponse(const google::protobuf::Message& response, grpc::ByteBuffer& bytes) {
  bool own_buffer = false;
  return grpc::SerializationTraits<google::protobuf::Message>::Serialize(response, &bytes, &own_buffer);
}

}  // namespace dayaq::rpc
