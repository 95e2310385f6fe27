// One device: what was done, of what it is made, and what comes next.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { devices } from '../calls/rehabilitation.ts';
import { SideSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { ComponentKindSchema, type Device, DevicePayerSchema, DeviceStateSchema, DeviceStepKindSchema } from '../contract/dayaq/rehabilitation/v1/device_pb.ts';
import { Facts } from '../parts/Facts.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { Table } from '../parts/Table.tsx';
import { shown } from '../values/partial-date.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { useDeviceClasses } from './centre.ts';
import { StepForm } from './StepForm.tsx';
import { Numbered, WhoAndHow } from './Who.tsx';

function Known({ device }: { device: Device }) {
  const { t, label } = useRehabilitationWords();
  const classOf = useDeviceClasses();
  return (
    <section className="card">
      <p><strong><Numbered survivorUid={device.survivorUid} /></strong> {device.deviceClass !== '' && classOf(device.deviceClass)}</p>
      <WhoAndHow survivorUid={device.survivorUid} />
      <Facts rows={[
        [t('device.state'), label(DeviceStateSchema, device.state)], [t('device.side'), label(SideSchema, device.side)], [t('device.payer'), label(DevicePayerSchema, device.payer)],
        [t('device.prescribedOn'), shown(device.prescribedOn)], [t('device.deliveredOn'), shown(device.deliveredOn)], [t('device.warranty'), shown(device.warrantyUntil)],
      ]} />
      <Hidden fields={device.redactedFields} />
    </section>
  );
}

export default function DevicePage({ uid }: { uid: string }) {
  const { t, label } = useRehabilitationWords();
  const { may } = useStanding();
  const name = `devices/${uid}`;
  const found = useQuery({ queryKey: ['device', name], queryFn: () => devices.getDevice({ name }) });
  const [said, setSaid] = useState('');
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('device.title')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const device = found.data;
  return (
    <Page title={t('device.title')} actions={<p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button></p>}>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      <Known device={device} />
      {may('device.make') && <StepForm key={device.etag} device={device} done={setSaid} />}
      <Section title={t('device.steps')}>
        {device.steps.length === 0 && <p role="status">{t('device.noSteps')}</p>}
        <ol>{device.steps.map((step, place) => <li key={place}>{shown(step.doneOn)} · {label(DeviceStepKindSchema, step.kind)}</li>)}</ol>
      </Section>
      <Section title={t('device.components')} show={device.components.length > 0}>
        <Table caption={t('device.components')} heads={[[t('device.kind')], [t('device.maker')], [t('device.model')], [t('device.serial')], [t('device.batch')], [t('device.since')], [t('device.gone')]]}
          rows={device.components.map((one) => [label(ComponentKindSchema, one.kind), one.maker, one.model, one.serial, one.batch, shown(one.builtInOn), shown(one.removedOn)])} />
      </Section>
    </Page>
  );
}
