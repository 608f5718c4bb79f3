import fs from "node:fs";
import path from "node:path";
import { runNode } from "./child-processes.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { PlainError } from "./plain-error.mjs";
import { inRoot, root } from "./root.mjs";

const bundleSources = [
  "package-lock.json",
  "tsconfig.json",
  "app/embed",
  "components",
  "lib",
  "prisma/schema.prisma",
  "prisma/seed",
  "scripts/bundle.mjs",
  "scripts/entries",
];
const siteSources = [
  "package-lock.json",
  "tsconfig.json",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "app",
  "components",
  "lib",
  "prisma/schema.prisma",
  "public",
];

/** What esbuild makes: the server, the workers, the seed and the embed viewer. */
export const bundles = {
  stamp: inRoot(".build", "bundles-from"),
  sources: () => fingerprint(bundleSources),
  result: inRoot(".build", "server.mjs"),
  async build() {
    // A process of its own, so that Ctrl-C can end it and esbuild is loaded only when it is needed.
    await run([inRoot("scripts", "bundle.mjs")], "The bundles could not be made");
  },
};

/** What Next makes: the portal and the API. */
export const site = {
  stamp: inRoot(".build", "site-from"),
  sources: () => fingerprint(siteSources, { except: ["public/viewer"] }),
  result: inRoot(".next", "BUILD_ID"),
  async build() {
    await run([inRoot("node_modules", "next", "dist", "bin", "next"), "build"], "The portal could not be built");
  },
};

/** Whether a build is missing, unfinished, or made from other sources than the ones at hand. */
export function isStale({ stamp, sources, result }) {
  return !fs.existsSync(result) || !fs.existsSync(stamp) || fs.readFileSync(stamp, "utf8") !== sources();
}

/** Builds, and notes from which sources only when the build is whole. */
export async function build(target) {
  const sources = target.sources();
  fs.mkdirSync(path.dirname(target.stamp), { recursive: true });
  fs.rmSync(target.stamp, { force: true });
  fs.rmSync(target.result, { force: true });
  await target.build();
  if (!fs.existsSync(target.result)) throw new PlainError(`The build ended without making ${target.result}.`);
  fs.writeFileSync(target.stamp, sources);
}

async function run(args, complaint) {
  const result = await runNode(args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (result.code === 0) return;
  // Next prints its warnings, often long, before what stopped it.
  const [, reason = result.output] = result.output.split("> Build error occurred");
  throw new PlainError(`${complaint}:\n${reason.trim()}`);
}
