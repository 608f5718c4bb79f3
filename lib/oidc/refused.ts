import type { Refusal } from "./new-person";

/** A sign-in that its own rules refuse. Does not leave `finishOidcSignIn`. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly reason: Refusal) {
    super(reason);
  }
}
