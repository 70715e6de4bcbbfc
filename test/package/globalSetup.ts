import { unpack } from "./unpacked.ts";

/** Unpacks the tarball once for all tests of the package. */
export default function setup(): void {
  unpack();
}
