import {
  allActions,
  allLevels,
  allRoles,
  type MayQuestion,
  naivelyMay,
  productMay,
} from "../support/naive-permissions";
import { print } from "./measuring/median";

/** May-I checks a second of this process's CPU, each compared with the plain rule's answer. */
const questions = randomQuestions(20_000);
const expected = questions.map(naivelyMay);
const rounds = 500;

let wrong = 0;
for (const [index, question] of questions.entries()) if (productMay(question) !== expected[index]) wrong += 1;
// Counting the yeses keeps the answers from being thrown away unread.
let yes = 0;
const before = process.cpuUsage();
for (let round = 0; round < rounds; round += 1) {
  for (const question of questions) if (productMay(question)) yes += 1;
}
const { user, system } = process.cpuUsage(before);
const right = expected.filter(Boolean).length * rounds;
const perSecond = (rounds * questions.length) / ((user + system) / 1e6);
const millions = `${(perSecond / 1e6).toFixed(1)} million a CPU second`;
print(
  "permissions: may-I checks",
  `${millions}, ${wrong} of ${questions.length.toLocaleString("en-US")} answers wrong`,
);
if (wrong > 0 || yes !== right) process.exitCode = 1;

function randomQuestions(count: number): MayQuestion[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T;
  const tenants = [null, "california", "texas"];
  return Array.from({ length: count }, () => ({
    action: pick(allActions),
    facts: {
      role: pick(allRoles),
      grants: Array.from({ length: Math.floor(Math.random() * 6) }, () => pick(allLevels)),
      personTenantId: pick(tenants),
      homeTenantId: pick(tenants),
      reachesSeveralTenants: Math.random() < 0.5,
    },
  }));
}
