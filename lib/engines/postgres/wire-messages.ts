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
  const closes = dropped.length === 0 ? nothing : Buffer.concat(dropped.map(close));
  const parseLength = isPrepared ? 0 : Buffer.byteLength(sql) + name.length + 9;
  const bindLength = name.length + 13;
  const bytes = Buffer.allocUnsafe(begin.length + closes.length + parseLength + bindLength + after.length);
  let at = begin.copy(bytes);
  at += closes.copy(bytes, at);
  if (!isPrepared) {
    // No parameter types.
    at = bytes.writeInt32BE(parseLength - 1, at + bytes.write("P", at));
    at += bytes.write(`${name}\0${sql}\0\0\0`, at);
  }
  at = bytes.writeInt32BE(bindLength - 1, at + bytes.write("B", at));
  at += bytes.write(bound(name), at);
  after.copy(bytes, at);
  bytes.writeInt32BE(maximumRows, at + rowLimitOffset);
  return bytes;
}

function message(code: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(code), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** A statement that is not there is no error. */
function close(name: string): Buffer {
  return message("C", Buffer.from(`S${name}\0`));
}

/** The body of a bind: the unnamed portal, no parameters, every column as text. */
function bound(name: string): string {
  return `\0${name}${"\0".repeat(7)}`;
}

function bind(name: string): Buffer {
  return message("B", Buffer.from(bound(name)));
}

/** The unnamed portal; zero rows means all of them. */
function execute(maximumRows: number): Buffer {
  return message("E", Buffer.concat([Buffer.alloc(1), int32(maximumRows)]));
}

const begin = Buffer.concat([bind(preparedStatements.begin.name), execute(0)]);
const rollback = Buffer.concat([bind(preparedStatements.rollback.name), execute(0)]);
const sync = message("S", Buffer.alloc(0));
const nothing = Buffer.alloc(0);
const describe = message("D", Buffer.from("P\0"));

/** Everything after the statement is bound, with the row limit left to be filled in. */
const after = Buffer.concat([describe, execute(0), rollback, sync]);
const rowLimitOffset = describe.length + 6;
