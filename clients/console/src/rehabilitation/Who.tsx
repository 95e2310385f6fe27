// Whom it is about. Lists know numbers; a name stands on the sheet of the person's referral and is opened for one person at a time, since
// each look is written down.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { episodes, referrals } from '../calls/rehabilitation.ts';
import { type Episode, EpisodeState } from '../contract/dayaq/rehabilitation/v1/episode_pb.ts';
import { ReferralState } from '../contract/dayaq/survivor/v1/referral_pb.ts';
import { Facts } from '../parts/Facts.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shownPhone } from '../values/phone.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';

const MOST_PAGES = 5;

// Episodes that go on: whom a slot can be given to, and the number of each record.
export function useOpenEpisodes() {
  return useQuery({
    queryKey: ['open-episodes'],
    staleTime: 60_000,
    queryFn: async () => {
      const found: Episode[] = [];
      let pageToken = '';
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer = await episodes.listEpisodes({ states: [EpisodeState.PROPOSED, EpisodeState.OPEN], pageSize: 200, pageToken });
        found.push(...answer.episodes);
        pageToken = answer.nextPageToken;
        if (pageToken === '') break;
      }
      return found;
    },
  });
}

export function useNumber(survivorUid: string): string | undefined {
  const { may } = useStanding();
  const open = useOpenEpisodes();
  const known = open.data?.find((episode) => episode.survivorUid === survivorUid)?.survivorNumber;
  const asked = useQuery({
    queryKey: ['number-of', survivorUid],
    enabled: survivorUid !== '' && !open.isPending && !known,
    staleTime: Infinity,
    queryFn: async () => {
      const survivor = `survivors/${survivorUid}`;
      const before = (await episodes.listEpisodes({ survivor, pageSize: 1 })).episodes[0]?.survivorNumber;
      if (before || !may('referral.read')) return before ?? '';
      return (await referrals.listReferrals({ survivor, pageSize: 1 })).referrals[0]?.survivorNumber ?? '';
    },
  });
  return known ?? asked.data;
}

export function Numbered({ survivorUid }: { survivorUid: string }) {
  const { t } = useRehabilitationWords();
  const number = useNumber(survivorUid);
  return <span>{number ? t('who.number', { number }) : number === undefined ? '…' : t('who.unknown')}</span>;
}

async function sheetOf(survivorUid: string) {
  const { referrals: sent } = await referrals.listReferrals({
    survivor: `survivors/${survivorUid}`,
    states: [ReferralState.SENT, ReferralState.SEEN, ReferralState.ACCEPTED, ReferralState.DONE],
    pageSize: 5,
  });
  const latest = sent[0];
  return latest ? ((await referrals.getReferral({ name: latest.name })).sheet ?? null) : null;
}

export function WhoAndHow({ survivorUid }: { survivorUid: string }) {
  const { t } = useRehabilitationWords();
  const { may } = useStanding();
  const [open, setOpen] = useState(false);
  const sheet = useQuery({ queryKey: ['sheet-of', survivorUid], queryFn: () => sheetOf(survivorUid), enabled: open, staleTime: Infinity });
  if (!may('referral.read')) return null;
  if (!open) {
    return (
      <p>
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>{t('who.show')}</Button> <span className="quiet">{t('who.showHelp')}</span>
      </p>
    );
  }
  if (sheet.isPending) return <Loading />;
  if (sheet.isError) return <Failed error={sheet.error} again={() => void sheet.refetch()} />;
  const { identity, contact } = sheet.data ?? {};
  const name = [identity?.familyName, identity?.givenName, identity?.fatherName].filter(Boolean).join(' ');
  if (name === '' && !contact) return <p role="status">{t('who.none')}</p>;
  return <Facts rows={[[t('who.name'), name], [t('who.phone'), shownPhone(contact?.phone ?? '')], [t('who.address'), contact?.address ?? '']]} />;
}
