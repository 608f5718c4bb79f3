import { runNode } from "../bootstrap/child-processes.mjs";
import { step } from "../bootstrap/progress.mjs";
import { inRoot, root } from "../bootstrap/root.mjs";

const tool = (...parts) => inRoot("node_modules", ...parts);

/** Biome over everything, as one test. */
export const lint = () => check("Checking style", [[tool("@biomejs", "biome", "bin", "biome"), "check", "."]]);

/** The type checker over everything, with the types that Next derives from the routes, as one test. */
export const typeCheck = () =>
  check("Checking types", [
    [tool("next", "dist", "bin", "next"), "typegen"],
    [tool("typescript", "bin", "tsc"), "--noEmit"],
  ]);

async function check(label, commands) {
  return step(label, async (note) => {
    for (const command of commands) {
      const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
      const result = await runNode(command, { cwd: root, env });
      if (result.code !== 0) {
        note(result.output);
        return { passed: 0, failed: 1, skipped: 0 };
      }
    }
    return { passed: 1, failed: 0, skipped: 0 };
  });
}
