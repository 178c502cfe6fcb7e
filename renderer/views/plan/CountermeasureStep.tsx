import { memo } from 'react';
import type { Countermeasure, Receiver } from '../../../shared/model/countermeasure.ts';
import type { Citation } from '../../../shared/model/evidence.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import {
  actors,
  actWords,
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
  const records = one.step === 'unmute' ? [] : one.step === 'mute' ? beyondReceivers(one) : one.evidence;
  return (
    <div className={`plan-step${ticked ? ' plan-step-done' : ''}`}>
      <input type="checkbox" checked={ticked} aria-label={title} onChange={() => tick(key)} />
      <div className="plan-who">
        <b className="plan-act">{actWords(one)}</b>
        <ServiceLink service={one.service} />
        {actors(one).map(({ before, name }) => (
          <div key={name} className="plan-actor small copyable">
            {before} <span className="mono">{name}</span>
          </div>
        ))}
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
        {records.length > 0 && <Records of={records} />}
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

type Evidence = Countermeasure['evidence'];

/** The evidence of a mute that does not stand with its receivers already. */
function beyondReceivers({ receivers, evidence }: Countermeasure): Evidence {
  const place = ({ source, line }: Citation) => `${source}:${line}`;
  const shown = new Set(receivers.flatMap(({ uses }) => uses.map(({ citation }) => place(citation))));
  return evidence.filter(({ citation }) => !shown.has(place(citation)));
}

function Records({ of: evidence }: { readonly of: Evidence }) {
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
