import { beforeAll, expect, test } from "vitest";
import { requireQueryWriting } from "@/lib/dashboards/query-writing";
import { database } from "@/lib/database";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { uuidv7 } from "@/lib/uuid";
import { createTokenFixture, issued, requestToken, type TokenFixture } from "./token-fixture";

let it: TokenFixture;
let sales: string;
let marketing: string;
/** A domain whose name is another domain's id. */
let impostor: string;

beforeAll(async () => {
  it = await createTokenFixture();
  const create = async (name: string) => {
    const data = { organizationId: it.organizationId, projectId: it.projectId, name };
    return (await database.semanticDomain.create({ data })).id;
  };
  sales = await create("Sales Analytics");
  marketing = await create("Marketing Data");
  impostor = await create(sales);
});

const body = (semanticDomainAccess?: unknown) => ({
  type: "project",
  projectId: it.projectId,
  projectSecret: it.projectSecret,
  orgUserId: it.admin.id,
  ...(semanticDomainAccess === undefined ? {} : { semanticDomainAccess }),
});

const viewerWith = async (access?: unknown) => actorFromEmbedToken((await issued(body(access))).accessToken);
const accessOf = async (access?: unknown) =>
  (await findEmbedSession((await viewerWith(access)).embedSessionId))?.semanticDomainAccess;

const refusals: [unknown, string][] = [
  [{ mode: "some" }, "semanticDomainAccess.mode must be one of: 'all', 'none', 'include', 'exclude'."],
  [{}, "semanticDomainAccess.mode must be one of: 'all', 'none', 'include', 'exclude'."],
  [{ mode: "include" }, "semanticDomainAccess.domains is required and must be non-empty when mode is 'include'."],
  [
    { mode: "include", domains: [] },
    "semanticDomainAccess.domains is required and must be non-empty when mode is 'include'.",
  ],
  [{ mode: "exclude" }, "semanticDomainAccess.domains is required and must be non-empty when mode is 'exclude'."],
  [
    { mode: "exclude", domains: [] },
    "semanticDomainAccess.domains is required and must be non-empty when mode is 'exclude'.",
  ],
  [{ mode: "all", domains: ["X"] }, "semanticDomainAccess.domains is not allowed when mode is 'all'."],
  [{ mode: "none", domains: ["X"] }, "semanticDomainAccess.domains is not allowed when mode is 'none'."],
  [
    { mode: "include", domains: ["Nowhere", "Sales Analytics", "Gone"] },
    "semanticDomainAccess.domains not found: Nowhere, Gone",
  ],
];

test.each(refusals)("%j refuses with the contract's words", async (access, message) => {
  const reply = await requestToken(body(access));
  expect(reply.status).toBe(400);
  expect(reply.body.error).toMatchObject({ code: "invalid_input", message });
});

test("left out, every domain is open", async () => {
  expect(await accessOf()).toEqual({ mode: "all", domains: [] });
  await requireQueryWriting(await viewerWith());
});

test("R09: names and ids become ids at minting, and an id wins over an equal name", async () => {
  const access = await accessOf({ mode: "include", domains: ["Marketing Data", sales] });
  expect(access).toEqual({ mode: "include", domains: [marketing, sales] });
  expect(access?.domains).not.toContain(impostor);
});

test("R09: a session that may not use every domain may not write SQL of its own", async () => {
  for (const access of [
    { mode: "none" },
    { mode: "include", domains: [sales] },
    { mode: "exclude", domains: [sales] },
  ]) {
    await expect(requireQueryWriting(await viewerWith(access))).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("another project's domain is not found", async () => {
  const project = await database.project.create({
    data: { organizationId: it.organizationId, name: "Other", secretCiphertext: "-", secretHash: "-" },
  });
  const data = { organizationId: it.organizationId, projectId: project.id, name: "Elsewhere" };
  const elsewhere = await database.semanticDomain.create({ data });
  for (const domain of ["Elsewhere", elsewhere.id, uuidv7()]) {
    const reply = await requestToken(body({ mode: "include", domains: [domain] }));
    expect(reply.body.error.message).toBe(`semanticDomainAccess.domains not found: ${domain}`);
  }
});
