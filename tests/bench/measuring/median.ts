export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

type Arms<Name extends string> = Readonly<Record<Name, (turn: number) => Promise<unknown>>>;

/**
 * Medians, in milliseconds, of arms that take turns: what the machine does meanwhile falls on all of them alike. The
 * first tenth of the turns warms up and is not counted.
 */
export async function medians<Name extends string>(arms: Arms<Name>, turns: number): Promise<Record<Name, number>> {
  const names = Object.keys(arms) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of names) {
      const startedAt = performance.now();
      await arms[name](turn);
      if (turn >= turns / 10) times.get(name)?.push(performance.now() - startedAt);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

/** The same for arms that several clients use at once: each block of one arm is followed by one of the other. */
export async function mediansOfClients<Name extends string>(
  arms: Arms<Name>,
  { clients, blocks, queries }: { clients: number; blocks: number; queries: number },
): Promise<Record<Name, number>> {
  const names = Object.keys(arms) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let block = 0; block < blocks; block += 1) {
    for (const name of block % 2 ? [...names].reverse() : names) {
      const client = async (number: number) => {
        for (let query = 0; query < queries; query += 1) {
          const startedAt = performance.now();
          await arms[name]((block * clients + number) * queries + query);
          if (block > 0) times.get(name)?.push(performance.now() - startedAt);
        }
      };
      await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

/** `1.234 ms`, or in microseconds below a tenth of one. */
export function shown(milliseconds: number): string {
  return milliseconds < 0.1 ? `${(milliseconds * 1000).toFixed(1)} µs` : `${milliseconds.toFixed(3)} ms`;
}

export function print(label: string, text: string): void {
  console.log(`  ${label.padEnd(52)} ${text}`);
}
