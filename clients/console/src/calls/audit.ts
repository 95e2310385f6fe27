import { createClient } from '@connectrpc/connect';

import { AuditService } from '../contract/dayaq/audit/v1/audit_service_pb.ts';
import { transport } from './transport.ts';

export const audit = createClient(AuditService, transport);
