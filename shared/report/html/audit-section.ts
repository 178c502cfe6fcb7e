import type { Audit, AuditFinding } from '../../model/audit.ts';
import type { Service } from '../../model/map.ts';
import type { PolicyReport, PolicyVerdict, RuleUse } from '../../model/policy.ts';
import { contradictsNothing } from '../../audit/audit.ts';
import { outcomeOf } from '../../audit/outcome.ts';
import { KIND_SHAPES } from '../../audit/marks.ts';
import { KIND_WORDS, WHY_WORDS, WITNESS_WORDS } from '../../audit/words.ts';
import { count, counted } from '../../map/words.ts';
import { seenText } from '../../policy/words.ts';
import { instant } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { dataTable } from './document.ts';
import { cited, citedLines } from './cited.ts';
import { html, type Markup } from './markup.ts';

type Name = (id: string) => string;

/** Findings that are printed; more are counted and left to the CSV. */
const PRINTED = 400;

/**
 * Where lookups, connections, declarations and policies disagree: what it comes to, the findings with their evidence, the weightiest first,
 * and the policies held against what was seen. Kinds are told by a sign and a word.
 */
export function auditSection(
  audit: Audit,
  policies: PolicyReport | undefined,
  services: readonly Pick<Service, 'id' | 'name'>[],
): Markup {
  const name = namesFrom(services);
  const told = audit.findings.filter(({ kind }) => !contradictsNothing(kind));
  const rest = told.length - PRINTED;
  return html`<section class="chapter">
    <h2>Does the evidence agree?</h2>
    <p class="lead">
      ${outcomeOf(audit).text} In the window: ${count(audit.counts.agreed)} agreed,
      ${count(audit.counts['not-covered'])} not covered by a log that could have shown it. ${audit.notes.join(' ')}
    </p>
    ${
      told.length === 0
        ? null
        : dataTable(
            [
              { head: 'Finding' },
              { head: 'Dependency' },
              { head: 'Found, and expected', kind: 'wide' },
              { head: 'Seen' },
              { head: 'Evidence' },
            ],
            told.slice(0, PRINTED).map((one) => findingRow(one, name)),
          )
    }
    ${rest > 0 ? html`<p class="quiet">${counted(rest, 'more finding')}, the lighter ones, are counted and not printed.</p>` : null}
    ${policies && isJudged(policies) ? policyTables(policies, name) : null}
  </section>`;
}

/** Whether policies say anything of what was seen. */
const isJudged = ({ rules, verdicts }: PolicyReport): boolean =>
  rules.length > 0 || verdicts.some(({ verdict }) => verdict !== 'not-covered');

function findingRow(one: AuditFinding, name: Name): readonly (string | Markup)[] {
  const { kind, why, client, server, text, expected, witness, evidence, firstSeen, lastSeen } = one;
  return [
    html`<span class="t">${sign(kind)} ${KIND_WORDS[kind].name}</span>
      <div class="quiet">${why === null ? '' : WHY_WORDS[why]}</div>`,
    `${name(client)} → ${name(server)}`,
    html`${text}
      <div class="quiet">Expected: ${expected}</div>`,
    html`${WITNESS_WORDS[witness]}
    ${
      firstSeen === null
        ? html`<div class="quiet">not in the window</div>`
        : html`<div class="quiet t">${instant(firstSeen)} –</div>
            <div class="quiet t">${instant(lastSeen)}</div>`
    }`,
    citedLines(evidence),
  ];
}

/** The sign of a kind, in black. */
function sign(kind: AuditFinding['kind']): Markup {
  const { path, look } = KIND_SHAPES[kind];
  const stroke = look === 'solid' ? 'none' : '#000';
  return html`<svg width="8" height="8" viewBox="0 0 12 12">
    <path d="${path}" fill="${look === 'solid' ? '#000' : 'none'}" stroke="${stroke}" stroke-width="1.7" />
  </svg>`;
}

function policyTables({ verdicts, rules, counts, crossings }: PolicyReport, name: Name): Markup {
  const told = verdicts.filter(({ verdict, crossing }) => crossing !== null || verdict !== 'allowed');
  const idle = rules.filter(({ state }) => state !== 'used');
  return html`<h3>Policies</h3>
    <p>
      ${counted(crossings, 'crossing')} between tenants; ${count(counts.denied)} denied yet seen,
      ${count(counts.undecided)} cannot be told, ${count(counts['not-covered'])} not covered, ${count(counts.allowed)}
      allowed.
    </p>
    ${
      told.length === 0
        ? null
        : dataTable(
            [{ head: 'Verdict', kind: 't' }, { head: 'Dependency' }, { head: 'Why' }, { head: 'Evidence' }],
            told.slice(0, PRINTED).map((one) => verdictRow(one, name)),
          )
    }
    ${told.length > PRINTED ? html`<p class="quiet">${counted(told.length - PRINTED, 'more verdict')} are counted and not printed.</p>` : null}
    ${
      idle.length === 0
        ? null
        : dataTable(
            [{ head: 'Rule' }, { head: 'Came of it', kind: 't' }, { head: 'Record', kind: 'mono' }],
            idle.map(ruleRow),
          )
    }`;
}

function verdictRow(one: PolicyVerdict, name: Name): readonly (string | Markup)[] {
  const tenants = one.crossing ? `${one.crossing.from} → ${one.crossing.to}` : '';
  return [
    html`${one.verdict === 'denied' ? html`<b>denied</b>` : one.verdict}
      <div class="quiet">${tenants}</div>`,
    html`${name(one.client)} → ${name(one.server)}
      <div class="quiet">${seenText(one)}</div>`,
    one.why,
    citedLines(one.evidence),
  ];
}

const CAME_OF_IT = {
  used: 'used',
  undecided: 'cannot be told',
  unused: 'never seen',
  shadowed: 'shadowed',
  unmatched: 'fits nothing',
} as const;

const ruleRow = ({ text, state, citation }: RuleUse): readonly string[] => [
  text,
  CAME_OF_IT[state],
  citation ? cited(citation) : 'not in evidence',
];
