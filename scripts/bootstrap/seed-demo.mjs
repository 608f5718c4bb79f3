import fs from "node:fs";
import { runNode } from "./child-processes.mjs";
import { PlainError } from "./plain-error.mjs";
import { demoFile, programs, quietly } from "./product-environment.mjs";
import { step } from "./progress.mjs";
import { root } from "./root.mjs";

/** Fills in the demo unless that was done before. What the seed reports is shown as it comes. */
export async function seedDemo(settings, environment) {
  if (!settings.demo || fs.existsSync(demoFile(settings))) return;
  await step("Seeding the demo", async (note) => {
    const env = { BULKHEAD_LOG_LEVEL: "error", ...environment };
    const result = await runNode([...quietly, programs.seed], { cwd: root, env, onLine: note });
    if (result.code !== 0) throw new PlainError("The demo could not be seeded; the reason stands above.");
    if (!fs.existsSync(demoFile(settings))) throw new PlainError("The seed ended without writing demo.json.");
    fs.chmodSync(demoFile(settings), 0o600);
  });
}
