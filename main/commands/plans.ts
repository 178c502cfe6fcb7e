import { Option, type Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import type { SavedPlanHead, Signature } from '../../shared/model/plan.ts';
import { toIso } from '../../shared/model/time.ts';
import { planToJson } from '../../shared/recovery/export/to-json.ts';
import { comparisonOfPlansText, savedPlansText } from '../../shared/report/text/saved-plans-text.ts';
import { planText } from '../../shared/report/text/plan-text.ts';
import type { Engine } from '../engine/engine.ts';
import { differentFiles, nameOption, needs, oneOf } from './given.ts';
import { printJson } from './json.ts';
import { printOrSay } from './pdf.ts';
import { withCase, writeOut } from './session.ts';

interface PlansFlags {
  readonly case: string;
  readonly show?: string;
  readonly compare?: readonly string[];
  readonly sign?: string;
  readonly by?: string;
  readonly role?: Signature['role'];
  readonly delete?: string;
  readonly pdf?: string;
  readonly paper?: 'a4' | 'letter';
  readonly json?: boolean;
}

export function addPlans(program: Command): void {
  program
    .command('plans')
    .description(
      'the restart plans that are kept in the case: list, show, compare, sign (aftermap plan --save keeps one)',
    )
    .requiredOption('--case <file>', 'the case')
    .option('--show <name>', 'one plan as it was kept')
    .option('--pdf <file>', 'with --show: write its sheet as PDF, with ticks and signatures (needs a display)')
    .addOption(new Option('--paper <paper>', 'with --pdf: the paper (unset: a4)').choices(['a4', 'letter']))
    .option('--compare <names...>', 'two plans: how the second differs from the first')
    .option('--sign <name>', 'sign a plan, now; needs --by')
    .option('--by <person>', 'who signs')
    .addOption(new Option('--role <role>', 'as what (unset: prepared)').choices(['prepared', 'reviewed', 'approved']))
    .option('--delete <name>', 'delete a plan')
    .option('--json', 'one JSON document')
    .action(async (flags: PlansFlags) => {
      oneOf(flags, ['show', 'compare', 'sign', 'delete']);
      needs(flags, 'pdf', ['show']);
      needs(flags, 'paper', ['pdf']);
      needs(flags, 'by', ['sign']);
      differentFiles(flags, ['case', 'pdf']);
      needs(flags, 'role', ['sign']);
      needs(flags, 'sign', ['by']);
      await withCase(flags.case, async (engine, { services }) => {
        const out = flags.json ? printJson : null;
        if (flags.show !== undefined) return show(engine, flags, services);
        if (flags.compare !== undefined) {
          const [a, b] = await pairOfPlans(engine, flags.compare);
          const found = await engine.call('plan.compare', { a: { saved: a.id }, b: { saved: b.id } });
          return writeOut(out ? out({ a: a.name, b: b.name, ...found }) : comparisonOfPlansText(found, a, b, services));
        }
        if (flags.sign !== undefined) await sign(engine, flags.sign, flags.by, flags.role);
        if (flags.delete !== undefined)
          await engine.call('plan.delete', { id: (await named(engine, flags.delete)).id });
        const { plans } = await engine.call('plans.list', {});
        return writeOut(out ? out({ plans: plans.map(headJson) }) : savedPlansText(plans, services));
      });
    });
}

async function show(
  engine: Engine,
  flags: PlansFlags,
  services: readonly { id: string; name: string }[],
): Promise<void> {
  const { id } = await named(engine, flags.show ?? '');
  if (flags.pdf !== undefined) {
    const { html } = await engine.call('plan.html', {
      plan: { saved: id },
      ...(flags.paper ? { paper: flags.paper } : {}),
    });
    await printOrSay(html, flags.pdf);
  }
  const { head, plan } = await engine.call('plan.saved', { id });
  const shown = flags.json ? printJson({ ...headJson(head), plan: planToJson(plan) }) : planText(plan, services);
  await writeOut(shown);
}

async function sign(engine: Engine, name: string, by = '', role: Signature['role'] = 'prepared'): Promise<void> {
  const { id } = await named(engine, name);
  await engine.call('plan.sign', { id, signature: { role, name: nameOption('--by', by), at: Date.now() * 1000 } });
}

/** A saved plan by its name or number. */
async function named(engine: Engine, text: string): Promise<SavedPlanHead> {
  const { plans } = await engine.call('plans.list', {});
  const found = plans.find(({ name }) => name === text) ?? plans.find(({ id }) => String(id) === text);
  if (found) return found;
  const names = plans.map(({ name }) => `"${name}"`).join(', ');
  throw new AftermapError(
    'usage',
    `No plan is kept as "${text}".`,
    names === '' ? 'Keep one with aftermap plan --save NAME.' : `Kept are ${names}.`,
  );
}

async function pairOfPlans(engine: Engine, names: readonly string[]): Promise<[SavedPlanHead, SavedPlanHead]> {
  const [a, b, ...more] = names;
  if (a === undefined || b === undefined || more.length > 0)
    throw new AftermapError('usage', '--compare takes two plans.', 'Write --compare FIRST SECOND.');
  return [await named(engine, a), await named(engine, b)];
}

function headJson(head: SavedPlanHead): object {
  return {
    ...head,
    savedAt: toIso(head.savedAt),
    signatures: head.signatures.map((signature) => ({ ...signature, at: toIso(signature.at) })),
  };
}
