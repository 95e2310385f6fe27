// The places of one desk.
import { Link, useRoute } from '../app/route.tsx';

export function DeskNav({ label, places }: { label: string; places: [string, string][] }) {
  const route = useRoute();
  // The longest address that leads here: /rehabilitation is the start of all others.
  const here = places.map(([href]) => href).filter((href) => route === href || route.startsWith(`${href}/`)).sort((one, other) => other.length - one.length)[0];
  return (
    <nav className="places no-print" aria-label={label}>
      {places.map(([href, name]) => (
        <Link key={href} href={href} aria-current={href === here ? 'page' : undefined}>{name}</Link>
      ))}
    </nav>
  );
}
