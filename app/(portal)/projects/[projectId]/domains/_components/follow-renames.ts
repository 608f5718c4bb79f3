import type { EditedDataset, EditedDefinition, EditedRatio } from "./edited-definition";

/**
 * A definition in which relationships and ratios go on naming what was renamed. A name that two have for a moment, while
 * one is typed, is nobody's to follow.
 */
export function followRenames(
  definition: EditedDefinition,
  before: EditedDataset,
  after: EditedDataset,
): EditedDefinition {
  const dataset = renamed(before.name, after.name, definition.datasets);
  const measure = renamedMeasure(before, after);
  if (!dataset && !measure) return definition;
  const side = <T extends { dataset: string }>(one: T): T =>
    dataset && one.dataset === dataset.from ? { ...one, dataset: dataset.to } : one;
  const ratio = (one: EditedRatio, own: string): EditedRatio => {
    const part = (name: string) => {
      const [where, what = ""] = name.includes(".") ? name.split(".") : [own, name];
      if (where !== before.name && where !== after.name) return name;
      const now = measure && what === measure.from ? measure.to : what;
      const there = dataset && where === dataset.from ? dataset.to : where;
      return name.includes(".") ? `${there}.${now}` : now;
    };
    return { of: part(one.of), to: part(one.to) };
  };
  return {
    datasets: definition.datasets.map((one) => ({
      ...one,
      ...(one.measures
        ? {
            measures: one.measures.map((field) =>
              field.ratio ? { ...field, ratio: ratio(field.ratio, one.name) } : field,
            ),
          }
        : {}),
    })),
    relationships: definition.relationships.map((one) => ({ ...one, from: side(one.from), to: side(one.to) })),
  };
}

interface Renaming {
  readonly from: string;
  readonly to: string;
}

function renamed(from: string, to: string, named: readonly { readonly name: string }[]): Renaming | null {
  if (from === to) return null;
  return named.some(({ name }) => name === from) || named.filter(({ name }) => name === to).length > 1
    ? null
    : { from, to };
}

function renamedMeasure({ measures: before = [] }: EditedDataset, { measures: after = [] }: EditedDataset) {
  if (before.length !== after.length) return null;
  const index = after.findIndex(({ name }, at) => name !== before[at]?.name);
  const [from, to] = [before[index]?.name, after[index]?.name];
  return from === undefined || to === undefined ? null : renamed(from, to, after);
}
