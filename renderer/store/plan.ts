import type { Changes, PlanOptions, PlanQuestion, SavedPlanHead, WhatIf } from '../../shared/model/plan.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { call, desktop } from '../api.ts';
import { plural } from '../words/format.ts';
import { attempt } from './case.ts';
import { noChanges } from './plan-choices.ts';
import type { AllChanges, PlanChoices } from './plan-choices.ts';
import { retry } from './queries.ts';
import { set, store } from './store.ts';
import type { Choices } from './store.ts';

type Asked = Pick<Choices, 'target' | 'window' | 'scope' | 'plan'>;

/** The question for the plan that is looked at; null without a target. What was left as it is, is left out. */
export function planQuestion({ target, window, scope, plan }: Asked): PlanQuestion | null {
  if (target === null) return null;
  return { service: target, ...(window === null ? {} : { window }), ...planOptions({ scope, plan }) };
}

/** What is asked of the plan beside target and window. */
export function planOptions({ scope, plan }: Pick<Choices, 'scope' | 'plan'>): PlanOptions {
  const { services, breaks, minutes, rolling } = plan;
  const whatIf = whatIfOf(plan);
  return {
    scope,
    ...(scope === 'chosen' ? { services } : {}),
    ...(breaks.length > 0 ? { breaks } : {}),
    ...(Object.keys(minutes).length > 0 ? { minutes } : {}),
    ...(rolling === null ? {} : { rolling }),
    ...(whatIf === null ? {} : { whatIf }),
  };
}

/** The what-if as it is asked; null where nothing is taken away or added. */
export function whatIfOf(plan: Pick<PlanChoices, 'without' | 'with'>): WhatIf | null {
  const without = filled(plan.without);
  const added = filled(plan.with);
  return without || added ? { ...(without ? { without } : {}), ...(added ? { with: added } : {}) } : null;
}

function filled(changes: AllChanges): Changes | null {
  const lists = Object.entries(changes).filter(([, list]) => list.length > 0);
  return lists.length > 0 ? Object.fromEntries(lists) : null;
}

function whole({ services = [], regions = [], dependencies = [] }: Changes = noChanges): AllChanges {
  return { services, regions, dependencies };
}

/** Changes what is asked of the plan. */
export function setPlan(part: Partial<PlanChoices>): void {
  set({ plan: { ...store.getState().plan, ...part } });
}

/** Ticks a step of the plan off, or takes that back: a service, or a countermeasure by its key. */
export function tick(step: string): void {
  const { done } = store.getState();
  set({ done: done.includes(step) ? done.filter((one) => one !== step) : [...done, step] });
}

/** Minutes of one service; null takes them back. */
export function setMinutes(service: ServiceId, minutes: number | null): void {
  const others = Object.entries(store.getState().plan.minutes).filter(([id]) => id !== service);
  setPlan({ minutes: Object.fromEntries(minutes === null ? others : [...others, [service, minutes]]) });
}

/** Asks for a file with minutes, and takes them over. */
export async function openMinutes(): Promise<void> {
  await attempt(async () => {
    const opened = await desktop('dialog.openMinutes', {});
    if (opened === null) return;
    const { minutes } = await call('minutes.parse', opened);
    setPlan({ minutes: { ...store.getState().plan.minutes, ...minutes } });
    const message = `Minutes of ${plural(Object.keys(minutes).length, 'service')} read from ${opened.file}.`;
    set({ notice: { tone: 'good', message, hint: '' } });
  });
}

/** The saved plan that the plan on the screen is, as long as nothing else is asked. */
export function keptPlan({ kept, ...asked }: Asked & Pick<Choices, 'kept'>): SavedPlanHead | null {
  return kept !== null && kept.asked === JSON.stringify(planQuestion(asked)) ? kept.head : null;
}

/** Says that the plan on the screen is the saved one. */
export function know(head: SavedPlanHead): void {
  set({ kept: { head, asked: JSON.stringify(planQuestion(store.getState())) } });
  retry('plans.list', {});
}

/** Puts a saved plan on the screen: its question is asked again. */
export async function showKept(id: number): Promise<void> {
  await attempt(async () => {
    const { head, question } = await call('plan.saved', { id });
    const { service, window, scope, services, breaks, minutes, rolling, whatIf } = question;
    set({
      target: service,
      window: window ?? null,
      scope: scope ?? 'failing',
      plan: {
        services: services ?? [],
        breaks: breaks ?? [],
        minutes: minutes ?? {},
        rolling: rolling ?? null,
        without: whole(whatIf?.without),
        with: whole(whatIf?.with),
      },
      done: head.done,
      view: 'plan',
      overlay: null,
    });
    know(head);
  });
}
