import { DomainError } from "@/lib/errors";
import type { ConnectionHealth, DuckdbTarget } from "../engine";
import { describeDuckdb } from "./introspect";
import { resolveTarget } from "./resolve-target";

/** Tells whether the target's files are there and can be read. Never throws: what failed is a fixed sentence. */
export async function testDuckdb(target: DuckdbTarget): Promise<ConnectionHealth> {
  const startedAt = performance.now();
  const finish = (health: Omit<ConnectionHealth, "milliseconds">) => ({
    ...health,
    milliseconds: performance.now() - startedAt,
  });
  try {
    const [{ tables }, { version, broken }] = await Promise.all([resolveTarget(target), describeDuckdb(target)]);
    const all = tables.flatMap<{ readonly bytes: number }>(({ files, objects }) => [...files, ...objects]);
    const size = bytesInWords(all.reduce((sum, { bytes }) => sum + bytes, 0));
    const warnings = tables
      .filter((table) => broken.some(({ schema, name }) => schema === table.schema && name === table.name))
      .map(({ schema, name, files, objects }) => warningAbout(`${schema}.${name}`, files.length + objects.length));
    const ok = broken.length < Math.max(1, target.tables.length);
    const message = ok
      ? `DuckDB ${version}, ${counted(tables.length, "table")} from ${counted(all.length, "file")} of ${size}`
      : "No table of this source can be read";
    return finish({ ok, message, warnings });
  } catch (error) {
    const message = error instanceof DomainError ? error.message : "The data source could not be reached";
    return finish({ ok: false, message, warnings: [] });
  }
}

function warningAbout(table: string, files: number): string {
  return files === 0 ? `${table}: no file was found` : `${table}: its files cannot be read in this format`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function bytesInWords(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`;
}
