import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Dialect } from "@/lib/sql/security-context";
import type { Mutation } from "./mutations";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A copy of the guard, with the checks of the focused subset beside it. */
export interface Mutant {
  /** What the subset finds wrong with this copy; empty for the guard as it is. */
  failures(dialect: Dialect): AsyncGenerator<string>;
  close(): Promise<void>;
}

/** The guard's memories must be the copy's own: another copy's parsed policies would hide a change. */
const ownProcessState = `
  const store = new Map();
  export function processState(name, create) {
    if (!store.has(name)) store.set(name, create());
    return store.get(name);
  }`;

function changed(source: string, mutation: Mutation): string {
  const parts = source.split(mutation.find);
  if (parts.length !== 2) {
    throw new Error(`"${mutation.name}": its text stands ${parts.length - 1} times in ${mutation.file}, not once`);
  }
  return parts.join(mutation.replace);
}

function plugin(mutations: readonly Mutation[]): Plugin {
  return {
    name: "mutant",
    setup(builder) {
      builder.onResolve({ filter: /^@\// }, ({ path: wanted }) => ({ path: path.join(root, `${wanted.slice(2)}.ts`) }));
      builder.onResolve({ filter: /^[^./@]|^@[^/]/ }, async ({ path: wanted, kind, importer }) => {
        if (kind === "entry-point" || wanted.startsWith("node:")) return undefined;
        return { path: import.meta.resolve(wanted, pathToFileURL(importer).href), external: true };
      });
      builder.onLoad({ filter: /lib\/process-state\.ts$/ }, () => ({ contents: ownProcessState, loader: "js" }));
      builder.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const own = mutations.filter((mutation) => path.join(root, "lib/sql", mutation.file) === file);
        return { contents: own.reduce(changed, fs.readFileSync(file, "utf8")), loader: "ts" };
      });
    },
  };
}

/**
 * Bundles the guard with some of its text replaced, in memory and in a scratch file; no switch exists in the guard
 * itself.
 *
 * @throws Error when a replaced text does not stand in its file exactly once
 */
export async function buildMutant(mutations: readonly Mutation[], folder: string): Promise<Mutant> {
  const missing = mutations.filter(({ file }) => !fs.existsSync(path.join(root, "lib/sql", file)));
  if (missing.length > 0) throw new Error(`No file ${missing[0]?.file}`);
  const outfile = path.join(folder, `mutant-${fs.readdirSync(folder).length}.mjs`);
  await build({
    entryPoints: [path.join(root, "tests/support/mutation-lab/focused-subset.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
    plugins: [plugin(mutations)],
  });
  const mutant: Mutant = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
  return mutant;
}
