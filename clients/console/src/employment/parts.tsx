// What several pages of this desk show alike.
import { useQuery } from '@tanstack/react-query';

import { profiles } from '../calls/employment.ts';
import { type Profile, ProfileState } from '../contract/dayaq/employment/v1/profile_pb.ts';
import { SelectField, TextField } from '../parts/fields.tsx';
import { useEmploymentWords } from '../words/employment.ts';

const MOST_PAGES = 5;
const MOST_SHOWN = 50;

// People whose profile is open: whom one can enrol and introduce, and the number of each record.
export function useOpenProfiles() {
  return useQuery({
    queryKey: ['open-profiles'],
    staleTime: 60_000,
    queryFn: async () => {
      const found: Profile[] = [];
      let pageToken = '';
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer = await profiles.listProfiles({ states: [ProfileState.OPEN], pageSize: 200, pageToken });
        found.push(...answer.profiles);
        pageToken = answer.nextPageToken;
        if (pageToken === '') break;
      }
      return found;
    },
  });
}

export function useWho() {
  const { t } = useEmploymentWords();
  return ({ survivorNumber: number, memberUid }: { survivorNumber: string; memberUid: string }) => t(memberUid === '' ? 'who' : 'who.member', { number });
}

// Of whom a row speaks that knows the profile alone.
export function WhoOf({ profileUid }: { profileUid: string }) {
  const open = useOpenProfiles();
  const who = useWho();
  const known = open.data?.find(({ uid }) => uid === profileUid);
  const asked = useQuery({
    queryKey: ['profile', `profiles/${profileUid}`], enabled: profileUid !== '' && !open.isPending && !known, staleTime: Infinity,
    queryFn: () => profiles.getProfile({ name: `profiles/${profileUid}` }),
  });
  const profile = known ?? asked.data;
  return <>{profile ? who(profile) : '…'}</>;
}

export function PersonField({ number, profile, faults, write }: {
  number: string; profile: string; faults: { field: string; reason: string; words: string }[]; write: (next: { number: string; profile: string }) => void;
}) {
  const { t } = useEmploymentWords();
  const who = useWho();
  const open = useOpenProfiles();
  const suiting = (open.data ?? []).filter((one) => one.survivorNumber.includes(number.trim()) || one.name === profile).slice(0, MOST_SHOWN);
  if (open.data?.length === 0) return <p role="status">{t('person.none')}</p>;
  return (
    <>
      <TextField field="number" label={t('person.number')} faults={[]} maxLength={12} inputMode="numeric" value={number} onChange={(typed) => write({ number: typed, profile })} />
      <SelectField field="profile" label={t('person.choose')} faults={faults} value={profile} options={suiting.map((one) => [one.name, who(one)])} onChange={(chosen) => write({ number, profile: chosen })} />
    </>
  );
}
