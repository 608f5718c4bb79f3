import { expect, test } from "vitest";
import { DomainError } from "@/lib/errors";
import { spreadPathTemplate } from "@/lib/policies/spread-path-template";

const tables = [
  { schema: "main", name: "sales", path: "s3://store/*/sales.parquet" },
  { schema: "main", name: "parts", path: "s3://store/*/parts/*.parquet" },
  { schema: "main", name: "costs", path: "s3://store/*/costs.csv" },
];
const spread = (urlTemplate: string, fileTemplates: { schema: string; table: string; path: string }[] = []) =>
  spreadPathTemplate({ connectionLayer: { urlTemplate, fileTemplates } }, tables).connectionLayer;

test("every table keeps its file name in the folder that the path gives, where the path ends with such a name", () => {
  expect(spread("s3://store/{{ tenant }}/*.parquet")).toEqual({
    urlTemplate: null,
    fileTemplates: [
      { schema: "main", table: "sales", path: "s3://store/{{ tenant }}/sales.parquet" },
      { schema: "main", table: "parts", path: "s3://store/{{ tenant }}/*.parquet" },
    ],
  });
});

test("a path of a table's own wins", () => {
  const own = { schema: "main", table: "sales", path: "s3://store/own/{{ tenant }}.parquet" };
  expect(spread("s3://store/{{ tenant }}/*", [own])?.fileTemplates).toEqual([
    own,
    { schema: "main", table: "parts", path: "s3://store/{{ tenant }}/*.parquet" },
    { schema: "main", table: "costs", path: "s3://store/{{ tenant }}/costs.csv" },
  ]);
});

test("a path that ends with one name, or with a value, is not for all tables", () => {
  for (const path of ["s3://store/{{ tenant }}/sales.parquet", "s3://store/*{{ tenant }}"]) {
    expect(() => spread(path)).toThrow(DomainError);
  }
});

test("a policy without such a path stays as it is", () => {
  const layer = { urlTemplate: null, fileTemplates: [] };
  expect(spreadPathTemplate({ connectionLayer: layer }, tables).connectionLayer).toBe(layer);
});
