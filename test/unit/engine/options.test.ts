import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addAudit } from '../../../main/commands/audit.ts';
import { addCompare } from '../../../main/commands/compare.ts';
import { addHeartbeats } from '../../../main/commands/heartbeats.ts';
import { addMap } from '../../../main/commands/map.ts';
import { addPlan } from '../../../main/commands/plan.ts';
import { addPlans } from '../../../main/commands/plans.ts';
import { addRegions } from '../../../main/commands/regions.ts';

const program = () => {
  const made = new Command().exitOverride();
  for (const add of [addAudit, addCompare, addHeartbeats, addMap, addPlan, addPlans, addRegions]) add(made);
  return made;
};

// The case is not there: what is refused is refused before anything is read.
describe('options that cannot be honoured together are refused, not dropped', () => {
  it.each([
    ['heartbeats --share 1', '--share 1 can mean 1 % or all'],
    ['audit --service a --allow-list f.yaml', '--service and --allow-list are asked for at once'],
    ['audit --kind missing --allow-list f.yaml', '--kind and --allow-list are asked for at once'],
    ['audit --kind agreed dns-only --check', '--check finds nothing among findings of the kind agreed, dns-only'],
    ['audit --allow-list gone.aftermap', '--case and --allow-list name one file'],
    ['audit --csv gone.aftermap', '--case and --csv name one file'],
    ['heartbeats --csv f --losses-csv ./f', '--csv and --losses-csv name one file'],
    ['compare --against-case b.aftermap --csv f --html ./f', '--csv and --html name one file'],
    ['compare --against-case b.aftermap --csv b.aftermap', '--against-case and --csv name one file'],
    ['map --infrastructure --group tenant', '--infrastructure and --group are asked for at once'],
    ['map --infrastructure --service a', '--service and --infrastructure are asked for at once'],
    ['map --infrastructure --via dns', '--via and --infrastructure are asked for at once'],
    ['map --out gone.aftermap', '--case and --out name one file'],
    ['plan --service a --out p.html --html p.html', '--out and --html name one file'],
    ['plans --show one --pdf gone.aftermap', '--case and --pdf name one file'],
    ['regions --service a --csv f --flows-csv f', '--csv and --flows-csv name one file'],
  ])('%s', async (words, message) => {
    const args = [...words.split(' '), '--case', 'gone.aftermap'];
    await expect(program().parseAsync(args, { from: 'user' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(message) as unknown,
      hint: expect.stringMatching(/^(Give|Name)/) as unknown,
    });
  });
});
