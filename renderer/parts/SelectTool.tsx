interface SelectToolProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, words: string])[];
  readonly onChange: (value: T) => void;
}

/** One of several, in a list that drops down, with its label before it. */
export function SelectTool<T extends string>({ label, value, options, onChange }: SelectToolProps<T>) {
  return (
    <label className="tool">
      <span className="quiet">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
