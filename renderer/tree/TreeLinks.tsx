import type { ChangeClass } from '../../shared/model/comparison.ts';
import type { Dependency, ServiceId } from '../../shared/model/map.ts';
import type { TreeReference } from '../../shared/map/tree.ts';
import { WITNESS_SHAPES } from '../../shared/audit/marks.ts';
import { WITNESS_WORDS } from '../../shared/audit/words.ts';
import { failsOften } from '../derive/failing-share.ts';
import type { ShownNode } from '../derive/fold-tree.ts';
import { linkPath } from '../layout/link-path.ts';
import type { TreeLayout } from '../layout/tidy-tree.ts';
import { selectedLink } from '../store/select.ts';
import { useChoice } from '../store/store.ts';
import { plural } from '../words/format.ts';

interface TreeLinksProps {
  readonly layout: TreeLayout<ShownNode>;
  readonly references: readonly TreeReference[];
  readonly dependencies: readonly Dependency[];
  readonly nameOf: (service: ServiceId) => string;
  readonly path: readonly ServiceId[];
  readonly inferred?: ReadonlySet<string>;
  readonly changeOf?: (client: ServiceId, server: ServiceId) => ChangeClass;
  readonly boxWidth: number;
  readonly margin: number;
  readonly inSight: (y: number) => boolean;
  /** The service whose references are all drawn. */
  readonly focus: ServiceId | null;
  readonly onLink: (client: ServiceId, server: ServiceId) => void;
}

interface Link {
  readonly key: string;
  readonly client: ServiceId;
  readonly server: ServiceId;
  readonly dependency: Dependency | undefined;
  readonly reference: boolean;
  readonly cycle: boolean;
}

/** References are all drawn as long as they are few; else those of the selected service, of cycles and of the path. */
const FEW = 30;

/** Height of a node's box, in pixels. */
const NODE = 26;

/** The lines of the tree: dependencies that place a service, and thin references for the others. A click opens the dossier. */
export function TreeLinks(props: TreeLinksProps) {
  const { layout, path, inferred, boxWidth, margin } = props;
  const selected = useChoice((c) => selectedLink(c.selection));
  const box = ({ x, y }: { readonly x: number; readonly y: number }) => ({
    x: x + margin,
    y,
    width: boxWidth,
    height: NODE,
  });
  const onPath = new Set(path.slice(1).map((server, i) => `${path[i]}>${server}`));
  const links = [...placing(props), ...referring(props, onPath)];
  const drawn = links.toSorted((a, b) => Number(onPath.has(a.key)) - Number(onPath.has(b.key)));
  return (
    <svg className="tree-links" aria-hidden="true">
      <Arrowheads />
      {drawn.map((link) => {
        const a = layout.byKey.get(link.client);
        const b = layout.byKey.get(link.server);
        if (!a || !b || !(props.inSight(a.y) || props.inSight(b.y))) return null;
        const d = linkPath(box(a), box(b));
        return (
          <g
            key={`${link.key}${link.reference ? ' r' : ''}`}
            className={`${linkClass(link, onPath, inferred, selected)} ${changeClass(link, props)}`}
            onClick={() => props.onLink(link.client, link.server)}
          >
            <title>{linkTitle(link, props)}</title>
            <path className="link-hit" d={d} />
            <path
              className="link-line"
              d={d}
              markerEnd={link.reference ? `url(#arrow${link.cycle ? '-cycle' : ''})` : undefined}
            />
            {!link.reference && <WitnessMark dependency={link.dependency} at={box(b)} />}
          </g>
        );
      })}
    </svg>
  );
}

/** Where connections speak of a dependency: its sign before the server's box. Seen by lookups alone, it bears none. */
function WitnessMark({ dependency, at }: { readonly dependency: Dependency | undefined; readonly at: Box }) {
  const witness = dependency?.witness;
  if (witness !== 'connection' && witness !== 'both') return null;
  return (
    <path
      className={`link-witness link-witness-${witness}`}
      d={WITNESS_SHAPES[witness].path}
      transform={`translate(${at.x - 11} ${at.y + NODE / 2 - 4.5}) scale(0.75)`}
    />
  );
}

interface Box {
  readonly x: number;
  readonly y: number;
}

/** References run in all directions; their heads show which. */
function Arrowheads() {
  return (
    <defs>
      {['arrow', 'arrow-cycle'].map((id) => (
        <marker
          key={id}
          id={id}
          viewBox="0 0 6 6"
          refX="5.5"
          refY="3"
          markerWidth="6"
          markerHeight="6"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className={id} d="M0,0.5 6,3 0,5.5Z" />
        </marker>
      ))}
    </defs>
  );
}

function placing({ layout, dependencies }: TreeLinksProps): readonly Link[] {
  const byPair = new Map(dependencies.map((dependency) => [`${dependency.client}>${dependency.server}`, dependency]));
  return layout.placed.flatMap(({ node, parent }) => {
    if (parent === null || node.kind === 'more') return [];
    const key = `${parent}>${node.service}`;
    return [{ key, client: parent, server: node.service, dependency: byPair.get(key), reference: false, cycle: false }];
  });
}

function referring({ references, layout, focus }: TreeLinksProps, onPath: ReadonlySet<string>): readonly Link[] {
  const links = references
    .filter(({ dependency }) => layout.byKey.has(dependency.client) && layout.byKey.has(dependency.server))
    .map(({ dependency, cycle }) => ({
      key: `${dependency.client}>${dependency.server}`,
      client: dependency.client,
      server: dependency.server,
      dependency,
      reference: true,
      cycle,
    }));
  if (links.length <= FEW) return links;
  return links.filter(
    ({ key, client, server, cycle }) => cycle || onPath.has(key) || client === focus || server === focus,
  );
}

function linkClass(
  { key, dependency, reference, cycle }: Link,
  onPath: ReadonlySet<string>,
  inferred: ReadonlySet<string> | undefined,
  selected: string | null,
): string {
  return [
    'link',
    onPath.has(key) ? 'link-path' : '',
    inferred?.has(key) ? 'link-inferred' : '',
    dependency && failsOften(dependency) ? 'link-failing' : '',
    dependency?.carried ? 'link-carried' : '',
    reference ? 'link-reference' : '',
    cycle ? 'link-cycle' : '',
    key === selected ? 'link-selected' : '',
  ].join(' ');
}

/** How a link stands out where two windows are compared; those that are the same step back. */
function changeClass({ client, server }: Link, { changeOf }: TreeLinksProps): string {
  return changeOf ? `link-${changeOf(client, server)}` : '';
}

function linkTitle({ client, server, dependency, cycle }: Link, { nameOf, changeOf }: TreeLinksProps): string {
  const lines = [`${nameOf(client)} → ${nameOf(server)}`];
  if (dependency) {
    lines.push(
      `${plural(dependency.lookups, 'lookup')}, ${plural(dependency.failures, 'failure')}, ${dependency.contested} contested`,
    );
    if (dependency.witness)
      lines.push(
        `Seen by ${WITNESS_WORDS[dependency.witness]}, ${plural(dependency.connections ?? 0, 'connection')}${dependency.declared ? '; declared' : ''}`,
      );
    if (dependency.carried) lines.push('Not seen in the window; seen before it, with a silence that is usual for it');
  }
  if (changeOf) lines.push(`${changeOf(client, server)}, compared with the other window`);
  if (cycle) lines.push('Part of a cycle');
  return lines.join('\n');
}
