// People who are in the register already and may be the one being written down: found before somebody is made twice.
import { fromJsonString } from '@bufbuild/protobuf';
import { Alert, Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { mayPass, problemOf } from '../calls/problem.ts';
import { matches } from '../calls/incident.ts';
import { type PersonIdentity, PersonIdentitySchema } from '../contract/dayaq/common/v1/person_pb.ts';
import { MatchVerdictSchema } from '../contract/dayaq/survivor/v1/match_pb.ts';
import { isNationalId } from '../values/national-id.ts';
import { faultOf, fromNumbers, isEmpty, shown, toNumbers } from '../values/partial-date.ts';
import { useWords } from '../words/words.tsx';
import { nameOf, type Person } from './draft.ts';

const PAUSE_MS = 700;

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}

// Enough is known to look for somebody: a number, or two names, or a name and a year.
function wanted(person: Person): string {
  const birth = isEmpty(person.birthDate) || faultOf(person.birthDate) ? undefined : toNumbers(person.birthDate);
  const id = isNationalId(person.nationalId) ? person.nationalId : '';
  const [family, given] = [person.familyName.trim(), person.givenName.trim()];
  if (person.nameless || !(id || (family.length >= 3 && (given.length >= 3 || birth)))) return '';
  return JSON.stringify({ familyName: family, givenName: given, fatherName: person.fatherName.trim(), nationalId: id, ...(birth ? { birthDate: birth } : {}) });
}

const taken = (person: Person, identity: PersonIdentity): Person => ({
  ...person,
  familyName: identity.familyName, givenName: identity.givenName, fatherName: identity.fatherName, nationalId: identity.nationalId, birthDate: fromNumbers(identity.birthDate),
  phone: person.phone || identity.phone, address: person.address || identity.address,
});

export function PeopleFound({ person, district, onTake }: { person: Person; district: string; onTake: (person: Person) => void }) {
  const { t, label } = useWords();
  const { may } = useStanding();
  const asked = useSettled(wanted(person));
  const found = useQuery({
    queryKey: ['candidates', asked, person.sex, district],
    queryFn: () => matches.findCandidates({ identity: fromJsonString(PersonIdentitySchema, asked), sex: person.sex, district }),
    enabled: asked !== '' && may('match.find'),
    retry: 1,
  });
  if (asked === '') return null;
  if (found.isPending) return <p role="status" className="quiet">{t('register.looking')}</p>;
  // Without the register at hand one goes on writing; records that are alike are shown to somebody later.
  if (!found.data) return <p role="status" className="quiet">{mayPass(problemOf(found.error)) ? t('trouble.away') : t('trouble.denied')}</p>;
  const { candidates, referToSupervisor, tooMany } = found.data;
  return (
    <div role="status">
      {referToSupervisor && <Alert color="yellow" my="sm">{t('register.foundSupervisor')}</Alert>}
      {tooMany && <p className="quiet">{t('register.foundTooMany')}</p>}
      {candidates.length === 0 && !referToSupervisor && !tooMany && <p className="quiet">{t('register.foundNone')}</p>}
      {candidates.length > 0 && (
        <Alert color="yellow" title={t('register.found')} my="sm">
          <p>{t('register.foundHelp')}</p>
          <ul className="rows">
            {candidates.slice(0, 5).map(({ survivor, score }) => (
              <li key={survivor?.uid}>
                <span>
                  <strong>{survivor?.identity ? nameOf(survivor.identity) : t('incident.unnamed')}</strong>{' '}
                  {survivor?.identity?.birthDate && shown(survivor.identity.birthDate)} · № {survivor?.number}{' '}
                  <Badge variant="default">{label(MatchVerdictSchema, score?.verdict ?? 0)}</Badge>
                </span>
                {survivor?.identity && (
                  <Button size="xs" variant="default" onClick={() => survivor.identity && onTake(taken(person, survivor.identity))}>
                    {t('register.useNationalId')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  );
}
