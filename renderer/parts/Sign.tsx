import type { AuditKind } from '../../shared/model/audit.ts';
import type { Witness } from '../../shared/model/map.ts';
import type { Verdict } from '../../shared/model/policy.ts';
import { KIND_SHAPES, VERDICT_SHAPES, WITNESS_SHAPES } from '../../shared/audit/marks.ts';
import type { Shape } from '../../shared/audit/marks.ts';
import { KIND_WORDS, WITNESS_WORDS } from '../../shared/audit/words.ts';

/** The kind of a finding as a shape. */
export const KindSign = ({ kind }: { readonly kind: AuditKind }) => (
  <Sign shape={KIND_SHAPES[kind]} className={`sign-${kind}`} label={KIND_WORDS[kind].name} />
);

/** What the policies say, as a shape. */
export const VerdictSign = ({ verdict }: { readonly verdict: Verdict }) => (
  <Sign shape={VERDICT_SHAPES[verdict]} className={`sign-verdict-${verdict}`} label={verdict} />
);

/** How a dependency was seen: the upper half of a square for lookups, the lower for connections. */
export const WitnessSign = ({ witness }: { readonly witness: Witness }) => (
  <Sign shape={WITNESS_SHAPES[witness]} className="sign-witness" label={`seen by ${WITNESS_WORDS[witness]}`} />
);

function Sign({
  shape,
  className,
  label,
}: {
  readonly shape: Shape;
  readonly className: string;
  readonly label: string;
}) {
  return (
    <svg className={`glyph sign-${shape.look} ${className}`} viewBox="0 0 12 12" role="img" aria-label={label}>
      {className === 'sign-witness' && <path className="sign-frame" d={WITNESS_FRAME} />}
      <path d={shape.path} />
    </svg>
  );
}

const WITNESS_FRAME = 'M1.2 1.2h9.6v9.6H1.2Z';
