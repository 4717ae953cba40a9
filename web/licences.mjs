// The notices of every package whose code is in the bundles, or in those that it is made of.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const NOTICE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

export async function licences(here, metafile) {
  const lock = JSON.parse(await readFile(join(here, "package-lock.json"), "utf8"));
  const bundled = new Set(
    Object.values(metafile.outputs)
      .flatMap((output) => Object.keys(output.inputs))
      .map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
      .filter(Boolean),
  );
  // Some come as bundles themselves: what they depend on may be inside.
  const wanted = new Set();
  const add = (path) => {
    if (wanted.has(path) || !lock.packages[path]) return;
    wanted.add(path);
    for (const name of Object.keys(lock.packages[path].dependencies ?? {})) {
      add(`${path}/node_modules/${name}`);
      add(`node_modules/${name}`);
    }
  };
  bundled.forEach(add);
  if (!wanted.size) throw new Error("Nothing of node_modules is in the bundles.");

  const parts = ["What the scripts of the explorer contain besides its own code.\n"];
  for (const path of [...wanted].sort()) {
    const folder = join(here, path);
    const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const notices = (await readdir(folder)).filter((name) => NOTICE.test(name)).sort();
    const texts = await Promise.all(notices.map((name) => readFile(join(folder, name), "utf8")));
    const author = typeof about.author === "string" ? about.author : about.author?.name;
    const licence = about.license ?? lock.packages[path].license;
    if (!licence && !texts.length) throw new Error(`${path} has no licence.`);
    parts.push(
      `${"=".repeat(78)}\n${about.name} ${about.version}\nLicence: ${licence}`,
      ...(author ? [`Author: ${author}`] : []),
      ...texts.map((text) => `\n${text.trim().replaceAll("\r\n", "\n")}`),
      "",
    );
  }
  return `${parts.join("\n")}\n`;
}
