import { Badge } from '@mantine/core';

import { Link } from '../app/route.tsx';
import { DeviceCategorySchema, IncidentStateSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import type { Incident } from '../contract/dayaq/incident/v1/incident_pb.ts';
import { usePlaces } from '../hospital/places.ts';
import { shown } from '../values/partial-date.ts';
import { addressOf, peopleOf } from './shown.ts';
import { useMineWords } from './words.ts';

export function IncidentLine({ incident }: { incident: Incident }) {
  const words = useMineWords();
  const places = usePlaces();
  const { facts } = incident;
  const device = words.label(DeviceCategorySchema, facts?.deviceCategory ?? 0);
  return (
    <li>
      <span>
        <Link href={addressOf(incident.uid)}>№ {incident.number}</Link> · {shown(facts?.occurredOn)} · {[places.name(facts?.district ?? ''), facts?.settlement ?? ''].filter((part) => part !== '').join(', ')}
        <br />
        <span className="quiet">
          {peopleOf(incident, words)}
          {device !== '' && ` · ${device}`}
          {facts?.hazardArea && ` · ${words.t('mine.hazard')}: ${facts.hazardArea}`}
        </span>
      </span>
      <Badge variant="default">{words.label(IncidentStateSchema, incident.state)}</Badge>
    </li>
  );
}
