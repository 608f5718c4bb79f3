const words = (text: string) => text.trim().split(/\s+/);

/** Not here: `bitstring_agg`, which shows the least and greatest value of the unfiltered column. */
export const aggregateFunctions: ReadonlySet<string> = new Set(
  words(`
  any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null argmax argmin
  array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif covar_pop covar_samp
  entropy favg first fsum geomean geometric_mean group_concat histogram json_group_array json_group_object kahan_sum
  kurtosis kurtosis_pop last list listagg mad max max_by mean median min min_by mode product quantile quantile_cont
  quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy sem
  skewness stddev stddev_pop stddev_samp string_agg sum sum_no_overflow sumkahan var_pop var_samp variance wavg
  weighted_avg`),
);

export const windowFunctions: ReadonlySet<string> = new Set(
  words(
    "cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number",
  ),
);

/** Functions over values only: none reads a table, file, setting, statistic or catalog, runs text, or raises at will. */
export const scalarFunctions: ReadonlySet<string> = new Set(
  words(`
  abs acos acosh add age ago array_append array_cat array_concat array_contains array_cosine_distance
  array_cosine_similarity array_cross_product array_distance array_distinct array_dot_product array_extract
  array_grade_up array_has array_has_all array_has_any array_indexof array_inner_product array_intersect array_length
  array_negative_dot_product array_negative_inner_product array_pop_back array_pop_front array_position array_prepend
  array_push_back array_push_front array_resize array_reverse array_reverse_sort array_select array_slice array_sort
  array_to_json array_to_string array_unique array_value array_zip ascii asin asinh atan atan2 atanh bar base64 bin
  bit_count bit_length bit_position bitstring cardinality cbrt ceil ceiling century char_length character_length chr
  concat concat_ws contains cos cosh cot current_date current_localtime current_localtimestamp damerau_levenshtein
  date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname dayofmonth
  dayofweek dayofyear days_in_month decade decode degrees divide editdist3 element_at encode ends_with epoch epoch_ms
  epoch_ns epoch_us equi_width_bins era even exp factorial fdiv flatten floor fmod format format_bytes
  formatreadabledecimalsize formatreadablesize from_base64 from_binary from_hex from_json from_json_strict gamma gcd
  gen_random_uuid generate_series generate_subscripts get_bit get_current_time get_current_timestamp greatest
  greatest_common_divisor hamming hash hex hour ifnull ilike_escape instr isfinite isinf isnan isnull isodow isoyear
  jaccard jaro_similarity jaro_winkler_similarity json_array json_array_length json_contains json_exists json_extract
  json_extract_path json_extract_path_text json_extract_string json_keys json_merge_patch json_object json_pretty
  json_quote json_structure json_transform json_transform_strict json_type json_valid json_value julian last_day lcase
  lcm least least_common_multiple left left_grapheme len length length_grapheme levenshtein lgamma like_escape
  list_any_value list_append list_avg list_bool_and list_bool_or list_cat list_concat list_contains
  list_cosine_distance list_cosine_similarity list_count list_distance list_distinct list_dot_product list_element
  list_extract list_first list_grade_up list_has list_has_all list_has_any list_indexof list_inner_product
  list_intersect list_last list_max list_median list_min list_mode list_negative_dot_product
  list_negative_inner_product list_pack list_position list_prepend list_product list_resize list_reverse
  list_reverse_sort list_select list_slice list_sort list_stddev_pop list_stddev_samp list_string_agg list_sum
  list_unique list_value list_var_pop list_var_samp list_where list_zip ln log log10 log2 lower lpad ltrim make_date
  make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz map map_concat map_contains
  map_entries map_extract map_extract_value map_from_entries map_keys map_values md5 md5_number md5_number_lower
  md5_number_upper microsecond millennium millisecond minute mismatches mod month monthname multiply nanosecond
  nextafter nfc_normalize not_ilike_escape not_like_escape now nullif octet_length ord parse_dirname parse_dirpath
  parse_filename parse_path pi position pow power prefix printf quarter radians random range regexp_escape
  regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array
  regexp_split_to_table repeat replace reverse right right_grapheme round round_even roundbankers row rpad rtrim
  second set_bit sha1 sha256 sign signbit sin sinh split split_part sqrt starts_with str_split str_split_regex
  strftime string_split string_split_regex string_to_array strip_accents strlen strpos strptime struct_concat
  struct_contains struct_extract struct_extract_at struct_has struct_insert struct_keys struct_pack struct_position
  struct_update struct_values substr substring substring_grapheme subtract suffix tan tanh time_bucket timezone
  timezone_hour timezone_minute to_base to_base64 to_binary to_centuries to_days to_decades to_hex to_hours to_json
  to_microseconds to_millennia to_milliseconds to_minutes to_months to_quarters to_seconds to_timestamp to_weeks
  to_years today transaction_timestamp translate trim trunc try_strptime typeof ucase unbin unhex unicode
  union_extract union_tag union_value unnest upper url_decode url_encode uuid uuid_extract_timestamp
  uuid_extract_version uuidv4 uuidv7 week weekday weekofyear xor year yearweek`),
);

/** Functions one of whose arguments is a lambda. */
export const lambdaFunctions: ReadonlySet<string> = new Set(
  words(`
  apply array_apply array_filter array_reduce array_transform filter list_apply list_filter list_reduce list_transform
  reduce`),
);

const jsonColumns = words("key value type atom id parent fullkey path");

/** What may stand in FROM as a function, and the columns it gives. */
export const tableFunctions: ReadonlyMap<string, readonly string[]> = new Map([
  ["unnest", ["unnest"]],
  ["range", ["range"]],
  ["generate_series", ["generate_series"]],
  ["json_each", jsonColumns],
  ["json_tree", jsonColumns],
]);

export const operatorFunctions: ReadonlySet<string> = new Set(
  words("+ - * / // % ^ ** || & | << >> ~ ~~ !~~ ~~* !~~* ~~~ -> ->> @> <@ && ^@ !__postfix @"),
);

/** Words that DuckDB's parser leaves as column names and its binder turns into a value without reach. */
export const valueKeywords: ReadonlySet<string> = new Set(
  words("current_date current_timestamp current_time localtime localtimestamp"),
);

export const allowedTypes: ReadonlySet<string> = new Set([
  ...words(`
  BOOLEAN TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT FLOAT DOUBLE DECIMAL
  VARCHAR BLOB DATE TIME TIMESTAMP TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS INTERVAL UUID BIT NULL LIST ARRAY STRUCT MAP`),
  "TIMESTAMP WITH TIME ZONE",
  "TIME WITH TIME ZONE",
]);

/** Types that the parser leaves by name. */
export const namedTypes: ReadonlySet<string> = new Set(["json"]);

export const allowedCollations: ReadonlySet<string> = new Set(["nocase", "noaccent", "nfc", "binary", "c", "posix"]);
