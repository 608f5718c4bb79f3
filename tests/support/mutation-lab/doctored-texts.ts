const columns = "__p.id, __p.state, __p.amount, __p.day, '***' AS ssn, __p.region_id";
const guarded = `(SELECT ${columns} FROM public.sales AS __p WHERE __p.state IN ('CA', 'NV'))`;

/** Texts as the guard prints them. */
export const honestTexts: readonly string[] = [
  `SELECT * FROM ${guarded} AS s`,
  `WITH __c1 AS (SELECT * FROM ${guarded} AS s) SELECT * FROM __c1 AS s`,
];

/** Texts that a mistaken rewriter or printer could give, and whether a fence is due in them. */
export const doctoredTexts: readonly (readonly [string, boolean])[] = [
  ["SELECT * FROM public.sales", false],
  ["SELECT * FROM sales", false],
  ["SELECT * FROM __c1", false],
  [`SELECT (SELECT max(id) FROM public.sales) FROM ${guarded} AS s`, false],
  ["WITH __c1 AS (SELECT * FROM public.sales) SELECT * FROM __c1", false],
  [`WITH sales AS (SELECT * FROM ${guarded} AS s) SELECT * FROM sales`, false],
  [`WITH __c1 AS (SELECT 1) SELECT * FROM public.__c1`, false],
  [`SELECT * FROM (SELECT ${columns} FROM public.sales AS __p) AS s`, false],
  [`SELECT * FROM ${guarded.replace("'NV'", "'TX'")} AS s`, false],
  [`SELECT * FROM ${guarded.replace("WHERE", "WHERE true OR")} AS s`, false],
  [`SELECT * FROM ${guarded.replace("__p.id", "__p.id, __p.discount")} AS s`, false],
  [`SELECT * FROM ${guarded.replace("'***' AS ssn", "__p.ssn")} AS s`, false],
  [`SELECT * FROM ${guarded.replace("'***' AS ssn", "__p.ssn AS ssn")} AS s`, false],
  [`SELECT * FROM ${guarded.replace("__p.amount", "__p.discount")} AS s`, false],
  [`SELECT * FROM ${guarded.replace("__p.amount", "__p.discount AS amount")} AS s`, false],
  [`SELECT * FROM ${guarded.replace("AS __p", "AS __p CROSS JOIN public.payroll")} AS s`, false],
  [`SELECT * FROM ${guarded.replace("AS __p", "AS __q").replaceAll("__p.", "__q.")} AS s`, false],
  ["SELECT * FROM (SELECT __p.id, __p.salary FROM public.payroll AS __p) AS p", false],
  ["SELECT * FROM (SELECT __p.id FROM tenant_c.unknown AS __p) AS p", false],
  [`SELECT * FROM ${guarded} AS s`, true],
];
