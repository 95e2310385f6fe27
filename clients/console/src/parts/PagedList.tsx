// A list that comes in pages, with all that it may be: not there yet, not for you, away, empty, and longer than anybody reads.
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';

import { useWords } from '../words/words.tsx';
import { Failed, Loading } from './states.tsx';

export interface PageOf<Item> {
  items: Item[];
  next: string;
  // How many match in all, where the service says.
  total?: bigint;
}

export function usePages<Item>(queryKey: readonly unknown[], ask: (pageToken: string) => Promise<PageOf<Item>>, enabled = true) {
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next || undefined,
    enabled,
  });
  return { list, items: list.data?.pages.flatMap(({ items }) => items) ?? [], total: list.data?.pages[0]?.total };
}

export function PagedList<Item>({ queryKey, ask, idOf, row, none, rows = 'rows' }: {
  queryKey: readonly unknown[];
  ask: (pageToken: string) => Promise<PageOf<Item>>;
  idOf: (item: Item) => string;
  // A whole <li>.
  row: (item: Item) => ReactNode;
  none: string;
  rows?: string;
}) {
  const { t } = useWords();
  const { list, items, total } = usePages(queryKey, ask);
  return (
    <>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p role="status">{none}</p>}
      {items.length > 0 && <ul className={rows}>{items.map((item) => <Fragment key={idOf(item)}>{row(item)}</Fragment>)}</ul>}
      {list.hasNextPage && (
        <p>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('app.more')}</Button>{' '}
          {total !== undefined && total > BigInt(items.length) && <span className="quiet">{items.length} / {String(total)}</span>}
        </p>
      )}
    </>
  );
}
