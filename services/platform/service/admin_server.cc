#include "services/platform/service/admin_server.h"

#include <CivetServer.h>
#include <prometheus/text_serializer.h>

#include <utility>

#include "absl/strings/str_cat.h"

namespace dayaq {
namespace {

// One path: answers GET with what `body` says.
class Page : public CivetHandler {
 public:
  using Body = std::function<std::pair<int, std::string>()>;
  explicit Page(Body body) : body_(std::move(body)) {}
  bool handleGet(CivetServer*, mg_connection* connection) override {
    const auto [code, text] = body_();
    mg_printf(connection,
              "HTTP/1.1 %d %s\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: %zu\r\n\r\n",
              code, code == 200 ? "OK" : "Service Unavailable", text.size());
    mg_write(connection, text.data(), text.size());
    return true;
  }

 private:
  Body body_;
};

class CivetAdminServer : public AdminServer {
 public:
  CivetAdminServer(const std::vector<std::string>& options, std::shared_ptr<prometheus::Registry> registry,
                   std::function<bool()> ready, std::function<void()> refresh, const std::vector<BackgroundWork*>& works)
      : live_([] { return std::make_pair(200, std::string("live\n")); }),
        ready_([ready = std::move(ready)] {
          return ready() ? std::make_pair(200, std::string("ready\n")) : std::make_pair(503, std::string("not ready\n"));
        }),
        metrics_([registry = std::move(registry), refresh = std::move(refresh)] {
          refresh();
          return std::make_pair(200, prometheus::TextSerializer().Serialize(registry->Collect()));
        }),
        server_(options) {
    server_.addHandler("/live$", live_);
    server_.addHandler("/ready$", ready_);
    server_.addHandler("/metrics$", metrics_);
    for (const BackgroundWork* work : works) {
      server_.addHandler(absl::StrCat("/ready/", work->name(), "$"), *works_.emplace_back(std::make_unique<Page>([work] {
        const std::string trouble = work->trouble();
        return trouble.empty() ? std::make_pair(200, std::string("ready\n")) : std::make_pair(503, absl::StrCat(trouble, "\n"));
      })));
    }
  }

 private:
  Page live_, ready_, metrics_;
  std::vector<std::unique_ptr<Page>> works_;
  CivetServer server_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<AdminServer>> AdminServer::Start(const std::string& address,
                                                                std::shared_ptr<prometheus::Registry> registry,
                                                                std::function<bool()> ready, std::function<void()> refresh,
                                                                const std::vector<BackgroundWork*>& works) {
  try {
    const std::vector<std::string> options = {"listening_ports", address, "num_threads", "2", "request_timeout_ms", "5000"};
    return std::make_unique<CivetAdminServer>(options, std::move(registry), std::move(ready), std::move(refresh), works);
  } catch (const CivetException& exception) {
    return absl::UnavailableError(absl::StrCat("cannot serve metrics on ", address, ": ", exception.what()));
  }
}

}  // namespace dayaq
