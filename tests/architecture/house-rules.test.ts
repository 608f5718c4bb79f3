import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { entriesBelow, root, sourceFiles } from "./source-files";

const everything = entriesBelow(".");
const files = everything.filter((entry) => !entry.endsWith("/"));
const folders = everything.filter((entry) => entry.endsWith("/"));
const read = (name: string) => readFileSync(path.join(root, name), "utf8");

describe("folders and files", () => {
  test("no folder is a drawer for everything", () => {
    const drawers = new Set(["src", "utils", "util", "helpers", "common", "types", "misc"]);
    expect(folders.filter((folder) => drawers.has(path.basename(folder)))).toEqual([]);
  });

  test("sources are named in kebab-case, as what they export", () => {
    const sources = files.filter((file) => /^(?:app|components|lib|tests|scripts)\/.*\.(?:tsx?|mjs|css)$/.test(file));
    const odd = sources.filter((file) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/.test(path.basename(file)));
    expect(odd).toEqual([]);
  });

  test("a page fetches and lays out, in at most 40 lines", () => {
    const pages = files.filter((file) => path.basename(file) === "page.tsx");
    expect(pages.filter((page) => read(page).trimEnd().split("\n").length > 40)).toEqual([]);
  });
});

describe("the glossary", () => {
  test("every Prisma model and enum says what it is", () => {
    const lines = read("prisma/schema.prisma").split("\n");
    const silent = lines.filter((line, index) => /^(?:model|enum) /.test(line) && !lines[index - 1]?.startsWith("///"));
    expect(silent).toEqual([]);
    expect(lines.filter((line) => line.startsWith("model ")).length).toBeGreaterThan(15);
  });
});

describe("code", () => {
  const product = sourceFiles("app", "components", "lib");

  test("nothing is left for later in comments", () => {
    const marks = /\b(?:TODO|FIXME|XXX)\b/;
    expect(product.filter(({ text }) => marks.test(text)).map((file) => file.path)).toEqual([]);
  });

  test("the compiler is not silenced", () => {
    const silencers = /@ts-(?:ignore|expect-error|nocheck)/;
    expect(product.filter(({ text }) => silencers.test(text)).map((file) => file.path)).toEqual([]);
  });

  test("a command or query of lib says what it guarantees", () => {
    const exported = /^export (?:default )?async function\*? (\w+)/;
    const silent = product
      .filter((file) => file.path.startsWith("lib/"))
      .flatMap(({ path: name, text }) => {
        const lines = text.split("\n");
        return lines.flatMap((line, index) => {
          const found = exported.exec(line)?.[1];
          return found && !/\*\/\s*$/.test(lines[index - 1] ?? "") ? [`${name}: ${found}`] : [];
        });
      });
    expect(silent).toEqual([]);
  });
});
