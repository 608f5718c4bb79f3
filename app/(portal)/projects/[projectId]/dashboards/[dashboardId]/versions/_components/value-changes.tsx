"use client";
import classes from "./versions.module.css";

export interface ValueChangesProps {
  readonly before: unknown;
  readonly after: unknown;
}

/** Each single value that differs, by where it is. */
export function ValueChanges({ before, after }: ValueChangesProps) {
  const was = leaves(before);
  const is = leaves(after);
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path));
  if (paths.length === 0) return null;
  return (
    <table className={classes.values}>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {paths.map((path) => (
          <tr key={path}>
            <th scope="row">{path || "value"}</th>
            <td>{was.has(path) ? <del>{was.get(path)}</del> : "–"}</td>
            <td>{is.has(path) ? <ins>{is.get(path)}</ins> : "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The values inside a value by their paths; empty ones say nothing. */
function leaves(value: unknown, path = ""): Map<string, string> {
  if (value === undefined || value === null || value === "") return new Map();
  if (typeof value !== "object") return new Map([[path, String(value)]]);
  const inside = Object.entries(value).map(([name, one]) =>
    leaves(one, path === "" ? placeOf(name) : `${path} · ${placeOf(name)}`),
  );
  return new Map(inside.flatMap((map) => [...map]));
}

/** Lists count from one, names as they are read. */
function placeOf(name: string): string {
  return /^\d+$/.test(name) ? String(Number(name) + 1) : name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
