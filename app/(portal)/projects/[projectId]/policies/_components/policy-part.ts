import type { UseFormReturnType } from "@mantine/form";
import type { Engine } from "@/prisma/client/enums";
import type { KnownTable } from "./policy-form";
import type { PolicyValues } from "./policy-values";

/** What each section of the policy form works on. */
export interface PolicyPart {
  readonly form: Pick<
    UseFormReturnType<PolicyValues>,
    "values" | "errors" | "setFieldValue" | "getInputProps" | "clearFieldError"
  >;
  /** What is wrong at a path of the input, from the last save or the live check. */
  readonly errorAt: (path: string) => string | undefined;
  readonly engine: Engine;
  readonly tables: readonly KnownTable[];
}
