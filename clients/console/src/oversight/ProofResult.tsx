// What the check of a proof came to.
import { Alert } from '@mantine/core';

import { type Checked, ProofFault } from './proof.ts';
import { useOversightWords } from './words.ts';

export function ProofResult({ checked, fault }: { checked?: Checked; fault?: unknown }) {
  const { t } = useOversightWords();
  if (fault !== undefined) {
    return (
      <Alert color="red" role="alert" title={`✗ ${t('over.proofFails')}`} my="md">
        <p>{fault instanceof ProofFault ? <span lang="en">{fault.message}</span> : String(fault)}</p>
        <p>{t('over.proofFailsHelp')}</p>
      </Alert>
    );
  }
  if (!checked) return null;
  const { proof, signed } = checked;
  return (
    <Alert color={signed === 'signed' ? 'teal' : 'yellow'} role="status" title={`✓ ${t('over.proofHolds')}`} my="md">
      <p>{t('over.proofPlace', { origin: proof.checkpoint.origin, index: String(proof.index), size: String(proof.checkpoint.size) })}</p>
      <p>{signed === 'signed' ? t('over.signed') : t('over.cannotSay')}</p>
    </Alert>
  );
}
