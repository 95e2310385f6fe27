// The hospital's desk: work list, registration, incidents.
import { useEffect, useRef } from 'react';

import { go, partsAfter, useRoute } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { Page } from '../parts/Page.tsx';
import { Loading } from '../parts/states.tsx';
import { useWords } from '../words/words.tsx';
import { CorrectOutcome } from './CorrectOutcome.tsx';
import { newDraft } from './draft.ts';
import { IncidentPage } from './IncidentPage.tsx';
import { Register } from './Register.tsx';
import { Sent } from './Sent.tsx';
import { useWork, WorkProvider } from './work.tsx';
import { WorkList } from './WorkList.tsx';

// A new draft has an address of its own from its first moment, so that a page loaded anew is the same draft.
function NewDraft() {
  const { store } = useWork();
  const { my } = useStanding();
  const made = useRef(false);
  useEffect(() => {
    if (made.current) return;
    made.current = true;
    const districts = my.assignment?.districts ?? [];
    const draft = newDraft(districts.length === 1 ? (districts[0] ?? '') : '');
    void store.put('drafts', draft).then(() => go(`/hospital/register/${draft.id}/0`, { replace: true }));
  }, [store, my]);
  return <Loading />;
}

function Place() {
  const { t } = useWords();
  const [page, id, more, casualty] = partsAfter(useRoute(), '/hospital');
  if (page === undefined) return <WorkList />;
  if (page === 'register' && id === 'new') return <NewDraft />;
  if (page === 'register' && id) return <Register key={id} id={id} at={more ?? '0'} />;
  if (page === 'sent' && id) return <Sent id={id} />;
  if (page === 'incidents' && id && more === 'casualties' && casualty) return <CorrectOutcome key={casualty} incident={id} casualty={casualty} />;
  if (page === 'incidents' && id) return <IncidentPage uid={id} />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}

export default function HospitalDesk() {
  return (
    <WorkProvider>
      <Place />
    </WorkProvider>
  );
}
