// Looks that give reason to ask, those with most points first; each is reviewed where it stands.
import { Badge, Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { audit } from '../calls/audit.ts';
import { type UnusualLook, UnusualLookReasonSchema, UnusualLookState, UnusualLookStateSchema } from '../contract/dayaq/audit/v1/unusual_look_pb.ts';
import { StaffName, useInstitutions, useRoles } from '../parts/names.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { shownTime } from '../values/time.ts';
import { Verdict } from './Verdict.tsx';
import { useOversightWords } from './words.ts';

const { OPEN, EXPLAINED, CONFIRMED } = UnusualLookState;

function Row({ look }: { look: UnusualLook }) {
  const { t, label } = useOversightWords();
  const { may, my } = useStanding();
  const roles = useRoles();
  const institutions = useInstitutions();
  const [open, setOpen] = useState(false);
  const reasons = look.reasons.map((reason) => label(UnusualLookReasonSchema, reason)).join(', ');
  const mine = my.assignment?.institution === look.institution;
  const person = look.person.startsWith('survivors/') ? look.person.slice('survivors/'.length) : '';
  return (
    <li className="tall">
      <span>
        <strong>{reasons}</strong>
        <br />
        <StaffName uid={look.staffUid} /> · {roles.title(look.role)}, {institutions.title(look.institution)}
        <br />
        <span className="quiet">{[shownTime(look.lookTime), look.action, look.reviewedTime ? t('over.reviewed', { when: shownTime(look.reviewedTime) }) : ''].filter((part) => part !== '').join(' · ')}</span>
        {look.verdictWords !== '' && <><br />{look.verdictWords}</>}
        <br />
        <span className="doing-left no-print">
          {person !== '' && may('audit.who_looked') && <Link href={`/oversight/records/${person}`}>{t('over.showLooks')}</Link>}
          {look.entryUid !== '' && may('audit.read') && <Link href={`/oversight/entries/${look.entryUid}`}>{t('over.showEntry')}</Link>}
        </span>
      </span>
      <span className="doing">
        <Badge variant="default">{look.state === OPEN ? t('over.points', { points: look.score }) : label(UnusualLookStateSchema, look.state)}</Badge>
        {look.state === OPEN && !mine && may('unusual_look.review') && (
          <Button size="xs" variant={open ? 'filled' : 'default'} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('over.review')} <span className="unseen">{reasons}, {shownTime(look.lookTime)}</span>
          </Button>
        )}
      </span>
      {open && (
        <div className="whole">
          <Verdict place={`oversight ${look.name}`} title={t('over.reviewTitle')} options={[EXPLAINED, CONFIRMED].map((one) => [one, label(UnusualLookStateSchema, one)])}
            seen={{ etag: look.etag, rows: [[t('over.state'), label(UnusualLookStateSchema, look.state)]] }}
            latest={async () => {
              const { unusualLooks } = await audit.listUnusualLooks({ staffUid: look.staffUid, pageSize: 200 });
              const now = unusualLooks.find(({ uid }) => uid === look.uid);
              return now && { etag: now.etag, rows: [[t('over.state'), label(UnusualLookStateSchema, now.state)], [t('over.verdictWords'), now.verdictWords]] };
            }}
            send={(given) => audit.reviewUnusualLook({ ...given, name: look.name })} of={[['unusual-looks']]} done={() => setOpen(false)} />
        </div>
      )}
    </li>
  );
}

export function UnusualList({ state, pageSize }: { state: number; pageSize: number }) {
  const { t } = useOversightWords();
  return (
    <PagedList queryKey={['unusual-looks', state, pageSize]} none={state === OPEN ? t('over.noLooks') : t('over.noneSo')}
      ask={async (pageToken) => {
        const { unusualLooks, nextPageToken } = await audit.listUnusualLooks({ state, pageSize, pageToken });
        return { items: unusualLooks, next: nextPageToken };
      }}
      idOf={({ uid }) => uid}
      row={(look) => <Row look={look} />} />
  );
}

export function UnusualLooksPage() {
  const { t, label } = useOversightWords();
  const [state, setState] = useState<number>(OPEN);
  return (
    <Page title={t('over.looks')}>
      <p className="quiet">{t('over.looksHelp')}</p>
      <NativeSelect className="field short" label={t('over.state')} value={String(state)} onChange={(event) => setState(Number(event.currentTarget.value))}
        data={[...[OPEN, EXPLAINED, CONFIRMED].map((one) => ({ value: String(one), label: label(UnusualLookStateSchema, one) })), { value: '0', label: t('over.anyState') }]} />
      <section className="card"><UnusualList state={state} pageSize={25} /></section>
    </Page>
  );
}
