import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { drawingSentences } from "@/components/charts/drawing-sentences";
import { english } from "@/components/dashboards/messages/english";

test("every sentence of drawings is said somewhere, and is in the table that hosts translate", () => {
  const folder = path.join(process.cwd(), "components/charts");
  const files = fs.readdirSync(folder).filter((file) => /\.tsx?$/.test(file) && file !== "drawing-sentences.ts");
  const source = files.map((file) => fs.readFileSync(path.join(folder, file), "utf8")).join("\n");
  const unsaid = Object.keys(drawingSentences).filter((name) => !source.includes(`"${name}"`));
  expect(unsaid).toEqual([]);
  expect(english).toMatchObject(drawingSentences);
});

test("drawings have no words of their own between tags", () => {
  const folder = path.join(process.cwd(), "components/charts");
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".tsx"))) {
    const source = fs.readFileSync(path.join(folder, file), "utf8");
    const words = source.match(
      /<\w[^<>{}=]*>[^<>{}]*[A-Za-z]{2}[^<>{}]*<\/|(?:title|aria-label|placeholder|alt)="[^"]*[A-Za-z]/g,
    );
    expect(words, file).toBeNull();
  }
});
