import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";

const part = z.object({ js: z.string(), css: z.string().nullable(), preload: z.array(z.string()) });
const manifestSchema = part.extend({ lazy: z.record(z.string(), part), print: part });

/** What the viewer's build has written down about itself: file names in `public/viewer`. */
export interface ViewerAssets {
  readonly script: string;
  readonly styles: readonly string[];
  /** Scripts that the page will need: fetched while the token is still on its way. */
  readonly preload: readonly string[];
}

/** The parts that most dashboards draw with; the others come with the first card of their kind. */
const usualParts: readonly string[] = ["cartesian-chart", "pie-chart", "data-grid"];

const freshMilliseconds = 2_000;

type Manifest = z.output<typeof manifestSchema>;

const memory = processState("viewer-assets", () => ({ manifest: null as Manifest | null, readAt: 0 }));

/** The files of the current build, or null when the viewer has not been built; a new build is noticed within 2 s. */
export async function findViewerAssets(): Promise<ViewerAssets | null> {
  const manifest = await currentManifest();
  return manifest && assetsOf(manifest, manifest);
}

/** The same for the page that exports are drawn in. */
export async function findPrintAssets(): Promise<ViewerAssets | null> {
  const manifest = await currentManifest();
  return manifest && assetsOf(manifest, manifest.print);
}

async function currentManifest(): Promise<Manifest | null> {
  const time = now().getTime();
  if (!memory.manifest || Math.abs(time - memory.readAt) > freshMilliseconds) {
    memory.manifest = await readManifest();
    memory.readAt = time;
  }
  return memory.manifest;
}

async function readManifest(): Promise<Manifest | null> {
  const file = path.join(process.cwd(), "public", "viewer", "manifest.json");
  const text = await readFile(file, "utf8").catch(() => null);
  const parsed = text === null ? null : manifestSchema.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : null;
}

function assetsOf({ lazy }: Manifest, { js, css, preload }: z.output<typeof part>): ViewerAssets {
  const later = Object.values(lazy);
  const usual = usualParts.flatMap((name) => lazy[name] ?? []);
  return {
    script: js,
    styles: [css, ...later.map((one) => one.css)].filter((name) => name !== null),
    preload: [...new Set([...preload, ...usual.flatMap((one) => [one.js, ...one.preload])])],
  };
}
