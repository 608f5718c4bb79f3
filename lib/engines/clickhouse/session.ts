import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import type { ClickHouseClient, ClickHouseSettings } from "@clickhouse/client";
import { startDeadline } from "../deadline";
import type { ClickhouseTarget } from "../engine";
import { engineErrors } from "../engine-errors";
import { engineSettings } from "../engine-settings";
import { createClient } from "./create-client";
import { readCompactJson } from "./read-compact-json";
import { quotesDecimals, type ServerSettings } from "./session-settings";

/** The login's profile lets nobody bound its queries; nothing is run for it. */
export class FixedProfileError extends Error {}

/** One login at one server, and what was asked of it once: which settings its queries can be sent with. */
export class ClickhouseSession {
  private constructor(
    readonly client: ClickHouseClient,
    readonly server: ServerSettings,
  ) {}

  /**
   * Asks the server which settings it knows and what this login may change.
   *
   * @throws FixedProfileError when the profile says `readonly = 1`, and the driver's own errors.
   */
  static async open(target: ClickhouseTarget): Promise<ClickhouseSession> {
    const client = createClient(target);
    try {
      const rows = await selectRows(client, "SELECT name, value FROM system.settings");
      const values = new Map(rows.map(([name, value]) => [String(name), String(value)]));
      const readonly = values.get("readonly");
      if (readonly !== "0" && readonly !== "2") throw new FixedProfileError();
      return new ClickhouseSession(client, { readonly, known: new Set(values.keys()) });
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  get quotesDecimals(): boolean {
    return quotesDecimals(this.server);
  }

  /** Every row of a statement of ours. */
  rows(sql: string): Promise<unknown[][]> {
    return selectRows(this.client, sql);
  }

  /** Sends one statement; the answer is JSONCompact. */
  async send(sql: string, settings: ClickHouseSettings, queryId: string, signal: AbortSignal): Promise<Readable> {
    const { stream } = await this.client.exec({
      query: withFormat(sql),
      query_id: queryId,
      clickhouse_settings: settings,
      abort_signal: signal,
    });
    return stream;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** On a line of its own, should the statement end in a comment. */
const withFormat = (sql: string) => `${sql}\nFORMAT JSONCompact`;

async function selectRows(client: ClickHouseClient, sql: string): Promise<unknown[][]> {
  const deadline = startDeadline({ timeoutMilliseconds: engineSettings().connectTimeoutMilliseconds * 2 });
  const leaving = new AbortController();
  const rows: unknown[][] = [];
  try {
    const answer = client.exec({ query: withFormat(sql), query_id: randomUUID(), abort_signal: leaving.signal });
    const reading = answer.then(({ stream }) =>
      readCompactJson(stream, { onColumns: () => {}, onRow: (line) => rows.push(JSON.parse(line)) > 0 }),
    );
    if (!(await deadline.race(reading))) throw engineErrors.unavailable();
    return rows;
  } catch (error) {
    leaving.abort();
    // These are quick: a server that takes so long is not there.
    throw deadline.reason ? engineErrors.unavailable() : error;
  } finally {
    deadline.end();
  }
}
