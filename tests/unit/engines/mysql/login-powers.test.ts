import { expect, test } from "vitest";
import { warningsAbout } from "@/lib/engines/mysql/login-powers";

const about = (...grants: string[]) => warningsAbout(grants, "shop");

test("a login that reads one database raises no warning, in either server's spelling", () => {
  expect(
    about("GRANT USAGE ON *.* TO `r`@`%` IDENTIFIED BY PASSWORD '*A'", "GRANT SELECT ON `shop`.* TO `r`@`%`"),
  ).toEqual([]);
  expect(about("GRANT USAGE ON *.* TO `r`@`%`", "GRANT SELECT, SHOW VIEW, EXECUTE ON `shop`.* TO `r`@`%`")).toEqual([]);
  expect(about("GRANT SELECT (`id`, `name`) ON `shop`.`people` TO `r`@`%`", "GRANT `readers`@`%` TO `r`@`%`")).toEqual(
    [],
  );
  expect(warningsAbout(["GRANT SELECT ON `my\\_shop`.* TO `r`@`%`"], "my_shop")).toEqual([]);
});

test.each([
  ["GRANT ALL PRIVILEGES ON *.* TO `r`@`%` WITH GRANT OPTION", ["everything"]],
  ["GRANT ALL PRIVILEGES ON `shop`.* TO `r`@`%`", ["change data", "create, change or drop"]],
  ["GRANT SELECT, INSERT ON `shop`.* TO `r`@`%`", ["change data"]],
  ["GRANT SELECT, UPDATE (`note`) ON `shop`.`orders` TO `r`@`%`", ["change data"]],
  ["GRANT SELECT, DROP ON `shop`.* TO `r`@`%`", ["create, change or drop"]],
  ["GRANT SELECT ON `shop`.* TO `r`@`%` WITH GRANT OPTION", ["administer"]],
  ["GRANT FILE ON *.* TO `r`@`%`", ["files", "other databases"]],
  ["GRANT SELECT ON *.* TO `r`@`%`", ["other databases"]],
  ["GRANT SELECT ON `shop_2`.* TO `r`@`%`", ["other databases"]],
  ["GRANT SELECT ON `other`.`orders` TO `r`@`%`", ["other databases"]],
])("%s: %s", (grant, words) => {
  expect(about(grant)).toEqual(words.map((word) => expect.stringContaining(word)));
});
