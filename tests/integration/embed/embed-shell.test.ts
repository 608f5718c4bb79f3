import { afterEach, beforeAll, expect, test } from "vitest";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { embedShellResponse } from "@/lib/embed/embed-shell";
import { uuidv7 } from "@/lib/uuid";
import { bundleViewer } from "../../../scripts/bundle/viewer-bundle.mjs";
import { createTokenFixture, type TokenFixture } from "./token-fixture";

let it: TokenFixture;

beforeAll(async () => {
  it = await createTokenFixture();
  await bundleViewer({ watch: false });
});

afterEach(() => shiftClock(0));

const open = (id: string, headers: Record<string, string> = {}) =>
  embedShellResponse(new Request(`http://localhost:3000/embed/${id}`, { headers }));

const ancestorsOf = (response: Response) =>
  /frame-ancestors (.*)$/.exec(response.headers.get("content-security-policy") ?? "")?.[1];

const setOrigins = (allowedOrigins: string[]) =>
  database.project.update({ where: { id: it.projectId }, data: { allowedOrigins } });

test("the document may be framed by exactly the project's origins and the portal", async () => {
  expect(ancestorsOf(await open(it.shared.id))).toBe("'self' https://app.example.com");
});

test("a changed list of origins holds within 5 s", async () => {
  await setOrigins(["https://other.example"]);
  shiftClock(5_000);
  expect(ancestorsOf(await open(it.shared.id))).toBe("'self' https://other.example");
  await setOrigins([]);
  shiftClock(10_000);
  expect(ancestorsOf(await open(it.shared.id))).toBe("'self'");
});

test("what is not exactly an origin never reaches the header", async () => {
  await setOrigins([
    "*",
    "https://*.example.com",
    "https://a.example; script-src *",
    "https://b.example/path",
    "data:",
  ]);
  shiftClock(15_000);
  const response = await open(it.shared.id);
  expect(ancestorsOf(response)).toBe("'self'");
  expect(response.headers.get("content-security-policy")).not.toContain("*");
  await setOrigins(["https://app.example.com"]);
});

test("a dashboard that does not exist is framed by nobody, and says the same for every such id", async () => {
  const bodies = await Promise.all(
    [uuidv7(), "nothing", "%3Cscript%3E"].map(async (id) => {
      const response = await open(id);
      expect([response.status, ancestorsOf(response)]).toEqual([404, "'none'"]);
      return response.text();
    }),
  );
  expect(new Set(bodies).size).toBe(1);
});

test("no script runs that is not one of our files, and nothing is fetched from elsewhere", async () => {
  const response = await open(it.shared.id);
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;");
  expect(policy).not.toContain("unsafe");
  const html = await response.text();
  const scripts = [...html.matchAll(/<script([^>]*)>([^<]*)/g)];
  expect(scripts.length).toBeGreaterThan(0);
  for (const [, attributes = "", text = ""] of scripts) {
    const isData = attributes.includes('type="application/json"');
    expect(isData || text === "").toBe(true);
  }
  expect(html).not.toMatch(/ (style|on\w+)="/);
});

test("the document is the same for everybody, names nothing, and is kept by caches that ask again", async () => {
  const [plain, signedIn] = await Promise.all([
    open(it.shared.id),
    open(it.shared.id, { cookie: "next-auth.session-token=x" }),
  ]);
  const html = await plain.text();
  expect(await signedIn.text()).toBe(html);
  for (const secret of [it.shared.secret, "Shared with a", it.organizationId, it.projectId]) {
    expect(html).not.toContain(secret);
  }
  const tag = plain.headers.get("etag") ?? "";
  expect((await open(it.shared.id, { "if-none-match": tag })).status).toBe(304);
  expect((await open(it.shared.id, { "if-none-match": '"other"' })).status).toBe(200);
  expect(plain.headers.get("referrer-policy")).toBe("no-referrer");
});

test("R10: a project's address is framed by its origins alone, and says nothing of its dashboards", async () => {
  const response = await open(it.projectId);
  expect(response.status).toBe(200);
  expect(ancestorsOf(response)).toBe("'self' https://app.example.com");
  const html = await response.text();
  expect(html).toContain('{"dashboardId":null,"origins":["https://app.example.com"]}');
  for (const hidden of [it.shared.id, it.projectId, "Operations", "Skyline"]) expect(html).not.toContain(hidden);
});
