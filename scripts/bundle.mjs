/** Makes everything that esbuild makes; with `--watch`, again whenever a source changes: `node scripts/bundle.mjs`. */
import { printError } from "./bootstrap/plain-error.mjs";
import { bundleNode } from "./bundle/node-bundles.mjs";
import { bundleViewer } from "./bundle/viewer-bundle.mjs";

const watch = process.argv.includes("--watch");

try {
  await Promise.all([bundleNode({ watch }), bundleViewer({ watch })]);
  // Tells `npm run dev` that the first build is there.
  if (watch) process.send?.({ ready: true });
} catch (error) {
  // What is wrong with the sources esbuild has already said itself.
  if (!error.errors) printError(error);
  process.exitCode = 1;
}
