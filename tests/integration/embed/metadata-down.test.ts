import { expect, test } from "vitest";

// Nothing listens there, and nothing of the product has been loaded yet.
process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nothing";
const { dashboardDataResponse } = await import("@/lib/embed/dashboard-data");
const { embedShellResponse } = await import("@/lib/embed/embed-shell");
const { tokenResponse } = await import("@/lib/embed/token-response");
const { uuidv7 } = await import("@/lib/uuid");

const dashboardId = uuidv7();

/** A token as a browser might still hold it: only the key table could say whether it is one. */
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = `${encode({ alg: "ES256", kid: uuidv7() })}.${encode({ sid: uuidv7() })}.AAAA`;

test("R26: without the metadata database data, tokens and documents answer 503, and say nothing about why", async () => {
  const answers = await Promise.all([
    dashboardDataResponse(
      new Request(`http://localhost:3000/api/v1/dashboards/${dashboardId}/data`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}` },
        body: "{}",
      }),
    ),
    embedShellResponse(new Request(`http://localhost:3000/embed/${dashboardId}`)),
    tokenResponse(
      new Request("http://localhost:3000/api/v1/token", {
        method: "POST",
        body: JSON.stringify({ dashboardId, dashboardSecret: "x" }),
      }),
    ),
  ]);
  for (const answer of answers) {
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toMatch(/127\.0\.0\.1|prisma|database|P1001/i);
  }
});
