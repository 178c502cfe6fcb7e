import { X } from 'lucide-react';
import { set, useChoice } from '../store/store.ts';

const marks = { plain: '', good: '✓', fail: '!' } as const;

/** What happened, and what to do; stays until it is dismissed. */
export function NoticeBar() {
  const notice = useChoice((c) => c.notice);
  if (notice === null) return null;
  return (
    <section className={`note note-${notice.tone}`} role={notice.tone === 'fail' ? 'alert' : 'status'}>
      {marks[notice.tone] !== '' && (
        <span className="note-mark" aria-hidden="true">
          {marks[notice.tone]}
        </span>
      )}
      <div className="note-text">
        <b className="copyable">{notice.message}</b>
        {notice.hint !== '' && <span className="small copyable">{notice.hint}</span>}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        title="Dismiss (Esc)"
        onClick={() => set({ notice: null })}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </section>
  );
}
