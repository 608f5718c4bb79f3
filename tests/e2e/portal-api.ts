import { type DemoFile, demo, portalUrl } from "../support/product";

/** A line of `POST /api/v1/dashboards/{id}/data`. */
export interface CardLine {
  readonly cardId: string;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly rowCount?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

export function post(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${portalUrl()}${address}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Speaks as the demo's API key; answers the parsed body and fails the test on anything but success. */
export async function asAdmin<T>(method: string, address: string, body?: unknown): Promise<T> {
  const response = await fetch(`${portalUrl()}${address}`, {
    method,
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${demo().apiKey}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** An access token for one of the demo's dashboards; `request` is the rest of the token request. */
export async function mint(dashboard: { id: string; secret: string }, request: object): Promise<string> {
  const body = { dashboardId: dashboard.id, dashboardSecret: dashboard.secret, ...request };
  const response = await post("/api/v1/token", body);
  if (response.status !== 200) throw new Error(`token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}

/** Every card of a dashboard by title, as the bearer of the token gets it. */
export async function cardsByTitle(dashboardId: string, token: string): Promise<Map<string, CardLine>> {
  const headers = { Authorization: `Bearer ${token}` };
  const definition = await fetch(`${portalUrl()}/api/v1/dashboards/${dashboardId}`, { headers });
  const { cards } = (await definition.json()) as { cards: { id: string; title: string }[] };
  const lines = await dataLines(dashboardId, token);
  return new Map(lines.map((line) => [cards.find(({ id }) => id === line.cardId)?.title ?? line.cardId, line]));
}

export async function dataLines(dashboardId: string, token: string): Promise<CardLine[]> {
  const response = await post(`/api/v1/dashboards/${dashboardId}/data`, {}, { Authorization: `Bearer ${token}` });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`data: ${response.status} ${text}`);
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as CardLine);
}

/** The one value of a number card. */
export function onlyValue(line: CardLine | undefined): number {
  return Number(line?.data?.[0]?.[0]);
}

export function tenantOf(key: string): DemoFile["tenants"][number] {
  const tenant = demo().tenants.find((one) => one.key === key);
  if (!tenant) throw new Error(`The demo has no tenant ${key}`);
  return tenant;
}
