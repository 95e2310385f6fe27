// Who looked at a record, line by line, in words: for the person whose record it is, and for those who oversee, who see names too.
import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

import { audit } from '../calls/audit.ts';
import { type Look, LookKindSchema } from '../contract/dayaq/audit/v1/look_pb.ts';
import { PagedList } from './PagedList.tsx';
import { inThree } from '../words/in-three.ts';
import { ownWords } from '../words/own-words.ts';
import { shownTime } from '../values/time.ts';

const useLookWords = ownWords(inThree({
  'look.none': ['Bu qeydə hələ heç kim baxmayıb', 'Nobody has looked at this record yet', 'Эту запись ещё никто не смотрел'],
  'look.system': ['Sistemin özü', 'The system itself', 'Сама система'],
  'look.times': ['{count} dəfə', '{count} times', '{count} раз'],
  'look.until': ['{from} – {until}', '{from} – {until}', '{from} – {until}'],
  'look.for': ['Nə üçün: {purpose}', 'What for: {purpose}', 'Для чего: {purpose}'],
  'look.seen': ['Nə görüb: {what}', 'What was seen: {what}', 'Что видели: {what}'],
  'look.emergency': ['təcili açılış', 'in an emergency', 'экстренный доступ'],
  'look.delegation': ['həmkarının əvəzinə', 'for a colleague', 'за коллегу'],
  'look.list': ['siyahıda', 'in a list', 'в списке'],
  'look.checked': ['yalnız yoxlanıb', 'only checked', 'только проверка'],
  'look.withheld': ['şəxsdən gizlədilib', 'withheld from the person', 'скрыто от человека'],
}));

export function useLookText() {
  const { language } = useLookWords();
  return (az: string, en: string) => (language === 'az' ? az : en || az);
}

function LookRow({ look, who }: { look: Look; who?: (look: Look) => ReactNode }) {
  const { t, label, language } = useLookWords();
  const text = useLookText();
  const first = shownTime(look.firstTime);
  const last = shownTime(look.lastTime);
  const marks = [
    look.inEmergency && t('look.emergency'), look.byDelegation && t('look.delegation'), look.inList && t('look.list'), look.onlyChecked && t('look.checked'), look.withheldBy !== '' && t('look.withheld'),
  ].filter((mark) => mark !== false);
  const seen = language === 'az' ? look.seenAz : look.seenEn;
  return (
    <li>
      <span>
        <strong>{look.bySystem ? t('look.system') : [text(look.roleAz, look.roleEn), text(look.institutionAz, look.institutionEn)].filter((part) => part !== '').join(', ')}</strong>
        {who && !look.bySystem && <> · {who(look)}</>}
        <br />
        {text(look.actionAz, look.actionEn)}
        {marks.map((mark) => <span key={mark}> · {mark === t('look.emergency') ? <strong>! {mark}</strong> : mark}</span>)}
        <br />
        <span className="quiet">
          {first === last ? first : t('look.until', { from: first, until: last })}
          {look.count > 1n && ` · ${t('look.times', { count: String(look.count) })}`}
          {look.purposeAz !== '' && ` · ${t('look.for', { purpose: text(look.purposeAz, look.purposeEn) })}`}
          {seen.length > 0 && ` · ${t('look.seen', { what: seen.join(', ') })}`}
        </span>
      </span>
      <Badge variant="default">{label(LookKindSchema, look.kind)}</Badge>
    </li>
  );
}

// `name`: survivors/{uid}; empty: the record of the person who asks. `who`: what else is said of whoever looked.
export function Looks({ name, who }: { name: string; who?: (look: Look) => ReactNode }) {
  const { t } = useLookWords();
  return (
    <PagedList queryKey={['looks', name]} none={t('look.none')}
      ask={async (pageToken) => {
        const { looks, nextPageToken } = await audit.whoLooked({ name, pageSize: 25, pageToken });
        return { items: looks, next: nextPageToken };
      }}
      idOf={(look) => `${shownTime(look.firstTime)} ${look.firstTime?.nanos} ${look.action} ${look.role} ${look.institution} ${look.kind} ${look.staffUid}`}
      row={(look) => <LookRow look={look} who={who} />} />
  );
}
