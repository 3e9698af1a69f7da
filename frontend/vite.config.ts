import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every module at the top of src/ is one that a page names; folders hold what modules share. */
function entries(): Record<string, string> {
  const names = readdirSync(here("src")).filter((name) => /^[a-z_]+\.ts$/.test(name));
  return Object.fromEntries(names.map((name) => [name.slice(0, -3), here(`src/${name}`)]));
}

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: here("../src/rhomboid/web/static/rhomboid/built"),
    emptyOutDir: true,
    manifest: "manifest.json",
    // The strict content policy of the pages knows no inline script, style or data: address.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: entries(),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "shared/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
