const words = (text: string) => text.trim().split(/\s+/);

const aggregates: ReadonlySet<string> = new Set(
  words(`
  any anyHeavy anyLast argMax argMin avg avgWeighted bit_and bit_or bit_xor corr corrStable count covarPop covarSamp
  first_value groupArray groupBitAnd groupBitOr groupBitXor groupUniqArray kurtPop kurtSamp last_value max maxMap median
  medianExact min minMap quantile quantileDeterministic quantileExact quantileExactWeighted quantileTDigest
  quantileTiming quantiles quantilesExact quantilesTDigest quantilesTiming skewPop skewSamp stddevPop stddevSamp stddev
  sum sumMap sumWithOverflow topK topKWeighted uniq uniqCombined uniqExact uniqHLL12 varPop varSamp variance`),
);

const combinator = /(?:If|Array|Distinct|OrNull|OrDefault)$/;

const windows: ReadonlySet<string> = new Set(
  words("cume_dist dense_rank lagInFrame leadInFrame nth_value ntile percent_rank rank row_number"),
);

/**
 * Functions over values only: none reads a table, file, dictionary, setting, macro, other host or block of rows, waits,
 * fails at will, or tells about the server. Compared as written, and where the server folds case, without it.
 */
const scalars: ReadonlySet<string> = new Set(
  words(`
  abs acos addDays addHours addMinutes addMonths addQuarters addSeconds addWeeks addYears appendTrailingCharIfAbsent
  array arrayAll arrayAvg arrayConcat arrayCount arrayCumSum arrayDifference arrayDistinct arrayElement
  arrayEnumerate arrayEnumerateDense arrayEnumerateUniq arrayExists arrayFilter arrayFirst arrayFirstIndex arrayFlatten
  arrayIntersect arrayJoin arrayMap arrayMax arrayMin arrayPopBack arrayPopFront arrayPushBack arrayPushFront
  arrayReverse arrayReverseSort arraySlice arraySort arrayStringConcat arraySum arrayUniq asin assumeNotNull atan
  base64Decode base64Encode bitAnd bitCount bitNot bitOr bitShiftLeft bitShiftRight bitTest bitXor caseWithExpr
  caseWithoutExpr cbrt ceil ceiling char_length character_length cityHash64 coalesce concat concatAssumeInjective cos
  countEqual cutQueryString date_diff dateDiff date_trunc dateName dayofmonth dayofweek dayofyear divide domain
  domainWithoutWWW e empty emptyArrayString endsWith equals erf erfc exp exp10 exp2 extract extractAll
  extractURLParameter farmHash64 floor formatDateTime formatReadableSize greatest greater greaterOrEquals halfMD5
  has hasAll hasAny hex hour if ifNull indexOf intDiv intDivOrZero intHash32 intHash64 isFinite
  isInfinite isNaN isNotNull isNull JSONExtractBool JSONExtractFloat JSONExtractInt JSONExtractString JSONHas JSONLength
  JSONType last_day lcase least left length lengthUTF8 less lessOrEquals lgamma ln locate log log10 log2 lower
  lowerUTF8 lpad ltrim match MD5 metroHash64 mid minus minute modulo month multiIf multiply multiSearchAny negate
  notEmpty notEquals notLike now nullIf path pi plus position positionCaseInsensitive positionUTF8 pow power protocol
  quarter queryString rand rand64 range regexpQuoteMeta repeat replace replaceAll replaceOne replaceRegexpAll
  replaceRegexpOne reverse reverseUTF8 right round roundAge roundBankers roundDown roundDuration roundToExp2 rpad rtrim
  second SHA1 SHA256 sign sin sipHash64 splitByChar splitByString sqrt startsWith substr substring
  substringUTF8 subtractDays subtractHours subtractMinutes subtractMonths subtractQuarters subtractSeconds
  subtractWeeks subtractYears tan tgamma timeSlot toDate toDateOrNull toDateOrZero toDateTime toDateTimeOrNull
  toDateTimeOrZero toDayOfMonth toDayOfWeek toDayOfYear today toDecimal128 toDecimal32 toDecimal64 toFixedString
  toFloat32 toFloat32OrNull toFloat32OrZero toFloat64 toFloat64OrNull toFloat64OrZero toHour toInt16 toInt16OrNull
  toInt16OrZero toInt32 toInt32OrNull toInt32OrZero toInt64 toInt64OrNull toInt64OrZero toInt8 toInt8OrNull toInt8OrZero
  toISOWeek toISOYear toMinute toMonday toMonth toNullable topLevelDomain toQuarter toRelativeDayNum
  toRelativeHourNum toRelativeMinuteNum toRelativeMonthNum toRelativeQuarterNum toRelativeSecondNum toRelativeWeekNum
  toRelativeYearNum toSecond toStartOfDay toStartOfFifteenMinutes toStartOfFiveMinute toStartOfHour toStartOfISOYear
  toStartOfInterval toStartOfMinute toStartOfMonth toStartOfQuarter toStartOfWeek toStartOfYear toString
  toStringCutToZero toTime toTypeName toUInt16 toUInt16OrNull toUInt16OrZero toUInt32 toUInt32OrNull toUInt32OrZero
  toUInt64 toUInt64OrNull toUInt64OrZero toUInt8 toUInt8OrNull toUInt8OrZero toUnixTimestamp toWeek toYYYYMM toYYYYMMDD
  toYYYYMMDDhhmmss toYear transform translate trim trimBoth trimLeft trimRight trunc truncate tuple tupleElement ucase
  unhex upper upperUTF8 URLHash week xor xxHash32 xxHash64 year yesterday`),
);

const folded = (names: ReadonlySet<string>) => new Set([...names].map((name) => name.toLowerCase()));
const [foldedScalars, foldedAggregates, foldedWindows] = [folded(scalars), folded(aggregates), folded(windows)];

/** Exactly as listed, or without case: a spelling that the server does not know is its own error. */
export const isScalarFunction = (name: string) => foldedScalars.has(name.toLowerCase());
export const isWindowFunction = (name: string) => foldedWindows.has(name.toLowerCase());

export function isAggregateFunction(name: string): boolean {
  for (let base = name; ; base = base.replace(combinator, "")) {
    if (foldedAggregates.has(base.toLowerCase())) return true;
    if (!combinator.test(base)) return false;
  }
}

/** Words that the parser gets to see as they are; every other one is a name to it. */
export const keywords: ReadonlySet<string> = new Set(
  words(`
  SELECT DISTINCT FROM WHERE GROUP BY HAVING ORDER LIMIT OFFSET UNION ALL EXCEPT INTERSECT WITH AS ON USING JOIN INNER
  LEFT RIGHT FULL OUTER CROSS ANY SEMI ANTI GLOBAL FINAL SAMPLE AND OR NOT IN IS NULL LIKE ILIKE BETWEEN EXISTS CASE
  WHEN THEN ELSE END INTERVAL OVER PARTITION ROWS RANGE UNBOUNDED PRECEDING FOLLOWING CURRENT ROW ROLLUP CUBE TOTALS ASC
  DESC NULLS FIRST LAST VALUES FOR TRUE FALSE`),
);

const refused: readonly (readonly [string, string])[] = [
  ["INTO", "INTO"],
  ["FORMAT", "FORMAT"],
  ["SETTINGS", "SETTINGS"],
  ["PREWHERE", "PREWHERE: write WHERE"],
  ["ARRAY", "ARRAY JOIN: write arrayJoin"],
  ["NATURAL", "NATURAL JOIN: name the columns with USING"],
  ["ASOF", "ASOF JOIN"],
  ["COLLATE", "COLLATE"],
  ["DIV", "DIV: write intDiv"],
  ["MOD", "MOD: write %"],
  ["QUALIFY", "QUALIFY"],
  ["PASTE", "PASTE JOIN"],
  ["FETCH", "FETCH: write LIMIT"],
  ["TOP", "TOP: write LIMIT"],
];

/** Words that begin what never passes. */
export const refusedWords: ReadonlyMap<string, string> = new Map(refused);

export const units: ReadonlySet<string> = new Set(words("SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR"));

/** Types by their capitals, and as the server spells them. */
export const castTypes: Readonly<Record<string, string>> = Object.fromEntries(
  words(`
  Int8 Int16 Int32 Int64 UInt8 UInt16 UInt32 UInt64 Float32 Float64 String Date DateTime Decimal`).map((name) => [
    name.toUpperCase(),
    name,
  ]),
);

const strictness = ["", "ANY", "ALL", "SEMI", "ANTI"] as const;
const kinds = { Inner: "INNER JOIN", Left: "LEFT JOIN", Right: "RIGHT JOIN", Full: "FULL JOIN" } as const;

/** Kinds of joins by the parser's name for them, strictness before it. */
export const joins: Readonly<Record<string, string>> = {
  Implicit: ",",
  Cross: "CROSS JOIN",
  ...Object.fromEntries(
    strictness.flatMap((word) =>
      Object.entries(kinds).map(([kind, text]) => [`${word}${kind}`, `${word} ${text}`.trim()]),
    ),
  ),
};
