import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every module at the top of src/ is one that a page names; folders hold what modules share. */
function entries(): Record<string, string> {
  const names = readdirSync(here("src")).filter((name) => /^[a-z_]+\.ts$/.test(name));
  return Object.fromEntries(names.map((name) => [name.slice(0, -3), here(`src/${name}`)]));
}

const built = here("../src/rhomboid/web/static/rhomboid/built");

/** Empties the folder before a build, but for the pose model, which `make setup` puts there. */
function emptied(): Plugin {
  return {
    name: "emptied",
    apply: "build",
    buildStart(): void {
      const names = existsSync(built) ? readdirSync(built) : [];
      for (const name of names.filter((name) => name !== "pose"))
        rmSync(`${built}/${name}`, { recursive: true });
    },
  };
}

/** What the pose library would report to its maker once a minute, and where. */
const REPORTS = "flush(t,e){if(this.error)";
const REPORTS_TO = "https://odml.pa.googleapis.com/v1/log";

/** Takes out of the pose library that it reports its use: nothing leaves this machine. */
function silent(): Plugin {
  return {
    name: "silent",
    transform(code, id): string | null {
      if (!id.includes("@mediapipe/tasks-vision")) return null;
      for (const part of [REPORTS, REPORTS_TO])
        if (code.split(part).length !== 2)
          throw new Error(`the pose library must have "${part}" once; look again at what it reports`);
      return code.replace(REPORTS, `flush(t,e){this.i=[];t?.();return;if(this.error)`).replace(REPORTS_TO, "");
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [emptied(), silent()],
  build: {
    outDir: built,
    emptyOutDir: false,
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
