import { useSearchParams } from 'wouter';
import { statuses, writeFilter, type ListFilter } from '../filter.ts';
import { statusName } from '../ui/Vendor.tsx';
import { vendorName, vendors } from '../vendors.ts';

interface FilterBarProps {
  readonly filter: ListFilter;
  readonly onReload: () => void;
}

/** On a phone, the list begins at the top. */
const isWide = matchMedia('(width >= 800px)').matches;

export function FilterBar({ filter, onReload }: FilterBarProps) {
  const [search, setSearch] = useSearchParams();
  const isFiltered = filter.providers.length + filter.statuses.length > 0 || filter.from || filter.to;

  /** Keeps the person that is shown. */
  function change(part: Partial<ListFilter>): void {
    const next = writeFilter({ ...filter, ...part });
    for (const name of ['person', 'email']) {
      const value = search.get(name);
      if (value) next.set(name, value);
    }
    setSearch(next);
  }

  return (
    <details className="filters" open={isWide}>
      <summary>Filters{isFiltered && ' (on)'}</summary>
      <Choices
        label="Vendors"
        values={vendors}
        chosen={filter.providers}
        nameOf={(vendor) => vendorName[vendor]}
        onChange={(providers) => change({ providers })}
      />
      <Choices
        label="Status"
        values={statuses}
        chosen={filter.statuses}
        nameOf={statusName}
        onChange={(chosen) => change({ statuses: chosen })}
      />
      <div className="filter-days">
        <label>
          From
          <input type="date" value={filter.from} onChange={({ target }) => change({ from: target.value })} />
        </label>
        <label>
          To
          <input type="date" value={filter.to} onChange={({ target }) => change({ to: target.value })} />
        </label>
      </div>
      <div className="filter-actions">
        <button type="button" onClick={onReload}>
          Reload
        </button>
        {isFiltered && (
          <button type="button" onClick={() => change({ providers: [], statuses: [], from: '', to: '' })}>
            Clear filters
          </button>
        )}
      </div>
    </details>
  );
}

interface ChoicesProps<T> {
  readonly label: string;
  readonly values: readonly T[];
  readonly chosen: readonly T[];
  readonly nameOf: (value: T) => string;
  readonly onChange: (chosen: T[]) => void;
}

function Choices<T extends string>({ label, values, chosen, nameOf, onChange }: ChoicesProps<T>) {
  const toggle = (value: T, isOn: boolean) =>
    onChange(values.filter((each) => (each === value ? isOn : chosen.includes(each))));
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {values.map((value) => (
        <label key={value} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) => toggle(value, target.checked)}
          />
          <span>{nameOf(value)}</span>
        </label>
      ))}
    </fieldset>
  );
}
