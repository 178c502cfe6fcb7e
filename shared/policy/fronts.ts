import { portText } from './ports.ts';
import type { Goal, Port } from './rule.ts';
import type { PolicyTraits } from './traits.ts';
import type { Front } from './uses.ts';
import type { Workload } from './workload.ts';

type ServicePort = NonNullable<PolicyTraits['servicePorts']>[number];
type NamedPort = NonNullable<PolicyTraits['namedPorts']>[number];

/**
 * The port of the instances that a port of an address before them leads to, by what the records of the address say; null where none says it,
 * where they say different things, or where the instances give its name to different ports of the protocol. The first that an instance gives it
 * counts, as in Kubernetes.
 */
export function portBehind(
  { protocol, port }: Port,
  said: readonly (readonly ServicePort[])[],
  instances: readonly Pick<Workload, 'namedPorts'>[],
): Port | null {
  const isCalled = (name: string) => (one: NamedPort) => one.name === name && one.protocol === protocol;
  const targets = said.map((ports) => ports.find((one) => one.protocol === protocol && one.port === port)?.target);
  const numbers = targets.flatMap((target) =>
    typeof target === 'string' ? instances.map(({ namedPorts }) => namedPorts?.find(isCalled(target))?.port) : [target],
  );
  const [number, ...others] = new Set(numbers);
  return number === undefined || others.length > 0 ? null : { protocol, port: number };
}

/** What is asked for: a port of the server, or of what stands before it. */
export function goalOf({ port, front }: { readonly port: Port | null; readonly front: Front | null }): Goal | null {
  return port ?? (front && { protocol: front.port.protocol, port: null, front: frontText(front) });
}

/** A port of an address that stands before a server: `tcp 80 of 10.96.0.10`. */
export function frontText({ address, port }: Pick<Front, 'address' | 'port'>): string {
  return `${portText(port)} of ${address}`;
}
