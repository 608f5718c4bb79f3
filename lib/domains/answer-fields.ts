import type { AnswerField } from "./answer-field-schema";
import { labelOf } from "./compile/join-tree";
import { findDimension, findMeasure } from "./compile/shown-field";
import type { DomainDefinition } from "./domain-definition-schema";
import { wordsOf } from "./domain-fields";
import { columnNamesOf, type DomainQuery } from "./domain-query-schema";
import { rollUpOf } from "./roll-up";

/**
 * The words for an answer's columns, in their order. Two that would be called the same are told apart by their dataset.
 *
 * @throws DomainError `query_refused` for a field that the domain does not have
 */
export function answerFields(
  definition: DomainDefinition,
  query: Pick<DomainQuery, "dimensions" | "measures" | "via">,
): AnswerField[] {
  const found = [
    ...query.dimensions.map(({ field, grain }) => ({ ...findDimension(definition, field), grain })),
    ...query.measures.map((field) => ({ ...findMeasure(definition, field), grain: undefined })),
  ];
  const labels = found.map(({ field, grain }) => `${wordsOf(field)}${grain ? ` (${grain})` : ""}`);
  const columns = columnNamesOf(query);
  return found.map((one, at) => {
    const { field, dataset } = one;
    const label = labels[at] ?? field.name;
    const isShared = labels.some((other, index) => index !== at && other === label);
    return {
      column: columns[at] ?? field.name,
      label: isShared
        ? `${wordsOf({ name: dataset.name, label: labelOf(definition, dataset.name) })}: ${label}`
        : label,
      ...(field.format ? { format: field.format } : {}),
      ...(one.kind === "measure" ? { rollUp: rollUpOf(definition, query, one) } : {}),
    };
  });
}
