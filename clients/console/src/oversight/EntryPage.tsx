// One entry of the log, and the proof that the log holds it: fetched, checked in this browser, and to be taken along.
import { fromBinary } from '@bufbuild/protobuf';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { audit } from '../calls/audit.ts';
import { problemOf } from '../calls/problem.ts';
import { DataClassSchema } from '../contract/dayaq/access/v1/annotations_pb.ts';
import { DecisionSchema, type Entry, EntrySchema } from '../contract/dayaq/audit/v1/entry_pb.ts';
import { download } from '../parts/download.ts';
import { Facts } from '../parts/Facts.tsx';
import { StaffName, useInstitutions, useRoles } from '../parts/names.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shownTime } from '../values/time.ts';
import { keptKey, pinnedKey } from './log-key.ts';
import { checkProof, parseKey } from './proof.ts';
import { ProofResult } from './ProofResult.tsx';
import { useOversightWords } from './words.ts';

function useRows() {
  const { t, label } = useOversightWords();
  const roles = useRoles();
  const institutions = useInstitutions();
  return (entry: Entry): [string, ReactNode][] => [
    [t('over.when'), shownTime(entry.time)],
    [t('over.who'), entry.staffUid === '' ? t('over.system') : <StaffName uid={entry.staffUid} />],
    [t('over.onBehalf'), entry.onBehalfOf === '' ? '' : <StaffName uid={entry.onBehalfOf} />],
    [t('over.role'), roles.title(entry.role)],
    [t('over.institution'), institutions.title(entry.institution)],
    [t('over.purpose'), entry.purpose],
    [t('over.action'), entry.action],
    [t('over.method'), entry.method],
    [t('over.decision'), label(DecisionSchema, entry.decision)],
    [t('over.reason'), entry.reason],
    [t('over.resources'), entry.resources.length === 0 ? '' : <ul className="plain">{entry.resources.map((name, place) => <li key={place}>{name}</li>)}</ul>],
    [t('over.disclosed'), entry.disclosed.map((one) => label(DataClassSchema, one)).join(', ')],
    [t('over.asked'), entry.asked.join(', ')],
  ];
}

function ProofCard({ name, uid }: { name: string; uid: string }) {
  const { t } = useOversightWords();
  const prove = useMutation({
    mutationFn: async () => {
      const found = await audit.getEntryProof({ name });
      // Asked once for each log; afterwards this computer's own key is used whatever is said.
      const shown = keptKey(found.origin) === '' ? (await audit.getLogStatus({})).key : '';
      const files = { canonical: new Uint8Array(found.canonical), proof: found.proof };
      try {
        const checked = await checkProof(files.canonical, files.proof, await parseKey(pinnedKey(found.origin, shown).key));
        // What is shown below is read from the very bytes that were proved.
        return { files, checked, entry: fromBinary(EntrySchema, files.canonical) };
      } catch (fault) {
        return { files, fault };
      }
    },
  });
  const result = prove.data;
  const waits = prove.error && problemOf(prove.error).reason === 'ENTRY_NOT_IN_LOG_YET';
  return (
    <section className="card">
      <h2>{t('over.proof')}</h2>
      <p className="quiet no-print">{t('over.proofHelp')}</p>
      <Button className="no-print" loading={prove.isPending} onClick={() => prove.mutate()}>{t('over.prove')}</Button>
      {waits && <p role="status">{t('over.notYet')}</p>}
      {prove.error && !waits && <Failed error={prove.error} again={() => prove.mutate()} />}
      {result && <ProofResult checked={result.checked} fault={result.fault} />}
      {result && (
        <>
          <p className="no-print">{t('over.takeFiles')}:{' '}
            <Button size="xs" variant="default" onClick={() => download(`entry-${uid}`, result.files.canonical)}>{t('over.entryFile')}</Button>{' '}
            <Button size="xs" variant="default" onClick={() => download(`entry-${uid}.tlog-proof`, result.files.proof, 'text/plain')}>{t('over.proofFile')}</Button>
          </p>
          <p>{t('over.offline')}</p>
          <pre className="wide" tabIndex={0}>dayaq-audit-verify proof entry-{uid}.tlog-proof --entry entry-{uid} --key log.vkey</pre>
        </>
      )}
    </section>
  );
}

export function EntryPage({ uid }: { uid: string }) {
  const { t } = useOversightWords();
  const { may } = useStanding();
  const rowsOf = useRows();
  const name = `auditEntries/${uid}`;
  const found = useQuery({ queryKey: ['entry', name], queryFn: () => audit.getEntry({ name }) });
  const { entry, origin, index } = found.data ?? {};
  return (
    <Page title={t('over.entry')} narrow actions={<p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button></p>}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {entry && (
        <section className="card">
          <Facts rows={[...rowsOf(entry), [t('over.place'), origin ? `${origin} № ${index}` : t('over.waiting')]]} />
        </section>
      )}
      {entry && may('audit.prove') && <ProofCard name={name} uid={uid} />}
      <p className="no-print"><Link href="/oversight/entries">{t('over.entries')}</Link></p>
    </Page>
  );
}
