import { scimResponse } from "@/lib/scim/scim-response";

/** /api/scim/v2/…: what identity providers call. One handler, because errors too are in the protocol's own form. */
export {
  scimResponse as DELETE,
  scimResponse as GET,
  scimResponse as PATCH,
  scimResponse as POST,
  scimResponse as PUT,
};
