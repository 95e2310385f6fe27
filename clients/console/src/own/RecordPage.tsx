// The whole record on one page, to read and to print: what comes next, what is owed and why, what is written, who looked.
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { entitlements, survivors } from '../calls/entitlement.ts';
import { type Entitlement, EntitlementStateSchema } from '../contract/dayaq/payment/v1/entitlement_pb.ts';
import type { Survivor } from '../contract/dayaq/survivor/v1/survivor_pb.ts';
import { OutcomeSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { Facts } from '../parts/Facts.tsx';
import { Looks } from '../parts/Looks.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shownMoney } from '../values/money.ts';
import { shown } from '../values/partial-date.ts';
import { shownPhone } from '../values/phone.ts';
import { shownTime } from '../values/time.ts';
import { NextDates } from './NextDates.tsx';
import { Contact, Corrections } from './Requests.tsx';
import { useOwnPageWords } from './words.ts';

// Loads when it is asked for.
const Paid = lazy(() => import('./Paid.tsx'));

const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(', ');

function useBenefitTitles() {
  const { language } = useOwnPageWords();
  const found = useQuery({ queryKey: ['benefits'], queryFn: () => entitlements.listBenefits({}), staleTime: Infinity });
  const titles = new Map(found.data?.benefits.map(({ benefit, title }) => [benefit, title?.[language] || title?.en || benefit]));
  return (code: string) => titles.get(code) ?? code;
}

function EntitlementRow({ entitlement, title }: { entitlement: Entitlement; title: string }) {
  const { t, label, language } = useOwnPageWords();
  const missing = (entitlement.explanation?.needs ?? []).filter(({ met }) => !met).map(({ words }) => words?.[language] || words?.en || '');
  return (
    <li>
      <span>
        <strong>{title}</strong>: {shownMoney(entitlement.entitledQepik, entitlement.currency, language)}
        <br />
        <span className="quiet">
          {joined(entitlement.startsOn ? t('social.from', { from: shown(entitlement.startsOn) }) : '', entitlement.endsOn ? t('own.untilDay', { day: shown(entitlement.endsOn) }) : '', entitlement.suspended ? t('own.suspended') : '', entitlement.releasable ? '' : t('own.held'), entitlement.example ? t('social.example') : '')}
        </span>
        {missing.length > 0 && <><br />{t('own.missing', { what: missing.join('; ') })}</>}
        <br />
        <span className="no-print"><Link href={`/my-record/entitlements/${entitlement.uid}`}>{t('own.why')} <span className="unseen">{title}</span></Link></span>
      </span>
      <Badge variant="default">{label(EntitlementStateSchema, entitlement.state)}</Badge>
    </li>
  );
}

function About({ survivor }: { survivor: Survivor }) {
  const { t, label } = useOwnPageWords();
  const { identity } = survivor;
  const decisions = survivor.decisions.filter(({ replacedByUid }) => replacedByUid === '');
  return (
    <section className="card">
      <h2>{t('own.about')}</h2>
      <Facts rows={[
        [t('own.number'), survivor.number],
        [t('own.name'), identity ? [identity.familyName, identity.givenName, identity.fatherName].filter((part) => part !== '').join(' ') : ''],
        [t('own.birth'), shown(identity?.birthDate)],
        [t('own.nationalId'), identity?.nationalId ?? ''],
        [t('own.telephone'), shownPhone(identity?.phone ?? '')],
        [t('own.address'), identity?.address ?? ''],
        [t('own.confirmed'), survivor.identityConfirmedTime ? shownTime(survivor.identityConfirmedTime) : t('own.notYet')],
        [t('own.incidents'), survivor.casualties.filter(({ setAside }) => !setAside).map(({ occurredOn, outcome }) => joined(shown(occurredOn), label(OutcomeSchema, outcome))).join('; ')],
        [t('own.disability'), decisions.map(({ percent, inForceUntil }) => t('own.percent', { percent, until: inForceUntil ? t('own.untilDay', { day: shown(inForceUntil) }) : t('own.indefinite') })).join('; ')],
        [t('own.devices'), survivor.devices.filter(({ endedOn }) => !endedOn).map(({ deviceClass, deliveredOn }) => joined(deviceClass, shown(deliveredOn))).join('; ')],
      ]} />
    </section>
  );
}

export function RecordPage({ uid }: { uid: string }) {
  const { t } = useOwnPageWords();
  const { my } = useStanding();
  const titleOf = useBenefitTitles();
  const [paid, setPaid] = useState(false);
  const name = `survivors/${uid}`;
  const record = useQuery({ queryKey: ['own', 'record', name], queryFn: () => survivors.getSurvivor({ name }) });
  const owed = useQuery({ queryKey: ['own', 'entitlements'], queryFn: () => entitlements.listEntitlements({ filter: { survivor: name }, pageSize: 100 }) });
  const survivor = record.data;
  const identity = survivor?.identity;
  const guardian = my.role?.name === 'roles/guardian';
  const who = identity ? [identity.givenName, identity.familyName].filter((part) => part !== '').join(' ') : '';
  const entitled = owed.data?.entitlements ?? [];
  return (
    <Page title={guardian && who !== '' ? t('own.titleOf', { who }) : t('own.title')} narrow
      actions={<p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button> <span className="quiet">{t('own.printHelp')}</span></p>}>
      <p>{t('own.lead')} <strong>{t('own.phone')}</strong></p>
      <NextDates survivor={name} entitled={entitled} titleOf={titleOf} />
      <section className="card">
        <h2>{t('own.entitled')}</h2>
        {owed.isPending && <Loading />}
        {owed.isError && <Failed error={owed.error} again={() => void owed.refetch()} />}
        {owed.data && entitled.length === 0 && <p role="status">{t('own.noEntitled')}</p>}
        <ul className="rows">{entitled.map((one) => <EntitlementRow key={one.uid} entitlement={one} title={titleOf(one.benefit)} />)}</ul>
      </section>
      {paid ? <Suspense fallback={<Loading />}><Paid survivor={name} titleOf={titleOf} /></Suspense> : <p className="no-print"><Button variant="default" onClick={() => setPaid(true)}>{t('own.paid')}</Button></p>}
      {record.isPending && <Loading />}
      {record.isError && <Failed error={record.error} again={() => void record.refetch()} />}
      {survivor && <About survivor={survivor} />}
      <section className="card">
        <h2>{t('own.looks')}</h2>
        <p className="quiet">{t('own.looksHelp')}</p>
        <Looks name="" />
      </section>
      <Corrections survivor={name} />
      {survivor && <Contact key={survivor.contactPreference?.etag ?? ''} survivor={survivor} latest={async () => (await record.refetch()).data?.contactPreference} />}
    </Page>
  );
}
