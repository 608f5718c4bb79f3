const words = (text: string) => text.trim().split(/\s+/);

/** Aggregates that also may take FILTER, ORDER BY and OVER. */
export const aggregateFunctions: ReadonlySet<string> = new Set(
  words(`
  any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg
  json_object_agg jsonb_agg jsonb_object_agg max min mode percentile_cont percentile_disc range_agg regr_avgx regr_avgy
  regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop stddev_samp string_agg sum
  var_pop var_samp variance`),
);

export const windowFunctions: ReadonlySet<string> = new Set(
  words("cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number"),
);

/** Functions over values only: none reads a table, a file, a setting or the catalog, runs text, or changes anything. */
export const scalarFunctions: ReadonlySet<string> = new Set(
  words(`
  abs acos acosd acosh age array_append array_cat array_dims array_length array_lower array_ndims array_position
  array_positions array_prepend array_remove array_replace array_to_json array_to_string array_upper ascii asin asind
  asinh atan atan2 atan2d atand atanh bit_length btrim cardinality cbrt ceil ceiling char_length character_length chr
  clock_timestamp concat concat_ws cos cosd cosh cot cotd date date_add date_bin date_part date_subtract date_trunc
  decode degrees div encode erf erfc exp extract factorial float4 float8 floor format gcd gen_random_uuid initcap int2
  int4 int8 isempty isfinite json_array_length json_build_array json_build_object json_extract_path
  json_extract_path_text json_object json_strip_nulls json_typeof jsonb_array_length jsonb_build_array
  jsonb_build_object jsonb_extract_path jsonb_extract_path_text jsonb_object jsonb_pretty jsonb_set jsonb_strip_nulls
  jsonb_typeof justify_days justify_hours justify_interval lcm left length like_escape ln log log10 lower lower_inc
  lower_inf lpad ltrim make_date make_interval make_time make_timestamp make_timestamptz md5 min_scale mod normalize
  now num_nonnulls num_nulls numeric octet_length overlaps overlay pi position power quote_literal quote_nullable radians random
  regexp_count regexp_instr regexp_like regexp_match regexp_replace regexp_split_to_array regexp_substr repeat replace
  reverse right round row_to_json rpad rtrim scale sha224 sha256 sha384 sha512 sign similar_to_escape sin sind sinh
  split_part sqrt starts_with statement_timestamp string_to_array strpos substr substring tan tand tanh text timezone
  to_char to_date to_hex to_json to_jsonb to_number to_timestamp transaction_timestamp translate trim_array trim_scale
  trunc unistr upper upper_inc upper_inf width_bucket`),
);

/** Functions that give several rows: in FROM, and in a select list as PostgreSQL allows. */
export const rowFunctions: ReadonlyMap<string, readonly string[] | "alias"> = new Map<
  string,
  readonly string[] | "alias"
>([
  ["generate_series", "alias"],
  ["generate_subscripts", "alias"],
  ["unnest", "alias"],
  ["string_to_table", "alias"],
  ["regexp_split_to_table", "alias"],
  ["regexp_matches", "alias"],
  ["json_object_keys", "alias"],
  ["jsonb_object_keys", "alias"],
  ["json_array_elements", ["value"]],
  ["jsonb_array_elements", ["value"]],
  ["json_array_elements_text", ["value"]],
  ["jsonb_array_elements_text", ["value"]],
  ["json_each", ["key", "value"]],
  ["jsonb_each", ["key", "value"]],
  ["json_each_text", ["key", "value"]],
  ["jsonb_each_text", ["key", "value"]],
]);

/** Types of values. Not here: `reg*` types (they look names up), row types of tables, domains, `xml`, `name`, `oid`. */
export const allowedTypes: ReadonlySet<string> = new Set(
  words(`
  bool boolean int2 int4 int8 smallint integer bigint float4 float8 real numeric decimal text varchar bpchar date time
  timetz timestamp timestamptz interval uuid json jsonb bytea bit varbit inet cidr macaddr int4range int8range numrange
  daterange tsrange tstzrange`),
);

export const allowedOperators: ReadonlySet<string> = new Set(
  words(`
  = <> < > <= >= + - * / % ^ |/ ||/ @ & | # ~ << >> || ~~ !~~ ~~* !~~* !~ ~* !~* -> ->> #> #>> @> <@ ? ?| ?& && -|-`).concat(
    ["BETWEEN", "NOT BETWEEN", "BETWEEN SYMMETRIC", "NOT BETWEEN SYMMETRIC"],
  ),
);

export const allowedCollations: ReadonlySet<string> = new Set(["C", "POSIX", "default", "ucs_basic", "unicode"]);

export const sampleMethods: ReadonlySet<string> = new Set(["bernoulli", "system"]);
