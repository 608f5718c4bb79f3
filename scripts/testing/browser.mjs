import fs from "node:fs";
import { runChild, runNode } from "../bootstrap/child-processes.mjs";
import { step } from "../bootstrap/progress.mjs";
import { root } from "../bootstrap/root.mjs";

const debianBrowser = "/usr/bin/chromium";

/**
 * Sees to it that there is a Chromium: Debian's own where this process may install packages, Playwright's elsewhere.
 *
 * @returns why there is none, or `null` when there is one
 */
export async function requireBrowser(playwright) {
  if (fs.existsSync(debianBrowser)) return null;
  if (fs.existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    const reason = await step("Installing Chromium", installDebianBrowser);
    if (reason === null) return null;
  }
  const { code, output } = await step("Fetching Playwright's Chromium", () =>
    runNode([playwright, "install", "chromium"], { cwd: root }),
  );
  return code === 0 ? null : `no Chromium could be installed (${lastLine(output)})`;
}

async function installDebianBrowser() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "chromium"]]) {
    const { code, output } = await runChild("apt-get", args, { env });
    if (code !== 0) return lastLine(output);
  }
  return fs.existsSync(debianBrowser) ? null : "apt-get installed no /usr/bin/chromium";
}

const lastLine = (output) => output.trim().split("\n").pop();
