import type { ServiceChange } from '../../../shared/model/comparison.ts';
import { CAUSE_NAMES } from '../../../shared/comparison/told.ts';
import { Cite } from '../../parts/Cite.tsx';
import { selectService } from '../../store/select.ts';
import { plural } from '../../words/format.ts';

interface ServiceChangesProps {
  readonly services: readonly ServiceChange[];
  readonly otherCase: boolean;
}

/** The services that one window has and the other has not, folded; nothing where there are none. */
export function ServiceChanges({ services, otherCase }: ServiceChangesProps) {
  const changed = services.filter(({ change }) => change !== 'same');
  if (changed.length === 0) return null;
  return (
    <details className="service-changes small">
      <summary>{plural(changed.length, 'service')} added, gone or renamed</summary>
      <ul>
        {changed.map(({ id, name, formerName, change, causes }) => (
          <li key={id}>
            <button type="button" className="service-link" onClick={() => selectService(id)}>
              {name}
            </button>{' '}
            <b>{change}</b>
            {formerName !== null && `, was ${formerName}`}
            {causes.map((cause) => (
              <div key={cause.kind + cause.text}>
                <span className="quiet">{CAUSE_NAMES[cause.kind]}:</span> {cause.text}{' '}
                {cause.citations
                  .filter(({ side }) => !(otherCase && side === 'against'))
                  .map((citation) => (
                    <Cite key={`${citation.path} ${citation.line}`} citation={citation} />
                  ))}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
