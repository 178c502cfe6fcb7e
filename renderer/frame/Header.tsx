import { Monitor, Moon, Sun } from 'lucide-react';
import { useCase } from '../derive/use-case.ts';
import { Kbd } from '../parts/Kbd.tsx';
import { caseName } from '../store/case.ts';
import { set, useChoice } from '../store/store.ts';
import { nextTheme } from '../store/theme.ts';
import { shortHash } from '../words/format.ts';
import { WindowFields } from './WindowFields.tsx';

const themes = {
  system: { Icon: Monitor, label: 'Theme: as the system' },
  light: { Icon: Sun, label: 'Theme: light' },
  dark: { Icon: Moon, label: 'Theme: dark' },
} as const;

/** Which case, which window, and the way to anything by name. */
export function Header() {
  const summary = useCase().value;
  return (
    <header className="header">
      <span className="brand">Aftermap</span>
      <span
        className="field header-case"
        title={summary && `${summary.path}\nDigest of the evidence: ${summary.digest}`}
      >
        <b className="cut">{summary ? caseName(summary) : '…'}</b>
        <span className="mono quiet copyable">{summary && shortHash(summary.digest)}</span>
      </span>
      <WindowFields />
      <span className="grow" />
      <SearchField />
      <ThemeButton />
    </header>
  );
}

/** Opens the palette. */
export function SearchField() {
  return (
    <button
      type="button"
      className="field header-search"
      aria-label="Find a service, name or address"
      onClick={() => set({ overlay: 'palette' })}
    >
      <span className="quiet cut">Find a service, name, address…</span>
      <span className="grow" />
      <Kbd keys="Ctrl K" />
    </button>
  );
}

export function ThemeButton() {
  const { Icon, label } = themes[useChoice((c) => c.theme)];
  return (
    <button type="button" className="icon-button" title={label} aria-label={label} onClick={() => void nextTheme()}>
      <Icon size={16} strokeWidth={1.6} aria-hidden="true" />
    </button>
  );
}
