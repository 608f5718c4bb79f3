/** Each alternative matches wherever it begins, to the end if need be, so that no text is looked at twice. */
const quoted = /'(?:[^'\\]|\\.?|'')*(?:'|$)|"(?:[^"\\]|\\.?|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)/gs;

/** Words before a parenthesis, and functions of the server's own that leave no trace in a session. */
const traceless = new Set(
  `select from join where and or not in as on by having when then else case between like is exists any all some over
   using union except intersect values with limit interval distinct div mod xor partition
   count sum avg min max std stddev stddev_pop stddev_samp variance var_pop var_samp group_concat
   row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
   abs ceil ceiling floor round truncate sign sqrt pow power exp ln log log2 log10 mod greatest least
   if ifnull nullif coalesce cast convert char decimal signed unsigned varchar binary
   concat concat_ws lower upper lcase ucase length char_length trim ltrim rtrim left right substr substring
   substring_index replace reverse lpad rpad locate instr position field
   date time timestamp datetime year quarter month week weekday day dayofmonth dayofweek dayofyear hour minute second
   date_format date_add date_sub adddate subdate datediff timestampdiff timestampadd last_day extract makedate
   str_to_date from_unixtime unix_timestamp to_days from_days
   json_extract json_unquote json_value json_object json_array`.split(/\s+/),
);

export interface StatementKind {
  /** A query that sends its rows back, and nothing else. */
  readonly reads: boolean;
  /** Neither sees nor leaves anything in its session: no variables, no locks, no function that is not known not to. */
  readonly traceless: boolean;
}

/**
 * Tells a statement by its words outside of quotes, which it reads as the session settings have the server read them.
 * A read-only transaction refuses writing, but neither `SET GLOBAL` nor `SELECT … INTO OUTFILE`: with or without a guard
 * in front, those stop at this.
 */
export function statementKind(sql: string): StatementKind {
  if (!/^[\s(]*(select|with|values|table)\b/i.test(sql)) return { reads: false, traceless: false };
  const words = sql.replace(quoted, "'").toLowerCase();
  return { reads: !/\binto\b/.test(words), traceless: !/'\s*\(|@|--|\/\*|#/.test(words) && callsKnownOnly(words) };
}

function callsKnownOnly(words: string): boolean {
  for (const [, name] of words.matchAll(/([\p{L}\p{N}_$]+)\s*\(/gu)) {
    if (name !== undefined && !traceless.has(name)) return false;
  }
  return true;
}
