// Which device is how far. A card goes to its next step only, by dragging it or by its button.
import { Badge, Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { devices } from '../calls/rehabilitation.ts';
import { SideSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { type Device, DeviceState, DeviceStateSchema, DeviceStepKindSchema } from '../contract/dayaq/rehabilitation/v1/device_pb.ts';
import { Page } from '../parts/Page.tsx';
import { usePages } from '../parts/PagedList.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { isBefore, today } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { type RehabilitationWords, useRehabilitationWords } from '../words/rehabilitation.ts';
import { useDeviceClasses } from './centre.ts';
import { columnOf, COLUMNS, NEXT } from './steps.ts';
import { StepForm } from './StepForm.tsx';
import { Numbered } from './Who.tsx';

function dueOf(device: Device, { t }: RehabilitationWords): { words: string; late: boolean } | undefined {
  const { state, makingDueOn, repairDueOn, followUpOn } = device;
  const said = (word: 'board.makingDue' | 'board.repairDue' | 'board.followUp', date: Device['makingDueOn']) =>
    date && { words: t(word, { when: shown(date) }), late: isBefore(date, today()) };
  if (state === DeviceState.IN_REPAIR) return said('board.repairDue', repairDueOn);
  return state === DeviceState.DELIVERED ? said('board.followUp', followUpOn) : said('board.makingDue', makingDueOn);
}

function Card({ device, may, lift, begin }: { device: Device; may: boolean; lift: (device: Device | undefined) => void; begin: (device: Device) => void }) {
  const words = useRehabilitationWords();
  const { t, label } = words;
  const classOf = useDeviceClasses();
  const due = dueOf(device, words);
  const next = may ? NEXT[device.state] : undefined;
  return (
    <li className="device" draggable={next !== undefined} onDragEnd={() => lift(undefined)}
      onDragStart={(event) => { event.dataTransfer.setData('text/plain', device.uid); event.dataTransfer.effectAllowed = 'move'; lift(device); }}>
      <Link href={`/rehabilitation/devices/${device.uid}`}><Numbered survivorUid={device.survivorUid} /></Link>
      <span>{device.deviceClass === '' ? <span className="quiet">{t('board.hiddenClass')}</span> : [classOf(device.deviceClass), label(SideSchema, device.side)].filter(Boolean).join(' · ')}</span>
      <span><Badge variant="default">{label(DeviceStateSchema, device.state)}</Badge>{device.recalledOn && <Badge color="red" variant="light">{t('board.recalled')}</Badge>}</span>
      {device.state === DeviceState.PRESCRIBED && <span className="quiet">{t('board.commission')}</span>}
      {due && <span className={due.late ? 'late' : 'quiet'}>{due.words}</span>}
      {next && <Button size="xs" variant="default" onClick={() => begin(device)}>{label(DeviceStepKindSchema, next.step)} ›</Button>}
    </li>
  );
}

const leadsTo = (device: Device | undefined, name: string) => {
  const next = device && NEXT[device.state];
  return next !== undefined && columnOf(next.to) === name;
};

function BoardColumn({ name, states, lifted, carried, lift, begin, may }: {
  name: string; states: DeviceState[]; lifted?: Device; carried: () => Device | undefined; lift: (device: Device | undefined) => void; begin: (device: Device) => void; may: boolean;
}) {
  const { t } = useRehabilitationWords();
  const { list, items, total } = usePages(['devices', name], async (pageToken) => {
    const page = await devices.listDevices({ states, pageSize: 25, pageToken });
    return { items: page.devices, next: page.nextPageToken, total: page.total };
  });
  const takes = leadsTo(lifted, name);
  const title = t(`board.${name}` as 'board.measured');
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const device = carried();
    if (device && leadsTo(device, name)) begin(device);
    lift(undefined);
  };
  return (
    <section className={`column ${takes ? 'takes' : ''}`} aria-label={title} data-column={name} onDragOver={(event) => { if (leadsTo(carried(), name)) event.preventDefault(); }} onDrop={drop}>
      <h2>{title} {total !== undefined && <span className="quiet">{String(total)}</span>}</h2>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p className="quiet" role="status">{t('board.none')}</p>}
      {items.length > 0 && <ul>{items.map((device) => <Card key={device.uid} device={device} may={may} lift={lift} begin={begin} />)}</ul>}
      {list.hasNextPage && <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('app.more')}</Button>}
    </section>
  );
}

export default function DeviceBoard() {
  const { t } = useRehabilitationWords();
  const { may } = useStanding();
  const [lifted, setLifted] = useState<Device>();
  // A hand is quicker than the page is drawn: what is carried is known at once.
  const inHand = useRef<Device>(undefined);
  const lift = (device: Device | undefined) => {
    inHand.current = device;
    setLifted(device);
  };
  const [chosen, setChosen] = useState<Device>();
  const [said, setSaid] = useState('');
  const makes = may('device.make');
  const step = chosen && NEXT[chosen.state]?.step;
  return (
    <Page title={t('board.title')}>
      <p className="quiet">{makes ? t('board.help') : t('board.readOnly')}</p>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      {chosen && step && <StepForm key={chosen.uid} device={chosen} step={step} close={() => setChosen(undefined)} done={(words) => { setChosen(undefined); setSaid(words); }} />}
      <div className="board">
        {COLUMNS.map(([name, states]) => (
          <BoardColumn key={name} name={name} states={states} lifted={lifted} carried={() => inHand.current} lift={lift} may={makes}
            begin={(device) => { setSaid(''); setChosen(device); window.scrollTo(0, 0); }} />
        ))}
      </div>
    </Page>
  );
}
