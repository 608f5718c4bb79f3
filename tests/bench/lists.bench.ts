import { database } from "@/lib/database";
import { createManyShares } from "../support/many-shares";
import { type FirstPage, measureFirstPages } from "./lists/first-page";
import { measureReviewPages } from "./lists/review-pages";
import { print, shown } from "./measuring/median";

/**
 * The first page of "dashboards visible to me", beside the same in a small world of the same run. Medians; no number
 * decides a test.
 */
const small = { users: 100, groups: 20, dashboards: 200, direct: 2, grouped: 1 };
const large = { users: 10_000, groups: 1_000, dashboards: 20_000, direct: 43, grouped: 6 };

const before = await measureFirstPages(await createManyShares(process.env.DATABASE_URL ?? "", small));
const few = await database.share.count();
const readers = await createManyShares(process.env.DATABASE_URL ?? "", large);
const after = await measureFirstPages(readers);
const many = await database.share.count();

console.log(`  ${few.toLocaleString("en-US")} shares, then ${many.toLocaleString("en-US")}`);
for (const [name, page] of Object.entries(after)) {
  const baseline = before[name as keyof typeof before];
  const grown = (page.inDatabase / baseline.inDatabase).toFixed(2);
  print(`lists: first page, ${name}`, `${inWords(page)}   (${grown} × of ${inWords(baseline)})`);
}
for (const [name, milliseconds] of Object.entries(await measureReviewPages(readers))) {
  print(`lists: ${name}`, shown(milliseconds));
}
await database.$disconnect();

function inWords({ rows, inDatabase, planning, whole }: FirstPage): string {
  return `${rows} rows: ${shown(inDatabase)} in the database, planning ${shown(planning)}, listDashboards ${shown(whole)}`;
}
