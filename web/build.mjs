// Builds the front end into dist/: modules with hashed names, a manifest, the licences.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { licences } from "./licences.mjs";
import { withoutOutsideServices } from "./outside-services.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const place = join(here, "dist");
const entries = { explorer: "src/explorer.ts", sparql: "src/sparql.ts", "sparql-style": "src/sparql.css" };

const fresh = `${place}.new`;
await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: Object.entries(entries).map(([out, path]) => ({ in: path, out })),
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none", // all notices are in LICENSES.txt
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".adopted.css": "text" },
  metafile: true,
  plugins: [withoutOutsideServices],
  logLevel: "warning",
});

const manifest = {};
for (const [path, output] of Object.entries(result.metafile.outputs)) {
  if (!output.entryPoint) continue;
  const name = output.entryPoint.split("/").at(-1).replace(/\.ts$/, ".js");
  if (Object.values(entries).includes(output.entryPoint)) manifest[name] = path.split("/").at(-1);
}
const ordered = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(join(fresh, "LICENSES.txt"), await licences(here, result.metafile));
await writeFile(join(fresh, "manifest.json"), `${JSON.stringify(ordered, null, 2)}\n`);
await rm(place, { recursive: true, force: true });
await rename(fresh, place);
