import { expect, test } from "vitest";
import { summaryLine } from "../../../scripts/testing/summary.mjs";

const result = (passed: number, failed = 0, skipped = 0) => ({ passed, failed, skipped });

test("the last line counts all checks, and names skipped ones only when there are any", () => {
  expect(summaryLine([result(1), result(40), result(2)])).toEqual({ line: "43 passed, 0 failed", ok: true });
  expect(summaryLine([result(1), result(3, 0, 2)]).line).toBe("4 passed, 0 failed, 2 skipped");
});

test("one failure, or nothing run at all, is no success", () => {
  expect(summaryLine([result(100), result(0, 1)]).ok).toBe(false);
  expect(summaryLine([])).toEqual({ line: "0 passed, 0 failed", ok: false });
  expect(summaryLine([result(0, 0, 5)]).ok).toBe(false);
});
