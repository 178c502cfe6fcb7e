import { markWords } from '../derive/health-marks.ts';
import type { Mark as MarkName } from '../derive/health-marks.ts';

/** How a service stands, as a shape: diamond error, half disc degraded, disc ok, dotted ring without health data. */
export function Mark({ mark }: { readonly mark: MarkName }) {
  return (
    <svg className={`mark mark-${mark}`} viewBox="0 0 12 12" role="img" aria-label={markWords[mark]}>
      {mark === 'error' && <path d="M6 0.4 11.6 6 6 11.6 0.4 6Z" />}
      {mark === 'degraded' && (
        <>
          <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4Z" />
        </>
      )}
      {mark === 'ok' && <circle cx="6" cy="6" r="3.8" />}
      {mark === 'blind' && (
        <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="1.8 1.7" />
      )}
    </svg>
  );
}
