/** What only PostgreSQL says this way. */
export const postgresQueries: readonly string[] = [
  "TABLE products",
  "SELECT * FROM ONLY orders",
  "SELECT to_char(placed, 'YYYY-MM') AS month, count(*) FROM orders GROUP BY 1",
  "SELECT region, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount), mode() WITHIN GROUP (ORDER BY status) FROM orders GROUP BY region",
  "SELECT region, array_agg(id ORDER BY id), (array_agg(status ORDER BY id))[1:2] FROM orders GROUP BY region",
  "SELECT id FROM orders WHERE status = ANY (ARRAY['open', 'paid']) AND status ILIKE 'O%'",
  "SELECT id FROM orders WHERE status ~ '^o' AND status !~* 'x' AND status SIMILAR TO '(o|p)%'",
  "SELECT jsonb_build_object('id', id, 'status', status) ->> 'status' FROM orders",
  "SELECT e.key, e.value FROM orders o, jsonb_each_text(jsonb_build_object('r', o.region)) AS e",
  "SELECT json_agg(status ORDER BY id) FROM orders WHERE id < 30",
  'SELECT u.x FROM unnest(ARRAY[1, 2, 3]) WITH ORDINALITY AS u(x, n) JOIN orders o ON o."Priority" = u.n',
  "SELECT (placed, placed + 30) OVERLAPS (DATE '2021-01-01', DATE '2021-03-01') FROM orders",
  "SELECT date_trunc('quarter', placed), age(placed, DATE '2020-01-01') FROM orders WHERE placed IS NOT NULL",
  'SELECT status COLLATE "C" FROM orders GROUP BY 1',
  "SELECT region, sum(amount) FROM orders GROUP BY region FETCH FIRST 100 ROWS ONLY",
  "SELECT width_bucket(amount, 0, 200, 4) AS bucket, count(*) FROM orders GROUP BY bucket",
  "WITH x AS MATERIALIZED (SELECT * FROM orders), y AS NOT MATERIALIZED (SELECT * FROM customers) SELECT count(*) FROM x JOIN y ON x.customer_id = y.id",
  "SELECT id FROM orders WHERE ROW(region, status) = ROW('north', 'open')",
  "SELECT regexp_replace(status, '[aeiou]', '*', 'g'), split_part(status, 'e', 1), initcap(status) FROM orders",
  "SELECT id, ntile(3) OVER (ORDER BY id), cume_dist() OVER (ORDER BY id), nth_value(id, 2) OVER (ORDER BY id) FROM orders",
  "SELECT id, sum(amount) OVER (ORDER BY id GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM orders",
  'SELECT s.n, o.id FROM orders o, generate_series(1, o."Priority") AS s(n)',
  "SELECT p.id FROM products p NATURAL JOIN (SELECT id FROM products WHERE id < 5) AS q",
  "SELECT make_date(2020, \"Priority\" + 1, 1), to_date('2020-01', 'YYYY-MM'), justify_days(INTERVAL '40 days') FROM orders",
  "SELECT ARRAY(SELECT id FROM orders ORDER BY id LIMIT 3), ARRAY[1, 2] || 3, ARRAY[1, 2] && ARRAY[2]",
];

export const postgresOrderedQueries: readonly string[] = [
  'SELECT id FROM orders ORDER BY status COLLATE "C" NULLS FIRST, id',
];
