import { Kbd } from '../parts/Kbd.tsx';

/** The inspector while nothing is selected. */
export function InspectorHelp() {
  return (
    <div className="inspector-help">
      <h2>Nothing selected</h2>
      <p className="small">
        Select a service, a dependency, a cell or a source: what it rests on appears here, down to the lines of the
        evidence.
      </p>
      <dl>
        <dt>
          <Kbd keys="Ctrl K" />
        </dt>
        <dd>find a service, name or address</dd>
        <dt>
          <Kbd keys="1 – 8" />
        </dt>
        <dd>change the view</dd>
        <dt>
          <Kbd keys="?" />
        </dt>
        <dd>every key</dd>
      </dl>
    </div>
  );
}
