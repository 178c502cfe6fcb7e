import type { Truth } from '../generator/incident.ts';
import { filesAsMarkdown, lookupsAsMarkdown, nameOf, onsetsAsMarkdown } from '../generator/story.ts';

/** What happened to the silent sender, for people. */
export function story(truth: Truth): string {
  const names = (ids: readonly string[] = []): string => ids.map((id) => nameOf(truth, id)).join(' → ');
  const pairs = (all: readonly (readonly string[])[] = []): string => all.map(names).join(', ');
  const silence = truth.silences?.[0];
  const linked = truth.witnesses?.connections.reduce((sum, { connections }) => sum + connections, 0);
  const findings = [
    ...(truth.witnesses?.connectionOnly ?? []),
    ...(truth.witnesses?.dnsOnly ?? []),
    ...(truth.declared?.missing ?? []),
    ...(truth.declared?.unexpected ?? []),
  ].length;
  return `# Silent sender

Thursday 9 July 2026. At 14:11 the **Dispatch Board** of a parcel depot shows stale positions. Everything runs in containers. Beside
DNS logs and inventories there are socket logs of all hosts, heartbeats, declared dependencies and policy rules. The evidence covers
13:00 to 16:00 UTC.

## The truth

Two **Scan Feeds** (senders) write to the **Parcel Ledger** (receiver); the **Line Orchestrator** gives them their lines and listens for
their heartbeats. After ${silence?.from.slice(11, 19)} one of them, \`${silence?.emitter}\`, is no longer heard. The orchestrator takes it
for dead and gives its line to the other. But it is **half-dead**: it goes on writing (${silence?.lookups} lookups of its own until it is started
anew and heard again at ${silence?.to.slice(11, 19)}), and from 14:14 on the ledger has two writers for one line.

The **Scan Feed** is the origin. No health event speaks of it; its heartbeats do. Failing path: ${names(truth.expected?.path)}.

${onsetsAsMarkdown(truth)}

The Parcel Ledger is degraded **because** of the feed, four minutes later, although the feed depends on it.

## What should have been done

1. **Mute** the silent feed before anything is restarted: as long as it writes, a restarted ledger is spoilt again.
2. Let the other feed, \`${silence?.standIn}\`, **stand in** for it: it was heard all the time.
3. Restart: ${truth.expected?.waves.map((wave) => wave.map((id) => nameOf(truth, id)).join(' and ')).join('; ')}.
4. **Unmute** the feed when it has been started anew and is heard again.

## What the second witness shows

${linked} connections. Each was recorded at both ends; the listening sockets tell who is the server.

- Connected, never looked up: ${pairs(truth.witnesses?.connectionOnly)}. The address of the scales stands in the feed's configuration.
- Looked up, never connected: ${pairs(truth.witnesses?.dnsOnly)}.
- Declared, never used: ${pairs(truth.declared?.missing)}.
- Seen, never declared: ${pairs(truth.declared?.unexpected)}. It leads from the tenant parcel-south to parcel-north, and a **policy denies it**.
- Allowed by a rule, never seen: Freight Invoicing → Archive Vault.

## What is in the files

${filesAsMarkdown(truth.sources)}

- ${lookupsAsMarkdown(truth)}

## What to try

1. Open the folder \`evidence\`. Heartbeats: which runtime fell silent, and what shows that it was not dead?
2. Trace from the Dispatch Board: the Scan Feed comes first, though no health event speaks of it.
3. Plan: where do mute, stand-in and unmute stand, and why?
4. Audit: ${findings} findings; among the policies, the crossing between tenants comes first.
5. Map: group by tenant.
`;
}
