import { sharedOrderedQueries, sharedQueries } from "./shared-queries";

/** What MySQL has no words for, or MariaDB not yet; said in its own way below. */
const foreign =
  /::|FULL JOIN|DISTINCT ON|FILTER \(|GROUPING SETS|ROLLUP|CUBE|generate_series|VALUES|LATERAL|IS DISTINCT|NULLS|string_agg|bool_|DISTINCT \(|INTERVAL '|varchar|bigint|corr\(|\|\||placed - DATE|lag\(amount, 1, 0\)/;

const inMysql = (queries: readonly string[]) =>
  queries.filter((sql) => !foreign.test(sql)).map((sql) => sql.replaceAll('"', "`"));

/** Analytics over the guarded world as MySQL and MariaDB spell it; rows come in any order. */
export const mysqlAnalytics: readonly string[] = [
  ...inMysql(sharedQueries),
  "SELECT date_format(placed, '%Y-%m-01') AS month, region, sum(amount) FROM orders GROUP BY 1, 2",
  "SELECT o.id, c.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id WHERE c.id IS NULL UNION ALL SELECT o.id, c.id FROM orders o RIGHT JOIN customers c ON c.id = o.customer_id WHERE o.id IS NULL",
  "SELECT region, count(*) FROM orders o LEFT JOIN customers c USING (region) GROUP BY region",
  "SELECT region, count(*) FROM orders o RIGHT JOIN customers c USING (region) GROUP BY region",
  "SELECT region, status, count(*), sum(amount) FROM orders GROUP BY region, status WITH ROLLUP",
  "SELECT sum(CASE WHEN amount > 50 THEN 1 ELSE 0 END), sum(amount > 50), sum(if(status = 'paid' OR region IS NULL, amount, 0)) FROM orders",
  "SELECT region, group_concat(DISTINCT status ORDER BY status SEPARATOR '|') FROM orders GROUP BY region",
  "SELECT count(DISTINCT region), count(DISTINCT region, status) FROM orders",
  "SELECT min(active), max(active), bit_and(active), bit_or(active) FROM customers",
  "SELECT c.id, (SELECT group_concat(o.id ORDER BY o.amount DESC, o.id) FROM orders o WHERE o.region = c.region) FROM customers c",
  "WITH v(id, region) AS (SELECT 1, 'north' UNION ALL SELECT 2, NULL UNION ALL SELECT 3, 'south') SELECT v.id, c.* FROM v LEFT JOIN customers c ON c.region = v.region",
  "WITH RECURSIVE g(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM g WHERE n < 4) SELECT g.n, count(o.id) FROM g LEFT JOIN orders o ON o.`Priority` = g.n GROUP BY g.n",
  "SELECT id, date_add(placed, INTERVAL 1 MONTH), placed + INTERVAL 3 DAY, datediff(placed, '2020-01-01'), timestampdiff(MONTH, placed, '2022-01-01') FROM orders",
  "SELECT id FROM orders WHERE NOT status <=> region AND NOT (amount > 50 AND region = 'north')",
  "SELECT upper(status), length(status), substring(status FROM 1 FOR 2), replace(status, 'e', '3'), concat(trim(status), '!') FROM orders",
  "SELECT concat(CAST(amount AS char), '-', CAST(id AS char(9))), CAST(`Priority` AS signed), CAST(amount AS decimal(10, 2)) FROM orders",
  "SELECT id FROM orders WHERE amount / nullif(`Priority`, 0) > 10 OR CAST(id AS char) LIKE '%1'",
  "SELECT region, stddev_pop(`Priority`) >= 0, var_samp(`Priority`) IS NULL, std(amount) > 1 FROM orders GROUP BY region",
  "SELECT id, coalesce(lag(amount, 1) OVER w, 0), lead(amount) OVER w, first_value(status) OVER w FROM orders WINDOW w AS (PARTITION BY region ORDER BY id)",
  "SELECT ID, Status, PRIORITY FROM orders WHERE AMOUNT > 5",
  "SELECT year(placed) AS y, monthname(placed), dayofweek(placed), quarter(placed), last_day(placed), count(*) FROM orders GROUP BY placed HAVING y > 2020",
  "SELECT region, count(*) AS n FROM orders GROUP BY region HAVING n > 1",
  "SELECT id FROM orders WHERE status IN ('open', 'paid') AND status LIKE 'o%' AND status REGEXP '^o' AND status NOT RLIKE 'x$'",
  "SELECT ifnull(status, 'none'), if(amount > 20, 'big', 'small'), field(status, 'open', 'paid'), elt(2, status, region), find_in_set(status, 'open,paid') FROM orders",
  "SELECT region, json_arrayagg(`Priority`) IS NOT NULL, json_length(json_arrayagg(id)), json_valid(json_object('s', max(status))) FROM orders GROUP BY region",
  "SELECT id, amount DIV 7, amount % 7, amount MOD 3, amount & 3, amount << 1, amount XOR 0, amount <=> NULL FROM orders",
  "SELECT * FROM orders STRAIGHT_JOIN customers ON customers.id = orders.customer_id",
  "SELECT p.id FROM products p NATURAL JOIN (SELECT id FROM products WHERE id < 5) AS q",
  "SELECT regexp_replace(status, '[aeiou]', '*'), substring_index(status, 'e', 1), lpad(id, 5, '0'), hex(status), md5(status) FROM orders",
  "SELECT id, ntile(3) OVER (ORDER BY id), cume_dist() OVER (ORDER BY id), nth_value(id, 2) OVER (ORDER BY id) FROM orders",
  "SELECT o.id FROM (orders o JOIN customers c ON c.id = o.customer_id) LEFT JOIN `Line Items` l ON l.order_id = o.id WHERE l.id IS NULL",
  "SELECT id AS 'the id', status \"the status\" FROM orders",
];

/** Each leaves one order of its rows only. */
export const mysqlOrderedAnalytics: readonly string[] = [
  ...inMysql(sharedOrderedQueries),
  "SELECT id, status, amount FROM orders ORDER BY amount IS NULL, amount DESC, id",
  "SELECT region, sum(amount) AS total FROM orders GROUP BY region ORDER BY total DESC, region",
  "WITH ranked AS (SELECT id, region, row_number() OVER (PARTITION BY region ORDER BY amount DESC, id) AS place FROM orders) SELECT * FROM ranked WHERE place <= 2 ORDER BY region, place",
  "SELECT `from`, `order` FROM `group` ORDER BY `from`, `order`",
  "SELECT id FROM orders ORDER BY field(status, 'paid', 'open'), id LIMIT 2, 5",
];
