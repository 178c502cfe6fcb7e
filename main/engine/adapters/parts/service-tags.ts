import { objects, text } from '../fields.ts';
import type { DerivedService } from './resource.ts';

/** Tags and labels that name the service of a resource, the most telling first; compared in lower case, with _ and - alike. */
const SERVICE_TAGS = ['app.kubernetes.io/name', 'service', 'service-name', 'application', 'app'];

/** The service that tags or labels name: by the first of SERVICE_TAGS that is there, then of `more`. The rule names the tag. */
export function serviceOfTags(
  tags: Readonly<Record<string, unknown>>,
  more: readonly string[] = [],
): DerivedService | undefined {
  const known = new Map(Object.entries(tags).map(([key, value]) => [plain(key), { key, name: text(value)?.trim() }]));
  for (const tag of [...SERVICE_TAGS, ...more]) {
    const found = known.get(plain(tag));
    if (found?.name) return { name: found.name, rule: `tag or label ${plain(tag)}` };
  }
  return undefined;
}

/** The service that something owning the resource names: a group, a workload, a function. */
export function serviceOfOwner(name: string | null | undefined, owner: string): DerivedService | undefined {
  return name ? { name, rule: owner } : undefined;
}

/** Tags given as a list of keys and values, in whatever case the API writes them. */
export function tagList(tags: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(objects(tags).map((tag) => [text(tag.Key ?? tag.key) ?? '', tag.Value ?? tag.value]));
}

const plain = (key: string) => key.toLowerCase().replaceAll('_', '-');
