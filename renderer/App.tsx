import { useCase } from './derive/use-case.ts';
import { DropArea } from './frame/DropArea.tsx';
import { KeyboardHelp } from './frame/KeyboardHelp.tsx';
import { Palette } from './frame/Palette.tsx';
import { Start } from './frame/Start.tsx';
import { Workbench } from './frame/Workbench.tsx';
import { useKeyboard } from './frame/use-keyboard.ts';
import { useChoice } from './store/store.ts';

/** The whole window. */
export function App() {
  const open = useChoice((c) => c.caseOpen);
  const path = useCase().value?.path;
  useKeyboard();
  return (
    <DropArea>
      {open ? <Workbench key={path} /> : <Start />}
      <Palette />
      <KeyboardHelp />
    </DropArea>
  );
}
