import { createServer, type Socket } from "node:net";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came, soft line breaks of quoted-printable joined. */
  readonly text: string;
}

export interface SmtpServer {
  readonly url: string;
  /** What came so far. */
  readonly mails: readonly ReceivedMail[];
  /** The mail of this number, counted from 0, as soon as it has come. */
  mail(index: number): Promise<ReceivedMail>;
  /** From now on every recipient is refused, or none again. */
  refuse(refusing: boolean): void;
  stop(): Promise<void>;
}

/** A mail server on loopback that keeps what it is given (RFC 5321, as much of it as a client without extensions needs). */
export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  let refusing = false;
  const server = createServer((socket) => {
    serve(
      socket,
      () => refusing,
      (mail) => {
        mails.push(mail);
        for (const wake of waiting) wake();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    async mail(index) {
      while (mails.length <= index) await new Promise<void>((resolve) => waiting.add(resolve));
      return mails[index] as ReceivedMail;
    },
    refuse: (value) => {
      refusing = value;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function serve(socket: Socket, refuses: () => boolean, onMail: (mail: ReceivedMail) => void): void {
  let from = "";
  let to: string[] = [];
  let data: string[] | null = null;
  let rest = "";
  const say = (line: string) => socket.write(`${line}\r\n`);
  const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? "";
  const onLine = (line: string) => {
    if (data !== null) {
      if (line !== ".") return void data.push(line.startsWith("..") ? line.slice(1) : line);
      onMail({ from, to, text: data.join("\n").replace(/=\n/g, "").replace(/=3D/g, "=") });
      [data, to] = [null, []];
      return void say("250 kept");
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "MAIL") from = addressIn(line);
    if (verb === "RCPT" && refuses()) return void say("550 not here");
    if (verb === "RCPT") to.push(addressIn(line));
    if (verb === "DATA") data = [];
    if (verb === "QUIT") return void socket.end("221 bye\r\n");
    say(verb === "DATA" ? "354 go on" : "250 fine");
  };
  socket.setEncoding("utf8");
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  say("220 kept.example");
}
