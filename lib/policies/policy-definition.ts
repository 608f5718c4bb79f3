import type { FileTemplate } from "@/lib/connections/resolve-target";
import type { RuleScope } from "@/lib/connections/rule-coverage";

/** One row/column rule as it is stored. */
export interface RuleDefinition extends RuleScope {
  readonly id: string;
  readonly filter: string | null;
  /** Whether no row passes the filter without a column being compared with a placeholder's value (R01). */
  readonly filterDepends: boolean;
  readonly excludedColumns: readonly string[];
  readonly maskedColumns: Readonly<Record<string, string>>;
  readonly tenantColumns: Readonly<Record<string, string>>;
}

/** A policy with its layers, templates still to be filled in. The wire names of the layers are `cls`, `sls`, `rcls`. */
export interface PolicyDefinition {
  readonly id: string;
  readonly name: string;
  readonly connectionLayer: {
    readonly urlTemplate: string | null;
    readonly fileTemplates: readonly FileTemplate[];
  } | null;
  readonly schemaLayer: {
    readonly schemaTemplate: string;
    readonly sharedSchemas: readonly string[];
    readonly roleTemplate: string | null;
  } | null;
  readonly rules: readonly RuleDefinition[];
}
