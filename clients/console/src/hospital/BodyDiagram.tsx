// What is hurt, on a picture of the body and in a list: with the mouse, by touch, by keyboard, and for who hears the page.
import { Button, NativeSelect } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';

import type { Fault } from '../calls/problem.ts';
import { AmputationLevelSchema, BodyPartSchema, BoneThirdSchema, InjuryKind, InjuryKindSchema, Side, SideSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { SelectField } from '../parts/fields.tsx';
import { useWords, type Words } from '../words/words.tsx';
import { cutOf, hasSides, hasThirds, levelsOf, NOT_DRAWN, REGIONS } from './body.ts';
import type { Hurt } from './draft.ts';

export function partWords({ part, side }: { part: number; side: number }, { label }: Words): string {
  const words = label(BodyPartSchema, part);
  return side === Side.UNSPECIFIED ? words : `${label(SideSchema, side)} ${words}`;
}

const same = (one: { part: number; side: number }, other: { part: number; side: number }) => one.part === other.part && one.side === other.side;

function Picture({ hurt, toggle }: { hurt: Hurt[]; toggle: (region: { part: number; side: number }) => void }) {
  const words = useWords();
  const onKey = (region: { part: number; side: number }) => (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    toggle(region);
  };
  return (
    <svg viewBox="0 0 200 420" role="group" aria-label={`${words.t('body.title')}. ${words.t('body.front')}`}>
      <text x="2" y="112" aria-hidden="true">{words.t('body.right')}</text>
      <text x="198" y="112" textAnchor="end" aria-hidden="true">{words.t('body.left')}</text>
      {REGIONS.map(({ part, side, beside }) => beside && <line key={`${part} ${side}`} className="lead" x1={beside.x} y1={beside.y} x2={beside.toX} y2={beside.toY} aria-hidden="true" />)}
      {REGIONS.map((region) => (
        <path
          key={`${region.part} ${region.side}`}
          className="part"
          d={region.shape}
          role="checkbox"
          tabIndex={0}
          aria-checked={hurt.some((one) => same(one, region))}
          aria-label={partWords(region, words)}
          onClick={() => toggle(region)}
          onKeyDown={onKey(region)}
        >
          <title>{partWords(region, words)}</title>
        </path>
      ))}
      {REGIONS.map(({ part, side, beside }) => beside && (
        <text key={`${part} ${side}`} className="name" x={beside.x} y={beside.y + 3.5} textAnchor="middle" aria-hidden="true">{words.label(BodyPartSchema, part)}</text>
      ))}
      {hurt.map((one) => {
        const cut = one.kind === InjuryKind.AMPUTATION ? cutOf(one.level, one.side, one.third) : undefined;
        return cut && <line key={`${one.part} ${one.side}`} className="cut" x1={cut.x1} x2={cut.x2} y1={cut.y} y2={cut.y} aria-hidden="true" />;
      })}
    </svg>
  );
}

function HurtEntry({ hurt, field, faults, change, remove }: { hurt: Hurt; field: string; faults: Fault[]; change: (hurt: Hurt) => void; remove: () => void }) {
  const words = useWords();
  const { t, label, options } = words;
  const name = partWords(hurt, words);
  return (
    <li>
      <strong>{name}</strong>
      <div className="pair">
        <SelectField
          field={`${field}.kind`}
          label={`${t('body.kind')}: ${name}`}
          faults={faults}
          value={hurt.kind}
          options={options(InjuryKindSchema).filter(([kind]) => kind !== InjuryKind.AMPUTATION || levelsOf(hurt.part).length > 0)}
          onChange={(kind) => change({ ...hurt, kind: Number(kind), level: 0, third: 0 })}
        />
        {hurt.kind === InjuryKind.AMPUTATION && (
          <SelectField
            field={`${field}.level`}
            label={`${t('body.level')}: ${name}`}
            faults={faults}
            value={hurt.level}
            options={levelsOf(hurt.part).map((level) => [level, label(AmputationLevelSchema, level)])}
            onChange={(level) => change({ ...hurt, level: Number(level), third: 0 })}
          />
        )}
        {hasThirds(hurt.level) && (
          <SelectField
            field={`${field}.third`}
            label={`${t('body.third')}: ${name}`}
            optional
            faults={faults}
            value={hurt.third}
            options={options(BoneThirdSchema)}
            onChange={(third) => change({ ...hurt, third: Number(third) })}
          />
        )}
      </div>
      <Button variant="default" size="xs" onClick={remove}>
        {t('body.remove', { part: name })}
      </Button>
    </li>
  );
}

export function BodyDiagram({ hurt, field, faults, onChange }: { hurt: Hurt[]; field: string; faults: Fault[]; onChange: (hurt: Hurt[]) => void }) {
  const words = useWords();
  const { t, label } = words;
  const [other, setOther] = useState('');
  const toggle = (region: { part: number; side: number }) =>
    onChange(
      hurt.some((one) => same(one, region))
        ? hurt.filter((one) => !same(one, region))
        : [...hurt, { part: region.part, side: region.side, kind: InjuryKind.UNSPECIFIED, level: 0, third: 0 }],
    );
  const addOther = () => {
    const part = Number(other);
    if (!part) return;
    const region = { part, side: hasSides(part) ? Side.RIGHT : Side.UNSPECIFIED };
    if (!hurt.some((one) => same(one, region))) toggle(region);
    setOther('');
  };
  return (
    <>
      <p className="quiet">{t('body.help')}</p>
      <div className="body-diagram">
        <Picture hurt={hurt} toggle={toggle} />
        <div>
          <p role="status" className={hurt.length > 0 ? 'unseen' : 'quiet'}>
            {hurt.length === 0 ? t('body.none') : `${t('body.selected')}: ${hurt.map((one) => partWords(one, words)).join(', ')}`}
          </p>
          <ul className="hurt">
            {hurt.map((one, place) => (
              <HurtEntry
                key={`${one.part} ${one.side}`}
                hurt={one}
                field={`${field}[${place}]`}
                faults={faults}
                change={(changed) => onChange(hurt.map((before, index) => (index === place ? changed : before)))}
                remove={() => toggle(one)}
              />
            ))}
          </ul>
          <div className="pair">
            <NativeSelect
              label={t('body.other')}
              value={other}
              onChange={(event) => setOther(event.currentTarget.value)}
              data={[{ value: '', label: t('app.choose') }, ...NOT_DRAWN.map((part) => ({ value: String(part), label: label(BodyPartSchema, part) }))]}
            />
            <Button variant="default" onClick={addOther} disabled={other === ''}>
              {t('body.add')}
            </Button>
          </div>
        </div>
      </div>
    </>
  );
}
