import type { ReactNode } from 'react';
import { dateAndTime } from '../dates.ts';

type Value = string | number | boolean | null | undefined;

/** A value as text. `FACTS_LIKE_THIS` are the graph's enums. */
function show(value: Value): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return dateAndTime(text);
  if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(text)) return text;
  return text.charAt(0) + text.slice(1).toLowerCase().replaceAll('_', ' ');
}

export function Field({ name, value }: { readonly name: string; readonly value: Value }) {
  if (value === null || value === undefined || value === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{show(value)}</dd>
    </div>
  );
}

interface EntriesProps {
  readonly entries: readonly { readonly key: string; readonly value: unknown }[] | null | undefined;
}

export function Entries({ entries }: EntriesProps) {
  return entries?.map(({ key, value }, index) => (
    <div key={`${key} ${index}`}>
      <dt>{key}</dt>
      <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
    </div>
  ));
}

export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="group">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
