import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { moduleName, readSource, root, type SourceFile, sourceFiles } from "./source-files";

/** Files at the root that the framework loads beside the three folders. */
const atRoot = ["proxy.ts", "instrumentation.ts"].filter((name) => existsSync(path.join(root, name)));

const product = [...sourceFiles("app", "components", "lib"), ...atRoot.map(readSource)];

const importersOf = (wanted: (target: string) => boolean, files: readonly SourceFile[] = product) =>
  files.filter(({ imports }) => imports.some(({ target }) => target !== null && wanted(target)));

const paths = (files: readonly SourceFile[]) => files.map((file) => file.path);

const isEnginePart = (part: string) => (target: string) =>
  new RegExp(`^lib/engines/(?:[\\w-]+/)?${part}$`).test(target);

describe("one gate to data", () => {
  const outsideEngines = product.filter((file) => !file.path.startsWith("lib/engines/"));

  test("nothing but the gate runs a query on an engine", () => {
    expect(paths(importersOf(isEnginePart("run"), outsideEngines))).toEqual(["lib/queries/run-query.ts"]);
  });

  test("only connections test and read the catalog of an engine", () => {
    const probing = importersOf(
      (target) => ["test", "introspect"].some((part) => isEnginePart(part)(target)),
      outsideEngines,
    );
    expect(probing.filter((file) => !file.path.startsWith("lib/connections/")).map((file) => file.path)).toEqual([]);
    expect(probing.length).toBeGreaterThan(0);
  });

  test("an engine dials through the socket or the lookup that checks addresses, and nothing else resolves a name", () => {
    const engines = product.filter((file) => file.path.startsWith("lib/engines/"));
    const dialling = /\b(?:net\.(?:connect|createConnection)|new (?:net\.)?Socket)\(|extends Socket\b/;
    expect(paths(engines.filter((file) => dialling.test(file.text)))).toEqual(["lib/engines/source-socket.ts"]);
    expect(paths(engines.filter((file) => /createDriverClient\(|new https?\.Agent\(/.test(file.text)))).toEqual([
      "lib/engines/clickhouse/create-client.ts",
    ]);
    const resolving = product.filter(({ imports }) =>
      imports.some(({ specifier, typeOnly }) => !typeOnly && /^(?:node:)?dns(?:\/promises)?$/.test(specifier)),
    );
    expect(paths(resolving)).toEqual(["lib/engines/resolve-host.ts"]);
  });

  test("drivers of source databases are loaded by the engines, and by what loads the demo's own data", () => {
    const drivers = /^(?:pg|mysql2|@duckdb\/|@clickhouse\/)/;
    const elsewhere = outsideEngines.filter(({ imports }) =>
      imports.some(({ specifier, typeOnly }) => !typeOnly && drivers.test(specifier)),
    );
    expect(
      elsewhere.filter((file) => !/^lib\/(?:demo|sql\/dialects)\//.test(file.path)).map((file) => file.path),
    ).toEqual([]);
  });
});

describe("one cache of data", () => {
  const rowTypes = /\b(?:EngineResult|CellValue|KeptAnswer|QueryAnswer|QueryResult|QueryRows|CardOutcome|CardResult)\b/;
  const memories = ["lru-cache", "@/lib/process-state", "@/lib/redis", "@/lib/audit/recent-reads"];

  test("R23: what sees rows and can keep something beyond a request is the gate's own cache", () => {
    const keeping = product.filter(
      ({ path, text, imports }) =>
        !path.startsWith("lib/engines/") &&
        rowTypes.test(text) &&
        imports.some(({ specifier }) => memories.includes(specifier)),
    );
    expect(paths(keeping)).toEqual([
      // Runs that have not begun, each for one drawing.
      "lib/exports/render-tokens.ts",
      "lib/queries/memory-results.ts",
      "lib/queries/result-cache.ts",
      "lib/queries/shared-results.ts",
    ]);
  });

  test("R23: the gate alone looks into it, under the one key", () => {
    const importers = (module: string) => paths(importersOf((target) => target === `lib/queries/${module}`));
    expect(importers("result-cache")).toEqual(["lib/queries/run-query.ts"]);
    expect(importers("result-cache-key")).toEqual(["lib/queries/run-query.ts"]);
    const stores = ["memory-results", "shared-results"].flatMap(importers);
    expect(new Set(stores)).toEqual(new Set(["lib/queries/forget-deleted-tenants.ts", "lib/queries/result-cache.ts"]));
  });

  test("no page or route has the framework keep its data", () => {
    const keeping = /\bunstable_cache\b|["']use cache["']|\bcache:\s*["']force-cache["']|\bnext:\s*\{\s*revalidate/;
    expect(paths(product.filter(({ text }) => keeping.test(text)))).toEqual([]);
  });
});

describe("one door to the metadata", () => {
  test("only lib imports the database", () => {
    const importers = importersOf((target) => target === "lib/database" || target === "prisma/client/client");
    expect(importers.filter((file) => !file.path.startsWith("lib/")).map((file) => file.path)).toEqual([]);
    expect(importers.length).toBeGreaterThan(20);
  });

  test("only lib/database.ts makes a Prisma client", () => {
    expect(paths(product.filter(({ text }) => /new PrismaClient\(/.test(text)))).toEqual(["lib/database.ts"]);
  });
});

describe("one place for settings and for what the process shares", () => {
  test("only lib/env.ts reads process.env", () => {
    expect(paths(product.filter(({ text }) => /\bprocess\s*\.\s*env\b/.test(codeOf(text))))).toEqual(["lib/env.ts"]);
    expect(codeOf("`a $" + "{process.env.A} b`")).toContain("process.env.A");
    expect(codeOf("`process.env.A`")).not.toContain("process");
  });

  test("only lib/process-state.ts touches globalThis", () => {
    const touching = product.filter((file) => file.path.startsWith("lib/") && /\bglobalThis\b/.test(file.text));
    expect(paths(touching)).toEqual(["lib/process-state.ts"]);
  });
});

describe("one way to share", () => {
  test("R21: pages, routes and actions share by the command that asks whether what goes along was looked at", () => {
    const unseen = product.filter(({ path, text }) => !path.startsWith("lib/") && /\bshareDashboard\(/.test(text));
    expect(paths(unseen)).toEqual([]);
    const asking = product.filter(({ path, text }) => !path.startsWith("lib/") && /\bshareAsSeen\(/.test(text));
    expect(asking.length).toBe(2);
  });
});

describe("one matrix", () => {
  test("pages, routes and actions decide nothing by comparing roles", () => {
    const doors = product.filter((file) => /\/(?:page\.tsx|route\.ts|actions\.ts)$/.test(file.path));
    const comparing = /\brole\s*[!=]==?\s*["'](?:ADMIN|AUTHOR|POWER_USER|VIEWER)["']/;
    expect(paths(doors.filter((file) => comparing.test(file.text)))).toEqual([]);
    expect(doors.length).toBeGreaterThan(20);
  });
});

test("module names of the product are unique per path, so that every rule above sees each file once", () => {
  expect(new Set(product.map(moduleName)).size).toBe(product.length);
});

/** Code without the words of template texts, whose insertions are code again: samples for people are no reads. */
function codeOf(text: string): string {
  return text.replace(/`(?:\\.|[^`\\])*`/g, (template) =>
    [...template.matchAll(/\$\{([^}]*)\}/g)].map(([, code]) => code).join(";"),
  );
}
