import type { ClickhouseTarget } from "../engine";
import type { ConnectionPool } from "../target-pools";
import { ClickhouseSession } from "./session";

/** One session of a target and login, used by so many queries at once; asked about anew after it was destroyed. */
export class SessionPlaces implements ConnectionPool<ClickhouseSession> {
  #session: Promise<ClickhouseSession> | undefined;
  #users = 0;
  #ended = false;

  constructor(readonly target: ClickhouseTarget) {}

  get connectionCount(): number {
    return this.#users;
  }

  /** Sockets that no request uses close by themselves. */
  readonly idleCount = 0;

  closeIdle(): void {}

  async connect(): Promise<ClickhouseSession> {
    this.#users += 1;
    const opening = this.#session ?? ClickhouseSession.open(this.target);
    this.#session = opening;
    try {
      return await opening;
    } catch (error) {
      if (this.#session === opening) this.#session = undefined;
      this.#users -= 1;
      throw error;
    }
  }

  release(_session: ClickhouseSession, destroy: boolean): void {
    // Queries that still run on it keep it; its sockets close when they are idle.
    if (destroy) this.#session = undefined;
    this.#users -= 1;
    if (this.#ended && this.#users === 0) void this.#close();
  }

  async end(): Promise<void> {
    this.#ended = true;
    if (this.#users === 0) await this.#close();
  }

  async #close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.then((opened) => opened.close()).catch(() => {});
  }
}
