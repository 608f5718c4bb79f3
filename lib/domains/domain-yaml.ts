import { isMap, isScalar, LineCounter, parseDocument, stringify, visit } from "yaml";
import { DomainError } from "@/lib/errors";
import { type DomainDefinition, domainDefinitionSchema } from "./domain-definition-schema";

/** As much as fits a request, and far more than people write. */
const mostCharacters = 500_000;

/** `? key`: no definition needs one, SQL may hold some, and inside each other they cost the parser minutes. */
const explicitKey = /(?:^|[\s[{,])\?(?=\s)/g;
const mostExplicitKeys = 100;

/** What is wrong with a text, and where in it. Lines and columns count from 1. */
export interface YamlProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** The place in the definition; empty for what is wrong with the YAML itself. */
  readonly path: string;
}

export type ReadYaml =
  | { readonly definition: DomainDefinition; readonly problems: readonly [] }
  | { readonly definition: null; readonly problems: readonly YamlProblem[] };

/** A definition as YAML, which reads back as the same definition. */
export function definitionToYaml(definition: DomainDefinition): string {
  return stringify(definition, { lineWidth: 0, aliasDuplicateObjects: false });
}

/**
 * Reads a definition from YAML 1.2. Anchors, aliases and tags are refused, since a few lines of them can stand for
 * millions; so are keys that come twice. Every problem is told at its line.
 */
export function readDefinitionYaml(text: string): ReadYaml {
  if (text.length > mostCharacters)
    return refused([{ message: "At most 500,000 characters", line: 1, column: 1, path: "" }]);
  if ((text.match(explicitKey)?.length ?? 0) > mostExplicitKeys)
    return refused([{ message: "Keys cannot be written with ?", line: 1, column: 1, path: "" }]);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: "1.2",
    schema: "core",
    merge: false,
    // Looked at below: the parser compares each key with every other one, which takes minutes for thousands.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const at = (offset: number, message: string, path = ""): YamlProblem => {
    const { line, col } = lines.linePos(offset);
    return { message, line: Math.max(line, 1), column: Math.max(col, 1), path };
  };
  const broken = document.errors.map(({ message, pos }) => at(pos[0], message));
  if (broken.length > 0) return refused(broken);
  const odd: YamlProblem[] = [];
  visit(document, {
    Map: (_key, { items }) => {
      const known = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : key;
        if (known.has(name)) odd.push(at(isScalar(key) ? (key.range?.[0] ?? 0) : 0, "Map keys must be unique"));
        known.add(name);
      }
    },
    Alias: (_key, node) => void odd.push(at(node.range?.[0] ?? 0, "Aliases cannot be used here")),
    Node: (_key, node) => {
      if ("anchor" in node && node.anchor) odd.push(at(node.range?.[0] ?? 0, "Anchors cannot be used here"));
      if (node.tag !== undefined) odd.push(at(node.range?.[0] ?? 0, "Tags cannot be used here"));
    },
  });
  if (odd.length > 0) return refused(odd.slice(0, 20));
  const result = domainDefinitionSchema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (result.success) return { definition: result.data, problems: [] };
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      const range = node && typeof node === "object" && "range" in node ? (node.range as [number] | null) : null;
      if (range) return range[0];
    }
    return isMap(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
  };
  return refused(
    result.error.issues.map(({ path, message }) => at(offsetOf(path), message, path.map(String).join("."))),
  );
}

/**
 * The definition that a YAML text holds.
 *
 * @throws DomainError `invalid_input` with `line`, `column` and the message by path in its fields
 */
export function definitionFromYaml(text: string): DomainDefinition {
  const { definition, problems } = readDefinitionYaml(text);
  if (definition) return definition;
  const [first] = problems;
  const message = first ? `Line ${first.line}: ${first.message}` : "This is no definition";
  throw new DomainError("invalid_input", message, {
    yaml: message,
    line: String(first?.line ?? 1),
    column: String(first?.column ?? 1),
  });
}

function refused(problems: readonly YamlProblem[]): ReadYaml {
  return { definition: null, problems };
}
