// What banks sent back or asked, by their reason.
import { Badge, Checkbox } from '@mantine/core';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { bank } from '../calls/payment.ts';
import { type PaymentQuestion, type PaymentQuestionKind, PaymentQuestionKindSchema, PaymentQuestionState, PaymentQuestionStateSchema } from '../contract/dayaq/payment/v1/bank_pb.ts';
import { SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { shownTime } from '../values/time.ts';
import { useSocialWords } from '../words/social.ts';

function Row({ question }: { question: PaymentQuestion }) {
  const { t, label } = useSocialWords();
  return (
    <li>
      <span>
        <Link href={`/social-protection/questions/${question.uid}`}>{label(PaymentQuestionKindSchema, question.kind)}</Link>
        <br />
        <span className="quiet">
          {shownTime(question.createTime)}
          {question.reasonCode !== '' && ` · ${t('question.code', { code: question.reasonCode })}`}
          {question.takenBy === '' && question.state === PaymentQuestionState.OPEN && ` · ${t('question.nobody')}`}
        </span>
      </span>
      <span className="doing">
        {question.suspicious && <Badge color="red" variant="light">{t('question.mayBeFraud')}</Badge>}
        <Badge variant="default">{label(PaymentQuestionStateSchema, question.state)}</Badge>
      </span>
    </li>
  );
}

export function Questions({ state = PaymentQuestionState.OPEN, kind = 0, suspicious = false, pageSize = 25 }: {
  state?: PaymentQuestionState; kind?: PaymentQuestionKind; suspicious?: boolean; pageSize?: number;
}) {
  const { t } = useSocialWords();
  return (
    <PagedList queryKey={['payment-questions', state, kind, suspicious, pageSize]} none={t('question.none')}
      ask={async (pageToken) => {
        const page = await bank.listPaymentQuestions({ states: [state], kinds: kind ? [kind] : [], suspicious, pageSize, pageToken });
        return { items: page.questions, next: page.nextPageToken, total: page.total };
      }}
      idOf={({ uid }) => uid} row={(question) => <Row question={question} />} />
  );
}

export default function QuestionList() {
  const { t, label, options } = useSocialWords();
  const [kind, setKind] = useState(0);
  const [state, setState] = useState(PaymentQuestionState.OPEN);
  const [suspicious, setSuspicious] = useState(false);
  return (
    <Page title={t('questions')}>
      <div className="inline card">
        <SelectField field="kind" none={t('question.allKinds')} label={t('question.kind')} faults={[]} value={kind} options={options(PaymentQuestionKindSchema)} onChange={(value) => setKind(Number(value))} />
        <SelectField field="state" label={t('question.state')} faults={[]} value={state} onChange={(value) => setState(Number(value) || PaymentQuestionState.OPEN)}
          options={[PaymentQuestionState.OPEN, PaymentQuestionState.ANSWERED].map((one) => [one, label(PaymentQuestionStateSchema, one)])} />
        <Checkbox label={t('question.suspicious')} checked={suspicious} onChange={(event) => setSuspicious(event.currentTarget.checked)} />
      </div>
      <Section title={kind ? label(PaymentQuestionKindSchema, kind) : t('questions')}><Questions state={state} kind={kind} suspicious={suspicious} /></Section>
    </Page>
  );
}
