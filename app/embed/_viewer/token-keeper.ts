import { DataRequestError } from "@/components/dashboards/card-data";

/** How long the host has to answer before the frame says that access has ended. */
const patienceMilliseconds = 15_000;
/** A token is renewed so long before its end, or after four fifths of a short life. */
const aheadMilliseconds = 60_000;
/** A host that did not answer is asked again: its network may have been away. */
const againMilliseconds = 10_000;

interface TokenKeeperOptions {
  /** Asks the host for a token; false when there is no host. */
  readonly ask: (reason: "expiring" | "refused") => boolean;
  /** The token's time is over and no other came. */
  readonly onExpired: () => void;
  /** A token with other rights came: nothing of what is on the screen may stay. */
  readonly onOtherScope: () => void;
}

export interface TokenKeeper {
  /** Takes a token from the host; true when it is the first. */
  accept(token: string): boolean;
  /** The token to use now. */
  current(): string | null;
  /** Asks the host for the next one now, if this one is over or about to be. */
  renewIfDue(): void;
  /** A token after the given one, from the host. @throws DataRequestError 401 when none comes */
  after(refused: string): Promise<string>;
}

/** Holds the access token in memory only, and sees to it that the next one is there before this one ends. */
export function createTokenKeeper({ ask, onExpired, onOtherScope }: TokenKeeperOptions): TokenKeeper {
  let token: string | null = null;
  let timers: number[] = [];
  let dueAt = Number.POSITIVE_INFINITY;
  let endsAt = Number.POSITIVE_INFINITY;
  let waiting: ((token: string) => void)[] = [];

  const schedule = ({ issuedAt, expiresAt }: TokenTimes) => {
    for (const timer of timers) window.clearTimeout(timer);
    const lifetime = expiresAt - issuedAt;
    const told = expiresAt - Date.now();
    // A clock that is far off makes no sense of the token's times; its length holds on every clock.
    const left = told > 0 && told <= lifetime ? told : lifetime;
    const renewIn = Math.max(left - Math.min(aheadMilliseconds, lifetime / 5), 0);
    dueAt = Date.now() + renewIn;
    endsAt = Date.now() + left;
    timers = [later(renew, renewIn), later(onExpired, left)];
  };
  const renew = () => {
    ask("expiring");
    // The first of the timers is the one that asks.
    if (Date.now() + againMilliseconds < endsAt) timers[0] = later(renew, againMilliseconds);
  };

  return {
    accept(next) {
      const isFirst = token === null;
      if (token !== null && scopeOf(next) !== scopeOf(token)) {
        onOtherScope();
        return false;
      }
      if (next === token) return false;
      token = next;
      const times = timesOf(next);
      if (times) schedule(times);
      for (const resolve of waiting) resolve(next);
      waiting = [];
      return isFirst;
    },
    current: () => token,
    renewIfDue() {
      if (token !== null && Date.now() >= dueAt) ask("expiring");
    },
    after(refused) {
      if (token !== null && token !== refused) return Promise.resolve(token);
      const ended = new DataRequestError(401, "unauthenticated", "Access has ended");
      if (!ask("refused")) return Promise.reject(ended);
      return new Promise((resolve, reject) => {
        const timer = window.setTimeout(() => reject(ended), patienceMilliseconds);
        waiting.push((next) => {
          window.clearTimeout(timer);
          resolve(next);
        });
      });
    },
  };
}

interface TokenTimes {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Only for knowing when to ask: whether a token is good is the server's to say. */
function claimsOf(token: string): Record<string, unknown> {
  try {
    const payload = token.split(".")[1] ?? "";
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function timesOf(token: string): TokenTimes | null {
  const { iat, exp } = claimsOf(token);
  return typeof iat === "number" && typeof exp === "number" ? { issuedAt: iat * 1000, expiresAt: exp * 1000 } : null;
}

function scopeOf(token: string): unknown {
  return claimsOf(token).scp;
}

/** Browsers run a timer of more than 24 days at once. */
function later(work: () => void, milliseconds: number): number {
  return window.setTimeout(work, Math.min(milliseconds, 2_000_000_000));
}
