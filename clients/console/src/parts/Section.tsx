import type { ReactNode } from 'react';

export function Section({ title, show = true, children }: { title: string; show?: boolean; children: ReactNode }) {
  if (!show) return null;
  return (
    <section className="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
