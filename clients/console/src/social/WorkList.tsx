// What needs the person today: runs that wait for their step, what the bank asks, entitlements with a question.
import { useStanding } from '../app/session.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { useSocialWords } from '../words/social.ts';
import { Entitlements } from './EntitlementList.tsx';
import { Questions } from './QuestionList.tsx';
import { Runs } from './RunList.tsx';
import { useWaitingStates } from './RunSteps.tsx';

export function WorkList() {
  const { t } = useSocialWords();
  const { may } = useStanding();
  const waiting = useWaitingStates();
  return (
    <Page title={t('work.title')}>
      <Section title={t('work.runs')} show={waiting.length > 0}><Runs states={waiting} none={t('work.runsNone')} /></Section>
      <Section title={t('work.questions')} show={may('payment_question.read')}><Questions pageSize={10} /></Section>
      <Section title={t('work.entitlements')} show={may('entitlement.list')}><Entitlements withQuestions /></Section>
    </Page>
  );
}
