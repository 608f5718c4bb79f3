const ownComputer = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether text is exactly one web origin as browsers write it: `https://host[:port]`, or http on this computer. It
 * ends up in `frame-ancestors`, so a wildcard, a path, a space or another spelling of the host is no origin.
 */
export function isBareOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  if (origin !== text || /[*\s;,]/.test(text)) return false;
  return protocol === "https:" || (protocol === "http:" && ownComputer.has(hostname));
}
