import { DomainError } from "@/lib/errors";
import { domainRefusal } from "./compile/domain-refusal";
import type { FoundMeasure } from "./compile/find-field";
import { labelOf } from "./compile/join-tree";
import { fieldsOfMeasure, findPart, ratioFields } from "./compile/measure-parts";
import type { DefinitionProblem } from "./definition-problems";
import type { DomainDefinition } from "./domain-definition-schema";

/** Ratios that nobody could ask for: of what is not there, of themselves, of what nothing relates, of what is hidden. */
export function ratioProblems(definition: DomainDefinition): DefinitionProblem[] {
  return definition.datasets.flatMap((dataset, at) =>
    dataset.measures.flatMap((field, index): DefinitionProblem[] => {
      if (!field.ratio) return [];
      const path = `datasets.${at}.measures.${index}.ratio`;
      const measure: FoundMeasure = { kind: "measure", dataset, field };
      const sides = ratioFields(measure).flatMap((name, side) => {
        const message = refusalOf(() => findPart(definition, name));
        return message === null ? [] : [{ path: `${path}.${side === 0 ? "of" : "to"}`, message }];
      });
      if (sides.length > 0) return sides;
      const message = refusalOf(() => requireUsable(definition, measure));
      return message === null ? [] : [{ path: `${path}.of`, message }];
    }),
  );
}

function requireUsable(definition: DomainDefinition, measure: FoundMeasure): void {
  const [, ...parts] = fieldsOfMeasure(definition, measure);
  const hidden = parts.find(({ field }) => field.hidden);
  if (hidden && !measure.field.hidden) {
    throw domainRefusal(`${hidden.field.name} is hidden and could be told from this. Show it, or hide this, too`);
  }
  const related = relatedTo(definition, measure.dataset.name);
  const alone = parts.find(({ dataset }) => !related.has(dataset.name));
  if (!alone) return;
  const [one, other] = [measure.dataset.name, alone.dataset.name].map((name) => labelOf(definition, name));
  throw domainRefusal(`Nothing relates ${one} to ${other}`);
}

/** A dataset with all that some relationships lead to. */
function relatedTo({ relationships }: DomainDefinition, dataset: string): ReadonlySet<string> {
  const reached = new Set([dataset]);
  // A set that grows is gone through to its end.
  for (const name of reached) {
    for (const { from, to } of relationships) {
      if (from.dataset === name) reached.add(to.dataset);
      if (to.dataset === name) reached.add(from.dataset);
    }
  }
  return reached;
}

function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
