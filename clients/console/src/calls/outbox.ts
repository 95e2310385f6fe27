import { createClient } from '@connectrpc/connect';

import { OutboxService } from '../contract/dayaq/outbox/v1/outbox_service_pb.ts';
import { transport } from './transport.ts';

export const outbox = createClient(OutboxService, transport);
