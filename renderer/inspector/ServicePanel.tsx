import type { FailingInterval } from '../../shared/model/health.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { ordersFrom } from '../../shared/map/reach.ts';
import { markWords } from '../derive/health-marks.ts';
import { useFleet, useHealthMarks, useNames } from '../derive/use-case.ts';
import { useShownWindow } from '../derive/use-shown-window.ts';
import { AssumedValid } from '../parts/AssumedValid.tsx';
import { Answered } from '../parts/Answered.tsx';
import { Button } from '../parts/Button.tsx';
import { Cite } from '../parts/Cite.tsx';
import { Mark } from '../parts/Mark.tsx';
import { investigateOnMap } from '../store/select.ts';
import { useChoice } from '../store/store.ts';
import { clock, duration, orderName, plural, stamp } from '../words/format.ts';
import { AttributeFacts } from './AttributeFacts.tsx';
import { DependencyList } from './DependencyList.tsx';

/** A service: how it stands, what it depends on, and who depends on it. */
export function ServicePanel({ service }: { readonly service: ServiceId }) {
  const name = useNames()(service);
  const { mark, intervals } = useHealthMarks()(service);
  const target = useChoice((c) => c.target);
  const fleet = useFleet();
  return (
    <>
      <h2 className="copyable inspector-title">{name}</h2>
      <div className="row">
        <span className={`chip chip-${mark}`}>
          <Mark mark={mark} /> {markWords[mark]}
        </span>
        <AssumedValid service={service} />
        {service === target ? (
          <span className="chip">target</span>
        ) : (
          <Button onClick={() => investigateOnMap(service)}>Make it the target</Button>
        )}
      </div>
      <Answered answer={fleet} waiting="Reading its dependencies…">
        {(map) => {
          const found = map.services.find(({ id }) => id === service);
          const order = target === null ? undefined : ordersFrom(map, target).get(service);
          return (
            <>
              <dl className="facts">
                <dt>Id</dt>
                <dd className="mono copyable">{service}</dd>
                <dt>Order</dt>
                <dd>{order === undefined ? 'not reached by the target' : orderName(order)}</dd>
                <dt>Instances</dt>
                <dd>{found ? plural(found.instances, 'instance') : 'not in this window'}</dd>
                <dt>Regions</dt>
                <dd>{found && found.regions.length > 0 ? found.regions.join(' · ') : 'unknown'}</dd>
              </dl>
              <AttributeFacts service={service} />
              <Health intervals={intervals} observed={mark !== 'blind'} />
              <DependencyList
                title="Depends on"
                end="server"
                none="None was seen in this window."
                dependencies={map.dependencies.filter(({ client }) => client === service)}
              />
              <DependencyList
                title="Depended on by"
                end="client"
                none="None was seen in this window."
                dependencies={map.dependencies.filter(({ server }) => server === service)}
              />
            </>
          );
        }}
      </Answered>
    </>
  );
}

function Health({
  intervals,
  observed,
}: {
  readonly intervals: readonly FailingInterval[];
  readonly observed: boolean;
}) {
  const { isIncident } = useShownWindow();
  const name = useNames();
  return (
    <section>
      <h3>{isIncident ? 'Health in the incident' : 'Health in the window'}</h3>
      {intervals.length === 0 && (
        <p className="small quiet">
          {observed
            ? 'No failing interval. Its health events say ok.'
            : 'No health event of the case speaks of this service.'}
        </p>
      )}
      <ul className="steps">
        {intervals.map((interval) => (
          <li key={`${interval.subject} ${interval.kind} ${interval.from}`} className={`step step-${interval.status}`}>
            <div>
              <b>{interval.status}</b> {interval.kind} <Cite citation={interval.citation} />
            </div>
            <div className="small">
              <span className="mono">
                {stamp(interval.from)} – {clock(interval.to)}
              </span>{' '}
              · {duration(interval.to - interval.from)} · {plural(interval.events, 'event')}
              {interval.severity !== null && ` · severity ${interval.severity}`} · onset ± {duration(interval.step)}
            </div>
            {interval.message !== null && (
              <div className="small copyable">
                {interval.message}
                {interval.asker !== undefined && ` by one client, ${name(interval.asker)}`}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
