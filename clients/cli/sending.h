// How commands send what they have put together: changes with or without storing, and lists page by page.
#ifndef CLIENTS_CLI_SENDING_H_
#define CLIENTS_CLI_SENDING_H_

#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "clients/cli/program.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::cli {

// A change that takes place, or not: there is no checking it.
template <typename Method, typename Request, typename Print>
absl::Status SendNow(Program& program, Method method, Request request, Print print) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto answer, client->Change(method, std::move(request)));
  program.Answer(answer, [&] { print(answer); });
  return absl::OkStatus();
}

// A change is kept in the journal and its answer printed; a mere check needs no memory. `print` gets the answer.
template <typename Method, typename Request, typename Print>
absl::Status Send(Program& program, Method method, Request request, bool validate_only, Print print) {
  request.set_validate_only(validate_only);
  if (validate_only) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    request.set_request_id(NewUuid7(absl::Now()));
    RETURN_IF_ERROR(client->Call(method, request).status());
    if (program.json) {
      program.out() << "{\"valid\":true}\n";
    } else {
      program.out() << program.In({"Hər şey düzgündür; heç nə yazılmadı.", "All is well; nothing was stored."}) << "\n";
    }
    return absl::OkStatus();
  }
  return SendNow(program, method, std::move(request), std::move(print));
}

struct PageFlags {
  int limit = 50;
  bool all = false;
  std::string page_token;
};

inline void AddPageFlags(Command& list, PageFlags& flags, const Program& program) {
  list.add_option("--limit", flags.limit, program.In({"ən çox neçə (200-ə qədər)", "how many at most (up to 200)"}))
      ->between(1, 200);
  list.add_flag("--all", flags.all, program.In({"bütün səhifələr", "all pages"}));
  list.add_option("--page-token", flags.page_token, program.In({"davamı", "from the answer before"}));
}

// One page, or every page joined into the first answer. `items` is the mutable accessor of the list in the answer.
template <typename Method, typename Request, typename Response, typename Items>
absl::StatusOr<Response> FetchPages(Client& client, Method method, Request request, const PageFlags& flags,
                                    Items* (Response::*items)()) {
  request.set_page_size(flags.all ? 200 : flags.limit);
  request.set_page_token(flags.page_token);
  ASSIGN_OR_RETURN(Response list, client.Call(method, request));
  while (flags.all && !list.next_page_token().empty()) {
    request.set_page_token(list.next_page_token());
    ASSIGN_OR_RETURN(Response next, client.Call(method, request));
    (list.*items)()->MergeFrom(*(next.*items)());
    list.set_next_page_token(next.next_page_token());
  }
  return list;
}

// The one of that name in a list, asking page by page until it turns up: for what has no call of its own to be looked at.
template <typename Method, typename Request, typename Item, typename Response>
absl::StatusOr<Item> FindInPages(Client& client, Method method, Request request,
                                 google::protobuf::RepeatedPtrField<Item>* (Response::*items)(), const std::string& name) {
  request.set_page_size(200);
  do {
    ASSIGN_OR_RETURN(Response list, client.Call(method, request));
    for (Item& item : *(list.*items)()) {
      if (item.name() == name) return std::move(item);
    }
    request.set_page_token(list.next_page_token());
  } while (!request.page_token().empty());
  return NotFound();
}

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_SENDING_H_
