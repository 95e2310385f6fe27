// Whose turn a release is. The service decides; this says beforehand what it will say.
import { type Release, ReleaseState } from '../contract/dayaq/statistics/v1/release_pb.ts';

export type ReleaseStep = 'check' | 'publish';

type Turn = Pick<Release, 'state' | 'draftedByUid' | 'checkedByUid'>;

// The step that comes next, whether the person may take it, and whether it is another's because they took the one before.
export function nextStep(release: Turn, staff: string, may: (action: string) => boolean): { step?: ReleaseStep; mine: boolean; tookBefore: boolean } {
  const own = staff.split('/').at(-1) ?? '-';
  const step = release.state === ReleaseState.DRAFT ? 'check' : release.state === ReleaseState.CHECKED ? 'publish' : undefined;
  if (!step) return { mine: false, tookBefore: false };
  const tookBefore = (step === 'check' ? release.draftedByUid : release.checkedByUid) === own;
  return { step, mine: may(`release.${step}`) && !tookBefore, tookBefore };
}
