import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { processState } from "@/lib/process-state";

/** The one way this process asks what a host's addresses are; a test puts a resolver of its own in. */
export interface HostResolver {
  lookup(host: string): Promise<readonly LookupAddress[]>;
}

export function hostResolver(): HostResolver {
  return processState("engines.resolver", () => ({ lookup: (host: string) => lookup(host, { all: true }) }));
}

/**
 * All addresses of a host; an address is its own. Those who ask for one host at once ask once: a name server that hangs
 * would otherwise hold every thread that this process resolves names and reads files with.
 *
 * @throws the system's error for a host that has none.
 */
export function resolveHost(host: string): Promise<readonly LookupAddress[]> {
  const family = isIP(host);
  if (family) return Promise.resolve([{ address: host, family }]);
  const asking = processState("engines.lookups", () => new Map<string, Promise<readonly LookupAddress[]>>());
  const running = asking.get(host);
  if (running) return running;
  const answer = hostResolver()
    .lookup(host)
    .finally(() => asking.delete(host));
  asking.set(host, answer);
  return answer;
}
