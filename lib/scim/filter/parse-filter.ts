import { badRequest, type ScimType } from "../scim-refusal";
import { filterTokens, type Token } from "./filter-tokens";
import type { AttributePath, ComparedValue, Filter, Operator } from "./filter-tree";

const deepest = 40;
/** Each is asked of every resource that is looked through. */
const mostComparisons = 100;
const operators: ReadonlySet<string> = new Set(["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"]);
const textOperators: ReadonlySet<string> = new Set(["co", "sw", "ew"]);
const orderOperators: ReadonlySet<string> = new Set(["gt", "ge", "lt", "le"]);
const attributeName = /^(?:(urn:.+):)?([a-z][\w-]*)(?:\.([a-z$][\w$-]*))?$/i;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * The tree of a filter: `not` binds closest, then `and`, then `or` (RFC 7644, 3.4.2.2). A comparison that can never mean
 * anything, such as a number's beginning, refuses.
 *
 * @throws ScimRefusal `invalidFilter`
 */
export function parseFilter(text: string): Filter {
  return new FilterParser(text, "invalidFilter").whole((parser) => parser.either(0));
}

/**
 * What a change points to: an attribute, one part of it, or those of its values that a filter picks.
 *
 * @throws ScimRefusal `invalidPath`
 */
export function parsePath(text: string): AttributePath {
  return new FilterParser(text, "invalidPath").whole((parser) => parser.path(0, true));
}

class FilterParser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private comparisons = 0;

  constructor(
    text: string,
    private readonly refusal: ScimType,
  ) {
    this.tokens = filterTokens(text, refusal);
  }

  whole<T>(parse: (parser: FilterParser) => T): T {
    const result = parse(this);
    if (this.at < this.tokens.length) throw this.wrong("Something follows where it should end");
    return result;
  }

  either(depth: number, inBrackets = false): Filter {
    let left = this.both(depth, inBrackets);
    while (this.takeWord("or")) left = { kind: "or", left, right: this.both(depth, inBrackets) };
    return left;
  }

  /** An attribute with, where allowed, the values that brackets pick and a part of them. */
  path(depth: number, mayPick: boolean): AttributePath {
    const word = this.take();
    const [, urn, attribute, sub] = (word?.kind === "word" && attributeName.exec(word.text)) || [];
    if (!attribute) throw this.wrong("The name of an attribute is missing");
    const plain = {
      schema: urn?.toLowerCase() ?? null,
      attribute: attribute.toLowerCase(),
      where: null,
      sub: sub?.toLowerCase() ?? null,
    };
    if (!this.takeMark("[")) return plain;
    if (!mayPick || sub) throw this.wrong("Brackets are not possible here");
    const where = this.either(depth + 1, true);
    if (!this.takeMark("]")) throw this.wrong("A bracket is not closed");
    const next = this.tokens[this.at];
    const part = next?.kind === "word" ? /^\.([a-z$][\w$-]*)$/i.exec(next.text)?.[1] : undefined;
    if (part) this.at++;
    return { ...plain, where, sub: part?.toLowerCase() ?? null };
  }

  private both(depth: number, inBrackets: boolean): Filter {
    let left = this.one(depth, inBrackets);
    while (this.takeWord("and")) left = { kind: "and", left, right: this.one(depth, inBrackets) };
    return left;
  }

  private one(depth: number, inBrackets: boolean): Filter {
    if (depth > deepest) throw this.wrong("The filter is too deep");
    const next = this.tokens[this.at + 1];
    const negated = next?.kind === "mark" && next.text === "(" && this.takeWord("not");
    if (this.takeMark("(")) {
      const inner = this.either(depth + 1, inBrackets);
      if (!this.takeMark(")")) throw this.wrong("A bracket is not closed");
      return negated ? { kind: "not", inner } : inner;
    }
    return this.expression(this.path(depth, !inBrackets));
  }

  private expression(path: AttributePath): Filter {
    this.comparisons += 1;
    if (this.comparisons > mostComparisons) throw this.wrong(`A filter has at most ${mostComparisons} comparisons`);
    const word = this.tokens[this.at];
    const operator = word?.kind === "word" ? word.text.toLowerCase() : "";
    const known = operator === "pr" || operators.has(operator);
    if (!known && path.where && !path.sub) return { kind: "present", path };
    if (!known) throw this.wrong("An operator is missing");
    this.at++;
    if (operator === "pr") return { kind: "present", path };
    const value = this.value();
    if (textOperators.has(operator) && typeof value !== "string") throw this.wrong(`${operator} compares text`);
    if (orderOperators.has(operator) && typeof value !== "string" && typeof value !== "number") {
      throw this.wrong(`${operator} compares what has an order`);
    }
    return { kind: "compare", path, operator: operator as Operator, value };
  }

  private value(): ComparedValue {
    const given = this.take();
    if (given?.kind === "string") return given.value;
    const word = given?.kind === "word" ? given.text.toLowerCase() : "";
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (!number.test(word)) throw this.wrong("A value is missing; text stands in quotes");
    return Number(word);
  }

  private take(): Token | undefined {
    return this.tokens[this.at++];
  }

  private takeWord(word: string): boolean {
    const next = this.tokens[this.at];
    const found = next?.kind === "word" && next.text.toLowerCase() === word;
    if (found) this.at++;
    return found;
  }

  private takeMark(mark: "(" | ")" | "[" | "]"): boolean {
    const next = this.tokens[this.at];
    const found = next?.kind === "mark" && next.text === mark;
    if (found) this.at++;
    return found;
  }

  private wrong(message: string) {
    return badRequest(this.refusal, message);
  }
}
