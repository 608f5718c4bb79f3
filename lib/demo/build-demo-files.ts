import { mkdirSync } from "node:fs";
import path from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { demoFolders, sourceFolder } from "./demo-folders";
import { keyOfState, stateNames } from "./us-states";

/** Tables of the demo, each with a `state` column that says whose row it is. */
export const demoTables = ["flights", "bird_strikes", "airports"] as const;

type Report = (message: string) => void;

/**
 * Derives the demo's Parquet files from the raw data: every flight with its origin's state, sorted by state so that
 * a tenant's filter skips other tenants' row groups; then the same rows split into a folder a state.
 */
export async function buildDemoFiles(report: Report): Promise<void> {
  const folders = demoFolders();
  mkdirSync(folders.shared, { recursive: true });
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("SET preserve_insertion_order = true");
    await createTables(connection);
    report("Writing three million flights");
    for (const table of demoTables) {
      await copy(connection, `SELECT * FROM ${table} ORDER BY ALL`, path.join(folders.shared, `${table}.parquet`));
    }
    await splitByState(connection, folders.tenants, report);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function createTables(connection: DuckDBConnection): Promise<void> {
  const source = sourceFolder();
  await connection.run("CREATE TABLE states (code VARCHAR, name VARCHAR)");
  const values = Object.entries(stateNames).map(([code, name]) => `('${code}', '${name}')`);
  await connection.run(`INSERT INTO states VALUES ${values.join(", ")}`);
  await connection.run(`CREATE TABLE airports AS
    SELECT s.name AS state, a.iata, a.name, a.city, a.state AS state_code, a.latitude, a.longitude
    FROM read_csv('${source}/airports.csv') AS a JOIN states AS s ON s.code = a.state`);
  await connection.run(`CREATE TABLE flights AS
    SELECT origin.state, origin.state_code, f.file_row_number + 1 AS flight_id, f.date AS departed_at,
      CAST(f.date AS DATE) AS flight_date, f.origin, f.destination, destination.state AS destination_state,
      f.distance AS distance_miles, f.delay AS delay_minutes
    FROM read_parquet('${source}/flights-3m.parquet', file_row_number = true) AS f
    JOIN airports AS origin ON origin.iata = f.origin
    LEFT JOIN airports AS destination ON destination.iata = f.destination`);
  await connection.run(`CREATE TABLE bird_strikes AS
    SELECT CASE "Origin State" WHEN 'DC' THEN 'District of Columbia' ELSE "Origin State" END AS state,
      "Flight Date" AS struck_on, "Airport Name" AS airport, "Aircraft Make Model" AS aircraft,
      "Aircraft Airline Operator" AS operator, "Phase of flight" AS flight_phase, "Wildlife Species" AS species,
      "Wildlife Size" AS wildlife_size, "Time of day" AS time_of_day, "Effect Amount of damage" AS damage,
      "Speed IAS in knots" AS speed_knots, "Cost Repair" AS cost_repair, "Cost Other" AS cost_other,
      "Cost Total $" AS cost_total
    FROM read_csv('${source}/birdstrikes.csv')`);
}

async function splitByState(connection: DuckDBConnection, folder: string, report: Report): Promise<void> {
  const states = (await connection.runAndReadAll("SELECT DISTINCT state FROM flights ORDER BY state")).getRows();
  for (const [index, [state]] of states.entries()) {
    const name = String(state);
    const target = path.join(folder, keyOfState(name));
    mkdirSync(target, { recursive: true });
    for (const table of demoTables) {
      await copy(
        connection,
        `SELECT * FROM ${table} WHERE state = '${name}' ORDER BY ALL`,
        path.join(target, `${table}.parquet`),
      );
    }
    if ((index + 1) % 10 === 0) report(`Splitting by state: ${index + 1} of ${states.length}`);
  }
}

async function copy(connection: DuckDBConnection, query: string, file: string): Promise<void> {
  await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`);
}
