import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as previewRoute } from "@/app/api/v1/cards/preview/route";
import { GET as exportRoute } from "@/app/api/v1/dashboards/[dashboardId]/cards/[cardId]/export.csv/route";
import { GET as filterValuesRoute } from "@/app/api/v1/dashboards/[dashboardId]/filter-values/route";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { exportCard } from "@/lib/dashboards/export-card";
import { listFilterValues } from "@/lib/dashboards/list-filter-values";
import { runCard } from "@/lib/dashboards/run-card";
import { createDataset } from "@/lib/datasets/create-dataset";
import { dashboardDataResponse } from "@/lib/embed/dashboard-data";
import { closeEngines } from "@/lib/engines/close-engines";
import type { Actor } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { previewCard } from "@/lib/queries/preview-card";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { hasClickhouse, hasMariadb } from "@/tests/support/source-servers";
import { createWorld, type World } from "@/tests/support/world";
import { issued } from "../embed/token-fixture";
import { s3Source } from "./s3-source";
import {
  clickhouseSource,
  fileSource,
  mariadbSource,
  ownedRows,
  postgresSource,
  type Source,
  type Style,
  tenants,
} from "./styles";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => closeEngines());

/** What one reader gets through each door: rows of id, tenant and amount, and the values of the filter on `tenant`. */
interface Doors {
  card(): Promise<unknown[][]>;
  preview(): Promise<unknown[][]>;
  exported(): Promise<unknown[][]>;
  filterValues(): Promise<unknown[]>;
}

interface Board {
  readonly id: string;
  readonly cardId: string;
  readonly connectionId: string;
  readonly secret: string;
  readonly sql: string;
}

async function build(source: Source, style: Style, name: string): Promise<Board> {
  const project = { projectId: world.project.id };
  const { id: connectionId } = await createConnection(world.admin, {
    ...project,
    name,
    settings: style.settings ?? source.settings,
  });
  await refreshCatalog(world.admin, connectionId);
  if (!style.dataset) await setTableExposures(world.admin, connectionId, { exposure: "PROTECTED" });
  for (const [index, layers] of style.layers.entries()) {
    const policy = await createPolicy(world.admin, { ...project, connectionId, name: `Policy ${index}`, ...layers });
    const needed = policy.parameters.map((parameter) => [parameter, style.parameters?.[parameter] ?? ""] as const);
    const parameters = Object.fromEntries(needed);
    await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
  }
  if (style.dataset) await createDataset(world.admin, { ...project, connectionId, ...style.dataset, trusted: true });
  const table = style.dataset?.name ?? "sales";
  const sql = `SELECT id, tenant, amount FROM ${table} ORDER BY id`;
  const { id, cards } = await createDashboard(world.admin, {
    ...project,
    title: name,
    filters: [{ name: "owner", label: "Owner", kind: "select", source: { connectionId, table, column: "tenant" } }],
    cards: [
      { kind: "TABLE", title: "Sales", connectionId, sql, options: {}, layout: { x: 0, y: 0, width: 6, height: 4 } },
    ],
  });
  await shareDashboard(world.admin, id, { scope: "ALL_TENANTS", level: "VIEWER" });
  const { secret } = await readDashboardSecret(world.admin, id);
  return { id, cardId: cards[0]?.id ?? "", connectionId, secret, sql };
}

const rowsOf = ({ data, rowCount }: { data: readonly (readonly unknown[])[]; rowCount: number }) =>
  Array.from({ length: rowCount }, (_, row) => data.map((column) => column[row]));

function csvRows(text: string): unknown[][] {
  const [header, ...lines] = text.trimEnd().split("\r\n");
  expect(header).toBe("id,tenant,amount");
  return lines.map((line) => line.split(",")).map(([id, tenant, amount]) => [Number(id), tenant, Number(amount)]);
}

/** Somebody signed in to the portal, of the tenant itself or looking as it. */
function portalDoors(actor: Actor, board: Board, asTenantId?: string): Doors {
  const { id, cardId, connectionId, sql } = board;
  return {
    card: async () => rowsOf((await runCard(actor, id, cardId, { asTenantId })).answer.rows),
    preview: async () =>
      rowsOf(await previewCard(actor, { projectId: world.project.id, connectionId, sql, asTenantId })),
    exported: async () => {
      const pieces: string[] = [];
      for await (const piece of (await exportCard(actor, id, cardId, { asTenantId })).lines) pieces.push(piece);
      return csvRows(pieces.join(""));
    },
    filterValues: async () => (await listFilterValues(actor, id, { filter: "owner", asTenantId })).data,
  };
}

/** The bearer of an embed token, through the routes. */
function embedDoors(token: string, { id, cardId, connectionId, sql }: Board): Doors {
  const address = `http://localhost:3000/api/v1/dashboards/${id}`;
  const ask = (url: string, body?: unknown) =>
    new Request(url, {
      headers: { Authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
  const read = async (response: Response) => {
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${response.status} ${text}`);
    return text;
  };
  return {
    card: async () => {
      const line = JSON.parse(await read(await dashboardDataResponse(ask(`${address}/data`, {}))));
      if (line.error) throw new Error(line.error.code);
      return rowsOf(line);
    },
    preview: async () => {
      const body = { projectId: world.project.id, connectionId, sql };
      return rowsOf(
        JSON.parse(await read(await previewRoute(ask("http://localhost:3000/api/v1/cards/preview", body), {}))),
      );
    },
    exported: async () => {
      const params = Promise.resolve({ dashboardId: id, cardId });
      return csvRows(await read(await exportRoute(ask(`${address}/cards/${cardId}/export.csv`), { params })));
    },
    filterValues: async () => {
      const params = Promise.resolve({ dashboardId: id });
      const response = await filterValuesRoute(ask(`${address}/filter-values?filter=owner`), { params });
      return JSON.parse(await read(response)).data;
    },
  };
}

const engines: readonly [string, () => boolean, () => Promise<Source>][] = [
  ["PostgreSQL", () => true, postgresSource],
  ["files", () => true, fileSource],
  ["S3", () => true, s3Source],
  ["MariaDB (needs mariadbd)", hasMariadb, mariadbSource],
  ["ClickHouse (needs clickhouse-server)", hasClickhouse, clickhouseSource],
];

describe.each(engines)("on %s", (engine, available, open) => {
  if (!available()) {
    test.skip("the server could not be had here", () => undefined);
    return;
  }
  let source: Source;
  beforeAll(async () => {
    source = await open();
  });
  afterAll(() => source.close());

  test("every way of keeping tenants apart gives each reader the tenant's rows, through every door", async () => {
    for (const style of source.styles) {
      const board = await build(source, style, `${engine}: ${style.name}`);
      for (const key of tenants) {
        const { tenant, powerUser, viewer } = world[key];
        const { accessToken } = await issued({
          dashboardId: board.id,
          dashboardSecret: board.secret,
          tenantId: tenant.id,
        });
        const { accessToken: ofPerson } = await issued({
          type: "project",
          projectId: world.project.id,
          projectSecret: (await readProjectSecret(world.admin, world.project.id)).secret,
          endUserId: powerUser.userId,
        });
        const readers: Readonly<Record<string, Doors>> = {
          "an admin who looks as the tenant": portalDoors(world.admin, board, tenant.id),
          "a power user of the tenant": portalDoors(powerUser, board),
          "a viewer of the tenant": { ...portalDoors(viewer, board), preview: portalDoors(powerUser, board).preview },
          "the bearer of a dashboard token": {
            ...embedDoors(accessToken, board),
            preview: embedDoors(ofPerson, board).preview,
          },
          "the bearer of a project token": embedDoors(ofPerson, board),
        };
        const expected = ownedRows(key);
        expect(expected.length).toBeGreaterThan(0);
        for (const [reader, doors] of Object.entries(readers)) {
          const seen = {
            card: await doors.card(),
            preview: await doors.preview(),
            exported: await doors.exported(),
            filterValues: await doors.filterValues(),
          };
          const wanted = { card: expected, preview: expected, exported: expected, filterValues: [key] };
          expect({ style: style.name, reader, tenant: key, ...seen }).toEqual({
            style: style.name,
            reader,
            tenant: key,
            ...wanted,
          });
        }
      }
    }
  }, 120_000);

  test("a token without a tenant, and a tenant that nothing is assigned to, get no row through any door", async () => {
    const style = source.styles[0];
    if (!style) throw new Error("no style");
    const board = await build(source, { ...style, layers: [] }, `${engine}: nothing`);
    const { accessToken } = await issued({ dashboardId: board.id, dashboardSecret: board.secret });
    const readers = [embedDoors(accessToken, board), portalDoors(world.texas.powerUser, board)];
    for (const doors of readers) {
      await expect(doors.card().then((rows) => rows.length)).rejects.toThrow();
      for (const door of [doors.preview, doors.exported, doors.filterValues]) await expect(door()).rejects.toThrow();
    }
  });
});
