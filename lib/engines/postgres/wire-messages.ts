import type { StatementUse } from "./kept-statements";

/** Prepared once a connection, under these names: what every round trip begins and ends with. */
export const preparedStatements = {
  begin: { name: "bulkhead_begin", text: "BEGIN READ ONLY" },
  rollback: { name: "bulkhead_rollback", text: "ROLLBACK" },
} as const;

/**
 * One round trip's worth of messages to a PostgreSQL server: a transaction that only reads, in it exactly one statement,
 * at most so many rows of it, and the transaction undone. All in one piece, because eleven small writes cost more than
 * a small query does. Formats: PostgreSQL documentation, "Message Formats".
 *
 * @throws RangeError when the text holds a zero byte, which would end it early.
 */
export function readOnlyRoundTrip(
  sql: string,
  maximumRows: number,
  { name, isPrepared, dropped }: StatementUse,
): Buffer {
  if (sql.includes("\0")) throw new RangeError("A statement holds no zero byte");
  const end = Buffer.from(after);
  end.writeInt32BE(maximumRows, rowLimitOffset);
  const closes = dropped.map(close);
  return Buffer.concat([begin, ...closes, ...(isPrepared ? [] : [parse(sql, name)]), bind(name), end]);
}

function message(code: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(code), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** No parameter types. */
function parse(sql: string, name: string): Buffer {
  return message("P", Buffer.from(`${name}\0${sql}\0\0\0`));
}

/** A statement that is not there is no error. */
function close(name: string): Buffer {
  return message("C", Buffer.from(`S${name}\0`));
}

/** The unnamed portal, no parameters, every column as text. */
function bind(name: string): Buffer {
  return message("B", Buffer.concat([Buffer.from(`\0${name}\0`), Buffer.alloc(6)]));
}

/** The unnamed portal; zero rows means all of them. */
function execute(maximumRows: number): Buffer {
  return message("E", Buffer.concat([Buffer.alloc(1), int32(maximumRows)]));
}

const begin = Buffer.concat([bind(preparedStatements.begin.name), execute(0)]);
const rollback = Buffer.concat([bind(preparedStatements.rollback.name), execute(0)]);
const sync = message("S", Buffer.alloc(0));
const describe = message("D", Buffer.from("P\0"));

/** Everything after the statement is bound, with the row limit left to be filled in. */
const after = Buffer.concat([describe, execute(0), rollback, sync]);
const rowLimitOffset = describe.length + 6;
