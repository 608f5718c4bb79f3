import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import path from "node:path";

const startMinutes = 10;

export interface ProductPlace {
  readonly dataDir: string;
  readonly portalPort: number;
  readonly hostPort: number;
  /** A Postgres of the user's own; without it the embedded one is started and the demo seeded. */
  readonly databaseUrl?: string;
}

export interface ProductProcess {
  readonly portalUrl: string;
  readonly hostUrl: string;
  readonly demoFile: string;
  /** Ends it as Ctrl-C does, and waits. */
  stop(): Promise<void>;
  /** Kills it with everything it started, Postgres too, as a power cut would, and waits. */
  kill(): Promise<void>;
}

/** Starts the real product as a person would and resolves when it says that it is ready. */
export async function launchProduct({
  dataDir,
  portalPort,
  hostPort,
  databaseUrl,
}: ProductPlace): Promise<ProductProcess> {
  const environment = { ...process.env };
  // A developer's own settings must not reach the product under test.
  for (const name of ["DATABASE_URL", "NEXTAUTH_URL", "BULKHEAD_DEMO", "BULKHEAD_DEMO_DATABASE_URL", "NODE_ENV"]) {
    delete environment[name];
  }
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...environment,
      PORT: String(portalPort),
      BULKHEAD_DEMO_HOST_PORT: String(hostPort),
      BULKHEAD_DATA_DIR: dataDir,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    } as NodeJS.ProcessEnv,
  });
  const product = {
    portalUrl: `http://localhost:${portalPort}`,
    hostUrl: `http://localhost:${hostPort}`,
    demoFile: path.join(dataDir, "demo.json"),
    stop: () => end(child, () => child.kill("SIGTERM")),
    kill: () => end(child, () => killWithDescendants(child.pid ?? 0)),
  };
  try {
    await ready(child);
  } catch (error) {
    await product.stop();
    throw error;
  }
  return product;
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(
      () => reject(new Error(`The product was not ready in ${startMinutes} min:\n${output}`)),
      startMinutes * 60_000,
    );
    const hear = (chunk: Buffer) => {
      output += chunk;
      if (output.includes("Bulkhead is ready")) {
        clearTimeout(timer);
        output = "";
        resolve();
      }
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`The product ended at its start (exit code ${code}):\n${output}`));
    });
  });
}

async function end(child: ChildProcess, send: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  send();
  await ended;
}

function killWithDescendants(pid: number): void {
  const table = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const processes = table.map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const parent of family) {
    for (const [child, of] of processes) if (of === parent && child) family.push(child);
  }
  for (const member of family) {
    try {
      process.kill(member, "SIGKILL");
    } catch (error) {
      // A process that followed its parent at once is gone already.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
