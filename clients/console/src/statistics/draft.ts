// The release that a person is putting together: it outlives the page, the session and a lost line, and is nobody else's.
import { useKept } from '../parts/kept.ts';
import type { Spec } from './figures.ts';

export interface Draft {
  titleAz: string;
  titleEn: string;
  // A day, as 2026-11-30; empty: yesterday.
  knownUntil: string;
  // Name of the release that it revises.
  revises: string;
  tables: Spec[];
}

const EMPTY: Draft = { titleAz: '', titleEn: '', knownUntil: '', revises: '', tables: [] };
const same = (one: Spec, other: Spec) => JSON.stringify(one) === JSON.stringify(other);

export function useDraft() {
  const { content, write, forget } = useKept<Draft>('release-draft', EMPTY);
  return {
    content,
    write,
    forget,
    has: (spec: Spec) => content.tables.some((one) => same(one, spec)),
    add: (spec: Spec) => write({ ...content, tables: [...content.tables, spec] }),
    remove: (place: number) => write({ ...content, tables: content.tables.filter((_, index) => index !== place) }),
  };
}
