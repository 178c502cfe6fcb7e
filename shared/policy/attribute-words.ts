import type { AttributeKind } from '../model/policy.ts';

/** What the attributes of a service are called. */
export const ATTRIBUTE_WORDS: Readonly<Record<AttributeKind, string>> = {
  tenant: 'tenant',
  namespace: 'namespace',
  cluster: 'cluster',
  group: 'data-centre group',
};
