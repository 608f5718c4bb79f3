/** A finished file as a download, under a name that people gave: kept as it is by `filename*` (RFC 6266). */
export function fileDownload(file: {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly fileName: string;
}): Response {
  const plain = file.fileName.replace(/[^\w .-]/g, "_");
  const encoded = encodeURIComponent(file.fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "Cache-Control": "no-store",
      "Content-Type": file.contentType,
      "Content-Length": String(file.bytes.byteLength),
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
