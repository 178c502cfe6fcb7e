import type { ComponentProps, ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly children: ReactNode;
  readonly look?: 'plain' | 'main' | 'link';
  readonly shortcut?: string | undefined;
}

/** A button; `link` for a way to evidence within text. */
export function Button({ children, look = 'plain', shortcut, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${look} ${className}`} {...rest}>
      {children}
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </button>
  );
}
