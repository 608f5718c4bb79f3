import { expect, test } from "vitest";
import { csvLine } from "@/lib/csv-line";

test("cells that a spreadsheet would run get an apostrophe, numbers do not", () => {
  expect(csvLine(["=1+1", "+x", "-x", "@x", "\tx", "x=1", -5, null, true])).toBe(
    "'=1+1,'+x,'-x,'@x,'\tx,x=1,-5,,true\r\n",
  );
});

test("commas, quotes and line ends are quoted", () => {
  expect(csvLine(["a,b", 'say "no"', "two\nlines", "\rx"])).toBe('"a,b","say ""no""","two\nlines","\'\rx"\r\n');
});
