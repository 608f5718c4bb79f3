import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { freePort } from "../../scripts/bootstrap/ports.mjs";
import { createScratchFolder, removeScratchFolder } from "../../scripts/bootstrap/scratch-folder.mjs";

const startMinutes = 10;

/**
 * Starts the real product as a person would, on free ports and in a data folder of its own, for all browser tests; ends it
 * and deletes the folder afterwards. The tests find it through `tests/support/product.ts`.
 */
export default async function startProduct() {
  const dataDir = await createScratchFolder();
  const [portalPort, hostPort] = [await freePort(), await freePort()];
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
    } as NodeJS.ProcessEnv,
  });
  const stop = async () => {
    await end(child);
    await removeScratchFolder(dataDir);
  };
  try {
    await ready(child);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.BULKHEAD_E2E_PORTAL_URL = `http://localhost:${portalPort}`;
  process.env.BULKHEAD_E2E_HOST_URL = `http://localhost:${hostPort}`;
  process.env.BULKHEAD_E2E_DEMO_FILE = path.join(dataDir, "demo.json");
  return stop;
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

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
