import { expect, test } from "vitest";
import { localPath } from "@/app/(auth)/sign-in/local-path";

test("signing in leads on to the portal's own address", () => {
  expect(localPath("/projects/1/dashboards?search=a")).toBe("/projects/1/dashboards?search=a");
});

test.each([
  "//evil.example",
  "/.//evil.example",
  "/\\evil.example",
  "/..//evil.example",
  "https://evil.example",
  "evil",
  undefined,
  ["/"],
  "/%5C",
])("signing in never leads to another host: %s", (next) => {
  const path = localPath(next);
  expect(new URL(path, "http://portal.example").host).toBe("portal.example");
});
