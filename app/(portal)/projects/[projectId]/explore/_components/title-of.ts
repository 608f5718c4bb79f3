import type { AnswerField } from "@/lib/domains/answer-field-schema";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";

/** What an answer is about, in the domain's words: `Flights and Average delay by Origin`. */
export function titleOf({ dimensions }: Pick<DomainQuery, "dimensions">, fields: readonly AnswerField[]): string {
  const labels = fields.map(({ label }) => label);
  const groups = listed(labels.slice(0, dimensions.length));
  const measures = listed(labels.slice(dimensions.length));
  const title = measures === "" || groups === "" ? measures + groups : `${measures} by ${groups}`;
  return title.slice(0, 200);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
