import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import type { AskedInstance, StillWorking } from "./still-works";

export interface AnotherInstance {
  ask(asked: AskedInstance): Promise<StillWorking>;
  stop(): void;
}

/** Another instance of the server, on the same database and Redis, as a function of what it is asked. */
export function anotherInstance(): AnotherInstance {
  const { NODE_ENV: _own, ...env } = process.env as Record<string, string>;
  const child = spawn(process.execPath, ["--import", "tsx", path.resolve("tests/support/tenant-instance.ts")], {
    env: env as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (asked) => {
      child.stdin.write(`${JSON.stringify(asked)}\n`);
      return JSON.parse((await lines.next()).value);
    },
    stop: () => void child.kill("SIGKILL"),
  };
}
