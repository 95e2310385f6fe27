import { createClient } from '@connectrpc/connect';

import { CourseService } from '../contract/dayaq/employment/v1/course_service_pb.ts';
import { InvitationService } from '../contract/dayaq/employment/v1/invitation_service_pb.ts';
import { PlacementService } from '../contract/dayaq/employment/v1/placement_service_pb.ts';
import { ProfileService } from '../contract/dayaq/employment/v1/profile_service_pb.ts';
import { VacancyService } from '../contract/dayaq/employment/v1/vacancy_service_pb.ts';
import { transport } from './transport.ts';

export const invitations = createClient(InvitationService, transport);
export const courses = createClient(CourseService, transport);
export const vacancies = createClient(VacancyService, transport);
export const placements = createClient(PlacementService, transport);
export const profiles = createClient(ProfileService, transport);
