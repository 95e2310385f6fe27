// Where the person is: the address line and nothing else.
import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
window.addEventListener('popstate', tell);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useRoute = () => useSyncExternalStore(subscribe, () => window.location.pathname);

export function go(to: string, { replace = false } = {}): void {
  if (replace) window.history.replaceState(null, '', to);
  else window.history.pushState(null, '', to);
  tell();
  if (!replace) {
    window.scrollTo(0, 0);
    // Whoever cannot see the page hears that it is another one.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus());
  }
}

export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}

// The parts of an address after what it begins with: ['incidents', 'new'] of /hospital/incidents/new.
export const partsAfter = (route: string, start: string) => route.slice(start.length).split('/').filter((part) => part !== '');

export const whereWeAre = () => encodeURIComponent(window.location.pathname);
