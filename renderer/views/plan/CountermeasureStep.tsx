import { memo } from 'react';
import type { Countermeasure, Receiver } from '../../../shared/model/countermeasure.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import {
  countermeasureKey,
  countermeasureTitle,
  receiverName,
  wayWords,
  VERDICTS,
} from '../../../shared/recovery/countermeasure-words.ts';
import { useNames } from '../../derive/use-case.ts';
import { Cite } from '../../parts/Cite.tsx';
import { ServiceLink } from '../../parts/ServiceLink.tsx';
import { selectDependency } from '../../store/select.ts';
import { tick } from '../../store/plan.ts';
import { useChoice } from '../../store/store.ts';

/** What is done beside the restarts about a sender that fell silent: what, why, who counted on it, the check, the records. */
export const CountermeasureStep = memo(function CountermeasureStep({ one }: { readonly one: Countermeasure }) {
  const key = countermeasureKey(one);
  const ticked = useChoice((c) => c.done.includes(key));
  const title = countermeasureTitle(one);
  return (
    <div className={`plan-step${ticked ? ' plan-step-done' : ''}`}>
      <input type="checkbox" checked={ticked} aria-label={title} onChange={() => tick(key)} />
      <div className="plan-who">
        <b className="plan-act copyable">{title}</b>
        <ServiceLink service={one.service} />
        {one.step === 'mute' && (
          <div className="row">
            <span className={`chip${one.verdict === 'unconfirmed' ? ' chip-inferred' : ''}`}>
              {VERDICTS[one.verdict]}
            </span>
          </div>
        )}
      </div>
      <div className="plan-why">
        <p className="copyable">{one.why}</p>
        {one.step === 'mute' && <Receivers of={one} />}
        {one.noStandIn !== null && <p className="plan-doubt copyable">{one.noStandIn}</p>}
        <p className="copyable">
          <b>Check before going on:</b> {one.check}
        </p>
        {one.step !== 'unmute' && <Records of={one} />}
      </div>
    </div>
  );
});

/** Who counted on the sender and how; each opens the dependency, and the last record of each way. */
function Receivers({ of: { service, receivers } }: { readonly of: Countermeasure }) {
  return (
    <ul className="plan-receivers small" aria-label="Counted on it">
      {receivers.map((receiver) => (
        <li key={receiver.name}>
          <ReceiverLink receiver={receiver} sender={service} />
          <ul>
            {receiver.uses.map((use) => (
              <li key={use.way}>
                {wayWords(use)} <Cite citation={use.citation} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function ReceiverLink({ receiver, sender }: { readonly receiver: Receiver; readonly sender: ServiceId }) {
  const name = receiverName(receiver, useNames());
  const { service, uses } = receiver;
  const asks = uses.some(({ way }) => way === 'looked-up' || way === 'connected');
  const asked = uses.some(({ way }) => way === 'looked-up-by' || way === 'connected-by');
  if (service === null || (!asks && !asked)) return <span className="mono">{name}</span>;
  const [client, server] = asks ? [service, sender] : [sender, service];
  return (
    <button type="button" className="cite cite-text" onClick={() => selectDependency(client, server)}>
      {name}
    </button>
  );
}

function Records({ of: { evidence } }: { readonly of: Countermeasure }) {
  return (
    <ul className="plan-records small" aria-label="Evidence">
      {evidence.map(({ text, citation }) => (
        <li key={`${citation.source}:${citation.line}:${text}`}>
          {text} <Cite citation={citation} />
        </li>
      ))}
    </ul>
  );
}
