import fs from "node:fs";
import { runChild } from "../../bootstrap/child-processes.mjs";
import { step } from "../../bootstrap/progress.mjs";
import { clickhouseProgram } from "./clickhouse-server.mjs";
import { mariadbPrograms } from "./mariadb-server.mjs";
import { redisProgram } from "./redis-server.mjs";

/** Asked before Debian starts a service; 101 says no. */
const policyFile = "/usr/sbin/policy-rc.d";

/**
 * Sees to it that the database servers which tests start themselves are there: Debian's own packages where this process
 * may install them. Where it may not, the suites that need them say so and are skipped.
 */
export async function ensureServers() {
  const wanted = [
    // Debian's `mariadb-server` without the service, the account and the database that it would set up.
    ...(mariadbPrograms() ? [] : ["mariadb-server-core", "mariadb-client-core"]),
    ...(clickhouseProgram() ? [] : ["clickhouse-server"]),
    ...(redisProgram() ? [] : ["redis-server"]),
  ];
  if (wanted.length === 0 || !fs.existsSync("/etc/debian_version") || process.getuid?.() !== 0) return;
  await step(`Installing ${wanted.join(", ")}`, async (note) => {
    const reason = await withoutServices(() => aptInstall(wanted));
    if (reason) note(`Not installed: ${reason}`);
    for (const service of ["clickhouse-server", "redis-server"]) {
      if (wanted.includes(service)) await keepDisabled(service);
    }
  });
}

/** @returns what apt says when it cannot install them, else `null` */
async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // One at a time: a distribution that lacks one may have the others.
  const reasons = [];
  await runChild("apt-get", ["update"], { env });
  for (const name of packages) {
    const { code, output } = await runChild("apt-get", ["install", "-y", "--no-install-recommends", name], { env });
    if (code !== 0) reasons.push(`${name} (${output.trim().split("\n").pop()})`);
  }
  return reasons.length > 0 ? reasons.join(", ") : null;
}

/** Installing a server must not start it: its port and its folders are this machine's, not a test's. */
async function withoutServices(work) {
  if (fs.existsSync(policyFile)) return work();
  fs.writeFileSync(policyFile, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    return await work();
  } finally {
    fs.rmSync(policyFile, { force: true });
  }
}

/** Nor at the next start of the machine. */
async function keepDisabled(service) {
  if (!fs.existsSync("/run/systemd/system")) return;
  await runChild("systemctl", ["disable", "--now", service]).catch(() => {});
}
