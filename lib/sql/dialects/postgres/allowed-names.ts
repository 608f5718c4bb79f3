const words = (text: string) => text.trim().split(/\s+/);

/** Aggregates that also may take FILTER, ORDER BY and OVER. */
export const aggregateFunctions: ReadonlySet<string> = new Set(
  words(`
  any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg
  json_agg_strict json_object_agg json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict jsonb_agg
  jsonb_agg_strict jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict max
  min mode percentile_cont percentile_disc range_agg range_intersect_agg regr_avgx regr_avgy
  regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop stddev_samp string_agg sum
  var_pop var_samp variance`),
);

export const windowFunctions: ReadonlySet<string> = new Set(
  words("cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number"),
);

/** Functions over values only: none reads a table, a file, a setting or the catalog, runs text, or changes anything. */
export const scalarFunctions: ReadonlySet<string> = new Set(
  words(`
  abbrev abs acos acosd acosh age array_append array_cat array_dims array_fill array_length array_lower array_ndims
  array_position array_positions array_prepend array_remove array_replace array_reverse array_sample array_shuffle
  array_sort array_to_json array_to_string array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d
  atand atanh bit_count bit_length broadcast btrim cardinality casefold cbrt ceil ceiling char_length character_length
  chr clock_timestamp concat concat_ws convert_from convert_to cos cosd cosh cot cotd crc32 crc32c date date_add
  date_bin date_part date_subtract date_trunc datemultirange daterange decode degrees div encode erf erfc exp extract
  factorial family float4 float8 floor format gamma gcd gen_random_uuid get_bit get_byte host hostmask inet_merge
  inet_same_family initcap int2 int4 int4multirange int4range int8 int8multirange int8range isempty isfinite
  json_array_length json_build_array json_build_object json_extract_path json_extract_path_text json_object
  json_strip_nulls json_typeof jsonb_array_length jsonb_build_array jsonb_build_object jsonb_extract_path
  jsonb_extract_path_text jsonb_insert jsonb_object jsonb_path_exists jsonb_path_exists_tz jsonb_path_match
  jsonb_path_match_tz jsonb_path_query_array jsonb_path_query_array_tz jsonb_path_query_first
  jsonb_path_query_first_tz jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_typeof justify_days
  justify_hours justify_interval lcm left length lgamma like_escape ln log log10 lower lower_inc lower_inf lpad ltrim
  make_date make_interval make_time make_timestamp make_timestamptz masklen md5 min_scale mod multirange netmask
  network normalize now num_nonnulls num_nulls numeric nummultirange numnode numrange octet_length overlaps overlay
  pg_size_pretty phraseto_tsquery pi plainto_tsquery position power querytree quote_ident quote_literal
  quote_nullable radians random random_normal range_merge regexp_count regexp_instr regexp_like regexp_match
  regexp_replace regexp_split_to_array regexp_substr repeat replace reverse right round row_to_json rpad rtrim scale
  set_bit set_byte set_masklen setweight sha224 sha256 sha384 sha512 sign similar_to_escape sin sind sinh split_part
  sqrt starts_with statement_timestamp string_to_array strip strpos substr substring tan tand tanh text timeofday
  timezone to_bin to_char to_date to_hex to_json to_jsonb to_number to_oct to_timestamp to_tsquery to_tsvector
  transaction_timestamp translate trim_array trim_scale trunc ts_delete ts_filter ts_headline ts_rank ts_rank_cd
  tsmultirange tsquery_phrase tsrange tstzmultirange tstzrange tsvector_to_array unistr upper upper_inc upper_inf
  uuid_extract_timestamp uuid_extract_version uuidv4 uuidv7 websearch_to_tsquery width_bucket`),
);

/** Columns of a function in FROM: its own, one by its alias's name, or those that the author defines behind it. */
export type FunctionShape = readonly string[] | "alias" | "defined";

/** Functions that give several rows: in FROM, and in a select list as PostgreSQL allows. */
export const rowFunctions: ReadonlyMap<string, FunctionShape> = new Map<string, FunctionShape>([
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
  ["jsonb_path_query", "alias"],
  ["jsonb_path_query_tz", "alias"],
  ["json_to_record", "defined"],
  ["jsonb_to_record", "defined"],
  ["json_to_recordset", "defined"],
  ["jsonb_to_recordset", "defined"],
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
  daterange tsrange tstzrange int4multirange int8multirange nummultirange datemultirange tsmultirange tstzmultirange
  tsvector tsquery jsonpath money`),
);

export const allowedOperators: ReadonlySet<string> = new Set(
  words(`
  = <> < > <= >= + - * / % ^ |/ ||/ @ & | # ~ << >> || ~~ !~~ ~~* !~~* !~ ~* !~* -> ->> #> #>> @> <@ ? ?| ?& && -|-
  @@ @? #- ^@ <<= >>= &< &> <->`).concat(["BETWEEN", "NOT BETWEEN", "BETWEEN SYMMETRIC", "NOT BETWEEN SYMMETRIC"]),
);

export const allowedCollations: ReadonlySet<string> = new Set(["C", "POSIX", "default", "ucs_basic", "unicode"]);

export const sampleMethods: ReadonlySet<string> = new Set(["bernoulli", "system"]);
