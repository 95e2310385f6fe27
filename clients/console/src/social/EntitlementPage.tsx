// One entitlement and its answer to "why this amount?": the steps, the conditions, the facts, as the service kept them.
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { entitlements, survivors } from '../calls/entitlement.ts';
import type { BenefitRule } from '../contract/dayaq/payment/v1/benefit_rule_pb.ts';
import { type Entitlement, EntitlementStateSchema, type Explanation, InstalmentKindSchema } from '../contract/dayaq/payment/v1/entitlement_pb.ts';
import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { Section } from '../parts/Section.tsx';
import { Table } from '../parts/Table.tsx';
import { shownMoney } from '../values/money.ts';
import { shown } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { useSocialWords } from '../words/social.ts';
import { useWords } from '../words/words.tsx';
import { Decisions } from './Decisions.tsx';

interface InWords {
  az: string;
  en: string;
  ru: string;
}

const useSaid = () => {
  const { language } = useWords();
  return (words?: InWords) => words?.[language] || words?.en || '';
};

const period = (first: string, last: string) => (first === last || last === '' ? first : `${first} – ${last}`);

function Why({ explanation, currency }: { explanation: Explanation; currency: string }) {
  const { t, language } = useWords();
  const said = useSaid();
  const money = (amount: bigint) => shownMoney(amount, currency, language);
  const answered = (holds: boolean, yes: string, no: string) => <Badge variant="default">{holds ? `✓ ${yes}` : `✗ ${no}`}</Badge>;
  return (
    <>
      <Section title={t('social.questions')} show={explanation.questions.length > 0}>
        <ul>{explanation.questions.map((question, place) => <li key={place}><strong>{said(question.words)}</strong> {question.period}</li>)}</ul>
      </Section>
      <Section title={t('social.steps')} show={explanation.amounts.length > 0}>
        <Table caption={t('social.steps')} heads={[[t('social.period')], [t('social.amount'), true], [t('social.because')]]}
          rows={explanation.amounts.map((one) => [period(one.firstPeriod, one.lastPeriod), money(one.amountQepik), said(one.words)])} />
      </Section>
      <Section title={t('social.deductions')} show={explanation.deductions.length > 0}>
        <Table caption={t('social.deductions')} heads={[[t('social.period')], [t('social.amount'), true], [t('social.because')]]}
          rows={explanation.deductions.map((one) => [period(one.firstPeriod, one.lastPeriod), money(-one.amountQepik), said(one.words)])} />
      </Section>
      <Section title={t('social.needs')} show={explanation.needs.length > 0}>
        <ul className="rows">{explanation.needs.map((one, place) => <li key={place}><span>{said(one.words)}</span>{answered(one.met, t('social.there'), t('social.notThere'))}</li>)}</ul>
      </Section>
      <Section title={t('social.conditions')} show={explanation.conditions.length > 0}>
        <ul className="rows">{explanation.conditions.map((one, place) => <li key={place}><span>{said(one.words)}</span>{answered(one.holds, t('social.holds'), t('social.holdsNot'))}</li>)}</ul>
      </Section>
      <Section title={t('social.facts')} show={explanation.facts.length > 0}>
        <ul>{explanation.facts.map((one, place) => <li key={place}>{said(one.words)}{one.recordedTime && <span className="quiet"> · {t('social.known', { when: shownTime(one.recordedTime) })}</span>}</li>)}</ul>
      </Section>
    </>
  );
}

function Instalments({ entitlement }: { entitlement: Entitlement }) {
  const { t, label, language } = useWords();
  return (
    <Section title={t('social.instalments')} show={entitlement.instalments.length > 0}>
      <Table caption={t('social.instalments')} heads={[[t('social.period')], [t('social.because')], [t('social.amount'), true], [t('social.due')]]}
        rows={entitlement.instalments.map((one) => [one.period, label(InstalmentKindSchema, one.kind), shownMoney(one.amountQepik, one.currency, language), shown(one.dueOn)])} />
    </Section>
  );
}

// Whose it is, as far as the person's role reads names.
function Whose({ uid }: { uid: string }) {
  const { t } = useSocialWords();
  const { may } = useStanding();
  const name = `survivors/${uid}`;
  const found = useQuery({ queryKey: ['survivor', name], queryFn: () => survivors.getSurvivor({ name }), enabled: uid !== '' && may('survivor.read') });
  const survivor = found.data;
  if (!survivor) return null;
  const { identity } = survivor;
  const words = identity ? [identity.familyName, identity.givenName, identity.fatherName].filter((part) => part !== '').join(' ') : t('incident.unnamed');
  return (
    <p>
      <strong>{words}</strong> · № {survivor.number} {identity?.birthDate && `· ${shown(identity.birthDate)}`}
      {may('family.read') && <> · <Link href={`/social-protection/people/${uid}`}>{t('household.open')}</Link></>}
    </p>
  );
}

// What the law says it rests on; an example rests on nothing.
function Source({ rule }: { rule: BenefitRule }) {
  const said = useSaid();
  const basis = rule.legalBasis;
  if (!basis) return null;
  return <p className="quiet">{[said(basis.act), basis.number, shown(basis.date), basis.article].filter((part) => part !== '').join(', ')}</p>;
}

export function EntitlementPage({ uid }: { uid: string }) {
  const { t, label, language } = useWords();
  const said = useSaid();
  const name = `entitlements/${uid}`;
  const found = useQuery({ queryKey: ['entitlement', name], queryFn: () => entitlements.explainEntitlement({ name }) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('social.title')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const { entitlement } = found.data;
  if (!entitlement) return null;
  const { rule } = found.data;
  const title = said(rule?.title) || entitlement.benefit;
  const { explanation } = entitlement;
  const from = shown(entitlement.startsOn);
  return (
    <Page title={`${t('social.why')} ${title}`} actions={<p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button></p>}>
      <section className="card">
        <Whose uid={entitlement.survivorUid} />
        <p>
          <strong>{t('social.total', { amount: shownMoney(entitlement.entitledQepik, entitlement.currency, language) })}</strong>{' '}
          <Badge variant="default">{label(EntitlementStateSchema, entitlement.state)}</Badge>
        </p>
        <p className="quiet">
          {t('social.rule', { benefit: entitlement.benefit, version: entitlement.ruleVersion })}
          {from !== '' && ` · ${entitlement.endsOn ? t('social.until', { from, until: shown(entitlement.endsOn) }) : t('social.from', { from })}`}
          {entitlement.example && ` · ${t('social.example')}`}
        </p>
        {rule && <Source rule={rule} />}
        <Hidden fields={entitlement.redactedFields} />
      </section>
      {explanation && <Why explanation={explanation} currency={entitlement.currency} />}
      <Instalments entitlement={entitlement} />
      <Decisions entitlement={entitlement.name} />
    </Page>
  );
}
