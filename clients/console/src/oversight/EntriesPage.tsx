// Entries of the audit log, newest first: who did or saw what.
import { Badge, Button, NativeSelect } from '@mantine/core';
import { create } from '@bufbuild/protobuf';
import { TimestampSchema } from '@bufbuild/protobuf/wkt';
import { type FormEvent, useState } from 'react';

import { Link } from '../app/route.tsx';
import { audit } from '../calls/audit.ts';
import { Decision, DecisionSchema } from '../contract/dayaq/audit/v1/entry_pb.ts';
import { TextField } from '../parts/fields.tsx';
import { StaffName, useInstitutions, useRoles } from '../parts/names.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { shownTime } from '../values/time.ts';
import { useOversightWords } from './words.ts';

const DAY_SECONDS = 86_400;
const PERIODS = [1, 7, 31, 366];

interface Asked {
  resource: string;
  institution: string;
  decision: number;
  days: number;
  // The moment of asking, so that all pages are of one period.
  until: number;
}

const now = () => Math.floor(Date.now() / 1000);
const at = (seconds: number) => create(TimestampSchema, { seconds: BigInt(seconds) });

export function EntriesPage() {
  const { t, label } = useOversightWords();
  const roles = useRoles();
  const institutions = useInstitutions();
  const [typed, setTyped] = useState({ resource: '', institution: '', decision: 0, days: 7 });
  const [asked, setAsked] = useState<Asked>(() => ({ resource: '', institution: '', decision: 0, days: 7, until: now() }));
  const search = (event: FormEvent) => {
    event.preventDefault();
    setAsked({ ...typed, resource: typed.resource.trim(), until: now() });
  };
  return (
    <Page title={t('over.entries')}>
      <form role="search" className="card no-print" onSubmit={search}>
        <div className="pair">
          <TextField field="filter.resource" label={t('over.about')} hint={t('over.aboutHint')} faults={[]} maxLength={200} value={typed.resource} onChange={(resource) => setTyped({ ...typed, resource })} />
          <NativeSelect className="field" label={t('over.institution')} value={typed.institution} onChange={(event) => setTyped({ ...typed, institution: event.currentTarget.value })}
            data={[{ value: '', label: t('over.anyState') }, ...institutions.institutions.map(({ code }) => ({ value: code, label: institutions.title(code) }))]} />
          <NativeSelect className="field" label={t('over.decision')} value={String(typed.decision)} onChange={(event) => setTyped({ ...typed, decision: Number(event.currentTarget.value) })}
            data={[{ value: '0', label: t('over.anyState') }, ...[Decision.ALLOWED, Decision.DENIED, Decision.FAILED].map((one) => ({ value: String(one), label: label(DecisionSchema, one) }))]} />
          <NativeSelect className="field" label={t('over.period')} value={String(typed.days)} onChange={(event) => setTyped({ ...typed, days: Number(event.currentTarget.value) })}
            data={PERIODS.map((days) => ({ value: String(days), label: t('over.days', { days }) }))} />
        </div>
        <Button type="submit">{t('over.find')}</Button>
      </form>
      <section className="card">
        <PagedList queryKey={['entries', asked]} none={t('over.noEntries')}
          ask={async (pageToken) => {
            const { resource, institution, decision, days, until } = asked;
            const { entries, nextPageToken } = await audit.searchEntries({ filter: { resource, institution, decision, fromTime: at(until - days * DAY_SECONDS), untilTime: at(until) }, pageSize: 25, pageToken });
            return { items: entries, next: nextPageToken };
          }}
          idOf={({ name }) => name}
          row={({ entry, name }) => entry && (
            <li>
              <span>
                <Link href={`/oversight/entries/${name.slice('auditEntries/'.length)}`}>{entry.action || entry.method}</Link>
                <br />
                <span className="quiet">
                  {shownTime(entry.time)} · {entry.staffUid === '' ? t('over.system') : <><StaffName uid={entry.staffUid} /> · {roles.title(entry.role)}, {institutions.title(entry.institution)}</>}
                  {entry.reason !== '' && ` · ${entry.reason}`}
                </span>
              </span>
              <Badge variant="default">{label(DecisionSchema, entry.decision)}</Badge>
            </li>
          )} />
      </section>
    </Page>
  );
}
