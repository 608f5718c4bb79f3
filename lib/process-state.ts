const key = Symbol.for("bulkhead.process-state");

type Store = Map<string, unknown>;

/**
 * One instance a process, whichever bundle asks first. The server in front of Next and Next's own bundle each hold a
 * copy of a module; pools, caches and limiters must not exist twice.
 */
export function processState<T>(name: string, create: () => T): T {
  const holder = globalThis as typeof globalThis & { [key]?: Store };
  holder[key] ??= new Map();
  const store = holder[key];
  if (!store.has(name)) store.set(name, create());
  return store.get(name) as T;
}
