import { useQuery } from '@tanstack/react-query';

import { lastKnown } from '../app/offline.ts';
import { incidents } from '../calls/incident.ts';
import { ListPlacesResponseSchema } from '../contract/dayaq/incident/v1/incident_service_pb.ts';
import { byAlphabet } from '../values/fold.ts';
import { useWords } from '../words/words.tsx';

// Districts of the national gazetteer that are in force, by the alphabet of the language.
export function usePlaces() {
  const { language } = useWords();
  const found = useQuery({ queryKey: ['places'], queryFn: () => lastKnown(localStorage, 'dayaq-places', ListPlacesResponseSchema, () => incidents.listPlaces({})), staleTime: Infinity });
  const inWords = ({ title, titleEn, titleRu }: { title: string; titleEn: string; titleRu: string }) => (language === 'az' ? title : (language === 'ru' ? titleRu : titleEn) || title);
  const places = found.data?.places ?? [];
  const options = places
    .filter(({ validUntil }) => validUntil === '')
    .map((place): [string, string] => [place.code, inWords(place)])
    .sort(([, one], [, other]) => byAlphabet(language)(one, other));
  const name = (code: string) => {
    const place = places.find((one) => one.code === code);
    return place ? inWords(place) : code;
  };
  return { options, name };
}
