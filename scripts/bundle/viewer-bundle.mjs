import fs from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import { inRoot, root } from "../bootstrap/root.mjs";

const entry = "app/embed/_viewer/main.tsx";
const printEntry = "app/embed/_print/main.tsx";
const outdir = "public/viewer";

/**
 * Bundles the viewer that `/embed/[dashboardId]` loads, in files named by their content so that browsers keep them for
 * ever, and writes `manifest.json` with the names of this build.
 */
export async function bundleViewer({ watch }) {
  if (!fs.existsSync(inRoot(entry))) return;
  const options = viewerOptions({ watch });
  options.plugins = [{ name: "manifest", setup: (build) => build.onEnd(writeManifest) }];
  if (!watch) {
    await esbuild.build(options);
    return;
  }
  const context = await esbuild.context(options);
  await context.rebuild();
  await context.watch();
}

/**
 * What esbuild makes of the viewer, for builds and for whoever measures one.
 *
 * @param {{ watch: boolean }} mode
 * @returns {import("esbuild").BuildOptions}
 */
export function viewerOptions({ watch }) {
  return {
    absWorkingDir: root,
    entryPoints: { main: entry, print: printEntry },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    jsx: "automatic",
    minify: !watch,
    metafile: true,
    alias: { "@": root },
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    publicPath: "/viewer/",
    loader: { ".module.css": "local-css", ".woff2": "file", ".svg": "file" },
    define: { "process.env.NODE_ENV": JSON.stringify(watch ? "development" : "production") },
    logLevel: "warning",
  };
}

/**
 * `js` and `css` are what the page starts with, `preload` what the start imports, and `lazy` gives for each part that
 * is loaded later (by the name of its source) the files it needs; `print` is the same for the page of exports.
 */
function writeManifest(result) {
  const outputs = result.metafile?.outputs;
  if (!outputs) return;
  const files = Object.entries(outputs);
  const partOf = (source) => {
    const [file, output] = files.find(([, one]) => one.entryPoint === source) ?? [];
    return output && partFor(outputs, file, output);
  };
  const main = partOf(entry);
  if (!main) return;
  const [, mainOutput] = files.find(([, one]) => one.entryPoint === entry);
  const lazy = {};
  for (const [file, output] of files) {
    if (!output.entryPoint || output.entryPoint === entry || output.entryPoint === printEntry) continue;
    const name = path.basename(output.entryPoint).replace(/\.[a-z]+$/, "");
    const part = partFor(outputs, file, output);
    lazy[name] = hasMore(outputs, output.cssBundle, mainOutput.cssBundle) ? part : { ...part, css: null };
  }
  const manifest = { ...main, print: partOf(printEntry), lazy };
  const keep = new Set(["manifest.json", ...files.map(([file]) => base(file))]);
  for (const name of fs.readdirSync(inRoot(outdir))) {
    if (!keep.has(name)) fs.rmSync(inRoot(outdir, name), { recursive: true, force: true });
  }
  const unfinished = inRoot(outdir, "manifest.json.new");
  fs.writeFileSync(unfinished, JSON.stringify(manifest, null, 2));
  fs.renameSync(unfinished, inRoot(outdir, "manifest.json"));
}

function partFor(outputs, file, output) {
  return {
    js: base(file),
    css: output.cssBundle ? base(output.cssBundle) : null,
    preload: staticImports(outputs, file),
  };
}

/** Whether a part's style sheet has anything that the page does not start with. */
function hasMore(outputs, bundle, mainBundle) {
  const known = outputs[mainBundle]?.inputs ?? {};
  return Boolean(bundle) && Object.keys(outputs[bundle].inputs).some((input) => !(input in known));
}

function staticImports(outputs, file, found = new Set()) {
  for (const { path: imported, kind, external } of outputs[file].imports) {
    if (external || kind !== "import-statement" || found.has(base(imported))) continue;
    found.add(base(imported));
    staticImports(outputs, imported, found);
  }
  return [...found];
}

const base = (file) => path.basename(file);
