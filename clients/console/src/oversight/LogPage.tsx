// How the log stands, the key it is checked by, and the check of a proof that somebody brings along.
import { Alert, Button, FileInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { audit } from '../calls/audit.ts';
import type { LogStatus } from '../contract/dayaq/audit/v1/audit_service_pb.ts';
import { Facts } from '../parts/Facts.tsx';
import { TextField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shownTime } from '../values/time.ts';
import { keepKey, keptKey, pinnedKey } from './log-key.ts';
import { type Checked, checkProof, parseKey, parseProof, ProofFault } from './proof.ts';
import { ProofResult } from './ProofResult.tsx';
import { useOversightWords } from './words.ts';

// What is sent has its place within a second; a minute is promised.
const LATE_SECONDS = 60;

export const isBehind = ({ oldestWaitingTime }: LogStatus) => oldestWaitingTime !== undefined && Date.now() / 1000 - Number(oldestWaitingTime.seconds) > LATE_SECONDS;

export function useLogStatus(enabled = true) {
  return useQuery({ queryKey: ['log-status'], queryFn: () => audit.getLogStatus({}), enabled });
}

function Key({ status }: { status: LogStatus }) {
  const { t } = useOversightWords();
  const [pinned, setPinned] = useState(() => pinnedKey(status.origin, status.key));
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<'kept' | 'wrong'>();
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const { name } = await parseKey(typed);
      keepKey(name, typed.trim());
      setTold('kept');
      setPinned(pinnedKey(status.origin, status.key));
      setTyped('');
    } catch {
      setTold('wrong');
    }
  };
  return (
    <section className="card">
      <h2>{t('over.key')}</h2>
      <p className="quiet">{t('over.keyHelp')}</p>
      <pre className="wide" tabIndex={0}>{pinned.key}</pre>
      {pinned.differs && <Alert color="red" role="alert" title={t('over.keyChanged')} my="md"><p>{t('over.keyChangedHelp')}</p><pre className="wide" tabIndex={0}>{status.key}</pre></Alert>}
      <form className="search no-print" onSubmit={(event) => void keep(event)}>
        <TextField field="key" label={t('over.key')} maxLength={400} value={typed} onChange={setTyped} faults={told === 'wrong' ? [{ field: 'key', reason: '', words: t('over.keyWrong') }] : []} />
        <Button type="submit" variant="default" className="field">{t('over.keepKey')}</Button>
      </form>
      {told === 'kept' && <p role="status">{t('over.keyKept')}</p>}
    </section>
  );
}

function OwnFiles() {
  const { t } = useOversightWords();
  const [entry, setEntry] = useState<File | null>(null);
  const [proof, setProof] = useState<File | null>(null);
  const [result, setResult] = useState<{ checked?: Checked; fault?: unknown }>({});
  const check = async (event: FormEvent) => {
    event.preventDefault();
    if (!entry || !proof) {
      setResult({ fault: new ProofFault(t('over.chooseBoth')) });
      return;
    }
    try {
      const written = await proof.text();
      const key = keptKey(parseProof(written).checkpoint.origin);
      setResult({ checked: await checkProof(new Uint8Array(await entry.arrayBuffer()), written, await parseKey(key)) });
    } catch (fault) {
      setResult({ fault });
    }
  };
  return (
    <form className="card no-print" onSubmit={(event) => void check(event)}>
      <h2>{t('over.ownFiles')}</h2>
      <p className="quiet">{t('over.ownFilesHelp')}</p>
      <div className="pair">
        <FileInput className="field" id="field-entry-file" label={t('over.entryFile')} placeholder={t('app.choose')} value={entry} onChange={setEntry} />
        <FileInput className="field" id="field-proof-file" label={t('over.proofFile')} placeholder={t('app.choose')} value={proof} onChange={setProof} />
      </div>
      <Button type="submit" variant="default">{t('over.check')}</Button>
      <ProofResult checked={result.checked} fault={result.fault} />
    </form>
  );
}

export function LogPage() {
  const { t } = useOversightWords();
  const found = useLogStatus();
  const status = found.data;
  return (
    <Page title={t('over.log')}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {status && isBehind(status) && <Alert color="yellow" title={t('over.behind')} mb="md">{t('over.behindHelp', { count: String(status.waiting) })}</Alert>}
      {status && (
        <section className="card">
          <h2>{t('over.status')}</h2>
          <Facts rows={[
            [t('over.log'), status.origin], [t('over.size'), String(status.size)], [t('over.published'), String(status.publishedSize)], [t('over.waitingCount'), String(status.waiting)],
            [t('over.publishedTime'), shownTime(status.publishedTime)], [t('over.signers'), status.signers.join(', ')],
          ]} />
        </section>
      )}
      {status && <Key key={status.origin} status={status} />}
      <OwnFiles />
    </Page>
  );
}
