// What codes and ids of the access service are called: institutions, roles, members of the staff.
import { useQuery } from '@tanstack/react-query';

import { useStanding } from '../app/session.tsx';
import { access } from '../calls/transport.ts';
import { ROLES } from '../labels/roles.ts';
import { useWords } from '../words/words.tsx';

const inWords = (language: string, az: string, en: string) => (language === 'az' ? az : en);

export function useRoles() {
  const { language } = useWords();
  const title = (code: string) => {
    const role = ROLES.find((one) => one.code === code);
    return role ? inWords(language, role.az, role.en) : code;
  };
  return { title, all: ROLES };
}

export function useInstitutions() {
  const { language } = useWords();
  const { may } = useStanding();
  const found = useQuery({ queryKey: ['institutions'], queryFn: () => access.listInstitutions({ pageSize: 200, closedToo: true }), staleTime: 300_000, enabled: may('institution.list') });
  const institutions = found.data?.institutions ?? [];
  const title = (code: string) => {
    const one = institutions.find((institution) => institution.code === code);
    return one ? inWords(language, one.nameAz, one.nameEn) : code;
  };
  return { title, institutions };
}

// A member of the staff by name, where the person's role reads names of the staff; else by the last letters of the id.
export function StaffName({ uid }: { uid: string }) {
  const { may } = useStanding();
  const name = `staff/${uid}`;
  const found = useQuery({ queryKey: ['staff', name], queryFn: () => access.getStaff({ name }), staleTime: 300_000, enabled: uid !== '' && may('staff.read') });
  if (uid === '') return null;
  const staff = found.data;
  const words = staff ? [staff.givenName, staff.familyName].filter((part) => part !== '').join(' ') : '';
  return <span>{words || `…${uid.slice(-8)}`}</span>;
}
