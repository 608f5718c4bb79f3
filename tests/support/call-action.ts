import "next/dist/server/node-environment-baseline";
import path from "node:path";
import type { WorkStore } from "next/dist/server/app-render/work-async-storage.external";
import { root, sourceFiles } from "../architecture/source-files";

/*
 * Server actions run outside Next, but inside its own stores: `cookies()`, `headers()` and `revalidatePath()` are Next's,
 * and read what a request with this cookie would have put there. Nothing of the product or of Next is replaced.
 */

type Action = (...args: readonly unknown[]) => Promise<ActionOutcome>;

/** What every action of ours answers. */
export interface ActionOutcome {
  readonly ok: boolean;
  readonly data?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Every exported server action: its name and the file it stands in. Names are unique, so that a name says which. */
export const actionFiles: ReadonlyMap<string, string> = new Map(
  sourceFiles("app")
    .filter(({ text }) => /^["']use server["']/m.test(text))
    .flatMap(({ path: file, text }) =>
      [...text.matchAll(/^export (?:async function|const|function) (\w+)/gm)].map(([, name]) => [name ?? "", file]),
    ),
);

/** Calls an action as the browser with this cookie would; without one, nobody is signed in. */
export async function callAction(
  name: string,
  args: readonly unknown[],
  cookie: string | null,
): Promise<ActionOutcome> {
  const [{ createRequestStoreForAPI }, { workAsyncStorage }, { workUnitAsyncStorage }] = await Promise.all([
    import("next/dist/server/async-storage/request-store"),
    import("next/dist/server/app-render/work-async-storage.external"),
    import("next/dist/server/app-render/work-unit-async-storage.external"),
  ]);
  const file = actionFiles.get(name);
  if (!file) throw new Error(`There is no action ${name}`);
  const module: Record<string, Action> = await import(/* @vite-ignore */ path.join(root, file));
  const action = module[name];
  if (!action) throw new Error(`${file} does not export ${name}`);
  const headers = new Headers({ ...(cookie ? { cookie } : {}), "x-forwarded-for": "192.0.2.1" });
  const request = { headers } as Parameters<typeof createRequestStoreForAPI>[0];
  const url = { pathname: "/", search: "" };
  const store = createRequestStoreForAPI(
    request,
    url,
    { tags: [], expirationsByCacheKind: new Map() },
    undefined,
    undefined,
    undefined,
  );
  const work = { page: "/page", route: "/", incrementalCache: {}, cacheLifeProfiles: {} } as unknown as WorkStore;
  return workAsyncStorage.run(work, () => workUnitAsyncStorage.run(store, () => action(...args)));
}
