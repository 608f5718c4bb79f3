import path from "node:path";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import { expect, test } from "vitest";
import { viewerOptions } from "../../../scripts/bundle/viewer-bundle.mjs";

/** Kilobytes of 1,000 bytes. */
const kilobytes = (bytes: number) => bytes / 1_000;

/** Parts for editing, which are fetched by those who begin to: no page that is looked at loads them. */
const editing = [
  "app/embed/_editor/without-eval.ts",
  "app/embed/_editor/embed-editor.tsx",
  "components/sql-editor/sql-editor.tsx",
];

async function scripts() {
  const { outputFiles, metafile } = await esbuild.build({ ...viewerOptions({ watch: false }), write: false });
  const outputs = new Map(
    Object.entries(metafile?.outputs ?? {}).map(([file, output]) => [path.basename(file), output]),
  );
  const isEditing = (name: string) => editing.includes(outputs.get(name)?.entryPoint ?? "");
  const entry = [...outputs].find(([, { entryPoint }]) => entryPoint === "app/embed/_viewer/main.tsx");
  const looking = new Set(entry ? [entry[0]] : []);
  for (const name of looking) {
    const imported = outputs.get(name)?.imports.map((one) => path.basename(one.path)) ?? [];
    for (const next of imported) if (!isEditing(next)) looking.add(next);
  }
  return (outputFiles ?? [])
    .filter((file) => file.path.endsWith(".js") && looking.has(path.basename(file.path)))
    .map((file) => ({
      size: gzipSync(file.contents, { level: 9 }).length,
      inputs: Object.keys(outputs.get(path.basename(file.path))?.inputs ?? {}),
    }));
}

test("the viewer's scripts weigh at most 240 KB compressed when every kind of card is drawn, and 165 KB where no card is text", async () => {
  const files = await scripts();
  const all = files.reduce((sum, { size }) => sum + size, 0);
  const text = files.filter(({ inputs }) => inputs.some((input) => input.includes("markdown-to-jsx")));
  const withoutText = all - text.reduce((sum, { size }) => sum + size, 0);
  expect(kilobytes(all)).toBeLessThanOrEqual(240);
  expect(kilobytes(withoutText)).toBeLessThanOrEqual(165);
  // Lazy parts stay lazy: nothing that a page of numbers has no use for is in what it starts with.
  const start = files.find(({ inputs }) => inputs.includes("app/embed/_viewer/main.tsx"));
  expect(files.flatMap(({ inputs }) => inputs.filter((input) => /react-grid-layout|codemirror/.test(input)))).toEqual(
    [],
  );
  const lazy =
    /markdown-to-jsx|@tanstack|components\/charts\/(cartesian|pie|scatter|heatmap|funnel|data-grid|pivot|text)/;
  expect(start?.inputs.filter((input) => lazy.test(input))).toEqual([]);
});
