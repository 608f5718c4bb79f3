import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { nearestHop } from "./request-origin";
import { sessionSecret, usesHttps } from "./session-cookie";
import { longestSeconds } from "./session-limits";
import { signIn } from "./sign-in";
import { signOut } from "./sign-out";

/**
 * How next-auth signs people in. Its credentials provider insists on a JWT; ours holds the id of a Session row and
 * nothing else, and the row decides on each request. Read at each use, because the secret may come from the data
 * folder.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: sessionSecret(),
    useSecureCookies: usesHttps(),
    session: { strategy: "jwt", maxAge: longestSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Password",
        credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
        authorize,
      }),
    ],
    callbacks: {
      // `user` is there at sign-in only, and carries the id of the row that signIn made.
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await signOut(token.sid);
      },
    },
    logger: {
      error: (code) => log.error({ code }, "sign-in failed on our side"),
      warn: (code) => log.warn({ code }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}

type Headers = Readonly<Record<string, string | undefined>>;

async function authorize(credentials: unknown, request: { headers?: Headers }): Promise<{ id: string } | null> {
  const headers = request.headers ?? {};
  try {
    const id = await signIn(credentials, {
      address: nearestHop(headers["x-forwarded-for"]),
      userAgent: headers["user-agent"] ?? null,
    });
    return id === null ? null : { id };
  } catch (error) {
    // The text goes into the address of the sign-in page, so only a fixed word may leave.
    if (error instanceof DomainError && error.code === "rate_limited") throw new Error("TooManyAttempts");
    log.error({ err: error }, "sign-in failed");
    throw new Error("SignInUnavailable");
  }
}
