import mysql, { type Connection, type RowDataPacket } from "mysql2";
import type { MysqlTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import type { SourceSocket } from "../source-socket";
import { stopAfter } from "../stop-after";
import { clientConfig } from "./client-config";
import { sessionSettings } from "./session-settings";

/** What a server takes for "no limit". */
export const unlimitedRows = 4_294_967_295;

/**
 * Opens a connection as the server has it, without our settings.
 *
 * @param address one of the target's addresses, where it must be that very server
 * @throws the driver's own error; callers turn it into fixed words.
 */
export function dial(target: MysqlTarget, address?: string): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const connection = mysql.createConnection(clientConfig(target, address));
    // A lost connection fails its query; unheard, the event would end the process.
    connection.on("error", ignore);
    connection.connect((error) => {
      if (!error) return resolve(connection);
      connection.destroy();
      cutConnection(connection);
      reject(error);
    });
  });
}

/**
 * Cuts a connection at once and fails what is under way on it: the driver's own end waits for a server that may hang, and
 * leaves its commands without an answer.
 */
export function cutConnection(connection: Connection): void {
  socketOf(connection).destroy(Object.assign(new Error("The server did not answer"), { code: "ETIMEDOUT" }));
}

/** What the driver's type definitions leave out. */
export function socketOf(connection: Connection): SourceSocket {
  return (connection as Connection & { readonly stream: SourceSocket }).stream;
}

/** One connection that is closed down to reading, and is again after each query. */
export class MysqlSession {
  #rowLimit = unlimitedRows;
  #fresh = true;

  private constructor(
    readonly connection: Connection,
    readonly version: string,
  ) {}

  /**
   * Connects and applies the settings; whoever gets a session gets it read-only.
   *
   * @throws the driver's own error.
   */
  static async open(target: MysqlTarget): Promise<MysqlSession> {
    const connection = await dial(target);
    try {
      const { connectTimeoutMilliseconds } = engineSettings();
      return await stopAfter(connectTimeoutMilliseconds, MysqlSession.#closeDown(connection), () =>
        cutConnection(connection),
      );
    } catch (error) {
      connection.destroy();
      cutConnection(connection);
      throw error;
    }
  }

  static async #closeDown(connection: Connection): Promise<MysqlSession> {
    const [first] = await rowsOf(connection, "SELECT VERSION() AS version");
    const session = new MysqlSession(connection, String(first?.version));
    await session.#applySettings();
    return session;
  }

  /** Sent ahead of the next query where the limit changes; the server runs one after the other. */
  limitRows(rowLimit: number): void {
    if (rowLimit === this.#rowLimit) return;
    this.#rowLimit = rowLimit;
    this.connection.query(`SET sql_select_limit = ${rowLimit}`, ignore);
  }

  /** Whether nobody has used it since it was opened or reset. */
  get fresh(): boolean {
    return this.#fresh;
  }

  /** To be said before a statement is sent. */
  markUsed(): void {
    this.#fresh = false;
  }

  rows(sql: string): Promise<RowDataPacket[]> {
    return rowsOf(this.connection, sql);
  }

  /**
   * Takes back whatever a statement has changed: variables, locks, and settings that a stored function has turned.
   *
   * @throws when the server does not do so in time; the session is not to be used then.
   */
  async reset(): Promise<void> {
    const reset = new Promise<void>((resolve, reject) => {
      this.connection.reset((error) => (error ? reject(error) : resolve()));
    });
    // FOUND_ROWS() alone outlives a reset: the count it tells from then on is this query's.
    const steps = Promise.all([reset, this.#applySettings(), this.rows("SELECT 1")]);
    await stopAfter(engineSettings().connectTimeoutMilliseconds, steps, () => cutConnection(this.connection));
    this.#fresh = true;
  }

  destroy(): void {
    this.connection.destroy();
    cutConnection(this.connection);
  }

  async #applySettings(): Promise<void> {
    await rowsOf(this.connection, sessionSettings(this.version, this.#rowLimit));
  }
}

function rowsOf(connection: Connection, sql: string): Promise<RowDataPacket[]> {
  return new Promise((resolve, reject) => {
    connection.query<RowDataPacket[]>({ sql, rowsAsArray: false }, (error, rows) =>
      error ? reject(error) : resolve(rows),
    );
  });
}

function ignore(): void {}
