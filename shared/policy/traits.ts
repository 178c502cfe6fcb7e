import * as z from 'zod';

const texts = z.record(z.string(), z.string());

/** What policies select an instance or a namespace by, beside what the inventories say. */
export const policyTraits = z
  .object({
    labels: texts.optional(),
    /** The Kubernetes cluster that it is in. */
    cluster: z.string().optional(),
    securityGroups: z.array(z.string()).readonly().optional(),
    /** Ports by name. */
    namedPorts: z.record(z.string(), z.number().int()).optional(),
  })
  .readonly();
export type PolicyTraits = z.infer<typeof policyTraits>;
