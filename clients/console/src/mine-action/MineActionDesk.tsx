// The mine action agency's desk: what to verify, pairs, the map, one incident.
import { partsAfter, useRoute } from '../app/route.tsx';
import { DeskNav } from '../parts/DeskNav.tsx';
import { Page } from '../parts/Page.tsx';
import { DuplicatePage } from './DuplicatePage.tsx';
import { IncidentPage } from './IncidentPage.tsx';
import { MapPage } from './MapPage.tsx';
import { useMineWords } from './words.ts';
import { WorkList } from './WorkList.tsx';

function Place() {
  const { t } = useMineWords();
  const [page, one, other] = partsAfter(useRoute(), '/mine-action');
  if (page === undefined) return <WorkList />;
  if (page === 'map') return <MapPage district={one ?? ''} />;
  if (page === 'incidents' && one) return <IncidentPage key={one} uid={one} />;
  if (page === 'duplicates' && one && other) return <DuplicatePage key={`${one} ${other}`} one={one} other={other} />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}

export default function MineActionDesk() {
  const { t } = useMineWords();
  return (
    <>
      <DeskNav label={t('mine.places')} places={[['/mine-action', t('mine.work')], ['/mine-action/map', t('mine.map')]]} />
      <Place />
    </>
  );
}
