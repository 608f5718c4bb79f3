import type { MysqlTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import type { ConnectionPool } from "../target-pools";
import { MysqlSession, socketOf } from "./session";

interface IdleSession {
  readonly session: MysqlSession;
  readonly timer: NodeJS.Timeout;
}

/** Sessions of one target and login, opened when they are needed and closed when nobody has for a while. */
export class SessionPool implements ConnectionPool<MysqlSession> {
  /** The most recently used one last, and first to be used again. */
  readonly #idle: IdleSession[] = [];
  #open = 0;
  #ended = false;

  constructor(readonly target: MysqlTarget) {}

  get connectionCount(): number {
    return this.#open;
  }

  get idleCount(): number {
    return this.#idle.length;
  }

  closeIdle(): void {
    const [oldest] = this.#idle;
    if (oldest) this.#discard(oldest.session);
  }

  async connect(): Promise<MysqlSession> {
    const session = this.#takeIdle() ?? (await this.#openCounted());
    socketOf(session.connection).limitAnswer();
    return session;
  }

  #takeIdle(): MysqlSession | undefined {
    const idle = this.#idle.pop();
    clearTimeout(idle?.timer);
    return idle?.session;
  }

  async #openCounted(): Promise<MysqlSession> {
    this.#open += 1;
    try {
      return await this.#opened();
    } catch (error) {
      this.#open -= 1;
      throw error;
    }
  }

  release(session: MysqlSession, destroy: boolean): void {
    socketOf(session.connection).endAnswer();
    if (destroy || this.#ended) this.#close(session);
    else this.#keep(session);
  }

  async end(): Promise<void> {
    this.#ended = true;
    for (const { session, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      this.#close(session);
    }
  }

  async #opened(): Promise<MysqlSession> {
    const session = await MysqlSession.open(this.target);
    // The server may end a connection that nobody uses.
    session.connection.on("error", () => this.#discard(session));
    session.connection.on("end", () => this.#discard(session));
    return session;
  }

  #keep(session: MysqlSession): void {
    const timer = setTimeout(() => this.#discard(session), engineSettings().poolIdleMilliseconds).unref();
    this.#idle.push({ session, timer });
  }

  #discard(session: MysqlSession): void {
    const index = this.#idle.findIndex((idle) => idle.session === session);
    if (index < 0) return;
    clearTimeout(this.#idle.splice(index, 1)[0]?.timer);
    this.#close(session);
  }

  #close(session: MysqlSession): void {
    this.#open -= 1;
    session.destroy();
  }
}
