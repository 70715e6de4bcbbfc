// The elementary functions of core are not public: their bits are hashed from source, bundled.
import { elementaryHashes } from "../support/bitHash.ts";

console.log(`elementary ${JSON.stringify(elementaryHashes())}`);
