// Somebody who is to be asked whether they want support, and what they answer.
import { Badge, Button, Checkbox } from '@mantine/core';
import { useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { invitations } from '../calls/employment.ts';
import { type Invitation, InvitationState, InvitationStateSchema, SupportProgrammeSchema } from '../contract/dayaq/employment/v1/invitation_pb.ts';
import { useAct } from '../parts/act.ts';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { idOf } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { Stale } from '../parts/Stale.tsx';
import { Failed } from '../parts/states.tsx';
import { isBefore, today, toMessage } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { useEmploymentWords } from '../words/employment.ts';

const ASKED_AGAIN = [InvitationState.OPEN, InvitationState.DECLINED, InvitationState.LAPSED];
type Deed = { deed: 'accept' | 'decline' | 'not-reached'; programmes: number[]; etag: string };

function Answer({ invitation, say }: { invitation: Invitation; say: (words: string) => void }) {
  const { t, label, options } = useEmploymentWords();
  const { content, write, forget } = useKept(`invitation ${invitation.uid}`, { programmes: [] as number[] });
  const [seen, setSeen] = useState(invitation);
  const [theirs, setTheirs] = useState<Invitation>();
  const [lacking, setLacking] = useState(0);
  const { act, faults, problem } = useAct(({ deed, programmes, etag }: Deed, requestId) => {
    if (deed === 'not-reached') return invitations.recordInvitationContact({ requestId, name: seen.name, etag });
    return invitations.answerInvitation({ requestId, name: seen.name, etag, accepted: deed === 'accept', programmes: deed === 'accept' ? programmes : [], answeredOn: toMessage(today()) });
  }, {
    of: [['invitations']],
    stale: () => void invitations.getInvitation({ name: seen.name }).then(setTheirs, () => undefined),
    done: (_, { deed }) => { forget(); say(t(deed === 'accept' ? 'invitation.accepted' : deed === 'decline' ? 'invitation.declined' : 'invitation.tried')); },
  });
  const field = `programmes.${invitation.uid}`;
  const shownFaults = lacking > 0 && content.programmes.length === 0 ? [{ field, reason: 'REQUIRED', words: t('invitation.needProgramme') }] : faults;
  const send = (deed: Deed['deed'], etag = seen.etag) => {
    if (deed === 'accept' && content.programmes.length === 0) setLacking(lacking + 1);
    else act.mutate({ deed, programmes: content.programmes, etag });
  };
  if (theirs) {
    const last = act.variables?.deed ?? 'accept';
    return (
      <Stale busy={act.isPending} mine={<p>{t(last === 'accept' ? 'invitation.accept' : last === 'decline' ? 'invitation.decline' : 'invitation.notReached')}</p>}
        theirs={<p>{label(InvitationStateSchema, theirs.state)}, {t('invitation.tries', { count: theirs.contacts })}</p>}
        keepMine={() => { setSeen(theirs); setTheirs(undefined); send(last, theirs.etag); }}
        keepTheirs={() => { setSeen(theirs); setTheirs(undefined); act.reset(); }} />
    );
  }
  return (
    <form className="whole" noValidate onSubmit={(event) => { event.preventDefault(); send('accept'); }}>
      <FaultSummary faults={shownFaults} round={act.failureCount + lacking} />
      {problem && faults.length === 0 && problem.trouble !== 'stale' && <Failed error={act.error} />}
      <fieldset className="group" id={idOf(field)} tabIndex={-1}>
        <legend>{t('invitation.wants')}</legend>
        <div className="choices">
          {options(SupportProgrammeSchema).map(([one, words]) => (
            <Checkbox key={one} label={words} checked={content.programmes.includes(one)}
              onChange={(event) => write({ programmes: event.currentTarget.checked ? [...content.programmes, one] : content.programmes.filter((other) => other !== one) })} />
          ))}
        </div>
      </fieldset>
      <div className="choices">
        <Button type="submit" loading={act.isPending}>{t('invitation.accept')}</Button>
        <Button variant="default" loading={act.isPending} onClick={() => send('decline')}>{t('invitation.decline')}</Button>
        <Button variant="default" loading={act.isPending} onClick={() => send('not-reached')}>{t('invitation.notReached')}</Button>
      </div>
    </form>
  );
}

export function InvitationRow({ invitation, say }: { invitation: Invitation; say: (words: string) => void }) {
  const { t, label } = useEmploymentWords();
  const { may } = useStanding();
  const [open, setOpen] = useState(false);
  const can = may('invitation.manage') && ASKED_AGAIN.includes(invitation.state);
  const due = invitation.state === InvitationState.OPEN ? invitation.dueOn : undefined;
  return (
    <li>
      <span>
        <strong>{t('who', { number: invitation.survivorNumber })}</strong>{' '}
        {due && <span className={isBefore(due, today()) ? 'late' : undefined}>· {t('invitation.due', { when: shown(due) })}</span>}
        <br />
        <span className="quiet">
          {t('invitation.invited', { when: shown(invitation.invitedOn) })}
          {invitation.contacts > 0 && ` · ${t('invitation.tries', { count: invitation.contacts })}`}
          {invitation.programmes.length > 0 && ` · ${invitation.programmes.map((one) => label(SupportProgrammeSchema, one)).join(', ')}`}
        </span>
      </span>
      <span className="doing">
        <Badge variant="default">{label(InvitationStateSchema, invitation.state)}</Badge>
        {can && <Button variant="default" size="xs" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t('close') : t('invitation.answer')}</Button>}
      </span>
      {open && can && <Answer invitation={invitation} say={say} />}
    </li>
  );
}
