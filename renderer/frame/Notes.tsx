import { NoticeBar } from './NoticeBar.tsx';
import { WorkBar } from './WorkBar.tsx';

/** Work in progress and what happened last, above the completeness line; it makes room and covers nothing. */
export function Notes() {
  return (
    <div className="notes">
      <WorkBar />
      <NoticeBar />
    </div>
  );
}
