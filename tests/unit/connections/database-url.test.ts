import { describe, expect, test } from "vitest";
import { databaseUrl, maskedDatabaseUrl, parseDatabaseUrl } from "@/lib/connections/database-url";
import { requireAllowedLocation } from "@/lib/connections/reserved-targets";
import { DomainError } from "@/lib/errors";

test("reads a SQLAlchemy URL with encoded parts, and writes the same one back", () => {
  const location = parseDatabaseUrl(
    "POSTGRES",
    "postgresql+psycopg2://re%40der:p%40ss%3Aw%2Frd%23@Db.Example:6543/shop?sslmode=require",
  );
  expect(location).toEqual({
    engine: "POSTGRES",
    host: "db.example",
    port: 6543,
    database: "shop",
    user: "re@der",
    password: "p@ss:w/rd#",
    ssl: "require",
  });
  expect(parseDatabaseUrl("POSTGRES", databaseUrl(location))).toEqual({ ...location, ssl: "disable" });
});

test("shows a location without its password", () => {
  const masked = maskedDatabaseUrl(parseDatabaseUrl("POSTGRES", "postgres://reader:hunter2@[::1]/shop"));
  expect(masked).toBe("postgresql://reader:***@[::1]:5432/shop");
});

test.each([
  ["another scheme", "mysql://u:p@h/db"],
  ["no user", "postgresql://h/db"],
  ["no database", "postgresql://u:p@h"],
  ["an empty database", "postgresql://u:p@h/"],
  ["two databases", "postgresql://u:p@h/a/b"],
  ["a unix socket as host", "postgresql://u:p@%2Fvar%2Frun/db"],
  ["a unix socket as option", "postgresql://u:p@h/db?host=/var/run"],
  ["several hosts", "postgresql://u:p@h1,h2/db"],
  ["an option that is not on the list", "postgresql://u:p@h/db?options=-c%20role%3Dx"],
  ["two options", "postgresql://u:p@h/db?sslmode=require&application_name=x"],
  ["an unknown sslmode", "postgresql://u:p@h/db?sslmode=never"],
  ["two at signs", "postgresql://u:p@x@h/db"],
  ["a fragment", "postgresql://u:p@h/db#x"],
  ["a broken escape", "postgresql://u:%zz@h/db"],
  ["a slash inside the database", "postgresql://u:p@h/a%2Fb"],
  ["a control character", "postgresql://u:p@h/d%00b"],
  ["a space", "postgresql://u:p@h/d b"],
  ["port 0", "postgresql://u:p@h:0/db"],
  ["a port that is none", "postgresql://u:p@h:99999/db"],
])("refuses %s without repeating the URL", (_, url) => {
  const read = () => parseDatabaseUrl("POSTGRES", url);
  expect(read).toThrow(DomainError);
  expect(read).not.toThrow(url);
});

describe("addresses that no admin can mean", () => {
  test.each([
    "169.254.169.254",
    "169.254.0.1",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "[::ffff:169.254.169.254]",
    "100.100.100.200",
    "168.63.129.16",
    "0.0.0.0",
    "2852039166",
    "0xA9FEA9FE",
    "0251.0376.0251.0376",
    "169.16689662",
    "metadata.google.internal",
    "instance-data.ec2.internal",
  ])("%s refuses", async (host) => {
    await expect(requireAllowedLocation(parseDatabaseUrl("POSTGRES", `postgresql://u:p@${host}/db`))).rejects.toThrow(
      DomainError,
    );
  });

  test("addresses of one's own network are allowed", async () => {
    for (const host of ["10.0.0.5", "192.168.1.4", "127.0.0.1", "[::1]"]) {
      await requireAllowedLocation(parseDatabaseUrl("POSTGRES", `postgresql://u:p@${host}:6000/db`));
    }
  });
});
