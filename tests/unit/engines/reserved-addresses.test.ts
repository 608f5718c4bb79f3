import { describe, expect, test } from "vitest";
import { canonicalAddress, isReservedAddress, isReservedHost } from "@/lib/engines/reserved-addresses";

describe("addresses that nobody may be sent to", () => {
  test.each([
    "169.254.169.254",
    "169.254.0.1",
    "0.0.0.0",
    "0.1.2.3",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "0:0:0:0:0:0:0:0",
    "fe80::1",
    "FE80::A9FE:A9FE",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "FD00:0EC2:0::254",
    "fd20:ce::254",
    "ff02::1",
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "0:0:0:0:0:FFFF:A9FE:A9FE",
    "::169.254.169.254",
    "::ffff:0:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a9fe:a9fe",
    "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "not an address",
    "",
  ])("%s", (address) => expect(isReservedAddress(address)).toBe(true));

  test.each(["10.0.0.5", "127.0.0.1", "192.168.1.4", "8.8.8.8", "::1", "fd12::1", "2001:db8::1", "::ffff:10.0.0.5"])(
    "%s is one that an admin can mean",
    (address) => expect(isReservedAddress(address)).toBe(false),
  );
});

describe("hosts that are reserved as they are written", () => {
  test.each([
    "2852039166",
    "0xA9FEA9FE",
    "0251.0376.0251.0376",
    "169.16689662",
    "127.1",
    "0x7f.1",
    "127.0.0.1.",
    "169.254.169.254",
    "metadata",
    "Metadata.Google.Internal",
    "metadata.google.internal.",
    "metadata.goog",
    "metadata.azure.com",
    "instance-data.ec2.internal",
  ])("%s", (host) => expect(isReservedHost(host)).toBe(true));

  test.each(["db.example", "xn--bcher-kva.example", "10.0.0.5", "db-0x1.example", "metadata.customer.example"])(
    "%s is not",
    (host) => expect(isReservedHost(host)).toBe(false),
  );
});

test.each([
  ["::FFFF:7f00:1", "127.0.0.1"],
  ["::1", "0:0:0:0:0:0:0:1"],
  ["2001:DB8:0:0::1", "2001:db8:0:0:0:0:0:1"],
  ["::1.2.3.4", "1.2.3.4"],
  ["127.0.0.1", "127.0.0.1"],
  ["fe80::1%lo", null],
  ["127.1", null],
])("%s is %s, however it is written", (address, canonical) => expect(canonicalAddress(address)).toBe(canonical));
