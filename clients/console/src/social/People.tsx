// People by name or number, and one household: the family, what it is entitled to, what was paid.
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { entitlements, matches, survivors } from '../calls/entitlement.ts';
import { families, runs } from '../calls/payment.ts';
import type { PersonIdentity } from '../contract/dayaq/common/v1/person_pb.ts';
import { EntitlementStateSchema } from '../contract/dayaq/payment/v1/entitlement_pb.ts';
import { PaymentOrderStateSchema } from '../contract/dayaq/payment/v1/payment_order_pb.ts';
import { SurvivorStateSchema } from '../contract/dayaq/survivor/v1/code_lists_pb.ts';
import { type FamilyMember, FamilyDoubtSchema, FamilyRelationSchema } from '../contract/dayaq/survivor/v1/family_pb.ts';
import type { Survivor } from '../contract/dayaq/survivor/v1/survivor_pb.ts';
import { TextField } from '../parts/fields.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shown } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { useSocialWords } from '../words/social.ts';
import { useBenefits, useMoney } from './parts.tsx';

export const nameOf = (identity?: PersonIdentity) => [identity?.familyName, identity?.givenName, identity?.fatherName].filter(Boolean).join(' ');

function PersonRow({ survivor }: { survivor: Survivor }) {
  const { t, label } = useSocialWords();
  return (
    <li>
      <span>
        <Link href={`/social-protection/people/${survivor.uid}`}>{nameOf(survivor.identity) || t('incident.unnamed')}</Link> · № {survivor.number}
        {survivor.identity?.birthDate && <span className="quiet"> · {shown(survivor.identity.birthDate)}</span>}
      </span>
      <Badge variant="default">{label(SurvivorStateSchema, survivor.state)}</Badge>
    </li>
  );
}

export function People() {
  const { t } = useSocialWords();
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const search = (event: FormEvent) => {
    event.preventDefault();
    setWords(typed.trim());
  };
  const number = words.replace(/\s/g, '');
  return (
    <Page title={t('people')}>
      <form role="search" className="search card" onSubmit={search}>
        <TextField field="search" label={t('people.search')} hint={t('people.searchHint')} faults={[]} maxLength={160} value={typed} onChange={setTyped} />
        <Button type="submit" variant="default" className="field">{t('people.find')}</Button>
      </form>
      {words.length >= 3 && (
        <Section title={t('people')}>
          <PagedList queryKey={['people', words]} none={t('people.none')}
            ask={async (pageToken) => {
              const page = /^\d+$/.test(number)
                ? await survivors.listSurvivors({ filter: { number }, pageSize: 25, pageToken })
                : await matches.searchSurvivors({ words, pageSize: 25, pageToken });
              return { items: page.survivors, next: page.nextPageToken };
            }}
            idOf={({ uid }) => uid} row={(survivor) => <PersonRow survivor={survivor} />} />
        </Section>
      )}
    </Page>
  );
}

function Member({ member }: { member: FamilyMember }) {
  const { t, label } = useSocialWords();
  const marks = [
    member.isDependant && t('household.dependant'), member.isStudent && t('household.student'), member.isGuardian && t('household.guardian'), member.livesTogether && t('household.together'),
    ...member.doubts.map((doubt) => label(FamilyDoubtSchema, doubt)),
  ].filter(Boolean);
  return (
    <li>
      <span>
        <strong>{label(FamilyRelationSchema, member.relation)}</strong> · {nameOf(member.identity) || t('household.unnamed')}
        {member.identity?.birthDate && <span className="quiet"> · {shown(member.identity.birthDate)}</span>}
        <br />
        <span className="quiet">{marks.join(' · ')}</span>
      </span>
      {member.memberUid !== '' && <Link href={`/social-protection/people/${member.memberUid}`}>{t('household.open')}</Link>}
    </li>
  );
}

function Family({ survivor }: { survivor: string }) {
  const { t } = useSocialWords();
  const found = useQuery({ queryKey: ['family', survivor], queryFn: () => families.listFamily({ survivor, pageSize: 200 }) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  const { members, indirectVictims, dependants, students } = found.data;
  if (members.length === 0) return <p role="status">{t('household.noFamily')}</p>;
  return (
    <>
      <p className="quiet">{t('household.counts', { indirect: String(indirectVictims), dependants: String(dependants), students: String(students) })}</p>
      <ul className="rows">{members.map((member) => <Member key={member.uid} member={member} />)}</ul>
    </>
  );
}

// Whom a share of a benefit goes to, by what they are to the survivor.
function useReceiver(survivor: string) {
  const { t, label } = useSocialWords();
  const { may } = useStanding();
  const family = useQuery({ queryKey: ['family', survivor], queryFn: () => families.listFamily({ survivor, pageSize: 200 }), enabled: may('family.read') });
  return (uid: string) => {
    if (uid === '' || survivor.endsWith(uid)) return t('household.self');
    const member = family.data?.members.find((one) => one.uid === uid);
    return member ? [label(FamilyRelationSchema, member.relation), nameOf(member.identity)].filter(Boolean).join(' ') : t('household.unnamed');
  };
}

export function Household({ uid }: { uid: string }) {
  const { t, label } = useSocialWords();
  const { may } = useStanding();
  const money = useMoney();
  const titleOf = useBenefits();
  const name = `survivors/${uid}`;
  const found = useQuery({ queryKey: ['survivor', name], queryFn: () => survivors.getSurvivor({ name }) });
  const receiver = useReceiver(name);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('people')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const survivor = found.data;
  return (
    <Page title={nameOf(survivor.identity) || t('incident.unnamed')}>
      <section className="card">
        <p>№ {survivor.number} {survivor.identity?.birthDate && `· ${shown(survivor.identity.birthDate)}`} <Badge variant="default">{label(SurvivorStateSchema, survivor.state)}</Badge></p>
        <Hidden fields={survivor.redactedFields} />
      </section>
      <Section title={t('household.family')} show={may('family.read')}><Family survivor={name} /></Section>
      <Section title={t('household.entitlements')}>
        <PagedList queryKey={['entitlements', 'of', name]} none={t('social.none')}
          ask={async (pageToken) => {
            const page = await entitlements.listEntitlements({ filter: { survivor: name }, pageSize: 25, pageToken });
            return { items: page.entitlements, next: page.nextPageToken };
          }}
          idOf={(one) => one.uid}
          row={(one) => (
            <li>
              <span>
                <Link href={`/social-protection/entitlements/${one.uid}`}>{titleOf(one.benefit)}</Link> · {money(one.entitledQepik, one.currency || 'AZN')}
                <br />
                <span className="quiet">{t('household.receives', { who: receiver(one.beneficiaryUid) })}{one.example && ` · ${t('social.example')}`}</span>
              </span>
              <Badge variant="default">{label(EntitlementStateSchema, one.state)}</Badge>
            </li>
          )} />
      </Section>
      <Section title={t('household.payments')} show={may('payment_order.read')}>
        <PagedList queryKey={['orders', name]} none={t('order.none')}
          ask={async (pageToken) => {
            const page = await runs.listOrders({ survivor: name, pageSize: 25, pageToken });
            return { items: page.orders, next: page.nextPageToken };
          }}
          idOf={(one) => one.uid}
          row={(one) => (
            <li>
              <span>{titleOf(one.benefit)} · {money(one.amountQepik, one.currency || 'AZN')} <span className="quiet">· {shownTime(one.createTime)}</span></span>
              <Badge variant="default">{label(PaymentOrderStateSchema, one.state)}</Badge>
            </li>
          )} />
      </Section>
    </Page>
  );
}
