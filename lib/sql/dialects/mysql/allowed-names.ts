const words = (text: string) => text.trim().split(/\s+/);

export const aggregateFunctions: ReadonlySet<string> = new Set(
  words(`
  any_value avg bit_and bit_or bit_xor count group_concat json_arrayagg json_objectagg max min std stddev stddev_pop
  stddev_samp sum var_pop var_samp variance`),
);

export const windowFunctions: ReadonlySet<string> = new Set(
  words("cume_dist dense_rank first_value lag last_value lead median nth_value ntile percent_rank rank row_number"),
);

/**
 * Functions over values only: none reads a table, file, variable, sequence, setting or another session, waits, takes a
 * lock, or tells about the server. Not here: `default` and `values`, which look at a column's definition, and
 * `extractvalue` and `updatexml`, which fail with the value they were given.
 */
export const scalarFunctions: ReadonlySet<string> = new Set(
  words(`
  abs acos add_months adddate addtime ascii asin atan atan2 bin bin_to_uuid bit_count bit_length ceil ceiling char
  char_length character_length chr coalesce compress concat concat_ws conv convert_tz cos cot crc32 crc32c curdate
  current_date current_time current_timestamp curtime date date_add date_format date_sub datediff day dayname
  dayofmonth dayofweek dayofyear decode_oracle degrees elt exp export_set field find_in_set floor format   from_base64 from_days from_unixtime greatest hex hour if ifnull inet6_aton inet6_ntoa inet_aton inet_ntoa insert
  instr is_ipv4 is_ipv4_compat is_ipv4_mapped is_ipv6 is_uuid isnull json_array json_array_append json_array_insert
  json_compact json_contains json_contains_path json_depth json_detailed json_equals json_exists
  json_extract json_insert json_keys json_length json_loose json_merge_patch json_merge_preserve json_normalize
  json_object json_overlaps json_pretty json_query json_quote json_remove json_replace json_search json_set json_type
  json_unquote json_valid json_value last_day lcase least left length ln localtime localtimestamp locate log log10
  log2 lower lpad ltrim make_set makedate maketime md5 microsecond mid minute mod month monthname   natural_sort_key now nullif nvl nvl2 oct octet_length ord period_add period_diff pi position pow power quarter quote
  radians rand random_bytes regexp_instr regexp_like regexp_replace regexp_substr repeat replace reverse right round
  row rpad rtrim sec_to_time second sha sha1 sha2 sign sin soundex space sqrt str_to_date strcmp subdate
  substr substring substring_index subtime sysdate tan time time_format time_to_sec timediff timestamp timestampadd
  timestampdiff to_base64 to_char to_days to_seconds trim truncate ucase uncompress uncompressed_length unhex
  unix_timestamp upper utc_date utc_time utc_timestamp uuid uuid_to_bin week weekday weekofyear year yearweek`),
);

/** Words that the parser gets to see as they are; every other one is a name to it. */
export const keywords: ReadonlySet<string> = new Set(
  words(`
  SELECT DISTINCT FROM WHERE GROUP BY HAVING ORDER LIMIT OFFSET UNION ALL EXCEPT INTERSECT WITH RECURSIVE AS ON USING
  JOIN INNER LEFT RIGHT OUTER CROSS NATURAL STRAIGHT_JOIN AND OR NOT XOR IN IS NULL TRUE FALSE LIKE REGEXP ESCAPE
  BETWEEN EXISTS ANY CASE WHEN THEN ELSE END INTERVAL DIV COLLATE OVER WINDOW PARTITION ROWS RANGE UNBOUNDED PRECEDING
  FOLLOWING CURRENT ROW ROLLUP ASC DESC VALUES SEPARATOR BOTH LEADING TRAILING FOR UPDATE SHARE CURRENT_DATE
  CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP UTC_DATE UTC_TIME UTC_TIMESTAMP`),
);

export const valueWords: ReadonlySet<string> = new Set(
  words("CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP UTC_DATE UTC_TIME UTC_TIMESTAMP"),
);

const refused: readonly (readonly [string, string])[] = [
  ["INTO", "INTO"],
  ["OUTFILE", "INTO OUTFILE"],
  ["DUMPFILE", "INTO DUMPFILE"],
  ["PROCEDURE", "PROCEDURE"],
  ["LOCK", "LOCK"],
  ["LATERAL", "LATERAL"],
  ["USE", "An index hint"],
  ["FORCE", "An index hint"],
  ["IGNORE", "An index hint"],
  ["MATCH", "MATCH: it needs the table's own index; write LIKE or REGEXP"],
  ["BINARY", "BINARY before a value: write CAST(… AS BINARY)"],
  ["FETCH", "FETCH: write LIMIT"],
  ["SQL_CALC_FOUND_ROWS", "SQL_CALC_FOUND_ROWS"],
];

/** Words that begin what never passes. */
export const refusedWords: ReadonlyMap<string, string> = new Map(refused);

/** Words after SELECT that change how the server works and nothing of what it answers. */
export const idleModifiers: readonly string[] = words(
  "SQL_NO_CACHE SQL_CACHE SQL_BUFFER_RESULT SQL_SMALL_RESULT SQL_BIG_RESULT HIGH_PRIORITY STRAIGHT_JOIN",
);

export const units: ReadonlySet<string> = new Set(words("MICROSECOND SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR"));

/** Types by their capitals, as the server spells them. */
export const castTypes: Readonly<Record<string, string>> = Object.fromEntries(
  words("SIGNED UNSIGNED INT INTEGER CHAR DECIMAL DATE DATETIME TIME DOUBLE FLOAT BINARY").map((name) => [name, name]),
);

export const joins: Readonly<Record<string, string>> = {
  Inner: "JOIN",
  Left: "LEFT JOIN",
  Right: "RIGHT JOIN",
  Cross: "CROSS JOIN",
  Implicit: ",",
  Straight: "STRAIGHT_JOIN",
  Natural: "NATURAL JOIN",
  NaturalLeft: "NATURAL LEFT JOIN",
  NaturalRight: "NATURAL RIGHT JOIN",
};
