import fs from "node:fs";
import esbuild from "esbuild";
import { inRoot, root } from "../bootstrap/root.mjs";

/** What runs in Node outside Next's own bundle: name in `.build` → source. */
const entries = {
  server: "scripts/entries/server.ts",
  "duckdb-worker": "lib/engines/duckdb/worker.ts",
  seed: "prisma/seed/main.ts",
};

/** Bundles our own TypeScript; packages stay in `node_modules`, where native ones find their files. */
export async function bundleNode({ watch }) {
  const options = {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(entries).filter(([, source]) => fs.existsSync(inRoot(source)))),
    outdir: ".build",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    alias: { "@": root },
    jsx: "automatic",
    sourcemap: true,
    logLevel: "warning",
    // Code that was written for `require` and got bundled still finds one.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(import.meta.url);',
    },
  };
  if (!watch) return esbuild.build(options);
  const context = await esbuild.context(options);
  await context.rebuild();
  return context.watch();
}
