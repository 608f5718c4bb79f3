import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement } from "@duckdb/node-api";
import { parse } from "lossless-json";
import { processState } from "@/lib/process-state";
import { objectOf, type TreeObject } from "@/lib/sql/dialects/duckdb/tree";
import { treeJson } from "@/lib/sql/dialects/duckdb/tree-json";
import { notVerified } from "@/lib/sql/refusals";

/** A DuckDB that only ever sees SQL text and trees as values: it has no table, no file and no network. */
interface ParseEngine {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly toTree: DuckDBPreparedStatement;
  readonly toText: DuckDBPreparedStatement;
  readonly toTexts: DuckDBPreparedStatement;
}

interface EngineHolder {
  engine: Promise<ParseEngine> | undefined;
  /** Settles when the last caller is done: a prepared statement holds one text at a time. */
  queue: Promise<unknown>;
}

const options = "skip_null := true, skip_empty := false, skip_default := true";

function holder(): EngineHolder {
  return processState("sql.duckdb.parse-engine", () => ({ engine: undefined, queue: Promise.resolve() }));
}

async function start(): Promise<ParseEngine> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: "256MB",
    enable_external_access: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    lock_configuration: "true",
  });
  const connection = await instance.connect();
  // Nothing here is worth planning.
  await connection.run("PRAGMA disable_optimizer");
  const toTree = await connection.prepare(`SELECT json_serialize_sql($1::VARCHAR, ${options})`);
  // Without casts of their own: with one, DuckDB plans the statement anew each time for longer.
  const printed = `SELECT s, json_serialize_sql(s, ${options})`;
  const once = "FROM (SELECT json_deserialize_sql($1) AS s)";
  const toText = await connection.prepare(`${printed} ${once}`);
  const toTexts = await connection.prepare(`${printed}, json_deserialize_sql($2) ${once}`);
  return { instance, connection, toTree, toText, toTexts };
}

/** Runs one statement alone; after any failure the instance is given up, because a fatal error spoils it for good. */
async function ask(pick: (engine: ParseEngine) => DuckDBPreparedStatement, ...texts: string[]): Promise<string[]> {
  const state = holder();
  const turn = state.queue.then(async () => {
    state.engine ??= start();
    try {
      const statement = pick(await state.engine);
      for (const [index, text] of texts.entries()) statement.bindVarchar(index + 1, text);
      // The one row is there when the statement has run; reading chunk by chunk would go to the engine twice more.
      const [row] = (await statement.run()).getChunk(0).getRows();
      return (row ?? []).map(String);
    } catch {
      const broken = state.engine;
      state.engine = undefined;
      await broken.then((engine) => engine.instance.closeSync()).catch(() => undefined);
      throw notVerified();
    }
  });
  state.queue = turn.catch(() => undefined);
  return turn;
}

/** The engine's tree of a text, or its error, as it serializes them. */
export async function serializeSql(text: string): Promise<TreeObject> {
  const [json = ""] = await ask((engine) => engine.toTree, text);
  return objectOf(parse(json) as TreeObject);
}

export interface PrintedTree {
  readonly text: string;
  /** What the engine makes of that text again. */
  readonly again: TreeObject;
  /** The text of the second tree. */
  readonly twin?: string;
}

/** The text of one statement's node, and what the engine makes of it again; a second node is only printed. */
export async function printTree(node: TreeObject, twinNode?: TreeObject): Promise<PrintedTree> {
  if (twinNode === undefined) {
    const [text = "", again = ""] = await ask((engine) => engine.toText, statementOf(node));
    return { text, again: objectOf(parse(again) as TreeObject) };
  }
  const [text = "", again = "", twin] = await ask((engine) => engine.toTexts, statementOf(node), statementOf(twinNode));
  return { text, again: objectOf(parse(again) as TreeObject), twin };
}

function statementOf(node: TreeObject): string {
  return treeJson({ error: false, statements: [{ node }] });
}
