import net from "node:net";

/*
 * Asks one address again and again over kept connections, in a process of its own: bytes out, bytes in, and no more HTTP
 * than it takes to know where an answer ends, so that the server is what is measured.
 */
const { port, request, connections } = JSON.parse(process.argv[2]);
const bytes = Buffer.from(request);
const endOfChunks = Buffer.from("0\r\n\r\n");
let answers = 0;
let failures = 0;
let counting = false;

for (let n = 0; n < connections; n += 1) ask(net.connect(port, "127.0.0.1"));

function ask(socket) {
  let expected = -1;
  let received = 0;
  let tail = Buffer.alloc(0);
  let head = Buffer.alloc(0);
  const next = () => {
    expected = -1;
    received = 0;
    head = Buffer.alloc(0);
    socket.write(bytes);
  };
  socket.setNoDelay(true).on("connect", next);
  socket.on("data", (chunk) => {
    if (expected === -1) {
      head = Buffer.concat([head, chunk]);
      const at = head.indexOf("\r\n\r\n");
      if (at < 0) return;
      const text = head.subarray(0, at).toString("latin1");
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      expected = length === undefined ? Number.POSITIVE_INFINITY : Number(length);
      if (!text.startsWith("HTTP/1.1 200")) failures += 1;
      received = head.length - at - 4;
      tail = head.subarray(-5);
    } else {
      received += chunk.length;
      tail = chunk.length >= 5 ? chunk.subarray(-5) : Buffer.concat([tail, chunk]).subarray(-5);
    }
    const done = expected === Number.POSITIVE_INFINITY ? tail.equals(endOfChunks) : received >= expected;
    if (!done) return;
    if (counting) answers += 1;
    next();
  });
  socket.on("error", () => {
    failures += 1;
  });
}

process.on("message", (message) => {
  if (message === "count") {
    answers = 0;
    counting = true;
  } else {
    counting = false;
    process.send({ answers, failures });
  }
});
