// The three steps of a release: who took which, and the one that the person may take now.
import { Button } from '@mantine/core';
import { useState } from 'react';

import { whereWeAre } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { PATIENCE, releases } from '../calls/statistics.ts';
import { type Release, ReleaseState } from '../contract/dayaq/statistics/v1/release_pb.ts';
import { useAct } from '../parts/act.ts';
import { Section } from '../parts/Section.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Failed } from '../parts/states.tsx';
import { shownTime } from '../values/time.ts';
import { stateWord, uidOf } from './parts.tsx';
import { nextStep, type ReleaseStep } from './steps.ts';
import { useStatisticsWords } from './words.ts';

function Taken({ release }: { release: Release }) {
  const { t } = useStatisticsWords();
  const { my } = useStanding();
  const own = uidOf(my.staff);
  const next = release.state === ReleaseState.DRAFT ? 'check' : release.state === ReleaseState.CHECKED ? 'publish' : '';
  const withdrawn = release.state === ReleaseState.WITHDRAWN;
  const steps: [string, string, string, string][] = [
    ['draft', t('st.stepDraft'), release.draftedByUid, shownTime(release.createTime)],
    ['check', t('st.stepCheck'), release.checkedByUid, shownTime(release.checkTime)],
    ['publish', t('st.stepPublish'), release.publishedByUid, shownTime(release.publishTime)],
  ];
  return (
    <ol className="release-steps" aria-label={t('st.steps')}>
      {steps.map(([step, name, who, when]) => (
        <li key={step} className={who ? 'done' : step === next ? 'now' : undefined} aria-current={step === next ? 'step' : undefined}>
          <strong>{who && '✓ '}{name}</strong>
          <span className="quiet">{who ? `${who === own ? t('st.you') : t('st.colleague')}, ${when}` : withdrawn ? t('st.willNotBe') : t('st.waits')}</span>
        </li>
      ))}
    </ol>
  );
}

type Deed = ReleaseStep | 'withdraw';

function send(deed: Deed, { name }: Release, etag: string, requestId: string) {
  const on = { requestId, name, etag };
  if (deed === 'withdraw') return releases.withdrawRelease(on);
  return deed === 'check' ? releases.checkRelease(on, PATIENCE) : releases.publishRelease(on, PATIENCE);
}

function Take({ release, step, mine }: { release: Release; step: ReleaseStep; mine: boolean }) {
  const { t } = useStatisticsWords();
  const { my, may } = useStanding();
  const [seen, setSeen] = useState(release);
  const [theirs, setTheirs] = useState<{ now: Release; deed: Deed }>();
  const [withdrawing, setWithdrawing] = useState(false);
  const [last, setLast] = useState<Deed>(step);
  const act = useAct(({ deed, etag }: { deed: Deed; etag: string }, requestId) => send(deed, release, etag, requestId), {
    of: [['releases'], ['release']],
    stale: () => void releases.getRelease({ name: release.name }).then((now) => setTheirs({ now, deed: last }), () => undefined),
  });
  const take = (deed: Deed, etag: string) => {
    setLast(deed);
    act.act.mutate({ deed, etag });
  };
  const words = (deed: Deed) => t(deed === 'check' ? 'st.doCheck' : deed === 'publish' ? 'st.doPublish' : 'st.doWithdraw');
  if (theirs) {
    return (
      <Stale busy={act.act.isPending} mine={<p>{words(theirs.deed)}</p>} theirs={<><p>{t(stateWord(theirs.now.state))}</p><Taken release={theirs.now} /></>}
        keepMine={() => { setSeen(theirs.now); setTheirs(undefined); take(theirs.deed, theirs.now.etag); }}
        keepTheirs={() => { setSeen(theirs.now); setTheirs(undefined); act.act.reset(); }} />
    );
  }
  return (
    <div className="no-print">
      {act.problem && act.problem.trouble !== 'stale' && <Failed error={act.act.error} />}
      {mine && !withdrawing && (
        <>
          <p className="quiet">{t(step === 'check' ? 'st.checkHelp' : 'st.publishHelp')}</p>
          {!my.stepUp && act.problem?.trouble !== 'step-up' && (
            <p>
              {t('st.strong')}<br />
              <Button component="a" variant="default" href={`/auth/step-up?return=${whereWeAre()}`}>{t('st.prove')}</Button>
            </p>
          )}
        </>
      )}
      {withdrawing && <p>{t('st.withdrawHelp')}</p>}
      <div className="choices">
        {mine && !withdrawing && <Button loading={act.act.isPending} onClick={() => take(step, seen.etag)}>{words(step)}</Button>}
        {may('release.draft') && !withdrawing && <Button variant="default" onClick={() => setWithdrawing(true)}>{t('st.doWithdraw')}…</Button>}
        {withdrawing && <Button color="red" loading={act.act.isPending} onClick={() => take('withdraw', seen.etag)}>{t('st.doWithdraw')}</Button>}
        {withdrawing && <Button variant="default" onClick={() => setWithdrawing(false)}>{t('app.back')}</Button>}
      </div>
    </div>
  );
}

export function ReleaseSteps({ release }: { release: Release }) {
  const { t } = useStatisticsWords();
  const { my, may } = useStanding();
  const { step, mine, tookBefore } = nextStep(release, my.staff, may);
  return (
    <Section title={t('st.steps')}>
      <Taken release={release} />
      {tookBefore && <p className="quiet">{t('st.sameFault')}</p>}
      {step && !mine && !tookBefore && <p className="quiet">{t(step === 'check' ? 'st.statisticianOnly' : 'st.checkerOnly')}</p>}
      {step && <Take key={`${release.uid} ${step}`} release={release} step={step} mine={mine} />}
    </Section>
  );
}
