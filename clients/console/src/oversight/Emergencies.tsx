// Records that were opened in an emergency: what was said, and whether it was one. Overdue reviews come first.
import { Badge, Button } from '@mantine/core';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { access } from '../calls/transport.ts';
import { type BreakGlass, BreakGlassReasonSchema, BreakGlassVerdict, BreakGlassVerdictSchema } from '../contract/dayaq/access/v1/break_glass_pb.ts';
import { TickField } from '../parts/fields.tsx';
import { StaffName, useInstitutions, useRoles } from '../parts/names.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { shownTime } from '../values/time.ts';
import { Verdict } from './Verdict.tsx';
import { useOversightWords } from './words.ts';

function Row({ opening }: { opening: BreakGlass }) {
  const { t, label } = useOversightWords();
  const { may, my } = useStanding();
  const roles = useRoles();
  const institutions = useInstitutions();
  const [open, setOpen] = useState(false);
  const reviewed = opening.verdict !== BreakGlassVerdict.UNSPECIFIED;
  const mine = my.assignment?.institution === opening.institution;
  const rowsOf = (one: BreakGlass): [string, string][] => [[t('over.verdict'), label(BreakGlassVerdictSchema, one.verdict)], [t('over.verdictWords'), one.verdictWords]];
  return (
    <li className="tall">
      <span>
        <strong>{label(BreakGlassReasonSchema, opening.reason)}</strong>{opening.reasonWords !== '' && `: ${opening.reasonWords}`}
        <br />
        <StaffName uid={opening.openedBy} /> · {roles.title(opening.role)}, {institutions.title(opening.institution)}
        <br />
        <span className="quiet">
          {t('over.record', { number: opening.number })} · {t('over.opened', { when: shownTime(opening.createTime) })}
          {!reviewed && ` · ${t('over.due', { when: shownTime(opening.reviewDueTime) })}`}
        </span>
        {opening.verdictWords !== '' && <><br />{opening.verdictWords}</>}
        {may('audit.who_looked') && opening.personUid !== '' && <><br /><Link href={`/oversight/records/${opening.personUid}`}>{t('over.showLooks')}</Link></>}
      </span>
      <span className="doing">
        {reviewed && <Badge variant="default">{label(BreakGlassVerdictSchema, opening.verdict)}</Badge>}
        {opening.reviewOverdue && !reviewed && <Badge color="red">{t('over.overdue')}</Badge>}
        {!reviewed && !mine && may('break_glass.review') && (
          <Button size="xs" variant={open ? 'filled' : 'default'} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('over.review')} <span className="unseen">{t('over.record', { number: opening.number })}</span>
          </Button>
        )}
      </span>
      {open && (
        <div className="whole">
          <Verdict place={`oversight ${opening.name}`} title={t('over.emergencyTitle')}
            options={[BreakGlassVerdict.JUSTIFIED, BreakGlassVerdict.UNJUSTIFIED].map((one) => [one, label(BreakGlassVerdictSchema, one)])}
            seen={{ etag: opening.etag, rows: rowsOf(opening) }}
            latest={async () => {
              const now = (await access.listBreakGlasses({ pageSize: 200 })).breakGlasses.find(({ uid }) => uid === opening.uid);
              return now && { etag: now.etag, rows: rowsOf(now) };
            }}
            send={(given) => access.reviewBreakGlass({ ...given, name: opening.name })} of={[['break-glasses']]} done={() => setOpen(false)} />
        </div>
      )}
    </li>
  );
}

export function EmergencyList({ toReview, pageSize }: { toReview: boolean; pageSize: number }) {
  const { t } = useOversightWords();
  return (
    <PagedList queryKey={['break-glasses', toReview, pageSize]} none={toReview ? t('over.noEmergencies') : t('over.noEmergencyAtAll')}
      ask={async (pageToken) => {
        const { breakGlasses, nextPageToken } = await access.listBreakGlasses({ toReview, pageSize, pageToken });
        return { items: breakGlasses, next: nextPageToken };
      }}
      idOf={({ uid }) => uid}
      row={(opening) => <Row opening={opening} />} />
  );
}

export function EmergenciesPage() {
  const { t } = useOversightWords();
  const [toReview, setToReview] = useState(false);
  return (
    <Page title={t('over.emergencies')}>
      <TickField field="to_review" label={t('over.onlyToReview')} value={toReview} onChange={setToReview} />
      <section className="card"><EmergencyList toReview={toReview} pageSize={25} /></section>
    </Page>
  );
}
