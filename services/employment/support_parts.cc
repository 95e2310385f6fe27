#include "services/employment/support_parts.h"

#include <utility>

namespace dayaq::employment {

SupportParts::SupportParts(SupportPolicy policy)
    : policy_(std::move(policy)), courses_(policy_), enrolments_(policy_), grants_(policy_), invitations_(policy_) {
  courses_.Bind(course_methods_);
  enrolments_.Bind(course_methods_);
  grants_.Bind(grant_methods_);
  studies_.Bind(study_methods_);
  invitations_.Bind(invitation_methods_);
}

std::vector<rpc::Reaction> SupportParts::reactions() const {
  // One event in a transaction: two of one person, or of one course, would wait for each other.
  return {{.subscriber = "employment.invite",
           .action = "employment.invite",
           .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return invitations_.Invite(event, call); },
           .batch = 1},
          {.subscriber = "employment.fill_places",
           .action = "employment.fill_places",
           .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return enrolments_.FillPlaces(event, call); },
           .batch = 1}};
}

}  // namespace dayaq::employment
