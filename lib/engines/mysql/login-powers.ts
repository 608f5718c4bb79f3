/** One line of `SHOW GRANTS` that is about objects: what may be done, and on which. */
interface Grant {
  readonly privileges: readonly string[];
  /** As the server prints it: `*.*`, `` `db`.* `` or `` `db`.`table` ``. */
  readonly object: string;
  readonly passesOn: boolean;
}

const writing = ["INSERT", "UPDATE", "DELETE", "DELETE HISTORY"];
const creating = [
  "CREATE",
  "ALTER",
  "DROP",
  "INDEX",
  "CREATE VIEW",
  "CREATE ROUTINE",
  "ALTER ROUTINE",
  "TRIGGER",
  "EVENT",
];
const administering = ["SUPER", "CREATE USER", "SHUTDOWN", "RELOAD", "SET USER", "SYSTEM_USER", "ROLE_ADMIN"];

/**
 * How far a login reaches beyond reading one database, in sentences for an admin, from what `SHOW GRANTS` lists for it
 * and its active roles.
 */
export function warningsAbout(grantLines: readonly string[], database: string): string[] {
  const grants = grantLines.map(parseGrant).filter((grant) => grant !== undefined);
  const has = (...wanted: string[]) =>
    grants.some(({ privileges }) => privileges.some((privilege) => wanted.includes(privilege)));
  if (grants.some(({ privileges, object }) => object === "*.*" && privileges.includes("ALL PRIVILEGES"))) {
    return ["The login may do everything on this server. Use one that can only read."];
  }
  const all = "ALL PRIVILEGES";
  const warnings: [boolean, string][] = [
    [
      has(all, ...writing),
      "The login may change data in some tables. Bulkhead reads only, a login that can only read is safer.",
    ],
    [has(all, ...creating), "The login may create, change or drop objects of this server."],
    [
      has(...administering) || grants.some(({ passesOn }) => passesOn),
      "The login may administer this server or other logins.",
    ],
    [has("FILE"), "The login may reach files of the database server."],
    [
      grants.some((grant) => reachesBeyond(grant, database)),
      "The login reaches other databases of this server. One that knows only this database is safer.",
    ],
  ];
  return warnings.filter(([applies]) => applies).map(([, sentence]) => sentence);
}

function parseGrant(line: string): Grant | undefined {
  const match =
    /^GRANT (.+?) ON (?:TABLE |FUNCTION |PROCEDURE )?(\*\.\*|`(?:[^`]|``)*`\.(?:\*|`(?:[^`]|``)*`)) TO /.exec(line);
  if (!match?.[1] || !match[2]) return undefined;
  // Columns in parentheses belong to the privilege before them.
  const privileges = match[1].replace(/ ?\([^)]*\)/g, "").split(", ");
  return { privileges, object: match[2], passesOn: /\bWITH GRANT OPTION\b/.test(line) };
}

/** `_` and `%` in a database's name are wildcards of the grant unless escaped. */
function reachesBeyond({ privileges, object }: Grant, database: string): boolean {
  if (privileges.every((privilege) => privilege === "USAGE")) return false;
  if (object === "*.*") return true;
  const name = object.slice(1, object.lastIndexOf("`.", object.endsWith("*") ? undefined : object.length - 2));
  return name.replaceAll("\\", "").replaceAll("``", "`") !== database;
}
