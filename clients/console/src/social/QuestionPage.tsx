// One question of a bank: what it is about, what the bank said, and the answer.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { bank, runs } from '../calls/payment.ts';
import { BankLineKindSchema, PaymentAnswerSchema, type PaymentQuestion, PaymentQuestionKindSchema, PaymentQuestionState, PaymentQuestionStateSchema, QuestionHoldSchema } from '../contract/dayaq/payment/v1/bank_pb.ts';
import { PaymentOrderStateSchema } from '../contract/dayaq/payment/v1/payment_order_pb.ts';
import { useAct } from '../parts/act.ts';
import { Facts } from '../parts/Facts.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { ChoiceField, LongTextField } from '../parts/fields.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { useKept } from '../parts/kept.ts';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { Table } from '../parts/Table.tsx';
import { shown } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { useSocialWords } from '../words/social.ts';
import { useBenefits, useMoney } from './parts.tsx';

function Order({ uid }: { uid: string }) {
  const { t, label } = useSocialWords();
  const money = useMoney();
  const titleOf = useBenefits();
  const name = `paymentOrders/${uid}`;
  const found = useQuery({ queryKey: ['order', name], queryFn: () => runs.getOrder({ name }) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  const order = found.data;
  return (
    <>
      <Facts rows={[
        [t('preview.benefit'), titleOf(order.benefit)], [t('order.amount'), money(order.amountQepik, order.currency || 'AZN')], [t('run.state'), label(PaymentOrderStateSchema, order.state)],
        [t('order.periods'), order.instalments.map(({ period }) => period).join(', ')],
      ]} />
      <h3>{t('order.steps')}</h3>
      <ul>{order.steps.map((step, place) => <li key={place}>{shownTime(step.createTime)} · {label(PaymentOrderStateSchema, step.toState)} {step.because && `(${step.because})`}</li>)}</ul>
      <Hidden fields={order.redactedFields} />
    </>
  );
}

function Lines({ uid }: { uid: string }) {
  const { t, label } = useSocialWords();
  const money = useMoney();
  const found = useQuery({ queryKey: ['bank-lines', uid], queryFn: () => bank.listBankLines({ orderUid: uid, pageSize: 50 }) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  if (found.data.lines.length === 0) return <p role="status">{t('order.linesNone')}</p>;
  return (
    <Table caption={t('order.lines')} heads={[[t('line.when')], [t('line.what')], [t('line.code')], [t('order.amount'), true]]}
      rows={found.data.lines.map((line) => [
        line.bookedOn ? shown(line.bookedOn) : shownTime(line.saidTime), label(BankLineKindSchema, line.kind), [line.code, ...line.reasons].filter(Boolean).join(' '), line.amountQepik ? money(line.amountQepik) : '',
      ])} />
  );
}

function Answer({ question }: { question: PaymentQuestion }) {
  const { t, label, options } = useSocialWords();
  const { content, write, forget } = useKept(`payment-answer ${question.uid}`, { answer: question.answer as number, reason: question.answerReason });
  const [seen, setSeen] = useState(question);
  const [theirs, setTheirs] = useState<PaymentQuestion>();
  const [done, setDone] = useState(false);
  const of = [['payment-questions'], ['payment-question'], ['order']];
  const stale = () => void bank.getPaymentQuestion({ name: question.name }).then(setTheirs, () => undefined);
  const answer = useAct((etag: string, requestId) => bank.answerPaymentQuestion({ requestId, name: question.name, etag, answer: content.answer, reason: content.reason.trim() }), {
    of, stale, done: (now) => { forget(); setSeen(now); setDone(true); },
  });
  const take = useAct((etag: string, requestId) => bank.takePaymentQuestion({ requestId, name: question.name, etag }), { of, stale, done: setSeen });
  const problem = answer.problem ?? take.problem;
  const rowsOf = (one: number, why: string): [string, string][] => [[t('question.answer'), label(PaymentAnswerSchema, one)], [t('question.why'), why]];
  if (theirs) {
    return (
      <Stale busy={answer.act.isPending} mine={<Facts rows={rowsOf(content.answer, content.reason)} />}
        theirs={<Facts rows={[[t('question.state'), label(PaymentQuestionStateSchema, theirs.state)], ...rowsOf(theirs.answer, theirs.answerReason)]} />}
        keepMine={() => { setSeen(theirs); setTheirs(undefined); answer.act.mutate(theirs.etag); }}
        keepTheirs={() => { setSeen(theirs); setTheirs(undefined); forget(); answer.act.reset(); take.act.reset(); }} />
    );
  }
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); answer.act.mutate(seen.etag); }}>
      <p role="status" className={done ? 'card' : 'unseen'}>{done && t('question.answered')}</p>
      <FaultSummary faults={answer.faults} round={answer.act.failureCount} />
      {problem && answer.faults.length === 0 && problem.trouble !== 'stale' && <Failed error={answer.act.error ?? take.act.error} />}
      <ChoiceField field="answer" label={t('question.answer')} faults={answer.faults} value={content.answer} options={options(PaymentAnswerSchema)} onChange={(one) => write({ ...content, answer: one })} />
      <LongTextField field="reason" label={t('question.why')} hint={t('question.whyHint')} faults={answer.faults} value={content.reason} onChange={(reason) => write({ ...content, reason })} />
      <div className="choices">
        <Button type="submit" loading={answer.act.isPending}>{t('question.send')}</Button>
        {seen.state === PaymentQuestionState.OPEN && seen.takenBy === '' && <Button variant="default" loading={take.act.isPending} onClick={() => take.act.mutate(seen.etag)}>{t('question.take')}</Button>}
      </div>
    </form>
  );
}

export default function QuestionPage({ uid }: { uid: string }) {
  const { t, label, language } = useSocialWords();
  const { may, my } = useStanding();
  const name = `paymentQuestions/${uid}`;
  const found = useQuery({ queryKey: ['payment-question', name], queryFn: () => bank.getPaymentQuestion({ name }) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('questions')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const question = found.data;
  const todo = language === 'az' ? question.todoAz : question.todoEn;
  const taken = question.takenBy === '' ? t('question.nobody') : question.takenBy === my.staff.split('/').at(-1) ? t('step.you') : t('step.other');
  return (
    <Page title={label(PaymentQuestionKindSchema, question.kind)} narrow>
      <section className="card">
        <Facts rows={[
          [t('question.state'), label(PaymentQuestionStateSchema, question.state)], [t('question.asked'), shownTime(question.createTime)],
          [t('line.code'), question.reasonCode], [t('question.holds'), label(QuestionHoldSchema, question.holds)], [t('question.todo'), todo], [t('question.taken'), taken],
          [t('question.answer'), label(PaymentAnswerSchema, question.answer)], [t('question.why'), question.answerReason],
        ]} />
        {question.suspicious && <p className="late">{t('question.mayBeFraud')}</p>}
        <Hidden fields={question.redactedFields} />
      </section>
      <Section title={t('order.title')} show={may('payment_order.read')}><Order uid={question.orderUid} /></Section>
      <Section title={t('order.lines')} show={may('bank_file.read')}><Lines uid={question.orderUid} /></Section>
      <Section title={t('question.answer')}>
        {may('payment_question.answer') ? <Answer key={question.uid} question={question} /> : <p className="quiet">{t('question.cannot')}</p>}
      </Section>
    </Page>
  );
}
