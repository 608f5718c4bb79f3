/** What a server action answers, as far as a form or a button needs to know. */
export type ActionOutcome<T = unknown> =
  | { readonly ok: true; readonly data: T }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly fields?: Readonly<Record<string, string>>;
      };
    };

export const unreachable = "The server could not be reached. Nothing was changed; try again in a moment.";
