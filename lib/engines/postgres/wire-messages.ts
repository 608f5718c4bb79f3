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
export function readOnlyRoundTrip(sql: string, maximumRows: number): Buffer {
  if (sql.includes("\0")) throw new RangeError("A statement holds no zero byte");
  const textBytes = Buffer.byteLength(sql);
  const bytes = Buffer.allocUnsafe(before.length + textBytes + after.length);
  before.copy(bytes);
  bytes.writeInt32BE(textBytes + 8, before.length - 5);
  bytes.write(sql, before.length);
  const tail = before.length + textBytes;
  after.copy(bytes, tail);
  bytes.writeInt32BE(maximumRows, tail + rowLimitOffset);
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

/** The unnamed statement, no parameter types. */
function parse(sql: string): Buffer {
  return message("P", Buffer.from(`\0${sql}\0\0\0`));
}

/** The unnamed portal, no parameters, every column as text. */
function bind(name = ""): Buffer {
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

/** Everything around the statement's text, with its length and the row limit left to be filled in. */
const emptyParse = parse("");
const before = Buffer.concat([begin, emptyParse.subarray(0, 6)]);
const after = Buffer.concat([emptyParse.subarray(6), bind(), describe, execute(0), rollback, sync]);
const rowLimitOffset = after.length - sync.length - rollback.length - 4;
