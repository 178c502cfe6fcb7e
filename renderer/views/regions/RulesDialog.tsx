import { useState } from 'react';
import { toFailure } from '../../../shared/failure.ts';
import { call, desktop } from '../../api.ts';
import { Button } from '../../parts/Button.tsx';
import { Modal } from '../../parts/Modal.tsx';
import { set, useChoice } from '../../store/store.ts';

const EXAMPLE = `# Which regions a service, and everything it reaches, may run in.
rules:
  - name: customer data stays in US
    services: [Checkout Portal]        # or data_classes: [customer], tenants: [acme]; all where left out
    allow: [US*]                       # * stands for any text
    exceptions:
      - services: [Directory]          # what may run there for a while
        regions: [Europe*]
        until: 2026-06-30              # the last day on which it holds
        reason: being moved
`;

const close = () => set({ overlay: null });

/** Region rules from a YAML file or typed in; a wrong text says which line. */
export function RulesDialog() {
  const shown = useChoice((c) => c.overlay === 'rules');
  return shown ? (
    <Modal label="Region rules" className="rules" onClose={close}>
      <RulesBody />
    </Modal>
  ) : null;
}

function RulesBody() {
  const rules = useChoice((c) => c.rules);
  const [file, setFile] = useState(rules?.file ?? 'pasted rules');
  const [text, setText] = useState(rules?.text ?? EXAMPLE);
  const [problem, setProblem] = useState<string | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    try {
      setProblem(null);
      await work();
    } catch (error) {
      const { message, hint } = toFailure(error);
      setProblem(`${message} ${hint}`);
    }
  };
  const open = () =>
    attempt(async () => {
      const opened = await desktop('dialog.openRules', {});
      if (opened === null) return;
      setFile(opened.file);
      setText(opened.text);
    });
  const use = () =>
    attempt(async () => {
      const parsed = await call('rules.parse', { text, file });
      set({ rules: { file, text, rules: parsed.rules }, overlay: null });
    });

  return (
    <>
      <div className="row">
        <h1>Region rules</h1>
        <span className="grow" />
        <Button onClick={() => void open()}>Open a file…</Button>
      </div>
      <p className="small">
        Each rule allows or forbids regions for some services, and for everything they reach; an exception ends on its
        day, judged by the window that is looked at. Now: {file}.
      </p>
      <textarea
        className="mono"
        aria-label="Rules as YAML"
        rows={16}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {problem !== null && (
        <p className="fail-ink" role="alert">
          {problem}
        </p>
      )}
      <div className="row">
        <Button disabled={rules === null} onClick={() => set({ rules: null, overlay: null })}>
          Without rules
        </Button>
        <span className="grow" />
        <Button onClick={close}>Cancel</Button>
        <Button look="main" onClick={() => void use()}>
          Check these rules
        </Button>
      </div>
    </>
  );
}
