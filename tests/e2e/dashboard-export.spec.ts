import { expect, test } from "@playwright/test";
import { extractText } from "unpdf";
import { demo } from "../support/product";
import { asAdmin, cardsByTitle, mint, onlyValue, post, tenantOf } from "./portal-api";

const whole = (value: number) => new Intl.NumberFormat("en-US").format(value);

async function exported(token: string, body: object): Promise<{ response: Response; bytes: Uint8Array }> {
  const { id } = demo().dashboards.rows;
  const response = await post(`/api/v1/dashboards/${id}/export`, body, { Authorization: `Bearer ${token}` });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const textOf = async (bytes: Uint8Array) => {
  const { text } = await extractText(bytes, { mergePages: true });
  return text;
};

test("R24: a PDF of a dashboard holds what its viewer sees, and nothing of another tenant's", async () => {
  const dashboard = demo().dashboards.rows;
  const token = await mint(dashboard, { tenantId: tenantOf("texas").id });
  const { response, bytes } = await exported(token, { format: "pdf" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/pdf");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename=".+\.pdf"/);
  const text = await textOf(bytes);
  const cards = await cardsByTitle(dashboard.id, token);
  expect(text).toContain(whole(onlyValue(cards.get("Flights"))));
  expect(text).toContain("Texas");
  expect(text).not.toContain("California");
});

test("a PDF on sheets of paper has page numbers, and cuts no dashboard short", async () => {
  const token = await mint(demo().dashboards.rows, { tenantId: tenantOf("texas").id });
  const { bytes } = await exported(token, { format: "pdf", paper: "a4", orientation: "portrait" });
  const { totalPages, text } = await extractText(bytes, { mergePages: false });
  expect(totalPages).toBeGreaterThan(1);
  expect(text.at(-1)).toContain(`${totalPages} / ${totalPages}`);
  const definition = await asAdmin<{ cards: { title: string }[] }>(
    "GET",
    `/api/v1/dashboards/${demo().dashboards.rows.id}`,
  );
  const all = text.join("\n");
  for (const { title } of definition.cards) expect(all).toContain(title);
});

test("a PNG is a picture of the whole dashboard", async () => {
  const token = await mint(demo().dashboards.rows, { tenantId: tenantOf("florida").id });
  const { response, bytes } = await exported(token, { format: "png", theme: "dark" });
  expect(response.headers.get("content-type")).toBe("image/png");
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  expect(new TextDecoder().decode(bytes.subarray(1, 4))).toBe("PNG");
  expect(view.getUint32(16)).toBeGreaterThanOrEqual(1_200);
  expect(view.getUint32(20)).toBeGreaterThan(800);
});

test("an export needs a credential of its own, and follows the rules of the data", async () => {
  const { id } = demo().dashboards.rows;
  expect((await post(`/api/v1/dashboards/${id}/export`, { format: "pdf" })).status).toBe(401);
  const token = await mint(demo().dashboards.rows, { tenantId: tenantOf("texas").id });
  expect((await exported(token, { format: "pdf", filters: { state: "California" } })).response.status).toBe(400);
  expect((await exported(token, { format: "docx" })).response.status).toBe(400);
});
