import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const announced = new Set<string>();

/**
 * The folder of real data for an area, or null where it is not there (any machine but the project's own): a test that needs it
 * then skips, and says so.
 */
export const sharedData = (area: string): string | null => {
  const folder = fileURLToPath(new URL(`../../../shared/data/${area}/`, import.meta.url));
  if (existsSync(folder)) return folder;
  if (!announced.has(area))
    console.info(`skipped: real data for "${area}" is not on this machine (../shared/data/${area})`);
  announced.add(area);
  return null;
};
