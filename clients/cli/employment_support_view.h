// Courses, own businesses, studies and invitations as people read them.
#ifndef CLIENTS_CLI_EMPLOYMENT_SUPPORT_VIEW_H_
#define CLIENTS_CLI_EMPLOYMENT_SUPPORT_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/employment/v1/course_service.pb.h"
#include "dayaq/employment/v1/grant_service.pb.h"
#include "dayaq/employment/v1/invitation_service.pb.h"
#include "dayaq/employment/v1/study_service.pb.h"

namespace dayaq::cli {

void PrintProvider(const employment::v1::TrainingProvider& provider, Language language, std::ostream& out);
void PrintCourse(const employment::v1::Course& course, Language language, std::ostream& out);
void PrintCourses(const employment::v1::ListCoursesResponse& list, Language language, std::ostream& out);
void PrintEnrolment(const employment::v1::Enrolment& enrolment, Language language, std::ostream& out);
void PrintEnrolments(const employment::v1::ListEnrolmentsResponse& list, Language language, std::ostream& out);
void PrintAttendance(const employment::v1::RecordAttendanceResponse& day, Language language, std::ostream& out);
void PrintGrant(const employment::v1::Grant& grant, Language language, std::ostream& out);
void PrintGrantWhole(const employment::v1::GetGrantResponse& whole, Language language, std::ostream& out);
void PrintGrants(const employment::v1::ListGrantsResponse& list, Language language, std::ostream& out);
void PrintGrantVisit(const employment::v1::GrantVisit& visit, Language language, std::ostream& out);
void PrintStudy(const employment::v1::Study& study, Language language, std::ostream& out);
void PrintStudyWhole(const employment::v1::GetStudyResponse& whole, Language language, std::ostream& out);
void PrintStudies(const employment::v1::ListStudiesResponse& list, Language language, std::ostream& out);
void PrintTerm(const employment::v1::StudyTerm& term, Language language, std::ostream& out);
void PrintInvitation(const employment::v1::Invitation& invitation, Language language, std::ostream& out);
void PrintInvitations(const employment::v1::ListInvitationsResponse& list, Language language, std::ostream& out);
void PrintDueWork(const employment::v1::ListDueWorkResponse& list, Language language, std::ostream& out);
void PrintSupportReport(const employment::v1::CountSupportResponse& report, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_EMPLOYMENT_SUPPORT_VIEW_H_
