import { commands } from '../commands.ts';
import { Button } from '../parts/Button.tsx';
import { Kbd } from '../parts/Kbd.tsx';
import { Modal } from '../parts/Modal.tsx';
import { set, useChoice } from '../store/store.ts';

const others = [
  ['/', 'Find a service, name, address or command'],
  ['↑ ↓', 'Tree: neighbours of an order. Tables: rows'],
  [
    '→ ←',
    'Tree: towards servers, towards the target. Time line: the window or its end by a minute. Dependency: next, previous lookup',
  ],
  ['Space', 'Tree: open or fold what a service depends on. Plan: tick a step, ↑ ↓ go from one to the next'],
  ['Enter', 'Tree: show in the inspector. Audit: the record of a finding; on a heading, fold it'],
  ['Ctrl C', 'Audit: copy the finding with its evidence'],
  ['Shift Enter', 'Tree: make it the target'],
  ['E', 'Copy the lookup that is shown as an exhibit'],
  ['Shift →', 'Time line: ten minutes at once'],
  ['Esc', 'Close, dismiss, select nothing'],
] as const;

const close = () => set({ overlay: null });

/** Every key, in one place. */
export function KeyboardHelp() {
  const shown = useChoice((c) => c.overlay === 'keyboard');
  if (!shown) return null;
  const keyed = commands.filter((command) => command.shortcut !== undefined);
  return (
    <Modal label="Keyboard" className="keyboard" onClose={close}>
      <h1>Keyboard</h1>
      <dl>
        {[...keyed.map(({ shortcut, label }) => [shortcut ?? '', label] as const), ...others].map(([keys, label]) => (
          <div key={`${keys} ${label}`}>
            <dt>
              <Kbd keys={keys} />
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={close}>Close</Button>
    </Modal>
  );
}
