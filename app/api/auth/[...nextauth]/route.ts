import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/identity/auth-options";

interface Context {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

/** /api/auth/*: sign-in, sign-out and next-auth's CSRF token. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, authOptions());
}

export { handler as GET, handler as POST };
