import * as z from 'zod';

const texts = z.record(z.string(), z.string());

/** What policies select an instance or a namespace by, beside what the inventories say. */
export const policyTraits = z
  .object({
    labels: texts.optional(),
    /** The Kubernetes cluster that it is in. */
    cluster: z.string().optional(),
    securityGroups: z.array(z.string()).readonly().optional(),
    /** Ports that have a name: one name may be given to ports of different protocols. */
    namedPorts: z
      .array(z.object({ name: z.string(), protocol: z.string(), port: z.number().int() }).readonly())
      .readonly()
      .optional(),
    /** Of an address that stands before pods: by which labels it selects them; none where somebody else says where it leads. */
    selector: texts.optional(),
    /** Of an address that stands before pods: to which port of theirs, by number or by name, each of its ports leads. */
    servicePorts: z
      .array(
        z
          .object({ protocol: z.string(), port: z.number().int(), target: z.union([z.number().int(), z.string()]) })
          .readonly(),
      )
      .readonly()
      .optional(),
  })
  .readonly();
export type PolicyTraits = z.infer<typeof policyTraits>;
