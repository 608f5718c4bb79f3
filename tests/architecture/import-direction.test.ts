import { builtinModules } from "node:module";
import { describe, expect, test } from "vitest";
import { importsOf, moduleName, type SourceFile, sourceFiles } from "./source-files";

/** Folders of `lib`, lowest first: each imports from its own tier or a lower one. Files right in `lib` are foundation. */
const tiers: readonly (readonly string[])[] = [
  ["", "http", "secrets", "sql", "engines"],
  ["identity", "authorization", "audit", "mail"],
  ["organizations", "projects", "tenants", "users", "groups", "attributes", "oidc", "imports"],
  ["connections", "policies", "domains"],
  ["queries"],
  ["access", "dashboards", "datasets", "shares", "embed"],
  ["exports", "offboarding", "scim", "demo"],
];

const lib = sourceFiles("lib");
const components = sourceFiles("components");
const app = sourceFiles("app");

/** `lib/http/responses` belongs to `http`, `lib/errors` to the foundation. */
function folderOf(module: string): string {
  const parts = module.split("/");
  return parts.length > 2 ? (parts[1] ?? "") : "";
}

function tierOf(module: string): number {
  return tiers.findIndex((folders) => folders.includes(folderOf(module)));
}

/** `importer -> imported` of every import that breaks a rule. */
function arrows(
  files: readonly SourceFile[],
  breaks: (file: SourceFile, target: string, typeOnly: boolean) => boolean,
) {
  return files.flatMap((file) =>
    file.imports.flatMap(({ target, typeOnly }) =>
      target !== null && breaks(file, target, typeOnly) ? [`${file.path} -> ${target}`] : [],
    ),
  );
}

const isBelow = (folder: string) => (target: string) => target.startsWith(`${folder}/`);
const isLib = isBelow("lib");
const isApp = isBelow("app");
const isComponent = isBelow("components");

/** What a browser may load of `lib` beside schemas: rules without any I/O, shared with the server; small, for embeds. */
const sharedRules = new Set([
  "lib/dashboards/card-interactions",
  "lib/dashboards/compare-contents",
  "lib/dashboards/content-parts",
  "lib/dashboards/draft-content",
  "lib/dashboards/interaction-problems",
  "lib/dashboards/merge-contents",
  "lib/dashboards/move-card",
  "lib/dashboards/relative-dates",
  "lib/dashboards/restore-sources",
  "lib/dashboards/tab-cards",
  "lib/dashboards/undo-history",
  "lib/uuid",
]);
const isBrowserSafe = (target: string) =>
  target.endsWith("-schema") || target === "prisma/client/enums" || sharedRules.has(target);

describe("the scanner", () => {
  test("finds static, re-exported, bare, dynamic, multi-line and type imports", () => {
    const text = [
      'import a, { b } from "./one";',
      'import {\n  c,\n  type D,\n} from "@/lib/two";',
      'export * from "../three";',
      'import type { E } from "@/lib/four";',
      'import { type F, type G } from "@/lib/five";',
      'import "./six";',
      'const h = await import("@/lib/seven");',
      'import * as i from "pg";',
      ' * import { not } from "@/lib/comment";',
    ].join("\n");
    expect(importsOf("lib/x/file.ts", text).map(({ target, typeOnly }) => `${target} ${typeOnly}`)).toEqual([
      "lib/x/one false",
      "lib/two false",
      "lib/three false",
      "lib/four true",
      "lib/five true",
      "null false",
      "lib/x/six false",
      "lib/seven false",
    ]);
  });

  test("sees the code base", () => {
    expect(lib.length).toBeGreaterThan(50);
    expect(lib.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
  });
});

describe("lib", () => {
  test("every folder has a tier", () => {
    expect([...new Set(lib.map(moduleName).filter((module) => tierOf(module) < 0))]).toEqual([]);
  });

  test("a folder imports only from its own tier or a lower one", () => {
    const wrong = arrows(lib, (file, target) => isLib(target) && tierOf(target) > tierOf(moduleName(file)));
    expect(wrong).toEqual([]);
  });

  test("knows nothing of app and components", () => {
    expect(arrows(lib, (_, target) => isApp(target) || isComponent(target))).toEqual([]);
  });

  test("modules do not import one another in a circle", () => {
    expect(circles(lib)).toEqual([]);
  });

  test("the guard is pure: no database, no settings, nothing of lib but itself, the errors and the process's caches", () => {
    const pure = new Set(["lib/errors", "lib/process-state"]);
    const guard = lib.filter(({ path }) => path.startsWith("lib/sql/"));
    expect(arrows(guard, (_, target) => isLib(target) && !isBelow("lib/sql")(target) && !pure.has(target))).toEqual([]);
  });
});

describe("app and components", () => {
  test("components know nothing of app, and of lib at run time only schemas and rules made for both", () => {
    const wrong = arrows(
      components,
      (_, target, typeOnly) => isApp(target) || (isLib(target) && !typeOnly && !isBrowserSafe(target)),
    );
    expect(wrong).toEqual([]);
  });

  test("what runs in the browser loads nothing of the server, however far one follows its imports", () => {
    const inBrowser = [...components, ...app].filter(({ text }) => /^["']use client["']/m.test(text));
    expect(serverLoads(inBrowser)).toEqual([]);
  });

  test("the embed imports nothing of the portal", () => {
    const embed = app.filter(({ path }) => path.startsWith("app/embed/"));
    expect(arrows(embed, (_, target) => target.startsWith("app/(portal)/"))).toEqual([]);
  });

  test("components are used by the embed without Mantine", () => {
    const used = sourceFiles(
      "components/dashboards",
      "components/dashboard-editor",
      "components/charts",
      "components/form-controls",
      "components/sql-editor",
    );
    const heavy = used.filter(({ imports }) => imports.some(({ specifier }) => specifier.startsWith("@mantine/")));
    expect(heavy.map(({ path }) => path)).toEqual([]);
  });
});

describe("schemas", () => {
  test("load nothing that a browser lacks, however far one follows their imports", () => {
    const schemas = lib.filter((file) => moduleName(file).endsWith("-schema"));
    expect(schemas.length).toBeGreaterThan(5);
    expect(serverLoads(schemas)).toEqual([]);
  });
});

const builtin = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
const serverModules = new Set(["lib/database", "lib/env", "lib/log", "prisma/client/client"]);

/** What these files load, themselves or through others, that only a server has. Server actions are called, not loaded. */
function serverLoads(files: readonly SourceFile[]): string[] {
  const byModule = new Map([...lib, ...components, ...app].filter(isLoaded).map((file) => [moduleName(file), file]));
  return files.flatMap((start) =>
    reachable(start, byModule).flatMap((file) =>
      file.imports
        .filter(({ typeOnly }) => !typeOnly)
        .filter(({ specifier, target }) => builtin.has(specifier) || (target !== null && serverModules.has(target)))
        .map(({ specifier }) => `${start.path} loads ${specifier} through ${file.path}`),
    ),
  );
}

const isLoaded = ({ text }: SourceFile) => !/^["']use server["']/m.test(text);

/** A file and all it loads at run time. */
function reachable(start: SourceFile, byModule: ReadonlyMap<string, SourceFile>): SourceFile[] {
  const found = new Set([start]);
  for (const file of found) {
    for (const { target, typeOnly } of file.imports) {
      const next = target !== null && !typeOnly ? byModule.get(target) : undefined;
      if (next) found.add(next);
    }
  }
  return [...found];
}

/** Every module that can come back to itself by following what is loaded at run time. */
function circles(files: readonly SourceFile[]): string[] {
  const byModule = new Map(files.map((file) => [moduleName(file), file]));
  return files
    .filter((file) =>
      file.imports.some(({ target, typeOnly }) => {
        const next = target !== null && !typeOnly ? byModule.get(target) : undefined;
        return next !== undefined && reachable(next, byModule).includes(file);
      }),
    )
    .map(({ path }) => path);
}
