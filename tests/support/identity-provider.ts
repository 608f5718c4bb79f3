import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the provider says of its people, by subject. */
type Claims = Readonly<Record<string, unknown>>;

export interface IdentityProviderServer {
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Who is there, and who signs in next. */
  readonly people: Map<string, Claims>;
  signInAs(subject: string): void;
  /** Sends people back to this address, too. */
  allow(redirectUri: string): void;
  /** Goes through the provider's own pages as a browser would, and returns the address it sends the person back to. */
  walk(address: string): Promise<string>;
  stop(): Promise<void>;
}

/** A certified OpenID provider on loopback that asks nobody anything: whoever is to sign in next has consented. */
export async function startIdentityProvider(): Promise<IdentityProviderServer> {
  const client = { clientId: "bulkhead", clientSecret: "a client secret of the tests" };
  const people = new Map<string, Claims>();
  const redirectUris = ["http://localhost:3000/nowhere"];
  let subject = "";
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  await listening(server);
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const build = () => {
    const provider = new Provider(issuer, configuration(client, redirectUris, people));
    handle = (request, response) => {
      if (request.url?.startsWith("/interaction/")) void interact(provider, request, response, subject);
      else provider.callback()(request, response);
    };
  };
  build();
  return {
    issuer,
    client,
    people,
    signInAs: (next) => {
      subject = next;
    },
    allow: (redirectUri) => {
      redirectUris.push(redirectUri);
      build();
    },
    walk: (address) => walk(issuer, address),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function configuration(
  client: IdentityProviderServer["client"],
  redirectUris: readonly string[],
  people: ReadonlyMap<string, Claims>,
): object {
  return {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [...redirectUris] }],
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["name", "tenant", "role", "groups"],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    cookies: { keys: ["a cookie key of the tests"] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people.get(id) }),
    }),
  };
}

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse, subject: string) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") {
    const result = { login: { accountId: subject } };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? "", clientId: params.client_id });
  grant.addOIDCScope("openid email profile");
  const result = { consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

/** Follows redirects with cookies, as long as they stay with the provider. */
async function walk(issuer: string, address: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = address;
  for (let steps = 0; next.startsWith(issuer); steps++) {
    if (steps > 10) throw new Error("The provider goes round in circles");
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      jar.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    next = new URL(location, next).href;
  }
  return next;
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}
