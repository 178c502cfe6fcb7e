import { Answered } from '../../parts/Answered.tsx';
import { planSheetInput } from '../../store/documents.ts';
import { useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';

/** The plan as it comes out of the printer. */
export function PlanPaper() {
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const scope = useChoice((c) => c.scope);
  const plan = useChoice((c) => c.plan);
  const kept = useChoice((c) => c.kept);
  const done = useChoice((c) => c.done);
  const paper = useChoice((c) => c.paper);
  const html = useQuery('plan.html', planSheetInput({ target, window, scope, plan, kept, done, paper }));
  return (
    <Answered answer={html} waiting="Writing the sheet…">
      {(value) => (
        <div className="paper-scroll">
          <iframe className={`paper paper-${paper}`} title="The plan on paper" sandbox="" srcDoc={value.html} />
        </div>
      )}
    </Answered>
  );
}
