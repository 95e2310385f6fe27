// What an officer decides about an incident: verified, rejected, linked to a hazard area, a merge undone. One at a time.
import { create } from '@bufbuild/protobuf';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import { useStanding } from '../app/session.tsx';
import type { Fault } from '../calls/problem.ts';
import { incidents } from '../calls/incident.ts';
import { IncidentState } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { type Incident, IncidentFactsSchema } from '../contract/dayaq/incident/v1/incident_pb.ts';
import { usePlaces } from '../hospital/places.ts';
import { Deed, type Version } from '../parts/Deed.tsx';
import { TextField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { rowsOf } from './shown.ts';
import { useMineWords } from './words.ts';

type What = 'verify' | 'reject' | 'link' | 'unmerge';
const { REPORTED, VERIFIED, MERGED } = IncidentState;

const POSSIBLE: { what: What; action: string; states: IncidentState[] }[] = [
  { what: 'verify', action: 'incident.verify', states: [REPORTED] },
  { what: 'link', action: 'incident.correct', states: [REPORTED, VERIFIED] },
  { what: 'reject', action: 'incident.reject', states: [REPORTED, VERIFIED] },
  { what: 'unmerge', action: 'incident.unmerge', states: [MERGED] },
];

interface Given {
  requestId: string;
  etag: string;
  reason: string;
}

function One({ what, incident, done }: { what: What; incident: Incident; done: () => void }) {
  const words = useMineWords();
  const { t } = words;
  const places = usePlaces();
  const queries = useQueryClient();
  const { name } = incident;
  const hazard = useKept(`mine-action ${name} hazard`, { area: incident.facts?.hazardArea ?? '' });
  const versionOf = (one: Incident): Version => ({ etag: one.etag, rows: rowsOf(one, words, places.name) });
  const send: Record<What, (given: Given) => Promise<unknown>> = {
    verify: (given) => incidents.verifyIncident({ ...given, name }),
    reject: (given) => incidents.rejectIncident({ ...given, name }),
    unmerge: (given) => incidents.unmergeIncidents({ ...given, name }),
    link: (given) => incidents.correctIncident({ ...given, name, facts: create(IncidentFactsSchema, { hazardArea: hazard.content.area.trim() }), updateMask: { paths: ['hazard_area'] } }),
  };
  const latest = async () => versionOf(await queries.fetchQuery({ queryKey: ['incident', name], queryFn: () => incidents.getIncident({ name }), staleTime: 0 }));
  let more: ((faults: Fault[]) => ReactNode) | undefined;
  if (what === 'link') {
    more = (faults) => (
      <TextField field="facts.hazard_area" label={t('mine.hazardId')} hint={t('mine.hazardHint')} faults={faults} maxLength={40} value={hazard.content.area} onChange={(area) => hazard.write({ area })} />
    );
  }
  const finished = () => {
    hazard.forget();
    done();
  };
  const help = { verify: t('mine.verifyHelp'), reject: t('mine.rejectHelp'), link: t('mine.linkHelp'), unmerge: t('mine.unmergeHelp') }[what];
  return (
    <Deed place={`mine-action ${name} ${what}`} title={t(`mine.${what}`)} help={help} button={t(`mine.${what}`)} color={what === 'reject' ? 'red' : undefined}
      seen={versionOf(incident)} latest={latest} send={send[what]} said={hazard.content.area} of={[['incident'], ['incidents'], ['duplicates']]} done={finished}>
      {more}
    </Deed>
  );
}

export function Decisions({ incident }: { incident: Incident }) {
  const { t } = useMineWords();
  const { may } = useStanding();
  const [open, setOpen] = useState<What>();
  const possible = POSSIBLE.filter(({ action, states }) => may(action) && states.includes(incident.state));
  if (possible.length === 0) return null;
  return (
    <div className="no-print">
      <h2 className="section">{t('mine.decide')}</h2>
      <div className="choices">
        {possible.map(({ what }) => (
          <Button key={what} variant={open === what ? 'filled' : 'default'} aria-expanded={open === what} onClick={() => setOpen(open === what ? undefined : what)}>{t(`mine.${what}`)}</Button>
        ))}
      </div>
      {open && <One key={open} what={open} incident={incident} done={() => setOpen(undefined)} />}
    </div>
  );
}
