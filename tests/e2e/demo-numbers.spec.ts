import { expect, test } from "@playwright/test";
import { demo } from "../support/product";
import { cardsByTitle, mint, onlyValue, tenantOf } from "./portal-api";
import { askRawData } from "./raw-data";

const states = [
  { key: "california", code: "CA", name: "California" },
  { key: "texas", code: "TX", name: "Texas" },
  { key: "nevada", code: "NV", name: "Nevada" },
] as const;

for (const { key, code, name } of states) {
  for (const style of ["rows", "connections", "mixed"] as const) {
    test(`the ${style} dashboard shows ${name} the numbers that the raw files hold for it`, async () => {
      const dashboard = demo().dashboards[style];
      const cards = await cardsByTitle(dashboard.id, await mint(dashboard, { tenantId: tenantOf(key).id }));
      const raw = await askRawData(`
        SELECT count(*) AS flights, round(avg(f.delay), 1) AS minutes, avg((f.delay <= 15)::int) AS on_time
        FROM flights f JOIN airports a ON a.iata = f.origin WHERE a.state = '${code}'`);
      const strikes = await askRawData(`SELECT count(*) AS n FROM bird_strikes WHERE "Origin State" = '${name}'`);
      expect(onlyValue(cards.get("Flights"))).toBe(Number(raw.flights));
      expect(onlyValue(cards.get("Average delay"))).toBeCloseTo(Number(raw.minutes), 6);
      expect(onlyValue(cards.get("On time"))).toBeCloseTo(Number(raw.on_time), 6);
      expect(onlyValue(cards.get("Bird strikes"))).toBe(Number(strikes.n));
      const byPhase = cards.get("Strikes by phase of flight")?.data?.[2] ?? [];
      expect(byPhase.reduce<number>((sum, value) => sum + Number(value), 0)).toBe(Number(strikes.n));
    });
  }

  test(`the schemas dashboard shows ${name} every twentieth of its flights`, async () => {
    const dashboard = demo().dashboards.schemas;
    const cards = await cardsByTitle(dashboard.id, await mint(dashboard, { tenantId: tenantOf(key).id }));
    // The number of a flight is its place in the published file.
    const raw = await askRawData(`
      SELECT count(*) AS flights FROM read_parquet('node_modules/vega-datasets/data/flights-3m.parquet', file_row_number = true) f
      JOIN airports a ON a.iata = f.origin WHERE a.state = '${code}' AND (f.file_row_number + 1) % 20 = 0`);
    expect(onlyValue(cards.get("Flights"))).toBe(Number(raw.flights));
  });
}

test("the busiest destination of California is the raw files' busiest", async () => {
  const dashboard = demo().dashboards.rows;
  const cards = await cardsByTitle(dashboard.id, await mint(dashboard, { tenantId: tenantOf("california").id }));
  const raw = await askRawData(`
    SELECT f.destination AS destination, count(*) AS flights
    FROM flights f JOIN airports a ON a.iata = f.origin WHERE a.state = 'CA'
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`);
  const table = cards.get("Busiest destinations");
  expect([table?.data?.[0]?.[0], Number(table?.data?.[2]?.[0])]).toEqual([raw.destination, Number(raw.flights)]);
});

test("every style shows every tenant its own state and no other, given only the tenant", async () => {
  test.setTimeout(180_000);
  for (const dashboard of Object.values(demo().dashboards)) {
    for (const tenant of demo().tenants) {
      const cards = await cardsByTitle(dashboard.id, await mint(dashboard, { tenantId: tenant.id }));
      expect([...cards.values()].filter((card) => card.error)).toEqual([]);
      expect(onlyValue(cards.get("Flights"))).toBeGreaterThan(0);
      const strikes = cards.get("Latest bird strikes");
      expect(strikes?.columns?.[0]?.name).toBe("state");
      expect([...new Set(strikes?.data?.[0])].filter((state) => state !== tenant.name)).toEqual([]);
    }
  }
});
