// The centre that the person works at: the one of their institution.
import { useQuery } from '@tanstack/react-query';

import { useStanding } from '../app/session.tsx';
import { centres, devices } from '../calls/rehabilitation.ts';
import { useWords } from '../words/words.tsx';

export function useCentre() {
  const { my } = useStanding();
  const institution = my.assignment?.institution ?? '';
  return useQuery({
    queryKey: ['centre', institution],
    staleTime: 300_000,
    queryFn: async () => {
      for (let pageToken = '', first = true; first || pageToken !== ''; first = false) {
        const page = await centres.listCentres({ pageSize: 200, pageToken });
        const own = page.centres.find((centre) => centre.institution === institution);
        if (own) return centres.getCentre({ name: own.name });
        pageToken = page.nextPageToken;
      }
      return null;
    },
  });
}

// What a class of devices is called; its code where the list does not say.
export function useDeviceClasses() {
  const { language } = useWords();
  const found = useQuery({ queryKey: ['device-classes'], queryFn: () => devices.listDeviceClasses({}), staleTime: Infinity });
  const names = new Map(found.data?.classes.map(({ code, labelAz, labelEn }) => [code, (language === 'az' ? labelAz : labelEn) || labelAz || code]));
  return (code: string) => names.get(code) ?? code;
}
