import { useMemo } from 'react';
import type { Diagnosis } from '../../../shared/model/diagnosis.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { elsewhere } from '../../../shared/report/words.ts';
import { markWords } from '../../derive/health-marks.ts';
import { useHealthMarks, useNames } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { snapped } from '../../layout/window.ts';
import { set, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { clock, minute, windowText } from '../../words/format.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { TargetPicker } from '../TargetPicker.tsx';
import { ViewHead } from '../ViewHead.tsx';
import { NothingFound } from './NothingFound.tsx';
import { Origins } from './Origins.tsx';
import { TraceTree } from './TraceTree.tsx';

/** Where did it begin: rival origins, what speaks for and against each, and the failing path on the tree. */
export function TraceView() {
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const diagnosis = useQuery(
    'diagnosis.read',
    target === null ? null : { service: target, ...(window === null ? {} : { window }) },
  );
  return (
    <>
      <ViewHead title="Where did it begin?">
        <TargetPicker />
        {diagnosis.value && <Symptom diagnosis={diagnosis.value} />}
        <span className="grow" />
        {diagnosis.value && <Incident diagnosis={diagnosis.value} chosen={window !== null} />}
      </ViewHead>
      {target === null ? (
        <NeedsTarget />
      ) : (
        <Answered answer={diagnosis} waiting="Weighing the origins…">
          {(value) => <TraceBody diagnosis={value} target={target} />}
        </Answered>
      )}
    </>
  );
}

function TraceBody({ diagnosis, target }: { readonly diagnosis: Diagnosis; readonly target: ServiceId }) {
  const chosen = useChoice((c) => c.origin);
  const origin = diagnosis.origins.find(({ service }) => service === chosen) ?? diagnosis.origins[0];
  const map = useQuery('map.read', { service: target, window: diagnosis.window });
  const path = useMemo(() => origin?.path ?? [], [origin]);
  const others = elsewhere(diagnosis).map(useNames());
  return (
    <>
      {diagnosis.origins.length === 0 ? (
        <NothingFound diagnosis={diagnosis} />
      ) : (
        <Origins
          origins={diagnosis.origins}
          shown={origin?.service ?? null}
          finding={diagnosis.finding}
          failing={diagnosis.failing.length}
          elsewhere={others}
          blind={diagnosis.blind.length}
          deciding={diagnosis.deciding}
        />
      )}
      <Answered answer={map} waiting="Reading the map of the incident…">
        {(value) => (
          <TraceTree map={value} target={target} path={path} failing={diagnosis.failing} window={diagnosis.window} />
        )}
      </Answered>
    </>
  );
}

function Symptom({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { mark, onset } = useHealthMarks(diagnosis.window)(diagnosis.target);
  const name = useNames()(diagnosis.target);
  const byLookups = diagnosis.witness === 'lookups';
  return (
    <span className={`chip chip-${mark}`} title={byLookups ? `${name}: no health event, but failed lookups` : name}>
      <Mark mark={mark} /> {byLookups && mark === 'blind' ? 'its own lookups failed' : markWords[mark]}
      {onset !== null && ` since ${clock(onset)}`}
    </span>
  );
}

function Incident({ diagnosis, chosen }: { readonly diagnosis: Diagnosis; readonly chosen: boolean }) {
  const { failing, window } = diagnosis;
  if (chosen || failing.length === 0) return null;
  return (
    <button
      type="button"
      className="chip chip-button"
      title={`The incident of the target: ${windowText(window)} UTC. Click to set the window of every view to it.`}
      onClick={() => set({ window: snapped(window) })}
    >
      incident {minute(window.from)} – {minute(window.to)}
    </button>
  );
}
