import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Folders that hold nothing of ours. */
const foreign = new Set(["node_modules", ".git", ".next", ".data", ".build", "prisma/client", "public/viewer"]);

/** One import of a source file. */
export interface SourceImport {
  /** As written. */
  readonly specifier: string;
  /** Path from the root without extension when it is ours, e.g. `lib/errors`; null for packages. */
  readonly target: string | null;
  /** Erased by the compiler: tells of a dependency, but loads nothing. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly SourceImport[];
}

/** Everything below a folder of the root, as paths from the root; folders end in a slash. */
export function entriesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (foreign.has(name) || foreign.has(entry.name)) return [];
    return entry.isDirectory() ? [`${name}/`, ...entriesBelow(name)] : [name];
  });
}

/** The TypeScript sources below some folders, parsed for their imports. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap(entriesBelow)
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => readSource(name));
}

export function readSource(name: string): SourceFile {
  const text = readFileSync(path.join(root, name), "utf8");
  return { path: name, text, imports: importsOf(name, text) };
}

const statement = /^\s*(?:import|export)\s+(type\s+)?((?:[\w*\s,$]|\{[^}]*\})*?)\s*from\s+["']([^"']+)["']/gm;
const bare = /^\s*import\s+["']([^"']+)["']/gm;
const dynamic = /\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g;

/** Every static, re-exporting, bare and dynamic import; built for this code base's formatting, not for all of the language. */
export function importsOf(name: string, text: string): SourceImport[] {
  const found: [specifier: string, typeOnly: boolean][] = [];
  for (const [, type, names = "", specifier = ""] of text.matchAll(statement)) {
    found.push([specifier, type !== undefined || onlyTypes(names)]);
  }
  for (const [, specifier = ""] of [...text.matchAll(bare), ...text.matchAll(dynamic)]) found.push([specifier, false]);
  return found.map(([specifier, typeOnly]) => ({ specifier, typeOnly, target: targetOf(name, specifier) }));
}

/** `{ type A, type B }` loads nothing either. */
function onlyTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
  const parts = inner?.split(",").map((part) => part.trim()) ?? [];
  return parts.length > 0 && parts.every((part) => part === "" || part.startsWith("type "));
}

function targetOf(name: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return withoutExtension(specifier.slice(2));
  if (!specifier.startsWith(".")) return null;
  return withoutExtension(path.posix.join(path.posix.dirname(name), specifier));
}

function withoutExtension(target: string): string {
  return target.replace(/\.(tsx?|mjs|js)$/, "");
}

/** Path from the root without its extension, which is what imports name. */
export function moduleName(file: SourceFile): string {
  return withoutExtension(file.path);
}
