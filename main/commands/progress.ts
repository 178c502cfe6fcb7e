import type { Progress } from '../../shared/api.ts';

const QUIET_MS = 200;

/** Progress as one line that is written over, or as a line a step where the stream is no terminal. */
export function showProgress(stream: NodeJS.WriteStream): {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
} {
  let shown = 0;
  let lastStep = '';
  let open = false;
  return {
    show({ step, done, total, unit }) {
      const now = Date.now();
      if (!stream.isTTY) {
        if (step !== lastStep) stream.write(`${step}\n`);
        lastStep = step;
        return;
      }
      if (step === lastStep && now - shown < QUIET_MS) return;
      shown = now;
      lastStep = step;
      open = true;
      const share = total > 0 ? ` ${Math.floor((done / total) * 100)} %` : '';
      const amount = unit === 'bytes' ? ` ${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB` : '';
      stream.write(`\r\u001b[K${step}${amount}${share}`);
    },
    end() {
      if (open) stream.write('\r\u001b[K');
    },
  };
}
