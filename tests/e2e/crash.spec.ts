import fs from "node:fs";
import { expect, test } from "@playwright/test";
import { freePort } from "../../scripts/bootstrap/ports.mjs";
import { createScratchFolder, removeScratchFolder } from "../../scripts/bootstrap/scratch-folder.mjs";
import type { DemoFile } from "../support/product";
import { launchProduct } from "../support/product-process";

test("kill -9 in the middle of writes loses nothing that was acknowledged, and the product starts again", async () => {
  test.setTimeout(300_000);
  const dataDir = await createScratchFolder();
  const place = { dataDir, portalPort: await freePort(), hostPort: await freePort() };
  const first = await launchProduct(place);
  const demo = JSON.parse(fs.readFileSync(first.demoFile, "utf8")) as DemoFile;
  const acknowledged: string[] = [];
  const writers = [1, 2, 3, 4].map((writer) => writeUntilRefused(demo, writer, acknowledged));
  await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(40);
  await first.kill();
  await Promise.all(writers);

  const second = await launchProduct(place);
  try {
    const kept = await tenantKeys(demo);
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    expect(fs.readFileSync(second.demoFile, "utf8")).toBe(`${JSON.stringify(demo, null, 2)}\n`);
    const written = await auditedKeys(demo);
    expect(acknowledged.filter((key) => !written.has(key))).toEqual([]);
  } finally {
    await second.stop();
    await removeScratchFolder(dataDir);
  }
});

/** Creates tenants one after another and notes each that was answered with 201, until nobody answers any more. */
async function writeUntilRefused(demo: DemoFile, writer: number, acknowledged: string[]): Promise<void> {
  for (let count = 0; ; count++) {
    const key = `crash_${writer}_${count}`;
    try {
      const response = await ask(demo, "POST", "/tenants", { key, name: `Crash ${key}` });
      if (response.status !== 201) return;
      acknowledged.push(key);
    } catch {
      return;
    }
  }
}

async function tenantKeys(demo: DemoFile): Promise<Set<string>> {
  const tenants = await everyPage<{ key: string }>(demo, "/tenants?limit=200");
  return new Set(tenants.map(({ key }) => key));
}

/** Keys of tenants whose creation stands in the audit: command and event are one transaction. */
async function auditedKeys(demo: DemoFile): Promise<Set<string>> {
  const events = await everyPage<{ targetName: string | null }>(demo, "/audit-events?action=tenant.created&limit=200");
  return new Set(events.map(({ targetName }) => (targetName ?? "").replace("Crash ", "")));
}

async function everyPage<T>(demo: DemoFile, address: string): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const response = await ask(demo, "GET", cursor ? `${address}&cursor=${cursor}` : address);
    const page = (await response.json()) as { data: T[]; nextCursor: string | null };
    rows.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

function ask(demo: DemoFile, method: string, address: string, body?: object): Promise<Response> {
  return fetch(`${demo.portalUrl}/api/v1${address}`, {
    method,
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${demo.apiKey}` },
    body: body && JSON.stringify(body),
  });
}
