// What was done about a device, and with which parts. What is written outlives the session.
import { Button, Checkbox } from '@mantine/core';
import { create } from '@bufbuild/protobuf';
import { useState } from 'react';

import { devices } from '../calls/rehabilitation.ts';
import { ComponentKindSchema, type Device, DeviceComponentSchema, DeviceStateSchema, type DeviceStepKind, DeviceStepKind as Step, DeviceStepKindSchema } from '../contract/dayaq/rehabilitation/v1/device_pb.ts';
import { useAct } from '../parts/act.ts';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { PartialDateField, SelectField, TextField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { Stale } from '../parts/Stale.tsx';
import { Failed } from '../parts/states.tsx';
import { today } from '../values/day.ts';
import { fromNumbers, type PartialText, shown, toNumbers } from '../values/partial-date.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { stepsFrom, takesComponents } from './steps.ts';

interface Part {
  kind: number;
  maker: string;
  model: string;
  serial: string;
  batch: string;
}

interface Written {
  step: number;
  doneOn: PartialText;
  parts: Part[];
  removed: string[];
}

const NO_PART: Part = { kind: 0, maker: '', model: '', serial: '', batch: '' };

function Parts({ parts, write, faults }: { parts: Part[]; write: (parts: Part[]) => void; faults: { field: string; reason: string; words: string }[] }) {
  const { t, options } = useRehabilitationWords();
  const change = (place: number, part: Partial<Part>) => write(parts.map((one, here) => (here === place ? { ...one, ...part } : one)));
  return (
    <>
      {parts.map((part, place) => (
        <fieldset className="group" key={place}>
          <legend>{t('device.part', { number: place + 1 })}</legend>
          <div className="pair">
            <SelectField field={`components[${place}].kind`} label={t('device.kind')} faults={faults} value={part.kind} options={options(ComponentKindSchema)} onChange={(kind) => change(place, { kind: Number(kind) })} />
            <TextField field={`components[${place}].maker`} label={t('device.maker')} faults={faults} maxLength={80} value={part.maker} onChange={(maker) => change(place, { maker })} />
            <TextField field={`components[${place}].serial`} label={t('device.serial')} hint={t('device.serialHint')} faults={faults} maxLength={40} value={part.serial}
              onChange={(serial) => change(place, { serial: serial.toLocaleUpperCase('en') })} />
            <TextField field={`components[${place}].model`} label={t('device.model')} optional faults={faults} maxLength={80} value={part.model} onChange={(model) => change(place, { model })} />
            <TextField field={`components[${place}].batch`} label={t('device.batch')} optional faults={faults} maxLength={40} value={part.batch}
              onChange={(batch) => change(place, { batch: batch.toLocaleUpperCase('en') })} />
          </div>
        </fieldset>
      ))}
      <p><Button variant="default" size="xs" onClick={() => write([...parts, NO_PART])}>{t('device.addPart')}</Button></p>
    </>
  );
}

function Removed({ device, removed, write }: { device: Device; removed: string[]; write: (removed: string[]) => void }) {
  const { t, label } = useRehabilitationWords();
  const there = device.components.filter(({ removedOn }) => !removedOn);
  return (
    <fieldset className="group">
      <legend>{t('device.removed')}</legend>
      {there.map(({ uid, kind, serial }) => (
        <Checkbox key={uid} mb="xs" label={`${label(ComponentKindSchema, kind)} ${serial}`} checked={removed.includes(uid)}
          onChange={(event) => write(event.currentTarget.checked ? [...removed, uid] : removed.filter((one) => one !== uid))} />
      ))}
    </fieldset>
  );
}

export function StepForm({ device, step: given, close, done }: { device: Device; step?: DeviceStepKind; close?: () => void; done: (words: string) => void }) {
  const { t, label } = useRehabilitationWords();
  const steps = stepsFrom(device.state);
  const { content, write, forget } = useKept<Written>(`device-step ${device.uid}`, { step: given ?? steps[0] ?? 0, doneOn: fromNumbers(today()), parts: [], removed: [] });
  // What stands on the board is the step that was chosen there.
  const step: Step = given ?? (steps.includes(content.step) ? content.step : (steps[0] ?? 0));
  const [seen, setSeen] = useState(device);
  const [theirs, setTheirs] = useState<Device>();
  const record = useAct((etag: string, requestId) => devices.recordDeviceStep({
    requestId, name: device.name, etag, kind: step, doneOn: toNumbers(content.doneOn),
    components: takesComponents(step) ? content.parts.map((part) => create(DeviceComponentSchema, part)) : [],
    removedUids: step === Step.COMPONENT_REPLACED ? content.removed : [],
  }), {
    of: [['devices'], ['device']],
    stale: () => void devices.getDevice({ name: device.name }).then(setTheirs, () => undefined),
    done: () => { forget(); done(t('device.recorded', { step: label(DeviceStepKindSchema, step) })); },
  });
  if (theirs) {
    return (
      <Stale busy={record.act.isPending}
        mine={<p>{label(DeviceStepKindSchema, step)}, {shown(toNumbers(content.doneOn))}</p>}
        theirs={<p>{label(DeviceStateSchema, theirs.state)}{theirs.steps.slice(-1).map((last) => <span key="last">: {label(DeviceStepKindSchema, last.kind)}, {shown(last.doneOn)}</span>)}</p>}
        keepMine={() => { setSeen(theirs); setTheirs(undefined); record.act.mutate(theirs.etag); }}
        keepTheirs={() => { setTheirs(undefined); forget(); (close ?? (() => done('')))(); }} />
    );
  }
  if (steps.length === 0) return null;
  return (
    <form className="card panel" noValidate aria-label={t('device.nextStep')} onSubmit={(event) => { event.preventDefault(); record.act.mutate(seen.etag); }}>
      <h2>{given ? t('device.record', { step: label(DeviceStepKindSchema, step) }) : t('device.nextStep')}</h2>
      <FaultSummary faults={record.faults} round={record.act.failureCount} />
      {record.problem && record.faults.length === 0 && record.problem.trouble !== 'stale' && <Failed error={record.act.error} />}
      {!given && (
        <SelectField field="kind" label={t('device.step')} faults={record.faults} value={step} options={steps.map((one) => [one, label(DeviceStepKindSchema, one)])}
          onChange={(kind) => write({ ...content, step: Number(kind) })} />
      )}
      <PartialDateField field="done_on" label={t('device.doneOn')} faults={record.faults} value={content.doneOn} onChange={(doneOn) => write({ ...content, doneOn })} />
      {step === Step.COMPONENT_REPLACED && <Removed device={device} removed={content.removed} write={(removed) => write({ ...content, removed })} />}
      {takesComponents(step) && <Parts parts={content.parts} write={(parts) => write({ ...content, parts })} faults={record.faults} />}
      <div className="choices">
        <Button type="submit" loading={record.act.isPending}>{t('device.record', { step: label(DeviceStepKindSchema, step) })}</Button>
        {close && <Button variant="default" onClick={close}>{t('cal.close')}</Button>}
      </div>
    </form>
  );
}
